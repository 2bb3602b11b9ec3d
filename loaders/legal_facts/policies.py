"""What states and localities decided about immigration enforcement, and the lists that they are put on."""

import re
from collections.abc import Iterable, Iterator

from loaders.legal_facts import days, views
from loaders.legal_facts.evidence import Evidence, evidence
from loaders.source import Row
from schema.duties import Conduct
from schema.law import Amends, PartOf, Revokes
from schema.model import Record
from schema.politics import AdoptedBy, Designates, Designation, Direction, ListedIn, Policy, PolicyKind

_CONDUCT = {"287g": Conduct.AGREEMENTS_287G}


def policy(row: Row) -> Iterable[Record]:
    """The policy, who adopted it, what it changes, and what is claimed of it."""
    told, identifier = evidence(row), row.take("id")
    enacted = row.find("dates.enacted") or row.find("dates.issued")
    effective = row.find("dates.effective")
    regulated = [*row.take("regulates"), *(row.find("own.conduct") or ())]
    yield Policy(
        id=identifier,
        name=row.take("own.name"),
        aliases=tuple(row.find("own.aliases") or ()),
        kind=PolicyKind(row.take("own.kind")),
        direction=Direction(row.find("own.direction") or Direction.LIMITS),
        conduct=tuple(_CONDUCT.get(each) or Conduct(each.upper()) for each in regulated),
        citation=row.find("citation"),
        summary=row.take("text"),
        status=row.find("status"),
        effective_on=days.date(effective),
        introduced_on=days.date(row.find("dates.introduced")),
        ordered_on=days.date(row.find("dates.ordered")),
        passed_on=days.date(row.find("dates.passed") or row.find("dates.filed_as_chaptered")),
        **days.dated("enacted_on", enacted),
        **days.validity(
            days.beginning(row.find("own.from") or effective or enacted or row.find("dates.from")),
            days.ending(row.find("own.to") or row.find("dates.to")),
        )
        | told.node,
    )
    yield from _links(row, identifier, told)
    yield from views.of_policy(row, identifier, told)


def designation(row: Row) -> Iterable[Record]:
    """A place's entry on a list or among addressees."""
    told, identifier = evidence(row), row.take("id")
    text = row.take("text")
    printed = re.split(r" (?:is one of|is on|received) ", text)[0]
    begins = days.validity(days.beginning(row.take("dates.from")))
    yield Designation(
        id=identifier,
        name=f"{printed}, {row.take('list')}",
        listed_as=printed,
        heading=row.find("own.heading"),
        summary=text,
        **begins | told.node,
    )
    yield ListedIn(start=identifier, end=row.take("designated_by"), **told.derived)
    yield Designates(start=identifier, end=row.take("jurisdiction"), **told.derived)


def _links(row: Row, identifier: str, told: Evidence) -> Iterator[Record]:
    for place in (row.take("jurisdiction"), *(row.find("own.places") or ())):
        yield AdoptedBy(start=identifier, end=place, **told.derived)
    changed, ended, whole = row.find("amends"), row.find("rescinds"), row.find("parent")
    if changed:
        yield Amends(start=identifier, end=changed, **told.derived)
    if ended:
        yield Revokes(start=identifier, end=ended, **told.derived)
    if whole:
        yield PartOf(start=identifier, end=whole, **told.derived)
