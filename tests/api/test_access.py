"""Who may ask: everybody, or those with a key or a signed token; and how often."""

import datetime
import json
from pathlib import Path
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from api.access import callers, enroll
from api.app import create_app
from api.settings import Settings
from schema.errors import InvalidQuestion
from tests.api.test_http import NOWHERE, Site, code
from tests.api.test_protocol import SCHEMA, TOLD

KEY = "a long and random key"


def opened(**settings: Any) -> Site:
    return Site(create_app(NOWHERE, Settings(warm=False, **settings)))


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    """A file with one caller."""
    path = tmp_path / "keys.json"
    enroll(path, "newsroom", KEY, None)
    return path


@pytest.mark.parametrize("headers", [{"authorization": f"Bearer {KEY}"}, {"x-api-key": KEY}])
def test_known_key_is_let_in(keys: Path, headers: dict[str, str]) -> None:
    with opened(keys=keys) as site:
        assert site.post("/graphql", json={"query": SCHEMA}, headers=headers).json() == TOLD


@pytest.mark.parametrize("headers", [{}, {"x-api-key": "another"}, {"authorization": "Basic abc"}])
def test_nobody_else_is(keys: Path, headers: dict[str, str]) -> None:
    with opened(keys=keys) as site:
        response = site.post("/graphql", json={"query": SCHEMA}, headers=headers)
        assert (response.status_code, code(response)) == (401, "UNAUTHENTICATED")
        assert response.headers["www-authenticate"] == "Bearer"
        assert site.get("/metrics", headers=headers).status_code == 403
        assert site.get("/healthz").status_code == 200
        assert site.get("/graphql", headers={"accept": "text/html"}).status_code == 200


def test_file_keeps_no_key_and_is_private(keys: Path) -> None:
    assert KEY not in keys.read_text()
    assert keys.stat().st_mode & 0o077 == 0


def test_another_key_replaces_the_first_and_other_callers_stay(keys: Path) -> None:
    enroll(keys, "budget office", "its key", 30)
    enroll(keys, "newsroom", "another", None)
    assert set(callers(keys)) == {"newsroom", "budget office"}
    with opened(keys=keys) as site:
        for given, status in (("another", 200), (KEY, 401), ("its key", 200)):
            response = site.post("/graphql", json={"query": SCHEMA}, headers={"x-api-key": given})
            assert response.status_code == status


@pytest.mark.parametrize("text", ["", "[]", '{"a": {"key": "b"}}'])
def test_file_that_is_none_is_told_at_the_start(tmp_path: Path, text: str) -> None:
    path = tmp_path / "keys.json"
    path.write_text(text)
    with pytest.raises(InvalidQuestion, match="proviso key"):
        create_app(NOWHERE, Settings(keys=path))


def test_caller_that_asks_too_often_is_told_when_it_may_again(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    enroll(path, "hasty", "hasty key", 2)
    enroll(path, "patient", "patient key", None)
    with opened(keys=path) as site:

        def status(given: str) -> int:
            response = site.post("/graphql", json={"query": SCHEMA}, headers={"x-api-key": given})
            if response.status_code == 429:
                assert code(response) == "RATE_LIMITED"
                assert 0 < int(response.headers["retry-after"]) <= 60
            return response.status_code

        assert [status("hasty key") for _ in range(3)] == [200, 200, 429]
        assert [status("patient key") for _ in range(3)] == [200, 200, 200]


def test_open_server_counts_by_where_requests_come_from() -> None:
    with opened(per_minute=1) as site:
        statuses = [site.post("/graphql", json={"query": SCHEMA}).status_code for _ in range(2)]
    assert statuses == [200, 429]


class Signer:
    """Somebody who signs tokens, and publishes the key to check them with."""

    def __init__(self, folder: Path, name: str) -> None:
        self.name = name
        self.key = ec.generate_private_key(ec.SECP256R1())
        public = jwt.algorithms.ECAlgorithm.to_jwk(self.key.public_key(), as_dict=True)
        self.file = folder / f"{name}.json"
        self.file.write_text(json.dumps({"keys": [{**public, "kid": name, "alg": "ES256", "use": "sig"}]}))

    def token(self, algorithm: str = "ES256", **claims: Any) -> str:
        expires = datetime.datetime.now(datetime.UTC) + datetime.timedelta(minutes=5)
        whole = {"sub": "city attorney", "aud": "proviso", "iss": "city", "exp": expires} | claims
        kept = {name: value for name, value in whole.items() if value is not None}
        key: Any = (
            self.key if algorithm == "ES256" else "a secret that anybody may have thought of, long enough"
        )
        return jwt.encode(kept, key, algorithm, headers={"kid": self.name})


@pytest.fixture
def signer(tmp_path: Path) -> Signer:
    return Signer(tmp_path, "signer")


def test_token_of_the_signer_is_let_in_and_no_other(signer: Signer, tmp_path: Path) -> None:
    past = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
    other = Signer(tmp_path, "other")
    other.name = "signer"
    refused = [
        signer.token(exp=past),
        signer.token(exp=None),
        signer.token(sub=None),
        signer.token(aud="another"),
        signer.token(iss="another"),
        signer.token("HS256"),
        other.token(),
        "not.a.token",
    ]
    with opened(jwks=str(signer.file), audience="proviso", issuer="city") as site:

        def status(token: str) -> int:
            headers = {"authorization": f"Bearer {token}"}
            return site.post("/graphql", json={"query": SCHEMA}, headers=headers).status_code

        assert status(signer.token()) == 200
        assert [status(token) for token in refused] == [401] * len(refused)


@pytest.mark.parametrize("text", ["", "{}", '{"keys": []}'])
def test_signers_that_are_none_are_told_at_the_start(tmp_path: Path, text: str) -> None:
    path = tmp_path / "keys.json"
    path.write_text(text)
    with pytest.raises(InvalidQuestion, match="JSON Web Key Set"):
        create_app(NOWHERE, Settings(jwks=str(path)))


def test_signers_that_can_not_be_reached_are_not_the_callers_fault(signer: Signer) -> None:
    with opened(jwks="http://127.0.0.1:1/keys") as site:
        headers = {"authorization": f"Bearer {signer.token()}"}
        response = site.post("/graphql", json={"query": SCHEMA}, headers=headers)
        assert (response.status_code, code(response)) == (503, "UNAVAILABLE")
