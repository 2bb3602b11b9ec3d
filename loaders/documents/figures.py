"""Amounts of money and dates in a text."""

import datetime
import re
from collections.abc import Iterator

from loaders.documents.spans import Span
from schema.documents import MentionKind
from schema.values import Precision

_SIZES = {"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SHORT = {"K": "thousand", "M": "million", "MM": "million", "B": "billion", "T": "trillion"}
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,15}(?:\.\d+)?"
_SIZE = r"(?:[\s-]?(?P<size>hundred|thousand|million|billion|trillion)\b|(?P<short>MM|[KMBT])(?![\w-]))"
_DOLLARS = re.compile(rf"(?:US)?\$\s?(?P<number>{_NUMBER})(?!,?\d)(?:{_SIZE})?", re.IGNORECASE)
_WORDED = re.compile(
    rf"(?<![\w$.,])(?P<number>{_NUMBER})\s(?:(?P<size>hundred|thousand|million|billion|trillion)\s)?dollars\b",
    re.IGNORECASE,
)
_RANGE = re.compile(rf"\s?(?:-|–|—|to|and)\s?\$?\s?(?:{_NUMBER}){_SIZE}", re.IGNORECASE)
_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_MONTH = (
    r"(?P<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?|Jun\.|Jul\.)"
)
_YEAR = r"(?P<year>1[789]\d\d|20\d\d)"
_DATES = (
    re.compile(
        rf"\b{_MONTH}\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s?[-–]\s?\d{{1,2}})?,?\s{_YEAR}(?!\d)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?<![\d.,])(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\sday\sof)?\s{_MONTH},?\s{_YEAR}(?!\d)",
        re.IGNORECASE,
    ),
    re.compile(rf"(?<![\d/-]){_YEAR}-(?P<number>\d{{2}})-(?P<day>\d{{2}})(?![\d-])"),
    re.compile(r"(?<![\d/])(?P<number>\d{1,2})/(?P<day>\d{1,2})/(?P<year>20\d\d|19\d\d)(?![\d/])"),
)
_OF_MONTH = re.compile(rf"\b{_MONTH.replace('|May', '|May')},?\s(?:of\s)?{_YEAR}(?![\d-])")
_DAY_BEFORE = re.compile(r"(?<!\d)\d{1,2}(?:st|nd|rd|th)?(?:\sday\sof)?\s$")
_FISCAL = re.compile(
    r"\b(?:[Ff]iscal\s[Yy]ears?|FISCAL\sYEARS?|FYs?|F\.Y\.)\s?(?:\(FYs?\)\s)?['’]?(?P<year>(?:19|20)\d\d|\d\d(?!\d))(?!\d)"
)
_FISCAL_MORE = re.compile(
    r"\s?(?:,\s?and\s|,\s|\sand\s|-|–|\sthrough\s|\sto\s|\sor\s)\s?(?:FY\s?)?(?P<year>(?:19|20)\d\d)(?![\d,-])(?!\s?(?:U\.|C\.F))"
)


def amounts(text: str) -> Iterator[Span]:
    """Sums of dollars; in “$3 to $5 million” the first is three million too."""
    for pattern in (_DOLLARS, _WORDED):
        for found in pattern.finditer(text):
            size = _size(found) or _size(_RANGE.match(text, found.end()))
            value = (
                round(float(found["number"].replace(",", "")) * size, 2) if size else _plain(found["number"])
            )
            yield Span(found.start(), found.end(), MentionKind.AMOUNT, amount=value)


def dates(text: str) -> Iterator[Span]:
    """Days, months and fiscal years; a year alone is none, and “May 2017” is known to the month."""
    for pattern in _DATES:
        for found in pattern.finditer(text):
            if day := _day(found):
                yield Span(found.start(), found.end(), MentionKind.DATE, day=day, precision=Precision.DAY)
    for found in _OF_MONTH.finditer(text):
        if _DAY_BEFORE.search(text, max(0, found.start() - 12), found.start()):
            continue
        first = datetime.date(int(found["year"]), _number(found["month"]), 1)
        yield Span(found.start(), found.end(), MentionKind.DATE, day=first, precision=Precision.MONTH)
    yield from _fiscal_years(text)


def _fiscal_years(text: str) -> Iterator[Span]:
    for found in _FISCAL.finditer(text):
        yield _fiscal(found.start(), found.end(), found["year"])
        more = _FISCAL_MORE.match(text, found.end())
        while more:
            yield _fiscal(more.start("year"), more.end("year"), more["year"])
            more = _FISCAL_MORE.match(text, more.end())


def _fiscal(begins: int, ends: int, year: str) -> Span:
    value = int(year) if len(year) == 4 else 2000 + int(year) - (100 if int(year) > 70 else 0)
    return Span(begins, ends, MentionKind.DATE, fiscal_year=value)


def _size(found: re.Match[str] | None) -> int:
    if found is None:
        return 0
    name = found["size"] or _SHORT.get((found.groupdict().get("short") or "").upper(), "")
    return _SIZES.get(name.lower(), 0)


def _plain(number: str) -> float:
    return float(number.replace(",", ""))


def _number(month: str) -> int:
    return next(place for place, name in enumerate(_MONTHS, start=1) if name.startswith(month.lower()[:3]))


def _day(found: re.Match[str]) -> datetime.date | None:
    groups = found.groupdict()
    month = int(groups["number"]) if groups.get("number") else _number(groups["month"])
    try:
        return datetime.date(int(groups["year"]), month, int(groups["day"]))
    except ValueError:
        return None
