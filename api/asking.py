"""Questions as GraphQL fields: arguments from their parameters, types from their answers."""

from typing import Any

from strawberry.types.arguments import StrawberryArgument
from strawberry.types.field import StrawberryField

from api.fields import argument, empty, field, fill
from api.scalars import annotation
from queries.coverage import Coverage
from queries.question import Answer, Question, Slot, slots

FIRST = 100
COVERAGE = "coverage"
"""The field of every answer that tells what it was drawn from."""

_ROWS = "The rows, in their order."
_TOTAL = "How many rows there are, whatever `first`."


class Answers:
    """The GraphQL types of answers, made once each."""

    def __init__(self, entities: dict[str, type]) -> None:
        """Begin with the node types that answers may hold."""
        self._entities = entities
        self._made: dict[type[Answer], type] = {}

    def root(self, question: type[Question]) -> StrawberryField:
        """The root field of a question; its type is the one row, or has `rows`, and tells the coverage."""
        arguments = [_argument(slot) for slot in slots(question)]
        if question.many:
            arguments.append(argument("first", int | None, "How many rows at most.", FIRST))
        kind = fill(empty(f"{question.__name__}Answer"), self._parts(question), described(question.answer))
        return field(question.field(), kind | None, described(question), arguments)

    def _parts(self, question: type[Question]) -> dict[str, StrawberryField]:
        told = {COVERAGE: field(COVERAGE, self._type(Coverage), described(Coverage))}
        if not question.many:
            return self._fields(question.answer) | told
        row: Any = self._type(question.answer)
        return {"rows": field("rows", list[row], _ROWS), "total": field("total", int, _TOTAL)} | told

    def _type(self, answer: type[Answer]) -> type:
        if answer not in self._made:
            cls = self._made[answer] = empty(answer.__name__)
            fill(cls, self._fields(answer), described(answer))
        return self._made[answer]

    def _fields(self, answer: type[Answer]) -> dict[str, StrawberryField]:
        return {slot.field: self._field(slot) for slot in slots(answer)}

    def _field(self, slot: Slot) -> StrawberryField:
        if slot.node:
            return field(slot.field, _wrapped(self._entities[slot.node.__name__], slot), slot.sentence)
        if slot.nested:
            return field(slot.field, _wrapped(self._type(slot.nested), slot), slot.sentence)
        return field(slot.field, _plain(slot), slot.sentence)


def described(cls: type) -> str:
    """The sentence of a class."""
    return " ".join((cls.__doc__ or "").split())


def _wrapped(kind: Any, slot: Slot) -> Any:
    if slot.many:
        return list[kind]
    return kind | None if slot.optional else kind


def _plain(slot: Slot) -> Any:
    scalar = slot.value.scalar if slot.value else "String"
    return annotation(scalar, slot.choices, many=slot.many, optional=slot.optional)


def _argument(slot: Slot) -> StrawberryArgument:
    kind = _plain(slot)
    if (slot.many and slot.optional) or slot.default is not None:
        return argument(slot.field, kind | None, slot.sentence, slot.default or None)
    return (
        argument(slot.field, kind, slot.sentence, None)
        if slot.optional
        else argument(slot.field, kind, slot.sentence)
    )
