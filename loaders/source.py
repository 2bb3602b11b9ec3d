"""What a loader is: two functions over one kind of file, and what is promised about the file."""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from graph.store import Store
from schema.errors import InvalidRecord
from schema.model import Record
from schema.values import Confidence


class Row:
    """One raw record of a source: every field that a loader does not take is counted as left over."""

    __slots__ = ("fields", "number", "raw")

    def __init__(self, number: int, fields: Mapping[str, Any]) -> None:
        """Keep the record's place in its file, from 1, and a copy of its fields."""
        self.number = number
        self.raw = fields
        self.fields = dict(fields)

    def take(self, name: str) -> Any:
        """Remove and return a field that must be there and hold something."""
        value = self.find(name)
        if value is None:
            raise InvalidRecord(f"Field {name} is missing or empty.")
        return value

    def find(self, name: str) -> Any:
        """Remove and return a field, or None when it is absent or holds nothing."""
        value = self.fields.pop(name, None)
        return value if value or value not in ("", [], {}) else None


Reader = Callable[[Path], Iterator[Row]]
Parser = Callable[[Row], Iterable[Record]]


class Download(msgspec.Struct, frozen=True):
    """An official address, and the name that its file gets."""

    address: str
    file: str


def _never(_: Path) -> bool:
    return False


def _undated(_: Path) -> datetime.date | None:
    return None


def _everything(_: Path) -> tuple[str, ...]:
    return ()


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """A published kind of file: who publishes it, how it is read, and how many records it should give.

    `recognises` tells a file of this kind by its content, `accompanies` one that is read along with it.
    `through` is the day of the edition. `covers` are beginnings of ids: what the file is whole for, so that
    nothing outside is retired; none means that it is whole for the dataset. `partial` tells a file that is
    never whole for anything: nothing is retired by it. `lasting` are types that later editions need not
    repeat: they are never retired. Where a directory is loaded, sources go in the order
    of their `turn`; one of `last_resort` gives way to every other that knows the file. `fetched` are the
    official addresses of a whole edition. A source that links to what is in the graph by more than an id has
    `looks_up`, which makes its parser; `alone` tells a file of which `parse` makes as much without.
    """

    name: str
    title: str
    address: str
    licence: str
    confidence: Confidence
    read: Reader
    parse: Parser
    expected: Mapping[type[Record], tuple[int, int]]
    through: Callable[[Path], datetime.date | None] = _undated
    covers: Callable[[Path], tuple[str, ...]] = _everything
    partial: Callable[[Path], bool] = _never
    recognises: Callable[[Path], bool] = _never
    accompanies: Callable[[Path], bool] = _never
    fetched: tuple[Download, ...] = ()
    lasting: frozenset[type[Record]] = frozenset()
    turn: int = 50
    last_resort: bool = False
    looks_up: Callable[[Store], Parser] | None = None
    alone: Callable[[Path], bool] = _never
    ignored: frozenset[str] = frozenset()
    gaps: tuple[str, ...] = ()
