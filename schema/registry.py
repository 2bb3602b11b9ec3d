"""The model read back as data: node types, relationship types, their properties and their links."""

import re
import types
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import cached_property
from inspect import getdoc
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import msgspec

from schema.model import Edge, Node, Record
from schema.values import Mark, Value


def camel(name: str) -> str:
    """The GraphQL spelling of a property: valid_from is validFrom."""
    head, *tail = name.split("_")
    return head + "".join(part.capitalize() for part in tail)


def upper_snake(name: str) -> str:
    """The relationship type of a class: AttachesTo is ATTACHES_TO."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).upper()


def lower_first(name: str) -> str:
    """The field of a type: PublicLaw is publicLaw."""
    return name[0].lower() + name[1:]


def plural(name: str) -> str:
    """The English plural of a type's name: Policy is Policies."""
    if name.endswith("y") and name[-2] not in "aeiou":
        return name[:-1] + "ies"
    return name + ("es" if name.endswith("s") else "s")


class Property(msgspec.Struct, frozen=True):
    """One property: its value type, its sentence, and what the database does with it."""

    name: str
    field: str
    value: Value
    sentence: str
    marks: frozenset[Mark]
    many: bool
    optional: bool
    choices: type[StrEnum] | None


class NodeType(msgspec.Struct, frozen=True):
    """A kind of node; an abstract one is a label and an interface that others share."""

    name: str
    cls: type[Node]
    sentence: str
    properties: tuple[Property, ...]
    labels: tuple[str, ...]
    concrete: tuple[str, ...]

    @property
    def abstract(self) -> bool:
        """Whether it only groups other types."""
        return self.concrete != (self.name,)

    @property
    def single(self) -> str:
        """Name of the field that reads one."""
        return lower_first(self.name)

    @property
    def several(self) -> str:
        """Name of the field that lists them."""
        return vars(self.cls).get("listed", "") or lower_first(plural(self.name))

    def property(self, name: str) -> Property:
        """The property of that name."""
        return next(each for each in self.properties if each.name == name)


class EdgeType(msgspec.Struct, frozen=True):
    """A kind of relationship, with the labels of its two ends and its name in each direction."""

    name: str
    cls: type[Edge[Any, Any]]
    sentence: str
    start: str
    end: str
    forward: str
    reverse: str
    properties: tuple[Property, ...]


class Link(msgspec.Struct, frozen=True):
    """A relationship as one end sees it: the field's name, the direction, and the label at the other end."""

    field: str
    edge: EdgeType
    outgoing: bool
    other: str


class Model:
    """All node and relationship types, by name."""

    def __init__(self, nodes: Iterable[NodeType], edges: Iterable[EdgeType]) -> None:
        """Index the types and refuse a name that means two things."""
        self.nodes = {each.name: each for each in nodes}
        self.edges = {each.name: each for each in edges}
        for node in self.nodes.values():
            _refuse_duplicates(node, self.links(node.name))

    @cached_property
    def concrete(self) -> tuple[NodeType, ...]:
        """The types that nodes can have."""
        return tuple(each for each in self.nodes.values() if not each.abstract)

    @cached_property
    def by_class(self) -> dict[type[Record], NodeType | EdgeType]:
        """The types by the class that states them."""
        found: dict[type[Record], NodeType | EdgeType] = {each.cls: each for each in self.nodes.values()}
        return found | {each.cls: each for each in self.edges.values()}

    def links(self, label: str) -> tuple[Link, ...]:
        """Every relationship that a node of the label can have, its own and those of the labels above it."""
        above = self.nodes[label].labels
        outgoing = [Link(e.forward, e, True, e.end) for e in self.edges.values() if e.start in above]
        incoming = [Link(e.reverse, e, False, e.start) for e in self.edges.values() if e.end in above]
        return (*outgoing, *incoming)


