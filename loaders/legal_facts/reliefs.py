"""What rulings order: against which texts, for whom, and for how long."""

from collections.abc import Iterable, Iterator

from loaders.legal_facts import days
from loaders.legal_facts.evidence import Evidence, evidence, told_elsewhere
from loaders.source import Row
from schema.courts import EndedBy, Enjoins, LimitedTo, OrderedBy, Protects, Relief, Scope
from schema.model import Record
from schema.places import JurisdictionKind


def parse(row: Row) -> Iterable[Record]:
    """The relief and its links; an end that the fact tells in words stays in words."""
    told, identifier = evidence(row), row.take("id")
    told_elsewhere(row, "case")
    ended = row.find("ended_by")
    known = ended if ended and " " not in ended else None
    yield Relief(
        id=identifier,
        name=row.take("own.name"),
        scope=Scope(row.take("own.scope")),
        scope_words=row.take("scope"),
        permanent=row.find("own.permanent"),
        vacatur=bool(row.find("own.vacatur")),
        summary=row.take("text"),
        unlisted_members=row.find("own.unlisted_members"),
        unlisted_kinds=tuple(JurisdictionKind(each) for each in row.find("own.unlisted_kinds") or ()),
        ended_because=ended if not known else None,
        **days.interval(row, "dates.from") | told.node,
    )
    yield from _links(row, identifier, told)
    for end in filter(None, (known, row.find("own.ended_by"))):
        yield EndedBy(start=identifier, end=end, **told.derived)


def _links(row: Row, identifier: str, told: Evidence) -> Iterator[Record]:
    yield OrderedBy(start=identifier, end=row.take("ordered_by"), **told.derived)
    apart = set(row.find("own.apart") or ())
    for text in row.take("enjoins"):
        if text not in apart:
            yield Enjoins(start=identifier, end=text, **told.derived)
    whole = set(row.find("own.with_subdivisions") or ())
    for place in (*(row.find("beneficiaries") or ()), *(row.find("own.protects") or ())):
        yield Protects(start=identifier, end=place, includes_subdivisions=place in whole, **told.derived)
    for program in (*(row.find("programs") or ()), *(row.find("own.programs") or ())):
        yield LimitedTo(start=identifier, end=program, **told.derived)
