"""The bulk XML of one issue: its documents, and the pages that its table of contents gives them."""

import datetime
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from loaders import files
from loaders.printed_days import day
from loaders.source import Row
from schema.errors import InvalidSource
from schema.law import ActionKind

_KINDS = {"RULE": ActionKind.RULE, "PRORULE": ActionKind.PROPOSED_RULE, "NOTICE": ActionKind.NOTICE}
_PRESIDENTIAL = {
    "PROCLA": ActionKind.PROCLAMATION,
    "EXECORD": ActionKind.ORDER,
    "EXECORDR": ActionKind.ORDER,
    "PRMEMO": ActionKind.MEMORANDUM,
    "DETERM": ActionKind.DECISION,
    "PRNOTICE": ActionKind.NOTICE,
    "PRORDER": ActionKind.ORDER,
}
_ISSUE = re.compile(
    rb"<FEDREG\b.{0,400}?<VOL>(\d+)</VOL>.{0,200}?<DATE>\w+, (\w+) (\d+), (\d+)</DATE>", re.DOTALL
)
_NUMBER = re.compile(r"FR Doc\.?\s*(?:No\.?\s*)?([A-Z]?\d*-?\d{2,4}-\d+|[A-Z]\d-\d+)")
_SERIES = re.compile(r"(Proclamation|Executive Order) (\d+)(?: of ([A-Z][a-z]+) (\d{1,2}), (\d{4}))?")
_DASHES = re.compile("[\u2010-\u2015]")


def read(path: Path) -> Iterator[Row]:
    """One row a document, with the page that the table of contents gives it."""
    volume, published = issue(path)
    pages: dict[str, str] = {}
    number = 0
    with files.opened(path) as file:
        for element in files.elements(file, path, ["SJDENT", "DOCENT", *_KINDS, "PRESDOCU"]):
            if element.tag in {"SJDENT", "DOCENT"}:
                pages |= _listed(element)
                continue
            number += 1
            fields = _fields(element)
            page = pages.get(fields["document"] or "") or _begun(element)
            yield Row(number, fields | {"volume": volume, "page": page, "published": published})


def is_issue(path: Path) -> bool:
    """Whether a file is an issue, by its beginning."""
    return bool(_ISSUE.search(files.head(path, 4096)))


def issue(path: Path) -> tuple[str, datetime.date]:
    """The volume and the day of an issue; raises InvalidSource when the file is none."""
    found = _ISSUE.search(files.head(path, 4096))
    published = day(*(each.decode() for each in found.groups()[1:])) if found else None
    if not found or not published:
        raise InvalidSource(f"{path.name} is no issue of the Federal Register.", "Fetch it again.")
    return found[1].decode(), published


def _listed(element: etree._Element) -> dict[str, str]:
    """First pages by document, as one entry of the contents lists them: pages, then the document's number."""
    found: dict[str, str] = {}
    page = None
    for each in element.iter("PGS", "FRDOCBP"):
        if each.tag == "PGS":
            page = re.match(r"\d+", _plain(each))
        elif page:
            found[_plain(each)] = page[0]
    return found


def _begun(element: etree._Element) -> str | None:
    """The page on which a document begins, by the first page break in it; None where that has no number."""
    first = next(element.iter("PRTPAGE"), None)
    page = first.get("P", "") if first is not None else ""
    if first is None or not page.isdecimal():
        return None
    leads = first.getprevious() is None and first.getparent() is element.find("PREAMB")
    return page if leads else str(int(page) - 1)


def _fields(element: etree._Element) -> dict[str, Any]:
    found = _NUMBER.search(" ".join(_plain(each) for each in element.iter("FRDOC")))
    heading = element.find("PREAMB")
    about = element if heading is None else heading
    return {
        "document": found[1] if found else None,
        "agencies": [(_plain(each), _office(each)) for each in about.iter("AGENCY")],
        "concerned": [_plain(each) for each in about.iter("CFR")],
        "changed": sorted(
            {(each.get("TITLE", ""), each.get("PART", "")) for each in element.iter("REGTEXT")}
        ),
        "dates": " ".join(_plain(each) for tag in ("EFFDATE", "DATES") for each in about.iter(tag)),
    } | (_presidential(element[0]) if element.tag == "PRESDOCU" and len(element) else _ordinary(element))


def _ordinary(element: etree._Element) -> dict[str, Any]:
    return {"kind": _KINDS.get(str(element.tag)), "title": _first(element, "SUBJECT")}


def _presidential(element: etree._Element) -> dict[str, Any]:
    said = " ".join(
        _plain(each) for each in element.iter("PROC", "EXECORDR", "DETERM") if each is not element
    )
    found = _SERIES.search(said)
    return {
        "kind": _PRESIDENTIAL.get(str(element.tag), ActionKind.NOTICE),
        "title": _first(element, "HD"),
        "series": found[1] if found else None,
        "number": found[2] if found else None,
        "issued": day(found[3], found[4], found[5]) if found and found[3] else None,
    }


def _office(agency: etree._Element) -> str | None:
    """The office that is printed under an agency's name."""
    after = agency.getnext()
    return _plain(after) if after is not None and after.tag == "SUBAGY" else None


def _first(element: etree._Element, tag: str) -> str | None:
    found = next(element.iter(tag), None)
    return _plain(found) if found is not None else None


def _plain(element: etree._Element) -> str:
    """The words of an element in single spaces, with plain hyphens."""
    return _DASHES.sub("-", " ".join("".join(map(str, element.itertext())).split()))
