"""Awards: one node an award, however often its source lists it."""

import datetime
from pathlib import Path

import pytest

from data.build import settle
from loaders.awards import SOURCE, division, fiscal_year
from loaders.source import Row
from schema.errors import InvalidSource
from schema.money import Award, AwardedTo, MadeUnder, PerformedIn, Recipient
from tests.loaders.parsing import Parsed


@pytest.fixture(scope="module")
def made(excerpts: Path) -> Parsed:
    return Parsed(SOURCE, excerpts / "awards" / "lines" / "usaspending_awards.ndjson")


def test_counts_of_the_excerpt(made: Parsed) -> None:
    assert made.counts() == {
        "Award": 12,
        "MadeUnder": 12,
        "Recipient": 11,
        "AwardedTo": 11,
        "PerformedIn": 10,
    }
    assert not made.left


def test_an_award_without_recipient_or_amount_is_still_an_award(made: Parsed) -> None:
    assert made.ends(AwardedTo, "ASST_AGG_01CPX2306611714_7022") == []
    assert made.node(Award, "ASST_NON_EMT-2023-LN-4611LA07_7022").obligated_amount is None


def test_a_negative_amount_is_kept(made: Parsed) -> None:
    assert made.node(Award, "ASST_NON_2015SJBX0001_1550").obligated_amount == -40_768.69


def test_where_the_work_is_done(made: Parsed) -> None:
    assert made.ends(PerformedIn, "ASST_NON_2016UWAX0011_1501") == ["ocd-division/country:us/territory:pr"]
    assert made.ends(PerformedIn, "ASST_NON_EMW2015EP00060_7022") == []
    assert made.node(Award, "ASST_NON_EMW2015EP00060_7022").place_state == "FM"
    assert division("DC") == "ocd-division/country:us/district:dc"


def test_an_amount_given_twice_keeps_the_last_and_says_so(made: Parsed) -> None:
    settled = settle(made.records)
    (award,) = (each for each in settled if isinstance(each, Award) and "4421DRIAP" in each.id)
    assert award.obligated_amount == 167_572_608.77
    assert award.note == "The source also says: obligated_amount 166178634.02."
    assert len([each for each in settled if isinstance(each, MadeUnder) and each.start == award.id]) == 1


def test_an_award_under_two_listings_is_one_award(excerpts: Path) -> None:
    first, *_ = SOURCE.read(excerpts / "awards" / "lines" / "usaspending_awards.ndjson")
    again = Row(2, dict(first.raw) | {"CFDA Number": "97.039"})
    settled = settle([*SOURCE.parse(first), *SOURCE.parse(again)])
    assert [each.end for each in settled if isinstance(each, MadeUnder)] == ["97.036", "97.039"]
    assert len([each for each in settled if isinstance(each, Award)]) == 1


def test_the_recipient_is_the_hash_without_its_level(made: Parsed) -> None:
    ends = made.ends(AwardedTo, "ASST_NON_2015SJBX0001_1550")
    assert ends == ["recipient/ab248b48-e7fa-d89b-bb7f-618d25ce819a"]


def test_an_address_has_no_space(made: Parsed) -> None:
    award = made.node(Award, "ASST_NON_4728DRILTTHP     19_7022")
    assert award.official_url
    assert " " not in award.official_url


@pytest.mark.parametrize(("day", "year"), [((2017, 9, 30), 2017), ((2017, 10, 1), 2018)])
def test_the_fiscal_year_begins_in_october(day: tuple[int, int, int], year: int) -> None:
    assert fiscal_year(datetime.date(*day)) == year


def test_a_cut_file_is_refused(excerpts: Path, tmp_path: Path) -> None:
    cut = tmp_path / "awards.ndjson"
    cut.write_bytes((excerpts / "awards" / "lines" / "usaspending_awards.ndjson").read_bytes()[:-50])
    with pytest.raises(InvalidSource, match="is cut"):
        list(SOURCE.read(cut))


@pytest.mark.shared
def test_full_size(shared: Path) -> None:
    made = Parsed(SOURCE, shared / "awards" / "usaspending_awards_doj_dhs.ndjson.gz")
    assert made.rows == 45_239
    assert made.counts() == {
        "Award": 44_923,
        "Recipient": 11_096,
        "MadeUnder": 44_923,
        "AwardedTo": 44_563,
        "PerformedIn": 44_743,
    }


@pytest.mark.shared
def test_the_whole_file_of_2023(shared: Path) -> None:
    """Counted as the rows come, since all records at once would not fit."""
    awards, holders, rows, without, negative = set[str](), set[str](), 0, 0, 0
    listings, left = set[tuple[str, str]](), set[str]()
    for row in SOURCE.read(shared / "awards" / "usaspending_awards_by_cfda.ndjson.gz"):
        rows += 1
        for record in SOURCE.parse(row):
            if isinstance(record, Award):
                awards.add(record.id)
                without += record.obligated_amount is None
                negative += (record.obligated_amount or 0) < 0
            elif isinstance(record, Recipient):
                holders.add(record.id)
            elif isinstance(record, MadeUnder):
                listings.add((record.start, record.end))
        left |= set(row.fields) - SOURCE.ignored
    assert (rows, len(awards), without, negative) == (692_336, 677_111, 28_500, 16_895)
    assert (len(holders), len(listings), left) == (87_584, 677_111, set())
