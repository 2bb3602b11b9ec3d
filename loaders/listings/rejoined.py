"""Records that a spreadsheet broke into several rows, rejoined as far as that is beyond doubt.

A spreadsheet that opened the catalogue held no record beyond some 65,500 characters: it broke the record off
inside a cell and took the rest, line by line, for rows of their own, split at every comma, with quotation
marks reversed. At last the end of the record comes (its address at the catalogue, a list of sub-parts, two
codes, two dates), and glued to it the beginning of the next record, in wrong columns (sample
of May 2018: 10.200, 10.303 and 10.310 break off; 10.202 and 10.304 are the next ones).
"""

import re
from collections.abc import Iterable, Iterator

import msgspec

from loaders.whole import Numbered

TITLE, NUMBER, AUTHORIZATION = "Program Title", "Program Number", "Authorization (040)"
END = ("URL", "Recovery", "OMB Agency Code", "OMB Bureau Code", "Published Date", "Archived Date")
_MOST = 1_000
"""Fragments that are held while the end of a record is looked for; the longest published run has 63."""
_NUMBER = re.compile(r"\d{1,2}\.\d{1,3}")
_ADDRESS = re.compile(r',?(https?://[^\s"]+)"?')
_DAY = re.compile(r"[A-Z][a-z]{2},? \d{2},? ?\d{4}")


class Piece(msgspec.Struct, frozen=True):
    """A record by its columns, or the cells of a fragment with the reason for which it belongs to none.

    `lines` are the first and the last line of each row that it was made of; `cut_in` is the column in which a
    record breaks off whose end was not found.
    """

    lines: tuple[tuple[int, int], ...]
    cells: dict[str, str]
    lost: str | None = None
    cut_in: str | None = None


def padded(number: str) -> str:
    """The number as the catalogue writes it: a spreadsheet makes 10.03 of 10.030, and 7.001 of 07.001."""
    section, _, program = number.partition(".")
    return f"{section:0>2}.{program:0<3}"


def rejoined(rows: Iterable[Numbered]) -> Iterator[Piece]:
    """The records, and the fragments that are left, each with its reason."""
    cut: Piece | None = None
    held: list[Piece] = []
    reason = "It follows no record."
    for piece in _pieces(rows):
        if _begins(piece.cells):
            yield from _unended(cut, held)
            cut, held = (piece, []) if _breaks_off(piece.cells) else (None, [])
            reason = f"It follows {padded(piece.cells[NUMBER])}, which is whole."
            if cut is None:
                yield piece
        elif cut is None:
            yield _lost(piece, reason)
        elif end := _end(piece.cells):
            yield _joined(cut, [*held, piece], end)
            reason = f"It belongs to {_next(piece.cells)}, whose columns stand in wrong places."
            yield from _after_end(piece, reason)
            cut, held = None, []
        else:
            held.append(piece)
            if len(held) == _MOST:
                reason = _unfound(cut)
                yield from _unended(cut, held)
                cut, held = None, []
    yield from _unended(cut, held)


def _pieces(rows: Iterable[Numbered]) -> Iterator[Piece]:
    before = 1
    for last, cells in rows:
        yield Piece(((before + 1, last),), cells)
        before = last


def _begins(cells: dict[str, str]) -> bool:
    """Whether a row is the beginning of a record, with its columns in their places.

    Words of a fragment that were split at a comma begin with a space, as no number of a record does.
    """
    number = _NUMBER.fullmatch(cells[NUMBER] or "")
    return bool(number and cells[TITLE] and (cells[AUTHORIZATION] or cells[END[0]]))


def _breaks_off(cells: dict[str, str]) -> bool:
    return not any(cells[name] for name in END)


def _end(cells: dict[str, str]) -> dict[str, str] | None:
    """The last columns of a record that broke off, where a fragment holds them."""
    first, *rest = list(cells.values())[: len(END)]
    address = _ADDRESS.fullmatch(first or "")
    days = [_DAY.match(each or "") for each in rest[-2:]]
    if not address or not all(days):
        return None
    return dict(zip(END, (address[1], *rest[:-2], *(day[0] for day in days if day)), strict=True))


def _joined(cut: Piece, fragments: list[Piece], end: dict[str, str]) -> Piece:
    lines = (*cut.lines, *(line for each in fragments for line in each.lines))
    return Piece(lines, cut.cells | end)


def _unended(cut: Piece | None, held: list[Piece]) -> Iterator[Piece]:
    """A record whose end was not found, and what followed it, which may be another's."""
    if cut:
        column = [name for name, cell in cut.cells.items() if cell][-1]
        yield msgspec.structs.replace(cut, cut_in=column)
        yield from (_lost(each, _unfound(cut)) for each in held)


def _unfound(cut: Piece) -> str:
    return f"It follows {padded(cut.cells[NUMBER])}, which breaks off and whose end was not found."


def _after_end(piece: Piece, reason: str) -> Iterator[Piece]:
    """What a fragment holds beside the end of a record: the beginning of the next one."""
    cells = list(piece.cells.values())
    glued = _DAY.sub("", cells[len(END) - 1], count=1)
    if more := [each for each in (glued, *cells[len(END) :]) if each and each.strip()]:
        yield _lost(msgspec.structs.replace(piece, cells=dict(zip(piece.cells, more, strict=False))), reason)


def _next(cells: dict[str, str]) -> str:
    """What is known of the record whose beginning is glued to the end of another."""
    numbers = [each for each in list(cells.values())[len(END) :] if each and _NUMBER.fullmatch(each)]
    return f"a record of {padded(numbers[0])}" if numbers else "a record without a number"


def _lost(piece: Piece, reason: str) -> Piece:
    first, last = piece.lines[0]
    where = f"Line {first}" if first == last else f"Lines {first} to {last}"
    return msgspec.structs.replace(piece, lost=f"{where}: a fragment. {reason}")
