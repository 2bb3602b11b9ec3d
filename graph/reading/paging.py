"""The response of a page: its parts in the order asked for, and whether more follows."""

from collections.abc import Callable, Sequence
from typing import Any

from graph.reading import cursors, shaping
from graph.reading.shaping import Missing, Shaper, Values
from graph.reading.tree import Aggregate, Constant, EdgeRows, Info, NodeRows, Page, Part, Total, parameter

_Rows = list[Any]
_Maker = Callable[[_Rows, "_Place"], Any]


class _Place:
    """What a page knows besides its rows."""

    __slots__ = ("more", "sums", "total", "values")

    def __init__(self, more: bool, total: Any, sums: _Rows, values: Values) -> None:
        self.more, self.total, self.sums, self.values = more, total, sums, values


def shaper(page: Page, items: Sequence[Shaper | None], columns: int, sums: Sequence[Shaper] = ()) -> Shaper:
    """Shape the value of a page, whose rows hold the given number of columns, its items' first.

    The value is what was read of it, in this order: its rows, their total, what they come to; alone or as a
    list.
    """
    counted = any(isinstance(part, Total) for part in page.parts)
    fetched = columns > 0 or page.ahead
    alone = fetched + counted + len(sums) == 1
    limit = parameter(page.site, "first")
    makers = _makers(page, items, columns, sums)

    def shape(value: Any, values: Values) -> dict[str, Any]:
        found = iter([value] if alone else value)
        rows = next(found) if fetched else []
        total = next(found) if counted else None
        more = page.ahead and len(rows) >= values[limit]
        place = _Place(more, total, list(found), values)
        kept = rows[:-1] if more and rows else rows
        return _parts(makers, kept[::-1] if page.order.backward else kept, place)

    return shape


def _parts(makers: Sequence[tuple[str, _Maker]], rows: _Rows, place: _Place) -> dict[str, Any]:
    made = {}
    for key, maker in makers:
        try:
            made[key] = maker(rows, place)
        except Missing as error:
            raise error.under(key) from None
    return made


def _makers(
    page: Page, items: Sequence[Shaper | None], columns: int, sums: Sequence[Shaper]
) -> list[tuple[str, _Maker]]:
    makers = []
    position = at = 0
    for part in page.parts:
        if isinstance(part, NodeRows | EdgeRows):
            makers.append((part.key, _listed(items[position], position, columns)))
            position += 1
        elif isinstance(part, Aggregate):
            makers.append((part.key, _summed(sums[at], at)))
            at += 1
        else:
            makers.append((part.key, _maker(part, page, columns)))
    return makers


def _summed(shape: Shaper, at: int) -> _Maker:
    return lambda _rows, place: shape(place.sums[at], place.values)


def _maker(part: Part, page: Page, columns: int) -> _Maker:
    match part:
        case Constant():
            text = part.text
            return lambda _rows, _place: text
        case Total():
            return lambda _rows, place: place.total
        case Info():
            return _info(part, page, columns)
    raise AssertionError(part)


def _listed(item: Shaper | None, position: int, columns: int) -> _Maker:
    each = shaping.every(item or (lambda row, _: row))
    if columns == 1:
        return lambda rows, place: each(rows, place.values)
    return lambda rows, place: each([row[position] for row in rows], place.values)


def _info(part: Info, page: Page, columns: int) -> _Maker:
    fields = [_info_field(each, page, columns) for each in part.fields]
    return lambda rows, place: {key: field(rows, place) for key, field in fields}


def _info_field(each: Constant | tuple[str, str], page: Page, columns: int) -> tuple[str, _Maker]:
    if isinstance(each, Constant):
        return each.key, _maker(each, page, columns)
    key, name = each
    begun = page.order.position is not None
    names = ("hasNextPage", "hasPreviousPage")
    ahead, behind = reversed(names) if page.order.backward else names
    ways: dict[str, _Maker] = {
        ahead: lambda _rows, place: place.more,
        behind: lambda _rows, _place: begun,
        "startCursor": lambda rows, _place: _mark(rows[0], columns) if rows else None,
        "endCursor": lambda rows, _place: _mark(rows[-1], columns) if rows else None,
    }
    return key, ways[name]


def _mark(row: Any, columns: int) -> str:
    return cursors.encode(row if columns == 1 else row[-1])
