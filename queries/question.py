"""What a question is: typed parameters, typed rows and one Cypher text.

A question is a class. Its fields are the parameters; one marked with a node class takes whatever people
write for such a node (an identifier, a citation, a name) and reaches the text as a variable bound to the
node found; marked with several, it takes any of those; a tuple becomes a list of nodes. `as_of` is today
unless given. The text returns one column for each field of the answer, by name: plain values, nodes, or
(lists of) maps whose keys are the fields of a nested answer. How an argument becomes a node is told in
`queries.resolve`. From one text come the statements of each `holding.Frame`: the plain one reads neither
`known_at` nor what is supposed, and costs what it would cost if there were no such arguments.
"""

import datetime
import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from types import UnionType
from typing import Annotated, Any, ClassVar, get_args, get_origin, get_type_hints

import msgspec

from queries.holding import PLAIN, Frame, prelude, spelt
from queries.resolve import answerable, fields, resolution
from queries.spelling import FIELDS, written
from queries.supposing import SUPPOSING, Assumed, SetAside
from schema.errors import InvalidQuestion
from schema.model import Node
from schema.registry import camel, lower_first
from schema.values import Day, Moment, Value

WRITTEN = object()
"""Marks a parameter that reaches its text as `spelling.written` makes it, though it names no one node."""

MOST = 100
"""How many names a list may hold: each is looked for in the graph."""


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
        """Its name as a GraphQL field: WhatIf is whatIf."""
        return lower_first(cls.__name__)


class Known(Question, frozen=True, kw_only=True):
    """A question that may be asked of what had been loaded by a moment."""

    known_at: Annotated[
        Moment | None, "Answer from what had been loaded by this moment; from all that is unless given."
    ] = None


class Supposing(Known, frozen=True, kw_only=True):
    """A question that may be asked of what is supposed."""

    without: SetAside = None
    assume: Assumed = None


class Dated(Supposing, frozen=True, kw_only=True):
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
    nodes: tuple[type[Node], ...]
    written: bool
    nested: type[Answer] | None
    many: bool
    optional: bool
    default: Any

    def value_of(self, given: Any) -> Any:
        """What the text's parameter is set to for what was given."""
        if given is None:
            return None
        asked = fields(*(cls.__name__ for cls in self.nodes)) if self.nodes else FIELDS
        if self.written and self.many:
            return [written(each, asked) for each in self._few(given)]
        if self.written:
            return written(given, asked)
        if isinstance(given, tuple | list):
            return [_plain(each) for each in given]
        return _plain(given)

    def _few(self, given: Sequence[str]) -> Sequence[str]:
        if len(given) > MOST:
            raise InvalidQuestion(
                f"{self.field} lists {len(given)} names, and {MOST} is the most.", "Ask twice."
            )
        return given


def slots(cls: type[Answer] | type[Question]) -> tuple[Slot, ...]:
    """The parameters of a question, or the fields of an answer, in order."""
    hints = get_type_hints(cls, include_extras=True)
    return tuple(_slot(field, hints[field.name]) for field in msgspec.structs.fields(cls))


def framed(question: Question) -> Frame:
    """What the question is asked under."""
    known = isinstance(question, Known) and question.known_at is not None
    return Frame(
        known=known, supposed=isinstance(question, Supposing) and bool(question.without or question.assume)
    )


def bind(question: Question) -> dict[str, Any]:
    """The values of a question's parameters, today's date filled in; a moment without an offset is in UTC."""
    given = msgspec.structs.asdict(question)
    values = {slot.name: slot.value_of(given[slot.name]) for slot in slots(type(question))}
    if isinstance(question, Dated) and question.as_of is None:
        values["as_of"] = datetime.datetime.now(datetime.UTC).date()
    if isinstance(question, Known) and question.known_at and question.known_at.tzinfo is None:
        values["known_at"] = question.known_at.replace(tzinfo=datetime.UTC)
    return values


def named(cls: type[Question], frame: Frame = PLAIN) -> tuple[Slot, ...]:
    """The parameters that name a node, of those that are read in the frame."""
    return tuple(slot for slot in read(cls, frame) if slot.nodes)


def read(cls: type[Question], frame: Frame = PLAIN) -> tuple[Slot, ...]:
    """The parameters that the question's statement reads in the frame."""
    unread = set() if frame.known or not issubclass(cls, Known) else {"known_at"}
    if issubclass(cls, Supposing) and not frame.supposed:
        unread |= {"without", "assume"}
    return tuple(slot for slot in slots(cls) if slot.name not in unread)


def resolved(slot: Slot, frame: Frame = PLAIN) -> str:
    """The body of a `CALL () { … }` that finds what a parameter names; see `queries.resolve`."""
    known = Frame(known=frame.known)
    text = spelt(resolution(slot.name, [cls.__name__ for cls in slot.nodes], many=slot.many), known)
    if not frame.known:
        return text
    names = ", ".join(known.variables)
    return (
        f"{prelude(known, dated=False)}CALL ({names}) {{\n{text}\n}}\nRETURN {slot.name}, {slot.name}_found"
    )


