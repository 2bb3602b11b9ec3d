"""Assistance listings as the catalogue's own editions give them: text until 2017, JSON in cells since."""

import csv
import datetime
import re
from collections import Counter
from pathlib import Path

import pytest

from loaders import files
from loaders.listings import SOURCE
from loaders.listings.amounts import amounts, years
from loaders.listings.official import COLUMNS, latest
from loaders.listings.rejoined import padded, rejoined
from schema.duties import AuthorizedBy
from schema.errors import InvalidRecord, InvalidSource
from schema.money import AdministeredBy, GrantProgram, ProgramYear
from tests.loaders.parsing import Parsed

SAMPLE_2017 = "programs/cfda_layout_2017-02_sample.csv"
REPEATED = (
    "(Not Applicable) FY 07$0.00; FY 09 Estimate Not Available  - (Direct Payments) FY 07 $3; FY 08 est $0."
    " (Salaries and Expenses) FY 07 est $10,000"
)
SAMPLE_2018 = "programs/cfda_layout_2018-05_sample_broken.csv"


class Sorted(Parsed):
    """The records of a file of which some rows are refused, and these with their lines and reasons."""

    def __init__(self, path: Path) -> None:
        self.records, self.left, self.rows = [], Counter(), 0
        self.refused: list[tuple[int, str]] = []
        for row in SOURCE.read(path):
            self.rows += 1
            try:
                self.records += list(SOURCE.parse(row))
            except InvalidRecord as error:
                self.refused.append((row.number, error.message))
                continue
            self.left.update(name for name in row.fields if name not in SOURCE.ignored)


def numbers(made: Parsed) -> list[str]:
    return [each.id for each in made.every(GrantProgram)]


def covered(path: Path) -> Counter[int]:
    """How often each line of a file is part of what was made of it."""
    rows = files.table(path, COLUMNS, files.encoding(path))
    pieces = [each for each in rejoined(rows) if not each.lost or each.lines]
    return Counter(line for each in pieces for first, last in each.lines for line in range(first, last + 1))


@pytest.fixture(scope="module")
def text(excerpts: Path) -> Parsed:
    return Parsed(SOURCE, excerpts / SOURCE.name / "official-2017")


@pytest.fixture(scope="module")
def broken(excerpts: Path) -> Sorted:
    return Sorted(excerpts / SOURCE.name / "official-2018")


def test_counts_of_the_edition_of_text(text: Parsed) -> None:
    counts = text.counts()
    assert (counts["GrantProgram"], counts["ProgramYear"], counts["AdministeredBy"]) == (8, 16, 4)
    assert text.left == {"Authorization (040)": 2, "Federal Agency (030)": 5}


def test_signs_of_windows_1252_are_read_though_written_out(text: Parsed) -> None:
    name = "Affordable Care Act (ACA) – Consumer Assistance Program Grants"
    assert text.node(GrantProgram, "93.519").name == name


def test_a_program_of_the_edition_of_text(text: Parsed) -> None:
    program = text.node(GrantProgram, "10.087")
    assert (program.name, program.popular_name) == ("Biomass Crop Assistance Program", "BCAP")
    assert program.assistance_types == ("Direct Payments with Unrestricted Use",)
    assert text.ends(AdministeredBy, "10.087") == ["agency/012/12D2"]
    assert text.ends(AuthorizedBy, "10.087") == [
        "/us/usc/t7/s8101",
        "/us/pl/111/212",
        "/us/pl/110/246",
    ]


def test_an_order_authorizes(text: Parsed) -> None:
    assert text.ends(AuthorizedBy, "66.202") == ["/us/eo/13457"]


def test_an_estimate_is_told_from_what_was_obligated(text: Parsed) -> None:
    assert text.node(ProgramYear, "10.087/2015").reported == 6_578_000
    assert text.node(ProgramYear, "10.087/2016").estimated == 32_478_000
    assert text.node(ProgramYear, "10.087/2016").reported is None


def test_a_year_without_an_amount_is_not_made_up(text: Parsed) -> None:
    assert [each.id for each in text.every(ProgramYear) if each.id.startswith("11.463/")] == ["11.463/2011"]
    assert not [each for each in text.every(ProgramYear) if each.id.startswith("98.009/")]


def test_a_stated_zero_is_an_amount(text: Parsed) -> None:
    assert text.node(ProgramYear, "16.809/2014").reported == 0.0


