"""What census tables and code lists say of places: populations, codes, and the counties of cities."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from loaders.files import table
from loaders.folder import member
from schema.errors import InvalidSource

POPULATION_YEAR = 2020
_POPULATION = "census_2020_population_county.csv"
_CITIES = "ref_city_county_code.csv"
_POLICE = "fbi_law_enforcement_employees_2025.csv"
_STATES = "CensusStateData.csv"
_FBI_CODES = {"NB": "NE", "GM": "GU"}
"""Codes of the FBI that are not the postal ones (file of 2025)."""
COLUMNS = {
    _POPULATION: {"state_code", "county_code", "state_name", "county_name", "population"},
    _CITIES: {"state_code", "county_code", "city_code", "city_name"},
    _POLICE: {"pub_agency_name", "state_abbr", "county_name", "agency_type_name"},
    _STATES: {"FIPS", "Code", "Name", "Type", "Year", "Population"},
}
"""The columns of each table that are read, or that tell it from others."""


class Census:
    """The tables of one folder, by GEOID."""

    def __init__(self, folder: Path) -> None:
        """Read the tables."""
        self.states = _states(folder)
        self._people: dict[str, tuple[str, int]] = {}
        for row in _rows(folder, _POPULATION):
            code = row["state_code"] + ("" if row["county_code"] == "000" else row["county_code"])
            self._people[code] = (row["county_name"], _people(row["population"]))
        self._counties = _counties(folder, self.states)
        self._police = _police(folder)

    def population(self, geoid: str) -> int | None:
        """Inhabitants of a state or county in 2020."""
        return self._people[geoid][1] if geoid in self._people else None

    def independent(self, geoid: str, name: str) -> int | None:
        """Inhabitants of a city that is its own county, such as Baltimore city."""
        for county in self._counties.get(geoid, ()):
            if self._people.get(county, ("", 0))[0] == name:
                return self._people[county][1]
        return None

    def counties(self, geoid: str) -> frozenset[str]:
        """GEOIDs of the counties that a city reaches into."""
        return frozenset(self._counties.get(geoid, ()))

    def policed_in(self, state: str, name: str) -> str | None:
        """The one county, in capitals, that the police agency of a city is listed under."""
        found = self._police.get((state, name.upper()), set())
        (only,) = found if len(found) == 1 else (None,)
        return only if only and "," not in only else None

    def name(self, county: str) -> str:
        """Name of a county."""
        return self._people[county][0]


def _people(printed: str) -> int:
    if not printed or not printed.isdecimal():
        raise InvalidSource(f"{_POPULATION} gives {printed!r} where a population is expected.")
    return int(printed)


def _rows(folder: Path, name: str, encoding: str = "utf-8-sig") -> Iterator[dict[str, str]]:
    return (row for _, row in table(member(folder, name), COLUMNS[name], encoding))


def _states(folder: Path) -> dict[str, str]:
    """GEOIDs of states and territories by postal code; the table is without leading zeros.

    Its populations are estimates of 2010 to 2017, older than the census of 2020, and are not read.
    """
    return {row["Code"]: row["FIPS"].zfill(2) for row in _rows(folder, _STATES)}


def _counties(folder: Path, codes: Mapping[str, str]) -> dict[str, set[str]]:
    """Counties by GEOID of the city; the list is in windows-1252 and without leading zeros."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in _rows(folder, _CITIES, encoding="cp1252"):
        state = codes.get(row["state_code"])
        if state and row["city_code"]:
            found[state + row["city_code"].zfill(5)].add(state + row["county_code"].zfill(3))
    return found


def _police(folder: Path) -> dict[tuple[str, str], set[str]]:
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for row in _rows(folder, _POLICE):
        if row["agency_type_name"] == "City":
            state = _FBI_CODES.get(row["state_abbr"], row["state_abbr"])
            found[state, row["pub_agency_name"].upper()].add(row["county_name"])
    return found
