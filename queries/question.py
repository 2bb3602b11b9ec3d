"""What a question is: typed parameters, typed rows and one Cypher text.

A question is a class. Its fields are the parameters; one marked with a node class takes whatever people
write for such a node (an identifier, a citation, a name) and reaches the text as a variable bound to the
node found. `as_of` is today unless given. The text returns one column for each field of the answer, by
name: plain values, nodes, or (lists of) maps whose keys are the fields of a nested answer.
"""

import datetime
from collections.abc import Mapping
from enum import StrEnum
from types import UnionType
from typing import Annotated, Any, ClassVar, get_args, get_origin, get_type_hints

import msgspec

from schema.model import Node
from schema.registry import camel, lower_first
from schema.values import Day, Value


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """A row, or a part of one, that a question returns."""


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """Something people ask of the graph; the sentence of the class is its description."""

    answer: ClassVar[type[Answer]]
    many: ClassVar[bool] = True
    cypher: ClassVar[str]
    example: ClassVar[Mapping[str, Any]]
    scans: ClassVar[tuple[str, ...]] = ()

    @classmethod
    def field(cls) -> str:
        """Its name as a GraphQL field: GrantsDependingOn is grantsDependingOn."""
        return lower_first(cls.__name__)


class Dated(Question, frozen=True, kw_only=True):
    """A question whose answer depends on the day."""

    as_of: Annotated[Day | None, "The day that the answer is about; today unless given."] = None


class Slot(msgspec.Struct, frozen=True):
    """One parameter of a question or one field of an answer, read back as data."""

    name: str
    field: str
    sentence: str
    value: Value | None
    choices: type[StrEnum] | None
    node: type[Node] | None
    nested: type[Answer] | None
    many: bool
    optional: bool
    default: Any


def slots(cls: type[Answer] | type[Question]) -> tuple[Slot, ...]:
    """The parameters of a question, or the fields of an answer, in order."""
    hints = get_type_hints(cls, include_extras=True)
    return tuple(_slot(field, hints[field.name]) for field in msgspec.structs.fields(cls))


def bind(question: Question) -> dict[str, Any]:
    """The values of a question's parameters, today's date filled in."""
    values = msgspec.structs.asdict(question)
    if isinstance(question, Dated) and question.as_of is None:
        values["as_of"] = datetime.datetime.now(datetime.UTC).date()
    return values


def _slot(field: msgspec.structs.FieldInfo, hint: Any) -> Slot:
    inner, *notes = get_args(hint)
    kinds = list(_kinds(inner))
    return Slot(
        name=field.name,
        field=camel(field.name),
        sentence=next(note for note in notes if isinstance(note, str)),
        value=next((fact for fact in [*notes, *kinds] if isinstance(fact, Value)), None),
        choices=_one(kinds, StrEnum),
        node=_one([*notes, *kinds], Node),
        nested=_one(kinds, Answer),
        many=get_origin(inner) is tuple,
        optional=type(None) in get_args(inner),
        default=None if field.default is msgspec.NODEFAULT else field.default,
    )


def _kinds(hint: Any) -> list[Any]:
    if get_origin(hint) in {Annotated, tuple, UnionType} or get_args(hint):
        return [hint, *(kind for part in get_args(hint) for kind in _kinds(part))]
    return [hint]


def _one(kinds: list[Any], base: type) -> Any:
    return next((kind for kind in kinds if isinstance(kind, type) and issubclass(kind, base)), None)
