"""Programs, and amounts that were published for them."""

from collections.abc import Iterable

from loaders.legal_facts import days
from loaders.legal_facts.evidence import evidence, told_elsewhere
from loaders.legal_facts.views import SECTION_1373, claim
from loaders.source import Row
from schema.duties import AuthorizedBy
from schema.model import Record
from schema.money import AdministeredBy, AllocatedBy, AllocatedTo, AllocatedUnder, Allocation, Basis


def allocation(row: Row) -> Iterable[Record]:
    """The amount, with the program, the places and the offices that it belongs to."""
    told, identifier, year = evidence(row), row.take("id"), row.take("fy")
    told_elsewhere(row, "dates.fy", "basis")
    published = days.beginning(row.find("own.from") or row.find("dates.issued"))
    basis = Basis(row.find("own.basis") or Basis.ALLOCATED)
    yield Allocation(
        id=identifier,
        name=_name(row, year, basis),
        fiscal_year=year,
        amount=row.take("amount_usd"),
        amount_at_most=row.find("amount_usd_max") or row.find("own.amount_at_most"),
        approximate=bool(row.find("approx")),
        qualifier=row.find("qualifier"),
        basis=basis,
        includes_localities=bool(row.find("includes_localities") or row.find("own.includes_localities")),
        recipients=row.find("recipients"),
        award_number=row.find("award_number"),
        summary=row.take("text"),
        **days.validity(published or days.fiscal_year_begins(year)) | told.node,
    )
    for program in filter(None, (row.find("program"), *(row.find("own.programs") or ()))):
        yield AllocatedUnder(start=identifier, end=program, **told.derived)
    for place in filter(None, (row.find("jurisdiction"), *(row.find("own.places") or ()))):
        yield AllocatedTo(start=identifier, end=place, **told.derived)
    for office in row.find("programs_office") or ():
        yield AllocatedBy(start=identifier, end=office, **told.derived)


def program(row: Row) -> Iterable[Record]:
    """Who runs the program and what authorizes it; the program itself is of the assistance listings."""
    told, identifier = evidence(row), row.take("id")
    told_elsewhere(row, "identifiers.assistance_listing")
    told_elsewhere(row, "depends_on_1373.from_fy", "depends_on_1373.to_fy", "depends_on_1373.also")
    text = row.take("text")
    yield AdministeredBy(start=identifier, end=row.take("administered_by"), **told.derived)
    for law in row.find("authorised_by") or ():
        yield AuthorizedBy(start=identifier, end=law, **told.derived)
    if row.find("depends_on_1373") is False:
        view = row.take("own.view") | {"says": text, "about": [identifier], "against": [SECTION_1373]}
        yield from claim(f"claim-{told.fact}-1373", view, told)


def _name(row: Row, year: int, basis: Basis) -> str:
    """A name such as Byrne JAG allocated FY2016, Chicago, Illinois."""
    whose, program_name = row.find("whose"), row.find("program_name")
    counted = basis.replace("_", " ").lower()
    derived = f"{program_name or 'Federal money'} {counted} FY{year}, {whose or 'all recipients'}"
    return row.find("own.name") or derived
