"""Telling a document from the other files of a folder, by what its beginning holds.

Where a folder is loaded, a table, a list of settings, a program or the files that describe a project are not
documents; a text is taken for one only when most of its words stand in sentences.
"""

import csv
import io
import re
from contextlib import suppress
from itertools import islice
from pathlib import Path

from loaders.documents import markup, pdf, plain
from loaders.files import head
from schema.errors import InvalidSource

_DESCRIBING = re.compile(
    r"(?:read.?me|licen[cs]e|copying|copyright|notice|authors|contributing|contributors|change.?log|changes|history"
    r"|news|security|support|code.of.conduct|governance|maintainers|requirements|robots|llms)(?:[-_.].*)?",
    re.IGNORECASE,
)
_END = re.compile(r"(?<=[a-z)\d][.?!:;])[”\"')\]]?(?:\s|$)")
_BEGINS = re.compile(r"[A-Z“\"'(§\[\d]")
_WORD = re.compile(r"[A-Za-z’'-]+[.,;:?!)”\"]*")
_CODE = re.compile(
    r"(?m)^\s*(?:[{}\[\]<@#/*]|(?:def|class|import|from|return|const|var|let|function|INSERT|CREATE)\b.*[({;:=])"
)
_LEAST_WORDS = 40
_LEAST_SHARE = 0.5
_OPENINGS = ("{", "[{", "[[", "<", "%!", "#!", '"""')
_SETTING = re.compile(r"(?:#[^\n]*\n|\s*\n)*[a-z_][\w-]*:(?:\s[^\n]*)?\n(?:\s*-\s|\s*[a-z_][\w-]*:\s)")
_DELIMITERS = (",", "\t", ";", "|")


def is_document(path: Path) -> bool:
    """Whether a file is a text, page or PDF that someone wrote to be read."""
    data = head(path)
    if not data or _DESCRIBING.fullmatch(path.name):
        return False
    if pdf.is_pdf(data):
        return True
    try:
        text = plain.decoded(_whole_characters(data), path.name)
        return is_prose(markup.read(text, path.name)[1] if markup.is_html(data) else text)
    except InvalidSource:
        return False


def is_prose(text: str) -> bool:
    """Whether most words of a text stand in sentences."""
    text = text.lstrip("\ufeff \r\n\t")
    if text.startswith(_OPENINGS) or _SETTING.match(text) or _is_table(text) or _is_code(text):
        return False
    _, lined = plain.read(text)
    rows = lined.split("\n")
    words = sum(len(row.split()) for row in rows)
    sentences = sum(_sentence_words(row) for row in rows)
    return sentences >= _LEAST_WORDS and sentences >= _LEAST_SHARE * words


def _sentence_words(row: str) -> int:
    """Words of a line that are in sentences: of eight words or more, nearly all of letters."""
    total = 0
    *sentences, _ = _END.split(row)
    for sentence in sentences:
        words = sentence.split()
        lettered = sum(1 for word in words if _WORD.fullmatch(word))
        if _BEGINS.match(sentence) and len(words) >= 8 and lettered >= 0.6 * len(words):
            total += len(words)
    return total


def _is_table(text: str) -> bool:
    """Whether most rows have as many cells as the first, as those of a table do; a cell may hold lines."""
    for delimiter in _DELIMITERS:
        rows = _rows(text, delimiter)
        alike = sum(len(row) == len(rows[0]) for row in rows) if rows else 0
        if len(rows) >= 3 and len(rows[0]) >= 3 and alike >= 0.7 * len(rows):
            return True
        if rows and len(rows[0]) >= 4 and all(0 < len(cell.split()) <= 5 for cell in rows[0]):
            return True
    return False


def _rows(text: str, delimiter: str) -> list[list[str]]:
    """The first rows of a text, were it a table; without the last, which may be cut."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    with suppress(csv.Error):
        return [row for row in islice(reader, 40) if row][:-1]
    return []


def _is_code(text: str) -> bool:
    rows = [row for row in text.split("\n")[:200] if row.strip()]
    return len(_CODE.findall("\n".join(rows))) > 0.3 * len(rows)


def _whole_characters(data: bytes) -> bytes:
    """The beginning of a file without the part of a character that it was cut in."""
    cut = data[-3:]
    for back in range(1, min(4, len(data) + 1)):
        if data[-back] >= 0xC0:
            return data[:-back] if len(data) >= 65_000 else data
    return data if cut else b""
