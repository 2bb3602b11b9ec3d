"""The stream: instances of the model come in, a database in the state of their source comes out.

Nodes are written in batches as they come; relationships wait on disk until their nodes are there. Each
batch is a transaction of its own, so a load that is killed leaves whole batches, and loading again completes
them. What the source no longer has is marked retired once the counts are as promised; what a record said
before it was changed is kept as a revision. Nothing is written for a record that already stands as given.
Loads take turns.
"""

from collections import defaultdict
from collections.abc import Callable
from contextlib import ExitStack, suppress
from functools import cached_property
from typing import Any, Self

from graph import writing
from graph.batches import Batch, Batches, Fate, written
from graph.intake import Intake, Watch
from graph.layout import NAMES, named, statements
from graph.rows import Row, decoder, edge_key, key_text, row
from graph.spool import Sighting, Spool
from graph.store import Store
from graph.tally import Origin, Tally
from schema.errors import InvalidSource, Unavailable
from schema.loads import Load, LoadState
from schema.model import Edge, Node
from schema.registry import EdgeType, Model, NodeType

BATCH = 5_000
_FEW = 1_000
Say = Callable[[str], None]


def lay_out(store: Store, model: Model) -> None:
    """Make sure that the constraints and indexes of the model are there."""
    (there,) = store.read(NAMES)
    known = frozenset(there["names"])
    for statement in (*statements(model), *writing.OUTSIDE_CONSTRAINTS):
        if named(statement) not in known:
            store.define(statement)


