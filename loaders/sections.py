"""Section numbers of the United States Code as lists and ranges print them, after the words U.S.C."""

import re
import string

import msgspec

DASH = "[-\u2010\u2011\u2012\u2013\u2014]"
_BASE = re.compile(r"(\d{1,6})([A-Za-z]{0,4})(?![A-Za-z0-9])")
_LONE = re.compile(r"\s(?!U\.?\s?S)[A-Za-z](?![A-Za-z(])(?!\s[a-z]{2})")
_SUFFIX = re.compile(rf"{DASH}(\d{{1,3}}[a-z]{{0,2}})(?![A-Za-z0-9])")
_TO = re.compile(rf"\s*(?:{DASH}|\bto\b|\bthrough\b)\s*(?:§+\s*)?")
_LETTERS = re.compile(r"([a-z]{1,2})(?![A-Za-z0-9])")
_UNIT = re.compile(r"\((?:[a-z]{1,2}|[ivxl]{1,5}|[A-Z]{1,2}|[IVX]{1,5}|\d{1,3}[A-Z]?)\)")
_SPACED = re.compile(r"\s?(?=\((?:[a-z]|\d{1,2}|[A-Z])\))")
_SIBLING = re.compile(rf"\s*(?:,\s*and\b|,|\band\b|&|\bor\b|{DASH})\s*(?=\()")
_MORE = re.compile(r"\s*(?:,\s*and\b|,\s*&|;\s*and\b|,|;|\band\b|&)\s*(?:§+\s*|[Ss]ections?\s+)?(?=\d)")
_AFTER = re.compile(r"(?!\.\d)\s*(?:$|[,.;:)\]]|and\b|&|et\b|as\b|or\b|\(|[Nn]otes?\b)")
_TITLED = re.compile(r"\s+(?!Sub|Chap|Ch\b|Part|Title|App)(?:[A-Z][a-z]|U\.?S\.?C)")
_OTHER = re.compile(rf"\s*,?\s*(?:U\.?\s?S|C\.?\s?F\.?\s?R|Stat|Fed|F\.|of\b|{DASH}\s*\d)")
_TAIL = re.compile(r",?\s*\(?(?:et\.?\s*seq\b\.?)")
_NOTE = re.compile(r",?\s*\(?[Nn]otes?\b")


class Section(msgspec.Struct, frozen=True):
    """One section, or a unit of it: 3318, (b, 4)."""

    number: str
    path: tuple[str, ...] = ()

    @property
    def printed(self) -> str:
        """As it is cited: 3318(b)(4), or 1621 note."""
        units = ("" if unit == "note" else f"({unit})" for unit in self.path)
        return self.number + "".join(units) + (" note" if "note" in self.path else "")


class Sections:
    """The sections that a text lists from a place on, and where the list stops."""

    def __init__(self, text: str, place: int) -> None:
        """Read as far as the list is beyond doubt."""
        self._text = text
        self.stop = place
        self.found: list[Section] = []
        next_one: int | None = place
        while next_one is not None and self._item(next_one):
            more = _MORE.match(text, self.stop)
            next_one = more.end() if more else None

    def _item(self, place: int) -> bool:
        """Take one section with its range, its units and what follows; False where the list ends."""
        first = self._number(place)
        if first is None or not self._follows(first[0]):
            return False
        number, stop = first
        last, after = self._range(number, stop)
        paths, end = self._units(after) if last is None else ([()], after)
        if last == "" or not self._ends(end):
            return False
        note = _NOTE.match(self._text, end)
        if note:
            paths, end = [(*path, "note") for path in paths], note.end()
        self.found += [Section(number, path) for path in paths]
        self.found += [Section(last)] if last else []
        tail = _TAIL.match(self._text, end)
        self.stop = tail.end() if tail else end
        return True

    def _follows(self, number: str) -> bool:
        """Whether a number can be the next of a list: of as many digits as the one before, and not lower."""
        before = self.found[-1].number if self.found else None
        return before is None or (
            _size(number) == _size(before) and number[: _size(number)] >= before[: _size(before)]
        )

    def _ends(self, place: int) -> bool:
        """Whether nothing after the place could belong to the number or make it one of another kind."""
        if not self.found:
            return bool(_AFTER.match(self._text, place) or _TITLED.match(self._text, place))
        return bool(_AFTER.match(self._text, place)) and not _OTHER.match(self._text, place)

    def _number(self, place: int) -> tuple[str, int] | None:
        """A section number such as 1621, 714c or 300u-3, and where it stops."""
        base = _BASE.match(self._text, place)
        if not base or int(base[1]) == 0 or (not base[2] and _LONE.match(self._text, base.end())):
            return None
        suffix = _SUFFIX.match(self._text, base.end()) if base[2] else None
        if suffix and int(suffix[1].rstrip(string.ascii_lowercase)) < int(base[1]):
            return f"{base[0]}-{suffix[1]}", suffix.end()
        return base[0], base.end()

    def _range(self, number: str, place: int) -> tuple[str | None, int]:
        """The last section of a range: None when there is none, empty when it can not be read."""
        dash = _TO.match(self._text, place)
        if not dash:
            return None, place
        letters = _LETTERS.match(self._text, dash.end())
        end = self._number(dash.end())
        if end:
            last = _whole(number, end[0])
            return (last, end[1]) if last else ("", place)
        if letters and number[-1].isalpha() and letters[1] > number.lstrip("0123456789"):
            return number.rstrip(string.ascii_letters) + letters[1], letters.end()
        return (None, place) if self._text[dash.end() : dash.end() + 1].isspace() else ("", place)

    def _units(self, place: int) -> tuple[list[tuple[str, ...]], int]:
        """The subdivisions after a section number; more than one when siblings are listed."""
        path, end = self._group(place)
        paths = [path]
        sibling = _SIBLING.match(self._text, end) if path else None
        while sibling:
            group, stop = self._group(sibling.end())
            depth = _depth(paths[-1], group[0]) if group else None
            if depth is None:
                break
            paths.append((*paths[-1][:depth], *group))
            end, sibling = stop, _SIBLING.match(self._text, stop)
        return paths, end

    def _group(self, place: int) -> tuple[tuple[str, ...], int]:
        space = _SPACED.match(self._text, place)
        end = space.end() if space else place
        units: list[str] = []
        while unit := _UNIT.match(self._text, end):
            units.append(unit[0][1:-1])
            end = unit.end()
        return tuple(units), end if units else place


def _whole(first: str, last: str) -> str:
    """The last section of a range in full: 11171-72 ends with 11172; empty when in doubt."""
    begins, ends = re.match(r"\d+", first), re.match(r"\d+", last)
    if not begins or not ends:
        return ""
    if len(ends[0]) > len(begins[0]):
        return ""
    if len(ends[0]) == len(begins[0]):
        return last if (int(ends[0]), last) > (int(begins[0]), first) else ""
    full = first[: len(first) - len(last)] + last
    return full if first.isdigit() and last.isdigit() and len(last) > 1 and int(full) > int(first) else ""


def _size(number: str) -> int:
    """How many digits a section number begins with: the numbers of one list are of one size."""
    return len(number) - len(number.lstrip(string.digits))


def _depth(path: tuple[str, ...], unit: str) -> int | None:
    """Where in a path a sibling of that form stands: (2) after (a)(1) replaces the (1)."""
    depths = [depth for depth, each in enumerate(path) if _form(each) == _form(unit)]
    return depths[-1] if depths else None


def _form(unit: str) -> str:
    return "digit" if unit[0].isdigit() else "upper" if unit.isupper() else "lower"
