"""Batches on their way to the database: a few at a time, each one transaction, told what became of it."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import msgspec

from graph import writing
from graph.rows import Row, columns
from graph.store import Run, Store
from graph.writing import Kind
from schema.registry import EdgeType, NodeType

_AT_ONCE = 2
_AHEAD = 3
INSERTED, UPDATED, UNCHANGED, FOREIGN, UNRESOLVED = (
    "inserted",
    "updated",
    "unchanged",
    "foreign",
    "unresolved",
)


class Batch(msgspec.Struct, frozen=True):
    """Rows of one type, and what the load says of all of them; of relationships also the payloads."""

    kind: Kind
    rows: Sequence[Row]
    shared: Mapping[str, Any]
    payloads: Sequence[bytes] = ()


class Fate(msgspec.Struct, frozen=True):
    """What became of a batch: how many rows of each fate, and which ones lack an end."""

    batch: Batch
    counts: Counter[str]
    lost: Sequence[int] = ()


class Batches:
    """Writes batches in the background, in any order; `settle` hears of each in the caller's thread."""

    def __init__(self, store: Store, settle: Callable[[Fate], None]) -> None:
        """Begin with none."""
        self._store, self._settle = store, settle
        self._pool = ThreadPoolExecutor(_AT_ONCE, "batch")
        self._pending: list[Future[Fate]] = []
        self._fresh: dict[str, bool] = {}

    def put(self, batch: Batch) -> None:
        """Hand over a batch; waits while enough of them are on their way."""
        while len(self._pending) >= _AHEAD:
            self._settle(self._pending.pop(0).result())
        fresh = self._is_fresh(batch.kind)
        self._pending.append(self._pool.submit(written, self._store, batch, fresh=fresh))

    def drain(self) -> None:
        """Wait until every batch is written."""
        while self._pending:
            self._settle(self._pending.pop(0).result())

    def close(self) -> None:
        """Give up what has not begun, and wait for what has."""
        self._pool.shutdown(cancel_futures=True)

    def _is_fresh(self, kind: Kind) -> bool:
        """Whether the database had none of the type when this load came to it."""
        if kind.name not in self._fresh:
            (row,) = self._store.read(writing.count_all(kind))
            self._fresh[kind.name] = row["total"] == 0
        return self._fresh[kind.name]


def written(store: Store, batch: Batch, *, fresh: bool = False) -> Fate:
    """Write a batch in one transaction; a fresh one, of which nothing can be there yet, without asking."""
    work = _nodes if isinstance(batch.kind, NodeType) else _edges
    return store.batch(lambda run: work(run, batch, fresh))


def _nodes(run: Run, batch: Batch, fresh: bool) -> Fate:
    kind, order = batch.kind, columns(batch.kind.cls)
    assert isinstance(kind, NodeType)  # noqa: S101 — narrows the type
    place = order.places["id"]
    there: dict[str, list[Any]] = {}
    if not fresh:
        (found,) = run(writing.ask_nodes(kind), {"ids": [row[place] for row in batch.rows]})
        there = {known[0]: known[1:] for known in found["found"]}
    mentioned = order.places["mentioned_only"]
    fates = [
        _fate(there.get(row[place]), row[order.digest], batch.shared["dataset"], bool(row[mentioned]))
        for row in batch.rows
    ]
    _write(run, batch, fates, writing.create_nodes(kind), writing.renew_nodes(kind))
    return Fate(batch, Counter(fates))


def _edges(run: Run, batch: Batch, fresh: bool) -> Fate:
    kind, mark = batch.kind, columns(batch.kind.cls).digest
    assert isinstance(kind, EdgeType)  # noqa: S101 — narrows the type
    if fresh:
        return _created(run, batch, kind)
    (found,) = run(writing.ask_edges(kind), {"rows": batch.rows})
    there = {known[0]: known[1:] for known in found["found"]}
    fates = [
        UNRESOLVED
        if at in there and not there[at]
        else _fate(there.get(at), row[mark], batch.shared["dataset"], mentioned=True)
        for at, row in enumerate(batch.rows)
    ]
    _write(run, batch, fates, writing.create_edges(kind), writing.renew_edges(kind))
    return Fate(batch, Counter(fates), [at for at, fate in enumerate(fates) if fate == UNRESOLVED])


def _created(run: Run, batch: Batch, kind: EdgeType) -> Fate:
    (told,) = run(writing.create_edges(kind), {"rows": batch.rows, "shared": batch.shared})
    lost = told["lost"]
    counts = Counter({INSERTED: len(batch.rows) - len(lost), UNRESOLVED: len(lost)})
    return Fate(batch, counts, lost)


def _fate(there: Sequence[Any] | None, digest: str, dataset: str, mentioned: bool) -> str:
    """What becomes of a row, given the digest, dataset, and so on, of the record that is there."""
    if there is None:
        return INSERTED
    known, owner, retired, *only = there
    was_mentioned = bool(only and only[0])
    if owner != dataset and not retired and (mentioned or not was_mentioned):
        return FOREIGN
    if only and mentioned and not was_mentioned and not retired:
        return UNCHANGED  # a dataset does not unsay what it states by mentioning it elsewhere
    return UNCHANGED if known == digest and owner == dataset and not retired else UPDATED


def _write(run: Run, batch: Batch, fates: Sequence[str], create: str, renew: str) -> None:
    for fate, statement in ((INSERTED, create), (UPDATED, renew)):
        rows = [row for row, its in zip(batch.rows, fates, strict=True) if its == fate]
        if rows:
            run(statement, {"rows": rows, "shared": batch.shared})
