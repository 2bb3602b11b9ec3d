"""Functions that turn rows of lists into the response, made once a document; rows follow its order.

Each takes a value and the statement's parameters. A null where the model promises a value raises Missing.
"""

from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import Any

from graph.reading import cursors

Values = Mapping[str, Any]
Shaper = Callable[[Any, Values], Any]


class Missing(Exception):
    """A record lacks what its type promises; `path` leads to it."""

    def __init__(self, *path: str | int) -> None:
        """Begin at the place itself."""
        super().__init__("A record lacks a value that its type promises.")
        self.path = list(path)

    def under(self, step: str | int) -> "Missing":
        """The same, seen from one level above."""
        self.path.insert(0, step)
        return self


def record(
    keys: Sequence[str],
    indexes: Sequence[int],
    nested: Mapping[str, Shaper],
    required: frozenset[str],
) -> Shaper:
    """Shape one row: its columns by response key, those with a shape of their own shaped further."""
    pick = _picker(indexes)
    inner = tuple(nested.items())

    def shape(row: Any, values: Values) -> dict[str, Any]:
        found = dict(zip(keys, pick(row), strict=True))
        if None in row:
            _check(found, required)
        for key, shaper in inner:
            try:
                found[key] = shaper(found[key], values)
            except Missing as error:
                raise error.under(key) from None
        return found

    return shape


def branched(branches: Mapping[str, Shaper]) -> Shaper:
    """Shape a row by the type that its first column names."""
    return lambda row, values: branches[row[0]](row, values)


def every(item: Shaper) -> Shaper:
    """Shape each row of a list."""

    def shape(rows: Any, values: Values) -> list[Any]:
        try:
            return [item(row, values) for row in rows]
        except Missing:
            return [_placed(item, row, values, index) for index, row in enumerate(rows)]

    return shape


def first(item: Shaper) -> Shaper:
    """Shape the only row of a list, or null."""
    return lambda rows, values: item(rows[0], values) if rows else None


def present(item: Shaper) -> Shaper:
    """Shape a row unless its first column, an id, is null."""
    return lambda row, values: None if row[0] is None else item(row, values)


def cursor(position: Any, _: Values) -> str:
    """Shape a position."""
    return cursors.encode(position)


def _picker(indexes: Sequence[int]) -> Callable[[Any], Sequence[Any]]:
    if tuple(indexes) == tuple(range(len(indexes))):
        return lambda row: row if len(row) == len(indexes) else row[: len(indexes)]
    if len(indexes) == 1:
        return lambda row: (row[indexes[0]],)
    return itemgetter(*indexes)


def _check(found: Mapping[str, Any], required: frozenset[str]) -> None:
    for key, value in found.items():
        if value is None and key in required:
            raise Missing(key)


def _placed(item: Shaper, row: Any, values: Values, index: int) -> Any:
    try:
        return item(row, values)
    except Missing as error:
        raise error.under(index) from None
