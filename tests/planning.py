"""What the planner thinks of a statement: its plan, and the names in it that it has never heard of."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import neo4j
from neo4j import GraphDatabase

from graph.address import Address
from graph.store import Store
from schema.subjects import MODEL

UNKNOWN = ("01N50", "01N51", "01N52")
"""The status codes of a label, a relationship type and a property that no data has."""


@contextmanager
def planner(address: Address) -> Iterator["Planner"]:
    """A connection that hears the planner's warnings."""
    account = (address.username, address.password.get_secret_value())
    with GraphDatabase.driver(address.uri, auth=account) as driver:
        yield Planner(driver)


class Planner:
    """Plans statements without running them."""

    def __init__(self, driver: neo4j.Driver) -> None:
        self.driver = driver

    def explain(self, text: str, values: Mapping[str, Any]) -> neo4j.ResultSummary:
        """The summary of a statement that only reads, with its plan and warnings."""
        with self.driver.session(default_access_mode=neo4j.READ_ACCESS) as session:
            return session.run("EXPLAIN " + text, dict(values)).consume()


def unknown(summary: neo4j.ResultSummary) -> list[str]:
    """The warnings about names that the database does not know."""
    return [each.status_description for each in summary.gql_status_objects if each.gql_status in UNKNOWN]


def steps(plan: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The operators of a plan with their details."""
    yield plan["operatorType"].split("@")[0], str(plan["args"].get("Details", ""))
    for child in plan.get("children", ()):
        yield from steps(child)


def name_everything(store: Store) -> None:
    """Make every name of the model known to the database, as after a full load."""
    for node in MODEL.concrete:
        names = ", ".join(f"{each.name}: 'x'" for each in node.properties if each.name != "id")
        store.write(f"CREATE (n:{':'.join(node.labels)} {{id: '{node.name}', {names}}}) DELETE n")
    for edge in MODEL.edges.values():
        names = ", ".join(f"{each.name}: 'x'" for each in edge.properties)
        store.write(f"CREATE (a)-[r:{edge.name} {{{names}}}]->(b) DELETE r, a, b")
