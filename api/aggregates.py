"""What lists come to, as GraphQL types: measures of each property, and groups by what rows have in common."""

from enum import Enum
from typing import Any

import strawberry
from strawberry.types.field import StrawberryField

from api.fields import argument, empty, field, fill
from api.scalars import annotation
from schema.registry import Model, NodeType, Property

FIRST = 100
_COUNTED = {"count": "Rows that have the value.", "distinct": "Different values."}
_ENDS = {"minimum": "The least value, or the first.", "maximum": "The greatest value, or the last."}
_SUMS = {"sum": "Sum of the values.", "average": "Mean of the values; null when there is none."}
_NUMBERS = frozenset({"Int", "Float"})
_ENDED = frozenset({"Int", "Float", "Date", "DateTime"})


class Aggregates:
    """The types of a model's aggregates by node type."""

    def __init__(self, model: Model) -> None:
        """Make them all."""
        self._measures: dict[str, type] = {}
        self.classes = {node.name: self._aggregate(node) for node in model.nodes.values()}

    def _aggregate(self, node: NodeType) -> type:
        measured = {
            "count": field("count", int, "Rows."),
            **{each.field: self._measured(each) for each in node.properties if not each.many},
        }
        groups = field("groups", list[self._group(node, measured)], _GROUPS, _arguments(node))  # type: ignore[misc]  # a class made here
        fields = {**measured, "groups": groups}
        return fill(empty(f"{node.name}Aggregate"), fields, f"What rows come to. {node.sentence}")

    def _group(self, node: NodeType, measured: dict[str, StrawberryField]) -> type:
        values = {
            each.field: field(each.field, _plain(each) | None, each.sentence) for each in groupable(node)
        }
        key = fill(empty(f"{node.name}GroupKey"), values, "What the rows of a group have in common.")
        fields = {"key": field("key", key, "What they have in common."), **measured}
        return fill(empty(f"{node.name}Group"), fields, "Rows that are alike in what was grouped by.")

    def _measured(self, each: Property) -> StrawberryField:
        scalar = each.value.scalar if each.value.scalar in _ENDED and not each.choices else "Value"
        name = f"{scalar}Measures"
        if name not in self._measures:
            whole = {key: field(key, int, sentence) for key, sentence in _COUNTED.items()}
            if scalar in _ENDED:
                whole |= {key: field(key, _plain(each) | None, sentence) for key, sentence in _ENDS.items()}
            if scalar in _NUMBERS:
                whole |= {"sum": field("sum", float, _SUMS["sum"])}
                whole |= {"average": field("average", float | None, _SUMS["average"])}
            self._measures[name] = fill(empty(name), whole, "What the values of a property come to.")
        return field(each.field, self._measures[name], each.sentence)


_GROUPS = "Groups of rows that are alike, the largest first."


def groupable(node: NodeType) -> list[Property]:
    """The properties that rows may be grouped by."""
    return [
        each
        for each in node.properties
        if not each.many and each.name != "id" and each.value.scalar not in {"Float", "DateTime"}
    ]


def _arguments(node: NodeType) -> list[Any]:
    names = [each.field for each in groupable(node)]
    grouping = Enum(f"{node.name}Grouping", {name: name for name in names})  # type: ignore[misc]  # made of the model
    made = strawberry.enum(grouping, description="What rows may be grouped by.")
    return [
        argument("by", list[made], "What the rows of a group have in common."),  # type: ignore[valid-type]  # an enumeration made here
        argument("first", int | None, "How many groups at most.", FIRST),
    ]


def _plain(each: Property) -> Any:
    return annotation(each.value.scalar, each.choices, many=False, optional=False)
