"""HTML as text: what a reader of the page sees, a paragraph a line."""

import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import HTMLParser, document_fromstring

from loaders.documents import plain
from schema.errors import InvalidSource

_BEGINS = re.compile(
    rb"\A\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*(?:<!doctype\s+html|<html|<head|<body)",
    re.IGNORECASE | re.DOTALL,
)
_HIDDEN = frozenset(
    {"script", "style", "noscript", "template", "head", "svg", "math", "iframe", "object", "select"}
)
_INLINE = frozenset(
    {
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
    }
    | {
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    }
)
_CELLS = frozenset({"td", "th"})


def is_html(data: bytes) -> bool:
    """Whether bytes begin as a page does."""
    return bool(_BEGINS.match(data[:8_192].removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"")))


def read(text: str, name: str) -> tuple[str, str]:
    """The title and the visible text of a page; entities of its own are never resolved."""
    declared = re.sub(r"\A\s*<\?xml[^>]*\?>", "", text.replace("\0", " "))
    parser = HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        page = document_fromstring(declared, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise InvalidSource(
            f"{name} is HTML that can not be read ({error}).", "Open it in a browser and save its text."
        ) from error
    lines = (" ".join(line.split()) for line in plain.unbroken("".join(_pieces(page))).split("\n"))
    return _title(page), "\n".join(line for line in lines if line)


def _title(page: etree._Element) -> str:
    for path in ("//head/title", "//h1", "//h2"):
        found = page.find(f".{path}")
        if found is not None and (words := " ".join("".join(map(str, found.itertext())).split())):
            return words
    return ""


def _pieces(page: etree._Element) -> Iterator[str]:
    """Texts in the order of the page; what is not inside a line begins and ends one."""
    hidden = 0
    for event, element in etree.iterwalk(page, events=("start", "end")):
        tag = str(element.tag).lower()
        if event == "start":
            hidden += tag in _HIDDEN
            if not hidden:
                yield _break(tag) + _flowing(element.text)
            continue
        hidden -= tag in _HIDDEN
        if not hidden:
            yield _break(tag) + _flowing(element.tail)


def _break(tag: str) -> str:
    return "" if tag in _INLINE else " " if tag in _CELLS else "\n"


def _flowing(text: str | None) -> str:
    """Text as a browser sets it: line breaks of the file are spaces."""
    return re.sub(r"\s+", " ", text or "")
