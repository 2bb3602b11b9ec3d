"""One example of each question as the bench asks it: its text, its values, and what an answer holds."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
import neo4j

from graph.store import Store
from queries.question import Answer, Question, bind, slots, statement
from tests.queries.world import gathered


class Asked(msgspec.Struct, frozen=True):
    """A question's example: the question, its stand-alone text and the one map of its values."""

    cls: type[Question]
    text: str
    values: Mapping[str, Any]

    @classmethod
    def example(cls, question: type[Question]) -> "Asked":
        """The example, with its parameters in one map as the API sends them."""
        asked = msgspec.convert(question.example, question)
        return cls(question, gathered(statement(question)), {"given": bind(asked)})

    def columns(self) -> tuple[str, ...]:
        """The columns of the answer."""
        return tuple(slot.name for slot in slots(self.cls.answer))


def parts(answer: type[Answer], row: Mapping[str, Any]) -> int:
    """How many parts a row holds: itself, every node, every answer nested in it, and theirs."""
    held = 1
    for slot in slots(answer):
        value = row[slot.name]
        few = value if slot.many and value is not None else [value]
        for each in few:
            if each is not None and slot.nested:
                held += parts(slot.nested, each)
            elif each is not None and slot.nodes:
                held += 1
    return held


def hits(store: Store, text: str, values: Mapping[str, Any]) -> int:
    """Database hits of a statement, summed over its plan."""
    summary: neo4j.ResultSummary = store.profile(text, values)
    return _hits(summary.profile or {})


def _hits(plan: Mapping[str, Any]) -> int:
    below: Sequence[Mapping[str, Any]] = plan.get("children", ())
    return int(plan.get("dbHits") or 0) + sum(map(_hits, below))
