# ruff: noqa: E501
"""Every field of the schema: one statement, no scan, no name that the database does not know."""

from collections.abc import Iterator
from typing import Any

import neo4j
import pytest
from neo4j import GraphDatabase

from api.wholes import document
from graph.address import Address
from graph.store import Store
from queries.catalogue import questions
from queries.question import slots
from schema.registry import Link, NodeType, Property
from schema.subjects import MODEL

pytestmark = pytest.mark.database

SCANS = (
    "AllNodesScan",
    "NodeByLabelScan",
    "AllRelationshipsScan",
    "RelationshipTypeScan",
    "CartesianProduct",
)
UNKNOWN = ("01N50", "01N51", "01N52")


def selected(properties: tuple[Property, ...]) -> str:
    return " ".join(each.field for each in properties)


def walked(link: Link) -> str:
    said = selected(link.edge.properties)
    return (
        f"{link.field}(first: 2, after: null) {{ totalCount pageInfo {{ hasNextPage endCursor }} "
        f"edges {{ cursor {said} node {{ __typename id }} }} }}"
    )


def one(node: NodeType) -> str:
    return f'{{ {node.single}(id: "x", asOf: "2020-01-01") {{ __typename {selected(node.properties)} }} }}'


def several(node: NodeType) -> str:
    return (
        f'{{ {node.several}(asOf: "2020-01-01", after: null) {{ totalCount pageInfo {{ hasNextPage }} '
        f"edges {{ cursor node {{ __typename {selected(node.properties)} }} }} }} }}"
    )


def links(node: NodeType) -> str:
    """Every link of a type, from one node of it; each is a branch of the plan of its own."""
    walks = " ".join(walked(link) for link in MODEL.links(node.name))
    return f'{{ {node.single}(id: "x", asOf: "2020-01-01") {{ {walks} }} }}'


def documents() -> Iterator[Any]:
    for node in MODEL.nodes.values():
        yield pytest.param(one(node), id=node.single)
        yield pytest.param(several(node), id=node.several)
        yield pytest.param(links(node), id=f"{node.single} links")


@pytest.fixture(scope="module")
def driver(address: Address) -> Iterator[neo4j.Driver]:
    """A connection that hears the planner's warnings."""
    account = (address.username, address.password.get_secret_value())
    with GraphDatabase.driver(address.uri, auth=account) as opened:
        yield opened


@pytest.fixture(scope="module")
def tokens(world: Store) -> None:
    """Every name of the model is known to the database, as after a full load."""
    for node in MODEL.concrete:
        names = ", ".join(f"{each.name}: 'x'" for each in node.properties if each.name != "id")
        world.write(f"CREATE (n:{':'.join(node.labels)} {{id: '{node.name}', {names}}}) DELETE n")
    for edge in MODEL.edges.values():
        names = ", ".join(f"{each.name}: 'x'" for each in edge.properties)
        world.write(f"CREATE (a)-[r:{edge.name} {{{names}}}]->(b) DELETE r, a, b")


def operators(plan: dict[str, Any]) -> Iterator[str]:
    yield plan["operatorType"].split("@")[0]
    for child in plan.get("children", ()):
        yield from operators(child)


def scans(plan: dict[str, Any]) -> set[str]:
    return {
        name for name in operators(plan) if name.removeprefix("Directed").removeprefix("Undirected") in SCANS
    }


@pytest.mark.parametrize("text", list(documents()))
def test_every_field_is_one_statement_without_a_scan(
    client: Any, driver: neo4j.Driver, tokens: None, text: str
) -> None:
    client.counting.ran.clear()
    client.data(text)
    ((statement, values),) = client.counting.ran
    with driver.session(default_access_mode=neo4j.READ_ACCESS) as session:
        summary = session.run("EXPLAIN " + statement, dict(values)).consume()
    assert summary.plan is not None
    assert scans(summary.plan) == set()
    assert "COLLECT {" not in "".join(_details(summary.plan))
    warned = [each for each in summary.gql_status_objects if each.gql_status in UNKNOWN]
    assert [each.status_description for each in warned] == []


@pytest.mark.parametrize("name", list(questions()))
def test_every_question_is_one_statement(client: Any, name: str) -> None:
    question = questions()[name]
    fields = {slot.name: slot.field for slot in slots(question)}
    given = {fields[key]: value for key, value in question.example.items()}
    client.counting.ran.clear()
    reply = client.ask(document(client.engine.schema, question), given)
    assert len(client.counting.ran) == 1
    assert {each["extensions"]["code"] for each in reply.errors} <= {"BAD_USER_INPUT"}


def test_many_roots_are_one_statement(client: Any) -> None:
    roots = " ".join(f'a{n}: agency(id: "doj") {{ name offices {{ nodes {{ id }} }} }}' for n in range(25))
    client.counting.ran.clear()
    data = client.data(f"{{ {roots} }}")
    assert len(client.counting.ran) == 1
    assert len(data) == 25


def test_a_statement_does_not_depend_on_values(client: Any) -> None:
    text = "query ($i: ID!, $n: Int, $d: Date) { agency(id: $i, asOf: $d) { offices(first: $n) { nodes { id } } } }"
    client.counting.ran.clear()
    client.data(text, i="doj", n=3, d="2017-01-01")
    client.data(text, i="'} RETURN 1 //", n=5)
    first, second = (statement for statement, _ in client.counting.ran)
    assert first == second
    assert "RETURN 1" not in second


def test_introspection_alone_needs_no_statement(client: Any) -> None:
    client.counting.ran.clear()
    client.data("{ __schema { queryType { name } } }")
    assert client.counting.ran == []


def _details(plan: dict[str, Any]) -> Iterator[str]:
    if plan["operatorType"].startswith("Projection"):
        yield str(plan["args"].get("Details", "")).split(" AS `")[0]
    for child in plan.get("children", ()):
        yield from _details(child)
