"""One operation as one statement: a column for each root field, in the document's order."""

from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from graph.reading import shaping, sources
from graph.reading.answers import asked
from graph.reading.pages import Piece, page, row
from graph.reading.shaping import Missing, Values
from graph.reading.sources import Spot
from graph.reading.tree import Asked, Constant, Listing, Root, Single, parameter


class Fault(msgspec.Struct, frozen=True):
    """A root field that has no value: a record breaks the model, or the argument `name` is not one node each.

    `found` is then what its finder came to.
    """

    path: tuple[str | int, ...]
    name: str | None = None
    found: tuple[Any, ...] = ()


class Outcome(msgspec.Struct):
    """The response's data and what is wrong with it."""

    data: dict[str, Any]
    faults: list[Fault]


class Statement(msgspec.Struct, frozen=True):
    """A text that reads everything an operation asks for, and the function that shapes its one record."""

    text: str
    shape: Callable[[Sequence[Any], Values], Outcome]


def compiled(roots: Sequence[Root]) -> Statement:
    """The statement of an operation's root fields."""
    pieces = [_root(root) for root in roots]
    texts = [f"{piece.text} AS c{index}" for index, piece in enumerate(pieces)]
    makers = [_maker(root, piece) for root, piece in zip(roots, pieces, strict=True)]

    def shape(record: Sequence[Any], values: Values) -> Outcome:
        outcome = Outcome({}, [])
        for root, maker, value in zip(roots, makers, record, strict=True):
            try:
                outcome.data[root.key] = maker(value, values, outcome.faults)
            except Missing as error:
                outcome.data[root.key] = None
                outcome.faults.append(Fault((root.key, *error.path)))
        return outcome

    return Statement(f"RETURN {', '.join(texts)}", shape)


_Maker = Callable[[Any, Values, list[Fault]], Any]


def _root(root: Root) -> Piece:
    match root:
        case Constant():
            return Piece(f"'{root.text}'")
        case Single():
            spot = Spot("n0", 0, _day(root.site, dated=root.dated))
            inner = row(root.shape, spot)
            found = f"MATCH (n0:{root.label} {{id: ${parameter(root.site, 'id')}}})"
            return Piece(f"COLLECT {{ {found} RETURN {inner.text} }}", shaping.first(inner.shape or _same))
        case Listing():
            spot = Spot("n0", 0, _day(root.page.site, dated=root.dated))
            return page(root.page, sources.of_label(root.label, spot))
        case Asked():
            return asked(root)


def _maker(root: Root, piece: Piece) -> _Maker:
    shape = piece.shape or _same
    if not isinstance(root, Asked):
        return lambda value, values, _faults: shape(value, values)

    def answered(value: Any, values: Values, faults: list[Fault]) -> Any:
        ((found, rows),) = value
        wrong = [
            Fault((root.key,), finder.name, tuple(candidates))
            for finder, (one, candidates) in zip(root.finders, found, strict=True)
            if not one and values[parameter(root.site, finder.name)] is not None
        ]
        faults += wrong
        return None if wrong else shape(rows, values)

    return answered


def _day(site: int, *, dated: bool) -> str | None:
    return parameter(site, "day") if dated else None


def _same(value: Any, _: Values) -> Any:
    return value
