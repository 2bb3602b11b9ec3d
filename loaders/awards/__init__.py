"""Federal awards as USAspending publishes them: answers of its API, downloads, and the feed before 2018."""

import csv
import datetime
import re
from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from pathlib import Path

from graph.store import Store
from loaders import files
from loaders.awards import answers, downloads, feed
from loaders.awards.awarded import fiscal_year
from loaders.awards.known import Known
from loaders.awards.places import division
from loaders.awards.transactions import SET_ASIDE
from loaders.source import Parser, Row, Source
from schema.errors import InvalidRecord, InvalidSource
from schema.model import Record
from schema.money import ActsFor, Award, AwardedTo, MadeUnder, PerformedIn, Recipient
from schema.places import SameAs
from schema.values import Confidence

__all__ = ["SOURCE", "Format", "division", "fiscal_year", "form", "parse", "parser", "read"]

_DAY = re.compile(r"_(20\d\d)-?(0[1-9]|1[0-2])-?(0[1-9]|[12]\d|3[01])(?!\d)")
_ZIP = b"PK\x03\x04"


class Format(Enum):
    """The forms in which awards are published."""

    LINES = "awards of the API, one a line"
    SEARCH = "one answer to a search of the API"
    SINGLE = "one answer about an award"
    DOWNLOAD = "CSV files of a download"
    FEED = "the feed before 2018"


def form(path: Path) -> Format | None:
    """Which of the formats a file has, by its content; None for any other file."""
    if path.is_dir() or _magic(path) == _ZIP:
        return Format.DOWNLOAD if any(downloads.is_ours(each) for each in _headers(path)) else None
    head = files.head(path)
    first = head.split(b"\n", 1)[0]
    if head.lstrip().startswith(b"{"):
        return _json(head, first)
    columns = next(csv.reader([first.decode("utf-8", errors="replace")]), [])
    if set(columns) >= feed.COLUMNS:
        return Format.FEED
    return Format.DOWNLOAD if downloads.is_ours(columns) else None


def read(path: Path) -> Iterator[Row]:
    """The file's awards in any of the formats."""
    found = form(path)
    if found is None:
        raise InvalidSource(
            f"{path} is not a file of awards, or is cut or damaged.", "Check that it is what its name says."
        )
    return _READERS[found](path)


def parse(row: Row) -> Iterable[Record]:
    """The award of a row, without matching its recipient to a place."""
    return _parse(row, None)


def parser(store: Store) -> Parser:
    """A parser that also links recipients to the governments in the graph that they act for."""
    known = Known(store)
    return lambda row: _parse(row, known)


def through(path: Path) -> datetime.date | None:
    """The day of a download, which its name tells: ..._2024-05-01_H10M00S00_1.zip, ..._Full_20240506.zip."""
    found = _DAY.search(path.name) if form(path) is Format.DOWNLOAD else None
    return datetime.date(*map(int, found.groups())) if found else None


def _parse(row: Row, known: Known | None) -> Iterable[Record]:
    try:
        return _by_format(row, known)
    except AttributeError as error:
        raise InvalidRecord(
            f"A field holds another kind of value than USAspending writes ({error})."
        ) from error


def _by_format(row: Row, known: Known | None) -> Iterable[Record]:
    fields = row.fields
    if "generated_internal_id" in fields:
        return answers.parse_found(row, known)
    if "generated_unique_award_id" in fields:
        return answers.parse_one(row, known)
    if "unique_transaction_id" in fields:
        return feed.parse(row, known)
    if downloads.KEY in fields:
        return downloads.parse(row, known)
    if SET_ASIDE not in fields:
        raise InvalidRecord("The row does not tell which award it is about.")
    row.fields = {row.take(SET_ASIDE): True}
    return ()


def _json(head: bytes, first: bytes) -> Format | None:
    results, award = head.find(b'"results":'), head.find(b'"generated_internal_id"')
    if 0 <= results < award:
        return Format.SEARCH
    if results < 0 <= award and b'"generated_internal_id"' in first:
        return Format.LINES
    one = results < 0 and b'"generated_unique_award_id"' in head and b'"category"' in head
    return Format.SINGLE if one else None


def _magic(path: Path) -> bytes:
    if not path.is_file():
        return b""
    with path.open("rb") as file:
        return file.read(4)


def _headers(path: Path) -> Iterator[list[str]]:
    try:
        for _, file in files.members(path, ".csv"):
            yield downloads.header(file)
    except InvalidSource:
        return


_READERS: dict[Format, Callable[[Path], Iterator[Row]]] = {
    Format.LINES: answers.lines,
    Format.SEARCH: answers.search,
    Format.SINGLE: answers.single,
    Format.DOWNLOAD: downloads.read,
    Format.FEED: feed.read,
}
SOURCE = Source(
    name="awards",
    title="Awards by assistance listing (USAspending)",
    address="https://api.usaspending.gov/",
    licence="Public domain (work of the United States government)",
    confidence=Confidence.VERIFIED,
    read=read,
    parse=parse,
    looks_up=parser,
    recognises=lambda path: path.is_file() and form(path) is not None,
    partial=lambda _: True,
    alone=lambda path: form(path) is Format.LINES,
    through=through,
    expected={
        Award: (0, 30_000_000),
        Recipient: (0, 10_000_000),
        MadeUnder: (0, 40_000_000),
        AwardedTo: (0, 40_000_000),
        PerformedIn: (0, 30_000_000),
        SameAs: (0, 10_000_000),
        ActsFor: (0, 1_000_000),
    },
    ignored=answers.IGNORED | downloads.IGNORED | feed.IGNORED,
    gaps=(
        "Recipients are known by a number only, and not at all on some awards.",
        "Listing 16.738 is nearly absent.",
        "The shares of COVID-19 and infrastructure money are not kept.",
    ),
)
