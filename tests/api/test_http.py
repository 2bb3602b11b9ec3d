"""GraphQL over HTTP: media types, methods, hosts, the page, health, and clients that leave."""

import asyncio
import json
from collections.abc import Iterator, Mapping
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from api.app import create_app
from api.explorer import POLICY
from api.settings import Settings
from graph.address import Address
from graph.store import Reader, Store
from schema.errors import InvalidQuestion, Refused, TooSlow


class Site:
    """An application that is started, and a client that calls it in the same loop."""

    def __init__(self, app: Starlette, host: str = "localhost") -> None:
        self.app = app
        self.loop = asyncio.new_event_loop()
        self.life = app.router.lifespan_context(app)
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        self.client = httpx.AsyncClient(transport=transport, base_url=f"http://{host}")

    def __enter__(self) -> "Site":
        self.loop.run_until_complete(self.life.__aenter__())
        return self

    def __exit__(self, *_: object) -> None:
        self.loop.run_until_complete(self.client.aclose())
        self.loop.run_until_complete(self.life.__aexit__(None, None, None))
        self.loop.close()

    def request(self, method: str, path: str, **given: Any) -> httpx.Response:
        return self.loop.run_until_complete(self.client.request(method, path, **given))

    def get(self, path: str, **given: Any) -> httpx.Response:
        return self.request("GET", path, **given)

    def post(self, path: str, **given: Any) -> httpx.Response:
        return self.request("POST", path, **given)


NOWHERE = Address.of("bolt://127.0.0.1:1", "neo4j", "secret-password")
GRAPHQL = "application/graphql-response+json"


@pytest.fixture
def site() -> Iterator[Site]:
    """The application with no database behind it."""
    with Site(create_app(NOWHERE, Settings(warm=False))) as opened:
        yield opened


def code(response: Any) -> str:
    return str(response.json()["errors"][0]["extensions"]["code"])


def test_a_query_is_posted_as_json(site: Site) -> None:
    response = site.post("/graphql", json={"query": "{ __schema { queryType { name } } }"})
    assert response.status_code == 200
    assert response.headers["content-type"].startswith("application/json")
    assert response.json() == {"data": {"__schema": {"queryType": {"name": "Query"}}}}


def test_a_query_may_stand_in_the_address(site: Site) -> None:
    given = {"query": "query A($n: String!) { __type(name: $n) { name } }", "variables": '{"n": "Court"}'}
    assert site.get("/graphql", params=given).json() == {"data": {"__type": {"name": "Court"}}}
    assert site.get("/graphql", params=given | {"operationName": "A"}).status_code == 200
    assert code(site.get("/graphql", params=given | {"variables": "[1]"})) == "BAD_USER_INPUT"


def test_errors_have_a_status_where_the_client_wants_one(site: Site) -> None:
    wrong = {"query": "{ nope }"}
    assert site.post("/graphql", json=wrong).status_code == 200
    response = site.post("/graphql", json=wrong, headers={"accept": GRAPHQL})
    assert response.status_code == 400
    assert response.headers["content-type"].startswith(GRAPHQL)


@pytest.mark.parametrize(
    "body", ["", "{", "[]", "3", '{"query": 3}', '{"query": "{a}", "variables": []}', "[" * 5000, '{"a": 1}']
)
def test_a_body_that_is_no_request_is_told_so(site: Site, body: str) -> None:
    response = site.post("/graphql", content=body, headers={"content-type": "application/json"})
    assert response.status_code == 400
    assert code(response) == "BAD_USER_INPUT"


def test_only_json_is_posted(site: Site) -> None:
    response = site.post("/graphql", content="query={__typename}", headers={"content-type": "text/plain"})
    assert (response.status_code, code(response)) == (400, "BAD_USER_INPUT")


def test_a_body_of_a_megabyte_is_refused(site: Site) -> None:
    response = site.post("/graphql", json={"query": '{ court(id: "' + "x" * 1_000_000 + '") { id } }'})
    assert (response.status_code, code(response)) == (413, "QUERY_TOO_LARGE")
    assert site.get("/healthz").status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8000", "localhost.evil.example", "", "127.0.0.1.x"]
)
def test_other_host_names_are_refused(site: Site, host: str) -> None:
    assert site.get("/healthz", headers={"host": host}).status_code == 400


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1:9", "[::1]", "[::1]:8000"])
def test_loopback_names_are_served(site: Site, host: str) -> None:
    assert site.get("/healthz", headers={"host": host}).status_code == 200


def test_names_are_configured_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROVISO_ALLOWED_HOSTS", "a.example, b.example")
    assert Settings().allowed_hosts == ("a.example", "b.example")


def test_pages_of_other_sites_may_not_ask(site: Site) -> None:
    given = {"query": "{ __typename }"}
    response = site.get("/graphql", params=given, headers={"sec-fetch-site": "cross-site"})
    assert response.status_code == 403
    assert site.get("/graphql", params=given, headers={"sec-fetch-site": "none"}).status_code == 200


def test_another_name_is_served_when_it_is_configured() -> None:
    app = create_app(NOWHERE, Settings(allowed_hosts=("proviso.example",), warm=False))
    with Site(app, "proviso.example") as opened:
        assert opened.get("/healthz").status_code == 200


