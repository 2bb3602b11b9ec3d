"""Citations of law and of cases in a text, and what of the graph they name."""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

import msgspec
from msgspec.structs import replace

from loaders.citations import occurrences
from loaders.cited import linked
from loaders.documents.spans import Span
from schema.documents import MentionKind

_CERTAIN, _BY_REPORTER, _BY_DOCKET = 0.99, 0.97, 0.9
_LONGEST_LINE = 5_000
_REGISTER = re.compile(
    r"\b(?P<volume>\d{1,3})\s(?:Fed\.\s?Reg\.|FR|F\.R\.)\s(?P<page>\d{1,3},\d{3}|\d{1,6})(?![\d-])"
)
_DOCKET = re.compile(
    r"(?:(?:Civil\sAction|Civ\.|Case|C\.A\.)\s)?(?:\bNos?\.?\s?)?(?<![\w:/-])"
    r"(?P<docket>\d{1,2}:\d{2}[-–]?[a-z]{2}[-–]?\d{2,6}(?:[-–][A-Z]{2,4})*|\d{2}[-–]\d{2,5}(?:\(L\))?|\d{2}[A]\d{2,4})(?![\w/]|-\d)",
    re.IGNORECASE,
)
_VERSUS = re.compile(r"\s(?:v|vs)\.?\s(?=(?:the\s)?[A-Z])")
_NAME = r"[A-Z][\w.'’&-]*"
_JOINED = r"(?:of|the|and|&|for|ex rel\.|et al\.)"
_LEFT = re.compile(rf"(?<![\w.]){_NAME}(?:,?\s(?:{_JOINED}\s){{0,3}}{_NAME}){{0,14}}$")
_RIGHT = re.compile(
    rf"(?:the\s)?{_NAME}(?:(?:\s{_JOINED}){{0,3}}\s{_NAME}){{0,11}}(?:,\s(?:(?:Inc|LLC|L\.L\.C|Ltd|Corp|Co)\.?|[A-Z][a-z]+(?=,)))?"
)
_LEADING = re.compile(
    r"^(?:(?:In|See|Also|Cf\.|E\.g\.|And|But|Accord|Under|Citing|The|By|With|Compare|Case|When)\s)+",
    re.IGNORECASE,
)


class Reports(msgspec.Struct, frozen=True):
    """Decisions by reporter page, lawsuits by docket number, and the lawsuit of each decision."""

    pages: Mapping[str, tuple[str, ...]] = {}
    dockets: Mapping[str, tuple[str, ...]] = {}
    lawsuits: Mapping[str, str] = {}


def laws(text: str) -> Iterator[Span]:
    """Statutes, regulations, public laws and orders; one span may name several sections."""
    for begins, line in _lines(text):
        for place, ends, targets in located(line):
            scored = tuple((each, _CERTAIN) for each in targets)
            yield Span(begins + place, begins + ends, MentionKind.CITATION, scored, _CERTAIN)


