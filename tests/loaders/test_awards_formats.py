"""Awards in each published format: which file is which, and one award however it is told."""

import csv
import datetime
import gzip
import json
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from python_calamine import CalamineWorkbook

from loaders.awards import SOURCE, Format, form
from loaders.awards.awarded import permanent
from loaders.awards.holders import Place
from loaders.awards.places import postal
from loaders.awards.recipients import UNMATCHED
from loaders.awards.transactions import Transactions
from loaders.loading import dry_run
from loaders.source import Row
from schema.errors import InvalidRecord, InvalidSource
from schema.money import ActsFor, Award, AwardedTo, MadeUnder, PerformedIn, Recipient
from schema.places import JurisdictionKind, SameAs
from schema.values import Confidence
from tests.loaders.parsing import Parsed

US = "ocd-division/country:us/"
CHICAGO, NEW_YORK, CALIFORNIA = f"{US}state:il/place:chicago", f"{US}state:ny/place:new_york", f"{US}state:ca"
PLACES = (
    Place(CHICAGO, "Chicago", JurisdictionKind.PLACE, "IL", "1714000", ("City of Chicago",)),
    Place(NEW_YORK, "New York", JurisdictionKind.PLACE, "NY", "3651000", ("City of New York",)),
    Place(CALIFORNIA, "California", JurisdictionKind.STATE, "CA", "06"),
)
JAG, NASA = "ASST_NON_2016DJBX0456_1550", "ASST_NON_NNM11AA01A_8000"


class Graph:
    """A store that holds three governments, and one award since 2016."""

    def read(self, statement: str, values: dict[str, str] | None = None) -> list[dict[str, Any]]:
        if values:
            return [{"day": "2016-09-28"}] if values == {"award": "ASST_NON_2005CA5MAP_7530"} else []
        return [
            {"id": p.id, "name": p.name, "kind": p.kind, "state": p.state, "geoid": p.geoid}
            | {"aliases": list(p.aliases)}
            for p in PLACES
        ]


class Linked(Parsed):
    """What the source makes of a file where three governments are in the graph; refused rows by line."""

    def __init__(self, path: Path) -> None:
        self.refused: dict[int, str] = {}
        assert SOURCE.looks_up is not None
        parse = SOURCE.looks_up(Graph())  # type: ignore[arg-type]
        super().__init__(_replaced(parse, self.refused), path)


def _replaced(parse: Any, refused: dict[int, str]) -> Any:
    def told(row: Row) -> Iterator[Any]:
        try:
            yield from parse(row)
        except InvalidRecord as error:
            refused[row.number] = error.message
            row.fields = {}

    return msgspec.structs.replace(SOURCE, parse=told)


@pytest.fixture(scope="module")
def transactions(excerpts: Path) -> Linked:
    return Linked(excerpts / "awards" / "download-transactions")


@pytest.fixture(scope="module")
def searched(excerpts: Path) -> Linked:
    return Linked(excerpts / "awards" / "search" / "awards__search_results.json")


@pytest.fixture(scope="module")
def fed(excerpts: Path) -> Linked:
    return Linked(excerpts / "awards" / "feed" / "usaspending_2014_feed_sample.csv")


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("lines/usaspending_awards.ndjson", Format.LINES),
        ("search/awards__search_results.json", Format.SEARCH),
        ("single/awards__loan.json", Format.SINGLE),
        ("feed/usaspending_2014_feed_sample.csv", Format.FEED),
        ("download-transactions", Format.DOWNLOAD),
        ("download-summaries", Format.DOWNLOAD),
    ],
)
def test_the_content_tells_the_format(excerpts: Path, path: str, found: Format) -> None:
    assert form(excerpts / "awards" / path) is found
    assert SOURCE.recognises(excerpts / "awards" / path) is (excerpts / "awards" / path).is_file()


