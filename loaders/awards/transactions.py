"""The transactions of a file, kept on disk until each award's are together: they come in any order."""

import datetime
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Self

import msgspec
import orjson

SET_ASIDE = "set aside"
"""The field of a row that is no award: why it is left out."""


class Transaction(msgspec.Struct, frozen=True, kw_only=True):
    """One action on an award: money obligated on a day, as last corrected; `total` is the award's."""

    award: str
    key: str
    number: int
    modified: str
    day: datetime.date
    cents: int | None
    total: int | None
    listing: str | None
    opens: bool
    fields: dict[str, Any]


class Whole(msgspec.Struct, frozen=True, kw_only=True):
    """An award of which all transactions of the file are known: `fields` are those of its last one.

    `begun` says whether the first of them is the one that made the award.
    """

    number: int
    actions: int
    first: datetime.date
    begun: bool
    cents: int | None
    total: int | None
    totals: int
    listings: tuple[str, ...]
    fields: dict[str, Any]


class Transactions:
    """A table beside a load, so that memory does not grow with the file; gone when the reading ends."""

    def __init__(self) -> None:
        """Open an empty table in a temporary folder."""
        self._folder = TemporaryDirectory(prefix="proviso-awards-")
        self._db = sqlite3.connect(Path(self._folder.name) / "transactions.sqlite", isolation_level=None)
        self._db.executescript(
            """PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536;
            PRAGMA temp_store = FILE;
            CREATE TABLE action (key TEXT PRIMARY KEY, award TEXT, number INTEGER, modified TEXT, day TEXT,
              cents INTEGER, total INTEGER, listing TEXT, opens INTEGER, fields BLOB);
            BEGIN"""
        )

    def __enter__(self) -> Self:
        """Use as a context."""
        return self

    def __exit__(self, *_: object) -> None:
        """Throw the table away."""
        self._db.close()
        self._folder.cleanup()

    def add(self, action: Transaction) -> None:
        """Keep a transaction; one that comes again stands as it was modified last."""
        self._db.execute(
            """INSERT INTO action VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO UPDATE SET
              award = excluded.award, number = excluded.number, modified = excluded.modified,
              day = excluded.day, cents = excluded.cents, total = excluded.total,
              listing = excluded.listing, opens = excluded.opens, fields = excluded.fields
            WHERE excluded.modified >= action.modified""",
            (
                action.key,
                action.award,
                action.number,
                action.modified,
                action.day.isoformat(),
                action.cents,
                action.total,
                action.listing,
                action.opens,
                orjson.dumps(action.fields),
            ),
        )

    def awards(self) -> Iterator[Whole]:
        """The awards, each with all its transactions, in the order of their ids."""
        query = """SELECT award, number, modified, day, cents, total, listing, opens, fields
          FROM action ORDER BY award, day, number"""
        with closing(self._db.execute(query)) as found:
            for _, actions in groupby(found, key=itemgetter(0)):
                yield _whole(actions)


def _whole(actions: Iterator[tuple[Any, ...]]) -> Whole:
    first, number, begun = "", 0, False
    count, listings = 0, dict[str, None]()
    cents: int | None = None
    totals, latest, total, fields = set[int](), "", None, b"{}"
    for _, place, modified, day, amount, award_total, listing, opens, told in actions:
        count += 1
        first, number, begun = first or day, number or place, begun or bool(opens)
        cents = cents if amount is None else (cents or 0) + amount
        if listing:
            listings[listing] = None
        if award_total is not None:
            totals.add(award_total)
            total, latest = (award_total, modified) if modified >= latest else (total, latest)
        fields = told
    return Whole(
        number=number,
        actions=count,
        first=datetime.date.fromisoformat(first),
        begun=begun,
        cents=cents,
        total=total,
        totals=len(totals),
        listings=tuple(sorted(listings)),
        fields=orjson.loads(fields),
    )
