"""From the documents of an issue to the graph."""

import re
from collections.abc import Iterable, Iterator

from loaders.citations import Citation, citations
from loaders.cited import cited, linked
from loaders.federal_register.effective_dates import effective
from loaders.known_agencies import Agencies
from loaders.source import Parser, Row
from schema.law import ActionKind, Amends, Cites, ExecutiveAction, IssuedBy
from schema.model import Record
from schema.places import SameAs

_IDS = {"Proclamation": "proc", "Executive Order": "eo"}


def parser(agencies: Agencies) -> Parser:
    """A parser that links documents to these agencies."""

    def parse(row: Row) -> Iterable[Record]:
        """The document, who issued it, and the parts of the C.F.R. that it changes or concerns."""
        action = _action(row)
        yield action
        yield from _issued(row, action.id, agencies)
        yield from _parts(row, action)
        series = row.find("series")
        if series in _IDS:
            yield SameAs(start=action.id, end=f"/us/{_IDS[series]}/{action.number}")

    return parse


def _action(row: Row) -> ExecutiveAction:
    document, title, page = row.take("document"), row.take("title"), row.find("page")
    citation = f"{row.take('volume')} FR {page}" if page else None
    dates = row.find("dates") or ""
    begins, ends = effective(dates) if row.fields["kind"] is ActionKind.RULE else (None, None)
    return ExecutiveAction(
        id=f"/us/fr/{document}",
        name=title,
        aliases=(f"FR Doc. {document}",),
        kind=row.take("kind"),
        number=row.find("number"),
        citation=citation,
        federal_register=citation,
        document_number=document,
        published_on=row.take("published"),
        issued_on=row.find("issued"),
        valid_from=begins,
        valid_to=ends,
        official_url=f"https://www.federalregister.gov/d/{document}",
    )


def _issued(row: Row, identifier: str, agencies: Agencies) -> Iterator[IssuedBy]:
    """One link an agency; names that mean none stay behind, to be counted."""
    lost = []
    for department, office in row.find("agencies") or ():
        agency, whole = agencies.found(department, office)
        if agency:
            told = None if whole else f"Issued by “{office}”, which has no code of its own."
            yield IssuedBy(start=identifier, end=agency, note=told)
        if not whole:
            lost.append((department, office))
    if lost:
        row.fields["agencies"] = lost


def _parts(row: Row, action: ExecutiveAction) -> Iterator[Record]:
    changed = {
        each.id: each
        for title, part in row.find("changed") or ()
        if title.isdecimal() and re.fullmatch(r"\d+[a-z]?", part)
        for each in [Citation(f"/us/cfr/t{title}/pt{part}", f"{title} C.F.R. Part {part}", "")]
    }
    final = action.kind is ActionKind.RULE
    for each in changed.values():
        yield from cited(each)
        if final:
            yield Amends(start=action.id, end=each.id, valid_from=action.valid_from)
        else:
            yield Cites(start=action.id, end=each.id)
    for each in _concerned(row.find("concerned") or ()):
        if each.id not in changed:
            yield from cited(each)
            yield Cites(start=action.id, end=each.id)


def _concerned(headings: Iterable[str]) -> Iterable[Citation]:
    """The parts that a heading lists: 42 CFR Parts 405, 410, and 600."""
    found: dict[str, Citation] = {}
    for heading in headings:
        listed = re.fullmatch(r"(\d{1,2}) CFR Parts? ((?:\d+[a-z]?(?:, and |, | and )?)+)", heading)
        parts = re.findall(r"\d+[a-z]?", listed[2]) if listed else []
        fresh = [
            Citation(f"/us/cfr/t{listed[1]}/pt{each}", f"{listed[1]} C.F.R. Part {each}", heading)
            for each in parts
            if listed
        ]
        found |= {each.id: each for each in fresh or linked(citations(heading))}
    return found.values()
