"""The National Archives' disposition tables as text: a number, a title, and notes indented under them."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from loaders import files
from loaders.executive_orders.entry import Entry
from loaders.executive_orders.notes import numbered
from loaders.printed_days import day
from schema.errors import InvalidSource

BEGINS = re.compile(rb"\s?Executive Order \d{4,5}(?:-?[A-Z])?\s*\n\S[^\n]*\n\s*\n\s+Signed:")
PUBLISHER = "the National Archives"
_NUMBERED = re.compile(r"Executive Order \d{3,5}(?:-?[A-Z])?")
_SIGNED = re.compile(r"Signed:\s*([A-Z][a-z]+)\.? (\d{1,2}), (\d{4})$")
_PAGE = re.compile(
    r"Federal Register page and date:\s*(\d+ FR \d+)[;,]?\s*(?:([A-Z][a-z]+)\.? (\d{1,2}),? (\d{4}))?",
    re.IGNORECASE,
)
_LEADING = ("Signed:", "Federal Register page")


def entries(file: IO[bytes], path: Path) -> Iterator[Entry]:
    """The orders of a year's table, in its order."""
    header: list[str] = []
    noted: list[str] = []
    for number, line in files.lines(file, path):
        text = line.decode().rstrip()
        if _NUMBERED.fullmatch(text.strip()):
            if header:
                yield _entry(header, noted)
            header, noted = [text.strip()], []
        elif text.strip() and not text.strip().startswith("#"):
            (noted if text[0].isspace() else header).append(text.strip())
            if not header or (noted and not text[0].isspace()):
                raise InvalidSource(f"{path.name}, line {number}, belongs to no order.", "Fetch it again.")
    if header:
        yield _entry(header, noted)


def _entry(header: list[str], noted: list[str]) -> Entry:
    own = header[0].removeprefix("Executive Order ")
    signed = next((found for each in noted if (found := _SIGNED.match(each))), None)
    page = next((found for each in noted if (found := _PAGE.match(each))), None)
    return Entry(
        number=numbered(own),
        title=" ".join(header[1:]) or header[0],
        signed=day(*signed.groups()) if signed else None,
        citation=page[1] if page else None,
        published=day(page[2], page[3], page[4]) if page and page[2] else None,
        notes=[each for each in noted if not each.startswith(_LEADING)],
    )
