"""`whatIf`: several questions of one supposition in one statement, and its refusals at their own paths."""

from typing import Any

import pytest

from tests.api.conftest import Client

pytestmark = pytest.mark.database

BOTH = """query ($without: [String!], $assume: [String!]) {
    whatIf(without: $without, assume: $assume) {
        __typename
        status: conditionStatus(condition: "EO 13768 s. 9(a)", asOf: "2017-05-22") {
            status relief { id } reasons { relation }
        }
        grantsDependingOn(on: "8 USC 1373", asOf: "2017-10-01") {
            rows { terms { term { id } verdict { status } } }
        }
    }
}"""
PLAIN = """{
    status: conditionStatus(condition: "EO 13768 s. 9(a)", asOf: "2017-05-22") {
        status relief { id } reasons { relation }
    }
    grantsDependingOn(on: "8 USC 1373", asOf: "2017-10-01") {
            rows { terms { term { id } verdict { status } } }
        }
}"""
CERT = "cond-jag-fy2017-cert"


def test_supposing_nothing_is_the_plain_answer(facts: Client) -> None:
    plain = facts.data(PLAIN)
    assert facts.data(BOTH)["whatIf"] == {"__typename": "WhatIf"} | plain
    assert facts.data(BOTH, without=[], assume=[])["whatIf"] == {"__typename": "WhatIf"} | plain


def test_relief_and_condition_are_set_aside_in_every_question_by_one_statement(facts: Client) -> None:
    facts.counting.ran.clear()
    found = facts.data(BOTH, without=["rel-eo13768-pi", CERT])["whatIf"]
    assert len(facts.counting.ran) == 1
    assert (found["status"]["status"], found["status"]["relief"]) == ("IN_FORCE", None)
    terms = {each["term"]["id"] for row in found["grantsDependingOn"]["rows"] for each in row["terms"]}
    assert terms
    assert CERT not in terms


def test_ruling_takes_what_it_ordered_along(facts: Client) -> None:
    text = """query ($without: [String!]) { conditionStatus(
        condition: "EO 13768 s. 9(a)", asOf: "2017-05-22", without: $without) { status relief { id
            orderedBy { nodes { id } } } } }"""
    relief = facts.data(text)["conditionStatus"]["relief"]
    (order,) = relief["orderedBy"]["nodes"]
    assert facts.data(text, without=[order["id"]])["conditionStatus"]["status"] == "IN_FORCE"


def test_unknown_name_is_told_at_the_question_that_asked(facts: Client) -> None:
    reply: Any = facts.ask(BOTH, {"without": ["Quux v. Nobody 1799"]})
    assert {tuple(each["path"]) for each in reply.errors} == {
        ("whatIf", "status"),
        ("whatIf", "grantsDependingOn"),
    }
    assert all("Quux" in each["message"] for each in reply.errors)
    assert reply.data["whatIf"] == {"__typename": "WhatIf", "status": None, "grantsDependingOn": None}
