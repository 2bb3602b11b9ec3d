"""PDF as text, page after page; nothing that a file says of itself is trusted."""

import io
import logging
import re
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError, PyPdfError

from loaders.documents import plain
from schema.errors import InvalidSource

MOST_PAGES = 5_000
_SECONDS = 180
_MOST_CHARACTERS = 25_000_000
_SEARCHED = 1_024
_MARK = re.compile(rb"(?:\A|[\r\n])\s*%PDF-\d")
_FAULTS = (
    PyPdfError,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    IndexError,
    AssertionError,
    NotImplementedError,
)


def is_pdf(data: bytes) -> bool:
    """Whether bytes begin as a PDF does; the standard allows some before its mark."""
    return _MARK.search(data[:_SEARCHED]) is not None


def read(data: bytes, name: str) -> tuple[str, str]:
    """The title that the file gives, and the text of its pages.

    Raises InvalidSource when it is encrypted, holds only images, is damaged, or takes too long to read.
    """
    with _told(name), _quiet():
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise FileNotDecryptedError("a password")
        if len(reader.pages) > MOST_PAGES:
            raise _refused(
                name, f"has {len(reader.pages):,} pages, more than the {MOST_PAGES:,} that are read"
            )
        text = plain.unbroken("\n\n".join(_pages(reader, name)))
        title = _title(reader)
    if not any(each.isalnum() for each in text):
        raise InvalidSource(
            f"{name} holds images of pages and no text.", "Run it through text recognition (OCR) first."
        )
    lines = list(plain.lines(text))
    return title or lines[0][:120], "\n".join(lines)


def _pages(reader: PdfReader, name: str) -> Iterator[str]:
    begun, characters = time.monotonic(), 0
    for number, page in enumerate(reader.pages, start=1):
        text = _text(page)
        characters += len(text)
        if time.monotonic() - begun > _SECONDS or characters > _MOST_CHARACTERS:
            raise _refused(name, f"takes too long to read, or holds too much text, at page {number:,}")
        yield text


def _text(page: PageObject) -> str:
    return page.extract_text()


def _title(reader: PdfReader) -> str:
    """The title in the file's own description, unless it is the name of a file that it was made from."""
    title = " ".join(str((reader.metadata and reader.metadata.title) or "").replace("\0", "").split())
    made = title.lower().startswith("microsoft word") or title.lower().endswith(
        (".doc", ".docx", ".pdf", ".wpd")
    )
    return "" if made or title.lower() in {"untitled", "document"} else title


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep what the parser says of faults that it mends to itself."""
    logger = logging.getLogger("pypdf")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.setLevel(before)


@contextmanager
def _told(name: str) -> Iterator[None]:
    try:
        yield
    except (FileNotDecryptedError, DependencyError) as error:
        raise InvalidSource(
            f"{name} is encrypted.", "Open it with its password and save a copy without one."
        ) from error
    except (LimitReachedError, MemoryError, RecursionError) as error:
        raise _refused(name, "unpacks to far more than an honest file does") from error
    except _FAULTS as error:
        raise InvalidSource(
            f"{name} is a damaged PDF ({type(error).__name__}: {str(error)[:120]}).", "Fetch it again."
        ) from error


def _refused(name: str, why: str) -> InvalidSource:
    return InvalidSource(f"{name} {why}.", "Cut it into smaller files, if you trust it.")
