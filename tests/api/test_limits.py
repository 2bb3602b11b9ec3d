# ruff: noqa: E501
"""Hostile and mistaken requests get one clear error with its code, soon, and nothing reaches the database."""

import asyncio
import time
from collections.abc import Mapping
from typing import Any

import pytest
from graphql import get_introspection_query

from api.engine import Engine, Reply
from api.settings import Settings

pytestmark = pytest.mark.usefixtures("nothing_runs")


class Silent:
    """A database that must not be asked."""

    ran = 0

    async def rows(self, statement: str, values: Mapping[str, Any], *, name: str = "") -> list[list[Any]]:
        Silent.ran += 1
        return [[[]] * 200]

    async def hits(self, statement: str, values: Mapping[str, Any]) -> int:
        Silent.ran += 1
        return 0


@pytest.fixture
def nothing_runs() -> Any:
    Silent.ran = 0
    yield
    assert Silent.ran == 0


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(Silent(), Settings())


def asked(
    engine: Engine, text: str, variables: dict[str, Any] | None = None, name: str | None = None
) -> Reply:
    begun = time.perf_counter()
    reply = asyncio.run(engine.answer(text, variables, name))
    assert time.perf_counter() - begun < 5
    return reply


def spread(count: int, inside: str) -> str:
    """Fragments that each spread the next one twice."""
    each = " ".join(
        f"fragment F{n} on Court {{ " + inside.replace("NEXT", f"...F{n + 1}").replace("N", str(n)) + " }"
        for n in range(count)
    )
    return f'{{ court(id: "x") {{ ...F0 }} }} {each} fragment F{count} on Court {{ id }}'


