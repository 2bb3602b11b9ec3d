"""Jurisdictions: governments only, with census codes, populations and what they lie in."""

import datetime
from pathlib import Path

import pytest

from loaders import place_names
from loaders.jurisdictions import SOURCE
from schema.places import Jurisdiction, JurisdictionKind, SameAs, Within
from schema.values import Confidence
from tests.loaders.parsing import Parsed

US = "ocd-division/country:us"


@pytest.fixture(scope="module")
def made(excerpts: Path) -> Parsed:
    return Parsed(SOURCE, excerpts / "places")


def test_counts_of_the_excerpt(made: Parsed) -> None:
    assert made.counts() == {"Jurisdiction": 44, "Within": 49, "SameAs": 3}


def test_what_is_no_government_is_counted_by_kind(made: Parsed) -> None:
    assert made.left == {
        "not a government: precinct": 3,
        "not a government: council_district": 1,
        "not a government: sldl": 1,
        "not a government: census_area": 1,
        "not a government: another id": 5,
        "not a government: no census code": 2,
    }


def test_a_county_has_its_code_and_people_though_its_code_says_place(made: Parsed) -> None:
    cook = made.node(Jurisdiction, f"{US}/state:il/county:cook")
    assert (cook.name, cook.geoid, cook.kind, cook.state) == ("Cook County", "17031", "COUNTY", "IL")
    assert (cook.population, cook.population_year) == (5_275_541, 2020)
    assert cook.aliases == ("Cook County, IL", "Cook County, Illinois")


def test_a_city_is_called_what_people_call_it(made: Parsed) -> None:
    chicago = made.node(Jurisdiction, f"{US}/state:il/place:chicago")
    assert (chicago.name, chicago.geoid, chicago.kind) == ("Chicago", "1714000", JurisdictionKind.PLACE)
    assert chicago.aliases == ("City of Chicago", "Chicago, IL", "Chicago, Illinois")


def test_a_city_in_two_counties_lies_in_the_one_of_its_police(made: Parsed) -> None:
    links = [each for each in made.every(Within) if each.start == f"{US}/state:il/place:chicago"]
    state, county = links
    assert (state.end, state.confidence) == (f"{US}/state:il", None)
    assert (county.end, county.confidence) == (f"{US}/state:il/county:cook", Confidence.PARTIAL)
    assert county.note
    assert county.note.startswith("Also reaches into DuPage County")


def test_a_city_in_one_county_lies_there(made: Parsed) -> None:
    assert made.ends(Within, f"{US}/state:ma/place:boston") == [
        f"{US}/state:ma",
        f"{US}/state:ma/county:suffolk",
    ]


def test_a_city_in_five_counties_lies_in_none_of_them(made: Parsed) -> None:
    assert made.ends(Within, f"{US}/state:ny/place:new_york") == [f"{US}/state:ny"]
    assert f"{US}/state:ny/place:new_york" in made.ends(Within, f"{US}/state:ny/county:kings")
    assert "Brooklyn" in made.node(Jurisdiction, f"{US}/state:ny/county:kings").aliases


def test_a_consolidated_city_and_county_are_two_records_of_one_government(made: Parsed) -> None:
    city, county = f"{US}/state:ca/place:san_francisco", f"{US}/state:ca/county:san_francisco"
    kinds = {made.node(Jurisdiction, each).kind for each in (city, county)}
    assert kinds == {JurisdictionKind.CONSOLIDATED_CITY_COUNTY}
    assert made.ends(SameAs, city) == [county]
    assert made.ends(Within, city) == [f"{US}/state:ca"]
    assert made.node(Jurisdiction, city).population == made.node(Jurisdiction, county).population


def test_a_city_that_is_its_own_county_has_its_people(made: Parsed) -> None:
    baltimore = made.node(Jurisdiction, f"{US}/state:md/place:baltimore")
    assert baltimore.population == 585_708
    assert f"{US}/state:md/county:baltimore_city" in baltimore.aliases


def test_a_second_id_is_an_alias(made: Parsed) -> None:
    assert f"{US}/state:dc" in made.node(Jurisdiction, f"{US}/district:dc").aliases
    assert not [each for each in made.every(Jurisdiction) if each.id == f"{US}/state:dc"]


def test_a_place_without_census_code_stays_where_the_register_explains_it(made: Parsed) -> None:
    nashville = made.node(Jurisdiction, f"{US}/state:tn/place:nashville")
    assert (nashville.name, nashville.geoid) == ("Nashville", None)
    assert made.ends(Within, nashville.id) == [f"{US}/state:tn", f"{US}/state:tn/county:davidson"]


def test_a_nation_is_a_tribe(made: Parsed) -> None:
    assert made.node(Jurisdiction, f"{US}/state:me/place:penobscot_nation").kind is JurisdictionKind.TRIBE


def test_a_former_territory_has_its_interval(made: Parsed) -> None:
    orleans = made.node(Jurisdiction, f"{US}/territory:ot")
    assert orleans.valid_from == datetime.date(1804, 10, 1)
    assert orleans.valid_to == datetime.date(1812, 5, 1)


def test_the_city_list_is_in_windows_1252(made: Parsed) -> None:
    ends = made.ends(Within, f"{US}/state:co/place:cañon_city")
    assert ends == [f"{US}/state:co", f"{US}/state:co/county:fremont"]


@pytest.mark.parametrize(
    ("printed", "county", "name", "also"),
    [
        ("Kansas City city", None, "Kansas City", "City of Kansas City"),
        ("Boston town", "Erie County", "Town of Boston", "Town of Boston, Erie County, XX"),
        ("Beverly township", "Adams County", "Beverly Township", "Township of Beverly"),
        ("San Buenaventura (Ventura) city", None, "San Buenaventura", "Ventura"),
        ("Juneau city and borough", None, "Juneau", "Juneau, XX"),
        ("Carson City", None, "Carson City", "Carson City, Xland"),
    ],
)
def test_names_of_places(printed: str, county: str | None, name: str, also: str) -> None:
    found, aliases = place_names.place(printed, ("XX", "Xland"), county)
    assert found == name
    assert also in aliases


@pytest.mark.shared
def test_full_size(shared: Path) -> None:
    made = Parsed(SOURCE, shared / "places")
    assert made.rows == 194_977
    assert made.counts() == {"Jurisdiction": 39_302, "Within": 59_140, "SameAs": 15}
    known = {each.id for each in made.every(Jurisdiction)}
    assert all(each.end in known for each in made.every(Within))


@pytest.mark.shared
def test_the_register_has_the_codes_of_the_census_list(shared: Path) -> None:
    """The list of places adds nothing to the register, so that it need not be read."""
    register = (shared / "places" / "ocd_country-us.csv").read_text(encoding="utf-8-sig")
    lines = (shared / "places" / "us_census_places.csv").read_text(encoding="utf-8-sig").splitlines()[1:]
    codes = {line.rsplit(",", 1)[1] for line in lines}
    known = {part for line in register.splitlines() for part in line.split(",") if part.startswith("place-")}
    assert codes <= known
