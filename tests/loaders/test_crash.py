"""A load that is killed at any point, and run again, leaves the graph of one load that was not."""

import multiprocessing
import os
import signal
import time
from collections.abc import Iterable, Iterator
from multiprocessing.context import ForkServerContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import msgspec
import pytest

from data.shipped import FOLDER
from graph import stream
from graph.address import Address
from graph.store import Store
from loaders import normalised
from loaders.loading import load
from loaders.normalised import Header
from schema.model import Node, Record
from schema.places import Jurisdiction, JurisdictionKind, SameAs, Within
from schema.values import Confidence

pytestmark = pytest.mark.database

EMPTY = "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 1000 ROWS"
NODES = """MATCH (n) WHERE NOT n:Load
    RETURN COLLECT { UNWIND labels(n) AS label RETURN label ORDER BY label } AS labels,
        n {.*, id: split(n.id, '@')[0], run: null, stated_at: null, replaced_at: n.replaced_at IS NOT NULL,
            retired_at: n.retired_at IS NOT NULL} AS said
    ORDER BY labels, coalesce(split(n.id, '@')[0], n.key)"""
EDGES = """MATCH (a)-[r]->(b)
    RETURN split(a.id, '@')[0] AS a, type(r) AS type, b.id AS b,
        r {.*, run: null, stated_at: null, retired_at: r.retired_at IS NOT NULL} AS said
    ORDER BY a, type, b, toString(r.role), toString(r.outcome)"""
HEADER = Header(
    dataset="crash-test",
    title="A source with editions",
    source="editions.csv",
    address="https://example.org/",
    licence="CC0 1.0",
    confidence=Confidence.PARTIAL,
    command="make it",
)
SMALL = 7
"""Records in a batch, so that a few dozen records make many writes."""


def loading(address: Address, path: Path, batch: int, deadly: int | None, count: Any) -> None:
    """Load a file in a process of its own, which ends itself with SIGKILL in place of one of its writes."""
    written, batched = Store.write, Store.batch

    def live() -> None:
        with count.get_lock():
            if deadly is not None and count.value == deadly:
                os.kill(os.getpid(), signal.SIGKILL)
            count.value += 1

    def write(self: Store, statement: str, values: Any = None) -> Any:
        live()
        return written(self, statement, values)

    def batched_once(self: Store, work: Any) -> Any:
        live()
        return batched(self, work)

    with pytest.MonkeyPatch.context() as patch, Store(address) as store:
        patch.setattr(Store, "write", write)
        patch.setattr(Store, "batch", batched_once)
        patch.setattr(stream, "BATCH", batch)
        load(store, normalised.source(path), path)


class Loads:
    """Starts loads in other processes."""

    def __init__(self, context: ForkServerContext, address: Address) -> None:
        self.context = context
        self.address = address

    def start(
        self, path: Path, batch: int = stream.BATCH, deadly: int | None = None
    ) -> tuple[BaseProcess, Any]:
        count = self.context.Value("i", 0)
        process = self.context.Process(target=loading, args=(self.address, path, batch, deadly, count))
        process.start()
        return process, count

    def whole(self, path: Path, batch: int = stream.BATCH) -> int:
        """Load to the end; returns how many times it wrote."""
        process, count = self.start(path, batch)
        process.join(120)
        assert process.exitcode == 0
        return int(count.value)

    def killed(self, path: Path, batch: int, deadly: int) -> None:
        """Load until the write of that number, which does not happen."""
        process, _ = self.start(path, batch, deadly)
        process.join(120)
        assert process.exitcode == -signal.SIGKILL


@pytest.fixture(scope="module")
def loads(store: Store) -> Loads:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["loaders.loading", "schema.subjects"])
    return Loads(context, store.address)


@pytest.fixture(autouse=True)
def empty(store: Store) -> Iterator[None]:
    store.define(EMPTY)
    yield
    store.define(EMPTY)


def everything(store: Store) -> list[Any]:
    """The graph without the records of loads, and without which load wrote what, and when."""
    return [store.read(NODES), store.read(EDGES)]


def differences(found: list[Any], clean: list[Any]) -> list[Any]:
    """What one graph holds and the other does not."""
    return [
        (whose, row)
        for ours, theirs in zip(found, clean, strict=True)
        for whose, some, others in (("after the kill", ours, theirs), ("in the clean graph", theirs, ours))
        for row in some
        if row not in others
    ]


def place(number: int, name: str = "Place") -> Jurisdiction:
    return Jurisdiction(id=f"crash/{number:02}", name=f"{name} {number}", kind=JurisdictionKind.PLACE)


def first_edition() -> Iterable[Record]:
    yield from (place(number) for number in range(24))
    yield from (Within(start=f"crash/{number:02}", end=f"crash/{number // 4:02}") for number in range(4, 30))


def second_edition() -> Iterable[Record]:
    """Some places are new, some renamed, some gone; links follow, and some lack an end in either edition."""
    yield from (place(number, "Town" if number % 3 else "Place") for number in range(6, 30))
    yield from (Within(start=f"crash/{number:02}", end=f"crash/{number // 4:02}") for number in range(8, 34))
    yield SameAs(start="crash/07", end="crash/08")


def test_every_write_may_be_the_last(store: Store, loads: Loads, tmp_path: Path) -> None:
    first, second = tmp_path / "first.ndjson", tmp_path / "second.ndjson"
    normalised.write(first, HEADER, first_edition())
    normalised.write(second, HEADER, second_edition())
    loads.whole(first, SMALL)
    writes = loads.whole(second, SMALL)
    clean = everything(store)
    gone = [row for part in clean for row in part if row["said"].get("retired_at")]
    assert gone
    assert any("Unresolved" in row["labels"] for row in clean[0])
    for deadly in range(writes):
        store.define(EMPTY)
        loads.whole(first, SMALL)
        loads.killed(second, SMALL, deadly)
        loads.whole(second, SMALL)
        assert differences(everything(store), clean) == [], (
            f"killed in place of write {deadly + 1} of {writes}"
        )


def later(records: Iterable[Record]) -> Iterator[Record]:
    """Another edition of the facts: one node in seven is gone, one in five has another name."""
    for place, record in enumerate(records):
        if isinstance(record, Node) and place % 7 == 0:
            continue
        yield (
            msgspec.structs.replace(record, name="Renamed")
            if isinstance(record, Node) and place % 5 == 0
            else record
        )


def test_facts_survive_a_kill_at_any_moment(store: Store, loads: Loads, tmp_path: Path) -> None:
    first, second = FOLDER / "legal_facts.ndjson", tmp_path / "later.ndjson"
    normalised.write(second, normalised.header(first), later(normalised.records(first)))
    loads.whole(first)
    started = time.monotonic()
    loads.whole(second)
    taken = time.monotonic() - started
    clean = everything(store)
    for part in range(1, 6):
        store.define(EMPTY)
        loads.whole(first)
        process, _ = loads.start(second)
        process.join(taken * part / 6)
        process.kill()
        process.join(60)
        loads.whole(second)
        assert differences(everything(store), clean) == [], f"killed after {part} sixths of its time"
