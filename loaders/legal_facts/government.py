"""Agencies and places: what the fact base adds to the datasets that own them."""

from collections.abc import Iterable

from loaders.legal_facts import days
from loaders.legal_facts.evidence import evidence, told_elsewhere
from loaders.source import Row
from schema.model import Record
from schema.money import Agency, OfficeOf
from schema.places import SameAs, Within


def agency(row: Row) -> Iterable[Record]:
    """The agency where no official list has it, and what it is an office of."""
    told, identifier, text = evidence(row), row.take("id"), row.take("text")
    above, listed = row.find("part_of"), row.find("own.listed_as")
    told_elsewhere(row, "own.agency")
    span = days.validity(None, days.ending(row.find("own.to")))
    if not listed:
        name, abbreviation = row.take("own.name"), row.find("own.abbreviation")
        aliases = tuple(row.find("own.aliases") or ())
        note = " ".join(filter(None, (told.note, text)))
        yield Agency(
            id=identifier,
            name=name,
            abbreviation=abbreviation,
            aliases=aliases,
            **told.node | span | {"note": note},
        )
    if above:
        yield OfficeOf(start=identifier, end=above, **told.derived | span)
    for twin in row.find("own.same_as") or ():
        yield SameAs(start=identifier, end=twin, **told.derived)


def place(row: Row) -> Iterable[Record]:
    """What the place lies in; the place itself is of the dataset of places."""
    told, identifier = evidence(row), row.take("id")
    told_elsewhere(row, "identifiers.ocd", "text")
    above = row.find("within")
    if above:
        yield Within(start=identifier, end=above, **told.derived)


def same(row: Row) -> Iterable[Record]:
    """Two records of one government."""
    told = evidence(row)
    told_elsewhere(row, "id")
    one, other = row.take("a"), row.find("b") or row.take("identifiers.ocd")
    yield SameAs(start=one, end=other, note=row.take("text"), **told.derived)
