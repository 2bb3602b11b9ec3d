"""Governments of places, from the Open Civic Data register, with census codes, populations and counties.

The register also lists courts, precincts, wards and districts: they are counted by kind and left out, as are
census areas and places without a census code, which have no government of their own.
"""

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from loaders import place_names
from loaders.census import POPULATION_YEAR, Census
from loaders.folder import member, table
from loaders.source import Row, Source
from schema.model import Record
from schema.places import Jurisdiction, JurisdictionKind, SameAs, Within
from schema.values import Confidence

REGISTER = "ocd_country-us.csv"
ADDRESS = "https://github.com/opencivicdata/ocd-division-ids"
CENSUS, CODES, POLICE = "https://www.census.gov/", "https://www.usgs.gov/", "https://cde.ucr.cjis.gov/"
COUNTRY = "ocd-division/country:us"
COUNTIES = frozenset({"county", "parish", "borough", "municipio", "municipality"})
_ONE = re.compile(r"coterminous|colosidated|city-county")
_STATE = re.compile(r"/(?:state|territory|district):(\w+)")
_SPOKEN = re.compile(r"/(place|borough):[^/]*$")
_ADVISED = re.compile(r"county:\w+")
_COLUMNS = {"id", "name", "sameAs", "sameAsNote", "census_geoid", "validThrough", "validFrom"}


def read(folder: Path) -> Iterator[Row]:
    """One row a division, in the register's order, with what the other tables say of the governments."""
    divisions = list(table(member(folder, REGISTER), _COLUMNS))
    register = _Register(divisions)
    census = Census(folder, register.codes)
    for number, division in enumerate(divisions, start=2):
        fields: dict[str, Any] = {name: division[name] for name in _COLUMNS}
        fields["kind"] = register.kind(division)
        if fields["kind"]:
            fields |= register.joined(division, census)
        yield Row(number, fields)


def parse(row: Row) -> Iterable[Record]:
    """The government, what it lies in, and the record that describes the same place; none for the rest."""
    kind = row.take("kind") if row.fields["kind"] else None
    if kind is None:
        return _set_aside(row)
    return _government(row, kind)


def _government(row: Row, kind: JurisdictionKind) -> Iterator[Record]:
    identifier = row.take("id")
    name, aliases = row.take("names")
    people = row.find("population")
    yield Jurisdiction(
        id=identifier,
        name=name,
        kind=kind,
        aliases=aliases,
        geoid=row.find("geoid"),
        state=row.find("state"),
        population=people,
        population_year=POPULATION_YEAR if people is not None else None,
        valid_from=_day(row.find("validFrom")),
        valid_to=_day(row.find("validThrough"), after=1),
        source=(ADDRESS, CENSUS) if people is not None else (),
    )
    for place in row.find("within") or ():
        yield Within(start=identifier, **place)
    same = row.find("sameAs")
    if same:
        yield SameAs(start=identifier, end=same, note=row.find("sameAsNote"))


def _set_aside(row: Row) -> list[Record]:
    """Leave nothing of a division but the reason why it is left out, which is counted."""
    *_, last = row.fields["id"].split("/")
    kind = last.split(":")[0]
    reason = "another id" if row.fields["sameAs"] else "no census code" if kind == "place" else kind
    row.fields = {f"not a government: {reason}": True}
    return []


def _day(text: str | None, after: int = 0) -> datetime.date | None:
    return datetime.date.fromisoformat(text) + datetime.timedelta(days=after) if text else None