def located(line: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Where each citation of law stands in one line, and the identifiers that it names."""
    found: dict[tuple[int, int], list[str]] = {}
    for each in linked(occurrences(line)):
        found.setdefault((each.begins, each.ends), []).append(each.id)
    for (begins, ends), identifiers in found.items():
        yield begins, ends, tuple(identifiers)


def cases(text: str, reports: Reports) -> Iterator[Span]:
    """Decisions by reporter and page; pages of the Federal Register; docket numbers."""
    yield from _reported(text, reports)
    for found in _REGISTER.finditer(text):
        page = f"{found['volume']} fed. reg. {found['page'].replace(',', '')}"
        yield Span(
            *found.span(), MentionKind.CITATION, _known(reports.pages, page, _BY_REPORTER), _BY_REPORTER
        )
    for found in _DOCKET.finditer(text):
        targets = _known(reports.dockets, docket(found["docket"]), _BY_DOCKET)
        if targets or ":" in found["docket"]:
            yield Span(*found.span(), MentionKind.CASE, targets, _BY_DOCKET)


def _reported(text: str, reports: Reports) -> Iterator[Span]:
    from eyecite import get_citations  # noqa: PLC0415 (it takes a second: only those who load documents wait)
    from eyecite.models import CaseCitation, FullCaseCitation  # noqa: PLC0415 (as above)

    for begins, line in _lines(text):
        if not re.search(r"\d\s[A-Z]", line):
            continue
        for each in get_citations(line):
            if not isinstance(each, CaseCitation):
                continue
            place: tuple[int, int] = each.span()  # type: ignore[no-untyped-call]  # eyecite
            page = " ".join(
                str(each.groups.get(part) or "") for part in ("volume", "reporter", "page")
            ).lower()
            targets = _known(reports.pages, page, _BY_REPORTER)
            if targets or isinstance(each, FullCaseCitation):
                span = begins + place[0], begins + place[1]
                yield Span(*span, MentionKind.CITATION, targets, _BY_REPORTER)


def names(text: str) -> Iterator[Span]:
    """Names of lawsuits as they are written, one party against the other, linked to nothing."""
    for found in _VERSUS.finditer(text):
        line = text.rfind("\n", 0, found.start()) + 1
        left = _LEFT.search(text, max(line, found.start() - 160), found.start())
        right = _RIGHT.match(text, found.end())
        if left and right:
            leading = _LEADING.match(left[0])
            begins = left.start() + (leading.end() if leading else 0)
            if begins < found.start():
                ends = right.start() + len(right[0].rstrip(".,"))
                yield Span(begins, ends, MentionKind.CASE, score=0.8)


def named_with(spans: list[Span], reports: Reports) -> list[Span]:
    """The spans, with a lawsuit’s name linked by the decision that is cited right behind it."""
    linked = list(spans)
    for place, (span, after) in enumerate(pairwise(spans)):
        close = span.kind is MentionKind.CASE and not span.targets and after.begins - span.ends <= 2
        lawsuits = {reports.lawsuits[each] for each, _ in after.targets if each in reports.lawsuits}
        if close and len(lawsuits) == 1:
            linked[place] = replace(span, targets=((lawsuits.pop(), _BY_DOCKET),), score=_BY_DOCKET)
    return linked


def pages(cited: str) -> Iterator[str]:
    """The reporter pages in the citation of a decision, as they are looked up."""
    from eyecite import get_citations  # noqa: PLC0415 (as above)
    from eyecite.models import FullCaseCitation  # noqa: PLC0415 (as above)

    for each in get_citations(cited) if cited else ():
        if isinstance(each, FullCaseCitation):
            parts = (str(each.groups.get(part) or "") for part in ("volume", "reporter", "page"))
            yield " ".join(parts).lower()
    for found in _REGISTER.finditer(cited):
        yield f"{found['volume']} fed. reg. {found['page'].replace(',', '')}"


def docket(number: str) -> str:
    """A docket number without the judge's initials and without the zeros and marks that courts set freely."""
    plain = re.sub(r"(?:-[A-Z]{2,4})+$|\(L\)$|\s*\([^)]*\)$", "", number.strip().replace("–", "-"))
    found = re.fullmatch(r"(?:(\d{1,2}):)?(\d{2})-?([a-z]{2})-?0*(\d+)", plain, re.IGNORECASE)
    return f"{found[1] or ''}:{found[2]}-{found[3].lower()}-{found[4]}" if found else plain.lower()


def _known(known: Mapping[str, tuple[str, ...]], key: str, score: float) -> tuple[tuple[str, float], ...]:
    found = known.get(key, ())
    return tuple((each, score if len(found) == 1 else 0.6) for each in found)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines of a text with their places; a very long one in parts that end with a word."""
    begins = 0
    while begins < len(text):
        ends = text.find("\n", begins, begins + _LONGEST_LINE)
        if ends < 0:
            ends = min(begins + _LONGEST_LINE, len(text))
            ends = (
                max(text.rfind(" ", begins + _LONGEST_LINE // 2, ends), begins) if ends < len(text) else ends
            )
        ends = ends if ends > begins or text[begins] == "\n" else min(begins + _LONGEST_LINE, len(text))
        yield begins, text[begins:ends]
        begins = ends + (1 if text[ends : ends + 1] in {"\n", " "} else 0)
