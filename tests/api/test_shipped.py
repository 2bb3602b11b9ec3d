"""The answers that people come for, through GraphQL, and what becomes of them when a fact is taken away."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from graph.store import Store
from tests.api.conftest import Client

pytestmark = pytest.mark.database

STATUS = """query ($condition: String!, $place: String, $on: Date) {
    conditionStatus(condition: $condition, jurisdiction: $place, asOf: $on) {
        status since scope relief { id } reasons { relation }
    }
}"""
DEPENDING = """query ($on: String!, $asOf: Date) {
    grantsDependingOn(on: $on, asOf: $asOf) {
        rows {
            program { number } terms { term { id } verdict { status relief { id } } sources }
            figures { fiscalYear amount sources }
        }
    }
}"""
CERT = "cond-jag-fy2017-cert"


@pytest.fixture
def without(shipped: Store) -> Iterator[Callable[[str], None]]:
    """Take a record and its relationships out of the graph as a load would, for one test."""
    taken: list[str] = []

    def retire(record: str) -> None:
        taken.append(record)
        shipped.write("MATCH (n:Node {id: $id}) SET n.retired_at = datetime()", {"id": record})

    yield retire
    shipped.write("UNWIND $ids AS id MATCH (n:Node {id: id}) REMOVE n.retired_at", {"ids": taken})


def status(facts: Client, condition: str, on: str, place: str | None = None) -> dict[str, Any]:
    found: dict[str, Any] = facts.data(STATUS, condition=condition, place=place, on=on)["conditionStatus"]
    return found


def test_order_was_enjoined_nationwide_and_is_not_without_its_relief(
    facts: Client, without: Callable[[str], None]
) -> None:
    found = status(facts, "EO 13768 s. 9(a)", "2017-05-22")
    assert (found["status"], found["scope"], found["since"]) == ("ENJOINED", "NATIONWIDE", "2017-04-25")
    without(found["relief"]["id"])
    found = status(facts, "EO 13768 s. 9(a)", "2017-05-22")
    assert (found["status"], found["scope"], found["relief"]) == ("IN_FORCE", None, None)


def test_philadelphia_was_protected_and_is_not_without_its_relief(
    facts: Client, without: Callable[[str], None]
) -> None:
    found = status(facts, CERT, "2018-01-15", "Philadelphia, PA")
    assert (found["status"], found["relief"]["id"]) == ("ENJOINED", "rel-phila")
    assert status(facts, CERT, "2018-01-15", "Chicago")["status"] == "IN_FORCE"
    without("rel-phila")
    assert status(facts, CERT, "2018-01-15", "Philadelphia, PA")["status"] == "IN_FORCE"


def test_money_turns_from_protected_to_at_risk_without_the_relief(
    facts: Client, without: Callable[[str], None]
) -> None:
    text = """{ exposure(jurisdiction: "Providence, RI", asOf: "2019-06-10", fiscalYears: [2017],
        kinds: [CERTIFICATION, SPECIAL_CONDITION]) { programs { exposure } totals { exposure exact } } }"""
    before = facts.data(text)["exposure"]
    assert {each["exposure"] for each in before["programs"]} == {"PROTECTED"}
    without("rel-prov")
    after = facts.data(text)["exposure"]
    assert "PROTECTED" not in {each["exposure"] for each in after["programs"]}
    assert [each["exact"] for each in after["totals"]] == [each["exact"] for each in before["totals"]]


def test_grants_lose_a_term_that_is_no_longer_a_fact(facts: Client, without: Callable[[str], None]) -> None:
    def terms() -> dict[str, Any]:
        rows = facts.data(DEPENDING, on="8 USC 1373", asOf="2017-10-01")["grantsDependingOn"]["rows"]
        (byrne,) = [row for row in rows if row["program"] and row["program"]["number"] == "16.738"]
        assert all(each["sources"] for each in (*byrne["terms"], *byrne["figures"]))
        return {each["term"]["id"]: each["verdict"]["status"] for each in byrne["terms"]}

    before = terms()
    assert before[CERT] == "IN_FORCE"
    without(CERT)
    assert terms() == {name: said for name, said in before.items() if name != CERT}


def test_1373_does_not_require_honouring_detainers_and_who_says_so(
    facts: Client, without: Callable[[str], None]
) -> None:
    text = """{ requires(provision: "8 U.S.C. 1373", conduct: DETAINERS) {
        verdict claimsAgainst { claim { id } saidBy { id name } sources } } }"""
    found = facts.data(text)["requires"]
    assert found["verdict"] == "NO"
    assert all(each["saidBy"] and each["sources"] for each in found["claimsAgainst"])
    for each in found["claimsAgainst"]:
        without(each["claim"]["id"])
    assert facts.data(text)["requires"]["claimsAgainst"] == []
    assert facts.data(text)["requires"]["verdict"] != "NO"


def test_ten_places_of_the_memorandum_of_may_2016(facts: Client) -> None:
    text = """{ listedPlaces(list: "ea-oig-memo-2016-05-31", asOf: "2017-03-27") {
        rows { place { name } sources } total } }"""
    found = facts.data(text)["listedPlaces"]
    rows = found["rows"]
    assert found["total"] == len(rows)
    assert len(rows) == len({row["place"]["name"] for row in rows}) == 10
    assert all(row["sources"] for row in rows)


def test_who_administers_16_738_up_to_the_department(facts: Client) -> None:
    text = '{ administration(program: "16.738") { rows { agency { name } } } }'
    rows = facts.data(text)["administration"]["rows"]
    assert [row["agency"]["name"] for row in rows] == [
        "Bureau of Justice Assistance",
        "Office of Justice Programs",
        "Department of Justice",
    ]
