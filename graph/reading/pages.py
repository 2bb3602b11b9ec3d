"""A node and the pages around it, compiled: an expression of lists, and what shapes its value."""

from collections.abc import Sequence

import msgspec

from graph.reading import paging, shaping, sources
from graph.reading.aggregates import aggregate
from graph.reading.filters import either
from graph.reading.shaping import Shaper
from graph.reading.sources import Source, Spot
from graph.reading.tree import (
    Aggregate,
    Branch,
    Constant,
    Cursor,
    EdgeRows,
    Field,
    Leaf,
    NodeRows,
    Page,
    Shape,
    Target,
    Total,
    Typename,
    Walk,
)

_KIND = ("kind",)
_ID = ("leaf", "id")


class Piece(msgspec.Struct, frozen=True):
    """An expression and what makes the response of its value."""

    text: str
    shape: Shaper | None = None


def row(shape: Shape, spot: Spot, *, optional: bool = False) -> Piece:
    """A node as a list of its columns; where its type decides what is read, the type comes first."""
    several = len(shape.branches) > 1
    table: dict[tuple[str, ...], Piece] = (
        {_KIND: Piece(sources.kind(spot.node, shape.labels))} if several else {}
    )
    if optional and not several:
        table[_ID] = Piece(f"{spot.node}.id")
    for branch in shape.branches:
        for field in branch.fields:
            key = _identity(field, several=several)
            if key not in table:
                table[key] = _piece(field, shape, spot, _guard(shape, key) if several else ())
    places = {key: index for index, key in enumerate(table)}
    shapers = [_record(branch, table, places, several=several) for branch in shape.branches]
    whole = shapers[0] if not several else _by_type(shape, shapers)
    text = f"[{', '.join(piece.text for piece in table.values())}]"
    return Piece(text, shaping.present(whole) if optional else whole)


def page(wanted: Page, source: Source) -> Piece:
    """A page: a list of rows, or a number, or a list of the two."""
    items = [_item(part, source) for part in wanted.parts if isinstance(part, NodeRows | EdgeRows)]
    columns = [item.text for item in items] + ([source.position] if wanted.marked else [])
    texts = []
    if columns or wanted.ahead:
        item = columns[0] if len(columns) == 1 else f"[{', '.join(columns)}]"
        texts.append(source.rows(wanted.site, item))
    if any(isinstance(part, Total) for part in wanted.parts):
        texts.append(source.total())
    sums = [aggregate(part, source) for part in wanted.parts if isinstance(part, Aggregate)]
    texts += [text for text, _ in sums]
    text = texts[0] if len(texts) == 1 else f"[{', '.join(texts)}]"
    shapes = [item.shape for item in items]
    return Piece(text, paging.shaper(wanted, shapes, len(columns), [shape for _, shape in sums]))


def _identity(field: Field, *, several: bool) -> tuple[str, ...]:
    match field:
        case Leaf():
            return ("leaf", field.property.name)
        case Walk():
            return ("walk", str(field.page.site))
        case Constant() if not several:
            return ("constant", field.text)
        case _:
            return _KIND


def _guard(shape: Shape, key: tuple[str, ...]) -> tuple[str, ...]:
    holders = [b for b in shape.branches if any(_identity(f, several=True) == key for f in b.fields)]
    if len(holders) == len(shape.branches):
        return ()
    return tuple(label for branch in holders for label in branch.labels)


def _piece(field: Field, shape: Shape, spot: Spot, guard: tuple[str, ...]) -> Piece:
    match field:
        case Leaf():
            text = sources.value(spot.node, field.property)
            return Piece(f"CASE WHEN {either(spot.node, guard)} THEN {text} END" if guard else text)
        case Walk():
            return page(field.page, sources.of_link(field.link, field.page, spot, guard))
        case Constant():
            return Piece(f"'{field.text}'")
        case Typename():
            return Piece(sources.kind(spot.node, shape.labels))


def _record(
    branch: Branch,
    table: dict[tuple[str, ...], Piece],
    places: dict[tuple[str, ...], int],
    *,
    several: bool,
) -> Shaper:
    keys = [_identity(field, several=several) for field in branch.fields]
    nested = {f.key: s for f, key in zip(branch.fields, keys, strict=True) if (s := table[key].shape)}
    return shaping.record(
        [field.key for field in branch.fields],
        [places[key] for key in keys],
        nested,
        frozenset(f.key for f in branch.fields if isinstance(f, Leaf) and not f.property.optional),
    )


def _by_type(shape: Shape, shapers: Sequence[Shaper]) -> Shaper:
    pairs = zip(shape.branches, shapers, strict=True)
    return shaping.branched({label: shaper for branch, shaper in pairs for label in branch.labels})


def _item(part: NodeRows | EdgeRows, source: Source) -> Piece:
    if isinstance(part, NodeRows):
        return row(part.shape, source.spot)
    pieces = [_cell(field, source) for field in part.fields]
    shape = shaping.record(
        [field.key for field in part.fields],
        range(len(pieces)),
        {f.key: piece.shape for f, piece in zip(part.fields, pieces, strict=True) if piece.shape},
        frozenset(f.key for f in part.fields if isinstance(f, Leaf) and not f.property.optional),
    )
    return Piece(f"[{', '.join(piece.text for piece in pieces)}]", shape)


def _cell(field: Constant | Cursor | Target | Leaf, source: Source) -> Piece:
    match field:
        case Constant():
            return Piece(f"'{field.text}'")
        case Cursor():
            return Piece(source.position, shaping.cursor)
        case Target():
            return row(field.shape, source.spot)
        case Leaf():
            return Piece(sources.value(source.edge or "", field.property))