def test_packed_files_are_the_same(excerpts: Path, tmp_path: Path) -> None:
    packed = tmp_path / "a.gz"
    packed.write_bytes(
        gzip.compress((excerpts / "awards" / "lines" / "usaspending_awards.ndjson").read_bytes())
    )
    assert form(packed) is Format.LINES
    assert Parsed(SOURCE, packed).counts()["Award"] == 12


@pytest.mark.parametrize(
    "content", [b"", b"\x00\xff" * 99, b"{}", b"[1]", b"a,b\n1,2\n", b"PK\x03\x04cut", b"{"]
)
def test_other_files_are_not_awards(tmp_path: Path, content: bytes) -> None:
    other = tmp_path / "file"
    other.write_bytes(content)
    assert not SOURCE.recognises(other)
    with pytest.raises(InvalidSource, match="not a file of awards"):
        list(SOURCE.read(other))


def test_other_answers_of_the_api_are_not_awards(tmp_path: Path) -> None:
    other = tmp_path / "answer.json"
    for answer in (
        {"results": [{"internal_id": None, "prime_award_generated_internal_id": "CONT_AWD_1"}]},
        {"results": [{"award_id": 1, "generated_unique_award_id": "CONT_AWD_1", "category": "contract"}]},
        {"results": [{"amount": 1.0, "recipient_id": "a"}]},
    ):
        other.write_text(json.dumps(answer))
        assert not SOURCE.recognises(other)


def test_transactions_add_up_to_awards(transactions: Linked) -> None:
    assert {each.id: each.obligated_amount for each in transactions.every(Award)} == {
        NASA: 156_725_919.62,
        JAG: 97_499.50,
        "ASST_NON_4337DRFLIA_7022": None,
        "ASST_NON_2005CA5MAP_7530": 1_000_000.10,
        "ASST_NON_EMW2019FG00001_7022": 52_380.95,
        "ASST_NON_S010A190032_9100": 710_000_000.00,
        "ASST_AGG_SSA202404PR_2800": 1_234_567.89,
    }
    assert len(transactions.every(Award)) == 7


def test_an_award_begins_with_its_first_transaction(transactions: Linked) -> None:
    days = {each.id: str(each.obligated_on) for each in transactions.every(Award)}
    assert (days[NASA], days[JAG]) == ("2011-04-08", "2017-09-27")
    assert transactions.node(Award, JAG).fiscal_year == 2017


def test_a_file_of_later_years_does_not_move_an_award(transactions: Linked) -> None:
    award = transactions.node(Award, "ASST_NON_2005CA5MAP_7530")
    assert (str(award.obligated_on), award.fiscal_year) == ("2016-09-28", 2016)
    assert award.note
    assert award.note.endswith("this one lacks the first transaction of the award.")


def test_what_is_worked_out_says_so(transactions: Linked) -> None:
    summed, stated = transactions.node(Award, JAG), transactions.node(Award, NASA)
    assert summed.note
    assert "the sum of the 2 transactions in the file" in summed.note
    assert "not the first of the award" in summed.note
    assert (summed.confidence, stated.confidence, stated.note) == (Confidence.PARTIAL, None, None)
    changed = transactions.node(Award, "ASST_NON_S010A190032_9100")
    assert changed.note == "Its transactions state different totals: the last modified stands."


def test_the_transactions_of_an_award_tell_all_its_listings(transactions: Linked) -> None:
    assert transactions.ends(MadeUnder, NASA) == ["43.001", "43.008"]


def test_what_is_no_transaction_is_refused_or_counted(transactions: Linked) -> None:
    assert transactions.refused == {8: "Not a transaction: soon is not a day."}
    assert dict(transactions.left) == {
        "a deleted transaction": 1,
        "recipient is a person, or several": 2,
        UNMATCHED: 1,
    }


def test_a_person_is_no_recipient(transactions: Linked) -> None:
    assert transactions.ends(AwardedTo, "ASST_NON_4337DRFLIA_7022") == []
    assert transactions.ends(AwardedTo, "ASST_AGG_SSA202404PR_2800") == []


