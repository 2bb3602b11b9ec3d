"""The texts that the Code cites: by the addresses in its XML, and in words ("section 1324 of title 8")."""

import re
from collections.abc import Iterator

from loaders.citations import Citation, citations
from loaders.cited import linked
from loaders.us_code.acts import acts, published_act
from loaders.us_code.entries import DASHES, Entry, code

_NUMBER = r"\d{1,6}[A-Za-z]{0,6}(?:[-\u2010-\u2013\u2212]\d{1,3}[a-z]{0,3})?(?![\w.]\w)"
_PATH = r"(?:\([0-9A-Za-z]{1,5}\))"
_BETWEEN = r"(?:\s*,\s*(?:and|or)\s+|\s*,\s*|\s+(?:and|or|to|through)\s+)(?:[Ss]ections?\s+)?"
_OF = (
    r"\s+of\s+(?:this\s+title\b|[Tt]itle\s+(?P<title>\d{1,2})\b"
    r"(?!,?\s+(?:of\s+(?:the\s+)?)?(?:Code of Federal|C\.\s?F\.\s?R|Canal Zone|Guam|D\.\s?C\.|District)))"
)
_SECTIONS = re.compile(
    rf"\b[Ss]ections?\s+(?P<list>{_NUMBER}{_PATH}*(?:{_BETWEEN}(?:{_NUMBER}{_PATH}*|{_PATH}+))*){_OF}"
)
_CHAPTER = re.compile(
    r"\b(?:[Ss]ubchapter\s+(?P<within>[IVXL]{1,8}(?:[-\u2010-\u2013][A-Z])?)\s+of\s+)?"
    rf"[Cc]hapter\s+(?P<chapter>\d{{1,4}}[A-Z]{{0,2}}){_OF}"
)
_ITEM = re.compile(rf"(?P<number>{_NUMBER})?(?P<path>{_PATH}*)")
_UNIT = re.compile(r"\w+")
_CODE = re.compile(r"/us/usc/t(?P<title>\d{1,2}a?)(?P<path>(?:/[\w.,-]+)*)$")
_LAW = re.compile(r"/us/pl/(?P<congress>\d{1,3})/(?P<number>\d{1,4})(?:/|$)")
_CHAPTER_ALONE = re.compile(r"^/us/usc/t\w+/(?:\w+/)*?(?=ch\d)")
_ELSEWHERE = re.compile(r"U\. ?S\. ?C|Pub|P\.L|C\.F\.R|Executive|E\.O\.")
NOTE = "/note"
"""The end of the id of a note under a section, which the XML's addresses do not tell from the section."""
PAGES = "stat"
"""The kind of address that stands for a page and not for a text."""


def cited(entry: Entry) -> dict[str, Citation]:
    """What an entry's words and addresses cite, by id, without itself."""
    found: dict[str, Citation] = {}
    for address in entry.references:
        if citation := published(address):
            found.setdefault(citation.id, citation)
    words = {each.id: each for each in printed(entry.words, entry.title)} if entry.words else {}
    for identifier in words:
        if identifier.endswith(NOTE) and (section := identifier.removesuffix(NOTE)) not in words:
            found.pop(section, None)
    found = words | found
    found.pop(entry.id, None)
    return found


def unknown(entry: Entry) -> set[str]:
    """The kinds of address that mean none of our texts: counted, not followed."""
    kinds = {each.split("/")[2] if each.startswith("/us/") else "other" for each in entry.references}
    known = {each.split("/")[2] for each in entry.references if published(each)}
    return kinds - known - {PAGES}


def published(address: str) -> Citation | None:
    """The text of an address in the XML; None for a page of the Statutes at Large and for kinds not kept."""
    address = address.translate(DASHES)
    if law := _LAW.match(address):
        usual = f"{law['congress']}-{law['number']}"
        return Citation(f"/us/pl/{law['congress']}/{law['number']}", f"Pub. L. {usual}", address)
    if unit := _CODE.match(address):
        identifier = _CHAPTER_ALONE.sub(f"/us/usc/t{unit['title']}/", address)
        return Citation(identifier, f"{code(unit['title'])} {unit['path'][1:]}", address)
    return published_act(address)


def printed(words: str, title: str) -> Iterator[Citation]:
    """The texts that words cite; "this title" is the one given."""
    for found in _SECTIONS.finditer(words):
        yield from _sections(found["list"], found["title"] or title)
    for found in _CHAPTER.finditer(words):
        yield _chapter(found, found["title"] or title)
    if _ELSEWHERE.search(words):
        yield from linked(citations(words))
    yield from acts(words)


def _sections(listed: str, title: str) -> Iterator[Citation]:
    """The sections of a list, each with its units; of a range its two ends."""
    number, path = "", list[str]()
    for item in _ITEM.finditer(listed):
        units = _UNIT.findall(item["path"])
        if item["number"]:
            first, number = _ends(item["number"].translate(DASHES))
            if first:
                yield Citation(f"/us/usc/t{title}/s{first}", f"{code(title)} {first}", listed)
            path = units
        elif units and number:
            path = [*_above(path, units[0]), *units]
        else:
            continue
        identifier = "/".join((f"/us/usc/t{title}/s{number}", *path))
        usual = f"{code(title)} {number}" + "".join(f"({each})" for each in path)
        yield Citation(identifier, usual, listed)


def _ends(number: str) -> tuple[str | None, str]:
    """The two ends of a range such as 151-166, or nothing and a number that has a hyphen, such as 136-1."""
    first, _, last = number.partition("-")
    alike = first.isdigit() and last.isdigit() and int(last) > int(first)
    return (first, last) if alike else (None, number)


def _above(path: list[str], unit: str) -> list[str]:
    """What of a path stays before a sibling: (2) after (a)(1) replaces the (1)."""
    alike = [place for place, each in enumerate(path) if _form(each) == _form(unit)]
    return path[: alike[-1]] if alike else path


def _form(unit: str) -> str:
    return "digit" if unit[0].isdigit() else "upper" if unit.isupper() else "lower"


def _chapter(found: "re.Match[str]", title: str) -> Citation:
    within = f"/sch{found['within'].translate(DASHES)}" if found["within"] else ""
    return Citation(
        f"/us/usc/t{title}/ch{found['chapter']}{within}", f"{code(title)} ch. {found['chapter']}", ""
    )
