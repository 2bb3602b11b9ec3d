"""Jurisdictions: governments only, with census codes, populations and what they lie in."""

import csv
import datetime
import gzip
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from loaders import place_names
from loaders.jurisdictions import SOURCE
from schema.errors import InvalidRecord, InvalidSource
from schema.places import Jurisdiction, JurisdictionKind, SameAs, Within
from schema.values import Confidence
from tests.loaders.parsing import Parsed

US = "ocd-division/country:us"


@pytest.fixture(scope="module")
def made(excerpts: Path) -> Parsed:
    return Parsed(SOURCE, excerpts / "jurisdictions")


def test_counts_of_the_excerpt(made: Parsed) -> None:
    assert made.counts() == {"Jurisdiction": 45, "Within": 50, "SameAs": 3}


def test_what_is_no_government_is_counted_by_kind(made: Parsed) -> None:
    assert made.left == {
        "not a government: precinct": 3,
        "not a government: council_district": 1,
        "not a government: sldl": 1,
        "not a government: census_area": 1,
        "not a government: another id": 6,
        "not a government: no census code": 2,
    }


def test_a_county_has_its_code_and_people_though_its_code_says_place(made: Parsed) -> None:
    cook = made.node(Jurisdiction, f"{US}/state:il/county:cook")
    assert (cook.name, cook.geoid, cook.kind, cook.state) == ("Cook County", "17031", "COUNTY", "IL")
    assert (cook.population, cook.population_year) == (5_275_541, 2020)
    assert cook.aliases == ("Cook County, IL", "Cook County, Illinois")


def test_a_territory_has_its_code_and_people_though_tables_name_it_differently(made: Parsed) -> None:
    islands = made.node(Jurisdiction, f"{US}/territory:vi")
    assert (islands.name, islands.geoid, islands.population) == ("US Virgin Islands", "78", 87_146)


def test_codes_of_states_keep_their_leading_zeros(made: Parsed) -> None:
    codes = {each.state: each.geoid for each in made.every(Jurisdiction) if each.kind == "STATE"}
    assert (codes["AK"], codes["CA"], codes["CO"], codes["VT"]) == ("02", "06", "08", "50")


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


def test_the_register_is_told_by_its_columns(excerpts: Path) -> None:
    places = excerpts / "jurisdictions"
    known = {path.name for path in excerpts.rglob("*") if SOURCE.recognises(path)}
    assert known == {"ocd_country-us.csv"}
    beside = {path.name for path in places.iterdir() if SOURCE.accompanies(path)}
    assert beside == {path.name for path in places.iterdir()} - known
    elsewhere = (path for path in excerpts.rglob("*") if path.is_file() and path.parent != places)
    assert not [path for path in elsewhere if SOURCE.accompanies(path)]


def test_a_packed_register_under_its_official_name_is_read(excerpts: Path, tmp_path: Path) -> None:
    shutil.copytree(excerpts / "jurisdictions", tmp_path, dirs_exist_ok=True)
    plain = tmp_path / "ocd_country-us.csv"
    (tmp_path / "country-us.csv.gz").write_bytes(gzip.compress(plain.read_bytes()))
    plain.unlink()
    assert SOURCE.recognises(tmp_path / "country-us.csv.gz")
    assert Parsed(SOURCE, tmp_path).counts() == Parsed(SOURCE, excerpts / "jurisdictions").counts()


def test_a_file_of_the_register_stands_for_its_folder(excerpts: Path) -> None:
    made = Parsed(SOURCE, excerpts / "jurisdictions" / "ocd_country-us.csv")
    assert made.counts() == Parsed(SOURCE, excerpts / "jurisdictions").counts()


def test_a_missing_table_is_named(excerpts: Path, tmp_path: Path) -> None:
    folder = tmp_path / "alone" / "here"
    folder.mkdir(parents=True)
    shutil.copy(excerpts / "jurisdictions" / "ocd_country-us.csv", folder)
    with pytest.raises(InvalidSource, match=r"holds no CensusStateData\.csv"):
        list(SOURCE.read(folder))


