"""When a rule takes effect, where the words under DATES leave no doubt."""

import datetime
import re

from loaders.printed_days import day

_DATE = re.compile(r"([A-Z][a-z]+) (\d{1,2}), (\d{4})")
_SENTENCE = re.compile(r"(?<=[a-z0-9)]{2})\.\s+(?=[A-Z])")
_DOUBT = re.compile(
    r"\bexcept|\bappl(?:y|ies|icable|icability)|\bdelay|\bindefinite|\buntil\b|\bunless\b|\bwithdr|\bif\b|\bor\b"
    r"|\bcomplian|\bextend|\bstay|\bcomment|\bno longer\b|\bpropos",
    re.IGNORECASE,
)


def effective(dates: str) -> tuple[datetime.date | None, datetime.date | None]:
    """The first day, and the first day after; empty where the words name none, several, or exceptions."""
    said = [each for each in _SENTENCE.split(dates) if re.search(r"\beffective\b", each, re.IGNORECASE)]
    if len(said) != 1 or _DOUBT.search(said[0]):
        return None, None
    days = [day(*found.groups()) for found in _DATE.finditer(said[0])]
    if len(days) == 1:
        return days[0], None
    first, last = days if len(days) == 2 and " through " in said[0] else (None, None)
    return (first, last + datetime.timedelta(days=1)) if first and last else (None, None)