def test_a_government_is_linked_with_its_score(transactions: Linked) -> None:
    acting = {each.start: each for each in transactions.every(ActsFor)}
    chicago = acting["recipient/uei/MXAQEF6MNHJ8"]
    assert (chicago.end, chicago.score, chicago.confidence) == (CHICAGO, 1.0, Confidence.PARTIAL)
    assert chicago.note
    assert "the address has the place's code" in chicago.note
    schools = acting["recipient/uei/JBBJPMPXJF89"]
    assert (schools.end, schools.score) == (NEW_YORK, 0.93)
    assert acting["recipient/duns/071549000"].end == CALIFORNIA


def test_all_numbers_of_a_government_act_for_it(transactions: Linked) -> None:
    numbers = [each.start for each in transactions.every(ActsFor) if each.end == CALIFORNIA]
    assert numbers == ["recipient/duns/071549000", "recipient/1c3edaaa-611b-840c-bf2b-fd34df49f21f"]
    assert transactions.ends(SameAs, "recipient/uei/MXAQEF6MNHJ8") == ["recipient/duns/942439068"]


def test_a_government_without_a_place_is_counted(transactions: Linked) -> None:
    assert transactions.left[UNMATCHED] == 1
    assert transactions.ends(ActsFor, "recipient/uei/ZZZZZZZZZZZ1") == []


def test_places_of_performance_are_told_by_name_or_code(transactions: Linked) -> None:
    assert transactions.ends(PerformedIn, "ASST_AGG_SSA202404PR_2800") == [f"{US}territory:pr"]
    assert (postal("District of Columbia"), postal("ATLANTIS")) == ("DC", None)


def test_a_zip_of_several_parts_is_read_whole(excerpts: Path, tmp_path: Path) -> None:
    packed = tmp_path / "download.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for part in sorted((excerpts / "awards" / "download-transactions").iterdir()):
            archive.write(part, part.name)
        archive.writestr(
            "Contracts_PrimeTransactions_1.csv", "contract_award_unique_key,action_date\nA,2020-01-01\n"
        )
        archive.writestr("readme.txt", "About these files")
    made = Linked(packed)
    assert form(packed) is Format.DOWNLOAD
    assert made.counts()["Award"] == 7
    assert made.left["not prime awards: Contracts_PrimeTransactions_1.csv"] == 1


def test_summaries_are_awards(excerpts: Path) -> None:
    made = Linked(excerpts / "awards" / "download-summaries")
    assert (made.rows, made.counts()["Award"], made.refused) == (3, 3, {})
    assert made.node(Award, JAG).obligated_amount == -40_768.69
    assert str(made.node(Award, NASA).obligated_on) == "2011-04-08"
    assert made.left == {"recipient is a person, or several": 1}


def test_a_summary_may_have_its_listings_in_one_cell() -> None:
    row = Row(2, {"assistance_award_unique_key": "ASST_NON_A_015", "award_id_fain": "A"})
    row.fields["cfda_numbers_and_titles"] = "16.738: JUSTICE; GRANTS; 16.710: PUBLIC SAFETY"
    made = [each for each in SOURCE.parse(row) if isinstance(each, MadeUnder)]
    assert [each.end for each in made] == ["16.738", "16.710"]


def test_a_cut_part_is_refused(excerpts: Path, tmp_path: Path) -> None:
    (whole,) = (excerpts / "awards" / "download-summaries").iterdir()
    cut = tmp_path / "cut.csv"
    cut.write_bytes(whole.read_bytes()[:-300])
    with pytest.raises(InvalidSource, match="breaks off: line 4"):
        list(SOURCE.read(cut))


def test_the_wrong_encoding_is_refused(excerpts: Path, tmp_path: Path) -> None:
    (whole,) = (excerpts / "awards" / "download-summaries").iterdir()
    wrong = tmp_path / "wrong.csv"
    wrong.write_bytes(whole.read_bytes().replace(b"HUNTSVILLE", b"HUNTSVILL\xc9"))
    with pytest.raises(InvalidSource, match="not written in utf-8"):
        list(SOURCE.read(wrong))


