"""What a loader is: two functions over one kind of file, and what is promised about the file."""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from schema.errors import InvalidRecord
from schema.model import Record
from schema.values import Confidence


class Row:
    """One raw record of a source: every field that a loader does not take is counted as left over."""

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
        return None if value in ("", [], {}) else value


Reader = Callable[[Path], Iterator[Row]]
Parser = Callable[[Row], Iterable[Record]]


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """A published kind of file: who publishes it, how it is read, and how many records it should give."""

    name: str
    title: str
    address: str
    licence: str
    confidence: Confidence
    read: Reader
    parse: Parser
    through: Callable[[Path], datetime.date | None]
    expected: Mapping[type[Record], tuple[int, int]]
    ignored: frozenset[str] = frozenset()
    gaps: tuple[str, ...] = ()