def build(modules: Iterable[types.ModuleType]) -> Model:
    """Read the model out of the modules that state it."""
    classes = [cls for module in modules for cls in _stated(module)]
    nodes = [cls for cls in classes if issubclass(cls, Node)]
    edges = [cls for cls in classes if issubclass(cls, Edge)]
    every: list[type[Node]] = [Node, *nodes]
    return Model([_node_type(cls, nodes) for cls in every], [_edge_type(cls) for cls in edges])


def _stated(module: types.ModuleType) -> Iterator[type[Record]]:
    for value in vars(module).values():
        if isinstance(value, type) and issubclass(value, Record) and value.__module__ == module.__name__:
            yield value


def _node_type(cls: type[Node], classes: Iterable[type[Node]]) -> NodeType:
    family = [each for each in classes if issubclass(each, cls)]
    leaves = [each for each in family if not each.__subclasses__()]
    labels = [each.__name__ for each in cls.__mro__ if issubclass(each, Node)]
    return NodeType(
        name=cls.__name__,
        cls=cls,
        sentence=_sentence(cls),
        properties=_properties(cls, Node),
        labels=tuple(labels),
        concrete=tuple(each.__name__ for each in leaves),
    )


def _edge_type(cls: type[Edge[Any, Any]]) -> EdgeType:
    (base,) = (each for each in vars(cls)["__orig_bases__"] if get_origin(each) is Edge)
    start, end = get_args(base)
    return EdgeType(
        name=upper_snake(cls.__name__),
        cls=cls,
        sentence=_sentence(cls),
        start=start.__name__,
        end=end.__name__,
        forward=cls.forward,
        reverse=cls.reverse,
        properties=_properties(cls, Edge),
    )


def _sentence(cls: type[Record]) -> str:
    return " ".join((getdoc(cls) or "").split())


def _properties(cls: type[Record], base: type[Record]) -> tuple[Property, ...]:
    """Own properties first, as people read them; the shared ones after."""
    hints = get_type_hints(cls, include_extras=True)
    names = [field.name for field in msgspec.structs.fields(cls) if field.name not in {"start", "end"}]
    shared = {field.name for field in msgspec.structs.fields(base)} - {"id", "name"}
    ordered = sorted(names, key=lambda name: (name not in {"id", "name"}, name in shared))
    return tuple(_property(name, hints[name]) for name in ordered)


def _property(name: str, hint: Any) -> Property:
    inner, *notes = get_args(hint)
    optional, many = _shape(inner)
    facts = [*notes, *_inner_notes(inner)]
    choices = _choices(inner)
    value = next((fact for fact in facts if isinstance(fact, Value)), None)
    if value is None and choices is not None:
        value = Value(choices.__name__, choices.__name__, "string")
    if value is None:
        raise TypeError(f"Property {name} has no value type.")
    return Property(
        name=name,
        field=camel(name),
        value=value,
        sentence=next(fact for fact in notes if type(fact) is str),
        marks=frozenset(fact for fact in notes if isinstance(fact, Mark)),
        many=many,
        optional=optional,
        choices=choices,
    )


def _shape(inner: Any) -> tuple[bool, bool]:
    return type(None) in get_args(inner), get_origin(inner) is tuple


def _inner_notes(inner: Any) -> Iterator[Any]:
    if get_origin(inner) is Annotated:
        yield from get_args(inner)[1:]
    elif get_origin(inner) is not None:
        for part in get_args(inner):
            yield from _inner_notes(part)


def _choices(inner: Any) -> type[StrEnum] | None:
    if isinstance(inner, type) and issubclass(inner, StrEnum):
        return inner
    return next((found for part in get_args(inner) if (found := _choices(part))), None)


def _refuse_duplicates(node: NodeType, links: Iterable[Link]) -> None:
    seen = {each.field for each in node.properties}
    for link in links:
        if link.field in seen:
            raise TypeError(f"{node.name}.{link.field} would mean two things.")
        seen.add(link.field)
