"""A small legal world of a test's own, written with the model and forgotten afterwards."""

import datetime
from typing import Any

from graph.store import Store
from queries.holding import Frame
from queries.question import Answer, Question, bind, explained, framed, gathered, named, slots, statement
from queries.resolve import refusals
from schema.model import Node, Record
from tests.planting import plant, uproot

DATASET = "test-world"


class World:
    """Writes facts, asks questions, and forgets what it wrote."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.ids: set[str] = set()

    def add(self, *records: Record, stated_at: datetime.datetime | None = None) -> None:
        """Write nodes, then relationships, in a load of the given moment."""
        self.ids |= {record.id for record in records if isinstance(record, Node)}
        plant(self.store, *records, dataset=DATASET, stated_at=stated_at)

    def remove(self, identifier: str) -> None:
        """Take a node out of the world, with its relationships."""
        uproot(self.store, identifier)

    def ask(self, question: Question) -> list[dict[str, Any]]:
        """The rows of the answer; raises where an argument is not one node."""
        return ask(self.store, question)

    def clear(self) -> None:
        """Delete what this world wrote."""
        uproot(self.store, *self.ids)


def ask(store: Store, question: Question) -> list[dict[str, Any]]:
    """The rows of a question's stand-alone text, one statement."""
    frame = framed(question)
    given = {"given": bind(question)}
    (record,) = store.read(gathered(explained(type(question), frame)), given)
    for slot in named(type(question), frame):
        for error in refusals(slot.field, getattr(question, slot.name), record["arguments"][slot.name]):
            raise error
    rows: list[dict[str, Any]] = record["rows"]
    for row in rows:
        keeps(type(question).answer, row)
    return rows


def supposing_nothing(store: Store, question: Question) -> list[dict[str, Any]]:
    """The rows of the text that reads what is supposed, when nothing is."""
    text = gathered(statement(type(question), Frame(supposed=True)))
    return store.read(text, {"given": bind(question)})


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
