"""What a reader's own Cypher may and may not do, told from its plan before anything runs."""

import contextlib
import time
from pathlib import Path

import pytest

from graph.guard import refuse_all_but_reading
from graph.store import Store
from schema.errors import InvalidQuestion, ProvisoError, Refused

pytestmark = pytest.mark.database


def allowed(store: Store, statement: str) -> list[dict[str, object]]:
    refuse_all_but_reading(store, statement)
    return store.read(statement, seconds=10)


@pytest.mark.parametrize(
    "statement",
    [
        "RETURN 1 AS n",
        "MATCH (n:GrantProgram {id: '16.738'})-[r]->(m) RETURN n, r, m",
        "MATCH p = shortestPath((a:Agency {id: 'x'})-[*..5]-(b:Agency {id: 'y'})) RETURN p",
        "CALL db.labels() YIELD label RETURN label ORDER BY label",
        "CALL db.schema.visualization() YIELD nodes RETURN size(nodes)",
        "SHOW INDEXES YIELD name RETURN name",
        "SHOW CONSTRAINTS YIELD name RETURN name",
        "RETURN 'LOAD CSV FROM \"file:///etc/passwd\" AS x; DROP INDEX y' AS text",
        "RETURN '((((((((((((((((((((((((((((((((' AS text /* {{{{{{{{{{{{{{{{{{{{{{{ */ // [[[[[[[[[[[[[[[",
        "RETURN " + "(" * 16 + "1" + ")" * 16 + " AS n",
        "MATCH (n:Agency) WHERE " + " OR ".join(f"n.id = '{i}'" for i in range(800)) + " RETURN n",
        "EXPLAIN MATCH (n) RETURN n",
        "CYPHER 25 MATCH (n:Agency) RETURN COLLECT { MATCH (n)--(m) RETURN m.id } AS ids",
    ],
)
def test_reading_is_allowed(store: Store, statement: str) -> None:
    allowed(store, statement)


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE (n:Agency {id: 'guard'})",
        "MERGE (n:Agency {id: 'guard'}) RETURN n",
        "MATCH (n) DETACH DELETE n",
        "MATCH (n) SET n.name = 'guard'",
        "MATCH (n) REMOVE n:Node",
        "UNWIND range(1, 3) AS i CALL (i) { CREATE (:Agency {id: 'guard'}) }",
        "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10 ROWS",
        "FOREACH (i IN [1] | CREATE (:Agency {id: 'guard'}))",
        "RETURN 1 AS n UNION CREATE (x:Agency {id: 'guard'}) RETURN 2 AS n",
        "CALL db.createLabel('Guard')",
    ],
)
def test_writing_is_refused_and_nothing_is_written(store: Store, statement: str) -> None:
    before = store.read("MATCH (n) RETURN count(n) AS total")
    with pytest.raises(Refused):
        allowed(store, statement)
    assert store.read("MATCH (n) RETURN count(n) AS total") == before


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE INDEX guard FOR (n:Agency) ON (n.guard)",
        "DROP CONSTRAINT id_Agency IF EXISTS",
        "TERMINATE TRANSACTIONS '1'",
        "CREATE USER guard SET PASSWORD 'guard-guard'",
        "ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'b'",
        "SHOW SETTINGS",
        "SHOW USERS",
        "SHOW TRANSACTIONS",
        "SHOW CURRENT USER",
        "SHOW DATABASES",
        "CALL dbms.listConfig()",
        "CALL dbms.listConfig('auth') YIELD name, value RETURN name, value",
        "CALL db.clearQueryCaches()",
        "CALL dbms.killConnection('bolt-1')",
        "CALL { CALL dbms.listConfig() YIELD name RETURN name } RETURN name",
        "USE system SHOW USERS",
    ],
)
def test_what_runs_the_server_is_refused(store: Store, statement: str) -> None:
    before = [store.read("SHOW INDEXES YIELD name"), store.read("SHOW CONSTRAINTS YIELD name")]
    with pytest.raises((Refused, InvalidQuestion)):
        allowed(store, statement)
    assert [store.read("SHOW INDEXES YIELD name"), store.read("SHOW CONSTRAINTS YIELD name")] == before


@pytest.mark.parametrize(
    "shape",
    [
        "LOAD CSV FROM {file} AS line RETURN line",
        "CALL () {{ LOAD CSV FROM {file} AS line RETURN line }} RETURN line",
        "RETURN COLLECT {{ LOAD CSV FROM {file} AS line RETURN line }} AS lines",
        "RETURN 1 AS line UNION LOAD CSV FROM {file} AS line RETURN line",
        "WITH {file} AS address LOAD CSV WITH HEADERS FROM address AS line RETURN line",
    ],
)
@pytest.mark.parametrize("scheme", ["file", "http"])
def test_files_and_addresses_are_not_read(store: Store, tmp_path: Path, shape: str, scheme: str) -> None:
    path = tmp_path / "secret.csv"
    path.write_text("secret\n")
    address = f"file://{path}" if scheme == "file" else "http://127.0.0.1:1/secret.csv"
    statement = shape.format(file=f"'{address}'")
    with pytest.raises(Refused, match="proviso load"):
        allowed(store, statement)


@pytest.mark.parametrize(
    "statement",
    [
        "",
        "RETURN 1; MATCH (n) DETACH DELETE n",
        "PROFILE MATCH (n) RETURN n",
        "MATCH (n RETURN n",
        "RETURN '" + "'\"`{}[]()\\u0027//*" * 100,
        "RETURN " + "(" * 50_000,
        "RETURN " + "(" * 20_000 + "1" + ")" * 20_000,
        "RETURN " + "COLLECT { RETURN " * 30 + "1" + " AS x }" * 30 + " AS x",
        "'" * 1_000_000,
    ],
    ids=lambda text: text[:24],
)
def test_what_is_no_single_statement_is_an_error_of_the_reader(store: Store, statement: str) -> None:
    with pytest.raises((InvalidQuestion, Refused)):
        allowed(store, statement)
    assert store.read("RETURN 1 AS n") == [{"n": 1}]


def test_a_managed_server_reads_no_file_even_for_who_passes_the_guard(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "secret.csv"
    path.write_text("secret\n")
    with pytest.raises((InvalidQuestion, Refused)):
        store.read(f"LOAD CSV FROM 'file://{path}' AS line RETURN line")


def test_a_chain_that_may_break_the_parser_ends_soon_and_the_server_stays(store: Store) -> None:
    began = time.monotonic()
    with contextlib.suppress(ProvisoError):
        allowed(store, "RETURN " + "NOT " * 4_900 + "true AS n")
    assert time.monotonic() - began < 60
    assert store.read("RETURN 1 AS n") == [{"n": 1}]