class _Register:
    """The register's divisions by id and by GEOID, and which ids are second names."""

    def __init__(self, divisions: list[dict[str, str]]) -> None:
        self._names = {each["id"]: each["name"] for each in divisions}
        self._governing = {each["id"] for each in divisions if _consolidated(each) or each["validThrough"]}
        self._consolidated = {each["sameAs"] for each in divisions if _consolidated(each)}
        self._second: defaultdict[str, list[str]] = defaultdict(list)
        self._by_geoid: dict[str, str] = {}
        for each in divisions:
            if each["sameAs"]:
                self._second[each["sameAs"]].append(each["id"])
            elif each["census_geoid"] and self.kind(each):
                self._by_geoid[each["census_geoid"].removeprefix("place-")] = each["id"]
        counties = ((geoid, identifier) for geoid, identifier in self._by_geoid.items() if len(geoid) == 5)
        self.codes = {_postal(identifier): geoid[:2] for geoid, identifier in counties}

    def kind(self, division: dict[str, str]) -> JurisdictionKind | None:
        """What sort of government a division has, or None."""
        identifier, same = division["id"], division["sameAs"]
        kinds = tuple(part.split(":")[0] for part in identifier.split("/")[1:])
        found = _kind(kinds)
        if same and not division["validThrough"] and not _consolidated(division):
            return None
        if found is JurisdictionKind.PLACE and not _governs(division):
            return None
        if found and (_consolidated(division) or identifier in self._consolidated):
            return JurisdictionKind.CONSOLIDATED_CITY_COUNTY
        nation = found is JurisdictionKind.PLACE and division["name"].endswith(" Nation")
        return JurisdictionKind.TRIBE if nation else found

    def joined(self, division: dict[str, str], census: Census) -> dict[str, Any]:
        """Names, codes, population and containing places of a government."""
        identifier = division["id"]
        code = _postal(identifier)
        geoid = division["census_geoid"].removeprefix("place-") or census.states.get(division["name"])
        name, aliases = self._called(division, code)
        seconds = [each for each in self._second[identifier] if each not in self._governing]
        others = [place_names.slug(each) for each in seconds if _SPOKEN.search(each)]
        spoken = dict.fromkeys([*aliases, *others, *seconds])
        return {
            "names": (name, tuple(each for each in spoken if each != name)),
            "geoid": geoid,
            "state": None if division["validThrough"] else code or None,
            "population": self._people(division, geoid, census),
            "within": list(self._within(division, geoid or "", code, census)),
        }

    def _called(self, division: dict[str, str], code: str) -> place_names.Names:
        identifier, printed = division["id"], division["name"]
        kinds = [part.split(":")[0] for part in identifier.split("/")[1:]]
        if not code:
            return place_names.country(printed)
        top = "/".join(identifier.split("/")[:3])
        if len(kinds) == 2:
            named = place_names.state if kinds[1] in {"state", "district"} else place_names.territory
            return named(printed, code)
        state = (code, self._names[top])
        if kinds[-1] != "place":
            return place_names.county(printed, state)
        if not division["census_geoid"] or not place_names.plain(printed):
            printed = place_names.slug(identifier)
        county = self._names[identifier.rsplit("/", 1)[0]] if len(kinds) == 4 else None
        return place_names.place(printed, state, county)

    def _people(self, division: dict[str, str], geoid: str | None, census: Census) -> int | None:
        county = division["sameAs"] if _consolidated(division) else None
        if county:
            codes = [code for code, identifier in self._by_geoid.items() if identifier == county]
            return census.population(codes[0]) if codes else None
        own = census.population(geoid) if geoid and len(geoid) < 7 else None
        return own if own is not None or not geoid else census.independent(geoid, division["name"])

    def _within(
        self, division: dict[str, str], geoid: str, state: str, census: Census
    ) -> Iterator[dict[str, Any]]:
        """The division that the id names as its parent, and the county of a city."""
        identifier = division["id"]
        if identifier == COUNTRY:
            return
        yield {"end": identifier.rsplit("/", 1)[0]}
        boroughs = (each for each in self._second[identifier] if "/place:" in each.rsplit("/", 1)[0])
        yield from ({"end": each.rsplit("/", 1)[0], "note": "One of its boroughs."} for each in boroughs)
        if "/place:" in identifier and identifier.count("/") == 3 and not division["sameAs"]:
            yield from self._county(geoid, state, division["name"], census)

    def _county(self, geoid: str, state: str, name: str, census: Census) -> Iterator[dict[str, Any]]:
        if len(geoid) == 10:
            yield {"end": self._by_geoid[geoid[:5]], "source": (CENSUS,)}
            return
        explained = _ADVISED.search(name)
        if explained:
            yield {"end": f"{COUNTRY}/state:{state.lower()}/{explained[0]}"}
            return
        codes = census.counties(geoid)
        reached = {code: self._by_geoid[code] for code in sorted(codes) if code in self._by_geoid}
        if len(codes) > 1:
            yield from _main_county(reached, state, name, census)
        else:
            yield from ({"end": county, "source": (CODES,)} for county in reached.values())


def _main_county(reached: dict[str, str], state: str, name: str, census: Census) -> Iterator[dict[str, Any]]:
    """The one of several counties that the city's police agency is listed under."""
    short = place_names.place(name, (state, ""))[0]
    listed = census.policed_in(state, short)
    for code, identifier in reached.items():
        if listed and census.name(code).upper() in {f"{listed} COUNTY", f"{listed} PARISH"}:
            others = sorted(census.name(other) for other in reached if other != code)
            yield {
                "end": identifier,
                "confidence": Confidence.PARTIAL,
                "note": f"Also reaches into {', '.join(others)}; its police agency is listed under this one.",
                "source": (CODES, POLICE),
            }


def _kind(kinds: tuple[str, ...]) -> JurisdictionKind | None:
    """The sort of government that the parts of an id name."""
    match kinds:
        case ("country",):
            return JurisdictionKind.COUNTRY
        case ("country", "state" | "district" | "territory" as top):
            return JurisdictionKind(top.upper())
        case ("country", "state" | "territory", last) if last in COUNTIES:
            return JurisdictionKind.COUNTY
        case ("country", "state" | "territory", "place"):
            return JurisdictionKind.PLACE
        case ("country", "state", "county" | "parish", "place"):
            return JurisdictionKind.PLACE
    return None


def _postal(identifier: str) -> str:
    found = _STATE.search(identifier)
    return found[1].upper() if found else ""


def _consolidated(division: dict[str, str]) -> bool:
    return bool(division["sameAs"] and _ONE.search(division["sameAsNote"]))


def _governs(division: dict[str, str]) -> bool:
    """Whether a place has a government: a census code, or a consolidated one that the register explains."""
    identifier, name = division["id"], division["name"]
    explained = " -- " in name and identifier.count("/") == 3
    coded = division["census_geoid"] or name.endswith(" Nation") or "/territory:" in identifier
    return bool(coded or explained or _consolidated(division))


SOURCE = Source(
    name="jurisdictions",
    title="Open Civic Data divisions of the United States, with census codes and populations",
    address=ADDRESS,
    licence="CC0 1.0; census tables are works of the United States government",
    confidence=Confidence.VERIFIED,
    read=read,
    parse=parse,
    through=lambda _: None,
    expected={Jurisdiction: (35_000, 45_000), Within: (50_000, 75_000), SameAs: (10, 100)},
    ignored=frozenset({"name", "census_geoid", "sameAsNote"}),
    gaps=(
        "Tribal governments are not in the register, but for one.",
        "Cities have no population of their own here; counties, states and consolidated cities do.",
        "A city in several counties is placed in one only where its police agency is listed under one.",
    ),
)
