"""From the XML of a title to its printed entries: levels above sections, sections, and the units of these."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import IO, Any

from lxml import etree

from loaders.files import outermost
from loaders.us_code import entries
from loaders.us_code.entries import Entry

_SECTIONS = frozenset({"section", "courtRule"})
_UNITS = frozenset(
    {"subsection", "paragraph", "subparagraph", "clause", "subclause", "item", "subitem", "subsubitem"}
    | {"section", "level"}
)
_NOTES = frozenset({"notes", "note", "footnote", "statutoryNote", "editorialNote"})
_APART = _NOTES | {"num", "heading", "sourceCredit", "quotedContent", "toc"}
_BLOCKS = frozenset({"p", "td", "th", "tr", "content", "chapeau", "continuation", "proviso"})
_WHOLE = _SECTIONS | {"meta", "notes", "note", "quotedContent", "toc"}
_QUOTES = ("“", "‘", '"')
_CITING = (
    "this title",
    "itle ",
    "U.S.C",
    "U. S. C",
    "Pub",
    "P.L",
    "C.F.R",
    "Executive Order",
    "E.O.",
    ", ch.",
)


@lru_cache(maxsize=1_024)
def _kind(tag: Any) -> str:
    """The name of an element without its namespace; nothing for what is no element."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


class Outline:
    """The entries of one title, whose ids are told apart."""

    def __init__(self, number: str, title: Entry | None = None) -> None:
        """Begin a title; where its XML does not hold the title itself, `title` stands for it."""
        self._number = number
        self._top = title
        self._used: Counter[str] = Counter()
        self._open: dict[etree._Element, Entry] = {}

    def entries(self, file: IO[bytes], path: Path) -> Iterator[dict[str, Any]]:
        """What a file holds, in printed order: `entry`, and of sections `units`, `credit` and `moved`."""
        for element in outermost(file, path, _WHOLE, entries.LEVELS):
            kind = _kind(element.tag)
            if kind in _SECTIONS:
                yield from self._around(element)
                yield self._section(element, kind)
            elif kind in entries.LEVELS:
                yield from self._around(element)
                if element not in self._open:
                    yield {"entry": self._level(element)}
                self._open.pop(element, None)

    def _around(self, element: etree._Element) -> Iterator[dict[str, Any]]:
        """The levels that hold the element and were not told before."""
        for each in reversed(list(element.iterancestors())):
            if _kind(each.tag) in entries.LEVELS and each not in self._open:
                self._open[each] = self._level(each)
                yield {"entry": self._open[each]}

    def _parent(self, element: etree._Element) -> Entry:
        for each in element.iterancestors():
            if each in self._open:
                return self._open[each]
        return self._top or entries.title(self._number)

    def _level(self, element: etree._Element) -> Entry:
        kind, (printed, heading) = _kind(element.tag), _printed(element)
        if kind in {"title", "appendix"}:
            entry = entries.title(self._number, heading)
            self._top = entry
        else:
            entry = entries.level(kind, printed, heading, self._parent(element), element.get("identifier"))
        entry.status = element.get("status")
        return self._told_apart(entry, self._used)

    def _section(self, element: etree._Element, kind: str) -> dict[str, Any]:
        printed, heading = _printed(element)
        entry = entries.section(kind, printed, heading, self._parent(element), element.get("identifier"))
        entry.status = element.get("status")
        section = _Section(self._told_apart(entry, self._used), self._told_apart)
        section.read(element)
        return {
            "entry": entry,
            "units": section.units,
            "credit": section.credit,
            "moved": _moved(element) if entry.status in {"transferred", "renumbered"} else None,
        }

    @staticmethod
    def _told_apart(entry: Entry, used: "Counter[str]") -> Entry:
        used[entry.id] += 1
        if used[entry.id] > 1:
            times = used[entry.id]
            entry.id = f"{entry.id}~{times}"
            entry.note = f"The Code prints this number more than once here; this is number {times}."
        return entry


class _Section:
    """The units of one section, and the words of each that may cite another text."""

    def __init__(self, entry: Entry, told_apart: Callable[[Entry, "Counter[str]"], Entry]) -> None:
        self.units: list[Entry] = []
        self.credit: str | None = None
        self._entry = entry
        self._told_apart = told_apart
        self._used: Counter[str] = Counter()

    def read(self, element: etree._Element) -> None:
        """Take the section apart."""
        self._own(element, self._entry)

    def _own(self, element: etree._Element, owner: Entry) -> None:
        words: list[str] = []
        self._gather(element, owner, words)
        text = " ".join("".join(words).split())
        owner.begins = text[:40]
        owner.words = text if any(mark in text for mark in _CITING) else ""

    def _gather(self, element: etree._Element, owner: Entry, words: list[str]) -> None:
        if element.text:
            words.append(element.text)
        for child in element:
            kind = _kind(child.tag)
            if kind in _UNITS and (unit := self._unit(child, kind, owner)):
                self.units.append(unit)
                self._own(child, unit)
            elif kind == "sourceCredit":
                self.credit = self.credit or _text(child)
            elif kind not in _APART and not child.get("idref"):
                if kind == "ref" and (reference := child.get("href")):
                    owner.references = [*owner.references, reference]
                self._gather(child, owner, words)
            if kind in _BLOCKS:
                words.append(" ")
            if child.tail:
                words.append(child.tail)

    def _unit(self, element: etree._Element, kind: str, owner: Entry) -> Entry | None:
        """A unit; none where the XML only wraps words that are quoted or have no number."""
        printed, heading = _printed(element)
        if kind == "section":
            return self._told_apart(entries.quoted(printed, heading, owner), self._used)
        number = "" if printed.startswith(_QUOTES) else entries.designation(printed)
        if not number:
            return None
        unit = entries.unit(kind, number, heading, owner, element.get("identifier"))
        unit.status = element.get("status")
        return self._told_apart(unit, self._used)


def _printed(element: etree._Element) -> tuple[str, str | None]:
    """The number and the heading with which an element begins."""
    printed, heading = "", None
    for child in element:
        kind = _kind(child.tag)
        if kind == "num":
            printed = _text(child)
        elif kind == "heading":
            heading = _text(child) or None
            break
        else:
            break
    return printed, _bare(heading) if heading else None


def _bare(heading: str) -> str:
    """A heading without the bracket that opened before its number, and without the dash that runs it in."""
    if heading.endswith("]") and "[" not in heading:
        return heading[:-1].rstrip()
    return heading[:-2] if heading.endswith(".—") else heading.rstrip("—")


def _text(element: etree._Element) -> str:
    """The words of an element in one line, without footnotes."""
    if not len(element):
        return " ".join((element.text or "").split())
    words: list[str] = []
    _collect(element, words)
    return " ".join("".join(words).split())


def _collect(element: etree._Element, words: list[str]) -> None:
    words.append(element.text or "")
    for child in element:
        if _kind(child.tag) not in {"note", "footnote"} and not child.get("idref"):
            _collect(child, words)
        words.append(child.tail or "")


_MOVING = re.compile(r"(?:transferred|renumbered|redesignated|reclassified)\s+(?:to|as)\s*$")


def _moved(element: etree._Element) -> str | None:
    """Where the notes of a section that moved say that it went."""
    for reference in element.iter("{*}ref"):
        before, around = reference.getprevious(), reference.getparent()
        said = (
            around.text
            if before is None and around is not None
            else before.tail
            if before is not None
            else ""
        )
        address = reference.get("href") or ""
        if _MOVING.search(said or "") and address.startswith("/us/usc/"):
            return address
    return None
