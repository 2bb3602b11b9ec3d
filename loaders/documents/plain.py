"""Plain text and Markdown: the encoding, the title, and lines that were only broken to fit a page."""

import html
import itertools
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from schema.errors import InvalidSource

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_CONTROLS = frozenset(range(32)) - {9, 10, 12, 13, 26, 27}
_HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*$")
_UNDERLINE = re.compile(r"^(=|-){3,}$")
_FRONT = re.compile(r"\A---\n(?P<fields>(?:.*\n){0,60}?)---\n")
_FRONT_TITLE = re.compile(r"^title:\s*[\"']?(.+?)[\"']?\s*$", re.MULTILINE)
_MARKS = re.compile(
    r"(?m)^#{1,6}\s+|^>\s?|\*\*|__|(?<![\w\\])[*_](?=\w)|(?<=[\w.,;:])[*_](?!\w)|\\(?=[^\w\s])"
)
_LINK = re.compile(r"!?\[([^\[\]\n]{0,300})\]\([^()\s]{0,500}\)")
_TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,200}>")
_MARKED = re.compile(r"(?m)^#{1,6} \S|^\s*[-*] \S|\[[^\]\n]+\]\(http|\*\*\S")
_ITEM = re.compile(r"(?:[-*•●▪]|\(?[0-9a-zA-Z]{1,3}[.)])\s")
_FULL, _WIDE, _WIDEST = 0.65, 40, 130


def decoded(data: bytes, name: str) -> str:
    """The text of some bytes: Unicode by its mark, else UTF-8, else Windows-1252; refuses what is no text."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding, name)
    controls = sum(data.count(each) for each in _CONTROLS)
    if controls > len(data) / 2_000:
        raise _not_text(name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _western(data, name)


def _strictly(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InvalidSource(
            f"{name} begins as {encoding} and is not: {error.reason} at byte {error.start:,}.",
            "Save it again as UTF-8.",
        ) from error


def _western(data: bytes, name: str) -> str:
    """Windows-1252, unless so many letters are foreign that the bytes are no English text."""
    text = data.decode("windows-1252", errors="replace")
    foreign = sum(1 for each in text if ord(each) > 126)
    if foreign > len(text) / 10:
        raise _not_text(name)
    return text


def _not_text(name: str) -> InvalidSource:
    return InvalidSource(
        f"{name} is neither text nor HTML nor PDF.",
        "Save it as one of these, for example by printing to PDF.",
    )


def media_type(text: str) -> str:
    """Markdown where headings, lists, links or bold type are marked up in it; else plain text."""
    marks = len(_MARKED.findall(text[:100_000]))
    return "text/markdown" if marks >= 3 or _FRONT.match(text) else "text/plain"


def read(text: str) -> tuple[str, str]:
    """The title and the lines of a plain or Markdown text."""
    text = unbroken(text)
    title, text = _front(text)
    if media_type(text) == "text/markdown" or title:
        title, text = title or _heading(text), _unmarked(text)
    joined = "\n".join(lines(text))
    first = next((each for each in joined.split("\n") if each), "")
    return title or _shortened(first), joined


def unbroken(text: str) -> str:
    """The text with one kind of line break and of space, composed letters, and no invisible characters."""
    text = html.unescape(text.replace("\0", " ")) if "&" in text else text.replace("\0", " ")
    text = re.sub(r"\r\n?|[\x0b\x85\u2028\u2029]", "\n", text).replace("\x0c", "\n\n")
    text = re.sub("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]", "", text)
    return unicodedata.normalize("NFC", re.sub("[^\\S\n]", " ", text))


def lines(text: str) -> Iterator[str]:
    """The paragraphs and headings of a text, each in one line of single spaces; empty lines are left out.

    A line is joined to the next one where it is nearly as wide as its text is set, as a line that was broken
    to fit is; a hyphen at such an end is kept, for it can not be told from one that belongs to the word.
    Where lines are wider than any page, lines are paragraphs already.
    """
    rows = text.split("\n")
    width = _width(rows)
    for block in _blocks(rows):
        yield from _joined(block, width)


def _width(rows: list[str]) -> int:
    """How wide the text is set: nine lines in ten are no wider; nothing where it is not set in lines."""
    sizes = sorted(len(each.strip()) for each in rows if each.strip())
    wider = len(sizes) - bisect_right(sizes, _WIDEST)
    return sizes[int(len(sizes) * 0.9)] if sizes and wider <= len(sizes) / 50 else 0


def _blocks(rows: Iterable[str]) -> Iterator[list[str]]:
    block: list[str] = []
    for row in rows:
        if stripped := " ".join(row.split()):
            block.append(stripped)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _joined(block: list[str], width: int) -> Iterator[str]:
    paragraph = [block[0]]
    for before, row in itertools.pairwise(block):
        if width and len(before) >= max(_WIDE, _FULL * width) and not _ITEM.match(row):
            paragraph.append(row)
        else:
            yield " ".join(paragraph)
            paragraph = [row]
    yield " ".join(paragraph)


def _front(text: str) -> tuple[str, str]:
    """The title that a block of fields before a Markdown text gives, and the text without the block."""
    front = _FRONT.match(text)
    if not front:
        return "", text
    title = _FRONT_TITLE.search(front["fields"])
    return title[1] if title else "", text[front.end() :]


def _heading(text: str) -> str:
    for row in text.split("\n", 200):
        if found := _HEADING.match(row.strip()[:1_000]):
            return _TAG.sub("", found[1])
    return ""


def _unmarked(text: str) -> str:
    rows = (
        row for row in _LINK.sub(r"\1", _TAG.sub("", text)).split("\n") if not _UNDERLINE.match(row.strip())
    )
    return "\n".join(_MARKS.sub("", row) for row in rows)


def _shortened(line: str) -> str:
    """A first line as a title: a long one is cut after a word."""
    return line if len(line) <= 120 else line[:120].rpartition(" ")[0] + " …"