def test_an_office_of_an_office_falls_back_to_the_nearest_one_with_a_code(text: Parsed) -> None:
    (link,) = (each for each in text.every(AdministeredBy) if each.start == "12.330")
    assert link.end == "agency/097/1700"
    office = "Department of the Navy, Office of the Chief of Naval Research"
    assert link.note == f"Run by “{office}”, which has no code of its own."


def test_an_archived_listing_ended_and_has_no_agency(text: Parsed) -> None:
    assert text.node(GrantProgram, "14.703").valid_to == datetime.date(2014, 7, 22)
    assert text.node(GrantProgram, "10.087").valid_to is None
    assert text.ends(AdministeredBy, "14.703") == []


def test_a_spreadsheet_took_zeros_from_numbers() -> None:
    assert [padded(each) for each in ("10.03", "10.2", "10.001", "7.001", "10.25")] == [
        "10.030",
        "10.200",
        "10.001",
        "07.001",
        "10.250",
    ]


def test_broken_records_are_rejoined_and_the_rest_refused(broken: Sorted) -> None:
    assert numbers(broken) == [
        "10.001",
        "10.029",
        "10.030",
        "10.051",
        "10.102",
        "10.200",
        "10.203",
        "10.310",
    ]
    reasons = Counter(reason.partition(": ")[2] for _, reason in broken.refused)
    assert reasons == {
        "a fragment. It belongs to a record of 10.202, whose columns stand in wrong places.": 4,
        "a fragment. It follows 10.310, which breaks off and whose end was not found.": 6,
    }


def test_a_broken_record_takes_its_end_from_a_fragment(broken: Sorted) -> None:
    program = broken.node(GrantProgram, "10.200")
    assert program.official_url == "https://beta.sam.gov/fal/24175b319848d5c3b428daa226019899/view"
    assert program.note is None


def test_a_record_without_its_end_says_where_it_breaks_off(broken: Sorted) -> None:
    program = broken.node(GrantProgram, "10.310")
    assert program.official_url is None
    assert program.note == (
        "In this edition the listing breaks off in the column “Examples of Funded Projects (170)”."
    )
    assert broken.node(ProgramYear, "10.310/2016").reported == 320_740_856


def test_authorizations_in_json_are_linked(broken: Sorted) -> None:
    assert broken.ends(AuthorizedBy, "10.001") == [
        "/us/usc/t7/s427",
        "/us/usc/t7/s427i",
        "/us/usc/t7/s1624",
        "/us/pl/99/198",
    ]
    assert broken.ends(AuthorizedBy, "10.030") == [
        "/us/pl/106/224",
        "/us/cfr/t9/pt50",
        "/us/cfr/t9/pt54",
    ]


def test_a_regulation_authorizes_only_where_nothing_higher_does(broken: Sorted) -> None:
    assert broken.ends(AuthorizedBy, "10.029") == ["/us/cfr/t9/pt53"]


def test_kinds_of_assistance_are_added_up_and_told_apart(broken: Sorted) -> None:
    year = broken.node(ProgramYear, "10.051/2016")
    assert year.reported == 6_560_230_313 + 212_967_255
    kinds = "Direct Loans 6,560,230,313; Direct Payments with Unrestricted Use 212,967,255"
    assert year.note == f"By kind of assistance: {kinds}."


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Data not reported", []),
        ("(Grants) FY 15 $10 million; FY 16 $20 million", [(2015, False, None)]),
        ("(Grants) FY 98 $5; and FY 99 est $6", [(1998, False, 5.0), (1999, True, 6.0)]),
        ("(Project Grants) FY 18 FY 17 est $2.50;", [(2018, False, None), (2017, True, 2.5)]),
        (
            REPEATED,
            [(2007, False, 0.0), (2009, False, None)],
        ),
        ("(Loans) FY 15 $1 - remark (as in FY 2014) FY 15 $7", [(2015, False, 1.0)]),
    ],
)
def test_amounts_are_read_from_a_cell(cell: str, expected: list[tuple[int, bool, float | None]]) -> None:
    assert [(each.year, each.estimated, each.dollars) for each in amounts(cell)] == expected


def test_a_sum_says_which_kind_gives_no_amount() -> None:
    (year,) = years("10.001", "(Direct Loans) FY 15 $5; (Insurance) FY 15 Not Available")
    assert year.note == "By kind of assistance: Direct Loans 5; Insurance not given."


def test_amounts_of_a_hostile_cell_are_read_in_time() -> None:
    assert list(amounts("(" * 50_000 + "FY 15 $1")) == []
    assert list(amounts("(a" * 50_000)) == []


