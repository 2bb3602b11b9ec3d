"""Filters, orders and pages as plain Python over plain rows: what the compiler is compared with."""

import base64
import json
import re
from collections.abc import Callable, Sequence
from functools import cmp_to_key
from typing import Any

from schema.registry import Link, Property
from schema.subjects import MODEL

Raw = dict[str, Any]
Row = dict[str, Any]
"""`raw` and `labels` of a node, `said` of the relationship that led to it."""
Follow = Callable[[str, Link], list[Row]]
"""The rows behind a link of the node of an id."""

_TESTS: dict[str, Callable[[Any, Any], bool]] = {
    "eq": lambda value, wanted: value == wanted,
    "in": lambda value, wanted: value in wanted,
    "lt": lambda value, wanted: value < wanted,
    "lte": lambda value, wanted: value <= wanted,
    "gt": lambda value, wanted: value > wanted,
    "gte": lambda value, wanted: value >= wanted,
    "contains": lambda value, wanted: wanted in value,
    "startsWith": lambda value, wanted: value.startswith(wanted),
    "endsWith": lambda value, wanted: value.endswith(wanted),
    "has": lambda value, wanted: wanted in value,
    "hasAny": lambda value, wanted: any(each in value for each in wanted),
}


_QUANTIFIERS: dict[str, Callable[[list[bool]], bool]] = {
    "some": any,
    "all": all,
    "none": lambda told: not any(told),
}


def shown(value: Any) -> Any:
    """Dates as text."""
    if not hasattr(value, "iso_format"):
        return value
    text = value.iso_format()
    return re.sub(r"\.0+\+00:00$", "Z", text) if "T" in text else text


def satisfies(row: Row, kind: str | Link, where: Raw | None, follow: Follow) -> bool:
    """Whether a row is what a `where` asks for."""
    return all(_holds(row, kind, key, value, follow) for key, value in (where or {}).items())


def _holds(row: Row, kind: str | Link, key: str, value: Any, follow: Follow) -> bool:
    match key:
        case "and" | "or":
            join = all if key == "and" else any
            return join(satisfies(row, kind, each, follow) for each in value)
        case "not":
            return not satisfies(row, kind, value, follow)
        case "is":
            return bool(set(value) & set(row["labels"]))
        case "node" if isinstance(kind, Link):
            return satisfies(row, kind.other, value, follow)
    properties = kind.edge.properties if isinstance(kind, Link) else MODEL.nodes[kind].properties
    if named := [each for each in properties if each.field == key]:
        return _tested(named[0], row["said" if isinstance(kind, Link) else "raw"], value)
    assert isinstance(kind, str)
    (link,) = (each for each in MODEL.links(kind) if each.field == key)
    rows = follow(row["raw"]["id"], link)
    told = {name: [satisfies(each, link, inner, follow) for each in rows] for name, inner in value.items()}
    return all(_QUANTIFIERS[name](each) for name, each in told.items())


def _tested(each: Property, raw: Raw, tests: Raw) -> bool:
    value = shown(raw.get(each.name))
    for operator, wanted in tests.items():
        if operator == "isNull":
            passed = (value is None) == wanted
        elif operator == "isEmpty":
            passed = (not value) == wanted
        else:
            passed = value is not None and _TESTS[operator](value, wanted)
        if not passed:
            return False
    return True


def _named(properties: Sequence[Property], field: str) -> Property:
    return next(each for each in properties if each.field == field)


def page(
    rows: list[Row], kind: str | Link, base: list[tuple[str, bool]], given: Raw
) -> tuple[list[Row], Raw, Callable[[Row], str]]:
    """The rows of a page in order, where it stands, and what makes a row's cursor.

    `base` are the properties that tell rows apart, and whether each is the relationship's.
    """
    keys = [_key(kind, each) for each in given.get("orderBy") or ()]
    keys += [(name, said, False) for name, said in base if (name, said) not in [each[:2] for each in keys]]

    def position(row: Row) -> list[Any]:
        return [shown((row["said"] if said else row["raw"]).get(name)) for name, said, _ in keys]

    def compared(one: list[Any], other: list[Any]) -> int:
        for (_, _, down), a, b in zip(keys, one, other, strict=True):
            if a != b:
                if a is None or b is None:
                    return 1 if a is None else -1
                return (1 if a > b else -1) * (-1 if down else 1)
        return 0

    ordered = sorted(rows, key=lambda row: cmp_to_key(compared)(position(row)))
    backward = given.get("last") is not None or given.get("before") is not None
    if backward:
        ordered.reverse()
    cursor = given.get("before" if backward else "after")
    begun = json.loads(base64.urlsafe_b64decode(cursor)) if cursor else None
    way = -1 if backward else 1
    rest = [row for row in ordered if begun is None or compared(position(row), begun) * way > 0]
    first = given.get("first")
    size = given["last"] if given.get("last") is not None else 20 if first is None else first
    cut = rest[:size]
    more, behind = len(rest) > len(cut), begun is not None
    info = {"hasNextPage": behind if backward else more, "hasPreviousPage": more if backward else behind}
    return cut[::-1] if backward else cut, info, lambda row: mark(position(row))


def _key(kind: str | Link, given: Raw) -> tuple[str, bool, bool]:
    ((field, way),) = given.items()
    if isinstance(kind, Link) and field == "node":
        return _key(kind.other, way)
    properties = kind.edge.properties if isinstance(kind, Link) else MODEL.nodes[kind].properties
    return _named(properties, field).name, isinstance(kind, Link), way == "DESC"


def mark(position: list[Any]) -> str:
    """The cursor of a position."""
    text = json.dumps(position, separators=(",", ":"), ensure_ascii=False)
    return base64.urlsafe_b64encode(text.encode()).decode()


def measures(rows: list[Raw], label: str) -> Raw:
    """What rows of a label come to: how many there are, and the measures of each property."""
    found: Raw = {"count": len(rows)}
    for each in MODEL.nodes[label].properties:
        if not each.many:
            found[each.field] = _measured([shown(v) for row in rows if (v := row.get(each.name)) is not None])
    return found


def _measured(values: list[Any]) -> Raw:
    told: Raw = {"count": len(values), "distinct": len(set(values))}
    told |= {"minimum": min(values, default=None), "maximum": max(values, default=None)}
    if all(isinstance(value, int | float) for value in values):
        told |= {"sum": float(sum(values)), "average": sum(values) / len(values) if values else None}
    return told


def groups(rows: list[Raw], label: str, by: list[str], first: int | None = None) -> list[Raw]:
    """The groups of rows that are alike in the fields, the largest first, then in the order of keys."""
    names = [_named(MODEL.nodes[label].properties, field).name for field in dict.fromkeys(by)]
    found: dict[tuple[Any, ...], list[Raw]] = {}
    for row in rows:
        found.setdefault(tuple(shown(row.get(name)) for name in names), []).append(row)
    fields = [each.field for each in MODEL.nodes[label].properties]
    ordered = sorted(
        found.items(), key=lambda item: (-len(item[1]), [(value is None, value or 0) for value in item[0]])
    )
    return [
        {
            "key": dict.fromkeys(fields) | dict(zip(dict.fromkeys(by), key, strict=True)),
            **measures(members, label),
        }
        for key, members in ordered[: 100 if first is None else first]
    ]
