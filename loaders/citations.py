"""Citations of federal law in free text, read only where the text leaves no doubt.

Whatever can not be read with certainty gives nothing. Identifiers follow the United States Code's own
(`/us/usc/t34/s10151/a`), with a plain hyphen in section numbers; ranges give their two ends.
"""

import html
import re
from collections.abc import Iterator

import msgspec

from loaders.sections import DASH, Sections

_START = rf"(?<!\d\.)(?<!{DASH[:-1]}\w])"
_CODE = r"(?:U\.?\s?S\.?\s?C\b\.?(?:\s?A\b\.?|\sCode\b)?|U\.?S\.? Code\b|United States Code\b)"
_MARK = r"(?:§+|\b(?:[Ss]ub)?[Ss]ections?\b|\bSubSections?\b|\b[Ss]ecs?\b\.?|\bss\b\.?)"
_HEADING = rf"(?:\s*{DASH}\s*[A-Z][A-Za-z ,]{{2,60}}?)?"
_USC = re.compile(rf"{_START}(?P<title>\d{{1,2}})\]?{_HEADING}\s*,?\s*(?:{_CODE}[\s,.]*(?:{_MARK}\s*)*)+")
_CFR = re.compile(
    rf"{_START}(?P<title>\d{{1,2}})\s*C\.?\s?F\.?\s?R\b\.?\s*"
    rf"(?:{_MARK}|[Pp]arts?\b|[Pp]t\b\.?)?\s*(?P<part>\d{{1,4}})(?:\.(?P<section>\d{{1,4}}[a-z]?))?(?![\w.]\w|\w)"
)
_PL_WORD = r"\b(?:Pub(?:lic|\.)?\s*L(?:aws?\b\.?|\.|\b)|P\.\s?L\.|PL\b|PUBLIC LAW)"
_PL_HEAD = rf"{_PL_WORD}[\s,(]*(?:\(?P\.?L\.?\)\s*)?(?:[Nn]os?\b\.?:?|[Nn]umber)?\s*"
_PL = re.compile(
    rf"{_PL_HEAD}(?:(?P<again>\d{{2,3}})(?:th|st|nd|rd)?\s*,\s*)?"
    rf"-?(?P<congress>\d{{2,3}})\s*{DASH}\s*(?P<number>\d{{1,4}})(?!\d|{DASH}\d)"
)
_PL_COMMA = re.compile(
    rf"\bPub\.\s*L\.\s*(?P<congress>\d{{2,3}})(?:th|st|nd|rd)?,\s*(?P<number>\d{{1,4}})(?!\d|{DASH}\d|\.\d)"
    r"(?!\s*(?:U\.?\s?S|Stat|C\.?F\.?R|§))"
)
_PL_MORE = re.compile(
    rf"\s*(?:,|;|and\b|&)\s*(?:and\s+)?(?P<congress>\d{{2,3}}){DASH}(?P<number>\d{{1,4}})(?!\d|{DASH}\d)"
)
_EO = re.compile(
    r"\b(?:Executive Order|Exec\. Order|E\.\s?O\.|EO)\s*(?:\(E\.?O\.?\)\s*)?(?:[Nn]o\b\.?\s*)?"
    r"(?P<number>\d{4,5})(?![\d-])"
)


class Citation(msgspec.Struct, frozen=True):
    """One text that is cited: its identifier, its usual citation, and the words that cite it."""

    id: str
    usual: str
    printed: str


def cleaned(text: str) -> str:
    """The text without entities and with single spaces."""
    return " ".join(html.unescape(text).split())


def citations(text: str) -> list[Citation]:
    """Every citation that can be read with certainty, each text once, in the order of the kinds."""
    clean = cleaned(text)
    found: dict[str, Citation] = {}
    for each in (*_code(clean), *_laws(clean), *_orders(clean), *_regulations(clean)):
        found.setdefault(each.id, each)
    return list(found.values())


def _code(text: str) -> Iterator[Citation]:
    for head in _USC.finditer(text):
        title = int(head["title"])
        if not 1 <= title <= 54:
            continue
        sections = Sections(text, head.end())
        printed = text[head.start() : sections.stop].strip()
        for section in sections.found:
            path = "/".join((section.number, *section.path))
            usual = f"{title} U.S.C. {section.printed}"
            yield Citation(f"/us/usc/t{title}/s{path}", usual, printed)


def _regulations(text: str) -> Iterator[Citation]:
    for found in _CFR.finditer(text):
        title, part, section = int(found["title"]), found["part"], found["section"]
        if not 1 <= title <= 50 or re.match(rf"\s*{DASH}\s*\d", text[found.end() :]):
            continue
        unit = f"s{part}.{section}" if section else f"pt{part}"
        usual = f"{title} C.F.R. {part}.{section}" if section else f"{title} C.F.R. Part {part}"
        yield Citation(f"/us/cfr/t{title}/{unit}", usual, found[0])


def _laws(text: str) -> Iterator[Citation]:
    for found in _PL.finditer(text):
        yield from _law(found["congress"], found["number"], found[0])
        more = _PL_MORE.match(text, found.end())
        while more:
            yield from _law(more["congress"], more["number"], f"Pub. L. {more['congress']}-{more['number']}")
            more = _PL_MORE.match(text, more.end())
    for found in _PL_COMMA.finditer(text):
        yield from _law(found["congress"], found["number"], found[0])


def _law(congress: str, number: str, printed: str) -> Iterator[Citation]:
    """Public laws are numbered by Congress since the 57th; no Congress made more than 1,100."""
    if 57 <= int(congress) <= 130 and 1 <= int(number) <= 1_100:
        law = f"{int(congress)}-{int(number)}"
        yield Citation(f"/us/pl/{law.replace('-', '/')}", f"Pub. L. {law}", printed.strip())


def _orders(text: str) -> Iterator[Citation]:
    for found in _EO.finditer(text):
        yield Citation(f"/us/eo/{found['number']}", f"E.O. {found['number']}", found[0])
