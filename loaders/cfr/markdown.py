"""One chapter as markdown: front matter, a heading in words above each # heading, a paragraph a line.

Italics are lost or stand in the wrong place, so designators in italics are empty brackets.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from loaders import files
from loaders.cfr.division import Division
from loaders.cfr.units import Place, Unit, unit
from schema.errors import InvalidSource

FRONT = re.compile(rb"---\s+title: [^\n]+\s+chapter: \S+\s+title_number: \d+\s+---")
_FRONT = re.compile(r"title_number: (\d+)")
_MARK = re.compile(r"#{1,6} (Chapter|Subchapter|Part|§) (.+)")
_KINDS = {"Chapter": "CHAPTER", "Subchapter": "SUBCHAP", "Part": "PART", "§": "SECTION"}
_SUBPART = re.compile(r"\s+(Subpart ([A-Z]{1,2})(?:—.*| \[Reserved\]))")
_ORDER = ("title", "subtitle", "chapter", "subchapter", "part", "subpart", "section")
_LABEL = re.compile(r"\*\*(Authority|Source):\*\*(?: \1:)?\s*(.*)")


def divisions(path: Path) -> Iterator[Division]:
    """The divisions in their order, each when its text is complete."""
    place: Place | None = None
    current: Division | None = None
    before = ""
    for line in _lines(path):
        front = None if place else _FRONT.fullmatch(line)
        if front:
            place = Place((Unit("title", front[1]),))
        begun = _begun(line, before, place) if place else None
        if begun:
            _forget(current, before)
            if current:
                yield current
            current, place = begun, begun.place
        elif current:
            _add(current, line)
        before = line
    if current is None:
        raise InvalidSource(f"{path.name} holds no heading of a chapter.", "Fetch it again.")
    yield current


def _lines(path: Path) -> Iterator[str]:
    with files.opened(path) as file:
        for number, line in files.lines(file, path):
            try:
                yield line.decode()
            except UnicodeDecodeError as error:
                raise InvalidSource(
                    f"{path.name} is not written in utf-8, line {number}.", "Fetch it again."
                ) from error


def _begun(line: str, before: str, place: Place) -> Division | None:
    marked, subpart = _MARK.match(line), _SUBPART.fullmatch(line)
    if marked:
        own = unit(_KINDS[marked[1]], marked[2], before)
    elif subpart and any(each.level == "part" for each in place.units):
        own, before = Unit("subpart", subpart[2]), subpart[1]
    else:
        return None
    if own is None:
        return None
    above = [each for each in place.units if _ORDER.index(each.level) < _ORDER.index(own.level)]
    return Division(Place((*above, own)), before)


def _forget(division: Division | None, heading: str) -> None:
    """Take the next division's heading back out of the text of the one before."""
    if division and division.text and division.text[-1][1] == heading.strip():
        division.text.pop()


def _add(division: Division, line: str) -> None:
    labelled = _LABEL.match(line)
    if labelled and labelled[1] == "Authority":
        division.authority.append(labelled[2])
    elif labelled:
        division.source.append(labelled[2])
    elif line.startswith("> "):
        division.history.append(line[2:])
    else:
        division.text.append((line, line.strip()))
