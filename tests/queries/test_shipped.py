"""The answers that people come for, from the facts that ship; every one through a general question."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from graph.store import Store
from queries.administration import Administration
from queries.condition_status import ConditionStatus
from queries.exposure import Exposure
from queries.grants_depending_on import GrantsDependingOn
from queries.listed_places import ListedPlaces
from queries.obligations_of import ObligationsOf
from queries.requires import Requires
from queries.search import Search
from schema.duties import ConditionKind, Conduct
from tests.queries.world import ask, day

pytestmark = pytest.mark.database

CERT, NOTICE, ACCESS = "cond-jag-fy2017-cert", "cond-jag-fy2017-notice", "cond-jag-fy2017-access"


STATUSES = [
    ("EO 13768 s. 9(a)", None, "2017-01-24", "NOT_IN_FORCE"),
    ("EO 13768 s. 9(a)", None, "2017-03-27", "IN_FORCE"),
    ("EO 13768 s. 9(a)", None, "2017-05-22", "ENJOINED"),
    ("EO 13768 s. 9(a)", "Chicago", "2017-05-22", "ENJOINED"),
    ("EO 13768 s. 9(a)", None, "2018-08-01", "IN_FORCE"),
    ("EO 13768 s. 9(a)", "San Francisco", "2018-08-01", "ENJOINED"),
    ("EO 13768 s. 9(a)", "San Francisco", "2021-01-20", "NOT_IN_FORCE"),
    ("EO 13768", None, "2021-01-20", "NOT_IN_FORCE"),
    ("EO 13768 s. 9(b)", None, "2026-01-01", "NOT_IN_FORCE"),
    (CERT, "Philadelphia, PA", "2017-11-14", "IN_FORCE"),
    (CERT, "Philadelphia, PA", "2018-01-15", "ENJOINED"),
    (CERT, "Chicago", "2018-01-15", "IN_FORCE"),
    (NOTICE, "Chicago", "2018-01-15", "ENJOINED"),
    (ACCESS, "Chicago", "2018-01-15", "ENJOINED"),
    (NOTICE, "Seattle", "2018-01-15", "ENJOINED"),
    (ACCESS, "Chicago", "2018-07-01", "ENJOINED"),
    (CERT, "Rhode Island", "2020-02-25", "ENJOINED"),
    (CERT, "Rhode Island", "2020-04-01", "UPHELD"),
    (CERT, "Providence, RI", "2020-04-01", "ENJOINED"),
    (CERT, "Central Falls", "2020-04-01", "ENJOINED"),
    (CERT, "Evanston, IL", "2018-08-20", "ENJOINED"),
    (CERT, "Springfield, IL", "2018-09-01", "UNCERTAIN"),
    (CERT, "Rhode Island", "2020-06-01", "UPHELD"),
    (CERT, "Providence, RI", "2020-06-01", "ENJOINED"),
    (CERT, "Houston, TX", "2018-07-01", "IN_FORCE"),
    (CERT, "State of California", "2018-10-05", "ENJOINED"),
    (CERT, "Oakland, CA", "2018-08-01", "IN_FORCE"),
    (NOTICE, "Oakland, CA", "2018-10-05", "ENJOINED"),
    ("COPS immigration scoring", None, "2019-01-01", "ENJOINED"),
    ("COPS immigration scoring", "Los Angeles", "2019-07-12", "UPHELD"),
    ("cond-dot-iec-2025", None, "2025-04-10", "UNCERTAIN"),
    ("cond-dot-iec-2025", "Illinois", "2025-07-01", "ENJOINED"),
    ("cond-dot-iec-2025", "State of Texas", "2025-07-01", "UNCERTAIN"),
    ("cond-dot-iec-2025", None, "2025-12-01", "NOT_IN_FORCE"),
    ("cond-legal-services-2025", None, "2025-11-15", "UNCERTAIN"),
    ("EO 14159 s. 17", "Chicago", "2025-09-01", "ENJOINED"),
]
"""A condition, a place, a day, and its status there and then."""


def status(store: Store, condition: str, place: str | None, on: str) -> dict[str, Any]:
    (row,) = ask(store, ConditionStatus(condition=condition, jurisdiction=place, as_of=day(on)))
    return row


@pytest.mark.parametrize(("condition", "place", "on", "expected"), STATUSES)
def test_status_on_a_day(shipped: Store, condition: str, place: str | None, on: str, expected: str) -> None:
    row = status(shipped, condition, place, on)
    assert row["status"] == expected, [(s["relation"], s["says"], s["valid_from"]) for s in row["reasons"]]


def test_order_was_enjoined_nationwide_since_25_april_2017(shipped: Store) -> None:
    row = status(shipped, "EO 13768 s. 9(a)", None, "2017-05-22")
    assert (row["status"], row["scope"], row["since"]) == ("ENJOINED", "NATIONWIDE", day("2017-04-25"))
    assert row["relief"]["record"] == "rel-eo13768-pi"
    assert row["ruling"]["record"] == "rul-scc-pi-2017-04-25"


@pytest.fixture
def without(shipped: Store) -> Iterator[Callable[[str], None]]:
    """Set records aside for one test."""
    aside: list[str] = []

    def put(record: str) -> None:
        aside.append(record)
        shipped.write("MATCH (n:Node {id: $id}) SET n.retired_at = datetime()", {"id": record})

    yield put
    for record in aside:
        shipped.write("MATCH (n:Node {id: $id}) REMOVE n.retired_at", {"id": record})


@pytest.mark.parametrize(
    ("record", "condition", "place", "on", "expected"),
    [
        ("rel-phila", CERT, "Philadelphia, PA", "2018-01-15", "IN_FORCE"),
        ("rel-eo13768-pi", "EO 13768 s. 9(a)", None, "2017-05-22", "IN_FORCE"),
        ("rel-chi-pi-nation", NOTICE, "Seattle", "2018-01-15", "IN_FORCE"),
        ("rel-chi-pi-nation", NOTICE, "Chicago", "2018-01-15", "ENJOINED"),
        ("rel-prov", CERT, "Providence, RI", "2020-04-01", "UNCERTAIN"),
        ("rul-ca2-ny-2020-02-26", CERT, "Rhode Island", "2020-04-01", "IN_FORCE"),
        ("rul-ca9-la-cops-2019-07-12", "COPS immigration scoring", "Los Angeles", "2019-07-12", "IN_FORCE"),
    ],
)
def test_answer_rests_on_its_facts(
    shipped: Store,
    without: Callable[[str], None],
    record: str,
    condition: str,
    place: str | None,
    on: str,
    expected: str,
) -> None:
    before = status(shipped, condition, place, on)
    without(record)
    after = status(shipped, condition, place, on)
    assert after["status"] == expected
    assert before["reasons"] != after["reasons"]


def test_programs_of_chicago_that_hung_on_1373_in_march_2017(shipped: Store) -> None:
    (row,) = ask(shipped, Exposure(jurisdiction="Chicago", as_of=day("2017-03-27"), under="8 USC 1373"))
    assert [each["program"]["id"] for each in row["programs"]] == ["16.738"]


def test_deadline_and_amount_of_philadelphia_in_march_2017(shipped: Store) -> None:
    question = Exposure(
        jurisdiction="Philadelphia, PA",
        as_of=day("2017-03-27"),
        under="8 USC 1373",
        kinds=(ConditionKind.VALIDATION,),
    )
    (row,) = ask(shipped, question)
    (program,) = row["programs"]
    (term,) = program["terms"]
    (year,) = program["years"]
    assert (program["program"]["id"], term["term"]["deadline"]) == ("16.738", day("2017-06-30"))
    assert (year["fiscal_year"], year["amount"], year["approximate"]) == (2016, 1_700_000.0, True)


def test_conditions_that_still_bound_chicago_in_january_2018(shipped: Store) -> None:
    question = Exposure(
        jurisdiction="Chicago",
        as_of=day("2018-01-15"),
        fiscal_years=(2017,),
        kinds=(ConditionKind.CERTIFICATION, ConditionKind.SPECIAL_CONDITION),
    )
    (row,) = ask(shipped, question)
    (program,) = [each for each in row["programs"] if each["program"]["id"] == "16.738"]
    assert {term["term"]["id"]: term["verdict"]["status"] for term in program["terms"]} == {
        CERT: "IN_FORCE",
        NOTICE: "ENJOINED",
        ACCESS: "ENJOINED",
    }
    assert program["exposure"] == "AT_RISK"


def test_local_allocations_of_2016_add_up_and_are_rounded(shipped: Store) -> None:
    total = 0.0
    for place in ("New York City", "Chicago", "Philadelphia, PA", "Los Angeles"):
        (row,) = ask(shipped, Exposure(jurisdiction=place, as_of=day("2026-01-01"), fiscal_years=(2016,)))
        (program,) = [each for each in row["programs"] if each["program"]["id"] == "16.738"]
        (year,) = program["years"]
        assert year["approximate"]
        total += year["amount"]
    assert total == 9_500_000.0


def test_money_of_providence_and_central_falls(shipped: Store) -> None:
    total = 0.0
    kinds = (ConditionKind.CERTIFICATION, ConditionKind.SPECIAL_CONDITION)
    for place in ("Providence, RI", "Central Falls"):
        question = Exposure(jurisdiction=place, as_of=day("2019-06-10"), fiscal_years=(2017,), kinds=kinds)
        (row,) = ask(shipped, question)
        assert {each["exposure"] for each in row["programs"]} == {"PROTECTED"}
        total += sum(each["exact"] for each in row["totals"])
    assert total == 240_789.0


def test_claims_of_october_2017_are_not_held_in_march(shipped: Store) -> None:
    (before,) = ask(shipped, Exposure(jurisdiction="Chicago", as_of=day("2017-03-27")))
    (after,) = ask(shipped, Exposure(jurisdiction="Chicago", as_of=day("2017-10-12")))
    spoken = [{who["name"] for claim in row["claims"] for who in claim["said_by"]} for row in (before, after)]
    assert ["Department of Justice" in names for names in spoken] == [False, True]
    assert [row["programs"][-1]["exposure"] for row in (before, after)] == ["CONDITIONED", "AT_RISK"]


def test_list_of_august_2025_has_35_entries(shipped: Store) -> None:
    rows = ask(shipped, ListedPlaces(list="ea-doj-list-2025-08-05"))
    assert len(rows) == 35
    twins = {row["place"]["id"] for row in rows if row["same_as"]}
    assert len([each for each in twins if "san_francisco" in each]) == 2


def test_grants_that_depended_on_1373_in_march_2017(shipped: Store) -> None:
    rows = ask(shipped, GrantsDependingOn(on="8 USC 1373", as_of=day("2017-03-27")))
    programs = {row["program"]["id"]: row for row in rows if row["program"]}
    assert set(programs) == {"16.738", "16.606", "16.710"}
    assert [figure["fiscal_year"] for figure in programs["16.738"]["figures"]]
    for term in programs["16.738"]["terms"]:
        assert term["verdict"]["status"] != "NOT_IN_FORCE"
        assert term["sources"] or term["confidence"]


def test_1373_does_not_require_honouring_detainers(shipped: Store) -> None:
    (row,) = ask(shipped, Requires(provision="8 USC 1373", conduct=Conduct.DETAINERS))
    assert row["verdict"] == "NO"
    said = {who["name"] for claim in row["claims_against"] for who in claim["said_by"]}
    assert len(said) >= 4, said


@pytest.mark.parametrize(
    ("conduct", "verdict"),
    [(Conduct.INQUIRY, "NO"), (Conduct.PENALTY, "NO"), (Conduct.NOTIFICATION, "NO")],
)
def test_what_else_1373_does_not_require(shipped: Store, conduct: Conduct, verdict: str) -> None:
    (row,) = ask(shipped, Requires(provision="8 USC 1373", conduct=conduct))
    assert row["verdict"] == verdict


def test_ten_places_of_the_inspector_generals_memorandum(shipped: Store) -> None:
    rows = ask(shipped, ListedPlaces(list="ea-oig-memo-2016-05-31", as_of=day("2017-03-27")))
    assert {row["place"]["name"] for row in rows} == {
        "California",
        "Chicago",
        "Clark County",
        "Connecticut",
        "Cook County",
        "Miami-Dade County",
        "Milwaukee County",
        "New York",
        "Orleans Parish",
        "Philadelphia",
    }


def test_who_runs_16_738_up_to_the_department(shipped: Store) -> None:
    rows = ask(shipped, Administration(program="Byrne JAG"))
    assert [row["agency"]["name"] for row in rows] == [
        "Bureau of Justice Assistance",
        "Office of Justice Programs",
        "Department of Justice",
    ]


def test_obligations_of_16_738_begin_with_law(shipped: Store) -> None:
    rows = ask(shipped, ObligationsOf(program="16.738", as_of=day("2017-03-27")))
    levels = [row["level"] for row in rows]
    assert levels[0] == "LAW"
    assert levels == sorted(levels, key=["LAW", "ACTION", "TERM"].index)


@pytest.mark.parametrize(
    ("text", "record", "matched"),
    [
        ("8 USC 1373", "usc-8-1373", "CITATION"),
        ("EO 13768", "ea-eo-13768", "CITATION"),
        ("897 F.3d 1225", "rul-ca9-sf-v-trump-2018-08-01", "CITATION"),
        (CERT, CERT, "IDENTIFIER"),
    ],
)
def test_search_finds_citations_first(shipped: Store, text: str, record: str, matched: str) -> None:
    row = ask(shipped, Search(text=text))[0]
    assert (row["node"]["record"], row["matched"]) == (record, matched)
