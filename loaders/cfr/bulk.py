"""The XML of the bulk data and of the eCFR's interface: DIV1 to DIV9, with N="§ 1.1" or N="1.1"."""

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from loaders import files
from loaders.cfr.division import Division
from loaders.cfr.units import Place, Unit, unit
from schema.errors import InvalidSource

_DIVISION = re.compile(r"DIV[1-9]")
_TEXTS = ("P", "P-1", "P-2", "P-3", "FP", "FP-1", "FP-2", "FP-DASH", "CITA", "AUTH", "SECAUTH", "SOURCE")
_ENDING = ("DIV5", "DIV8", "DIV9")
"""Taken only so that they are emptied: nothing is left of a part that was read."""
_NUMBERED = re.compile(rb'<IDNO TYPE="title">\s*(\d+)')
_TITLED = re.compile(r"title-(\d+)|(?<!\d)(\d{1,2}) CFR\b")


def divisions(path: Path) -> Iterator[Division]:
    """The divisions that have an identity, each when its text is complete, in their order."""
    numbered = _NUMBERED.search(files.head(path, 4096))
    title = numbered[1].decode() if numbered else ""
    current: Division | None = None
    with files.opened(path) as file:
        for element in files.elements(file, path, ["HEAD", *_TEXTS, *_ENDING]):
            parent = element.getparent()
            if element.tag == "HEAD" and parent is not None and _DIVISION.fullmatch(str(parent.tag)):
                begun = _begun(parent, _printed(element), title, path)
                if begun and current:
                    yield current
                current = begun or current
            elif current and element.tag not in {"HEAD", *_ENDING}:
                _add(current, element)
    if current is None:
        raise InvalidSource(f"{path.name} holds no division of the C.F.R.", "Fetch it again.")
    yield current


def _begun(element: etree._Element, heading: str, title: str, path: Path) -> Division | None:
    own = _unit(element, heading, title)
    if own is None:
        return None
    enclosing = [each for each in element.iterancestors() if _DIVISION.fullmatch(str(each.tag))]
    units = [
        found for each in reversed(enclosing) if (found := _unit(each, each.findtext("HEAD") or "", title))
    ]
    if own.level != "title" and not (units and units[0].level == "title"):
        units = [_title(element, path), *units]
    return Division(Place((*units, own)), heading)


def _unit(element: etree._Element, heading: str, title: str) -> Unit | None:
    """A title's N is the number of its volume in the bulk data (GPO's guide of 2015, section 2.3)."""
    kind, number = element.get("TYPE", ""), element.get("N", "")
    if kind == "TITLE":
        number = title or element.get("NODE", "").partition(":")[0] or number
    return unit(kind, number, heading)


def _title(element: etree._Element, path: Path) -> Unit:
    """The title of a part or section that was asked for alone."""
    root = element.getroottree().getroot()
    for each in (element, *element.iterancestors(), root):
        found = _TITLED.search(each.get("hierarchy_metadata", ""))
        if found:
            return Unit("title", found[1] or found[2])
    raise InvalidSource(f"{path.name} does not say of which title it is.", "Fetch the whole title.")


def _add(division: Division, element: etree._Element) -> None:
    parent = element.getparent()
    around = str(parent.tag) if parent is not None else ""
    text = _printed(element)
    if element.tag in {"AUTH", "SECAUTH"} or around in {"AUTH", "SECAUTH"}:
        division.authority.append(text)
    elif element.tag == "SOURCE" or around == "SOURCE":
        division.source.append(text)
    elif element.tag == "CITA":
        division.history.append(text)
    else:
        head = _skeleton(element) if element.tag == "P" and _DIVISION.fullmatch(around) else ""
        division.text.append((head, text))


def _printed(element: etree._Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


def _skeleton(element: etree._Element) -> str:
    """The text without what is in italics, but with designators in italics as _1_."""
    parts = [element.text or ""]
    for child in element:
        tail = child.tail or ""
        label = "".join(map(str, child.itertext())).strip()
        designates = parts[-1].endswith("(") and tail.startswith(")") and len(label) <= 6
        parts += [f"_{label}_" if designates else "", tail]
    return "".join(parts)
