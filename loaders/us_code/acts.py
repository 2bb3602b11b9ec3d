"""Acts of Congress before 1957, which were numbered by chapter within a session and are cited by day."""

import datetime
import re
from collections.abc import Iterator

from loaders.citations import Citation
from schema.law import PublicLaw

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")
"""As source credits print them."""
PRINTED = (
    rf"(?P<month>{'|'.join(MONTHS)})[a-z]*\.?\s+(?P<day>\d{{1,2}}),\s+(?P<year>1[789]\d\d),"
    r"\s+ch\.\s+(?P<chapter>\d{1,4}[A-Z]?)\b"
)
_ACT = re.compile(rf"\b{PRINTED}")
_ADDRESS = re.compile(r"/us/act/(?P<day>\d{4}-\d\d-\d\d)/ch(?P<chapter>\w+)(?:/|$)")


def acts(words: str) -> Iterator[Citation]:
    """The acts that words cite: "June 27, 1952, ch. 477"."""
    if ", ch." in words:
        for found in _ACT.finditer(words):
            if act := printed_act(found):
                yield act


def printed_act(found: "re.Match[str]") -> Citation | None:
    """The act of a match of `PRINTED`; None where the day does not exist."""
    try:
        day = datetime.date(int(found["year"]), MONTHS.index(found["month"]) + 1, int(found["day"]))
    except ValueError:
        return None
    return _act(day, found["chapter"])


def published_act(address: str) -> Citation | None:
    """The act of an address such as /us/act/1952-06-27/ch477/s101."""
    found = _ADDRESS.match(address)
    return _act(datetime.date.fromisoformat(found["day"]), found["chapter"]) if found else None


def mentioned(act: Citation) -> PublicLaw:
    """An act of that time that is cited; it has no number of the kind that is used since."""
    _, _, _, day, _ = act.id.split("/")
    return PublicLaw(
        id=act.id,
        name=act.usual,
        citation=act.usual,
        enacted_on=datetime.date.fromisoformat(day),
        mentioned_only=True,
    )


def _act(day: datetime.date, chapter: str) -> Citation:
    printed = f"{MONTHS[day.month - 1]}{'' if 5 <= day.month <= 7 else '.'} {day.day}, {day.year}"
    return Citation(f"/us/act/{day}/ch{chapter}", f"Act of {printed}, ch. {chapter}", printed)
