"""Assistance listings: programs, years, agencies and what authorizes them."""

import re
from pathlib import Path

import pytest

from loaders import listing_numbers
from loaders.listings import SOURCE
from schema.duties import AuthorizedBy
from schema.money import AdministeredBy, GrantProgram, ProgramYear
from tests.loaders.parsing import Parsed


@pytest.fixture(scope="module")
def made(excerpts: Path) -> Parsed:
    return Parsed(SOURCE, excerpts / "programs")


def test_counts_of_the_excerpt(made: Parsed) -> None:
    assert made.counts() == {
        "GrantProgram": 9,
        "ProgramYear": 27,
        "YearOf": 27,
        "AdministeredBy": 9,
        "Provision": 19,
        "PartOf": 5,
        "AuthorizedBy": 22,
        "PublicLaw": 5,
    }


def test_other_programs_are_counted_by_kind(made: Parsed) -> None:
    assert made.left["not a listing: tax_expenditure"] == 1


def test_a_program_as_people_know_it(made: Parsed) -> None:
    program = made.node(GrantProgram, "16.738")
    assert program.name == "Edward Byrne Memorial Justice Assistance Grant Program"
    assert program.popular_name == "Byrne JAG Program"
    assert made.ends(AdministeredBy, "16.738") == ["agency/015/1550"]


def test_mistaken_labels_of_assistance_are_translated(made: Parsed) -> None:
    assert made.node(GrantProgram, "16.738").assistance_types == ("Formula Grants",)
    assert made.node(GrantProgram, "16.301").assistance_types == ("Advisory Services and Counseling",)
    direct = ("Direct Payments for a Specified Use", "Project Grants")
    assert made.node(GrantProgram, "10.001").assistance_types == direct


def test_zero_is_not_an_amount(made: Parsed) -> None:
    year = made.node(ProgramYear, "16.738/2023")
    assert (year.estimated, year.reported, year.obligated) == (None, 654_343_776.0, 493_322_372.11)
    assert year.outlaid == 227_666_105.69


def test_several_citations_in_one_text_are_told_apart(made: Parsed) -> None:
    assert made.ends(AuthorizedBy, "16.738") == [
        "/us/usc/t34/s10151",
        "/us/usc/t34/s10726",
        "/us/usc/t34/s10158",
        "/us/usc/t28/s530C/a",
        "/us/pl/90/351",
        "/us/usc/t28/s530C",
        "/us/pl/117/159",
        "/us/pl/117/328",
    ]


def test_a_link_keeps_the_citation_as_printed(made: Parsed) -> None:
    (link,) = (each for each in made.every(AuthorizedBy) if each.end == "/us/usc/t42/s3796dd")
    assert (link.start, link.cited_as) == ("16.710", "42 U.S.C. 3796dd")


def test_an_authorization_that_is_only_a_point_is_said_to_be_unread(made: Parsed) -> None:
    assert made.ends(AuthorizedBy, "97.067") == []
    assert made.node(GrantProgram, "97.067").note == "1 of 1 authorizations cite nothing that could be read."
    assert made.left["authorizations"] == 2


def test_an_office_without_a_code_falls_back_to_its_department(made: Parsed) -> None:
    (link,) = (each for each in made.every(AdministeredBy) if each.start == "15.250")
    assert (link.end, link.note) == (
        "agency/014",
        "Run by “Office of Surface Mining”, which has no code of its own.",
    )
    assert made.left["sub_agency_name"] == 1


def test_a_program_without_an_office_is_its_departments(made: Parsed) -> None:
    (link,) = (each for each in made.every(AdministeredBy) if each.start == "12.219")
    assert (link.end, link.note) == ("agency/097", None)


def test_no_sentence_of_others_is_kept(made: Parsed) -> None:
    assert all(len(each.cited_as or "") < 120 for each in made.every(AuthorizedBy))


def test_numbers_that_the_inventory_lacks(excerpts: Path) -> None:
    made = Parsed(listing_numbers.SOURCE, excerpts / "programs")
    notes = {each.id: each.note for each in made.every(GrantProgram)}
    assert notes == {
        "10.031": "On the list of active numbers of July 2026; not in the inventory of December 2025.",
        "10.029": "On the list of inactive numbers of July 2026.",
        "16.580": "On the list of inactive numbers of July 2026.",
    }


@pytest.mark.shared
def test_full_size(shared: Path) -> None:
    made = Parsed(SOURCE, shared / "programs")
    counts = made.counts()
    assert (made.rows, counts["GrantProgram"], counts["ProgramYear"]) == (2_650, 2_473, 7_419)
    assert counts["AdministeredBy"] == 2_473
    assert made.left["sub_agency_name"] == 58
    assert sum(each.end.count("/") == 1 for each in made.every(AdministeredBy)) >= 377
    unread = [re.match(r"(\d+) of", each.note) for each in made.every(GrantProgram) if each.note]
    assert sum(int(each[1]) for each in unread if each) == 724
    assert sum(total for name, total in made.left.items() if name.startswith("not a listing")) == 177


@pytest.mark.shared
def test_the_inventory_gives_3913_authorizations_of_listings(shared: Path) -> None:
    rows = [row.fields for row in SOURCE.read(shared / "programs")]
    listed = [each for each in rows if each["program_type"] == "assistance_listing"]
    assert sum(len(each["authorizations"]) for each in listed) == 3_913
    assert sum(each["sub_agency_name"] is None for each in listed) == 377


@pytest.mark.shared
def test_full_size_of_the_number_lists(shared: Path) -> None:
    made = Parsed(listing_numbers.SOURCE, shared / "programs")
    assert (made.rows, made.counts()) == (2_851 + 1_321, {"GrantProgram": 1_699})