NEST = "a: cases { nodes { filedIn { nodes { NEXT } } } } b: cases { nodes { filedIn { nodes { NEXT } } } }"
HOSTILE: dict[str, tuple[str, str]] = {
    "10,000 aliases": ("{" + " ".join(f"a{n}: courts {{ totalCount }}" for n in range(10_000)) + "}", "QUERY_TOO_LARGE"),
    "100 aliases": ("{" + " ".join(f"a{n}: courts {{ totalCount }}" for n in range(100)) + "}", "QUERY_TOO_LARGE"),
    "depth 50": ('{ case(id: "x") ' + "{ filedIn { nodes { cases { nodes " * 13 + "{ id }" + "} } } }" * 13 + "}", "QUERY_TOO_DEEP"),
    "5,000 braces": ("{a" * 5_000 + "}" * 5_000, "QUERY_TOO_DEEP"),
    "300 braces": ("{a" * 300 + "}" * 300, "QUERY_TOO_DEEP"),
    "a field 1,000 times": ('{ court(id: "x") { ' + "id " * 1_000 + "} }", "QUERY_TOO_LARGE"),
    "pairs within pairs": ('{ court(id: "x") { ' + ("cases { " + "totalCount " * 20 + "} ") * 100 + "} }", "QUERY_TOO_LARGE"),
    "fragment cycle": ("{ courts { nodes { ...A } } } fragment A on Court { ...B } fragment B on Court { ...A }", "GRAPHQL_VALIDATION_FAILED"),
    "fragment cycle through a field": ("{ courts { nodes { ...A } } } fragment A on Court { cases { nodes { filedIn { nodes { ...A } } } } }", "GRAPHQL_VALIDATION_FAILED"),
    "fragments that double": (spread(30, NEST), "QUERY_TOO_DEEP"),
    "fragments that double at one level": (spread(400, "NEXT NEXT xN: id"), "QUERY_TOO_DEEP"),
    "300 lists": ('{ court(id: "x") { ' + " ".join(f"a{n}: cases {{ totalCount }}" for n in range(300)) + "} }", "QUERY_TOO_LARGE"),
    "10 questions": ("{" + " ".join(f'a{n}: search(text: "x") {{ __typename }}' for n in range(10)) + "}", "QUERY_TOO_LARGE"),
    "too many rows": ("{ awards(first: 5000) { nodes { programs(first: 1000) { nodes { id } } } } }", "QUERY_TOO_COSTLY"),
    "too long a page": ("{ awards(first: 5001) { nodes { id } } }", "BAD_USER_INPUT"),
    "too long a page below": ('{ court(id: "x") { cases(first: 1001) { nodes { id } } } }', "BAD_USER_INPUT"),
    "a page below zero": ("{ awards(first: -1) { nodes { id } } }", "BAD_USER_INPUT"),
    "an integer of 5,000 digits": ("{ awards(first: " + "9" * 5_000 + ") { nodes { id } } }", "GRAPHQL_VALIDATION_FAILED"),
    "an integer of 12 digits": ("{ awards(first: 999999999999) { nodes { id } } }", "GRAPHQL_VALIDATION_FAILED"),
    "a cursor that is none": ('{ awards(after: "garbage") { nodes { id } } }', "BAD_USER_INPUT"),
    "a cursor of another list": ('{ awards(after: "WyJhIiwiYiJd") { nodes { id } } }', "BAD_USER_INPUT"),
    "a day that is none": ('{ awards(asOf: "2017-02-30") { nodes { id } } }', "GRAPHQL_VALIDATION_FAILED"),
    "100,000 comments": ("#\n" * 100_000 + "{ __typename }", "QUERY_TOO_LARGE"),
    "nothing": ("", "GRAPHQL_PARSE_FAILED"),
    "braces and quotes": ("}{ `\"' { MATCH (n) DETACH DELETE n", "GRAPHQL_PARSE_FAILED"),
    "an unknown field": ("{ courts { nodes { nme } } }", "GRAPHQL_VALIDATION_FAILED"),
    "a mutation": ("mutation { drop }", "GRAPHQL_VALIDATION_FAILED"),
    "a subscription": ("subscription { x }", "GRAPHQL_VALIDATION_FAILED"),
    "a definition": ("type X { a: Int }", "GRAPHQL_VALIDATION_FAILED"),
    "two operations and no name": ("query A { __typename } query B { __typename }", "BAD_USER_INPUT"),
    "introspection of introspection": ("{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }", "GRAPHQL_VALIDATION_FAILED"),
    "introspection again and again": ("{" + " ".join(f"a{n}: __schema {{ types {{ fields {{ name type {{ name }} }} }} }}" for n in range(40)) + " ...I }" + "fragment I on Query { " + " ".join(f"b{n}: __schema {{ types {{ " + " ".join(f"x{m}: name" for m in range(40)) + " } }" for n in range(9)) + "}", "QUERY_TOO_LARGE"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "code"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_document_gets_a_clear_error(engine: Engine, text: str, code: str) -> None:
    reply = asked(engine, text)
    assert reply.refused
    assert {error["extensions"]["code"] for error in reply.errors} == {code}
    assert all(len(error["message"]) < 700 for error in reply.errors)


NUMBER = "query ($n: Int) { courts(first: $n) { totalCount } }"
DEEP: list[Any] = []
for _ in range(900):
    DEEP = [DEEP]


@pytest.mark.parametrize("value", [10**30, 1.5, float("inf"), "3", True, DEEP, {"a": {}}, [1] * 10_000])
def test_a_hostile_variable_gets_a_clear_error(engine: Engine, value: Any) -> None:
    reply = asked(engine, NUMBER, {"n": value})
    assert [error["extensions"]["code"] for error in reply.errors] == ["BAD_USER_INPUT"]


@pytest.mark.parametrize(
    "value", ["20170327", "2017-03-27T00:00:00", 20170327, "' RETURN 1", "9999999-01-01"]
)
def test_a_date_has_one_form(engine: Engine, value: Any) -> None:
    reply = asked(engine, "query ($d: Date) { courts(asOf: $d) { totalCount } }", {"d": value})
    assert [error["extensions"]["code"] for error in reply.errors] == ["BAD_USER_INPUT"]


def test_the_costly_argument_is_named(engine: Engine) -> None:
    text = "{ awards(first: 3000) { nodes { p: programs(first: 500) { nodes { id } } } } }"
    (error,) = asked(engine, text).errors
    assert "1,503,000 rows" in error["message"]
    assert "awards.nodes.p" in error["message"]


def test_the_place_of_a_wrong_argument_is_told(engine: Engine) -> None:
    (error,) = asked(engine, '{ a: court(id: "x") { b: cases(first: 5000) { totalCount } } }').errors
    assert error["path"] == ["a", "b"]


def test_introspection_as_tools_send_it_is_answered(engine: Engine) -> None:
    reply = asked(engine, get_introspection_query(descriptions=True))
    assert reply.errors == []
    assert reply.data is not None
    assert reply.data["__schema"]["queryType"]["name"] == "Query"
    assert reply.data["__schema"]["mutationType"] is None


def test_documents_are_forgotten_by_size() -> None:
    engine = Engine(Silent(), Settings(remembered=100))
    for n in range(50):
        asked(engine, f"{{ a{n}: __typename }} #{'x' * 30}")
    assert len(engine.documents._seen) <= 2