def test_a_search_sets_contracts_aside(searched: Linked) -> None:
    assert searched.counts()["Award"] == 3
    assert searched.left == {"not assistance: a contract": 1, "not assistance: a contract vehicle": 1}


def test_a_search_tells_recipients_by_uei_and_number(searched: Linked) -> None:
    (university,) = searched.ends(AwardedTo, NASA)
    assert university == "recipient/uei/HB6KNGVNJRU1"
    assert searched.node(Recipient, university).name == "THE UNIVERSITY OF ALABAMA IN HUNTSVILLE"
    assert searched.ends(SameAs, university) == ["recipient/645c4737-caef-ce68-2bfb-9b507be06ddd"]
    assert searched.ends(MadeUnder, NASA) == ["43.008", "43.001"]


def test_an_award_has_one_id_before_and_since_2025(searched: Linked) -> None:
    award = searched.node(Award, NASA)
    assert award.record == "ASST_NON_NNM11AA01A_080"
    assert award.official_url == "https://www.usaspending.gov/award/ASST_NON_NNM11AA01A_080"
    assert permanent("ASST_NON_NNM11AA01A_8000", "8000") == NASA
    assert permanent("ASST_NON_NNM11AA01A_080", None) == "ASST_NON_NNM11AA01A_080"
    assert permanent("ASST_NON_A_1601", "1635", "1601") == "ASST_NON_A_1635"
    assert permanent("ASST_NON_A_1635", "1630", "1601") == "ASST_NON_A_1635"


def test_no_file_is_whole_for_all_awards(excerpts: Path) -> None:
    for name in ("search", "single", "lines", "download-transactions"):
        assert SOURCE.partial(excerpts / "awards" / name)


def test_a_single_award_is_read(excerpts: Path) -> None:
    made = Linked(excerpts / "awards" / "single" / "awards__loan.json")
    (award,) = made.every(Award)
    assert (award.id, award.award_number, award.obligated_amount) == (
        "ASST_NON_P268K115150_9100",
        "P268K115150",
        0.0,
    )
    assert (made.ends(MadeUnder, award.id), made.left) == (["84.268"], {})
    (holder,) = made.every(Recipient)
    assert (holder.uei, holder.duns) == ("UVB3GENU4W45", "078090388")
    assert made.ends(SameAs, holder.id) == [
        "recipient/duns/078090388",
        "recipient/229dc4f2-69f7-9fca-8f49-f6d54f13dbf4",
    ]


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"generated_internal_id": 7},
        {"generated_internal_id": "ASST_NON_A_015", "Award ID": 7},
        {
            "generated_internal_id": "ASST_NON_A_015",
            "Award ID": "A",
            "Recipient Location": "x",
            "Recipient Name": "A",
        },
        {"generated_internal_id": "ASST_NON_A_015", "Award ID": "A", "Assistance Listings": ["x"]},
        {"generated_internal_id": "SOMETHING", "Award ID": "A"},
        {"generated_unique_award_id": "ASST_NON_A_015", "fain": "A", "recipient": ["x"]},
        {
            "assistance_award_unique_key": "ASST_NON_A_015",
            "award_id_fain": "A",
            "total_obligated_amount": "1e999",
        },
        {
            "assistance_award_unique_key": "ASST_NON_A_015",
            "award_id_fain": "A",
            "award_base_action_date": "13/32/1999",
        },
        {"assistance_award_unique_key": "ASST_NON_A_015"},
        {"unique_transaction_id": "a", "problem": "Not a transaction."},
    ],
)
def test_a_row_that_is_written_otherwise_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(InvalidRecord):
        list(SOURCE.parse(Row(1, fields)))


def test_a_search_without_a_list_is_refused(tmp_path: Path) -> None:
    odd = tmp_path / "odd.json"
    odd.write_text('{"results": {"generated_internal_id": "ASST_NON_A_015"}}')
    with pytest.raises(InvalidSource, match="not an answer to a search"):
        list(SOURCE.read(odd))