def test_other_origins_are_given_nothing(site: Site) -> None:
    response = site.request("OPTIONS", "/graphql", headers={"origin": "https://evil.example"})
    assert response.status_code == 405
    response = site.get("/healthz", headers={"origin": "https://evil.example"})
    assert "access-control-allow-origin" not in response.headers


def test_the_page_loads_nothing_from_elsewhere(site: Site) -> None:
    response = site.get("/graphql", headers={"accept": "text/html,*/*"})
    assert response.headers["content-security-policy"] == POLICY
    assert "//" not in response.text.replace("</", "")
    assert "<script>" not in response.text
    for name in ("explorer.js", "explorer.css"):
        assert f"/static/graphiql/{name}" in response.text
        assert site.get(f"/static/graphiql/{name}").status_code == 200


@pytest.mark.parametrize("name", ["../app.py", "..%2fapp.py", "nothing.js", "explorer.js%00"])
def test_no_other_file_is_served(site: Site, name: str) -> None:
    assert site.get(f"/static/graphiql/{name}").status_code == 404


def test_every_answer_has_an_id_and_safe_headers(site: Site) -> None:
    headers = site.get("/healthz").headers
    assert len(headers["x-request-id"]) == 16
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"


def test_a_missing_database_is_said_without_its_password(site: Site) -> None:
    response = site.post("/graphql", json={"query": '{ court(id: "x") { id } }'})
    assert code(response) == "UNAVAILABLE"
    assert "secret" not in response.text
    ready = site.get("/readyz")
    assert (ready.status_code, ready.json()["status"]) == (503, "unavailable")


class Stub:
    """A database that fails or takes its time."""

    def __init__(self, error: Exception | None = None) -> None:
        self.error = error
        self.stopped = False

    async def rows(self, statement: str, values: Mapping[str, Any], *, name: str = "") -> list[list[Any]]:
        if self.error:
            raise self.error
        try:
            await asyncio.sleep(30)
        except asyncio.CancelledError:
            self.stopped = True
            raise
        return []

    async def hits(self, statement: str, values: Mapping[str, Any]) -> int:
        return len(await self.rows(statement, values))


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (RuntimeError("secret-password"), "INTERNAL"),
        (InvalidQuestion("Neo4j can not run: secret-password"), "INTERNAL"),
        (TooSlow("Too slow."), "DEADLINE_EXCEEDED"),
        (Refused("Not allowed."), "FORBIDDEN"),
    ],
)
def test_failures_of_the_database_are_typed(site: Site, error: Exception, expected: str) -> None:
    site.app.state.engine.reader = Stub(error)
    response = site.post("/graphql", json={"query": '{ court(id: "x") { id } }'})
    assert code(response) == expected
    assert "secret" not in response.text


def test_the_statement_stops_when_the_client_leaves(site: Site) -> None:
    stub = site.app.state.engine.reader = Stub()
    body = json.dumps({"query": '{ court(id: "x") { id } }'}).encode()
    messages = [{"type": "http.request", "body": body, "more_body": False}, {"type": "http.disconnect"}]

    async def receive() -> Any:
        if len(messages) == 1:
            await asyncio.sleep(0.05)
        return messages.pop(0)

    async def send(_: Any) -> None:
        return None

    headers = [(b"content-type", b"application/json"), (b"host", b"localhost")]
    scope = {"type": "http", "method": "POST", "path": "/graphql", "headers": headers, "query_string": b""}
    site.loop.run_until_complete(asyncio.wait_for(site.app(scope, receive, send), 5))
    assert stub.stopped


@pytest.mark.database
def test_neo4j_ends_a_statement_whose_reader_is_cancelled(store: Store) -> None:
    slow = "UNWIND range(1, 100000000) AS x UNWIND range(1, 1000) AS y WITH x WHERE x % 7 = 3 RETURN count(*)"
    running = (
        "SHOW TRANSACTIONS YIELD currentQuery, metaData "
        "WHERE metaData.operation = 'leaves' RETURN currentQuery"
    )

    async def leave() -> list[Any]:
        reader = Reader(store.address, seconds=30)
        task = asyncio.create_task(reader.rows(slow, {}, name="leaves"))
        for _ in range(50):
            await asyncio.sleep(0.1)
            if store.read(running):
                break
        task.cancel()
        await asyncio.wait([task])
        for _ in range(50):
            if not store.read(running):
                break
            await asyncio.sleep(0.1)
        await reader.close()
        return store.read(running)

    assert asyncio.run(leave()) == []


@pytest.mark.database
def test_ready_means_that_something_is_loaded(world: Store) -> None:
    with Site(create_app(world.address, Settings(warm=False))) as opened:
        assert opened.get("/readyz").json() == {"status": "ready"}
        answer = opened.post("/graphql", json={"query": '{ court(id: "ca7") { level } }'}).json()
        assert answer == {"data": {"court": {"level": "APPEALS"}}}
        world.write("MATCH (n) SET n:Aside REMOVE n:Node")
        try:
            assert opened.get("/readyz").json()["status"] == "empty"
        finally:
            world.write("MATCH (n:Aside) SET n:Node REMOVE n:Aside")
