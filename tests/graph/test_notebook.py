"""py2neo reads the current server, and does not write to it."""

from collections.abc import Iterator

import pytest
from py2neo import Node
from py2neo.matching import NodeMatcher

from graph.notebook import Graph
from graph.store import Store
from schema.errors import Refused

pytestmark = pytest.mark.database


@pytest.fixture
def filled(store: Store) -> Iterator[Store]:
    store.write("CREATE (:Pet {name: 'Rex'})-[:CHASES]->(:Pet {name: 'Tom'})")
    yield store
    store.write("MATCH (n:Pet) DETACH DELETE n")


@pytest.fixture
def graph(filled: Store) -> Iterator[Graph]:
    opened = Graph(filled.address)
    yield opened
    opened.close()


def test_rows_tables_and_subgraphs_are_read(graph: Graph) -> None:
    assert graph.run("MATCH (p:Pet) RETURN p.name AS name ORDER BY name").data() == [
        {"name": "Rex"},
        {"name": "Tom"},
    ]
    assert NodeMatcher(graph).match("Pet", name="Rex").first()["name"] == "Rex"
    subgraph = graph.run("MATCH (:Pet)-[r]->(:Pet) RETURN r").to_subgraph()
    assert [type(each).__name__ for each in subgraph.relationships] == ["CHASES"]
    assert graph.evaluate("MATCH (p:Pet) RETURN count(p)") == 2


def test_its_own_ways_to_write_are_refused_with_a_remedy(graph: Graph) -> None:
    for attempt in (graph.create, graph.merge, graph.delete, graph.push):
        with pytest.raises(Refused, match="proviso load"):
            attempt(Node("Pet", name="Ada"))
    with pytest.raises(Refused):
        graph.delete_all()
    with pytest.raises(Refused):
        graph.begin(readonly=False)


def test_the_server_refuses_a_statement_that_writes(graph: Graph, filled: Store) -> None:
    with pytest.raises(Exception, match=r"(?i)write"):
        graph.run("CREATE (:Pet {name: 'Ada'})")
    with pytest.raises(Exception, match=r"(?i)write"):
        graph.begin().run("MATCH (p:Pet) SET p.name = 'Ada'")
    assert filled.read("MATCH (p:Pet {name: 'Ada'}) RETURN p") == []
