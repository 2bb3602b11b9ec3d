"""The divisions of the Open Civic Data register that are governments, and how they hang together."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from loaders import place_names
from loaders.census import Census
from schema.places import JurisdictionKind
from schema.values import Confidence

CENSUS, CODES, POLICE = "https://www.census.gov/", "https://www.usgs.gov/", "https://cde.ucr.cjis.gov/"
COUNTRY = "ocd-division/country:us"
COUNTIES = frozenset({"county", "parish", "borough", "municipio", "municipality"})
_ONE = re.compile(r"coterminous|colosidated|city-county")
_STATE = re.compile(r"/(?:state|territory|district):(\w+)")
_SPOKEN = re.compile(r"/(place|borough):[^/]*$")
_ADVISED = re.compile(r"county:\w+")


class Register:
    """The register's divisions by id and by GEOID, and which ids are second names."""

    def __init__(self, divisions: list[dict[str, str]]) -> None:
        """Index the rows of the register."""
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
        own = census.states.get(code) if identifier.count("/") == 2 else None
        geoid = division["census_geoid"].removeprefix("place-") or own
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
