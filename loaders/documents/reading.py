"""A file of any of the formats that documents come in, as text."""

from pathlib import Path

import msgspec

from loaders.documents import markup, pdf, plain
from loaders.files import opened
from loaders.loading import checksum
from schema.errors import InvalidSource

LARGEST_PDF = 256 * 1024 * 1024
"""Bytes of a PDF; a scanned ruling of a thousand pages has some 60 MB."""
LARGEST = 64 * 1024 * 1024
"""Bytes of any other file: a page of the web may be ten times as long as its text."""
LONGEST = 20_000_000
"""Characters of text: some 7,000 pages."""
_TITLE = 200


class Document(msgspec.Struct, frozen=True):
    """What was read of a file: its text in lines, each a paragraph or a heading, and what it is called."""

    text: str
    title: str
    media_type: str
    checksum: str


def document(path: Path) -> Document:
    """Read a file; raises InvalidSource when it is too large, holds no text, or is no document."""
    data = _bytes(path)
    if pdf.is_pdf(data):
        title, text, kind = *pdf.read(data, path.name), "application/pdf"
    elif markup.is_html(data):
        title, text, kind = *markup.read(plain.decoded(data, path.name), path.name), "text/html"
    else:
        decoded = plain.decoded(data, path.name)
        title, text, kind = *plain.read(decoded), plain.media_type(decoded)
    if len(text) > LONGEST:
        raise InvalidSource(
            f"{path.name} holds {len(text):,} characters of text, more than the {LONGEST:,} that are read.",
            "Cut it into several files.",
        )
    if not any(each.isalnum() for each in text):
        raise InvalidSource(f"{path.name} holds no text.", "Check that it is the file that you mean.")
    return Document(text, title[:_TITLE].strip() or path.name, kind, checksum(path))


def _bytes(path: Path) -> bytes:
    if path.is_dir():
        raise InvalidSource(f"{path} is a folder.", "Load the documents in it one by one, or use --all.")
    with opened(path) as file:
        data = file.read(LARGEST + 1)
        most = LARGEST_PDF if pdf.is_pdf(data) else LARGEST
        data += file.read(most + 1 - len(data))
    if len(data) > most:
        raise InvalidSource(
            f"{path.name} is larger than {most:,} bytes.",
            "A document is read whole: cut it into several files.",
        )
    return data
