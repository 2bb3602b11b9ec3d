"""Records written with the statements that loads use, a batch of each type."""

import datetime
from collections.abc import Iterable
from typing import Any

from graph.batches import INSERTED, UPDATED, Batch, written
from graph.rows import Row, payload, row
from graph.rows import digest as fingerprint
from graph.store import Store
from graph.writing import Kind
from schema.model import Edge, Record
from schema.subjects import MODEL


def plant(store: Store, *records: Record, dataset: str, stated_at: datetime.datetime | None = None) -> None:
    """Write nodes, then relationships, as a dataset states them, in a load of the given moment."""
    shared: dict[str, Any] = {
        "dataset": dataset,
        "run": f"{dataset}@{stated_at}" if stated_at else dataset,
        "stated_at": stated_at,
        "source": None,
        "confidence": None,
    }
    for kind, rows in _batches(records).items():
        fate = written(store, Batch(kind, rows, shared))
        assert fate.counts[INSERTED] + fate.counts[UPDATED] == len(rows), (kind.name, rows, fate.counts)


def _batches(records: Iterable[Record]) -> dict[Kind, list[Row]]:
    """The rows of each type, nodes before relationships."""
    batches: dict[Kind, list[Row]] = {}
    for record in sorted(records, key=lambda each: isinstance(each, Edge)):
        rows = batches.setdefault(MODEL.by_class[type(record)], [])
        rows.append(row(record, fingerprint(payload(record))))
    return batches


def uproot(store: Store, *identifiers: str) -> None:
    """Delete nodes with their relationships and revisions."""
    store.write(
        """UNWIND $ids AS id MATCH (n:Node {id: id}) OPTIONAL MATCH (v:Revision)-[:REVISION_OF]->(n)
        DETACH DELETE v, n""",
        {"ids": sorted(identifiers)},
    )
