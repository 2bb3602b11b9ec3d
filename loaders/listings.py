"""Assistance listings from the Federal Program Inventory, one JSON object a line (edition of December 2025).

The inventory's other programs are counted by kind and left out. It prints 0.0 both for nothing and for not
reported: such amounts are left empty. Its labels of assistance types come from the table of applicant types;
`ASSISTANCE` translates them back.
"""

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import orjson
import yaml

from loaders.agencies import named
from loaders.agency_names import Names
from loaders.citations import Citation, citations, cleaned
from loaders.cited import cited, linked
from loaders.folder import matching
from loaders.source import Row, Source
from schema.duties import AuthorizedBy
from schema.errors import InvalidSource
from schema.law import ExecutiveAction, PartOf, Provision, PublicLaw
from schema.model import Record
from schema.money import AdministeredBy, GrantProgram, ProgramYear, YearOf
from schema.values import Confidence

FILE = "fpi_programs_*.ndjson"
CURATED = Path(__file__).resolve().parent.parent / "data" / "curated" / "program_names.yaml"
_SCHOOLS = "institutions of higher education and hospitals"
ASSISTANCE = {
    "Government - General": "Formula Grants",
    "Project Grants": "Project Grants",
    "Interstate": "Direct Payments for a Specified Use",
    "Intrastate": "Direct Payments with Unrestricted Use",
    f"State (includes District of Columbia, public {_SCHOOLS})": "Direct Loans",
    f"Local (includes State-designated Indian Tribes, excludes {_SCHOOLS}": "Guaranteed/Insured Loans",
    "Sponsored organization": "Insurance",
    "Non-Government - General": "Dissemination of Technical Information",
    "Minority group": "Investigation of Complaints",
    f"U.S. Territories and possessions (includes {_SCHOOLS})": "Advisory Services and Counseling",
}


def read(folder: Path) -> Iterator[Row]:
    """The inventory's lines, with the agency that each one's names mean and the names in everyday use."""
    names, spoken = named(folder), everyday()
    with matching(folder, FILE).open("rb") as file:
        try:
            for number, line in enumerate(file, start=1):
                fields = orjson.loads(line)
                yield Row(
                    number, fields | _administered(fields, names) | {"spoken": spoken.get(fields["id"])}
                )
        except orjson.JSONDecodeError as error:
            raise InvalidSource(f"{file.name} is cut ({error}).", "Fetch it again.") from error


def parse(row: Row) -> Iterable[Record]:
    """The program, its years, its agency and the texts that authorize it; nothing for other kinds."""
    kind = row.take("program_type")
    if kind != "assistance_listing":
        row.fields = {f"not a listing: {kind}": True}
        return []
    return _listing(row)


def edition(folder: Path) -> datetime.date | None:
    """The first day of the month that the file's name gives."""
    found = re.search(r"(\d{4})-(\d{2})", matching(folder, FILE).name)
    return datetime.date(int(found[1]), int(found[2]), 1) if found else None


def everyday(path: Path = CURATED) -> dict[str, list[str]]:
    """Names in everyday use by number, where the project keeps them."""
    if not path.exists():
        return {}
    kept = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    return {str(number): [str(name) for name in names] for number, names in kept.items()}


def _listing(row: Row) -> Iterator[Record]:
    number, texts = row.take("id"), row.find("authorizations") or []
    found = [linked(citations(each["text"])) for each in texts]
    unread = sum(not each for each in found)
    if unread:
        row.fields["authorizations"] = unread
    yield _program(row, number, len(texts), unread)
    yield from _years(row, number)
    yield from _agency(row, number)
    yield from _authority(number, [each for cites in found for each in _authorizing(cites)])


