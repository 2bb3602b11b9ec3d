"""One operation as one statement: a column for each root field, in the document's order."""

from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from graph.reading import shaping, sources
from graph.reading.answers import asked, found
from graph.reading.pages import Piece, page, row
from graph.reading.shaping import Missing, Values
from graph.reading.sources import Spot
from graph.reading.tree import Alone, Asked, Constant, Group, Listing, Root, Single, parameter


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
    places = [place for root in roots for place in _placed(root)]
    pieces = [_root(root) for _, root in places]
    texts = [f"{piece.text} AS c{index}" for index, piece in enumerate(pieces)]
    makers = [_maker(path, root, piece) for (path, root), piece in zip(places, pieces, strict=True)]

    def shape(record: Sequence[Any], values: Values) -> Outcome:
        outcome = Outcome({root.key: {} for root in roots}, [])
        for (path, _), maker, value in zip(places, makers, record, strict=True):
            *above, key = path
            holder = outcome.data[above[0]] if above else outcome.data
            try:
                holder[key] = maker(value, values, outcome.faults)
            except Missing as error:
                holder[key] = None
                outcome.faults.append(Fault((*path, *error.path)))
        return outcome

    return Statement(f"RETURN {', '.join(texts)}", shape)


def _placed(root: Root) -> list[tuple[tuple[str, ...], Alone]]:
    """A root field with its path, or those that it holds with theirs."""
    if isinstance(root, Group):
        return [((root.key, each.key), each) for each in root.roots]
    return [((root.key,), root)]


def _identified(root: Single) -> Piece:
    inner = row(root.shape, Spot("n0", 0, _day(root.site, dated=root.dated)))
    match = f"MATCH (n0:{root.label} {{id: ${parameter(root.site, 'id')}}})"
    return Piece(f"COLLECT {{ {match} RETURN {inner.text} }}", shaping.first(inner.shape or _same))


_Maker = Callable[[Any, Values, list[Fault]], Any]


def _root(root: Alone) -> Piece:
    match root:
        case Constant():
            return Piece(f"'{root.text}'")
        case Single():
            return found(root) if root.finders else _identified(root)
        case Listing():
            spot = Spot("n0", 0, _day(root.page.site, dated=root.dated))
            return page(root.page, sources.of_label(root.label, root.page, spot))
        case Asked():
            return asked(root)


def _maker(path: tuple[str, ...], root: Alone, piece: Piece) -> _Maker:
    shape = piece.shape or _same
    if not isinstance(root, Asked | Single) or (isinstance(root, Single) and not root.finders):
        return lambda value, values, _faults: shape(value, values)
    given = parameter(root.site, "given")

    def answered(value: Any, values: Values, faults: list[Fault]) -> Any:
        ((matched, rows),) = value
        wrong = [
            Fault(path, finder.name, tuple(candidates))
            for finder, (one, candidates) in zip(root.finders, matched, strict=True)
            if not one and values[given][finder.name] is not None
        ]
        faults += wrong
        return None if wrong else shape(rows, values)

    return answered


def _day(site: int, *, dated: bool) -> str | None:
    return parameter(site, "day") if dated else None


def _same(value: Any, _: Values) -> Any:
    return value
