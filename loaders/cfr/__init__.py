"""The Code of Federal Regulations: a title or a chapter, in any of the forms in which it is passed on.

The official forms are the bulk data (DIV1 to DIV9, N="§ 1.1") and the XML of the eCFR's interface (N="1.1");
chapters also go round as JSON and as markdown made from them. The text itself is not kept.
"""

import datetime
import re
from collections.abc import Iterator
from pathlib import Path

from loaders import files
from loaders.cfr import bulk, converted, markdown
from loaders.cfr.division import Division
from loaders.cfr.records import parse
from loaders.printed_days import MONTHS, day
from loaders.source import Download, Row, Source
from schema.errors import InvalidSource
from schema.law import Cites, ExecutiveAction, IssuedUnder, PartOf, Provision, PublicLaw
from schema.values import Confidence

_XML = re.compile(rb"<(?:DLPSTEXTCLASS|ECFR|ECFRBRWS|DIV[1-9] [^>]*TYPE=)")
_JSON = re.compile(rb'\s*\{.{0,2000}?"content":\s*\{\s*"\$":\s*\{.{0,200}?"NODE":\s*"\d+:', re.DOTALL)
_AMENDED = re.compile(rb"<AMDDATE>\s*([A-Z][a-z]+)\.? (\d{1,2}), (\d{4})")
_DATED = re.compile(r"(\d{4})-(0[1-9]|1[0-2])-(\d{2})")


def read(path: Path) -> Iterator[Row]:
    """One row a unit with its heading, its text and its notes."""
    for number, division in enumerate(_divisions(path), start=1):
        yield division.row(number)


def recognises(path: Path) -> bool:
    """Whether the file is one of the forms, by its beginning."""
    start = files.head(path)
    return bool(_XML.search(start[:4096]) or _JSON.match(start) or markdown.FRONT.match(start))


def through(path: Path) -> datetime.date | None:
    """The day of the last amendment that the file says it holds; else the day in its name."""
    with files.opened(path) as file:
        noted = [_AMENDED.match(line) for _, line in files.lines(file, path) if b"<AMDDATE>" in line]
    days = [day(*(each.decode() for each in found.groups())) for found in noted if found]
    known = [each for each in days if each]
    dated = _DATED.search(path.name)
    return max(known) if known else day(MONTHS[int(dated[2]) - 1], dated[3], dated[1]) if dated else None


def covers(path: Path) -> tuple[str, ...]:
    """A title whole, or the chapters, parts and sections that the file holds."""
    found: dict[str, None] = {}
    for division in _divisions(path):
        place, level = division.place, division.place.last.level
        if level == "title":
            return (f"{place.id}/",)
        if level == "part":
            found |= {f"{place.id}/": None, f"/us/cfr/t{place.title}/s{place.last.number}.": None}
        elif level in {"chapter", "subtitle"}:
            found[f"{place.id}/"] = None
    return tuple(found)


def _divisions(path: Path) -> Iterator[Division]:
    start = files.head(path)
    if _JSON.match(start):
        return converted.divisions(path)
    if markdown.FRONT.match(start):
        return markdown.divisions(path)
    if not start.lstrip().startswith(b"<"):
        raise InvalidSource(f"{path.name} is not the C.F.R. in a known form.", "Fetch it again.")
    return bulk.divisions(path)


_BULK = "https://www.govinfo.gov/bulkdata/ECFR"
_TITLES = [each for each in range(1, 51) if each != 35]
"""Title 35, which was the Panama Canal's, is reserved."""

SOURCE = Source(
    name="cfr",
    title="Code of Federal Regulations",
    address="https://www.ecfr.gov/",
    licence="Public domain (work of the United States government)",
    confidence=Confidence.VERIFIED,
    read=read,
    parse=parse,
    through=through,
    covers=covers,
    recognises=recognises,
    fetched=tuple(
        Download(f"{_BULK}/title-{each}/ECFR-title{each}.xml", f"ECFR-title{each}.xml") for each in _TITLES
    ),
    turn=30,
    expected={
        Provision: (2, 1_000_000),
        PartOf: (1, 1_000_000),
        Cites: (0, 1_000_000),
        IssuedUnder: (0, 100_000),
        PublicLaw: (0, 10_000),
        ExecutiveAction: (0, 5_000),
    },
    gaps=(
        "The text is not kept: only where it stands, what it is called and what it cites.",
        "Paragraphs are told only where their designators leave one reading.",
        "A chapter as markdown does not show whether it was cut.",
        "Subject groups, notes and tables are not units of their own.",
        "Acts that are cited by name, as section 287 of the Act, are not linked.",
        "The printed annual edition (CFRDOC) is another form, which is not read.",
    ),
)
