"""A file beside a load: which records it has seen, and the relationships that wait for their nodes."""

import sqlite3
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Self


class Sighting(Enum):
    """Whether a record is new to this load."""

    FIRST = "first"
    AGAIN = "again"
    CONFLICTING = "conflicting"


class Spool:
    """Kept on disk, so that memory does not grow with the source; gone when the load ends."""

    def __init__(self) -> None:
        """Open an empty spool in a temporary folder."""
        self._folder = TemporaryDirectory(prefix="proviso-load-")
        self._db = sqlite3.connect(Path(self._folder.name) / "spool.sqlite", isolation_level=None)
        self._db.executescript(
            """PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536;
            CREATE TABLE seen (kind TEXT, key TEXT, digest TEXT, PRIMARY KEY (kind, key)) WITHOUT ROWID;
            CREATE TABLE waiting (kind TEXT, place INTEGER PRIMARY KEY, payload BLOB);
            CREATE TABLE unresolved (key TEXT PRIMARY KEY) WITHOUT ROWID;
            BEGIN"""
        )

    def __enter__(self) -> Self:
        """Use as a context."""
        return self

    def __exit__(self, *_: object) -> None:
        """Throw the file away."""
        self._db.close()
        self._folder.cleanup()

    def see(self, kind: str, key: str, digest: str) -> Sighting:
        """Note a record; tell whether it came before, and whether it said the same."""
        new = self._db.execute("INSERT OR IGNORE INTO seen VALUES (?, ?, ?)", (kind, key, digest))
        if new.rowcount:
            return Sighting.FIRST
        query = "SELECT digest FROM seen WHERE kind = ? AND key = ?"
        (before,) = self._db.execute(query, (kind, key)).fetchone()
        return Sighting.AGAIN if before == digest else Sighting.CONFLICTING

    def seen(self, kind: str, key: str) -> bool:
        """Whether this load has met the record."""
        query = "SELECT 1 FROM seen WHERE kind = ? AND key = ?"
        return self._db.execute(query, (kind, key)).fetchone() is not None

    def total(self, kind: str) -> int:
        """How many records of the kind this load has met."""
        query = "SELECT count(*) FROM seen WHERE kind = ?"
        (total,) = self._db.execute(query, (kind,)).fetchone()
        return int(total)

    def wait(self, kind: str, payload: bytes) -> None:
        """Keep a relationship until the nodes are written."""
        self._db.execute("INSERT INTO waiting (kind, payload) VALUES (?, ?)", (kind, payload))

    def waiting(self, kind: str, size: int) -> Iterator[list[bytes]]:
        """The relationships of a kind, in batches, in the order in which they came."""
        query = "SELECT payload FROM waiting WHERE kind = ? ORDER BY place"
        cursor = self._db.execute(query, (kind,))
        while batch := cursor.fetchmany(size):
            yield [payload for (payload,) in batch]

    def miss(self, key: str) -> None:
        """Note a relationship that could not be written."""
        self._db.execute("INSERT OR IGNORE INTO unresolved VALUES (?)", (key,))

    def missed(self, key: str) -> bool:
        """Whether this load could not write the relationship."""
        return self._db.execute("SELECT 1 FROM unresolved WHERE key = ?", (key,)).fetchone() is not None
