# ruff: noqa: E501
"""Every field of the schema: one statement, no scan, no name that the database does not know."""

from collections.abc import Iterator
from typing import Any

import pytest

from api.wholes import document
from graph.address import Address
from graph.store import Store
from queries.catalogue import questions
from queries.question import slots
from schema.registry import Link, NodeType, Property
from schema.subjects import MODEL
from tests.planning import Planner, name_everything, planner, steps, unknown

pytestmark = pytest.mark.database

SCANS = (
    "AllNodesScan",
    "NodeByLabelScan",
    "AllRelationshipsScan",
    "RelationshipTypeScan",
    "CartesianProduct",
)


def selected(properties: tuple[Property, ...]) -> str:
    return " ".join(each.field for each in properties)


def walked(link: Link) -> str:
    said = selected(link.edge.properties)
    return (
        f"{link.field}(first: 2, after: null) {{ totalCount pageInfo {{ hasNextPage endCursor }} "
        f"edges {{ cursor {said} node {{ __typename id }} }} }}"
    )


def one(node: NodeType) -> str:
    return f'{{ {node.single}(id: "/x", asOf: "2020-01-01") {{ __typename {selected(node.properties)} }} }}'


def several(node: NodeType) -> str:
    return (
        f'{{ {node.several}(asOf: "2020-01-01", after: null) {{ totalCount pageInfo {{ hasNextPage }} '
        f"edges {{ cursor node {{ __typename {selected(node.properties)} }} }} }} }}"
    )


def links(node: NodeType) -> str:
    """Every link of a type, from one node of it; each is a branch of the plan of its own."""
    walks = " ".join(walked(link) for link in MODEL.links(node.name))
    return f'{{ {node.single}(id: "/x", asOf: "2020-01-01") {{ {walks} }} }}'


def documents() -> Iterator[Any]:
    for node in MODEL.nodes.values():
        yield pytest.param(one(node), id=node.single)
        yield pytest.param(several(node), id=node.several)
        yield pytest.param(links(node), id=f"{node.single} links")


@pytest.fixture(scope="module")
def plans(address: Address, world: Store) -> Iterator[Planner]:
    """A planner to which every name of the model is known."""
    name_everything(world)
    with planner(address) as made:
        yield made


def scans(plan: dict[str, Any]) -> set[str]:
    return {
        name for name, _ in steps(plan) if name.removeprefix("Directed").removeprefix("Undirected") in SCANS
    }


@pytest.mark.parametrize("text", list(documents()))
def test_every_field_is_one_statement_without_a_scan(client: Any, plans: Planner, text: str) -> None:
    client.counting.ran.clear()
    client.data(text)
    ((statement, values),) = client.counting.ran
    summary = plans.explain(statement, values)
    assert summary.plan is not None
    assert scans(summary.plan) == set()
    projected = [said.split(" AS `")[0] for name, said in steps(summary.plan) if name == "Projection"]
    assert "COLLECT {" not in "".join(projected)
    assert unknown(summary) == []


@pytest.mark.parametrize("name", list(questions()))
def test_every_question_is_one_statement(client: Any, name: str) -> None:
    question = questions()[name]
    fields = {slot.name: slot.field for slot in slots(question)}
    given = {fields[key]: value for key, value in question.example.items()}
    client.counting.ran.clear()
    reply = client.ask(document(client.engine.schema, question), given)
    assert len(client.counting.ran) == 1
    assert {each["extensions"]["code"] for each in reply.errors} <= {"NOT_FOUND"}


def test_many_roots_are_one_statement(client: Any) -> None:
    roots = " ".join(f'a{n}: agency(id: "doj") {{ name offices {{ nodes {{ id }} }} }}' for n in range(25))
    client.counting.ran.clear()
    data = client.data(f"{{ {roots} }}")
    assert len(client.counting.ran) == 1
    assert len(data) == 25


def test_a_statement_does_not_depend_on_values(client: Any) -> None:
    text = "query ($i: ID!, $n: Int, $d: Date) { agency(id: $i, asOf: $d) { offices(first: $n) { nodes { id } } } }"
    client.counting.ran.clear()
    for named in ("doj", "'}/RETURN-1//", "DOJ", "'} RETURN-1 //"):
        client.ask(text, {"i": named, "n": 5})
    known, nothing, by_name, no_name = (statement for statement, _ in client.counting.ran)
    assert (known, by_name) == (nothing, no_name)
    assert "RETURN-1" not in known + by_name


def test_introspection_alone_needs_no_statement(client: Any) -> None:
    client.counting.ran.clear()
    client.data("{ __schema { queryType { name } } }")
    assert client.counting.ran == []
