"""From printed entries to provisions, and to the links that their words, headings and credits state."""

from collections.abc import Iterator

from loaders.citations import Citation
from loaders.cited import cited as mentioned
from loaders.source import Row
from loaders.us_code import acts, references
from loaders.us_code.credit import enacted
from loaders.us_code.entries import Entry, code
from loaders.us_code.status import ended, renumbered, status
from schema.law import Cites, Corpus, PartOf, Provision, ProvisionStatus, Revokes, TransferredTo
from schema.model import Record

_CODE = "/us/usc/"


def parse(row: Row) -> Iterator[Record]:
    """A level, or a section with all its units."""
    entry: Entry = row.take("entry")
    yield from _headed(entry, row.find("moved"))
    for each in (entry, *(row.find("units") or ())):
        yield from _provision(each)
        row.fields |= dict.fromkeys((f"address: {kind}" for kind in references.unknown(each)), True)
    credit = row.find("credit")
    if credit:
        yield from _enacted(row, entry, credit)


def _provision(entry: Entry) -> Iterator[Record]:
    """The provision, what it is printed in, and what its words cite."""
    known = status(entry)
    note = f"Its published status is {entry.status}." if entry.status and known is None else None
    yield Provision(
        id=entry.id,
        name=entry.name,
        aliases=entry.aliases,
        citation=code(entry.title) if entry.level in {"title", "appendix"} else entry.name,
        corpus=Corpus.UNITED_STATES_CODE,
        title=entry.title,
        section=entry.section,
        level=entry.level,
        heading=entry.heading,
        status=known,
        valid_to=ended(entry),
        record=entry.published if entry.published != entry.id else None,
        note=entry.note or note,
    )
    if entry.parent:
        yield PartOf(start=entry.id, end=entry.parent)
    for citation in references.cited(entry).values():
        yield from _mention(citation)
        yield Cites(start=entry.id, end=citation.id)


def _mention(citation: Citation) -> Iterator[Record]:
    """A text outside the Code that is cited; the Code's own provisions are stated, not mentioned."""
    if citation.id.startswith("/us/act/"):
        yield acts.mentioned(citation)
    elif citation.id.endswith(references.NOTE):
        yield from (each for each in mentioned(citation) if _of_note(each, citation.id))
    elif not citation.id.startswith(_CODE):
        yield from mentioned(citation)


def _of_note(record: Record, identifier: str) -> bool:
    """Whether a record is the note or its link, and not the section, which the Code itself states."""
    return isinstance(record, PartOf) or (isinstance(record, Provision) and record.id == identifier)


def _headed(entry: Entry, moved: str | None) -> Iterator[Record]:
    """What a heading cites: the laws that repealed a section, or the place that it was moved to."""
    place = references.published(moved) if moved else None
    target = place.id if place else renumbered(entry)
    if target:
        yield TransferredTo(start=entry.id, end=target)
    ends = status(entry) is ProvisionStatus.REPEALED
    for citation in references.printed(entry.heading or "", entry.title):
        yield from _mention(citation)
        if ends and not citation.id.startswith(_CODE):
            yield Revokes(start=citation.id, end=entry.id)
        elif citation.id != entry.id:
            yield Cites(start=entry.id, end=citation.id)


def _enacted(row: Row, entry: Entry, credit: str) -> Iterator[Record]:
    told = list(enacted(entry.id, credit))
    if not told:
        row.fields["credit that names no act first"] = True
    for link, act in told:
        yield from _mention(act)
        yield link
