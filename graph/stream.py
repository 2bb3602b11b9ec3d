"""The stream: instances of the model come in, a database in the state of their source comes out.

Nodes are written in batches as they come; relationships wait on disk until their nodes are there. Each
batch is one statement in a transaction of its own, so a load that is killed leaves whole batches, and
loading again completes them. What the source no longer has is marked retired once the counts are as
promised. Nothing is written for a record that already stands as given.
"""

import datetime
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any, Self

import msgspec

from graph import writing
from graph.layout import statements
from graph.rows import check, edge_key, edge_row, key_text, node_row
from graph.spool import Sighting, Spool
from graph.store import Store
from graph.tally import Origin, Tally
from schema.errors import InvalidSource, Unavailable
from schema.loads import Load, LoadState
from schema.model import Edge, Node, Record
from schema.registry import EdgeType, Model, NodeType

BATCH = 5_000
Watch = Callable[[Tally], None]


class Stream:
    """One load of one dataset; use it as a context, add records, then finish."""

    def __init__(self, store: Store, model: Model, origin: Origin, watch: Watch = lambda _: None) -> None:
        """Prepare; the database is not touched before the context is entered."""
        self.store = store
        self.model = model
        self.origin = origin
        self.watch = watch
        self.started = datetime.datetime.now(datetime.UTC)
        self.tally = Tally(dataset=origin.dataset, run=f"{origin.dataset}@{self.started.isoformat()}")
        self._clock = time.monotonic()
        self._spool = Spool()
        self._nodes: defaultdict[str, list[Node]] = defaultdict(list)

    def __enter__(self) -> Self:
        """Lay the database out and note that a load runs."""
        try:
            self._begin()
        except BaseException:
            self._spool.__exit__()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Note how the load ended, if the database still answers."""
        self._spool.__exit__()
        if kind is None:
            return
        with suppress(Unavailable):
            self._note(LoadState.INTERRUPTED if issubclass(kind, KeyboardInterrupt) else LoadState.FAILED)

    def add(self, records: Iterable[Record]) -> None:
        """Take the records of one row: all of them, or none when one breaks the model."""
        for record in [check(record) for record in records]:
            self._take(self._stamped(record))

    def finish(self, *, whole: bool = True) -> Tally:
        """Write what waits; then, if the whole source was read, retire what it no longer has."""
        for name in list(self._nodes):
            self._flush_nodes(name)
        for edge in self.model.edges.values():
            self._flush_edges(edge)
        if whole:
            self._expect()
            self._drop_missing()
        self._retry()
        if whole:
            self._retire()
        self._note(LoadState.DONE)
        return self.tally

    def _begin(self) -> None:
        for statement in (*statements(self.model), writing.UNRESOLVED_CONSTRAINT):
            self.store.define(statement)
        self.store.write(writing.INTERRUPTED, {"dataset": self.origin.dataset, "run": self.tally.run})
        self._note(LoadState.RUNNING)

    def _stamped(self, record: Record) -> Record:
        record.dataset = self.origin.dataset
        record.run = self.tally.run
        record.confidence = record.confidence or self.origin.confidence
        record.source = record.source or (self.origin.address,)
        return record

    def _take(self, record: Record) -> None:
        kind = self.model.by_class[type(record)]
        if type(record) not in self.origin.expected:
            raise InvalidSource(
                f"{self.origin.title} states a {kind.name}, which it does not promise.",
                "Add the type to the source's expected counts.",
            )
        if isinstance(record, Node):
            self._take_node(record, kind.name)
        elif isinstance(record, Edge) and isinstance(kind, EdgeType):
            self._take_edge(record, kind)

    def _take_node(self, node: Node, name: str) -> None:
        if self._is_new(name, node.id, node_row(node)["digest"]):
            self._nodes[name].append(node)
            if len(self._nodes[name]) >= BATCH:
                self._flush_nodes(name)

    def _take_edge(self, edge: Edge[Any, Any], kind: EdgeType) -> None:
        if self._is_new(kind.name, edge_key(kind, edge), edge_row(edge, 0)["digest"]):
            self._spool.wait(kind.name, msgspec.msgpack.encode(edge))

    def _is_new(self, kind: str, key: str, digest: str) -> bool:
        sighting = self._spool.see(kind, key, digest)
        if sighting is Sighting.CONFLICTING:
            self.tally.conflicting += 1
        if sighting is Sighting.FIRST:
            self.tally.types[kind] += 1
        return sighting is Sighting.FIRST

    def _flush_nodes(self, name: str) -> None:
        nodes = self._nodes.pop(name, [])
        if nodes:
            rows = [node_row(node) for node in nodes]
            self._write(writing.merge_nodes(self.model.nodes[name]), rows, self.origin.dataset)

    def _flush_edges(self, kind: EdgeType) -> None:
        for batch in self._spool.waiting(kind.name, BATCH):
            edges = [msgspec.msgpack.decode(payload, type=kind.cls) for payload in batch]
            rows = [edge_row(edge, place) for place, edge in enumerate(edges)]
            lost = self._write(writing.merge_edges(kind), rows, self.origin.dataset)
            self._keep([(kind, edges[place], batch[place]) for place in lost])

    def _write(self, statement: str, rows: list[dict[str, Any]], dataset: str) -> list[int]:
        lost: list[int] = []
        for fate in self.store.write(statement, {"rows": rows, "dataset": dataset}):
            self.tally.count(fate["fate"], fate["total"])
            lost += fate["positions"]
        self.watch(self._timed())
        return lost

    def _keep(self, lost: list[tuple[EdgeType, Edge[Any, Any], bytes]]) -> None:
        rows = []
        for kind, edge, payload in lost:
            key = key_text([self.origin.dataset, kind.name, edge_key(kind, edge)])
            self._spool.miss(key)
            rows.append({"key": key, "type": kind.name, "payload": payload.hex()})
        values = {"rows": rows, "dataset": self.origin.dataset, "run": self.tally.run}
        if rows:
            self.store.write(writing.KEEP_UNRESOLVED, values)

    def _drop_missing(self) -> None:
        """Forget unresolved links of this dataset that its source no longer has, or that found their ends."""
        found = self.store.read(writing.UNRESOLVED_KEYS, {"dataset": self.origin.dataset})
        keys = [row["key"] for row in found if not self._spool.missed(row["key"])]
        if keys:
            self.store.write(writing.DROP_UNRESOLVED, {"keys": keys})

    def _retry(self) -> None:
        """Try the links that any dataset left unresolved: this load may have brought their ends."""
        after = ""
        while page := self.store.read(writing.PAGE_UNRESOLVED, {"after": after, "limit": BATCH}):
            after = page[-1]["key"]
            groups: defaultdict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
            for row in page:
                groups[row["type"], row["dataset"]].append(row)
            for (name, dataset), rows in groups.items():
                self._retry_group(self.model.edges[name], dataset, rows)

    def _retry_group(self, kind: EdgeType, dataset: str, kept: list[dict[str, Any]]) -> None:
        edges = [msgspec.msgpack.decode(bytes.fromhex(row["payload"]), type=kind.cls) for row in kept]
        rows = [edge_row(edge, place) for place, edge in enumerate(edges)]
        lost: set[int] = set()
        for fate in self.store.write(writing.merge_edges(kind), {"rows": rows, "dataset": dataset}):
            lost.update(fate["positions"])
        keys = [row["key"] for place, row in enumerate(kept) if place not in lost]
        self.tally.resolved_later += len(keys)
        if keys:
            self.store.write(writing.DROP_UNRESOLVED, {"keys": keys})

    def _expect(self) -> None:
        for cls, (least, most) in self.origin.expected.items():
            total = self.tally.types[self.model.by_class[cls].name]
            if not least <= total <= most:
                raise InvalidSource(
                    f"{self.origin.file or self.origin.title} holds {total} {cls.__name__} records, "
                    f"where {least} to {most} are expected; nothing was retired.",
                    "The file may be cut or of another kind: fetch it again.",
                )

    def _retire(self) -> None:
        for cls in self.origin.expected:
            kind = self.model.by_class[cls]
            (found,) = self.store.read(writing.count_stated(kind), {"dataset": self.origin.dataset})
            present = self._spool.total(kind.name) - self.tally.foreign - self.tally.unresolved
            if found["total"] > present:
                self._retire_kind(kind)

    def _retire_kind(self, kind: NodeType | EdgeType) -> None:
        values: dict[str, Any] = {"dataset": self.origin.dataset, "after": "", "limit": BATCH}
        while page := self.store.read(writing.page_stated(kind), values):
            values["after"] = page[-1]["at"]
            stated = [each for row in page for each in row["stated"]]
            gone = [ref for ref, key in stated if not self._spool.seen(kind.name, key_text(key))]
            if gone:
                marks = {"ids": gone, "at": self.started, "run": self.tally.run}
                self.store.write(writing.retire(kind), marks)
                self.tally.retired += len(gone)

    def _timed(self) -> Tally:
        self.tally.seconds = round(time.monotonic() - self._clock, 3)
        return self.tally

    def _note(self, state: LoadState) -> None:
        """Write or renew the record of this load."""
        row = node_row(self._record(state))
        statement = writing.merge_nodes(self.model.nodes[Load.__name__])
        self.store.write(statement, {"rows": [row], "dataset": self.origin.dataset})

    def _record(self, state: LoadState) -> Load:
        tally, origin = self._timed(), self.origin
        ended = None if state is LoadState.RUNNING else datetime.datetime.now(datetime.UTC)
        return Load(
            id=tally.run,
            name=origin.title,
            dataset=origin.dataset,
            run=tally.run,
            source=(origin.address,),
            confidence=origin.confidence,
            state=state,
            started_at=self.started,
            finished_at=ended,
            through=origin.through,
            file=origin.file,
            checksum=origin.checksum,
            licence=origin.licence,
            rows=tally.rows,
            inserted=tally.inserted,
            updated=tally.updated,
            unchanged=tally.unchanged,
            retired=tally.retired,
            unresolved=tally.unresolved,
            rejected=tally.rejected,
            leftover=tuple(f"{name}: {total}" for name, total in tally.leftover.most_common()),
            gaps=origin.gaps,
        )
