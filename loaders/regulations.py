"""Sections and parts of the Code of Federal Regulations as lists and ranges print them, after C.F.R."""

import re

import msgspec

from loaders.subdivisions import DASH, siblings

_SECTION = r"(?:\.(?P<section>\d{1,5}[a-z]{0,2}))?(?!\w|\.\d)"
_UNIT = re.compile(rf"(?P<part>\d{{1,4}}[a-z]?){_SECTION}")
_HYPHENATED = re.compile(rf"(?P<part>\d{{1,3}}{DASH}\d{{1,3}}[A-Z]?){_SECTION}")
"""Parts of title 41 are numbered within chapters: 60-1, 102-3."""
_DASHED = re.compile(rf"{DASH}(\d{{1,4}}[A-Z]?)(?!\w|\.\d)")
_TO = re.compile(rf"\s*(?:{DASH}|\bto\b|\bthrough\b)\s*(?:§+\s*|[Pp]art\s+)?")
_JOIN = r"(?:,\s*and\b|,|;|\band\b|&|\bor\b)"
_MORE = re.compile(rf"\s*{_JOIN}\s*(?P<mark>§+\s*|[Pp](?:ar)?ts?\b\.?\s*)?(?=\d)")
_OTHER = re.compile(r"\s*(?:C\.?\s?F\.?\s?R|U\.?\s?S\.?\s?C|Code\b|Stat|STAT|Fed\.|FR\b|F\.R|Comp\b)")


class Unit(msgspec.Struct, frozen=True):
    """A part such as 200, or a section of one such as 200.340 with a way into it, and where it is printed."""

    number: str
    path: tuple[str, ...]
    begins: int
    ends: int

    @property
    def is_section(self) -> bool:
        """Whether it is a section: its number has a point."""
        return "." in self.number


class Units:
    """The parts or sections that a text lists from a place on, and where the list stops."""

    def __init__(self, text: str, place: int, *, title: int, parts: bool) -> None:
        """Read a list; `parts` says that the words before it speak of several parts."""
        self._text, self._title, self._parts = text, title, parts
        self.stop = place
        self.found: list[Unit] = []
        next_one, marked = place, True
        while self._item(next_one, marked=marked) and (more := _MORE.match(text, self.stop)):
            next_one, marked = more.end(), bool(more["mark"])

    def _item(self, place: int, *, marked: bool) -> bool:
        unit = (_HYPHENATED.match(self._text, place) if self._title == 41 else None) or _UNIT.match(
            self._text, place
        )
        if not unit or _OTHER.match(self._text, unit.end()) or not self._fits(unit, marked=marked):
            return False
        number, ends = self._number(unit)
        if unit["section"]:
            self._sections(number, place, ends)
        else:
            self.found.append(Unit(number, (), place, ends))
            self.stop = ends
        last = self._last(number)
        if last:
            self.found.append(last)
            self.stop = last.ends
        return True

    def _fits(self, unit: re.Match[str], *, marked: bool) -> bool:
        """Whether a number is of the kind of the one before: a section, or a part where parts are listed."""
        if not self.found:
            return True
        if bool(unit["section"]) != self.found[0].is_section:
            return False
        return bool(unit["section"]) or self._parts or marked

    def _number(self, unit: re.Match[str]) -> tuple[str, int]:
        """The number in full: 1.05-1 is one section, as its tail is no end of a range."""
        dashed = _DASHED.match(self._text, unit.end()) if unit["section"] else None
        number = re.sub(DASH, "-", unit[0])
        if not dashed or not self._is_tail(unit["section"], dashed[1]):
            return number, unit.end()
        return f"{number}-{dashed[1]}", dashed.end()

    def _is_tail(self, section: str, tail: str) -> bool:
        """Sections of title 26, and those that begin with 0, have tails; others end a range where higher."""
        if self._title == 26 or section.startswith("0") or not tail.isdigit() or not section.isdigit():
            return True
        return int(tail) <= int(section)

    def _sections(self, number: str, place: int, ends: int) -> None:
        for order, group in enumerate(siblings(self._text, ends)):
            self.found.append(Unit(number, group.path, group.begins if order else place, group.ends))
            self.stop = group.ends

    def _last(self, first: str) -> Unit | None:
        """The end of a range, in full; None where there is none that is higher."""
        dash = _TO.match(self._text, self.stop)
        end = _UNIT.match(self._text, dash.end()) if dash else None
        if not dash or not end or _OTHER.match(self._text, end.end()) or "-" in first:
            return None
        part, point, _ = first.partition(".")
        short = bool(point) and not end["section"]
        number = f"{part}.{end[0]}" if short else end[0]
        if ("." in number) != bool(point) or _order(number) <= _order(first):
            return None
        return Unit(number, (), dash.end(), end.end())


def _order(number: str) -> list[tuple[int, str]]:
    """A number by the size of its pieces: 200.9 stands before 200.340."""
    pieces = re.findall(r"(\d+)([a-z]*)", number)
    return [(int(digits), letters) for digits, letters in pieces]
