"""GraphQL over HTTP beyond one answer: several at once, answers kept, documents by hash, other origins."""

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from api.app import create_app
from api.settings import Settings
from graph.store import Store
from schema.errors import InvalidQuestion
from tests.api.test_http import GRAPHQL, NOWHERE, Site, code

QUERY = '{ court(id: "ca7") { level } }'
ANSWER = {"data": {"court": {"level": "APPEALS"}}}
SCHEMA = "{ __schema { queryType { name } } }"
TOLD = {"data": {"__schema": {"queryType": {"name": "Query"}}}}


def opened(**settings: Any) -> Site:
    return Site(create_app(NOWHERE, Settings(warm=False, **settings)))


@pytest.fixture(scope="module")
def site(world: Store) -> Iterator[Site]:
    """The application over the small graph."""
    with Site(create_app(world.address, Settings(warm=False))) as made:
        yield made


def digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def test_several_are_answered_in_their_order() -> None:
    with opened() as site:
        response = site.post("/graphql", json=[{"query": SCHEMA}, {"query": "{ nope }"}, {"query": SCHEMA}])
        first, wrong, third = response.json()
        assert (response.status_code, first, third) == (200, TOLD, TOLD)
        assert wrong["errors"][0]["extensions"]["code"] == "GRAPHQL_VALIDATION_FAILED"


def test_too_many_at_once_are_refused() -> None:
    with opened(batch=2) as site:
        response = site.post("/graphql", json=[{"query": SCHEMA}] * 3)
        assert (response.status_code, code(response)) == (413, "QUERY_TOO_LARGE")


def test_large_answers_are_packed_where_the_client_can_unpack() -> None:
    with opened() as site:
        query = {"query": "{ __schema { types { name description } } }"}
        packed = site.post("/graphql", json=query, headers={"accept-encoding": "gzip"})
        plain = site.post("/graphql", json=query, headers={"accept-encoding": "identity"})
        assert packed.headers["content-encoding"] == "gzip"
        assert "content-encoding" not in plain.headers
        assert packed.json() == plain.json()
        assert int(packed.headers["content-length"]) < len(plain.content) / 3


def test_pages_of_named_origins_may_ask_and_no_others() -> None:
    with opened(allowed_origins=("https://city.example",)) as site:
        headers = {"origin": "https://city.example", "sec-fetch-site": "cross-site"}
        response = site.post("/graphql", json={"query": SCHEMA}, headers=headers)
        assert (response.json(), response.headers["access-control-allow-origin"]) == (TOLD, headers["origin"])
        wanted = {"access-control-request-method": "POST", "access-control-request-headers": "content-type"}
        assert site.request("OPTIONS", "/graphql", headers=headers | wanted).status_code == 200
        other = headers | {"origin": "https://evil.example"}
        response = site.post("/graphql", json={"query": SCHEMA}, headers=other)
        assert response.status_code == 403
        assert "access-control-allow-origin" not in response.headers


