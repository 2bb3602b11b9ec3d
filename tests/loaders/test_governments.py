"""Governments found by what sources print: one, several, or none; never a guess."""

import pytest

from loaders.governments import Governments, Sort, sort_of, spelt

US = "ocd-division/country:us/"
STATE, COUNTY, PLACE = Sort.STATE, Sort.COUNTY, Sort.PLACE


@pytest.mark.parametrize(
    ("name", "sort", "state", "expected"),
    [
        ("California", STATE, None, "state:ca"),
        ("District of Columbia", STATE, None, "district:dc"),
        ("Commonwealth of Virginia", STATE, None, "state:va"),
        ("Washington", STATE, None, "state:wa"),
        ("Puerto Rico", STATE, None, "territory:pr"),
        ("Cook County", COUNTY, "IL", "state:il/county:cook"),
        ("COOK", COUNTY, "IL", "state:il/county:cook"),
        ("County of San Diego", COUNTY, "CA", "state:ca/county:san_diego"),
        ("Baltimore County", COUNTY, "MD", "state:md/county:baltimore"),
        ("San Francisco County", COUNTY, "CA", "state:ca/county:san_francisco"),
        ("Miami Dade", COUNTY, "FL", "state:fl/county:miami-dade"),
        ("Saint Mary's County", COUNTY, "MD", "state:md/county:st_mary~s"),
        ("Orleans Parish", COUNTY, "LA", "state:la/parish:orleans"),
        ("Brooklyn", COUNTY, "NY", "state:ny/county:kings"),
        ("Adjuntas", COUNTY, "PR", "territory:pr/municipio:adjuntas"),
        ("San Francisco City", PLACE, "CA", "state:ca/place:san_francisco"),
        ("New York City", PLACE, "NY", "state:ny/place:new_york"),
        ("New York", PLACE, "NY", "state:ny/place:new_york"),
        ("Jersey City", PLACE, "NJ", "state:nj/place:jersey_city"),
        ("Fort Myers", PLACE, "FL", "state:fl/place:fort_myers"),
        ("ft myers", PLACE, "FL", "state:fl/place:fort_myers"),
        ("Canon City", PLACE, "CO", "state:co/place:cañon_city"),
        ("Candia", PLACE, "NH", "state:nh/place:candia"),
        ("Boston", PLACE, "NY", "state:ny/county:erie/place:boston"),
        ("Rochester", PLACE, "NY", "state:ny/place:rochester"),
        ("Borough of Manheim", PLACE, "PA", "state:pa/place:manheim"),
        ("Manheim Borough", PLACE, "PA", "state:pa/place:manheim"),
        ("Damascus Township", PLACE, "PA", "state:pa/county:wayne/place:damascus"),
    ],
)
def test_a_clear_name_means_one(
    governments: Governments, name: str, sort: Sort, state: str | None, expected: str
) -> None:
    assert [each.id for each in governments.find(name, sort, state)] == [US + expected]


@pytest.mark.parametrize(
    ("name", "sort", "state"),
    [
        ("Florida", PLACE, "FL"),  # Florida City is not called Florida
        ("Jersey", PLACE, "NJ"),
        ("Berrian County", COUNTY, "MI"),
        ("Chicago", PLACE, "NY"),
        ("Chicago", COUNTY, "IL"),
        ("", PLACE, None),
        ("United States", STATE, None),
    ],
)
def test_an_unknown_name_means_none(
    governments: Governments, name: str, sort: Sort, state: str | None
) -> None:
    assert governments.find(name, sort, state) == ()


def test_an_independent_city_is_found_where_a_county_of_its_name_is_meant(governments: Governments) -> None:
    (found,) = governments.find("Hopewell County", COUNTY, "VA")
    assert found.id == f"{US}state:va/place:hopewell"


def test_several_places_of_one_name_are_all_given(governments: Governments) -> None:
    assert len(governments.find("Derry Township", PLACE, "PA")) == 4
    assert {each.state for each in governments.find("Las Vegas", PLACE)} == {"NV", "NM"}


def test_a_county_tells_places_of_one_name_apart(governments: Governments) -> None:
    (found,) = governments.find("Derry Township", PLACE, "PA", "Westmoreland County")
    assert found.county == "Westmoreland"


def test_a_county_that_fits_none_leaves_all(governments: Governments) -> None:
    assert len(governments.find("Derry Township", PLACE, "PA", "Bucks County")) == 4


def test_the_village_is_found_before_the_town_around_it_and_the_town_is_told(
    governments: Governments,
) -> None:
    (found,) = governments.find("Camden", PLACE, "NY")
    others = [each.name for each in governments.alike("Camden", PLACE, "NY") if each != found]
    assert (found.name, others) == ("Camden", ["Town of Camden"])


def test_a_misspelt_name_is_near_by_one_letter_only(governments: Governments) -> None:
    assert [each.name for each in governments.near("berrian county", COUNTY, "MI")] == ["Berrien County"]
    assert governments.near("brien county", COUNTY, "MI") == ()


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Chicago, IL", ("Chicago", "IL")),
        ("Cook County, Ill.", ("Cook County", "IL")),
        ("Concord, N.H.", ("Concord", "NH")),
        ("Portland, Oregon", ("Portland", "OR")),
        ("Washington, D.C.", ("Washington", "DC")),
        ("New York", ("New York", None)),
        ("Police, Fire and Rescue", ("Police, Fire and Rescue", None)),
    ],
)
def test_a_state_after_a_comma(
    governments: Governments, printed: str, expected: tuple[str, str | None]
) -> None:
    assert governments.split(printed) == expected


def test_the_level_of_an_identifier() -> None:
    assert sort_of("ocd-division/country:us") is None
    assert sort_of(f"{US}state:la/parish:orleans") is COUNTY
    assert sort_of(f"{US}territory:pr/sldl:at-large") is None


def test_spelling_is_compared_without_case_accents_and_marks() -> None:
    assert spelt("Saint Mary’s  &  Cañon-City") == "st marys and canon city"
