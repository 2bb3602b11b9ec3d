"""A small legal world of a test's own, written with the model and forgotten afterwards."""

import datetime
from typing import Any

import msgspec

from graph.rows import edge_row, node_row
from graph.store import Store
from graph.writing import merge_edges, merge_nodes
from queries.question import Answer, Question, bind, explained, named, slots, statement
from queries.resolve import refuse
from schema.model import Edge, Node
from schema.subjects import MODEL

DATASET = "test-world"


class World:
    """Writes facts, asks questions, and forgets what it wrote."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.ids: set[str] = set()

    def add(self, *records: Node | Edge[Any, Any]) -> None:
        """Write nodes, then relationships."""
        for record in sorted(records, key=lambda each: isinstance(each, Edge)):
            stated = msgspec.structs.replace(record, dataset=DATASET)
            values: dict[str, Any] = {"dataset": DATASET}
            if isinstance(stated, Node):
                self.ids.add(stated.id)
                text, row = merge_nodes(MODEL.nodes[type(stated).__name__]), node_row(stated)
            else:
                text, row = merge_edges(_edge_type(stated)), edge_row(stated, 0)
            (fate,) = self.store.write(text, values | {"rows": [row]})
            assert fate["fate"] in {"inserted", "updated"}, (stated, fate)

    def remove(self, identifier: str) -> None:
        """Take a node out of the world, with its relationships."""
        self.store.write("MATCH (n:Node {id: $id}) DETACH DELETE n", {"id": identifier})

    def ask(self, question: Question) -> list[dict[str, Any]]:
        """The rows of the answer; raises where an argument is not one node."""
        return ask(self.store, question)

    def clear(self) -> None:
        """Delete what this world wrote."""
        self.store.write(
            "UNWIND $ids AS id MATCH (n:Node {id: id}) DETACH DELETE n", {"ids": sorted(self.ids)}
        )


def ask(store: Store, question: Question) -> list[dict[str, Any]]:
    """The rows of a question's stand-alone text, one statement."""
    (record,) = store.read(explained(type(question)), bind(question))
    for slot in named(type(question)):
        text = getattr(question, slot.name)
        found = record["arguments"][slot.name]
        if text is not None and not (len(found) == 1 and found[0]["how"] != "WORDS"):
            raise refuse(slot.field, text, found)
    rows: list[dict[str, Any]] = record["rows"]
    for row in rows:
        keeps(type(question).answer, row)
    assert len(store.read(statement(type(question)), bind(question))) == len(rows)
    return rows


def keeps(answer: type[Answer], row: dict[str, Any]) -> None:
    """Fail unless a row has exactly what its class promises."""
    assert set(row) == {slot.name for slot in slots(answer)}
    for slot in slots(answer):
        value = row[slot.name]
        assert value is not None or slot.optional, (answer, slot.name)
        assert not slot.many or isinstance(value, list), (answer, slot.name)
        for each in value if slot.many else [value]:
            assert each is not None or not slot.many, (answer, slot.name)
            assert each is None or slot.choices is None or each in set(slot.choices), (slot.name, each)
            if slot.nested and each is not None:
                keeps(slot.nested, each)


def day(text: str) -> datetime.date:
    """A date from its ISO form."""
    return datetime.date.fromisoformat(text)


def _edge_type(edge: Edge[Any, Any]) -> Any:
    return next(each for each in MODEL.edges.values() if each.cls is type(edge))