class Stream(Intake):
    """One load of one dataset into a database; use it as a context, add records, then finish."""

    def __init__(
        self,
        store: Store,
        model: Model,
        origin: Origin,
        watch: Watch = lambda _: None,
        say: Say = lambda _: None,
    ) -> None:
        """Prepare; the database is not touched before the context is entered."""
        super().__init__(model, origin, Spool(), watch)
        self.store = store
        self.say = say
        self._open = ExitStack()
        self._nodes: defaultdict[str, list[Row]] = defaultdict(list)

    def __enter__(self) -> Self:
        """Wait for a turn, lay the database out and note that a load runs."""
        with ExitStack() as opening:
            opening.enter_context(self._spool)
            lay_out(self.store, self.model)
            opening.enter_context(
                self.store.held(
                    writing.TAKE_TURN,
                    {"run": self.tally.run},
                    lambda: self.say("Another load runs: waiting for its end."),
                )
            )
            self._batches = Batches(self.store, self._settle)
            opening.callback(self._batches.close)
            self._begin()
            self._open = opening.pop_all()
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Note how the load ended, if the database still answers."""
        with self._open:
            if kind is None:
                return
            self._batches.close()
            with suppress(Unavailable):
                self._note(LoadState.INTERRUPTED if issubclass(kind, KeyboardInterrupt) else LoadState.FAILED)

    def finish(self, *, whole: bool = True, shrunk: bool = False) -> Tally:
        """Write what waits; then, if the whole source was read, retire what it no longer has.

        A source that lost more than half of a type is refused unless it is known to have `shrunk`.
        """
        self._take_mentions()
        for name in list(self._nodes):
            self._flush_nodes(name)
        self._batches.drain()
        for edge in self.model.edges.values():
            self._flush_edges(edge)
        if whole:
            self._expect()
            gone = self._gone(shrunk=shrunk)
            self._drop_missing()
        self._retry()
        if whole:
            for kind in gone:
                self._retire(kind)
        self._note(LoadState.DONE, whole=whole)
        return self.tally

    def _begin(self) -> None:
        self.store.write(writing.INTERRUPTED, {"dataset": self.origin.dataset, "run": self.tally.run})
        values = {"dataset": self.origin.dataset, "covers": list(self.origin.covers)}
        (newest,) = self.store.read(writing.NEWEST, values)
        through = self.origin.through
        if through and newest["through"] and newest["through"].to_native() > through:
            raise InvalidSource(
                f"{self.origin.title}: the edition of {newest['through']} is loaded, and this one is of "
                f"{through}.",
                "History is made by loading editions in the order of their dates: begin with the oldest.",
            )
        self._note(LoadState.RUNNING)

    def _take_node(self, node: Node, kind: NodeType, mark: str) -> None:
        waiting = self._nodes[kind.name]
        waiting.append(row(node, mark))
        if len(waiting) >= BATCH:
            self._flush_nodes(kind.name)

    def _take_edge(self, _: Edge[Any, Any], kind: EdgeType, packed: bytes, mark: str) -> None:
        self._spool.wait(kind.name, packed, mark)

    def _take_mentions(self) -> None:
        """Take the nodes that this load mentions and does not state."""
        for name, identifier, packed, mark, _ in self._spool.mentions():
            kind = self.model.nodes[name]
            if self._see(name, identifier, mark) is Sighting.FIRST:
                self._take_node(decoder(kind.cls)(packed), kind, mark)

    def _flush_nodes(self, name: str) -> None:
        if rows := self._nodes.pop(name, []):
            self._batches.put(Batch(self.model.nodes[name], rows, self.shared))

    def _flush_edges(self, kind: EdgeType) -> None:
        for waiting in self._spool.waiting(kind.name, BATCH):
            rows = [row(decoder(kind.cls)(packed), mark) for packed, mark, _ in waiting]
            self._batches.put(Batch(kind, rows, self.shared, [packed for packed, _, _ in waiting]))
        self._batches.drain()

    def _settle(self, fate: Fate) -> None:
        for name, total in fate.counts.items():
            self.tally.count(name, total)
        self.tally.foreign_of[fate.batch.kind.name] += fate.counts["foreign"]
        self.tally.lost_of[fate.batch.kind.name] += fate.counts["unresolved"]
        if fate.lost:
            self._keep(fate)
        self.watch(self._timed())

    def _keep(self, fate: Fate) -> None:
        kind, rows = fate.batch.kind, []
        for at in fate.lost:
            packed = fate.batch.payloads[at]
            edge = decoder(kind.cls)(packed)
            key = key_text([self.origin.dataset, kind.name, edge_key(kind, edge)])  # type: ignore[arg-type]  # of its own kind
            self._spool.miss(key)
            mark = fate.batch.rows[at][-1]
            rows.append({"key": key, "type": kind.name, "digest": mark, "payload": packed.hex()})
        self.store.write(writing.KEEP_UNRESOLVED, {"rows": rows, "shared": self.shared})

    def _drop_missing(self) -> None:
        """Forget unresolved links of this dataset that its source no longer has, or that found their ends."""
        found = self.store.read(writing.UNRESOLVED_KEYS, {"dataset": self.origin.dataset})
        keys = [each["key"] for each in found if not self._spool.missed(each["key"])]
        if keys:
            self.store.write(writing.DROP_UNRESOLVED, {"keys": keys})

    def _retry(self) -> None:
        """Try the links that any dataset left unresolved: this load may have brought their ends."""
        after = ""
        while page := self.store.read(writing.PAGE_UNRESOLVED, {"after": after, "limit": BATCH}):
            after = page[-1]["key"]
            groups: defaultdict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
            for each in page:
                groups[each["type"], each["shared"]["run"]].append(each)
            for (name, _), kept in groups.items():
                self._retry_group(self.model.edges[name], kept)

    def _retry_group(self, kind: EdgeType, kept: list[dict[str, Any]]) -> None:
        rows = [row(decoder(kind.cls)(bytes.fromhex(each["payload"])), each["digest"]) for each in kept]
        fate = written(self.store, Batch(kind, rows, kept[0]["shared"]))
        lost = set(fate.lost)
        keys = [each["key"] for at, each in enumerate(kept) if at not in lost]
        self.tally.resolved_later += len(keys)
        if keys:
            self.store.write(writing.DROP_UNRESOLVED, {"keys": keys})

    def _gone(self, *, shrunk: bool) -> list[NodeType | EdgeType]:
        """The types of which the database holds more than the source has."""
        gone = []
        covers = self._covers
        for cls in self.origin.expected:
            kind = self.model.by_class[cls]
            if cls in self.origin.lasting or (isinstance(kind, NodeType) and kind.abstract):
                continue
            statement = writing.count_stated(kind, covers=bool(covers))
            (found,) = self.store.read(statement, {"dataset": self.origin.dataset, "covers": covers})
            more = found["total"] - (
                self.tally.types[kind.name] - self.tally.foreign_of[kind.name] - self.tally.lost_of[kind.name]
            )
            if more > max(_FEW, found["total"] // 2) and not shrunk:
                raise InvalidSource(
                    f"{self.origin.file or self.origin.title} lacks {more:,} of the {found['total']:,} "
                    f"{kind.name} records that are loaded; nothing was retired.",
                    "If its publisher did drop them, load it with --shrunk; if it is a part, with --part.",
                )
            if more > 0:
                gone.append(kind)
        return gone

    @cached_property
    def _covers(self) -> list[str]:
        """What the file is whole for; a beginning of another beginning stands for both."""
        covers = self.origin.covers
        return [each for each in covers if not any(each != one and each.startswith(one) for one in covers)]

    def _retire(self, kind: NodeType | EdgeType) -> None:
        for part in self._covers or ("",):
            values: dict[str, Any] = {
                "dataset": self.origin.dataset,
                "part": part,
                "limit": BATCH,
                "after": "",
            }
            while page := self.store.read(writing.page_stated(kind), values):
                values["after"] = page[-1]["at"]
                stated = [each for found in page for each in found["stated"]]
                gone = [ref for ref, key in stated if not self._spool.seen(kind.name, key_text(key))]
                if gone:
                    self.store.write(writing.retire(kind), {"ids": gone, "at": self.started})
                    self.tally.retired += len(gone)

    def _note(self, state: LoadState, *, whole: bool = False) -> None:
        """Write or renew the record of this load."""
        record = self._record(state, whole=whole)
        kind = self.model.nodes[Load.__name__]
        values = {"rows": [row(record, "")], "shared": self.shared}
        self.store.write(writing.note(kind), values)
