"""What `where` and `orderBy` were given, read as criteria and orders; their values become parameters."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any

from api.errors import SizeError
from api.filters import SortDirection
from api.names import Names, said
from graph.reading import cursors
from graph.reading.tree import (
    Criterion,
    Every,
    Key,
    Kind,
    Linked,
    Not,
    Order,
    Quantifier,
    Some,
    Test,
    parameter,
)
from schema.errors import InvalidQuestion
from schema.registry import Link

Given = Mapping[str, Any]
_LONGEST = 1_000
_DEEPEST = 5
_TYPES: dict[str, type | tuple[type, ...]] = {"Int": int, "Float": (int, float), "Boolean": bool}


class Reading:
    """One `where`, read: its criterion, and the values of its tests by the names of their parameters."""

    def __init__(self, names: Names, kind: str | Link, given: Given, site: int, most: int) -> None:
        """Read what must hold of nodes of a label, or of the rows behind a link; `most` tests at most."""
        self._names, self._site, self._most = names, site, most
        self.values: dict[str, Any] = {}
        self.links = 0
        self.criterion: Criterion = self._of(kind, given, 0)

    def _of(self, kind: str | Link, given: Given, depth: int) -> Criterion:
        return _whole([part for key, value in given.items() for part in self._parts(kind, key, value, depth)])

    def _parts(self, kind: str | Link, key: str, value: Any, depth: int) -> Iterator[Criterion]:
        if value is None:
            raise InvalidQuestion(f"where: `{key}` is null.", "Leave it out, or test `isNull`.")
        match key:
            case "and":
                yield from (self._of(kind, each, depth) for each in value)
            case "or":
                yield Some(tuple(self._of(kind, each, depth) for each in value))
            case "not":
                yield Not(self._of(kind, value, depth))
            case "node" if isinstance(kind, Link):
                yield self._of(kind.other, value, depth)
            case "is" if not isinstance(kind, Link):
                yield Kind(tuple(dict.fromkeys(each.value for each in value)))
            case _ if isinstance(kind, Link):
                yield from self._tests(said(kind)[key], value, edge=True)
            case _ if key in self._names.properties[kind]:
                yield from self._tests(self._names.properties[kind][key], value, edge=False)
            case _:
                yield from self._linked(self._names.links[kind][key], value, depth)

    def _tests(self, each: Any, given: Given, *, edge: bool) -> Iterator[Criterion]:
        for operator, value in given.items():
            if value is None:
                raise InvalidQuestion(f"where: `{each.field}` is compared with null.", "Test `isNull`.")
            if isinstance(value, list) and len(value) > _LONGEST:
                raise SizeError(f"where: `{each.field}` lists more than {_LONGEST:,} values.", "Ask twice.")
            name = parameter(self._site, f"w{len(self.values)}")
            self.values[name] = _plain(value)
            if len(self.values) > self._most:
                raise SizeError(f"where: there are more than {self._most} tests.", "Ask in several requests.")
            yield Test(each, edge, operator, name)

    def _linked(self, link: Link, given: Given, depth: int) -> Iterator[Criterion]:
        if depth == _DEEPEST:
            raise SizeError(f"where: it follows more than {_DEEPEST} links on end.", "Ask in two requests.")
        for quantifier, inner in given.items():
            self.links += 1
            if inner is None:
                raise InvalidQuestion(
                    f"where: `{link.field}` asks for {quantifier} of null.", "Leave it out."
                )
            yield Linked(link, Quantifier(quantifier), self._of(link, inner, depth + 1))


def order(names: Names, kind: str | Link, given: Given, base: Sequence[Key]) -> Order:
    """The order of a page; `base` are the keys that tell its rows apart, which come last."""
    backward = given.get("last") is not None or given.get("before") is not None
    keys = [_key(names, kind, each) for each in given.get("orderBy") or ()]
    known = {(key.property.name, key.edge) for key in keys}
    if len(known) < len(keys):
        raise InvalidQuestion("orderBy: a property stands twice.", "Name each once.")
    keys += [key for key in base if (key.property.name, key.edge) not in known]
    cursor = given.get("before" if backward else "after")
    if given.get("after" if backward else "before") is not None:
        raise InvalidQuestion("A page goes one way.", "Use `first` with `after`, or `last` with `before`.")
    position = None if cursor is None else tuple(each is None for each in cursors.decode(cursor, len(keys)))
    return Order(tuple(keys), position, backward)


def position(made: Order, given: Given) -> list[Any]:
    """The values of the position at which a page begins, none when it begins at an end."""
    cursor = given.get("before" if made.backward else "after")
    if cursor is None:
        return []
    return [
        _typed(key, each) for key, each in zip(made.keys, cursors.decode(cursor, len(made.keys)), strict=True)
    ]


def _key(names: Names, kind: str | Link, given: Given) -> Key:
    ((field, value),) = given.items()
    if field == "node" and isinstance(kind, Link):
        ((field, way),) = value.items()
        return Key(names.properties[kind.other][field], edge=False, descending=way is SortDirection.DESC)
    known = said(kind) if isinstance(kind, Link) else names.properties[kind]
    return Key(known[field], edge=isinstance(kind, Link), descending=value is SortDirection.DESC)


def _whole(parts: Sequence[Criterion]) -> Criterion:
    return parts[0] if len(parts) == 1 else Every(tuple(parts))


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return value.value if isinstance(value, StrEnum) else value


def _typed(key: Key, value: Any) -> Any:
    """A part of a position as its property holds it; a cursor of another list holds something else."""
    scalar = key.property.value.scalar
    try:
        if value is None:
            return None
        if scalar == "Date":
            return datetime.date.fromisoformat(value)
        if scalar == "DateTime":
            return datetime.datetime.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise cursors.foreign() from error
    if not isinstance(value, _TYPES.get(scalar, str)):
        raise cursors.foreign()
    return value
