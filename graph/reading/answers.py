"""A question's rows, compiled: its own text inside, the columns that were asked for outside."""

import re
from collections.abc import Sequence
from typing import Any

from graph.reading import shaping
from graph.reading.pages import Piece, row
from graph.reading.sources import Spot
from graph.reading.tree import (
    Answered,
    Asked,
    Beside,
    Column,
    Constant,
    Named,
    Nested,
    Plain,
    Single,
    Total,
    parameter,
)


def asked(root: Asked) -> Piece:
    """One row: for each finder whether it found one node and what it found; then the answer."""
    finders = "".join(f"CALL () {{ {_own(each.text, root)} }} " for each in root.finders)
    names = [each.name for each in root.finders]
    found = ", ".join(f"[{name} IS NOT NULL, {name}_found]" for name in names)
    answer = _several(root) if root.parts else _one(root)
    return Piece(f"COLLECT {{ {finders}RETURN [[{found}], {answer.text}] }}", answer.shape)


def found(root: Single) -> Piece:
    """One row as of a question: whether its finder found one node and what it found; then the node."""
    (finder,) = root.finders
    day = parameter(root.site, "day") if root.dated else None
    inner = row(root.shape, Spot("n0", 0, day))
    text = (
        f"COLLECT {{ CALL () {{ {_given(finder.text, root.site, [finder.name])} }} "
        f"RETURN [[[{finder.name} IS NOT NULL, {finder.name}_found]], "
        f"COLLECT {{ WITH {finder.name} AS n0 WHERE n0 IS NOT NULL RETURN {inner.text} }}] }}"
    )
    return Piece(text, shaping.first(inner.shape or _same))


def _one(root: Asked) -> Piece:
    cells = [_cell(column, _Around("", 0, root)) for column in root.columns]
    rows = (
        f"COLLECT {{ CALL ({_names(root)}) {{ {_own(root.text, root)} }} "
        f"WITH * LIMIT ${parameter(root.site, 'first')} RETURN {_list(cells)} }}"
    )
    return Piece(rows, shaping.first(_record(root.columns, cells)))


def _several(root: Asked) -> Piece:
    """The parts of an answer of many rows, which are found once where they are also counted."""
    counted = any(isinstance(part, Total) for part in root.parts)
    pieces = [_part(part, root, counted=counted) for part in root.parts]
    nested = {part.key: piece.shape for part, piece in zip(root.parts, pieces, strict=True) if piece.shape}
    shape = shaping.record([part.key for part in root.parts], range(len(pieces)), nested, frozenset())
    if not counted:
        return Piece(f"[{_list(pieces)}]", shaping.first(shape))
    columns = ", ".join(f"{name}: {name}" for name in root.names)
    text = (
        f"COLLECT {{ CALL ({_names(root)}) {{ CALL ({_names(root)}) {{ {_own(root.text, root)} }} "
        f"RETURN collect({{{columns}}}) AS every }} RETURN {_list(pieces)} }}"
    )
    return Piece(text, shaping.first(shape))


def _part(part: Constant | Total | Answered | Beside, root: Asked, *, counted: bool) -> Piece:
    match part:
        case Constant():
            return Piece(f"'{part.text}'")
        case Total():
            return Piece("size(every)")
        case Beside():
            return _beside(part, root)
        case Answered():
            return _rows(part, root, counted=counted)


def _rows(part: Answered, root: Asked, *, counted: bool) -> Piece:
    first = f"${parameter(root.site, 'first')}"
    cells = [_cell(column, _Around("x0." if counted else "", 0, root)) for column in part.columns]
    text = (
        f"COLLECT {{ UNWIND every[..{first}] AS x0 RETURN {_list(cells)} }}"
        if counted
        else f"COLLECT {{ CALL ({_names(root)}) {{ {_own(root.text, root)} }} "
        f"WITH * LIMIT {first} RETURN {_list(cells)} }}"
    )
    return Piece(text, shaping.every(_record(part.columns, cells)))


