"""Units of the Code of Federal Regulations: what they are called, and their identifiers."""

import re
from collections.abc import Iterable

import msgspec

LEVELS = {
    "TITLE": "title",
    "SUBTITLE": "subtitle",
    "CHAPTER": "chapter",
    "SUBCHAP": "subchapter",
    "PART": "part",
    "SUBPART": "subpart",
    "SECTION": "section",
    "APPENDIX": "appendix",
}
"""The levels that have an identity; subject groups only gather sections under a heading."""
_PREFIXES = {"subtitle": "st", "chapter": "ch", "subchapter": "sch", "part": "pt", "subpart": "spt"}
_ALONE = frozenset({"title", "subtitle", "chapter", "part", "section"})
_DASHES = re.compile("[\u2010-\u2015]")
_NUMBERED = re.compile(
    r"\s*(?:TITLE|SUBTITLE|CHAPTER|SUBCHAPTER|PARTS?|SUBPARTS?|APPENDIX|§+)\s+(?P<number>[\w.–-]+(?:\(\w+\)[\w.-]*)*)"
    r"(?:\s+to\s+[^—]*)?\s*(?:—|--)?\s*(?P<heading>.*)",
    re.IGNORECASE | re.DOTALL,
)
_VOLUME = re.compile(r"\s*(?:--Volume \d+|\(CONTINUED\))\s*$", re.IGNORECASE)
_RESERVED = re.compile(r"\[reserved\]\.?$", re.IGNORECASE)
_APPENDED = re.compile(
    r"Appendix\s+(?P<number>[\w-]+)\s+to\s+(?P<whole>Part|Subpart\s+(?P<subpart>\w+))\b", re.IGNORECASE
)


class Unit(msgspec.Struct, frozen=True):
    """One unit by its level and number."""

    level: str
    number: str


class Place(msgspec.Struct, frozen=True):
    """A unit where it stands: below others, the title first."""

    units: tuple[Unit, ...]

    @property
    def last(self) -> Unit:
        """The unit itself."""
        return self.units[-1]

    @property
    def title(self) -> str:
        """The number of its title."""
        return self.units[0].number

    @property
    def above(self) -> "Place | None":
        """What it is part of."""
        return Place(self.units[:-1]) if len(self.units) > 1 else None

    @property
    def id(self) -> str:
        """Its identifier: parts and sections are numbered through the title, the rest within its whole."""
        root = f"/us/cfr/t{self.title}"
        if self.last.level == "title":
            return root
        if self.last.level == "section":
            return f"{root}/s{self.last.number}"
        start = f"{_PREFIXES.get(self.last.level, 'app')}{self.last.number}"
        whole = root if self.last.level in _ALONE or self.above is None else self.above.id
        return f"{whole}/{start}"

    @property
    def name(self) -> str:
        """How it is cited: 2 C.F.R. 200.340, 2 C.F.R. Part 200, Subpart D."""
        level, number = self.last.level, self.last.number
        if level == "title":
            return f"{number} C.F.R."
        if level == "section":
            return f"{self.title} C.F.R. {number}"
        word = "Parts" if level == "part" and "-" in number else level.capitalize()
        own = number.replace("-", " ") if "-to-" in number else f"{word} {number}".rstrip()
        if level in _ALONE or self.above is None or self.above.last.level == "title":
            return f"{self.title} C.F.R. {own}"
        return f"{self.above.name}, {own}"

    def path(self) -> list[list[str]]:
        """The units as plain lists, for a row."""
        return [[each.level, each.number] for each in self.units]


def placed(path: Iterable[Iterable[str]]) -> Place:
    """The place that a row's lists mean."""
    return Place(tuple(Unit(*each) for each in path))


def unit(kind: str, published: str, heading: str) -> Unit | None:
    """The unit of a division with that type, number and heading; None where it has no identity of its own.

    An empty number stands on a placeholder without text, 0 on a reserved chapter (bulk data of 2022).
    """
    level = LEVELS.get(kind)
    number = _plain(published)
    if level == "appendix":
        return Unit(level, _appended(published, heading))
    if number in {"", "0"}:
        named = _NUMBERED.match(heading)
        number = _plain(named["number"]) if named else ""
    return Unit(level, number) if level and number else None


def _appended(published: str, heading: str) -> str:
    """An appendix by its letter or number, if it has one; a table or supplement by its whole name."""
    named = _NUMBERED.match(heading)
    if named:
        return "" if named["number"].lower() == "to" else _plain(named["number"])
    return re.sub(r"\W+", "-", published.strip())


def settled(place: Place, heading: str) -> Place:
    """The place of an appendix, which belongs to what its heading says, not to what it is printed after."""
    found = _APPENDED.match(heading.strip()) if place.last.level == "appendix" else None
    if not found:
        return place
    kept = {"subpart"} if found["subpart"] else set()
    return Place(tuple(each for each in place.units if each.level not in {"subpart"} - kept))


def titled(heading: str) -> str | None:
    """The words of a heading without the level, the number and the full stop."""
    named = _NUMBERED.match(heading)
    text = " ".join((named["heading"] if named else heading).split())
    return _VOLUME.sub("", text).removesuffix(".") or None


def reserved(heading: str) -> bool:
    """Whether the number is only kept free."""
    return bool(_RESERVED.search(" ".join(heading.split())))


def _plain(number: str) -> str:
    return _DASHES.sub("-", "".join(number.replace("§", "").split()))
