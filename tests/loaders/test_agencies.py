"""Agencies: one hierarchy, with leading zeros and without duplicates."""

from pathlib import Path

import pytest

from loaders.agencies import SOURCE, named, written
from loaders.agency_names import same_name
from schema.money import Agency, OfficeOf
from schema.places import SameAs
from tests.loaders.parsing import Parsed


@pytest.fixture(scope="module")
def made(excerpts: Path) -> Parsed:
    return Parsed(SOURCE, excerpts / "agencies")


def test_counts_of_the_excerpt(made: Parsed) -> None:
    assert made.counts() == {"Agency": 24, "OfficeOf": 14, "SameAs": 1}
    assert not made.left


def test_leading_zeros_are_kept(made: Parsed) -> None:
    justice = made.node(Agency, "agency/015")
    assert (justice.code, justice.name, justice.abbreviation) == ("015", "Department of Justice", "DOJ")
    assert justice.aliases == ("Justice Department",)


def test_an_office_belongs_to_its_department(made: Parsed) -> None:
    assert made.ends(OfficeOf, "agency/015/1550") == ["agency/015"]
    assert made.node(Agency, "agency/015/1550").abbreviation == "OJP"


def test_a_department_is_not_its_own_office(made: Parsed) -> None:
    assert not [each for each in made.every(Agency) if each.id == "agency/015/1500"]


def test_two_codes_of_one_office_are_one_agency(made: Parsed) -> None:
    assert made.node(Agency, "agency/012/12H2").aliases == ("1230",)
    assert made.node(Agency, "agency/070/7022").aliases == ("7007",)


def test_an_agency_under_two_treasury_codes_is_linked(made: Parsed) -> None:
    assert made.ends(SameAs, "agency/070/7022") == ["agency/058"]


def test_a_row_without_subtier_is_a_department(made: Parsed) -> None:
    assert made.node(Agency, "agency/247").code == "247"


def test_sam_gov_adds_agencies_and_newer_names(made: Parsed) -> None:
    assert made.node(Agency, "agency/569").name == "Southwest Border Regional Commission"
    assert "Office of Disability Employment Policy" in made.node(Agency, "agency/016/1667").aliases


@pytest.mark.parametrize(
    ("department", "office", "expected"),
    [
        ("Department of Justice", "Office of Justice Programs", "agency/015/1550"),
        ("Department of Justice", "Boards and Divisions Offices", "agency/015/1501"),
        ("Department of Justice", "Bureau of Prisons", "agency/015/1540"),
        ("Department of the Interior", "Bureau of Indian Education", "agency/014/1450"),
        ("Department of Justice", "Bureau of Justice Assistance", None),
        ("DEPT OF JUSTICE", "Department of Justice", "agency/015"),
    ],
)
def test_printed_names_mean_agencies(
    excerpts: Path, department: str, office: str, expected: str | None
) -> None:
    names = named(excerpts / "agencies")
    top = names.department(department)
    assert top
    assert names.office(top, office) == expected


def test_spelling_and_order_do_not_tell_names_apart() -> None:
    assert same_name("U.S. Geological Survey") == same_name("U. S. Geological Survey ")
    assert same_name("Federal Transit Administration (FTA)") == same_name("Federal Transit Administration")


def test_capitals_become_ordinary_writing() -> None:
    assert written("JUSTICE, DEPARTMENT OF") == "Department of Justice"
    assert written("OFFICE OF THE WHIP") == "Office of the Whip"


@pytest.mark.shared
def test_full_size(shared: Path) -> None:
    made = Parsed(SOURCE, shared / "agencies")
    assert made.counts() == {"Agency": 1480, "OfficeOf": 1288, "SameAs": 7}
    assert made.node(Agency, "agency/015").name == "Department of Justice"