def test_the_name_of_a_download_tells_its_day(excerpts: Path, tmp_path: Path) -> None:
    (whole,) = (excerpts / "awards" / "download-summaries").iterdir()
    assert SOURCE.through(whole) == datetime.date(2024, 5, 1)
    archived = tmp_path / "FY2024_015_Assistance_Full_20240506_1.csv"
    shutil.copy(whole, archived)
    assert SOURCE.through(archived) == datetime.date(2024, 5, 6)
    assert SOURCE.through(excerpts / "awards" / "lines" / "usaspending_awards.ndjson") is None


def test_a_cut_feed_is_refused(excerpts: Path, tmp_path: Path) -> None:
    cut = tmp_path / "cut.csv"
    cut.write_bytes((excerpts / "awards" / "feed" / "usaspending_2014_feed_sample.csv").read_bytes()[:-200])
    with pytest.raises(InvalidSource, match="breaks off at line 5"):
        list(SOURCE.read(cut))


def test_a_cut_answer_is_refused(excerpts: Path, tmp_path: Path) -> None:
    cut = tmp_path / "cut.json"
    cut.write_bytes((excerpts / "awards" / "search" / "awards__search_results.json").read_bytes()[:-9])
    with pytest.raises(InvalidSource, match="cut, or not JSON"):
        list(SOURCE.read(cut))


def test_the_feed_tells_awards_by_number_and_agency(fed: Linked) -> None:
    award = fed.node(Award, "ASST_NON_15036694_12D2")
    assert (award.award_number, award.obligated_amount, str(award.obligated_on)) == (
        "15036694",
        315.0,
        "2013-10-24",
    )
    assert award.award_type
    assert award.award_type.startswith("Direct payment for specified use")
    assert (award.fiscal_year, award.place_state) == (2014, "NC")
    assert award.note == "The amount is the sum of the award's transactions in the file (1)."
    assert (fed.left, fed.refused) == ({}, {})


def test_the_feed_tells_recipients_by_duns_or_name(fed: Linked) -> None:
    assert fed.ends(AwardedTo, "ASST_NON_15036694_12D2") == ["recipient/duns/088060152"]
    (named,) = [each for each in fed.every(Recipient) if each.duns is None]
    assert named.name == "LUST FARMS PARTNERSHIP"
    assert named.note == "Known by its name alone: others of that name may be meant."


def test_the_feed_adds_up_and_knows_governments(excerpts: Path, tmp_path: Path) -> None:
    source = excerpts / "awards" / "feed" / "usaspending_2014_feed_sample.csv"
    with source.open(encoding="utf-8", newline="") as file:
        first, *_ = csv.DictReader(file)
    city = {"recipient_name": "CHICAGO, CITY OF", "recipient_type": "02: City or township government"}
    city |= {"recipient_state_code": "IL", "recipient_city_code": "14000", "recipient_county_code": "031"}
    later = {"unique_transaction_id": "b", "action_type": "C: Revision", "fed_funding_amount": "-9.50"}
    rows = [
        first | city | later | {"obligation_action_date": "12/01/2013"},
        first | city,
        first | city | later | {"unique_transaction_id": "c", "correction_late_ind": "D: Delete"},
        first | city | {"unique_transaction_id": "d", "federal_award_id": ""},
        first | {"unique_transaction_id": "e", "recipient_type": "21: Individual", "federal_award_id": "P"},
    ]
    made = Linked(_written(tmp_path / "feed.csv", rows))
    summed = made.node(Award, "ASST_NON_TX590022010-14Z_8630")
    assert (summed.obligated_amount, str(summed.obligated_on)) == (66_249.50, "2013-10-24")
    own = made.node(Award, "feed/d")
    assert own.note == (
        "The feed gives the award no number: it is one transaction. The amount is the transaction's."
    )
    assert own.official_url is None
    assert {(each.end, each.score) for each in made.every(ActsFor)} == {(CHICAGO, 1.0)}
    assert made.ends(AwardedTo, "ASST_NON_P_8630") == []
    assert made.left == {"a deleted transaction": 1, "recipient is a person, or several": 1}