def _program(row: Row, number: str, texts: int, unread: int) -> GrantProgram:
    popular = re.sub(r"^\(([^()]*)\)$", r"\1", cleaned(row.find("popular_name") or "")) or None
    name = cleaned(row.take("name"))
    aliases = [each for each in (popular, *(row.find("spoken") or ())) if each and each != name]
    lost = f"{unread} of {texts} authorizations cite nothing that could be read." if unread else None
    return GrantProgram(
        id=number,
        number=number,
        name=name,
        popular_name=popular,
        aliases=tuple(dict.fromkeys(aliases)),
        assistance_types=tuple(
            dict.fromkeys(_assistance(each) for each in row.find("assistance_types") or ())
        ),
        applicant_types=tuple(dict.fromkeys(row.find("applicant_types") or ())),
        official_url=row.find("sam_url"),
        note=lost,
    )


def _assistance(label: str) -> str:
    """The kind of assistance that a mistaken label stands for; other labels are right."""
    return ASSISTANCE.get(label, label)


def _years(row: Row, number: str) -> Iterator[Record]:
    """Obligations and outlays by fiscal year."""
    paid = {each["x"]: each for each in row.find("outlays") or ()}
    for each in row.find("obligations") or ():
        year = int(each["x"])
        figures = ProgramYear(
            id=f"{number}/{year}",
            name=f"{number} in fiscal year {year}",
            fiscal_year=year,
            estimated=each["sam_estimate"] or None,
            reported=each["sam_actual"] or None,
            obligated=each["usa_spending_actual"] or None,
            outlaid=paid.get(each["x"], {}).get("outlay") or None,
        )
        yield figures
        yield YearOf(start=figures.id, end=number)


def _administered(fields: dict[str, Any], names: Names) -> dict[str, str | None]:
    """The agency that two printed names mean: the department when its office has no code."""
    top = names.department(fields["top_agency_name"] or "")
    office = fields["sub_agency_name"]
    agency = names.office(top, office) if top and office else top
    return {"agency": agency or top, "coded": agency if office else top}


def _agency(row: Row, number: str) -> Iterator[AdministeredBy]:
    """Who runs the program; a name that means no agency stays behind, to be counted."""
    agency, coded, office = row.find("agency"), row.find("coded"), row.fields["sub_agency_name"]
    if coded:
        row.find("sub_agency_name")
    if agency:
        row.find("top_agency_name")
        lost = None if coded else f"Run by “{cleaned(office)}”, which has no code of its own."
        yield AdministeredBy(start=number, end=agency, note=lost)


def _authorizing(found: list[Citation]) -> list[Citation]:
    """The citations of one text that authorize: beside statutes and orders, a regulation only implements."""
    higher = [each for each in found if not each.id.startswith("/us/cfr/")]
    return higher or found


def _authority(number: str, found: list[Citation]) -> Iterator[Record]:
    """The texts cited, and one link to each, with all the ways in which the listing prints it."""
    printed: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for citation in found:
        if citation.id not in printed:
            yield from cited(citation)
        printed[citation.id][citation.printed] = None
    for text, ways in printed.items():
        yield AuthorizedBy(start=number, end=text, cited_as="; ".join(ways))


SOURCE = Source(
    name="assistance-listings",
    title="Assistance listings (Federal Program Inventory)",
    address="https://fpi.omb.gov/",
    licence="Public domain (work of the United States government)",
    confidence=Confidence.VERIFIED,
    read=read,
    parse=parse,
    through=edition,
    expected={
        GrantProgram: (2_000, 4_000),
        ProgramYear: (5_000, 15_000),
        YearOf: (5_000, 15_000),
        AdministeredBy: (2_000, 4_000),
        AuthorizedBy: (3_000, 10_000),
        Provision: (1_000, 5_000),
        PublicLaw: (200, 2_000),
        ExecutiveAction: (1, 200),
        PartOf: (300, 2_000),
    },
    ignored=frozenset(
        {
            "objective",
            "usaspending_url",
            "grants_url",
            "beneficiary_types",
            "categories",
            "other_program_spending",
            "results",
            "is_subpart_f",
            "rules_regulations",
            "improper_payments",
            "gwo",
            "pons",
        }
    ),
    gaps=(
        "Amounts that the inventory prints as 0.0 are empty: it does not tell nothing from not reported.",
        "The inventory gives no estimates.",
        "Citations are read only where the text leaves no doubt; acts cited by name alone are not linked.",
    ),
)
