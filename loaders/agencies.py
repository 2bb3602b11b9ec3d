"""Federal agencies and their offices, from the code lists of USAspending and of SAM.gov, as one hierarchy.

Codes keep their leading zeros. A row that names the department itself again, or an office again under a
second code, is the same agency: its other codes are aliases.
"""

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from graph.store import Store
from loaders.agency_names import Names, bare, same_name
from loaders.folder import member, table
from loaders.source import Row, Source
from schema.errors import InvalidSource
from schema.model import Record
from schema.money import Agency, OfficeOf
from schema.places import SameAs
from schema.values import Confidence

CODES, HIERARCHY = "agency_codes.csv", "sam_organizations.json"
CGAC, AGENCY, SUBTIER, OFFICE = "CGAC AGENCY CODE", "AGENCY NAME", "SUBTIER CODE", "SUBTIER NAME"
_TWICE = re.compile(r"\s*-\s*associated to Assistance Data$")
_INITIALS = frozenset({"USDA", "US", "NASA", "VA", "BBG"})
_SMALL = frozenset({"of", "the", "and", "for", "on", "in", "to", "with", "or"})


_STATED = """MATCH (a:Agency) WHERE a.id =~ 'agency/\\\\d{3}(/.*)?' AND a.retired_at IS NULL
OPTIONAL MATCH (a)-[:OFFICE_OF]->(d:Agency)
RETURN a.id AS id, a.name AS name, a.aliases AS aliases, min(d.id) AS top ORDER BY id"""


def read(folder: Path) -> Iterator[Row]:
    """One row an agency: departments before their offices, rows of one office joined."""
    offices: dict[tuple[str, str], dict[str, Any]] = {}
    for record in table(member(folder, CODES), {CGAC, AGENCY, SUBTIER, OFFICE}):
        _join(offices, record)
    for organization in organizations(folder):
        _add(offices, organization)
    elsewhere = {same_name(each["name"]): cgac for (cgac, office), each in offices.items() if not office}
    for number, ((cgac, office), each) in enumerate(offices.items(), start=1):
        other = elsewhere.get(same_name(each["name"])) if office else None
        yield Row(number, {"cgac": cgac, "elsewhere": other} | each)


def parse(row: Row) -> Iterable[Record]:
    """The agency, and its place under its department."""
    cgac, codes = row.take("cgac"), row.find("codes") or []
    top = f"agency/{cgac}"
    agency = Agency(
        id=f"{top}/{codes[0]}" if codes else top,
        name=row.take("name"),
        code=codes[0] if codes else cgac,
        abbreviation=row.find("abbreviation"),
        aliases=(*(row.find("aliases") or ()), *codes[1:]),
        official_url=row.find("website"),
        source=tuple(row.find("source") or ()),
    )
    yield agency
    elsewhere = row.find("elsewhere")
    if codes:
        yield OfficeOf(start=agency.id, end=top)
    if elsewhere:
        yield SameAs(start=agency.id, end=f"agency/{elsewhere}")


def named(folder: Path) -> Names:
    """What the names of agencies mean that other publications print: the code lists' and SAM.gov's."""
    departments: dict[str, str] = {}
    offices: list[tuple[str, str, str]] = []
    codes: dict[tuple[str, str], str] = {}
    for row in read(folder):
        cgac, listed = row.fields["cgac"], row.fields.get("codes") or []
        top = f"agency/{cgac}"
        if not listed:
            departments[row.fields["name"]] = top
            continue
        offices.append((top, row.fields["name"], f"{top}/{listed[0]}"))
        codes |= {(top, code): f"{top}/{listed[0]}" for code in listed}
    for each in organizations(folder):
        top = f"agency/{each['cgac']}"
        if each["level"] == 1:
            own = Names({}, offices).office(top, each["name"])
            departments.setdefault(written(each["name"]), own or top)
        elif (top, each["code"]) in codes:
            offices.append((top, each["name"], codes[top, each["code"]]))
    return Names(departments, offices)


def near(place: Path) -> Names | None:
    """What names mean by the code lists that lie with a file or beside its folder; None where none do."""
    try:
        return named(place)
    except InvalidSource:
        return None


