"""A database that is built without a server holds what the same loads would have written into one."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from api.cli.building import fill
from data.shipped import sources
from graph.server import Managed
from graph.store import Store
from graph.stream import lay_out
from loaders.loading import ALL
from loaders.recognition import Found
from schema.errors import Refused
from schema.subjects import MODEL

pytestmark = pytest.mark.database

SAME = {"run": None, "stated_at": None}
NODES = """MATCH (n) WHERE NOT n:Load
    RETURN COLLECT { UNWIND labels(n) AS label RETURN label ORDER BY label } AS labels,
        n {.*, run: null, stated_at: null} AS said ORDER BY coalesce(n.id, n.key) SKIP $from LIMIT $some"""
EDGES = """MATCH (a)-[r]->(b)
    RETURN a.id AS a, type(r) AS type, b.id AS b, r {.*, run: null, stated_at: null} AS said
    ORDER BY a, type, b, toString(r.role), toString(r.outcome) SKIP $from LIMIT $some"""
LOADS = """MATCH (l:Load) RETURN l.dataset AS dataset, l.state AS state, l.rows AS rows, l.whole AS whole,
    l.inserted + l.unchanged AS kept, l.foreign AS foreign ORDER BY l.dataset"""
PAGE = 20_000


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A managed server over a store that neo4j-admin built of what ships."""
    server = Managed(tmp_path_factory.mktemp("built"))
    server.home.make()
    folder = tmp_path_factory.mktemp("files")
    fill(server, [Found(path, source) for source, path in sources()], ALL, folder, folder)
    with Store(server.start()) as store:
        lay_out(store, MODEL)
        store.define("CALL db.awaitIndexes(300)")
        yield store
    server.stop()


def pages(store: Store, query: str) -> Iterator[dict[str, Any]]:
    start = 0
    while page := store.read(query, {"from": start, "some": PAGE}):
        yield from page
        start += PAGE


@pytest.mark.parametrize("query", [NODES, EDGES], ids=["nodes", "relationships"])
def test_both_ways_give_one_graph(shipped: Store, built: Store, query: str) -> None:
    count = 0
    for online, offline in zip(pages(shipped, query), pages(built, query), strict=True):
        assert online == offline
        count += 1
    assert count > 100_000


def test_loads_are_recorded(shipped: Store, built: Store) -> None:
    rows = built.read(LOADS)
    assert {row["dataset"] for row in rows} == {source.name for source, _ in sources()}
    assert all(row["state"] == "DONE" and row["whole"] for row in rows)
    assert [row["rows"] for row in rows] == [row["rows"] for row in shipped.read(LOADS)]


def test_a_database_that_is_there_is_not_built_over(tmp_path: Path) -> None:
    server = Managed(tmp_path)
    server.home.make()
    (server.home.data / "databases" / "system").mkdir(parents=True)
    with pytest.raises(Refused, match="There is a database"):
        server.build(["database", "import"])
