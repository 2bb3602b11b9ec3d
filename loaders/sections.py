"""Section numbers of the United States Code as lists and ranges print them, after the words U.S.C."""

import re
import string

import msgspec

from loaders.subdivisions import DASH, Group, siblings

_BASE = re.compile(r"(\d{1,6})(?!(?:st|nd|rd|th)\b)([A-Za-z]{0,4})(?![A-Za-z0-9])")
_LONE = re.compile(r"\s(?!U\.?\s?S)[A-Za-z](?![A-Za-z(])(?!\s[a-z]{2})")
_APART = re.compile(rf"\s(([a-z])\2{{0,2}}(?:{DASH}\d{{1,2}}[a-z]?)?)(?=\s*(?:[.,;()\]]|{DASH}|et\.? seq|$))")
_SUFFIX = re.compile(rf"{DASH}(\d{{1,3}}[a-z]{{0,2}})(?![A-Za-z0-9])|\s{DASH}\s?(\d{{1,3}})(?![A-Za-z0-9])")
_GLUED = re.compile(r"(\d{1,5}[a-z]{1,2})(\d{1,2})(?![A-Za-z0-9])")
_TO = re.compile(rf"\s*(?:{DASH}|\bto\b|\bthrough\b)\s*(?:§+\s*)?")
_LETTERS = re.compile(r"([a-z]{1,2})(?![A-Za-z0-9])")
_SUFFIXED = re.compile(r"(?:[a-z]{1,2}-?)?(\d{1,3})(?![A-Za-z0-9(])")
_JOINED = r"(?:[,;]\s*and\b|,\s*&|\band\b|&|\bor\b)"
_MORE = re.compile(rf"\s*(?:{_JOINED}\s*(?:§+\s*|[Ss]ections?\s+)?|[,;]\s*(?:§+\s*|sections?\s+)?)(?=\d)")
_ASIDE = re.compile(r"\s\([a-z]{3,}\s[^()]{0,100}\)(?=\s*[,;]\s*\d)")
_CODE = r"(?:U\.?\s?S\.?\s?C|C\.?\s?F\.?\s?R)"
_MARKS = r"[,.;:)\]?!”\"’'*§]"
_WORDS = r"(?:and\b|&|et\b|as\b|or\b|[Nn]otes?\b|of [Tt]itle)"
_AFTER = re.compile(rf"(?!\.\d)\s*(?:$|{_MARKS}|/\s|—(?!\d)|-\s(?!\()|\(|{_WORDS})")
_NEXT = re.compile(rf"\s+\d{{1,2}}\s*{_CODE}")
_WORD = re.compile(r"\s+(?!Sub|Chap|Ch\b|Part|Title|App|of\b)[A-Za-z]?[a-z]{2}")
_REPEATED = re.compile(r"\s+U\.?S\.?C\b")
_SECTION_NEAR = re.compile(r".{0,9}\d")
_OTHER = re.compile(
    rf"\s*,?\s*(?:U\.?\s?S|C\.?\s?F\.?\s?R|S[Tt][Aa][Tt]|Fed|F\.|FR\b|of\b(?! [Tt]itle)|{DASH}\s*\d)"
)
_TAIL = re.compile(r",?\s*\(?(?:et\.?\s*seq\b\.?)")
_NOTE = re.compile(r",?\s*\(?[Nn]otes?\b")


class Section(msgspec.Struct, frozen=True):
    """One section, or a unit of it, such as 3318, (b, 4), and where it is printed."""

    number: str
    path: tuple[str, ...]
    begins: int
    ends: int

    @property
    def printed(self) -> str:
        """As it is cited: 3318(b)(4), or 1621 note."""
        units = ("" if unit == "note" else f"({unit})" for unit in self.path)
        return self.number + "".join(units) + (" note" if "note" in self.path else "")


class _Number(msgspec.Struct, frozen=True):
    """A section number and where it is printed; empty where what is printed can not be one."""

    text: str
    begins: int
    ends: int


