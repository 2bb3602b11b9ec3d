"""Assistance listings as the two tables of November 2023 give them."""

import csv
import shutil
from pathlib import Path

import pytest

from loaders.listings import SOURCE
from schema.errors import InvalidSource
from schema.money import AdministeredBy, ProgramYear
from tests.loaders.parsing import Parsed


@pytest.fixture(scope="module")
def folder(excerpts: Path) -> Path:
    return excerpts / SOURCE.name / "tables"


@pytest.fixture(scope="module")
def made(folder: Path) -> Parsed:
    return Parsed(SOURCE, folder)


def test_counts_of_the_excerpt(made: Parsed) -> None:
    assert made.counts() == {"GrantProgram": 9, "ProgramYear": 23, "YearOf": 23, "AdministeredBy": 7}


def test_a_year_written_as_a_float_is_a_year(made: Parsed) -> None:
    year = made.node(ProgramYear, "16.738/2020")
    assert (year.fiscal_year, year.name) == (2020, "16.738 in fiscal year 2020")
    assert (year.estimated, year.reported, year.obligated) == (547_210_000.0, 367_510_474.0, 318_910_736.08)


def test_zero_is_not_an_amount(made: Parsed) -> None:
    year = made.node(ProgramYear, "12.300/2023")
    assert (year.estimated, year.reported, year.obligated) == (424_972_030.0, None, None)


def test_an_amount_beyond_all_federal_money_is_left_out_and_told(made: Parsed) -> None:
    year = made.node(ProgramYear, "84.002/2017")
    assert (year.estimated, year.reported) == (None, 581_955_000.0)
    assert year.note
    assert "sam_estimate 58,955,000,581,955,000" in year.note


def test_names_in_capitals_mean_agencies(made: Parsed) -> None:
    assert made.ends(AdministeredBy, "16.738") == ["agency/015/1550"]
    assert made.ends(AdministeredBy, "97.067") == ["agency/070/7022"]
    assert made.ends(AdministeredBy, "15.250") == ["agency/014/1438"]


def test_names_that_mean_no_agency_are_counted(made: Parsed) -> None:
    assert made.ends(AdministeredBy, "84.002") == []
    assert made.ends(AdministeredBy, "12.300") == []
    assert made.left["l1Name"] == made.left["l2Name"] + 1 == 2


def test_the_table_of_obligations_goes_with_that_of_programs(folder: Path, tmp_path: Path) -> None:
    assert SOURCE.accompanies(folder / "fpi_2023_obligations.csv")
    assert not SOURCE.recognises(folder / "fpi_2023_obligations.csv")
    shutil.copy(folder / "fpi_2023_programs.csv", tmp_path)
    with pytest.raises(InvalidSource, match="No table of obligations"):
        list(SOURCE.read(tmp_path))


@pytest.mark.parametrize(
    ("name", "kept"), [("fpi_2023_programs.csv", -40), ("fpi_2023_obligations.csv", -30)]
)
def test_a_cut_table_is_refused(folder: Path, tmp_path: Path, name: str, kept: int) -> None:
    for path in folder.iterdir():
        shutil.copy(path, tmp_path)
    (tmp_path / name).write_bytes((folder / name).read_bytes()[:kept])
    with pytest.raises(InvalidSource, match="is cut at line"):
        list(SOURCE.read(tmp_path / "fpi_2023_programs.csv"))


@pytest.mark.shared
def test_full_size(shared: Path) -> None:
    path = shared / "programs" / "fpi_2023_programs.csv"
    made = Parsed(SOURCE, path)
    assert made.counts() == {
        "GrantProgram": 2_376,
        "ProgramYear": 17_015,
        "YearOf": 17_015,
        "AdministeredBy": 2_369,
    }
    with path.open(newline="", encoding="utf-8") as file:
        titled = {each["data.programNumber"]: each["l1Name"] for each in csv.DictReader(file)}
    run = {each.start for each in made.every(AdministeredBy)}
    assert set(titled) - run == {number for number, name in titled.items() if not name}
