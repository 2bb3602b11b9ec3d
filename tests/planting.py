"""Records written one by one with the statements that loads use."""

from typing import Any

from graph.batches import INSERTED, UPDATED, Batch, written
from graph.rows import digest as fingerprint
from graph.rows import payload, row
from graph.store import Store
from schema.model import Edge, Record
from schema.subjects import MODEL


def plant(store: Store, *records: Record, dataset: str) -> None:
    """Write nodes, then relationships, as a dataset states them."""
    shared: dict[str, Any] = {
        "dataset": dataset,
        "run": dataset,
        "stated_at": None,
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
