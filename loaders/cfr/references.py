"""What a regulation cites: other texts by their citations, its own title by section sign or part."""

import re
from collections.abc import Iterator

from loaders.citations import Citation, citations
from loaders.cited import linked

_UNIT = r"\d{1,4}[a-z]?\.\d{1,4}[a-z]?(?![\w.]*\d)"
_GROUP = r"(?:\(\w{1,5}\))*"
_SECTIONS = re.compile(
    rf"§+\s*(?P<all>{_UNIT}{_GROUP}(?:(?:,? (?:and|or|through|to)|,) (?:§+\s*)?{_UNIT}{_GROUP})*)"
    r"(?!\s*(?:,\s*)?of (?:title|\d))"
)
_PARTS = re.compile(r"\bparts? (?P<part>\d{1,4}[a-z]?) of (?:this|the same) (?:sub)?(?:chapter|title)\b")
_FOREIGN = re.compile(r"\bC\.?F\.?R\.?\b[^;.]{0,60}$")


def references(text: str, title: str) -> list[Citation]:
    """Every text that is cited beyond doubt, each once; a section sign means the same title."""
    found: dict[str, Citation] = {each.id: each for each in linked(citations(text))}
    for each in (*_sections(text, title), *_parts(text, title)):
        found.setdefault(each.id, each)
    return list(found.values())


def _sections(text: str, title: str) -> Iterator[Citation]:
    for listed in _SECTIONS.finditer(text):
        if _FOREIGN.search(text, 0, listed.start()):
            continue
        for number in re.findall(_UNIT, listed["all"]):
            yield Citation(f"/us/cfr/t{title}/s{number}", f"{title} C.F.R. {number}", listed[0])


def _parts(text: str, title: str) -> Iterator[Citation]:
    for found in _PARTS.finditer(text):
        part = found["part"]
        yield Citation(f"/us/cfr/t{title}/pt{part}", f"{title} C.F.R. Part {part}", found[0])
