"""Records written one by one with the statements that loads use."""

import datetime
from typing import Any

from graph.batches import INSERTED, UPDATED, Batch, written
from graph.rows import digest as fingerprint
from graph.rows import payload, row
from graph.store import Store
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
    for record in sorted(records, key=lambda each: isinstance(each, Edge)):
        kind = MODEL.by_class[type(record)]
        fate = written(store, Batch(kind, [row(record, fingerprint(payload(record)))], shared))
        assert fate.counts[INSERTED] + fate.counts[UPDATED] == 1, (record, fate.counts)


def uproot(store: Store, *identifiers: str) -> None:
    """Delete nodes with their relationships and revisions."""
    store.write(
        """UNWIND $ids AS id MATCH (n:Node {id: id}) OPTIONAL MATCH (v:Revision)-[:REVISION_OF]->(n)
        DETACH DELETE v, n""",
        {"ids": sorted(identifiers)},
    )
