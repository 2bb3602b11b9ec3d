"""Assistance listings as the inventory of December 2025 gives them, and what tells the formats apart."""

import datetime
import gzip
import re
from pathlib import Path
from typing import Any, cast

import orjson
import pytest

from graph.store import Store
from loaders.listings import SOURCE
from loaders.listings.assistance import usual
from loaders.listings.editions import format_of
from schema.duties import AuthorizedBy
from schema.errors import InvalidSource
from schema.money import AdministeredBy, GrantProgram, ProgramYear
from tests.loaders.parsing import Parsed


@pytest.fixture(scope="module")
def made(excerpts: Path) -> Parsed:
    return Parsed(SOURCE, excerpts / SOURCE.name / "inventory")


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


@pytest.mark.parametrize(
    ("folder", "file", "kind", "day"),
    [
        ("inventory", "fpi_programs_2025-12.ndjson", "inventory", datetime.date(2025, 12, 1)),
        ("tables", "fpi_2023_programs.csv", "tables", datetime.date(2023, 11, 1)),
        ("official-2017", "cfda_layout_2017-02_sample.csv", "official", datetime.date(2017, 2, 1)),
        ("official-2018", "cfda_layout_2018-05_sample_broken.csv", "official", datetime.date(2018, 5, 1)),
    ],
)
def test_a_format_is_known_by_its_content(
    excerpts: Path, tmp_path: Path, folder: str, file: str, kind: str, day: datetime.date
) -> None:
    path = excerpts / SOURCE.name / folder / file
    renamed = tmp_path / "download.bin"
    renamed.write_bytes(gzip.compress(path.read_bytes()))
    assert format_of(renamed) == kind
    assert SOURCE.recognises(renamed)
    assert not SOURCE.accompanies(renamed)
    assert SOURCE.through(path) == day
    assert SOURCE.through(path.parent) == day


def test_other_files_are_not_listings(excerpts: Path, tmp_path: Path) -> None:
    garbage = tmp_path / "fpi_programs_2025-12.ndjson"
    garbage.write_bytes(bytes(range(256)) * 300)
    others = [each for each in excerpts.rglob("*") if each.is_file() and SOURCE.name not in each.parts]
    assert [each for each in (garbage, tmp_path, *others) if SOURCE.recognises(each)] == []
    with pytest.raises(InvalidSource, match="is no edition of the listings"):
        list(SOURCE.read(garbage))
    with pytest.raises(InvalidSource, match="holds no edition"):
        list(SOURCE.read(tmp_path))


def test_the_newest_edition_of_a_folder_is_read(excerpts: Path, tmp_path: Path) -> None:
    for path in (excerpts / SOURCE.name).rglob("*.*"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    assert len(list(SOURCE.read(tmp_path))) == 10


def test_a_cut_inventory_is_refused(excerpts: Path, tmp_path: Path) -> None:
    path = excerpts / SOURCE.name / "inventory" / "fpi_programs_2025-12.ndjson"
    cut = tmp_path / path.name
    cut.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(InvalidSource, match="is cut"):
        list(SOURCE.read(cut))


def test_a_whole_inventory_without_authorizations_is_refused(excerpts: Path, tmp_path: Path) -> None:
    path = excerpts / SOURCE.name / "inventory" / "fpi_programs_2025-12.ndjson"
    first = orjson.loads(path.read_bytes().partition(b"\n")[0])
    bare = tmp_path / path.name
    bare.write_bytes((orjson.dumps(first | {"authorizations": []}) + b"\n") * 1_000)
    with pytest.raises(InvalidSource, match="names authorizations for 0 of 1,000 listings"):
        list(SOURCE.read(bare))


def test_every_edition_says_the_same_words_for_a_type_of_assistance() -> None:
    assert usual(["DIRECT PAYMENTS FOR SPECIFIED USE", "FORMULA GRANTS", "Project Grants."]) == (
        "Direct Payments for a Specified Use",
        "Formula Grants",
        "Project Grants",
    )
    assert usual(["PROJECT GRANTS (COOPERATIVE AGREEMENTS)", "None.", "N/A", ""]) == (
        "Project Grants (Cooperative Agreements)",
    )
    assert usual(["SOMETHING NEW"]) == ("Something New",)


class _Graph:
    """What a store says of two agencies."""

    def read(self, statement: str) -> list[dict[str, Any]]:
        assert "OFFICE_OF" in statement
        return [
            {
                "id": "agency/015",
                "name": "Department of Justice",
                "aliases": None,
                "abbreviation": "DOJ",
                "top": None,
            },
            {
                "id": "agency/015/1550",
                "name": "OJP",
                "aliases": ["Office of Justice Programs"],
                "abbreviation": None,
                "top": "agency/015",
            },
        ]


def test_agencies_are_looked_up_in_the_graph_where_no_code_list_lies_near(
    excerpts: Path, tmp_path: Path
) -> None:
    path = tmp_path / "deep" / "down" / "fpi_programs_2025-12.ndjson"
    path.parent.mkdir(parents=True)
    path.write_bytes((excerpts / SOURCE.name / "inventory" / path.name).read_bytes())
    assert SOURCE.looks_up
    parse = SOURCE.looks_up(cast("Store", _Graph()))
    records = [each for row in SOURCE.read(path) for each in parse(row)]
    links = {each.start: each.end for each in records if isinstance(each, AdministeredBy)}
    assert links == {
        "16.301": "agency/015",
        "16.575": "agency/015/1550",
        "16.710": "agency/015",
        "16.738": "agency/015/1550",
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


@pytest.mark.parametrize("folder", ["inventory", "tables", "official-2017", "official-2018"])
def test_an_edition_gives_only_the_records_that_are_promised(excerpts: Path, folder: str) -> None:
    for row in SOURCE.read(excerpts / SOURCE.name / folder):
        if "lost" not in row.fields:
            assert {type(each) for each in SOURCE.parse(row)} <= set(SOURCE.expected)


def test_without_agencies_in_the_graph_or_near_a_load_is_refused(excerpts: Path, tmp_path: Path) -> None:
    path = tmp_path / "deep" / "down" / "fpi_programs_2025-12.ndjson"
    path.parent.mkdir(parents=True)
    path.write_bytes((excerpts / SOURCE.name / "inventory" / path.name).read_bytes())
    empty = type("_Empty", (_Graph,), {"read": lambda self, statement: []})()
    assert SOURCE.looks_up
    parse = SOURCE.looks_up(cast("Store", empty))
    with pytest.raises(InvalidSource, match="No agencies are loaded"):
        list(parse(next(SOURCE.read(path))))


@pytest.mark.shared
@pytest.mark.parametrize("name", ["fpi_programs_2025-12.ndjson", "fpi_2023_programs.csv"])
def test_a_whole_edition_has_the_counts_that_are_promised(shared: Path, name: str) -> None:
    counts = Parsed(SOURCE, shared / "programs" / name).counts()
    for cls, (least, most) in SOURCE.expected.items():
        assert least <= counts.get(cls.__name__, 0) <= most


@pytest.mark.shared
def test_half_an_edition_is_not_a_whole_one(shared: Path, tmp_path: Path) -> None:
    lines = (shared / "programs" / "fpi_programs_2025-12.ndjson").read_bytes().splitlines(keepends=True)
    half = tmp_path / "fpi_programs_2025-12.ndjson"
    half.write_bytes(b"".join(lines[: len(lines) // 2]))
    assert Parsed(SOURCE, half).counts()["GrantProgram"] < SOURCE.expected[GrantProgram][0]
