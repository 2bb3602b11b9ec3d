"""Whole lists as files: every page, in three formats, and what is refused."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from typing import Any

import pyarrow.parquet as pq
import pytest

from api import exporting
from api.app import create_app
from api.asks import Asking
from api.engine import Engine, Reads
from api.settings import Settings
from graph.store import Store
from schema.errors import Unavailable
from tests.api.test_http import Site, code

pytestmark = pytest.mark.database

AWARDS = """query Some($least: Float) {
  awards(where: {obligatedAmount: {gte: $least}}, orderBy: [{obligatedOn: DESC}], first: 2) {
    nodes { ...Money programs { nodes { number } } aliases }
  }
}
fragment Money on Award { id amount: obligatedAmount obligatedOn fiscalYear }"""
PARTIES = (
    '{ cases(where: {id: {eq: "case-1"}}) { edges { cursor node { id name parties { edges { role } } } } } }'
)


@pytest.fixture(scope="module")
def site(world: Store) -> Iterator[Site]:
    """The application over the small graph, three rows to a page."""
    with Site(create_app(world.address, Settings(warm=False, export_page=3))) as made:
        yield made


def rows_of(site: Site, query: str, **variables: Any) -> list[dict[str, Any]]:
    """The rows of a list in one answer, as GraphQL gives them."""
    answer = site.post("/graphql", json={"query": query, "variables": variables}).json()
    assert "errors" not in answer
    (page,) = answer["data"].values()
    return list(next(iter(page.values())))


def exported(site: Site, kind: str, query: str, **variables: Any) -> Any:
    return site.post(f"/export?format={kind}", json={"query": query, "variables": variables})


def test_lines_are_every_row_of_every_page(site: Site) -> None:
    response = exported(site, "jsonl", AWARDS, least=2000)
    assert response.status_code == 200
    assert response.headers["content-disposition"] == 'attachment; filename="awards.jsonl"'
    found = [json.loads(line) for line in response.text.splitlines()]
    assert found == rows_of(site, AWARDS.replace("first: 2", "first: 100"), least=2000)
    assert len(found) > 3


def test_table_has_a_column_for_each_value_and_lists_as_json(site: Site) -> None:
    response = exported(site, "csv", AWARDS, least=2000)
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    head, *rows = csv.reader(io.StringIO(response.text))
    assert head == ["id", "amount", "obligatedOn", "fiscalYear", "programs", "aliases"]
    expected = rows_of(site, AWARDS.replace("first: 2", "first: 100"), least=2000)
    assert [row[0] for row in rows] == [each["id"] for each in expected]
    assert [float(row[1]) for row in rows] == [each["amount"] for each in expected]
    assert [json.loads(row[4]) for row in rows] == [each["programs"] for each in expected]
    assert {row[3] for row in rows} == {""}
    assert {row[5] for row in rows} == {"[]"}


def test_parquet_keeps_types(site: Site) -> None:
    response = exported(site, "parquet", AWARDS, least=2000)
    found = pq.read_table(io.BytesIO(response.content))
    expected = rows_of(site, AWARDS.replace("first: 2", "first: 100"), least=2000)
    assert {name: str(found.schema.field(name).type) for name in ("id", "amount", "fiscalYear")} == {
        "id": "string",
        "amount": "double",
        "fiscalYear": "int64",
    }
    assert found.column("amount").to_pylist() == [each["amount"] for each in expected]
    assert found.column("aliases").to_pylist() == [[] for _ in expected]
    assert [json.loads(each) for each in found.column("programs").to_pylist()] == [
        each["programs"] for each in expected
    ]


def test_edges_are_rows_too(site: Site) -> None:
    head, row = csv.reader(io.StringIO(exported(site, "csv", PARTIES).text))
    assert head == ["cursor", "node.id", "node.name", "node.parties"]
    assert row[1] == "case-1"
    assert json.loads(row[3])["edges"]


def test_address_is_enough(site: Site) -> None:
    query = {"query": "{ courts { nodes { id federal } } }", "format": "csv"}
    response = site.get("/export", params=query)
    assert response.text.splitlines()[0] == "id,federal"
    assert "ca7," in response.text


def test_empty_list_is_a_file_with_columns_only(site: Site) -> None:
    query = '{ courts(where: {name: {eq: "none"}}) { nodes { id level } } }'
    assert exported(site, "csv", query).text == "id,level\r\n"
    assert exported(site, "jsonl", query).text == ""
    assert pq.read_table(io.BytesIO(exported(site, "parquet", query).content)).num_rows == 0


@pytest.mark.parametrize(
    ("kind", "query", "told"),
    [
        ("xlsx", "{ courts { nodes { id } } }", "BAD_USER_INPUT"),
        ("csv", "{ a: courts { nodes { id } } b: courts { nodes { id } } }", "BAD_USER_INPUT"),
        ("csv", "{ courts { totalCount } }", "BAD_USER_INPUT"),
        ("csv", "{ courts { nodes { id } edges { cursor } } }", "BAD_USER_INPUT"),
        ("csv", '{ search(text: "x") { rows { score } } }', "BAD_USER_INPUT"),
        ("csv", '{ court(id: "ca7") { id } }', "BAD_USER_INPUT"),
        ("csv", "{ courts { nodes { nope } } }", "GRAPHQL_VALIDATION_FAILED"),
        ("csv", "{ courts(where: {name: {eq: null}}) { nodes { id } } }", "BAD_USER_INPUT"),
    ],
)
def test_what_is_no_list_is_refused_as_json(site: Site, kind: str, query: str, told: str) -> None:
    response = exported(site, kind, query)
    assert (response.status_code, code(response)) == (400, told)


def test_page_that_fails_ends_the_file_without_its_end(client: Any) -> None:
    engine = Engine(Failing(client.reader), Settings(export_page=3))

    seen: list[Any] = []

    async def read() -> None:
        asking = Asking("{ awards { nodes { id } } }")
        found = await exporting.exported(engine, asking.query or "", asking, request="")
        async for page in found.pages:
            seen.extend(page)

    with pytest.raises(exporting.Broken, match="gone"):
        client.run(read())
    assert len(seen) == 3


class Failing:
    """A database that answers once."""

    def __init__(self, reader: Reads) -> None:
        self.reader, self.asked = reader, 0

    async def rows(self, statement: str, values: Mapping[str, Any], *, name: str = "") -> list[list[Any]]:
        self.asked += 1
        if self.asked > 1:
            raise Unavailable("Neo4j is gone.", "Start it.")
        return await self.reader.rows(statement, values, name=name)

    async def hits(self, statement: str, values: Mapping[str, Any]) -> int:
        return await self.reader.hits(statement, values)
