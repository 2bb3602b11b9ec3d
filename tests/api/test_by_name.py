"""A record is asked for by whatever people write for it; what is not one record says what it may be."""

from typing import Any

import pytest

pytestmark = pytest.mark.database


@pytest.mark.parametrize("written", ["16.738", "JAG", "CFDA 16.738", 'byrne "jag" {x}'])
def test_program_is_found_by_number_and_by_name(client: Any, written: str) -> None:
    reply = client.ask("query ($id: ID!) { grantProgram(id: $id) { id name } }", {"id": written})
    assert (reply.data, reply.errors) == ({"grantProgram": {"id": "16.738", "name": "JAG"}}, [])


def test_type_of_the_field_decides_among_namesakes(client: Any) -> None:
    reply = client.ask('{ jurisdiction(id: "Chicago") { id } node(id: "Justice") { __typename id } }')
    assert reply.data == {"jurisdiction": {"id": "chicago"}, "node": {"__typename": "Agency", "id": "doj"}}


def test_day_and_walks_are_those_of_the_record(client: Any) -> None:
    walk = "{ conditions { totalCount nodes { id } } administeredBy { nodes { id } } }"
    for day in ("2018-06-01", "2019-01-01"):
        named = client.ask(f'{{ grantProgram(id: "JAG", asOf: "{day}") {walk} }}')
        known = client.ask(f'{{ grantProgram(id: "16.738", asOf: "{day}") {walk} }}')
        assert named.data == known.data
        assert named.errors == []


def test_identifier_of_nothing_is_null_and_no_error(client: Any) -> None:
    reply = client.ask('{ grantProgram(id: "99.999") { id } node(id: "/us/usc/t99/s1") { id } }')
    assert (reply.data, reply.errors) == ({"grantProgram": None, "node": None}, [])


def test_unknown_name_is_null_with_the_nearest(client: Any) -> None:
    reply = client.ask('{ a: jurisdiction(id: "Chicagoo") { id } b: court(id: "ca7") { id } }')
    assert reply.data == {"a": None, "b": {"id": "ca7"}}
    (error,) = reply.errors
    assert (error["path"], error["extensions"]["code"]) == (["a"], "NOT_FOUND")
    assert (error["extensions"]["argument"], error["extensions"]["given"]) == ("id", "Chicagoo")
    assert "chicago" in [each["id"] for each in error["extensions"]["alternatives"]]


def test_name_of_several_is_refused_with_them(client: Any) -> None:
    reply = client.ask('{ node(id: "Seventh Circuit") { id } }')
    (error,) = reply.errors
    assert (reply.data, error["extensions"]["code"]) == ({"node": None}, "AMBIGUOUS")
    assert len(error["extensions"]["alternatives"]) > 1


def test_name_that_might_be_an_identifier_is_looked_for_as_both(client: Any) -> None:
    reply = client.ask('{ a: jurisdiction(id: "chicago") { id } b: agency(id: "justice") { id } }')
    assert (reply.data, reply.errors) == ({"a": {"id": "chicago"}, "b": {"id": "doj"}}, [])


def test_one_statement_whether_by_name_or_not(client: Any) -> None:
    text = "query ($a: ID!, $b: ID!) { a: grantProgram(id: $a) { id } b: court(id: $b) { name } }"
    for values in ({"a": "16.738", "b": "ca7"}, {"a": "JAG", "b": "Seventh Circuit"}):
        before = len(client.counting.ran)
        reply = client.ask(text, values)
        assert reply.data == {"a": {"id": "16.738"}, "b": {"name": "Seventh Circuit"}}
        assert len(client.counting.ran) == before + 1


def test_many_are_asked_for_at_once(client: Any) -> None:
    reply = client.ask(
        """query ($ids: [String!]!) { nodes(ids: $ids) {
          total rows { given fate node { __typename id ... on Court { level } } alternatives { id } } } }""",
        {"ids": ["JAG", "Seventh Circuit", "ca7", "16.999"]},
    )
    assert reply.errors == []
    rows = reply.data["nodes"]["rows"]
    assert [(row["given"], row["fate"], (row["node"] or {}).get("id")) for row in rows] == [
        ("JAG", "FOUND", "16.738"),
        ("Seventh Circuit", "AMBIGUOUS", None),
        ("ca7", "FOUND", "ca7"),
        ("16.999", "RETIRED", "16.999"),
    ]
    assert rows[2]["node"] == {"__typename": "Court", "id": "ca7", "level": "APPEALS"}
    assert {each["id"] for each in rows[1]["alternatives"]} == {"ca7", "org-2"}