def guarded(cls: type[Question], frame: Frame = PLAIN) -> str:
    """The question's text, for a `CALL (nodes) { … }`: no rows unless each argument is one node."""
    arguments = named(cls, frame)
    tests = [answerable(slot.name, optional=slot.optional and not slot.many) for slot in arguments]
    text = spelt(cls.cypher, frame)
    if not tests and not frame.variables:
        return text
    names = ", ".join([*(slot.name for slot in arguments), *frame.variables])
    columns = ", ".join(slot.name for slot in slots(cls.answer))
    supposing = f"{spelt(SUPPOSING, Frame(known=frame.known))}\n" if frame.supposed else ""
    return (
        f"UNWIND CASE WHEN {' AND '.join(tests) or 'true'} THEN [true] ELSE [] END AS answerable\n"
        f"{prelude(frame, dated=issubclass(cls, Dated))}{supposing}"
        f"CALL ({names}) {{\n{text}\n}}\nRETURN {columns}"
    )


def statement(cls: type[Question], frame: Frame = PLAIN) -> str:
    """The stand-alone text, ready to paste: finds the nodes of the arguments, then answers, a column a field.

    Its parameters are the values that `bind` gives.
    """
    found = "".join(f"CALL () {{\n{resolved(slot, frame)}\n}}\n" for slot in named(cls, frame))
    names = ", ".join(slot.name for slot in named(cls, frame))
    columns = ", ".join(slot.name for slot in slots(cls.answer))
    return f"{found}CALL ({names}) {{\n{guarded(cls, frame)}\n}}\nRETURN {columns}"


def explained(cls: type[Question], frame: Frame = PLAIN) -> str:
    """The stand-alone text as one record: how `arguments` were understood, and `rows`."""
    found = "".join(f"CALL () {{\n{resolved(slot, frame)}\n}}\n" for slot in named(cls, frame))
    names = ", ".join(slot.name for slot in named(cls, frame))
    arguments = ", ".join(f"{slot.name}: {slot.name}_found" for slot in named(cls, frame))
    columns = ", ".join(f"{slot.name}: {slot.name}" for slot in slots(cls.answer))
    return (
        f"{found}CALL ({names}) {{\nCALL ({names}) {{\n{guarded(cls, frame)}\n}}\n"
        f"RETURN collect({{{columns}}}) AS rows\n}}\nRETURN {{{arguments}}} AS arguments, rows"
    )


def pasted(question: Question) -> str:
    """The stand-alone text with its parameters before it, as Neo4j Browser and cypher-shell take them."""
    frame = framed(question)
    values = bind(question)
    told = {slot.name: literal(values[slot.name]) for slot in read(type(question), frame)}
    if isinstance(question, Dated) and question.as_of is None:
        told["as_of"] = "date()"
    given = "".join(f":param {name} => {text};\n" for name, text in told.items())
    return f"{given}\n{statement(type(question), frame).strip()};\n"


def gathered(text: str) -> str:
    """A stand-alone text with its parameters in one map, `$given`: planned once, whatever is given."""
    return re.sub(r"\$(\w+)", r"$given.\1", text)


def literal(value: Any) -> str:
    """A value as Cypher writes it."""
    if isinstance(value, datetime.datetime):
        return f"datetime('{value.isoformat()}')"
    if isinstance(value, datetime.date):
        return f"date('{value.isoformat()}')"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"`{key}`: {literal(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(literal, value)) + "]"
    return msgspec.json.encode(value).decode()


def _slot(field: msgspec.structs.FieldInfo, hint: Any) -> Slot:
    inner, *notes = get_args(hint)
    kinds = list(_kinds(inner))
    nodes = tuple(kind for kind in [*notes, *kinds] if isinstance(kind, type) and issubclass(kind, Node))
    return Slot(
        name=field.name,
        field=camel(field.name),
        sentence=next(note for note in notes if isinstance(note, str)),
        value=next((fact for fact in [*notes, *kinds] if isinstance(fact, Value)), None),
        choices=_one(kinds, StrEnum),
        node=(nodes[0] if len(nodes) == 1 else Node) if nodes else None,
        nodes=nodes,
        written=bool(set(nodes) & set(notes)) or WRITTEN in notes,
        nested=_one(kinds, Answer),
        many=any(get_origin(kind) is tuple for kind in [inner, *kinds]),
        optional=type(None) in get_args(inner),
        default=None if field.default is msgspec.NODEFAULT else field.default,
    )


def _plain(value: Any) -> Any:
    return value.value if isinstance(value, StrEnum) else value


def _kinds(hint: Any) -> list[Any]:
    if get_origin(hint) in {Annotated, tuple, UnionType} or get_args(hint):
        return [hint, *(kind for part in get_args(hint) for kind in _kinds(part))]
    return [hint]


def _one(kinds: list[Any], base: type) -> Any:
    return next((kind for kind in kinds if isinstance(kind, type) and issubclass(kind, base)), None)
