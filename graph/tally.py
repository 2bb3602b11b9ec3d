"""What a load did, counted as it goes."""

import datetime
from collections import Counter
from collections.abc import Mapping
from typing import Any

import msgspec

from schema.model import Record
from schema.values import Confidence


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """Where a load's records come from, and what is promised of them."""

    dataset: str
    title: str
    address: str
    licence: str
    confidence: Confidence
    expected: Mapping[type[Record], tuple[int, int]]
    through: datetime.date | None = None
    covers: tuple[str, ...] = ()
    lasting: frozenset[type[Record]] = frozenset()
    file: str | None = None
    checksum: str | None = None
    gaps: tuple[str, ...] = ()


class Tally(msgspec.Struct, kw_only=True):
    """The counts of one load, by fate of its records, and by name for what nothing reads."""

    dataset: str
    run: str
    rows: int = 0
    inserted: int = 0
    updated: int = 0
    unchanged: int = 0
    foreign: int = 0
    retired: int = 0
    unresolved: int = 0
    resolved_later: int = 0
    rejected: int = 0
    conflicting: int = 0
    seconds: float = 0.0
    types: Counter[str] = msgspec.field(default_factory=Counter)
    foreign_of: Counter[str] = msgspec.field(default_factory=Counter)
    lost_of: Counter[str] = msgspec.field(default_factory=Counter)
    leftover: Counter[str] = msgspec.field(default_factory=Counter)
    rejects: str | None = None

    @property
    def changed(self) -> int:
        """Records that this load wrote or retired."""
        return self.inserted + self.updated + self.retired + self.resolved_later

    @property
    def settled(self) -> int:
        """Records whose fate is known."""
        return self.inserted + self.updated + self.unchanged + self.foreign + self.unresolved

    def count(self, fate: str, total: int) -> None:
        """Add records of one fate."""
        setattr(self, fate, getattr(self, fate) + total)

    def report(self) -> dict[str, Any]:
        """The counts as plain data, for scripts."""
        return {name: value for name, value in msgspec.to_builtins(self).items() if value is not None}
