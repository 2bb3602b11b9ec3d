"""One example of each question as the bench asks it: its text, its values, and what an answer holds."""

import datetime
import math
from collections.abc import Mapping
from typing import Any

import msgspec

from queries.question import Answer, Question, bind, gathered, slots, statement


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

    def days(self) -> dict[str, datetime.date]:
        """The days and moments among its values, by themselves, as texts by hand take them."""
        given: Mapping[str, Any] = self.values["given"]
        return {name: value for name, value in given.items() if isinstance(value, datetime.date)}


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


def differs(ours: Any, theirs: Any, where: str = "answer") -> str | None:
    """Where two answers first differ; order counts, and a score may differ in its last digits."""
    if isinstance(ours, dict) and isinstance(theirs, dict) and ours.keys() == theirs.keys():
        each = ((ours[key], theirs[key], f"{where}.{key}") for key in ours)
    elif isinstance(ours, list) and isinstance(theirs, list) and len(ours) == len(theirs):
        each = (
            (one, other, f"{where}[{at}]") for at, (one, other) in enumerate(zip(ours, theirs, strict=True))
        )
    elif isinstance(ours, float) and isinstance(theirs, float):
        return None if math.isclose(ours, theirs, rel_tol=1e-9) else where
    else:
        return None if ours == theirs else where
    return next((found for mine, other, at in each if (found := differs(mine, other, at))), None)
