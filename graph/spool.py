"""A file beside a load: which records it has seen, and the relationships that wait for their nodes.

A load has one owner, its dataset; where several are taken in together each has its number.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from enum import Enum
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Self

IN_MEMORY = 1_000_000
"""Keys that are kept in memory, in about 250 MB; the others lie on disk."""
Waiting = tuple[bytes, str, int]
"""The payload, digest and owner of a relationship."""


class Sighting(Enum):
    """Whether a record is new, came before from the same owner, or is another owner's."""

    FIRST = "first"
    AGAIN = "again"
    CONFLICTING = "conflicting"
    ELSEWHERE = "elsewhere"


class Spool:
    """Kept on disk, so that memory does not grow with the source; gone when the load ends.

    Keys are kept as hashes of 16 bytes: two of them do not meet by chance.
    """

    def __init__(self) -> None:
        """Open an empty spool in a temporary folder."""
        self._folder = TemporaryDirectory(prefix="proviso-load-")
        self._db = sqlite3.connect(Path(self._folder.name) / "spool.sqlite", isolation_level=None)
        self._db.executescript(
            """PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -131072;
            CREATE TABLE seen (key BLOB PRIMARY KEY, digest TEXT, owner INTEGER) WITHOUT ROWID;
            CREATE TABLE mentioned (kind TEXT, id TEXT, payload BLOB, digest TEXT, owner INTEGER,
              PRIMARY KEY (kind, id)) WITHOUT ROWID;
            CREATE TABLE unresolved (key TEXT PRIMARY KEY) WITHOUT ROWID;
            BEGIN"""
        )
        self._execute = self._db.execute
        self._waiting: dict[str, str] = {}
        self._recent: dict[bytes, tuple[str, int]] = {}
        self._contested: defaultdict[tuple[str, str], list[Waiting]] = defaultdict(list)

    def __enter__(self) -> Self:
        """Use as a context."""
        return self

    def __exit__(self, *_: object) -> None:
        """Throw the file away."""
        self._db.close()
        self._folder.cleanup()

    def see(self, kind: str, key: str, digest: str, owner: int = 0) -> Sighting:
        """Note a record; tell whether it came before, from whom, and whether it said the same."""
        known = self._known(_hash(kind, key), (digest, owner))
        if known is None:
            return Sighting.FIRST
        before, whose = known
        if whose != owner:
            return Sighting.ELSEWHERE
        return Sighting.AGAIN if before == digest else Sighting.CONFLICTING

    def _known(self, hashed: bytes, sighted: tuple[str, int]) -> tuple[str, int] | None:
        """What was noted of a key; notes what is given if nothing was, in memory while there is room."""
        if len(self._recent) < IN_MEMORY:
            before = self._recent.setdefault(hashed, sighted)
            return None if before is sighted else before
        if hashed in self._recent:
            return self._recent[hashed]
        if self._execute("INSERT OR IGNORE INTO seen VALUES (?, ?, ?)", (hashed, *sighted)).rowcount:
            return None
        query = "SELECT digest, owner FROM seen WHERE key = ?"
        found: tuple[str, int] = self._execute(query, (hashed,)).fetchone()
        return found

    def seen(self, kind: str, key: str) -> bool:
        """Whether this load has met the record."""
        hashed = _hash(kind, key)
        if hashed in self._recent:
            return True
        return self._execute("SELECT 1 FROM seen WHERE key = ?", (hashed,)).fetchone() is not None

    def wait(self, kind: str, payload: bytes, digest: str, owner: int = 0) -> None:
        """Keep a relationship until the nodes are written."""
        table = self._waiting.get(kind) or self._table(kind)
        self._execute(
            f"INSERT INTO {table} (payload, digest, owner) VALUES (?, ?, ?)",  # noqa: S608 — a name made here
            (payload, digest, owner),
        )

    def waiting(self, kind: str, size: int) -> Iterator[list[Waiting]]:
        """Payloads, digests and owners of a kind's relationships, in batches, in the order they came in."""
        if table := self._waiting.get(kind):
            cursor = self._execute(f"SELECT payload, digest, owner FROM {table} ORDER BY place")  # noqa: S608 — a name made here
            while batch := cursor.fetchmany(size):
                yield batch

    def _table(self, kind: str) -> str:
        """A table of its own for each kind, by number, for a scan of all would be one a kind."""
        name = self._waiting[kind] = f"waiting_{len(self._waiting)}"
        self._execute(
            f"CREATE TABLE {name} (place INTEGER PRIMARY KEY, payload BLOB, digest TEXT, owner INTEGER)"
        )
        return name

    def contest(self, kind: str, key: str, payload: bytes, digest: str, owner: int) -> None:
        """Keep a relationship that another owner stated before."""
        self._contested[kind, key].append((payload, digest, owner))

    def rivals(self, kind: str, key: str) -> list[Waiting]:
        """What later owners stated of a relationship."""
        return self._contested.get((kind, key), [])

    def mention(self, kind: str, identifier: str, payload: bytes, digest: str, owner: int = 0) -> None:
        """Keep a node that is only mentioned, in case nobody states it."""
        mentioned = (kind, identifier, payload, digest, owner)
        self._execute("INSERT OR IGNORE INTO mentioned VALUES (?, ?, ?, ?, ?)", mentioned)

    def mentions(self) -> Iterator[tuple[str, str, bytes, str, int]]:
        """Kinds, ids, payloads, digests and owners of mentions that nobody stated, by kind and id."""
        after = ("", "")
        query = "SELECT * FROM mentioned WHERE (kind, id) > (?, ?) ORDER BY kind, id LIMIT 1000"
        while page := self._execute(query, after).fetchall():
            after = page[-1][:2]
            yield from (each for each in page if not self.seen(each[0], each[1]))

    def miss(self, key: str) -> None:
        """Note a relationship that could not be written."""
        self._execute("INSERT OR IGNORE INTO unresolved VALUES (?)", (key,))

    def missed(self, key: str) -> bool:
        """Whether this load could not write the relationship."""
        return self._execute("SELECT 1 FROM unresolved WHERE key = ?", (key,)).fetchone() is not None


def _hash(kind: str, key: str) -> bytes:
    return blake2b(f"{kind}\x1f{key}".encode(), digest_size=16).digest()
