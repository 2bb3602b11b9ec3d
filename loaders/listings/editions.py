"""The formats in which editions of the listings were published, and the edition that a place holds."""

import datetime
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Protocol

from loaders import files
from loaders.agency_names import Names
from loaders.listings import inventory, official, tables
from loaders.listings.runner import Found
from loaders.source import Row
from schema.errors import InvalidSource
from schema.model import Record


class Format(Protocol):
    """What reads one format: whether a file's first bytes are of it, its rows, and what a row states."""

    IGNORED: frozenset[str]

    def recognises(self, head: bytes) -> bool:
        """Whether a file that begins so is the main file of an edition."""

    def read(self, path: Path) -> Iterator[Row]:
        """The rows of the edition."""

    def run_by(self, row: Row, names: Names) -> Found:
        """The agency that runs the listing of a row."""

    def parse(self, row: Row) -> Iterable[Record]:
        """What a row states."""


_FEWEST = 1_000
FORMATS: dict[str, Format] = {"inventory": inventory, "tables": tables, "official": official}


def format_of(path: Path) -> str | None:
    """The name of the format that a file has by its first bytes; None for another kind of file."""
    head = files.head(path)
    return next((name for name, each in FORMATS.items() if each.recognises(head)), None)


def main_file(place: Path) -> Path:
    """The file itself, or the newest edition that lies in a folder."""
    if place.is_file():
        return place
    found = [each for each in sorted(place.iterdir()) if format_of(each)] if place.is_dir() else []
    if not found:
        raise InvalidSource(f"{place} holds no edition of the listings.", "See the source's formats.")
    return max(found, key=lambda each: (day(each) or datetime.date.min, each.name))


def day(place: Path) -> datetime.date | None:
    """The first day of the edition's month, from the name; else the last day that the content tells."""
    path = main_file(place)
    found = re.search(r"(?<!\d)((?:19|20)\d\d)(?:[-_]?(0[1-9]|1[0-2]))?(?!\d)", path.name)
    if found and found[2]:
        return datetime.date(int(found[1]), int(found[2]), 1)
    kind = format_of(path)
    if kind == "tables" and found:
        return tables.PUBLISHED.get(int(found[1]))
    return official.latest(path) if kind == "official" else None


def partial(place: Path) -> bool:
    """Whether a table in the catalogue's own format holds but some of its programs: none ever had so few."""
    path = main_file(place)
    if format_of(path) != "official":
        return False
    few = islice((row for row in FORMATS["official"].read(path) if not row.fields.get("lost")), _FEWEST)
    return sum(1 for _ in few) < _FEWEST
