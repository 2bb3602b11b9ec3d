"""Texts of executive orders as whitehouse.gov gives them: front matter, then sections, in markdown.

A text does not say its number: that is the one of the order with its title and day in the other files, or
one of those below, which the Federal Register gave after the other files were made.
"""

import datetime
import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import msgspec
import yaml

from schema.errors import InvalidSource

BEGINS = re.compile(rb"---\n(?:[^\n]*\n){0,8}?source_url: https://www\.whitehouse\.gov/presidential-actions/")
PUBLISHER = "the White House"
LATER = {
    "protecting the american people against invasion": "14159",
    "ending taxpayer subsidization of open borders": "14218",
    "protecting american communities from criminal aliens": "14287",
}
"""Titles of 2025 and their numbers: 90 FR 8443, 90 FR 10581 and 90 FR 18761."""
_LARGEST = 4 * 1024 * 1024
_SECTION = re.compile(
    r"(?:^|(?<=\s))(?:Section|Sec)\s?\.?\s(\d{1,2})\s?\.\s+([^.]{3,120})\.(?=\s)", re.MULTILINE
)


class Section(msgspec.Struct, frozen=True):
    """A section: its number, its heading, and the words that are only read for what they cite."""

    number: str
    heading: str
    text: str


class Text(msgspec.Struct, frozen=True):
    """One order's text."""

    title: str
    signed: datetime.date
    address: str
    sections: tuple[Section, ...]


def text(file: IO[bytes], path: Path) -> Text:
    """The order that a file holds; raises InvalidSource when it is not one."""
    content = file.read(_LARGEST + 1)
    if len(content) > _LARGEST:
        raise InvalidSource(f"{path.name} has more than {_LARGEST:,} bytes.", "No order is so long.")
    try:
        _, front, body = content.decode().split("---\n", 2)
        about = yaml.safe_load(front)
        title, signed = str(about["title"]), datetime.date.fromisoformat(str(about["date"]))
        return Text(title, signed, str(about["source_url"]), tuple(_sections(_plain(body))))
    except (ValueError, KeyError, TypeError, yaml.YAMLError) as error:
        raise InvalidSource(f"{path.name} is not an order's text ({error}).", "Fetch it again.") from error


def _plain(body: str) -> str:
    """The words without markup, in single spaces."""
    return " ".join(html.unescape(re.sub(r"<[^>]{0,200}>|[*\\_]", "", body)).split())


def _sections(body: str) -> Iterator[Section]:
    """The sections in their order; a number out of order is part of a sentence."""
    found: list[re.Match[str]] = []
    for each in _SECTION.finditer(body):
        if int(each[1]) == len(found) + 1:
            found.append(each)
    for place, each in enumerate(found):
        end = found[place + 1].start() if place + 1 < len(found) else len(body)
        yield Section(each[1], each[2].strip(), body[each.end() : end])
