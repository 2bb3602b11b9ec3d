"""Schedules of federal awards: what an auditee spent, of which listing, and for which place."""

import datetime
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from loaders.single_audits import SOURCE, UNMATCHED, parse
from schema.errors import InvalidSource
from schema.money import AllocatedTo, AllocatedUnder, Allocation, Basis, Recipient, ReportedBy
from schema.values import Confidence
from tests.loaders.parsing import Parsed

FILE, REPORT = "federal-awards-147110.json", "2022-06-CENSUS-0000147110"
AUDITEE, PLACE = "recipient/uei/ZUFJEU4NMK52", "ocd-division/country:us/state:me"


@pytest.fixture(scope="module")
def made(excerpts: Path) -> Parsed:
    return Parsed(SOURCE, excerpts / "single-audits" / FILE)


class Graph:
    """A store that knows for whom the auditee acts."""

    def read(self, statement: str) -> list[dict[str, Any]]:
        assert "ACTS_FOR" in statement
        return [{"uei": "ZUFJEU4NMK52", "place": PLACE}]


def test_counts_of_the_excerpt(made: Parsed) -> None:
    assert made.rows == 5
    assert made.counts() == {"Allocation": 5, "Recipient": 1, "ReportedBy": 5, "AllocatedUnder": 3}
    assert made.left == {UNMATCHED: 5}


def test_money_is_spent_by_the_auditee(made: Parsed) -> None:
    spent = made.node(Allocation, "single-audits/147110/AWARD-0003")
    assert spent.name == "SUMMER FOOD SERVICE PROGRAM FOR CHILDREN, expended, ZUFJEU4NMK52"
    assert (spent.amount, spent.basis) == (11_959_461, Basis.EXPENDED)
    assert spent.summary == "Direct award; $10,821,386 passed on to subrecipients."
    assert made.ends(AllocatedUnder, spent.id) == ["10.559"]
    assert made.ends(ReportedBy, spent.id) == [AUDITEE]
    assert all(each.mentioned_only for each in made.every(Recipient))


def test_the_year_is_not_known_unless_the_file_is_named_for_the_report(
    made: Parsed, excerpts: Path, tmp_path: Path
) -> None:
    undated = made.node(Allocation, "single-audits/147110/AWARD-0001")
    assert (undated.fiscal_year, undated.fiscal_year_ends_on, undated.valid_from) == (None, None, None)
    assert undated.note == "The file does not state the fiscal year."
    named = tmp_path / f"{REPORT}.json"
    shutil.copy(excerpts / "single-audits" / FILE, named)
    dated = Parsed(SOURCE, named).node(Allocation, f"single-audits/{REPORT}/AWARD-0001")
    assert (dated.fiscal_year, dated.fiscal_year_ends_on) == (2022, datetime.date(2022, 6, 30))
    assert (dated.valid_from, dated.note) == (datetime.date(2022, 7, 1), None)
    assert SOURCE.covers(named) == (f"single-audits/{REPORT}/",)


def test_an_unknown_listing_is_no_program(made: Parsed) -> None:
    (unknown,) = [each for each in made.every(Allocation) if each.note and "U01" in each.note]
    assert made.ends(AllocatedUnder, unknown.id) == []
    assert unknown.summary
    assert "also identified as" in unknown.summary


def test_money_that_was_passed_through_says_by_whom(made: Parsed) -> None:
    through = [each.summary for each in made.every(Allocation) if each.summary and "Passed" in each.summary]
    assert len(through) == 1
    assert through[0].startswith("Passed through by ")


def test_the_auditees_place_is_looked_up(excerpts: Path) -> None:
    assert SOURCE.looks_up is not None
    linked = SOURCE.looks_up(Graph())  # type: ignore[arg-type]
    row = next(iter(SOURCE.read(excerpts / "single-audits" / FILE)))
    (place,) = [each for each in linked(row) if isinstance(each, AllocatedTo)]
    assert (place.end, place.confidence, UNMATCHED in row.fields) == (PLACE, Confidence.PARTIAL, False)


def test_the_content_tells_a_schedule(excerpts: Path, tmp_path: Path) -> None:
    whole = (excerpts / "single-audits" / FILE).read_bytes()
    assert SOURCE.recognises(excerpts / "single-audits" / FILE)
    contents = {"a": b"", "b": b"\xff\x00", "c": b'[{"name": "Coversheet"}]', "d": whole[:-20]}
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
        with pytest.raises(InvalidSource, match="is not a schedule of federal awards"):
            list(SOURCE.read(tmp_path / name))
    assert [name for name in contents if SOURCE.recognises(tmp_path / name)] == ["d"]


def test_columns_of_different_lengths_are_refused(excerpts: Path, tmp_path: Path) -> None:
    sheets = json.loads((excerpts / "single-audits" / FILE).read_bytes())
    sheets[1]["ranges"][3]["values"].pop()
    (tmp_path / "short.json").write_text(json.dumps(sheets))
    with pytest.raises(InvalidSource, match="columns of different lengths"):
        list(SOURCE.read(tmp_path / "short.json"))


def test_a_row_without_an_amount_is_refused(excerpts: Path) -> None:
    row = next(iter(SOURCE.read(excerpts / "single-audits" / FILE)))
    row.fields["amount_expended"] = None
    with pytest.raises(Exception, match="amount_expended is missing"):
        list(parse(row))


@pytest.mark.shared
@pytest.mark.parametrize(
    ("audit", "awards", "without", "total"),
    [("147110", 363, 2, 5_704_141_058), ("181744", 191, 0, 720_963_288)],
)
def test_full_size(shared: Path, audit: str, awards: int, without: int, total: int) -> None:
    path = shared / "awards" / "single_audit" / f"federal-awards-{audit}.json"
    made = Parsed(SOURCE, path)
    assert SOURCE.recognises(path)
    assert made.counts() == {
        "Allocation": awards,
        "Recipient": 1,
        "ReportedBy": awards,
        "AllocatedUnder": awards - without,
    }
    assert sum(each.amount for each in made.every(Allocation)) == total
    assert made.left == {UNMATCHED: awards}
