"""New York City's federal revenue: what was received, under which listing, in the city's own fiscal years."""

import datetime
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from loaders.nyc_grants import CITY, SOURCE
from schema.errors import InvalidSource
from schema.money import AllocatedTo, AllocatedUnder, Allocation, Basis
from tests.loaders.parsing import Parsed

FILE = "nyc_federal_grants_fy2010-2018.xlsx"


@pytest.fixture(scope="module")
def made(excerpts: Path) -> Parsed:
    return Parsed(SOURCE, excerpts / "nyc-grants" / FILE)


def test_counts_of_the_excerpt(made: Parsed) -> None:
    assert made.rows == 13
    assert made.counts() == {"Allocation": 12, "AllocatedTo": 12, "AllocatedUnder": 8}
    assert made.left == {"not a federal grant": 1}


def test_revenue_is_received_by_the_city_in_its_own_year(made: Parsed) -> None:
    received = made.node(Allocation, "nyc-grants/2010/002/04261")
    assert received.name == "JUSTICE ASSISTANCE GRANT FUNDS, Mayoralty, received FY2010, New York City"
    assert (received.amount, received.basis, received.fiscal_year) == (497_716.0, Basis.RECEIVED, 2010)
    assert received.fiscal_year_ends_on == datetime.date(2010, 6, 30)
    assert received.valid_from == datetime.date(2010, 7, 1)
    assert {each.end for each in made.every(AllocatedTo)} == {CITY}


def test_excel_has_dropped_zeros_from_listings(made: Parsed) -> None:
    assert made.ends(AllocatedUnder, "nyc-grants/2011/903/04252") == ["16.580"]
    assert made.ends(AllocatedUnder, "nyc-grants/2018/057/15647") == ["93.C01"]


@pytest.mark.parametrize(
    ("identifier", "note"),
    [
        ("nyc-grants/2010/002/00935", "The source found no assistance listing for it."),
        (
            "nyc-grants/2013/781/04282",
            "The source prints the listing 216.75, which is not the number of one.",
        ),
        (
            "nyc-grants/2010/816/07966",
            "The source prints the listing 693.15, which is not the number of one.",
        ),
    ],
)
def test_an_amount_may_have_no_program(made: Parsed, identifier: str, note: str) -> None:
    assert made.node(Allocation, identifier).note == note
    assert made.ends(AllocatedUnder, identifier) == []


def test_negative_and_zero_amounts_are_kept(made: Parsed) -> None:
    assert made.node(Allocation, "nyc-grants/2010/002/02157").amount == -950.0
    assert made.node(Allocation, "nyc-grants/2012/806/00923").amount == 0.0


def test_two_rows_of_one_source_are_two_amounts(made: Parsed) -> None:
    assert made.node(Allocation, "nyc-grants/2016/826/03300").amount == 204_282.0
    assert made.node(Allocation, "nyc-grants/2016/826/03300-2").amount == 438_581.0


def test_the_edition_is_told_by_the_name(excerpts: Path) -> None:
    assert SOURCE.through(excerpts / "nyc-grants" / FILE) == datetime.date(2018, 6, 30)
    assert SOURCE.through(Path("revenue.xlsx")) is None


def test_the_content_tells_the_workbook(excerpts: Path, tmp_path: Path) -> None:
    assert SOURCE.recognises(excerpts / "nyc-grants" / FILE)
    for name, content in {
        "a": b"",
        "b": b"PK\x03\x04cut",
        "c": b"\xff\xfe<",
        "d.xlsx": b"CAFR 10-18",
    }.items():
        (tmp_path / name).write_bytes(content)
        assert not SOURCE.recognises(tmp_path / name)
        with pytest.raises(InvalidSource, match="no sheet of revenues"):
            list(SOURCE.read(tmp_path / name))
    other = tmp_path / "other.xlsx"
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr(
            "xl/workbook.xml", '<workbook><sheets><sheet name="Categories"/></sheets></workbook>'
        )
    assert not SOURCE.recognises(other)


def test_a_broken_workbook_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "broken.xlsx"
    with zipfile.ZipFile(broken, "w") as archive:
        archive.writestr(
            "xl/workbook.xml", '<workbook><sheets><sheet name="CAFR 10-18"/></sheets></workbook>'
        )
    with pytest.raises(InvalidSource, match="not a whole workbook"):
        list(SOURCE.read(broken))


def test_a_workbook_that_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "xl/workbook.xml", '<workbook><sheets><sheet name="CAFR 10-18"/></sheets></workbook>'
        )
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (257 * 1024 * 1024))
    with pytest.raises(InvalidSource, match="unpacks to more than"):
        list(SOURCE.read(bomb))


@pytest.mark.shared
def test_full_size(shared: Path) -> None:
    made = Parsed(SOURCE, shared / "awards" / FILE)
    assert made.rows == 10_481
    assert made.counts() == {"Allocation": 4_152, "AllocatedTo": 4_152, "AllocatedUnder": 3_684}
    assert made.left == {"not a federal grant": 6_329}
    received = made.every(Allocation)
    assert len(received) == len({each.id for each in received})
    assert sum(each.amount for each in received) == 69_794_211_105.0
    notes = Counter((each.note or "").split(",")[0] for each in received)
    assert notes["The source found no assistance listing for it."] == 454
    assert notes["The source prints the listing 216.75"] == 5
    assert notes["The source prints the listing 693.15"] == 9


@pytest.mark.shared
def test_other_workbooks_are_not_it(shared: Path) -> None:
    assert not SOURCE.recognises(shared / "awards" / "usaspending_data_dictionary_crosswalk.xlsx")
