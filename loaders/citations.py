"""Citations of federal law in free text, read only where the text leaves no doubt.

Whatever can not be read with certainty gives nothing. Identifiers follow the United States Code's own
(`/us/usc/t34/s10151/a`), with a plain hyphen in section numbers; ranges give their two ends. Pages of the
Statutes at Large (`/us/stat/82/197`) and of the Federal Register (`/us/fr/82/8799`) are where a text is
printed: the first page is read, and not the ones after it.
"""

import re
from collections.abc import Iterator

import msgspec

from loaders import reporters
from loaders.plain_text import PlainText
from loaders.regulations import Unit, Units
from loaders.reporters import Head, heads
from loaders.sections import Sections
from loaders.subdivisions import DASH

KINDS = ("usc", "pl", "eo", "cfr", "stat", "fr")
"""What is cited, as identifiers name it, in the order in which `citations` gives it."""
_LAW_MORE = re.compile(
    rf"\s*(?:,|;|and\b|&)\s*(?:and\s+)?(?P<congress>\d{{2,3}}){DASH}(?P<number>\d{{1,4}})(?!\d|{DASH}\d)"
)
_MORE_OF_NUMBER = re.compile(rf"{DASH}\d")
_ORDER_MORE = re.compile(
    r"(?:\s*\([^()]{0,120}\))?\s*(?:,\s*and\b|,|;|\band\b|&)\s*(?P<number>\d{4,5}|\d{2},\d{3})(?![\d-]|,\d)"
)
_PAGE_TAIL = re.compile(rf"{DASH}(\d{{1,4}})(?!\w)")
_NO_PAGE = re.compile(r"\s*(?:\(\w\)|,?\s*et\.?\s*seq)")
_HYPHENATED = {
    (100, 1783),
    (100, 3207),
    (100, 3341),
    (101, 1329),
    (101, 1330),
    (104, 1388),
    (110, 1321),
    (110, 3009),
    (112, 2681),
}
"""Pages of the Statutes at Large after which others are inserted as 3009-1, 3009-2 and so on."""


class Citation(msgspec.Struct, frozen=True):
    """One text that is cited: its identifier, its usual citation, and the words that cite it.

    `printed` are the words with the whole list that they belong to, without entities and with single
    spaces; `begins` and `ends` are its own place in the given text, which for others than the first of a
    list is their own number only.
    """

    id: str
    usual: str
    printed: str
    begins: int = 0
    ends: int = 0

    @property
    def kind(self) -> str:
        """What is cited, as in KINDS."""
        return self.id.split("/")[2]


def cleaned(text: str) -> str:
    """The text without entities and with single spaces."""
    return PlainText(text).text


def citations(text: str) -> list[Citation]:
    """Every citation that can be read with certainty, each text once, in the order of KINDS."""
    found: dict[str, Citation] = {}
    for each in occurrences(text):
        found.setdefault(each.id, each)
    return sorted(found.values(), key=lambda each: KINDS.index(each.kind))


def occurrences(text: str) -> list[Citation]:
    """Every citation that can be read with certainty, each time that it is printed, in reading order."""
    plain = PlainText(text)
    found: dict[tuple[str, int], Citation] = {}
    for head in heads(plain.text):
        for each in _READERS[head.reporter](plain.text, head):
            begins, ends = plain.given(each.begins, each.ends)
            placed = msgspec.structs.replace(each, begins=begins, ends=ends)
            found.setdefault((placed.id, placed.ends), placed)
    return sorted(found.values(), key=lambda each: (each.begins, each.ends))


def _code(text: str, head: Head) -> Iterator[Citation]:
    title, listed = int(head.parts["title"]), head.parts.get("listed")
    if not 1 <= title <= 54:
        return
    begins = text.index(listed, head.begins) if listed else head.ends
    sections = Sections(text, begins)
    if listed and not text.startswith("of ", sections.stop + 1):
        return
    printed = text[head.begins : head.ends if listed else sections.stop].strip()
    for place, section in enumerate(sections.found):
        path = "/".join((section.number, *section.path))
        yield Citation(
            id=f"/us/usc/t{title}/s{path}",
            usual=f"{title} U.S.C. {section.printed}",
            printed=printed,
            begins=section.begins if place or listed else head.begins,
            ends=section.ends,
        )


