"""Agencies: one hierarchy, with leading zeros and without duplicates."""

import datetime
import json
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest

from loaders.agencies import SOURCE, named, written
from loaders.agency_names import same_name
from schema.errors import InvalidSource
from schema.law import IssuedBy, Provision
from schema.money import Agency, OfficeOf
from schema.places import SameAs
from schema.values import Confidence
from tests.loaders.parsing import Parsed


@pytest.fixture(scope="module")
def made(excerpts: Path) -> Parsed:
    return Parsed(SOURCE, excerpts / "agencies")


def test_counts_of_the_excerpt(made: Parsed) -> None:
    assert made.counts() == {"Agency": 39, "OfficeOf": 26, "SameAs": 1, "IssuedBy": 50, "Provision": 49}
    assert made.left == {
        "below the bureaus": 2,
        "without a code: inactive": 1,
        "inactive, with an active record for the same code": 2,
    }


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


def test_an_inactive_organisation_ended_the_day_after_its_last(made: Parsed) -> None:
    agency = made.node(Agency, "agency/014/1406A0")
    assert (agency.name, agency.code) == ("Alaska Subsistence Management", "1406A0")
    assert (agency.valid_to, agency.confidence) == (datetime.date(2024, 11, 17), Confidence.PARTIAL)
    assert agency.note == (
        "Inactive at SAM.gov: its record ended then; the office itself may go on under another code."
    )
    (link,) = (each for each in made.every(OfficeOf) if each.start == agency.id)
    assert (link.end, link.valid_to) == ("agency/014", agency.valid_to)


def test_an_inactive_record_that_was_renewed_ends_nothing(made: Parsed) -> None:
    assert not [each for each in made.every(Agency) if each.code == "15JC0P"]
    assert made.node(Agency, "agency/019/1933").note is None


def test_an_inactive_code_of_a_listed_office_is_an_alias(made: Parsed) -> None:
    agency = made.node(Agency, "agency/019/1939")
    assert (agency.aliases, agency.valid_to, agency.note) == (("19X1NR",), None, None)


def test_a_listed_office_that_sam_gov_has_as_inactive_says_so(made: Parsed) -> None:
    agency = made.node(Agency, "agency/019/1921")
    assert agency.valid_to is None
    assert agency.note == "SAM.gov has it as inactive since 18 September 2018; the code list still has it."


def test_an_agency_of_the_ecfr_adds_names_to_the_one_it_is(made: Parsed) -> None:
    prisons = made.node(Agency, "agency/015/1540")
    assert (prisons.abbreviation, prisons.aliases) == ("BOP", ("Bureau of Prisons",))
    assert made.ends(IssuedBy, "/us/cfr/t28/chV") == [prisons.id]


def test_an_agency_of_the_ecfr_alone_has_its_slug_for_an_id(made: Parsed) -> None:
    corps = made.node(Agency, "agency/ecfr/engineers-corps")
    assert (corps.name, corps.abbreviation, corps.code) == ("Army Corps of Engineers", "COE", None)
    assert made.ends(OfficeOf, corps.id) == ["agency/097"]
    assert made.ends(OfficeOf, "agency/ecfr/institute-of-museum-and-library-services") == [
        "agency/ecfr/national-foundation-on-the-arts-and-the-humanities"
    ]


def test_a_quote_in_a_name_is_read(made: Parsed) -> None:
    slug = "president's-commission-on-white-house-fellowships"
    name = "President's Commission on White House Fellowships"
    assert made.node(Agency, f"agency/ecfr/{slug}").name == name


def test_chapters_are_issued_by_agencies(made: Parsed) -> None:
    chapter = made.node(Provision, "/us/cfr/t2/chIII")
    assert (chapter.name, chapter.level, chapter.mentioned_only) == ("2 C.F.R. Chapter III", "chapter", True)
    assert made.ends(IssuedBy, chapter.id) == ["agency/075"]
    assert made.ends(IssuedBy, "/us/cfr/t25/chV") == [
        "agency/ecfr/indian-health-service",
        "agency/014/1450",
    ]


