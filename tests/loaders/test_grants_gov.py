"""Grants.gov's extract: opportunities and forecasts. No file of the full size is at hand; the schema is."""

import datetime
import zipfile
from pathlib import Path

import msgspec
import pytest
from lxml import etree

from loaders.grants_gov import APPLICANTS, SOURCE, parser
from loaders.known_agencies import Agencies
from loaders.source import Source
from schema.errors import InvalidRecord, InvalidSource
from schema.money import OfferedBy, OfferedUnder, Opportunity
from tests.loaders.parsing import Parsed


@pytest.fixture(scope="module")
def extract(excerpts: Path) -> Path:
    return excerpts / "grants-gov" / "GrantsDBExtract20240212v2.xml"


@pytest.fixture(scope="module")
def source(known: Agencies) -> Source:
    return msgspec.structs.replace(SOURCE, parse=parser(known))


@pytest.fixture(scope="module")
def made(extract: Path, source: Source) -> Parsed:
    return Parsed(source, extract)


def test_counts_of_the_excerpt(made: Parsed) -> None:
    assert made.counts() == {"Opportunity": 4, "OfferedUnder": 4, "OfferedBy": 2}


def test_an_opportunity_with_its_figures(made: Parsed) -> None:
    found = made.node(Opportunity, "opportunity/100001")
    assert (found.name, found.number) == ("Example & Local Solicitation", "O-EXAMPLE-2024-000001")
    assert (found.posted_on, found.closes_on) == (datetime.date(2024, 2, 1), datetime.date(2024, 4, 15))
    assert found.archived_on == datetime.date(2024, 5, 15)
    assert (found.award_ceiling, found.estimated_funding, found.expected_awards) == (
        1_500_000,
        25_000_000,
        20,
    )
    assert (found.category, found.instruments) == ("Discretionary", ("Grant", "Cooperative agreement"))
    assert found.applicant_types[:2] == ("City or township governments", "State governments")
    assert (found.forecast, found.cost_sharing) == (False, False)
    assert made.ends(OfferedUnder, found.id) == ["16.738", "16.710"]


def test_what_is_not_stated_is_empty(made: Parsed) -> None:
    found = made.node(Opportunity, "opportunity/100002")
    assert made.node(Opportunity, "opportunity/100001").award_floor is None
    assert (found.award_ceiling, found.estimated_funding, found.expected_awards) == (None, None, None)
    bare = made.node(Opportunity, "opportunity/100003")
    assert (bare.name, bare.number, bare.cost_sharing) == ("Opportunity 100003", None, None)


def test_a_forecast_is_told_from_an_opportunity(made: Parsed) -> None:
    found = made.node(Opportunity, "opportunity/100004")
    assert (found.forecast, found.fiscal_year) == (True, 2025)
    assert (found.expected_on, found.closes_on) == (datetime.date(2024, 10, 1), datetime.date(2024, 12, 1))


def test_who_offers_is_found_by_name_or_by_code(made: Parsed) -> None:
    assert made.ends(OfferedBy, "opportunity/100001") == ["agency/015/1550"]
    (near,) = (each for each in made.every(OfferedBy) if each.start == "opportunity/100002")
    assert near.end == "agency/070"
    assert "Office of Examples" in (near.note or "")


def test_codes_and_names_that_are_not_known_are_counted(made: Parsed) -> None:
    assert made.left == {"AgencyName": 2, "EligibleApplicants": 1}
    assert made.node(Opportunity, "opportunity/100002").applicant_types == (APPLICANTS["99"],)


def test_an_office_without_code_counts_as_its_bureau(source: Source, extract: Path, tmp_path: Path) -> None:
    path = tmp_path / "extract.xml"
    text = extract.read_text(encoding="utf-8")
    path.write_text(
        text.replace("Office of Justice Programs", "Bureau of Justice Assistance"), encoding="utf-8"
    )
    (found,) = (each for each in Parsed(source, path).every(OfferedBy) if each.start == "opportunity/100001")
    assert found.end == "agency/015/1550"
    assert found.note == "Offered by “Bureau of Justice Assistance”, which has no code of its own."


def test_without_a_graph_no_agency_is_linked(extract: Path) -> None:
    assert Parsed(SOURCE, extract).every(OfferedBy) == []


def test_a_zip_of_one_file_is_read(made: Parsed, source: Source, extract: Path, tmp_path: Path) -> None:
    path = tmp_path / "GrantsDBExtract20240212v2.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(extract, extract.name)
    assert SOURCE.recognises(path)
    assert Parsed(source, path).counts() == made.counts()
    assert SOURCE.through(path) == datetime.date(2024, 2, 12)
    assert SOURCE.through(tmp_path / "GrantsDBExtract20241399.zip") is None


def test_other_files_are_not_taken_for_it(excerpts: Path, extract: Path) -> None:
    others = [each for each in excerpts.rglob("*") if each.is_file() and each != extract]
    assert not any(SOURCE.recognises(each) for each in others)
    assert SOURCE.recognises(extract)


def test_broken_input_is_refused(extract: Path, tmp_path: Path) -> None:
    path, whole = tmp_path / "extract.xml", extract.read_bytes()
    path.write_bytes(whole[:-200])
    with pytest.raises(InvalidSource, match="is not whole XML"):
        Parsed(SOURCE, path)
    path.write_bytes(whole.replace(b"Example forecast", b"\xff\xfe"))
    with pytest.raises(InvalidSource):
        Parsed(SOURCE, path)
    path.write_bytes(
        whole.replace(b"<Grants", b'<!DOCTYPE g [<!ENTITY own "x">]><Grants').replace(b"Words.", b"&own;")
    )
    with pytest.raises(InvalidSource, match="entities of its own"):
        Parsed(SOURCE, path)
    path.write_bytes(whole.replace(b"02012024", b"2024-02-01"))
    with pytest.raises(InvalidRecord, match="is no date"):
        Parsed(SOURCE, path)


@pytest.mark.shared
def test_the_excerpt_keeps_to_the_schema(extract: Path, shared: Path) -> None:
    path = shared / "reference" / "OpportunityDetail-V1.0.schema.xsd"
    schema = etree.XMLSchema(etree.parse(path))
    assert schema.validate(etree.parse(extract)), schema.error_log
    assert not SOURCE.recognises(path)


@pytest.mark.shared
def test_every_field_of_the_schema_is_taken_or_ignored(shared: Path) -> None:
    tree = etree.parse(shared / "reference" / "OpportunityDetail-V1.0.schema.xsd")
    names = {each.get("name") for each in tree.iter("{*}element") if each.get("name")}
    taken = {
        "OpportunityID",
        "OpportunityTitle",
        "OpportunityNumber",
        "OpportunityCategory",
        "FundingInstrumentType",
    }
    taken |= {
        "CFDANumbers",
        "EligibleApplicants",
        "AgencyCode",
        "AgencyName",
        "PostDate",
        "CloseDate",
        "AwardCeiling",
    }
    taken |= {
        "AwardFloor",
        "EstimatedTotalProgramFunding",
        "ExpectedNumberOfAwards",
        "ArchiveDate",
        "FiscalYear",
    }
    taken |= {"CostSharingOrMatchingRequirement", "EstimatedSynopsisPostDate", "EstimatedSynopsisCloseDate"}
    kinds = {"OpportunitySynopsisDetail_1_0", "OpportunityForecastDetail_1_0", "Grants"}
    assert names - kinds - SOURCE.ignored == taken
