"""Assistance listings in the four formats in which their editions were published.

The Federal Program Inventory came as one JSON object a line (December 2025) and as two tables (November
2023); the catalogue itself came as a table of 40 columns, of text until 2017, with JSON in its cells since.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from graph.store import Store
from loaders import agencies, files, known_agencies
from loaders.listings import inventory, official, tables
from loaders.listings.editions import FORMATS, day, format_of, main_file, partial
from loaders.listings.everyday import everyday
from loaders.listings.inventory import FILE
from loaders.source import Parser, Row, Source
from schema.duties import AuthorizedBy
from schema.errors import InvalidSource
from schema.law import ExecutiveAction, PartOf, Provision, PublicLaw
from schema.model import Record
from schema.money import AdministeredBy, GrantProgram, ProgramYear, YearOf
from schema.values import Confidence

__all__ = ["FILE", "SOURCE", "everyday"]


def read(place: Path) -> Iterator[Row]:
    """The rows of an edition, with the agency that each one's names mean where the code lists lie near."""
    path = main_file(place)
    kind = format_of(path)
    if kind is None:
        raise InvalidSource(f"{path.name} is no edition of the listings.", "See the source's formats.")
    names = agencies.near(path)
    for row in FORMATS[kind].read(path):
        row.fields["format"] = kind
        if names and not row.fields.get("lost"):
            row.fields |= FORMATS[kind].run_by(row, names)
        yield row


def parse(row: Row) -> Iterable[Record]:
    """What a row states of a listing."""
    return FORMATS[row.take("format")].parse(row)


def looks_up(store: Store) -> Parser:
    """A parser that knows the agencies of the graph, for rows that do not name theirs already."""
    known = known_agencies.known(store)

    def parsed(row: Row) -> Iterable[Record]:
        if "agency" not in row.fields and "lost" not in row.fields:
            if not known.names:
                raise InvalidSource(
                    "No agencies are loaded, and no code lists lie near.", "Load agencies first."
                )
            row.fields |= FORMATS[row.fields["format"]].run_by(row, known.names)
        return parse(row)

    return parsed


SOURCE = Source(
    name="assistance-listings",
    title="Assistance listings (Federal Program Inventory)",
    address="https://fpi.omb.gov/",
    licence="Public domain (work of the United States government)",
    confidence=Confidence.VERIFIED,
    read=read,
    parse=parse,
    looks_up=looks_up,
    recognises=lambda path: format_of(path) is not None,
    accompanies=lambda path: tables.accompanies(files.head(path)),
    through=day,
    partial=partial,
    alone=lambda path: agencies.near(main_file(path)) is not None,
    lasting=frozenset({ProgramYear, YearOf}),
    turn=40,
    expected={
        GrantProgram: (2_000, 6_000),
        ProgramYear: (2_000, 30_000),
        YearOf: (2_000, 30_000),
        AdministeredBy: (1_500, 6_000),
        AuthorizedBy: (0, 25_000),
        Provision: (0, 15_000),
        PublicLaw: (0, 3_000),
        ExecutiveAction: (0, 300),
        PartOf: (0, 4_000),
    },
    ignored=inventory.IGNORED | tables.IGNORED | official.IGNORED,
    gaps=(
        "Amounts that the inventory prints as 0.0 are empty: it does not tell nothing from not reported.",
        "The inventory of December 2025 gives no estimates; its tables of November 2023 no authorizations.",
        "Citations are read only where the text leaves no doubt; acts cited by name alone are not linked.",
        "Obligations of the catalogue's own editions are read where they stand as years with amounts.",
    ),
)