@pytest.mark.parametrize(
    ("name", "change", "reason"),
    [
        ("ocd_country-us.csv", lambda text: text.replace(b",census_geoid,", b",geoid,"), "holds no"),
        (
            "ocd_country-us.csv",
            lambda text: text.replace("Cañon".encode(), b"Ca\xf1on"),
            "not written in utf-8",
        ),
        ("census_2020_population_county.csv", lambda text: text[:-8], "a population is expected"),
        ("ref_city_county_code.csv", lambda text: text.replace(b"city_code", b"code"), "lacks the columns"),
    ],
)
def test_a_damaged_table_is_refused(
    excerpts: Path, tmp_path: Path, name: str, change: Callable[[bytes], bytes], reason: str
) -> None:
    shutil.copytree(excerpts / "jurisdictions", tmp_path, dirs_exist_ok=True)
    (tmp_path / name).write_bytes(change((tmp_path / name).read_bytes()))
    with pytest.raises(InvalidSource, match=reason):
        list(SOURCE.read(tmp_path))


def test_a_division_of_an_unlisted_county_is_set_aside_alone(excerpts: Path, tmp_path: Path) -> None:
    shutil.copytree(excerpts / "jurisdictions", tmp_path, dirs_exist_ok=True)
    path = tmp_path / "ocd_country-us.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(each for each in lines if "/county:erie," not in each), encoding="utf-8")
    refused = []
    for row in SOURCE.read(tmp_path):
        try:
            list(SOURCE.parse(row))
        except InvalidRecord as error:
            refused.append((row.raw["id"], error.message))
    assert refused == [
        (
            f"{US}/state:ny/county:erie/place:boston",
            f"It names {US}/state:ny/county:erie, which the register lacks.",
        )
    ]


@pytest.mark.shared
def test_full_size(shared: Path) -> None:
    made = Parsed(SOURCE, shared / "places")
    assert made.rows == 194_977
    assert made.counts() == {"Jurisdiction": 39_302, "Within": 59_140, "SameAs": 15}
    known = {each.id for each in made.every(Jurisdiction)}
    assert all(each.end in known for each in made.every(Within))
    assert len(known) + made.left.total() == 194_977
    assert all(name.startswith("not a government: ") for name in made.left)


@pytest.mark.shared
def test_what_is_set_aside_is_no_government(shared: Path) -> None:
    """Counted by the last part of the register's ids, independently of the loader."""
    with (shared / "places" / "ocd_country-us.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    last = Counter(row["id"].rsplit("/", 1)[-1].split(":")[0] for row in rows if not row["sameAs"])
    made = Parsed(SOURCE, shared / "places")
    assert len(rows) == 194_977
    for kind in ("precinct", "school_district", "council_district", "sldl", "sldu", "ward", "cd"):
        assert made.left[f"not a government: {kind}"] == last[kind]
    for kind in ("county", "parish", "state", "territory", "municipio"):
        assert f"not a government: {kind}" not in made.left


@pytest.mark.shared
def test_the_states_of_the_table_are_those_of_the_register(shared: Path) -> None:
    with (shared / "places" / "CensusStateData.csv").open(encoding="utf-8-sig", newline="") as file:
        table = {row["Code"]: row["FIPS"].zfill(2) for row in csv.DictReader(file)}
    made = Parsed(SOURCE, shared / "places")
    tops = [each for each in made.every(Jurisdiction) if each.id.count("/") == 2 and each.valid_to is None]
    assert {each.state: each.geoid for each in tops} == table
    assert all(each.population for each in tops)


@pytest.mark.shared
@pytest.mark.parametrize(("name", "total"), [("us_census_places.csv", 39_242), ("aliases.csv", 424)])
def test_the_register_says_all_that_its_parts_say(shared: Path, name: str, total: int) -> None:
    """The lists of places and of aliases add nothing to the register, so that they need not be read."""
    with (shared / "places" / "ocd_country-us.csv").open(encoding="utf-8-sig", newline="") as file:
        register = {row["id"]: row for row in csv.DictReader(file)}
    with (shared / "places" / name).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == total
    assert [row for row in rows if not row.items() <= register[row["id"]].items()] == []
