"""What census tables and code lists say of places: populations, codes, and the counties of cities."""

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from loaders.folder import member, table

POPULATION_YEAR = 2020
_POPULATION = "census_2020_population_county.csv"
_CITIES = "ref_city_county_code.csv"
_POLICE = "fbi_law_enforcement_employees_2025.csv"


class Census:
    """The tables of one folder, by GEOID."""

    def __init__(self, folder: Path, codes: Mapping[str, str]) -> None:
        """Read the tables, given the census codes of postal codes."""
        self._people: dict[str, tuple[str, int]] = {}
        self.states: dict[str, str] = {}
        columns = {"state_code", "county_code", "state_name", "county_name", "population"}
        for row in table(member(folder, _POPULATION), columns):
            whole = row["county_code"] == "000"
            code = row["state_code"] + ("" if whole else row["county_code"])
            self._people[code] = (row["county_name"], int(row["population"]))
            if whole:
                self.states[row["state_name"]] = code
        self._counties = _counties(folder, codes)
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


def _counties(folder: Path, codes: Mapping[str, str]) -> dict[str, set[str]]:
    """Counties by GEOID of the city; the list is in windows-1252 and without leading zeros."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    columns = {"state_code", "county_code", "city_code", "city_name"}
    for row in table(member(folder, _CITIES), columns, encoding="cp1252"):
        state = codes.get(row["state_code"])
        if state and row["city_code"]:
            found[state + row["city_code"].zfill(5)].add(state + row["county_code"].zfill(3))
    return found


def _police(folder: Path) -> dict[tuple[str, str], set[str]]:
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    columns = {"pub_agency_name", "state_abbr", "county_name", "agency_type_name"}
    for row in table(member(folder, _POLICE), columns):
        if row["agency_type_name"] == "City":
            found[row["state_abbr"], row["pub_agency_name"].upper()].add(row["county_name"])
    return found
