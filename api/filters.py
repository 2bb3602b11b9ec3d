"""Filters and orders as GraphQL inputs: a type for each kind of value, each node type and each link."""

from enum import Enum, StrEnum
from typing import Any

import strawberry

from api.fields import empty, field, fill_input
from api.scalars import annotation, enumeration
from graph.reading.tree import Quantifier
from schema.model import Edge
from schema.registry import Link, Model, NodeType, Property
from schema.values import Mark


class SortDirection(StrEnum):
    """Which way rows are ordered; those that lack the value stand last either way."""

    ASC = "ASC"
    DESC = "DESC"


_SAME = {"eq": "It is this.", "in": "It is one of these."}
_COMPARED = {
    "lt": "It is less than this, or before it.",
    "lte": "It is this at most.",
    "gt": "It is more than this, or after it.",
    "gte": "It is this at least.",
}
_WRITTEN = {
    "contains": "It contains this, letter for letter.",
    "startsWith": "It begins with this.",
    "endsWith": "It ends with this.",
}
_ABSENT = {"isNull": "Whether it is missing."}
_OF_LISTS = {
    "has": "It holds this.",
    "hasAny": "It holds one of these.",
    "isEmpty": "Whether it holds nothing.",
}
_SHARED = frozenset(Edge.__struct_fields__)
_MANY = frozenset({"in", "hasAny"})
_TRUTH = frozenset({"isNull", "isEmpty"})


class Filters:
    """The inputs of a model, made once each; those of nodes and links may name each other."""

    def __init__(self, model: Model) -> None:
        """Make the inputs of every node type and of every link."""
        self._tests: dict[str, type] = {}
        self._model = model
        nodes = model.nodes.values()
        self.nodes = {node.name: empty(f"{node.name}Where") for node in nodes}
        self.orders = {node.name: self._order(node) for node in nodes}
        self._links: dict[str, tuple[type, type, type]] = {}
        for node in nodes:
            for link in model.links(node.name):
                self._named(link)
        for node in nodes:
            self._fill(node)

    def link(self, link: Link) -> tuple[type, type]:
        """The filter and the order of the rows behind a link."""
        where, _, order = self._links[_rows(link)]
        return where, order

    def _named(self, link: Link) -> None:
        """Make the inputs of a link once: what its rows must be, of how many of them, and in what order."""
        name = _rows(link)
        if name in self._links:
            return
        where, quantified, order = (empty(f"{name}{part}") for part in ("Where", "Quantified", "Order"))
        self._links[name] = where, quantified, order
        other, said = self._model.nodes[link.other], link.edge.properties
        tests = {each.field: self._tested(each) for each in said}
        node = field("node", self.nodes[other.name] | None, "What holds of the node itself.")
        fill_input(where, {**_junctions(where), "node": node, **tests}, "What a row behind a link must be.")
        quantifiers = {
            "some": "One of them, at least, is so.",
            "all": "Each of them is so; also when there are none.",
            "none": "None of them is so.",
        }
        parts = {each.value: field(each.value, where | None, quantifiers[each.value]) for each in Quantifier}
        fill_input(quantified, parts, "Of how many of the rows behind a link something holds.")
        ways = {each.field: _way(each) for each in said if not each.many}
        first = field("node", self.orders[other.name] | None, "By what the node says.")
        fill_input(order, {"node": first, **ways}, "What rows are ordered by: exactly one.", one=True)

    def _fill(self, node: NodeType) -> None:
        where = self.nodes[node.name]
        links = {
            link.field: field(link.field, self._links[_rows(link)][1] | None, link.edge.sentence)
            for link in self._model.links(node.name)
        }
        tests = {each.field: self._tested(each) for each in node.properties}
        whole = {**_junctions(where), **_kinds(node), **tests, **links}
        fill_input(where, whole, f"What holds. {node.sentence}")

    def _order(self, node: NodeType) -> type:
        ways = {each.field: _way(each) for each in node.properties if ordered(each, node)}
        return fill_input(
            empty(f"{node.name}Order"), ways, "What rows are ordered by: exactly one.", one=True
        )

    def _tested(self, each: Property) -> Any:
        scalar = each.choices.__name__ if each.choices else each.value.scalar
        name = f"{scalar}ListTest" if each.many else f"{scalar}Test"
        if name not in self._tests:
            self._tests[name] = _test(name, each)
        return field(each.field, self._tests[name] | None, each.sentence)


def _rows(link: Link) -> str:
    """How the inputs of a link's rows are called: links that say nothing of their own share them."""
    said = {each.name for each in link.edge.properties} - _SHARED
    return named(link) if said else f"{link.other}Link"


def named(link: Link) -> str:
    """The beginning of the names of a link's types: the label it is stated for, and its field."""
    return near(link) + link.field[0].upper() + link.field[1:]


def near(link: Link) -> str:
    """The label that a link is stated for, at this end."""
    return link.edge.start if link.outgoing else link.edge.end


def ordered(each: Property, node: NodeType) -> bool:
    """Whether nodes may be ordered by a property: by what an index knows, by numbers, and by name."""
    found_by = {name for cls in node.cls.__mro__ for name in vars(cls).get("found_by", ())}
    known = each.name in found_by | {"name"} or bool({Mark.KEY, Mark.INDEXED} & each.marks)
    return not each.many and (known or each.value.scalar in {"Int", "Float"})


def _test(name: str, each: Property) -> type:
    made = {key: field(key, _kind(key, each) | None, sentence) for key, sentence in _operators(each).items()}
    return fill_input(empty(name), made, "Tests of a value; all that are given must hold.")


def _operators(each: Property) -> dict[str, str]:
    if each.many:
        return _OF_LISTS
    if each.value.scalar == "Boolean":
        return {"eq": _SAME["eq"], **_ABSENT}
    if each.choices:
        return _SAME | _ABSENT
    if each.value.scalar in {"String", "ID"}:
        return _SAME | _WRITTEN | _COMPARED | _ABSENT
    return _SAME | _COMPARED | _ABSENT


def _kind(operator: str, each: Property) -> Any:
    if operator in _TRUTH:
        return bool
    return annotation(each.value.scalar, each.choices, many=operator in _MANY, optional=False)


def _junctions(where: type) -> dict[str, Any]:
    return {
        "and": field("and", list[where] | None, "All of these hold."),  # type: ignore[valid-type]  # a class made here
        "or": field("or", list[where] | None, "One of these holds."),  # type: ignore[valid-type]  # a class made here
        "not": field("not", where | None, "This does not hold."),
    }


def _kinds(node: NodeType) -> dict[str, Any]:
    """The test of a type that groups others: which of them it is."""
    if not node.abstract:
        return {}
    made = Enum(f"{node.name}Kind", {name: name for name in node.concrete})  # type: ignore[misc]  # made of the model
    kinds = strawberry.enum(made, description=f"The types that {node.name} groups.")
    return {"is": field("is", list[kinds] | None, "It is of one of these types.")}  # type: ignore[valid-type]  # an enumeration made here


def _way(each: Property) -> Any:
    return field(each.field, enumeration(SortDirection) | None, each.sentence)
