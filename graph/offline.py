"""A first full load without a server: datasets are written as the files that neo4j-admin builds a store of.

The graph is the one that the same loads, one after another, would have made: the first dataset that states a
record owns it, a mention gives way to whoever states the record, and a relationship without its ends is kept
as unresolved.
"""

import sqlite3
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Self

from graph.importing import Import, TypeFile, UnresolvedFile
from graph.intake import Intake, Watch
from graph.rows import Row, columns, decoder, row
from graph.spool import Sighting, Spool
from graph.tally import Origin, Tally
from graph.writing import Kind
from schema.loads import Load, LoadState
from schema.model import Node
from schema.registry import EdgeType, Model, NodeType

_BATCH = 10_000


class Offline:
    """Takes in datasets one after another, then writes what they come to; use it as a context."""

    def __init__(self, model: Model, folder: Path) -> None:
        """Write into a folder that is there."""
        self.model = model
        self.folder = folder
        self.spool = Spool()
        self.shared: list[dict[str, Any]] = []
        self._open = ExitStack()
        self._files: dict[str, TypeFile] = {}
        self._ids = sqlite3.connect(folder / "ids.sqlite", isolation_level=None)
        self._ids.executescript(
            """PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536;
            CREATE TABLE stated (id TEXT PRIMARY KEY, kind TEXT) WITHOUT ROWID;
            BEGIN"""
        )

    def __enter__(self) -> Self:
        """Open the spool."""
        self._open.enter_context(self.spool)
        self._open.callback(self._ids.close)
        self._open.callback(lambda: [file.close() for file in self._files.values()])
        return self

    def __exit__(self, *_: object) -> None:
        """Close every file; they stay."""
        self._open.close()

    def intake(self, origin: Origin, watch: Watch = lambda _: None) -> "OfflineIntake":
        """The load of one more dataset."""
        return OfflineIntake(self, origin, watch)

    def node(self, kind: NodeType, made: Row, owner: int) -> None:
        """Write a node that its owner states."""
        self._ids.execute(
            "INSERT INTO stated VALUES (?, ?)", (made[columns(kind.cls).places["id"]], kind.name)
        )
        self._file(kind).write(made, self.shared[owner])

    def finish(self) -> list[Import]:
        """Write the mentions that nobody stated, then the relationships; returns the files to import."""
        self._mentions()
        lost = UnresolvedFile(self.folder)
        self._edges(lost)
        return [*(file.close() for file in self._files.values()), *lost.close()]

    def _mentions(self) -> None:
        for name, _, packed, mark, owner in self.spool.mentions():
            kind = self.model.nodes[name]
            self.node(kind, row(decoder(kind.cls)(packed), mark), owner)

    def _edges(self, lost: UnresolvedFile) -> None:
        for kind in self.model.edges.values():
            ends = tuple(frozenset(self.model.nodes[name].concrete) for name in (kind.start, kind.end))
            for waiting in self.spool.waiting(kind.name, _BATCH):
                for packed, mark, owner in waiting:
                    edge = decoder(kind.cls)(packed)
                    if self._is(edge.start, ends[0]) and self._is(edge.end, ends[1]):
                        self._file(kind).write(row(edge, mark), self.shared[owner])
                    else:
                        lost.add(kind, edge, packed, mark, self.shared[owner])

    def _is(self, identifier: str, kinds: frozenset[str]) -> bool:
        found = self._ids.execute("SELECT kind FROM stated WHERE id = ?", (identifier,)).fetchone()
        return found is not None and found[0] in kinds

    def _file(self, kind: Kind) -> TypeFile:
        if kind.name not in self._files:
            self._files[kind.name] = TypeFile(self.folder, kind)
        return self._files[kind.name]


class OfflineIntake(Intake):
    """The load of one dataset into files."""

    def __init__(self, into: Offline, origin: Origin, watch: Watch) -> None:
        """Take the next number."""
        super().__init__(into.model, origin, into.spool, watch, len(into.shared))
        self._into = into
        into.shared.append(self.shared)

    def finish(self, *, whole: bool = True) -> Tally:
        """Check the counts and write the record of the load."""
        if whole:
            self._expect()
        kind = self.model.nodes[Load.__name__]
        self._into.node(kind, row(self._record(LoadState.DONE, whole=whole), ""), self._owner)
        return self._timed()

    def _is_new(self, kind: str, key: str, mark: str) -> bool:
        sighting = self._spool.see(kind, key, mark, self._owner)
        if sighting is Sighting.ELSEWHERE:
            self.tally.foreign += 1
            self.tally.types[kind] += 1
        elif sighting is Sighting.CONFLICTING:
            self.tally.conflicting += 1
        elif sighting is Sighting.FIRST:
            self._count(kind)
        return sighting is Sighting.FIRST

    def _mention(self, node: Node, kind: NodeType, packed: bytes, mark: str) -> None:
        sighting = self._spool.see(f"mention of {kind.name}", node.id, mark, self._owner)
        if sighting in {Sighting.FIRST, Sighting.ELSEWHERE}:
            self._count(kind.name)
        super()._mention(node, kind, packed, mark)

    def _count(self, kind: str) -> None:
        self.tally.types[kind] += 1
        self.tally.inserted += 1
        if self.tally.inserted % _BATCH == 0:
            self.watch(self._timed())

    def _take_node(self, node: Node, kind: NodeType, mark: str) -> None:
        self._into.node(kind, row(node, mark), self._owner)

    def _take_edge(self, kind: EdgeType, packed: bytes, mark: str) -> None:
        self._spool.wait(kind.name, packed, mark, self._owner)