def test_an_edition_without_a_date_in_its_name_is_dated_by_its_listings(
    excerpts: Path, tmp_path: Path
) -> None:
    path = next((excerpts / SOURCE.name / "official-2018").iterdir())
    undated = tmp_path / "AssistanceListings_DataGov_PUBLIC_CURRENT.csv"
    undated.write_bytes(path.read_bytes())
    assert SOURCE.through(undated) == latest(path) == datetime.date(2017, 9, 19)


def test_a_cut_edition_is_refused(excerpts: Path, tmp_path: Path) -> None:
    path = next((excerpts / SOURCE.name / "official-2017").iterdir())
    cut = tmp_path / path.name
    cut.write_bytes(path.read_bytes()[:-500])
    with pytest.raises(InvalidSource, match="is cut at line"):
        list(SOURCE.read(cut))


def test_an_edition_without_a_column_is_refused(excerpts: Path, tmp_path: Path) -> None:
    path = next((excerpts / SOURCE.name / "official-2017").iterdir())
    lacking = tmp_path / path.name
    lacking.write_bytes(path.read_bytes().replace(b"Obligations (122)", b"Obligations", 1))
    with pytest.raises(InvalidSource, match=r"lacks the columns Obligations \(122\)"):
        list(SOURCE.read(lacking))


def test_an_authorization_that_is_no_json_is_set_aside(excerpts: Path, tmp_path: Path) -> None:
    path = next((excerpts / SOURCE.name / "official-2018").iterdir())
    damaged = tmp_path / path.name
    damaged.write_bytes(path.read_bytes().replace(b'"{""list"":[{""act""', b'"{""list"":[{act""', 1))
    line, reason = Sorted(damaged).refused[0]
    assert line == 2
    assert reason.startswith("The authorization is not whole JSON (")


def test_fragments_before_any_record_follow_no_record(excerpts: Path, tmp_path: Path) -> None:
    path = next((excerpts / SOURCE.name / "official-2018").iterdir())
    header, _, rest = path.read_bytes().partition(b"\n")
    loose = tmp_path / path.name
    loose.write_bytes(header + b"\nloose,words" + b"," * 38 + b"\n" + rest)
    assert Sorted(loose).refused[0] == (2, "Line 2: a fragment. It follows no record.")


@pytest.mark.shared
def test_full_size_of_the_sample_of_2017(shared: Path) -> None:
    made = Parsed(SOURCE, shared / SAMPLE_2017)
    with (shared / SAMPLE_2017).open(encoding="cp1252", newline="") as file:
        printed = [each["Program Number"] for each in csv.DictReader(file)]
    assert numbers(made) == printed
    counts = made.counts()
    assert (counts["GrantProgram"], counts["AdministeredBy"], counts["ProgramYear"]) == (19, 17, 40)


@pytest.mark.shared
def test_exactly_102_programs_are_recovered_from_the_sample_of_2018(shared: Path) -> None:
    made = Sorted(shared / SAMPLE_2018)
    with (shared / SAMPLE_2018).open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    numbered = [each[1] for each in rows if re.fullmatch(r"\d\d\.\d+", each[1])]
    assert (len(rows), len(numbered)) == (300, 102)
    assert [float(each) for each in numbers(made)] == [float(each) for each in numbered]
    assert all(re.fullmatch(r"\d\d\.\d{3}", each) for each in numbers(made))
    assert len(made.every(AdministeredBy)) == 102


@pytest.mark.shared
def test_every_line_of_the_sample_of_2018_is_accounted_for(shared: Path) -> None:
    path = shared / SAMPLE_2018
    total = path.read_bytes().count(b"\n")
    lines = covered(path)
    assert sorted(lines) == list(range(2, total + 1))
    assert [line for line, often in lines.items() if often > 1] == [706, 707, 4524, 4525]


@pytest.mark.shared
def test_fragments_of_the_sample_of_2018_are_used_or_refused_with_line_and_reason(shared: Path) -> None:
    made = Sorted(shared / SAMPLE_2018)
    used = (706 - 644) + (4524 - 4503)
    assert len(made.refused) == 300 - 102 - used == 115
    assert {line for line, _ in made.refused} >= {706, 708, 765, 4524, 4526, 5801, 5854}
    assert all(
        re.match(rf"Lines? {line}(?: to \d+)?: a fragment\. It ", reason) for line, reason in made.refused
    )
    belonging = Counter(re.findall(r"10\.\d{3}", reason)[0] for _, reason in made.refused)
    assert belonging == {"10.202": 59, "10.304": 2, "10.310": 54}