def _names(root: Asked) -> str:
    return ", ".join(each.name for each in root.finders)


class _Around:
    """Where columns are read: before a name stands nothing or the map that holds it."""

    def __init__(self, prefix: str, depth: int, root: Asked) -> None:
        self.prefix, self.depth, self.root = prefix, depth, root
        self.day = parameter(root.site, "day") if root.dated else None

    def name(self, column: str) -> str:
        return self.prefix + column


def _own(text: str, root: Asked) -> str:
    """The text with its parameters read off the map of its site, so that one question may stand twice.

    As a map they have one type whatever is given and whatever is left out: the text is planned once.
    """
    return _given(text, root.site, root.parameters) if root.parameters else text


def _given(text: str, site: int, parameters: Sequence[str]) -> str:
    names = "|".join(map(re.escape, sorted(parameters, key=len, reverse=True)))
    return re.sub(rf"\$({names})\b", lambda each: f"${parameter(site, 'given')}.{each[1]}", text)


def _list(cells: Sequence[Piece]) -> str:
    return f"[{', '.join(cell.text for cell in cells)}]"


def _record(columns: Sequence[Column], cells: Sequence[Piece]) -> shaping.Shaper:
    nested = {c.key: cell.shape for c, cell in zip(columns, cells, strict=True) if cell.shape}
    required = frozenset(c.key for c in columns if not isinstance(c, Constant) and not c.optional)
    return shaping.record([c.key for c in columns], range(len(columns)), nested, required)


def _cell(column: Column, around: _Around) -> Piece:
    match column:
        case Constant():
            return Piece(f"'{column.text}'")
        case Plain():
            return Piece(_plain(column, around.name(column.name)))
        case Named():
            return _named(column, around)
        case Nested():
            return _nested(column, around)
        case Beside():
            return _beside(column, around.root)


def _beside(column: Beside, root: Asked) -> Piece:
    cells = [_cell(each, _Around("", 0, root)) for each in column.fields]
    text = f"COLLECT {{ CALL () {{ {_own(column.text, root)} }} RETURN {_list(cells)} }}"
    return Piece(text, shaping.first(_record(column.fields, cells)))


def _plain(column: Plain, name: str) -> str:
    if column.many:
        each = "toString(each)" if column.moment else "each"
        return f"[each IN coalesce({name}, []) | {each}]" if column.moment else f"coalesce({name}, [])"
    return f"toString({name})" if column.moment else name


def _named(column: Named, around: _Around) -> Piece:
    """A node, bound to a variable of its own where a map holds it, for patterns begin at variables."""
    node = f"n{around.depth}_{column.name}"
    inner = row(column.shape, Spot(node, around.depth + 1, around.day), optional=True)
    whole = around.name(column.name) if column.many else f"[{around.name(column.name)}]"
    text = f"COLLECT {{ UNWIND {whole} AS {node} RETURN {inner.text} }}"
    shape = inner.shape or _same
    return Piece(text, shaping.every(shape) if column.many else _only(shape, optional=column.optional))


def _nested(column: Nested, around: _Around) -> Piece:
    depth = around.depth + 1
    inside = _Around(f"x{depth}.", depth, around.root)
    cells = [_cell(each, inside) for each in column.fields]
    whole = around.name(column.name) if column.many else f"[{around.name(column.name)}]"
    given = f"UNWIND {whole} AS x{depth} WITH x{depth} WHERE x{depth} IS NOT NULL"
    text = f"COLLECT {{ {given} RETURN {_list(cells)} }}"
    item = _record(column.fields, cells)
    return Piece(text, shaping.every(item) if column.many else _only(item, optional=column.optional))


def _only(item: shaping.Shaper, *, optional: bool) -> shaping.Shaper:
    first = shaping.first(item)

    def shape(rows: Any, values: shaping.Values) -> Any:
        found = first(rows, values)
        if found is None and not optional:
            raise shaping.Missing
        return found

    return shape


def _same(value: Any, _: shaping.Values) -> Any:
    return value
