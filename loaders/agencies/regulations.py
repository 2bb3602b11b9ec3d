"""Agencies of the eCFR, and the units of the Code of Federal Regulations that each issues."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from loaders.agencies.hierarchy import Offices, identifier
from loaders.agency_names import Names, same_name
from loaders.folder import member
from loaders.inserts import Value, inserts
from loaders.source import Row
from schema.errors import InvalidRecord, InvalidSource
from schema.law import Corpus, IssuedBy, Provision
from schema.model import Record
from schema.money import Agency, OfficeOf

FILE = "ecfr_agencies_and_cfr_references.sql"
ECFR = "https://www.ecfr.gov/"
AGENCIES, REFERENCES = "agency", "agency_cfr_reference"
_UNITS = {"subtitle": "st", "chapter": "ch", "subchapter": "sch", "part": "pt"}
_TOO_SHORT = 2
"""Abbreviations of two letters (DC, PT, FS) mean much else: they are no further name of an agency."""


class Regulators(msgspec.Struct, frozen=True):
    """Agencies by slug, with the ids that they have in the hierarchy or of their own, and what they issue."""

    agencies: dict[str, dict[str, Value]]
    ids: dict[str, str]
    references: list[dict[str, Value]]

    def own(self) -> Iterator[dict[str, Any]]:
        """The agencies that the hierarchy does not have, each with the id of what it is an office of."""
        for slug, agency in self.agencies.items():
            if self.ids[slug] == own_id(slug):
                yield agency | {"above": self.ids.get(str(agency["parent_slug"]))}

    def issued(self) -> Iterator[dict[str, Any]]:
        """The units of the Code that agencies issue, with the ids of these."""
        for each in self.references:
            yield each | {"agency": self.ids.get(str(each["agency_slug"]))}


def regulators(place: Path, offices: Offices, names: Names) -> Regulators:
    """Read the eCFR's agencies, and match each by its name under its department."""
    agencies: dict[str, dict[str, Value]] = {}
    references: list[dict[str, Value]] = []
    path = member(place, FILE)
    for _, table, values in inserts(path):
        if table == AGENCIES:
            agencies[str(values["slug"])] = values
        elif table == REFERENCES:
            references.append(values)
    if not agencies or not references:
        raise InvalidSource(f"{path.name} lacks agencies or what they issue.", "Fetch it again.")
    return Regulators(agencies, _matched(agencies, offices, names), references)


def enrich(offices: Offices, read: Regulators) -> None:
    """Give agencies of the hierarchy the names and abbreviations that the eCFR has for them."""
    by_id = {identifier(cgac, each): each for (cgac, _), each in offices.items()}
    for slug, agency in read.agencies.items():
        if known := by_id.get(read.ids[slug]):
            name, short = str(agency["name"]).strip(), _abbreviation(agency)
            aliases = list(known.get("aliases") or ())
            if same_name(name) not in map(same_name, (known["name"], *aliases)):
                aliases.append(name)
            known["abbreviation"] = known.get("abbreviation") or short
            if len(short) > _TOO_SHORT and short not in (known["abbreviation"], *aliases):
                aliases.append(short)
            known["aliases"] = aliases


def own_id(slug: str) -> str:
    """The id of an agency that only the eCFR has."""
    return f"agency/ecfr/{slug}"


def regulator(row: Row) -> Iterable[Record]:
    """An agency that only the eCFR has, and its place in the hierarchy."""
    short = _abbreviation(row.fields)
    row.find("short_name")
    agency = Agency(
        id=own_id(row.take("slug")),
        name=" ".join(row.take("name").split()),
        abbreviation=short or None,
        source=(ECFR,),
        note="Only the eCFR has it: no code list names it.",
    )
    yield agency
    if above := row.find("above"):
        yield OfficeOf(start=agency.id, end=above, source=(ECFR,))


def issue(row: Row) -> Iterable[Record]:
    """The unit of the Code of Federal Regulations, and who issues it."""
    unit = _unit(row)
    yield unit
    yield IssuedBy(start=unit.id, end=row.take("agency"), source=(ECFR,))


def _abbreviation(agency: Mapping[str, Any]) -> str:
    """The short name, unless it is the name again."""
    short = str(agency["short_name"] or "").strip()
    return "" if same_name(short) == same_name(str(agency["name"])) else short


def _unit(row: Row) -> Provision:
    title, level = row.take("title_number"), row.take("narrowest_level")
    numbers = {name: row.find(f"{name}_id") for name in _UNITS}
    if level not in numbers or numbers[level] is None:
        raise InvalidRecord(f"{row.raw['ref_key']} is no {level} of the Code of Federal Regulations.")
    path = [level] if level != "subchapter" else ["chapter", "subchapter"]
    usual = f"{title} C.F.R. " + ", ".join(f"{name.capitalize()} {numbers[name]}" for name in path)
    return Provision(
        id="/".join([f"/us/cfr/t{title}", *(f"{_UNITS[name]}{numbers[name]}" for name in path)]),
        name=usual,
        citation=usual,
        corpus=Corpus.CODE_OF_FEDERAL_REGULATIONS,
        title=str(title),
        level=level,
        mentioned_only=True,
    )


def _matched(agencies: dict[str, dict[str, Value]], offices: Offices, names: Names) -> dict[str, str]:
    """The id of each agency; parents, which have no parent themselves, go first."""
    alone = _alone(offices)
    ids: dict[str, str] = {}
    for slug in sorted(agencies, key=lambda each: agencies[each]["parent_slug"] is not None):
        name, parent = str(agencies[slug]["name"]), agencies[slug]["parent_slug"]
        above = ids.get(str(parent), "") if parent else ""
        ids[slug] = _match(name, above, names, alone) or own_id(slug)
    return ids


def _match(name: str, above: str, names: Names, alone: dict[str, str]) -> str | None:
    """The agency of that name under its department; where it has none, the only one of that name at all."""
    parts = above.split("/")
    if not above:
        return names.department(name) or alone.get(same_name(name))
    found = names.office("/".join(parts[:2]), name) if parts[1] != "ecfr" else None
    under_department = len(parts) == 2
    return found or (None if under_department else alone.get(same_name(name)))


def _alone(offices: Offices) -> dict[str, str]:
    """Agencies by a name that no other agency has; a body before its board, as code lists print it, too."""
    printed = [
        (same_name(name), identifier(cgac, each))
        for (cgac, _), each in offices.items()
        for name in {each["name"], each["name"].removesuffix(", Board of Governors")}
    ]
    total = Counter(name for name, _ in printed)
    return {name: agency for name, agency in printed if total[name] == 1}
