"""Places that the Department of Justice names: its lists of sanctuary jurisdictions, and letters it sent.

Each file is one list or one set of letters. A place that the graph already holds as named in the same
document keeps its designation; an entry that may mean several places, or none, is refused with what it could
mean.
"""

import datetime
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from graph.store import Store
from loaders import governments
from loaders.citations import citations
from loaders.cited import cited, linked
from loaders.governments import Government, Governments, Sort
from loaders.notices import DAY, HEADINGS, Document, document, read, recognises
from loaders.source import Parser, Row, Source
from schema.errors import InvalidRecord
from schema.law import Cites, ExecutiveAction, IssuedBy
from schema.model import Record
from schema.politics import Designates, Designation, ListedIn
from schema.values import Confidence

NAME = "doj-lists"
JUSTICE, JUSTICE_PROGRAMS = "agency/015", "agency/015/1550"
_NAMED = """MATCH (a:ExecutiveAction)<-[:LISTED_IN]-(d:Designation)-[:DESIGNATES]->(j:Jurisdiction)
WHERE a.id STARTS WITH 'ea-doj-' AND d.retired_at IS NULL
RETURN a.id AS document, d.id AS designation, j.id AS place, d.dataset = $dataset AS own,
  CASE j.kind WHEN 'COUNTY' THEN COLLECT { MATCH (j)<-[:WITHIN]-(p:Jurisdiction) RETURN p.id } ELSE [] END
  AS inside
ORDER BY own, designation"""


class Named(msgspec.Struct, frozen=True):
    """A place that the graph holds as named in a document, by a designation, with the places inside it."""

    document: str
    designation: str
    place: str
    inside: frozenset[str] = frozenset()


def parser(known: Governments, named: tuple[Named, ...] = ()) -> Parser:
    """The parser for a graph that holds these governments and these named places."""

    def parse(row: Row) -> Iterator[Record]:
        document = row.take("document")
        if row.find("entries"):
            return _action(row, document)
        addressees = {each.place: each for each in reversed(named) if each.document == document.id}
        return _designation(row, document, known, addressees)

    return parse


def looks_up(store: Store) -> Parser:
    """The parser for what the graph holds."""
    rows = store.read(_NAMED, {"dataset": NAME})
    return parser(governments.loaded(store), tuple(msgspec.convert(row, Named) for row in rows))


def unplaced(row: Row) -> Iterator[Record]:
    """What can be said of a row where no graph is at hand: the document, and that an entry is in order."""
    document = row.take("document")
    if row.find("entries"):
        yield from _action(row, document)
    else:
        row.take("printed")
        row.find("heading")


def through(path: Path) -> datetime.date | None:
    """The day of the document."""
    return document(path).day


def covers(path: Path) -> tuple[str, ...]:
    """The document and its own designations: a file says nothing of other lists."""
    told = document(path)
    return told.id, _prefix(told)


def _action(row: Row, document: Document) -> Iterator[Record]:
    """The document itself, who issued it, and the order that its title names."""
    title, home = row.take("title"), row.find("official_home") or ""
    row.find("published")
    number, due = re.search(r"press release ([\d-]+)", home), re.search(f"due {DAY}", title)
    yield ExecutiveAction(
        id=document.id,
        name=document.name,
        kind=document.kind,
        number=number[1] if number else None,
        issued_on=document.day,
        valid_from=document.day,
        deadline=datetime.date.fromisoformat(due[1]) if due else None,
        recipients=row.raw["entries"],
        official_url=document.home,
    )
    yield IssuedBy(start=document.id, end=JUSTICE_PROGRAMS if "OJP" in title else JUSTICE)
    for each in linked(citations(title)):
        if each.id.startswith("/us/eo/"):
            yield from cited(each)
            yield Cites(start=document.id, end=each.id)


def _designation(
    row: Row, document: Document, known: Governments, addressees: Mapping[str, Named]
) -> Iterator[Record]:
    printed, heading = row.take("printed"), row.find("heading")
    if heading:
        place, note = _one(_under(heading, printed, known), printed), None
    else:
        place, note = _addressed(printed, known, addressees)
    same = addressees.get(place)
    identifier = (
        same.designation if same else _prefix(document) + place.removeprefix("ocd-division/country:us/")
    )
    yield Designation(
        id=identifier,
        name=f"{printed}, {document.name}",
        listed_as=printed,
        heading=heading.title() if heading else None,
        valid_from=document.day,
        note=note,
        confidence=Confidence.PARTIAL if note else None,
        source=(document.home,) if document.home else (),
    )
    yield ListedIn(start=identifier, end=document.id)
    yield Designates(start=identifier, end=place, note=note, confidence=Confidence.PARTIAL if note else None)


def _under(heading: str, printed: str, known: Governments) -> tuple[Government, ...]:
    name, state = known.split(printed)
    return known.find(name, HEADINGS[heading], state)


def _addressed(printed: str, known: Governments, addressees: Mapping[str, Named]) -> tuple[str, str | None]:
    """The place of a name without heading: the one that it fits of those that the letters went to."""
    name, state = known.split(printed)
    fits = tuple(each for sort in Sort for each in known.find(name, sort, state))
    direct = [each.id for each in fits if each.id in addressees]
    around = [each.place for each in addressees.values() if any(fit.id in each.inside for fit in fits)]
    (meant,) = direct or around if len(direct or around) == 1 else (None,)
    if meant is None:
        return _one(fits, printed), None
    clear = len(fits) == 1 and meant == fits[0].id
    note = f"Printed as {printed}: of the places that the letters went to, the name fits this one."
    return meant, None if clear else note


def _one(found: tuple[Government, ...], printed: str) -> str:
    if len(found) == 1:
        return found[0].id
    if not found:
        raise InvalidRecord(f"No government is known by the name {printed}.")
    could = ", ".join(sorted(each.id for each in found))
    raise InvalidRecord(f"{printed} could be {could}.")


def _prefix(document: Document) -> str:
    return f"designation/{document.id.removeprefix('ea-')}/"


SOURCE = Source(
    name=NAME,
    title="Places named by the Department of Justice: sanctuary lists and letters",
    address="https://www.justice.gov/",
    licence="Public domain (work of the United States government)",
    confidence=Confidence.VERIFIED,
    read=read,
    parse=unplaced,
    through=through,
    covers=covers,
    recognises=recognises,
    looks_up=looks_up,
    turn=60,
    expected={
        ExecutiveAction: (1, 5),
        IssuedBy: (1, 1),
        Cites: (0, 5),
        Designation: (1, 1_000),
        ListedIn: (1, 1_000),
        Designates: (1, 1_000),
    },
    ignored=frozenset({"how_obtained", "licence", "remarks", "letter_text_excerpt", "oig_memo"}),
    gaps=("A list names places on its day; it does not say when a place left it.",),
)