def stated(store: Store) -> Names:
    """What names mean by the agencies that are in the graph."""
    departments: dict[str, str] = {}
    offices: list[tuple[str, str, str]] = []
    for each in store.read(_STATED):
        for name in (each["name"], *(each["aliases"] or ())):
            if each["top"]:
                offices.append((each["top"], name, each["id"]))
            else:
                departments.setdefault(name, each["id"])
    return Names(departments, offices)


def organizations(folder: Path) -> list[dict[str, Any]]:
    """The records of SAM.gov's federal hierarchy that are active and have a code."""
    listed = json.loads(member(folder, HIERARCHY).read_bytes())
    return [
        each for each in listed if each["modStatus"] == "ACTIVE" and each.get("cgac") and each.get("code")
    ]


def written(name: str) -> str:
    """A name in capitals as people write it: OFFICE OF THE WHIP is Office of the Whip."""
    turned = re.sub(r"^(.*), (DEPARTMENT OF(?: THE)?)$", r"\2 \1", name.strip())
    if not turned.isupper():
        return turned
    spoken = re.sub(r"[A-Z][A-Z'’]*", lambda word: _spoken(word[0]), turned)
    return spoken[0].upper() + spoken[1:]


def _spoken(word: str) -> str:
    if word in _INITIALS:
        return word
    return word.lower() if word.lower() in _SMALL else word.capitalize()


def _join(offices: dict[tuple[str, str], dict[str, Any]], record: dict[str, str]) -> None:
    cgac, name = record[CGAC], record[AGENCY].strip()
    top = offices.setdefault(
        (cgac, ""), {"name": name, "abbreviation": record["AGENCY ABBREVIATION"].strip()}
    )
    if not top.get("aliases"):
        top["aliases"] = _everyday(name)
    office, code = _TWICE.sub("", record[OFFICE]).strip(), record[SUBTIER].strip()
    if not code or same_name(office) == same_name(name):
        top["website"] = top.get("website") or record["WEBSITE"].strip()
        return
    found = offices.setdefault((cgac, same_name(office)), {"name": office, "codes": []})
    selectable = record["USER SELECTABLE ON USASPENDING.GOV"] == "TRUE"
    found["codes"].insert(0 if selectable else len(found["codes"]), code)
    found["abbreviation"] = found.get("abbreviation") or record["SUBTIER ABBREVIATION"].strip()


def _add(offices: dict[tuple[str, str], dict[str, Any]], organization: dict[str, Any]) -> None:
    """Take an agency of the hierarchy that the code list lacks, or its newer name for a code."""
    cgac, code, level = organization["cgac"], organization["code"], organization["level"]
    name = written(bare(organization["name"]))
    if level > 2 or (level == 1 and (cgac, same_name(name)) in offices):
        return
    known = offices.get((cgac, "")) if level == 1 else _holder(offices, cgac, code)
    if known is None and not (level == 2 and same_name(name) == same_name(offices[cgac, ""]["name"])):
        fresh = {"name": name, "abbreviation": organization.get("shortName"), "source": ["https://sam.gov/"]}
        offices[cgac, same_name(name) if level == 2 else ""] = fresh | (
            {"codes": [code]} if level == 2 else {}
        )
    elif known and same_name(name) not in map(same_name, (known["name"], *known.get("aliases", ()))):
        known["aliases"] = [*known.get("aliases", ()), name]


def _holder(offices: dict[tuple[str, str], dict[str, Any]], cgac: str, code: str) -> dict[str, Any] | None:
    holders = (each for (top, _), each in offices.items() if top == cgac and code in each.get("codes", ()))
    return next(holders, None)


def _everyday(name: str) -> list[str]:
    """The Department of the Treasury is also called the Treasury Department."""
    found = re.fullmatch(r"Department of (?:the )?(.+)", name)
    return [f"{found[1]} Department"] if found else []


SOURCE = Source(
    name="agencies",
    title="Federal agency codes (USAspending reference data, SAM.gov federal hierarchy)",
    address="https://www.usaspending.gov/",
    licence="Public domain (work of the United States government)",
    confidence=Confidence.VERIFIED,
    read=read,
    parse=parse,
    through=lambda _: None,
    expected={Agency: (1_000, 3_000), OfficeOf: (1_000, 3_000), SameAs: (1, 100)},
    gaps=("Offices below the bureaus have no code and are not listed.",),
)
