"""A first full load without a server: datasets are written as the files that neo4j-admin builds a store of.

The graph is the one that the same loads, one after another, would have made: the first dataset that states a
record owns it, a mention gives way to whoever states the record, and a relationship without its ends is kept
as unresolved.
"""

import sqlite3
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Self

from graph.importing import Import, TypeFile, UnresolvedFile
from graph.intake import Intake, Watch
from graph.rows import Row, columns, decoder, edge_key, row
from graph.spool import IN_MEMORY, Sighting, Spool, Waiting
from graph.tally import Origin, Tally
from graph.writing import Kind
from schema.loads import Load, LoadState
from schema.model import Edge, Node
from schema.registry import EdgeType, Model, NodeType

_BATCH = 10_000
_NEVER = 1_000_000


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
        self._ends = {
            kind.name: tuple(frozenset(model.nodes[name].concrete) for name in (kind.start, kind.end))
            for kind in model.edges.values()
        }
        self._known = _Known(folder)

    def __enter__(self) -> Self:
        """Open the spool."""
        self._open.enter_context(self.spool)
        self._open.callback(self._known.close)
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
        self.know(kind, made[columns(kind.cls).places["id"]], owner)
        self._file(kind).write(made, self.shared[owner])

    def know(self, kind: NodeType, identifier: str, owner: int) -> None:
        """Note since which load a node is known, be it by mention."""
        self._known.add(identifier, kind.name, owner)

    def edge(self, edge: Edge[Any, Any], kind: EdgeType, mark: str, owner: int) -> bool:
        """Write a relationship that none stated before, if its ends are known; tells whether they are.

        Nobody can have a better claim to it then: whoever states it again comes later.
        """
        if self._since(edge, kind) > owner:
            return False
        self._file(kind).write(row(edge, mark), self.shared[owner])
        return True

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
            for batch in self.spool.waiting(kind.name, _BATCH):
                for each in batch:
                    self._late(kind, each, lost)

    def _late(self, kind: EdgeType, first: Waiting, lost: UnresolvedFile) -> None:
        edge = decoder(kind.cls)(first[0])
        rivals = self.spool.rivals(kind.name, edge_key(kind, edge))
        since = self._since(edge, kind)
        if since < _NEVER:
            packed, mark, owner = self._winner([first, *rivals], since) if rivals else first
            made = row(decoder(kind.cls)(packed), mark)
            self._file(kind).write(made, self.shared[owner])
            return
        for packed, mark, owner in (first, *rivals):
            lost.add(kind, edge, packed, mark, self.shared[owner])

    def _winner(self, rivals: Sequence[Waiting], since: int) -> Waiting:
        """Whose a relationship is that several datasets state, given the load that brought its last end.

        That load's own goes first; then what waited for it, by the names of the datasets; then later loads.
        """

        def order(each: Waiting) -> tuple[int, str, int]:
            owner = each[2]
            turn = 0 if owner == since else 1 if owner < since else 2
            return turn, self.shared[owner]["dataset"] if turn == 1 else "", owner

        return min(rivals, key=order)

    def _since(self, edge: Edge[Any, Any], kind: EdgeType) -> int:
        """The load that brought the last of both ends."""
        starts, ends = self._ends[kind.name]
        return max(self._known.since(edge.start, starts), self._known.since(edge.end, ends))

    def _file(self, kind: Kind) -> TypeFile:
        if kind.name not in self._files:
            self._files[kind.name] = TypeFile(self.folder, kind)
        return self._files[kind.name]


class _Known:
    """Which nodes there are, of which type, since which load: in memory while there is room, then on disk."""

    def __init__(self, folder: Path) -> None:
        self._recent: dict[str, tuple[str, int]] = {}
        self._ids = sqlite3.connect(folder / "ids.sqlite", isolation_level=None)
        self._ids.executescript(
            """PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536;
            CREATE TABLE known (id TEXT PRIMARY KEY, kind TEXT, since INTEGER) WITHOUT ROWID;
            BEGIN"""
        )

    def add(self, identifier: str, kind: str, owner: int) -> None:
        if len(self._recent) < IN_MEMORY:
            self._recent.setdefault(identifier, (kind, owner))
        elif identifier not in self._recent:
            self._ids.execute("INSERT OR IGNORE INTO known VALUES (?, ?, ?)", (identifier, kind, owner))

    def since(self, identifier: str, kinds: frozenset[str]) -> int:
        """The load since which a node of one of the types is known by the id."""
        found = self._recent.get(identifier)
        if found is None and len(self._recent) == IN_MEMORY:
            query = "SELECT kind, since FROM known WHERE id = ?"
            found = self._ids.execute(query, (identifier,)).fetchone()
        return found[1] if found and found[0] in kinds else _NEVER

    def close(self) -> None:
        self._ids.close()


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

    def _mention(self, node: Node, kind: NodeType, packed: bytes, mark: str) -> None:
        sighting = self._spool.see(f"mention of {kind.name}", node.id, mark, self._owner)
        if sighting in {Sighting.FIRST, Sighting.ELSEWHERE}:
            self.tally.types[kind.name] += 1
        self._into.know(kind, node.id, self._owner)
        super()._mention(node, kind, packed, mark)

    def _take_node(self, node: Node, kind: NodeType, mark: str) -> None:
        self._taken()
        self._into.node(kind, row(node, mark), self._owner)

    def _take_edge(self, edge: Edge[Any, Any], kind: EdgeType, packed: bytes, mark: str) -> None:
        self._taken()
        if not self._into.edge(edge, kind, mark, self._owner):
            self._spool.wait(kind.name, packed, mark, self._owner)

    def _taken(self) -> None:
        self.tally.inserted += 1
        if self.tally.inserted % _BATCH == 0:
            self.watch(self._timed())
