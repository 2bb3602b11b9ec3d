"""The order of a page: how its rows are sorted, and which of them stand beyond a position."""

from collections.abc import Sequence

import msgspec

from graph.reading.tree import Key, Order, order_parameters
from schema.values import Mark


class Term(msgspec.Struct, frozen=True):
    """One expression that rows are ordered by; what is null stands last, whatever the direction."""

    text: str
    descending: bool
    optional: bool


def terms(order: Order, node: str, edge: str | None) -> tuple[Term, ...]:
    """The expressions of an order's keys."""
    return tuple(
        Term(f"{edge if key.edge else node}.{key.property.name}", key.descending, _optional(key))
        for key in order.keys
    )


def sorting(keys: Sequence[Term], *, backward: bool) -> str:
    """What stands behind ORDER BY; Cypher itself takes null for the largest."""
    return ", ".join(_sorting(key, backward=backward) for key in keys)


def beyond(keys: Sequence[Term], order: Order, site: int) -> str:
    """The predicate of the rows that come after the page's position, or before it when it goes backward."""
    if order.position is None:
        return ""
    names = [f"${name}" for name in order_parameters(site, len(keys))]
    return _beyond(list(zip(keys, names, order.position, strict=True)), backward=order.backward)


def within(keys: Sequence[Term], order: Order, site: int, *, null: bool) -> str:
    """`beyond` for rows that are known to have the first key, or known to lack it."""
    (first, *rest), position = keys, order.position
    if position is None:
        return ""
    names = [f"${name}" for name in order_parameters(site, len(keys))]
    if position[0] != null:
        return "" if null is not order.backward else "false"
    if null:
        return _beyond(list(zip(rest, names[1:], position[1:], strict=True)), backward=order.backward)
    present = Term(first.text, first.descending, optional=False)
    return _beyond(list(zip([present, *rest], names, position, strict=True)), backward=order.backward)


def _optional(key: Key) -> bool:
    return key.property.optional and Mark.KEY not in key.property.marks


def _sorting(key: Term, *, backward: bool) -> str:
    way = " DESC" if key.descending != backward else ""
    if not key.optional or not key.descending:
        return f"{key.text}{way}"
    return f"{key.text} IS NULL{' DESC' if backward else ''}, {key.text}{way}"


def _beyond(parts: list[tuple[Term, str, bool]], *, backward: bool) -> str:
    (key, name, null), *rest = parts
    deeper = f" AND {_beyond(rest, backward=backward)}" if rest else ""
    if null:
        same = f"{key.text} IS NULL{deeper}" if rest else "false"
        return f"({key.text} IS NOT NULL OR ({same}))" if backward else f"({same})"
    sign = "<" if key.descending != backward else ">"
    cases = [f"{key.text} {sign} {name}"]
    if rest:
        cases.append(f"({key.text} = {name}{deeper})")
    if key.optional and not backward:
        cases.append(f"{key.text} IS NULL")
    whole = f"({' OR '.join(cases)})" if len(cases) > 1 else cases[0]
    return whole if key.optional or not rest else f"{key.text} {sign}= {name} AND {whole}"