def test_document_is_asked_for_by_its_hash_once_it_was_sent() -> None:
    with opened() as site:
        hashed = {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": digest(SCHEMA)}}}
        assert code(site.post("/graphql", json=hashed)) == "PERSISTED_QUERY_NOT_FOUND"
        assert site.post("/graphql", json=hashed | {"query": SCHEMA}).json() == TOLD
        assert site.post("/graphql", json=hashed).json() == TOLD
        told = {"extensions": json.dumps(hashed["extensions"])}
        assert site.get("/graphql", params=told).json() == TOLD
        assert site.post("/graphql", json={"documentId": f"sha256:{digest(SCHEMA)}"}).json() == TOLD


def test_hash_of_another_document_is_refused() -> None:
    with opened() as site:
        wrong = {"query": SCHEMA, "documentId": digest(QUERY)}
        assert code(site.post("/graphql", json=wrong)) == "BAD_USER_INPUT"


def test_only_documents_of_the_file_are_answered_where_it_is_so(tmp_path: Path) -> None:
    file = tmp_path / "documents.json"
    file.write_text(json.dumps({digest(SCHEMA): SCHEMA}))
    with opened(documents=file, only_documents=True) as site:
        assert site.post("/graphql", json={"documentId": digest(SCHEMA)}).json() == TOLD
        assert site.post("/graphql", json={"query": SCHEMA}).json() == TOLD
        response = site.post("/graphql", json={"query": QUERY, "documentId": digest(QUERY)})
        assert (response.status_code, code(response)) == (403, "FORBIDDEN")


@pytest.mark.parametrize("text", ["[]", "{", '{"abc": "{ __typename }"}'])
def test_file_of_documents_that_is_none_is_told_at_the_start(tmp_path: Path, text: str) -> None:
    file = tmp_path / "documents.json"
    file.write_text(text)
    with pytest.raises(InvalidQuestion, match=r"documents\.json"):
        create_app(NOWHERE, Settings(documents=file))


def test_schema_is_not_told_where_it_is_switched_off() -> None:
    with opened(introspection=False) as site:
        for query in (SCHEMA, '{ __type(name: "Court") { name } }'):
            assert code(site.post("/graphql", json={"query": query})) == "GRAPHQL_VALIDATION_FAILED"
        assert site.post("/graphql", json={"query": "{ __typename }"}).json() == {
            "data": {"__typename": "Query"}
        }


@pytest.mark.database
def test_answer_that_the_client_has_is_not_sent_again_until_something_is_loaded(
    site: Site, world: Store
) -> None:
    first = site.get("/graphql", params={"query": QUERY})
    tag = first.headers["etag"]
    assert first.json() == ANSWER
    again = site.get("/graphql", params={"query": QUERY}, headers={"if-none-match": f'"other", {tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    other = site.get(
        "/graphql", params={"query": QUERY.replace("level", "name")}, headers={"if-none-match": tag}
    )
    assert other.status_code == 200
    world.write("CREATE (:Load:Node {id: 'later@1', state: 'DONE', finished_at: datetime()})")
    try:
        site.app.state.version.forget()
        fresh = site.get("/graphql", params={"query": QUERY}, headers={"if-none-match": tag})
        assert (fresh.status_code, fresh.json()) == (200, ANSWER)
        assert fresh.headers["etag"] != tag
    finally:
        world.write("MATCH (l:Load {id: 'later@1'}) DELETE l")
        site.app.state.version.forget()


@pytest.mark.database
def test_nothing_is_kept_while_a_load_runs_nor_when_something_is_wrong(site: Site, world: Store) -> None:
    wrong = site.get("/graphql", params={"query": '{ court(id: "no such court") { id } }'})
    assert "etag" not in wrong.headers
    world.write("CREATE (:Load:Node {id: 'now@1', state: 'RUNNING'})")
    try:
        site.app.state.version.forget()
        assert "etag" not in site.get("/graphql", params={"query": QUERY}).headers
    finally:
        world.write("MATCH (l:Load {id: 'now@1'}) DELETE l")
        site.app.state.version.forget()


@pytest.mark.database
def test_statement_is_told_ready_to_paste_where_it_is_asked_for(site: Site, world: Store) -> None:
    asking = {"query": "query ($id: ID!) { court(id: $id) { level } }", "variables": {"id": "ca7"}}
    plain = site.post("/graphql", json=asking, headers={"accept": GRAPHQL}).json()
    assert plain == ANSWER
    told = site.post("/graphql", json=asking | {"extensions": {"cypher": True}}).json()
    cypher = told["extensions"]["cypher"]
    assert told["data"] == plain["data"]
    assert cypher["parameters"] == ':param p0_id => "ca7";\n'
    assert cypher["databaseHits"] > 0
    assert world.read(cypher["statement"], {"p0_id": "ca7"}) == [{"c0": [["APPEALS"]]}]


def test_statement_is_not_told_where_that_is_switched_off() -> None:
    with opened(explain=False) as site:
        response = site.post("/graphql", json={"query": QUERY, "extensions": {"cypher": True}})
        assert code(response) == "FORBIDDEN"


def test_numbers_tell_requests_errors_and_known_documents() -> None:
    with opened() as site:
        for query in (SCHEMA, SCHEMA, "{ nope }"):
            site.post("/graphql", json={"query": query})
        site.get("/nowhere")
        told = dict(line.rsplit(" ", 1) for line in site.get("/metrics").text.splitlines() if line[0] != "#")
    assert told['proviso_request_seconds_count{path="/graphql",status="200"}'] == "3.0"
    assert told['proviso_request_seconds_count{path="other",status="404"}'] == "1.0"
    assert told['proviso_errors_total{code="GRAPHQL_VALIDATION_FAILED"}'] == "1.0"
    assert (told["proviso_documents_hits"], told["proviso_documents_misses"]) == ("1.0", "2.0")


def test_statement_that_fails_is_counted() -> None:
    with opened() as site:
        assert code(site.post("/graphql", json={"query": QUERY})) == "UNAVAILABLE"
        assert "proviso_statements_failed_total 1.0" in site.get("/metrics").text
