"""Units of a section as they are cited: (a)(1)(A), and several of them in a row."""

import re

import msgspec

DASH = "[-\u2010\u2011\u2012\u2013\u2014]"
_UNIT = re.compile(r"\((?:[a-z]{1,2}|[ivxl]{1,5}|[A-Z]{1,2}|[IVX]{1,5}|\d{1,3}[A-Z]?)\)")
_BEGINNING = re.compile(r"[\s,](?=\((?:[a-z]|\d{1,2}|[A-Z])\))")
_DEEPER = re.compile(r"\s(?=\(\d{1,2}\))")
_ANOTHER = re.compile(rf"\s*(?:,\s*and\b|,|\band\b|&|\bor\b|\bto\b|\bthrough\b|{DASH})\s*(?=\()")


class Group(msgspec.Struct, frozen=True):
    """One unit: the way to it from its section, such as (a, 1), and where its own part is printed."""

    path: tuple[str, ...]
    begins: int
    ends: int


def siblings(text: str, place: int) -> list[Group]:
    """The units printed at a place: (a)(1) and (2) are two, (a) to (c) its ends; one without a path if none.

    A unit (I) right below a section is left: it is printed for (i) and for (l).
    """
    begins = _BEGINNING.match(text, place)
    first = _group(text, begins.end() if begins else place)
    if first is None or first.path[0] == "I":
        return [Group((), place, place)]
    found = [Group(_lowered(first.path), first.begins, first.ends)]
    while another := _ANOTHER.match(text, found[-1].ends):
        following = _group(text, another.end())
        depth = _depth(found[-1].path, following.path[0]) if following else None
        if following is None or depth is None:
            break
        path = (*found[-1].path[:depth], *following.path)
        found.append(Group(path, following.begins, following.ends))
    return found


def _group(text: str, place: int) -> Group | None:
    after = end = place
    units: list[str] = []
    while unit := _UNIT.match(text, end):
        units.append(unit[0][1:-1])
        deeper = _DEEPER.match(text, unit.end()) if units[-1].isalpha() else None
        after, end = unit.end(), deeper.end() if deeper else unit.end()
    return Group(tuple(units), place, after) if units else None


def _lowered(units: tuple[str, ...]) -> tuple[str, ...]:
    """The first letter below a section is small in both codes, though (A) is printed for it at times."""
    first, *others = units
    return (first.lower() if len(first) == 1 else first, *others)


def _depth(path: tuple[str, ...], unit: str) -> int | None:
    """Where in a path a sibling of that form stands: (2) after (a)(1) replaces the (1)."""
    depths = [depth for depth, each in enumerate(path) if _form(each) == _form(unit)]
    return depths[-1] if depths else None


def _form(unit: str) -> str:
    return "digit" if unit[0].isdigit() else "upper" if unit.isupper() else "lower"