def _regulations(text: str, head: Head) -> Iterator[Citation]:
    title, listed = int(head.parts["title"]), head.parts.get("listed")
    if not 1 <= title <= 50:
        return
    begins = text.index(listed, head.begins) if listed else head.ends
    units = Units(text, begins, title=title, parts=head.parts.get("unit", "").rstrip(".").endswith("s"))
    printed = text[head.begins : head.ends if listed else units.stop]
    for place, unit in enumerate(units.found):
        yield _regulation(title, unit, printed, unit.begins if place or listed else head.begins)


def _regulation(title: int, unit: Unit, printed: str, begins: int) -> Citation:
    kind, word = ("s", "") if unit.is_section else ("pt", "Part ")
    units = "".join(f"({each})" for each in unit.path)
    return Citation(
        id="/".join((f"/us/cfr/t{title}/{kind}{unit.number}", *unit.path)),
        usual=f"{title} C.F.R. {word}{unit.number}{units}",
        printed=printed,
        begins=begins,
        ends=unit.ends,
    )


def _laws(text: str, head: Head) -> Iterator[Citation]:
    congress, number = head.parts.get("congress"), head.parts.get("number")
    if not congress or not number:
        congress, _, number = head.parts["title"].partition("-")
        ends = text.index(head.parts["title"], head.begins) + len(head.parts["title"])
        if _MORE_OF_NUMBER.match(text, ends):
            return
    else:
        ends = head.ends
    yield from _law(congress, number, text[head.begins : ends], head.begins, ends)
    while more := _LAW_MORE.match(text, ends):
        printed = f"Pub. L. {more['congress']}-{more['number']}"
        yield from _law(more["congress"], more["number"], printed, more.start("congress"), more.end())
        ends = more.end()


def _law(congress: str, number: str, printed: str, begins: int, ends: int) -> Iterator[Citation]:
    """Public laws are numbered by Congress since the 57th; no Congress made more than 1,100."""
    if 57 <= int(congress) <= 130 and 1 <= int(number) <= 1_100:
        law = f"{int(congress)}-{int(number)}"
        yield Citation(f"/us/pl/{law.replace('-', '/')}", f"Pub. L. {law}", printed.strip(), begins, ends)


def _orders(text: str, head: Head) -> Iterator[Citation]:
    yield _order(head.parts["number"], text[head.begins : head.ends], head.begins, head.ends)
    several, ends = head.parts["name"].endswith("s"), head.ends
    while several and (more := _ORDER_MORE.match(text, ends)):
        yield _order(more["number"], f"E.O. {more['number']}", more.start("number"), more.end())
        ends = more.end()


def _order(number: str, printed: str, begins: int, ends: int) -> Citation:
    plain = number.replace(",", "")
    return Citation(f"/us/eo/{plain}", f"E.O. {plain}", printed, begins, ends)


def _statutes(text: str, head: Head) -> Iterator[Citation]:
    """A page of the Statutes at Large; no volume before the 100th has 4,500 pages."""
    volume, page = int(head.parts["volume"]), int(head.parts["page"].replace(",", ""))
    most = 4_500 if volume < 100 else 9_999
    if not 1 <= volume <= 150 or not 1 <= page <= most or text.startswith(" et seq", head.ends):
        return
    tail = _PAGE_TAIL.match(text, head.ends) if (volume, page) in _HYPHENATED else None
    last = f"{page}-{tail[1]}" if tail else str(page)
    ends = tail.end() if tail else head.ends
    printed = text[head.begins : ends]
    yield Citation(f"/us/stat/{volume}/{last}", f"{volume} Stat. {last}", printed, head.begins, ends)


def _register(text: str, head: Head) -> Iterator[Citation]:
    """A page of the Federal Register, whose first volume is that of 1936."""
    volume, page = int(head.parts["volume"]), int(head.parts["page"].replace(",", ""))
    if 1 <= volume <= 120 and 1 <= page <= 130_000:
        printed = text[head.begins : head.ends]
        yield Citation(
            f"/us/fr/{volume}/{page}", f"{volume} Fed. Reg. {page}", printed, head.begins, head.ends
        )


_READERS = {
    reporters.CODE: _code,
    reporters.REGULATIONS: _regulations,
    reporters.LAW: _laws,
    reporters.ORDER: _orders,
    reporters.STATUTES: _statutes,
    reporters.REGISTER: _register,
}