class Sections:
    """The sections that a text lists from a place on, and where the list stops."""

    def __init__(self, text: str, place: int) -> None:
        """Read as far as the list is beyond doubt."""
        self._text = text
        self.stop = place
        self.found: list[Section] = []
        next_one: int | None = place
        while next_one is not None and self._item(next_one):
            aside = _ASIDE.match(text, self.stop)
            more = _MORE.match(text, aside.end() if aside else self.stop)
            next_one = more.end() if more else None

    def _item(self, place: int) -> bool:
        """Take one section with its range, its units and what follows; False where the list ends."""
        first = self._number(place)
        if first is None or not self._follows(first.text):
            return False
        last = self._range(first)
        units = [Group((), first.begins, last.ends)] if last else siblings(self._text, first.ends)
        if not self._repeats(first, units) and not self._closes(units[-1].ends):
            return False
        note = _NOTE.match(self._text, units[-1].ends)
        self.stop = note.end() if note else units[-1].ends
        if last:
            self.found += [
                Section(each.text, (), each.begins, each.ends) for each in (first, last) if each.text
            ]
        else:
            self._keep(first, units, noted=bool(note))
        tail = _TAIL.match(self._text, self.stop)
        self.stop = tail.end() if tail else self.stop
        return last is None or bool(last.text)

    def _keep(self, number: _Number, units: list[Group], *, noted: bool) -> None:
        """Take the units of a section: the first is printed with its number, a note ends the last."""
        for place, unit in enumerate(units):
            begins = unit.begins if place else number.begins
            ends = self.stop if noted and unit is units[-1] else unit.ends
            path = (*unit.path, "note") if noted else unit.path
            self.found.append(Section(number.text, path, begins, ends))

    def _follows(self, number: str) -> bool:
        """Whether a number can be the next of a list: not lower than the one before, and no year."""
        if not self.found:
            return True
        before, size = self.found[-1].number, _size(number)
        if size == _size(before):
            return number[:size] >= before[:size]
        return size > _size(before) and not re.fullmatch(r"(?:19|20)\d\d", number)

    def _repeats(self, first: _Number, units: list[Group]) -> bool:
        """Whether the words U.S.C. come again after a number that is no title of another citation."""
        again = _REPEATED.match(self._text, units[-1].ends)
        if not again:
            return False
        title = re.fullmatch(r"\d{1,2}", self._text[first.begins : units[-1].ends])
        return not (title and _SECTION_NEAR.match(self._text, again.end()))

    def _closes(self, place: int) -> bool:
        """Whether nothing after the place could belong to the number or make it one of another kind."""
        if _OTHER.match(self._text, place) and not _WORD.match(self._text, place):
            return False
        if _AFTER.match(self._text, place):
            return True
        if not self.found and _NEXT.match(self._text, place):
            return True
        listed = self.found and not re.search(r"(?:and|or|&)\s*\S*$", self._text[self.stop : place])
        return not listed and bool(_WORD.match(self._text, place))

    def _number(self, place: int) -> _Number | None:
        """A section number such as 1621, 714c, 300u-3 or 2151-1, where it can be read with certainty."""
        base = _BASE.match(self._text, place)
        if not base:
            glued = _GLUED.match(self._text, place)
            return _Number(f"{glued[1]}-{glued[2]}", place, glued.end()) if glued else None
        apart = _APART.match(self._text, base.end()) if not base[2] else None
        if int(base[1]) == 0 or (not base[2] and not apart and _LONE.match(self._text, base.end())):
            return None
        if apart:
            return _Number(base[0] + re.sub(DASH, "-", apart[1]), place, apart.end())
        return self._suffixed(base)

    def _suffixed(self, base: re.Match[str]) -> _Number | None:
        """The number with what stands after its dash, unless that could as well be the end of a range."""
        suffix = _SUFFIX.match(self._text, base.end())
        plain = _Number(base[0], base.start(), base.end())
        if not suffix or (suffix[2] and not base[2]):
            return plain
        printed = suffix[1] or suffix[2]
        lower = int(printed.rstrip(string.ascii_lowercase)) < int(base[1])
        whole = _Number(f"{base[0]}-{printed}", base.start(), suffix.end())
        if base[2]:
            return whole if lower else plain
        if len(printed) > 2 or not printed.isdigit():
            return plain
        higher = int(base[1][: -len(printed)] + printed) > int(base[1])
        return whole if lower and not higher else plain if len(printed) > 1 or not lower else None

    def _range(self, first: _Number) -> _Number | None:
        """The last section of a range: None when there is none, without a text when it can not be read."""
        dash = _TO.match(self._text, first.ends)
        if not dash:
            return None
        place, number = dash.end(), first.text
        suffixed, letters = _SUFFIXED.match(self._text, place), _LETTERS.match(self._text, place)
        if suffixed and "-" in number and int(suffixed[1]) > _suffix(number):
            return _Number(f"{number.rpartition('-')[0]}-{suffixed[1]}", place, suffixed.end())
        end = self._number(place)
        if end:
            return _Number(_whole(number, end.text), place, end.ends)
        if letters and number[-1].isalpha() and letters[1] > number.lstrip(string.digits):
            return _Number(number.rstrip(string.ascii_letters) + letters[1], place, letters.end())
        return None


def _whole(first: str, last: str) -> str:
    """The last section of a range in full: 11171-72 ends with 11172; empty when in doubt."""
    begins, ends = re.match(r"\d+", first), re.match(r"\d+", last)
    if not begins or not ends or len(ends[0]) > len(begins[0]):
        return ""
    if len(ends[0]) == len(begins[0]):
        return last if (int(ends[0]), last) > (int(begins[0]), first) else ""
    full = first[: len(first) - len(last)] + last
    return full if first.isdigit() and last.isdigit() and len(last) > 1 and int(full) > int(first) else ""


def _suffix(number: str) -> int:
    """The number after the dash of a section number, 0 without one."""
    found = re.search(r"-(\d+)[a-z]*$", number)
    return int(found[1]) if found else 0


def _size(number: str) -> int:
    """How many digits a section number begins with: a list goes from shorter ones to longer ones."""
    return len(number) - len(number.lstrip(string.digits))