@pytest.mark.parametrize(
    ("unit", "name", "level"),
    [
        ("/us/cfr/t7/stA", "7 C.F.R. Subtitle A", "subtitle"),
        ("/us/cfr/t42/chI/schM", "42 C.F.R. Chapter I, Subchapter M", "subchapter"),
        ("/us/cfr/t1/pt425", "1 C.F.R. Part 425", "part"),
        ("/us/cfr/t48/ch28", "48 C.F.R. Chapter 28", "chapter"),
    ],
)
def test_other_units_are_issued_too(made: Parsed, unit: str, name: str, level: str) -> None:
    provision = made.node(Provision, unit)
    assert (provision.name, provision.level) == (name, level)


def test_files_are_known_by_their_content(excerpts: Path, tmp_path: Path) -> None:
    every = [each for each in excerpts.rglob("*") if each.is_file()]
    assert [each.name for each in every if SOURCE.recognises(each)] == ["agency_codes.csv"]
    assert sorted(each.name for each in every if SOURCE.accompanies(each)) == [
        "ecfr_agencies_and_cfr_references.sql",
        "sam_organizations.json",
    ]
    garbage = tmp_path / "agency_codes.csv"
    garbage.write_bytes(bytes(range(256)))
    assert not SOURCE.recognises(garbage)
    assert not SOURCE.accompanies(garbage)


@pytest.mark.parametrize(
    "name", ["agency_codes.csv", "sam_organizations.json", "ecfr_agencies_and_cfr_references.sql"]
)
def test_a_cut_file_is_refused(excerpts: Path, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "some" / "where"
    shutil.copytree(excerpts / SOURCE.name, folder)
    (folder / name).write_bytes((excerpts / SOURCE.name / name).read_bytes()[:-405])
    with pytest.raises(InvalidSource, match=r"is cut|a value is no"):
        list(SOURCE.read(folder))
    (folder / name).unlink()
    with pytest.raises(InvalidSource, match=f"holds no {name}"):
        list(SOURCE.read(folder))


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


@pytest.fixture(scope="module")
def whole(shared: Path) -> Parsed:
    return Parsed(SOURCE, shared / "agencies")


@pytest.mark.shared
def test_full_size(whole: Parsed) -> None:
    own = [each for each in whole.every(Agency) if each.id.startswith("agency/ecfr/")]
    ended = [each for each in whole.every(Agency) if each.valid_to]
    assert (len(own), len(ended)) == (87, 7)
    assert whole.counts() == {
        "Agency": 1_480 + len(own) + len(ended),
        "OfficeOf": 1_288 + sum(bool(whole.ends(OfficeOf, each.id)) for each in own) + len(ended),
        "SameAs": 7,
        "IssuedBy": 487,
        "Provision": 468,
    }
    assert whole.node(Agency, "agency/015").name == "Department of Justice"


@pytest.mark.shared
def test_every_reference_of_the_ecfr_is_an_edge_to_an_agency(whole: Parsed, shared: Path) -> None:
    statements = (shared / "agencies" / "ecfr_agencies_and_cfr_references.sql").read_text(encoding="utf-8")
    references = re.findall(r"^  \('(?:[^']|'')+', 'title-(\d+)/", statements, re.MULTILINE)
    titles = Counter(each.start.split("/")[3].removeprefix("t") for each in whole.every(IssuedBy))
    assert titles == Counter(references)
    agencies = {each.id for each in whole.every(Agency)}
    assert {each.end for each in whole.every(IssuedBy)} <= agencies
    assert {each.end for each in whole.every(OfficeOf)} <= agencies


@pytest.mark.shared
def test_no_inactive_record_of_sam_gov_is_lost(whole: Parsed, shared: Path) -> None:
    records = json.loads((shared / "agencies" / "sam_organizations.json").read_bytes())
    inactive = [each for each in records if each["modStatus"] == "INACTIVE"]
    codes = {each["code"] for each in inactive if each.get("code")}
    held = {code for each in whole.every(Agency) for code in (each.code, *each.aliases)}
    assert codes - held == {"15JC0P"}
    assert whole.left["without a code: inactive"] == sum(not each.get("code") for each in inactive) == 18
    assert whole.left["inactive, with an active record for the same code"] == 2
