"""Sections of the Code that were moved: a citation of the former place leads to the present one."""

import csv
import datetime
from collections import Counter
from pathlib import Path

import pytest

from loaders import listings
from loaders.source import Row
from loaders.transferred_sections import CURATED, NOTES, SOURCE, parse, recognises
from schema.duties import AuthorizedBy
from schema.errors import InvalidRecord, InvalidSource
from schema.law import Provision, TransferredTo
from schema.values import Confidence
from tests.loaders.parsing import Parsed


@pytest.fixture(scope="module")
def made(excerpts: Path) -> Parsed:
    return Parsed(SOURCE, excerpts / "transferred-sections" / "transferred_sections.csv")


@pytest.fixture(scope="module")
def whole() -> Parsed:
    return Parsed(SOURCE, CURATED)


def test_counts_of_the_excerpt(made: Parsed) -> None:
    assert made.counts() == {"Provision": 16, "TransferredTo": 8}
    assert made.left == Counter()


def test_the_former_place_leads_to_the_present_one(made: Parsed) -> None:
    (link,) = (each for each in made.every(TransferredTo) if each.start == "/us/usc/t42/s3796dd")
    assert (link.end, link.valid_from) == ("/us/usc/t34/s10381", datetime.date(2017, 9, 1))
    assert (link.confidence, link.note) == (Confidence.VERIFIED, None)
    assert len(link.source) == 2


def test_both_places_are_mentions(made: Parsed) -> None:
    for identifier, usual in (
        ("/us/usc/t42/s3796dd", "42 U.S.C. 3796dd"),
        ("/us/usc/t34/s10381", "34 U.S.C. 10381"),
    ):
        place = made.node(Provision, identifier)
        assert (place.citation, place.mentioned_only) == (usual, True)


def test_what_is_inferred_says_so(made: Parsed) -> None:
    notes = {each.start: (each.note, each.confidence) for each in made.every(TransferredTo)}
    assert notes["/us/usc/t42/s3796gg-10"] == (NOTES["headings"], Confidence.PARTIAL)
    assert notes["/us/usc/t42/s5668"] == (NOTES["quoted"], Confidence.PARTIAL)
    assert notes["/us/usc/t42/s15301"] == (NOTES["order"], Confidence.PARTIAL)


def test_a_day_that_is_not_known_is_left_out(made: Parsed) -> None:
    (link,) = (each for each in made.every(TransferredTo) if each.start == "/us/usc/t2/s31a-2b")
    assert link.valid_from is None


def test_the_whole_table_moves_every_section_once(whole: Parsed) -> None:
    with CURATED.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert (len(rows), whole.counts()["TransferredTo"]) == (631, 631)
    assert len({each["old"] for each in rows}) == len({each["new"] for each in rows}) == 631
    assert Counter(each["evidence"] for each in rows) == {
        "order": 413,
        "headings": 204,
        "quoted": 8,
        "stated": 6,
    }
    assert not {each["old"] for each in rows} & {each["new"] for each in rows}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/us/usc/t42/s3711", "/us/usc/t34/s10101"),
        ("/us/usc/t42/s3752", "/us/usc/t34/s10153"),
        ("/us/usc/t42/s3791", "/us/usc/t34/s10251"),
        ("/us/usc/t42/s3796gg-1", "/us/usc/t34/s10446"),
        ("/us/usc/t42/s16925", "/us/usc/t34/s20927"),
        ("/us/usc/t42/s15607", "/us/usc/t34/s30307"),
        ("/us/usc/t42/s1973c", "/us/usc/t52/s10304"),
        ("/us/usc/t25/s450b", "/us/usc/t25/s5304"),
        ("/us/usc/t25/s479", "/us/usc/t25/s5129"),
    ],
)
def test_well_known_moves(whole: Parsed, old: str, new: str) -> None:
    assert whole.ends(TransferredTo, old) == [new]


def test_the_table_is_told_by_its_columns(excerpts: Path, tmp_path: Path) -> None:
    assert recognises(CURATED)
    other = tmp_path / "transferred_sections.csv"
    other.write_bytes(b"\x1f\x8b\x00old,new")
    assert not recognises(other)
    assert not recognises(excerpts)


@pytest.mark.parametrize(
    "changed",
    [
        {"old": "42 U.S.C. 3711"},
        {"old": ""},
        {"new": "/us/usc/t34/s10101/a"},
        {"since": "1 September 2017"},
        {"evidence": "memory"},
    ],
)
def test_a_broken_row_is_refused(changed: dict[str, str]) -> None:
    fields = {
        "old": "/us/usc/t42/s3711",
        "new": "/us/usc/t34/s10101",
        "since": "2017-09-01",
        "evidence": "stated",
        "source": "a note",
    }
    with pytest.raises(InvalidRecord):
        list(parse(Row(2, fields | changed)))


def test_a_table_of_other_columns_is_refused(tmp_path: Path) -> None:
    cut = tmp_path / "cut.csv"
    cut.write_text("old,new\n/us/usc/t42/s1,/us/usc/t34/s1\n", encoding="utf-8")
    with pytest.raises(InvalidSource):
        list(SOURCE.read(cut))


def test_a_table_in_another_encoding_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "broken.csv"
    broken.write_bytes("old,new,since,evidence,source\n/us/usc/t42/s1,b,,stated,§\n".encode("windows-1252"))
    with pytest.raises(InvalidSource):
        list(SOURCE.read(broken))


def test_places_that_were_moved_are_cited_by_programs(whole: Parsed, excerpts: Path) -> None:
    cited = Parsed(listings.SOURCE, excerpts / "assistance-listings" / "inventory").ends(
        AuthorizedBy, "16.710"
    )
    assert "/us/usc/t42/s3796dd" in cited
    assert whole.ends(TransferredTo, "/us/usc/t42/s3796dd") == ["/us/usc/t34/s10381"]
