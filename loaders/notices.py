"""Lists of places and sets of letters of the Department of Justice, as JSON: one document a file.

A list has a title, the day on which it was published, and names under headings; letters have a title with
their day, and the names of those that they went to as somebody printed them.
"""

import datetime
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec
import orjson

from loaders import files
from loaders.governments import Sort
from loaders.source import Row
from schema.errors import InvalidSource
from schema.law import ActionKind

HEADINGS = {"states": Sort.STATE, "counties": Sort.COUNTY, "cities": Sort.PLACE}
DAY = r"(\d{4}-\d{2}-\d{2})"
_LETTERS = "as_named_by"
_LARGEST = 1024 * 1024


class Document(msgspec.Struct, frozen=True):
    """A list or a set of letters."""

    kind: ActionKind
    day: datetime.date
    title: str
    home: str | None = None

    @property
    def id(self) -> str:
        """Its identifier, as the researched facts have it."""
        return f"ea-doj-{self.kind.lower()}{'s' if self.kind is ActionKind.LETTER else ''}-{self.day}"

    @property
    def name(self) -> str:
        """What it is called."""
        what = "sanctuary list" if self.kind is ActionKind.LIST else "letters"
        return f"DOJ {what} of {self.day.day} {self.day:%B} {self.day.year}"


def read(path: Path) -> Iterator[Row]:
    """The document, then one row an entry under its heading."""
    published = _published(path)
    told = _document(published, path)
    entries = [
        (None if key.startswith(_LETTERS) else key, printed)
        for key, listed in published.items()
        if key in HEADINGS or key.startswith(_LETTERS)
        for printed in _texts(listed, key, path)
    ]
    fields = {key: value for key, value in published.items() if key not in HEADINGS}
    fields = {key: value for key, value in fields.items() if not key.startswith(_LETTERS)}
    yield Row(1, fields | {"document": told, "entries": len(entries)})
    for number, (heading, printed) in enumerate(entries, start=2):
        yield Row(number, {"document": told, "heading": heading, "printed": printed})


def recognises(path: Path) -> bool:
    """Whether a file is a list or a set of letters, as JSON."""
    try:
        published = orjson.loads(files.head(path, _LARGEST))
    except orjson.JSONDecodeError:
        return False
    return isinstance(published, dict) and "title" in published and _kind(published) is not None


def document(path: Path) -> Document:
    """The document that a file holds."""
    return _document(_published(path), path)


def _published(path: Path) -> dict[str, Any]:
    with files.opened(path) as file:
        text = file.read(_LARGEST + 1)
    try:
        published = orjson.loads(text.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as error:
        raise InvalidSource(f"{path.name} is not whole JSON ({error}).", "Fetch it again.") from error
    if not isinstance(published, dict):
        raise InvalidSource(f"{path.name} is not one list or set of letters.")
    return published


def _document(published: Mapping[str, Any], path: Path) -> Document:
    kind, title = _kind(published), str(published.get("title", ""))
    day = _day(str(published.get("published") or title))
    if kind is None or not title or day is None:
        raise InvalidSource(
            f"{path.name} has no title, no day or no entries.",
            f"A list has a title, published, and {', '.join(HEADINGS)}; letters have a title with their day.",
        )
    home = str(published.get("official_home", ""))
    url = home if home.startswith("https://") else None
    return Document(kind, day, title, url)


def _day(text: str) -> datetime.date | None:
    found = re.search(DAY, text)
    with suppress(ValueError):
        return datetime.date.fromisoformat(found[1]) if found else None
    return None


def _kind(published: Mapping[str, Any]) -> ActionKind | None:
    if any(key.startswith(_LETTERS) for key in published):
        return ActionKind.LETTER
    return ActionKind.LIST if HEADINGS.keys() & published.keys() and "published" in published else None


def _texts(listed: Any, key: str, path: Path) -> list[str]:
    if not isinstance(listed, list) or not all(isinstance(each, str) for each in listed):
        raise InvalidSource(f"{path.name}: {key} is not a list of names.")
    return listed