def _written(path: Path, rows: list[dict[str, str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_one_transaction_in_two_parts_counts_once(excerpts: Path, tmp_path: Path) -> None:
    for number in "12":
        folder = excerpts / "awards" / "download-transactions"
        (part,) = folder.glob(f"*_{number}.csv")
        shutil.copy(part, tmp_path / f"a{number}.csv")
        shutil.copy(part, tmp_path / f"b{number}.csv")
    assert Linked(tmp_path).node(Award, JAG).obligated_amount == 97_499.50


def test_what_is_written_for_a_reading_is_gone_after_it() -> None:
    with Transactions() as kept:
        folder = Path(kept._folder.name)
        assert folder.is_dir()
    assert not folder.exists()


@pytest.mark.shared
def test_every_column_of_the_crosswalk_is_used_or_left_out_on_purpose(shared: Path) -> None:
    book = CalamineWorkbook.from_path(shared / "awards" / "usaspending_data_dictionary_crosswalk.xlsx")
    cells = [row for row in book.get_sheet_by_name("Public").to_python() if "Assistance_Prime" in str(row[6])]
    columns = {name.strip() for row in cells for name in str(row[7]).replace("\n", " ").split(",")}
    award = {"assistance_award_unique_key": "ASST_NON_A_015", "award_id_fain": "A", "award_id_uri": "B"}
    row = Row(
        2, dict.fromkeys(sorted(columns - {""}), "1") | award | {"award_base_action_date": "2020-01-01"}
    )
    list(SOURCE.parse(row))
    assert sorted(set(row.fields) - SOURCE.ignored - {"not the number of a listing"}) == [
        "contract_award_unique_key",
        "total_dollars_obligated",
    ]


@pytest.mark.shared
def test_the_whole_feed_sample(shared: Path) -> None:
    made = Parsed(SOURCE, shared / "awards" / "usaspending_2014_feed_sample.csv")
    assert made.rows == 124
    assert made.counts() == dict.fromkeys(
        ("Award", "Recipient", "AwardedTo", "MadeUnder", "PerformedIn"), 124
    )
    assert sum(each.obligated_amount or 0 for each in made.every(Award)) == 391_341.0
    assert len([each for each in made.every(Recipient) if each.duns]) == 86


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "awards", "aside"),
    [
        ("awards__grant.json", 1, 0),
        ("awards__loan.json", 1, 0),
        ("awards__contract.json", 0, 1),
        ("awards__idv.json", 0, 1),
        ("awards__search_results_grants.json", 3, 0),
        ("awards__search_results_contracts.json", 0, 5),
        ("awards__search_results_idvs.json", 0, 3),
        ("spending_by_award_contracts.json", 0, 2),
    ],
)
def test_answers_of_the_api(shared: Path, name: str, awards: int, aside: int) -> None:
    path = shared / "awards" / "usaspending_api_v2_responses" / name
    made = Parsed(SOURCE, path)
    assert (made.counts().get("Award", 0), sum(made.left.values())) == (awards, aside)
    assert list(dry_run(SOURCE, path)) == []


@pytest.mark.shared
def test_only_awards_are_recognised(shared: Path) -> None:
    answers = shared / "awards" / "usaspending_api_v2_responses"
    assert {path.name for path in answers.iterdir() if SOURCE.recognises(path)} == {
        "awards__grant.json",
        "awards__loan.json",
        "awards__contract.json",
        "awards__idv.json",
        "awards__search_results_grants.json",
        "awards__search_results_contracts.json",
        "awards__search_results_idvs.json",
        "spending_by_award_contracts.json",
    }
    for folder in ("programs", "agencies", "places", "conditions", "facts"):
        assert [path.name for path in (shared / folder).iterdir() if SOURCE.recognises(path)] == []
