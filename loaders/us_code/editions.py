"""The files in which the Code is published, told by their content, and what each is whole for.

- A title a file in United States Legislative Markup, by the Office of the Law Revision Counsel: alone,
  packed, or all titles in one zip. The namespace is http://xml.house.gov/schemas/uslm/1.0, and
  http://schemas.gpo.gov/xml/uslm since version 2.
- A title a folder, a chapter a file, without identifiers or notes, as some applications ship it: with
  `title-info.txt`, which names the chapters; alone, or all folders in one archive.
"""

import datetime
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import IO, Any

import msgspec

from loaders.files import head, members
from loaders.us_code import entries
from loaders.us_code.outline import Outline
from schema.errors import InvalidSource

INFO = "title-info.txt"
_BESIDE = frozenset({INFO, "chapter-names.txt", "subchapters.txt"})
_CHAPTER_FILE = re.compile(r"(?:^|/)usc-(\d{5})\.xml$")
_MEMBER = re.compile(r"(?:^|/)(?:usc\d\d[aA]?\.xml|usc-\d{5}\.xml|title-info\.txt|chapter-names\.txt)$")
_TITLE = re.compile(rb"^FullTitle: Title (\d{1,2})\s")
_CHAPTER = re.compile(r"\[?CHAPTERS? ")
_ROOT = re.compile(rb"<(?:\w+:)?uscDoc\b[^>]*http://(?:xml\.house\.gov/schemas|schemas\.gpo\.gov/xml)/uslm")
_NUMBER = re.compile(rb"<(?:\w+:)?docNumber>\s*(\d{1,2}[aA]?)\s*<")
_MADE = re.compile(rb"<(?:\w+:)?(?:created|processedDate)>\s*(\d{4}-\d\d-\d\d)")
_LONGEST_INFO = 1024 * 1024
_START = 8_192
"""Bytes within which the metadata of a title stand."""


class Title(msgspec.Struct):
    """One title in an edition: the numbers of the chapters that it lists, and which of them are there."""

    number: str
    chapters: list[str] = []
    present: set[int] = msgspec.field(default_factory=set)

    def covered(self) -> Iterator[str]:
        """Beginnings of the ids that it is whole for: without a chapter, only what lies in the others.

        Ids of sections do not tell their chapter, so that none of those is covered then.
        """
        if len(self.present) >= len(self.chapters):
            yield f"/us/usc/t{self.number}/"
            return
        yield from (f"/us/usc/t{self.number}/ch{self.chapters[place - 1]}/" for place in sorted(self.present))


def read(path: Path) -> Iterator[dict[str, Any]]:
    """Every printed entry of an edition, title by title."""
    outlines: dict[str, Outline] = {}
    empty = True
    for name, file, start in _files(path):
        folder = str(PurePosixPath(name).parent)
        empty = False
        if _ROOT.search(start):
            yield from Outline(_numbered(name, start)).entries(file, path)
        elif name.endswith(INFO):
            title = entries.title(_title(name, file).number)
            outlines[folder] = Outline(title.title, title)
            yield {"entry": title}
        elif folder in outlines and b"<chapter" in start:
            yield from outlines[folder].entries(file, path)
        else:
            raise InvalidSource(f"{name} in {path.name} is no title or chapter of the United States Code.")
    if empty:
        raise InvalidSource(f"{path.name} holds nothing of the United States Code.")


def recognises(path: Path) -> bool:
    """Whether a file is a title, the list of chapters of one, or an archive of titles."""
    start = head(path, _START)
    if _ROOT.search(start) or _TITLE.match(start):
        return True
    with suppress(InvalidSource, OSError, RuntimeError):
        for name, file in members(path, ""):
            return name != path.name and bool(_MEMBER.search(name)) and _published(name, _peeked(file))
    return False


def _published(name: str, start: bytes) -> bool:
    return bool(_ROOT.search(start) or _TITLE.match(start)) or PurePosixPath(name).name in _BESIDE


def accompanies(path: Path) -> bool:
    """Whether a file lies in the folder of a title, beside its list of chapters."""
    named = path.name in _BESIDE or bool(_CHAPTER_FILE.search(path.name))
    return named and path.name != INFO and bool(_TITLE.match(head(path.parent / INFO)))


_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


def through(path: Path) -> datetime.date | None:
    """The latest day on which a title of the edition was made; of the stripped form the year's first day.

    That form tells no day: its folder or archive, or the folder above, is named for the year.
    """
    days = []
    for name, _, start in _files(path):
        if name.endswith(INFO):
            year = next(filter(None, map(_YEAR.search, (path.name, path.parent.name))), None)
            return datetime.date(int(year[0]), 1, 1) if year else None
        if made := _MADE.search(start):
            days.append(datetime.date.fromisoformat(made[1].decode()))
    return max(days, default=None)


def covers(path: Path) -> tuple[str, ...]:
    """The titles that are whole, and the chapters that are there of the others."""
    return tuple(prefix for title in titles(path).values() for prefix in title.covered())


def titles(path: Path) -> dict[str, Title]:
    """The titles of an edition, by number, without reading their text."""
    found: dict[str, Title] = {}
    for name, file, start in _files(path):
        folder, chapter = str(PurePosixPath(name).parent), _CHAPTER_FILE.search(name)
        if _ROOT.search(start):
            found[name] = Title(_numbered(name, start).lower())
        elif name.endswith(INFO):
            found[folder] = _title(name, file)
        elif folder in found and chapter:
            found[folder].present.add(int(chapter[1]))
    return {title.number: title for title in found.values()}


def _files(path: Path) -> Iterator[tuple[str, IO[bytes], bytes]]:
    """The files of an edition that count, with their first bytes; a file of a folder stands for it."""
    place = path.parent if path.name == INFO or _CHAPTER_FILE.search(path.name) else path
    for name, file in members(place, ""):
        if name.endswith((INFO, ".xml")) or (place.is_file() and name == path.name):
            yield name, file, _peeked(file)


def _peeked(file: IO[bytes]) -> bytes:
    start: bytes = file.peek(_START)[:_START]  # type: ignore[attr-defined]  # files are buffered
    return start


def _numbered(name: str, start: bytes) -> str:
    number = _NUMBER.search(start)
    if number is None:
        raise InvalidSource(f"{name} does not say which title of the United States Code it is.")
    return number[1].decode()


def _title(name: str, file: IO[bytes]) -> Title:
    text = file.read(_LONGEST_INFO)
    number = _TITLE.match(text)
    if number is None:
        raise InvalidSource(f"{name} does not say which title of the United States Code it is.")
    _, *listed = text.decode("utf-8", "replace").split("\n")
    chapters = [entries.designation(line) for line in listed if _CHAPTER.match(line)]
    return Title(number[1].decode(), chapters)
