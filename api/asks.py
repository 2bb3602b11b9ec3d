"""What a request asks: read from an address or a body, alone or several at once."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
import orjson
from starlette.requests import Request

from api.errors import SizeError
from api.settings import Settings
from schema.errors import InvalidQuestion, Refused

JSON = "application/json"


class Asking(msgspec.Struct, frozen=True):
    """A document or the hash of one, its variables, and which of its operations."""

    query: str | None = None
    variables: dict[str, Any] | None = None
    operationName: str | None = None  # noqa: N815  (its name in the protocol)
    documentId: str | None = None  # noqa: N815  (its name in the protocol)
    extensions: dict[str, Any] | None = None

    @property
    def explains(self) -> bool:
        """Whether the statement is to be told with the answer."""
        return bool((self.extensions or {}).get("cypher"))

    @property
    def digest(self) -> str | None:
        """The SHA-256 of a document that is asked for without its text, if one is."""
        stored = (self.extensions or {}).get("persistedQuery")
        named = stored.get("sha256Hash") if isinstance(stored, Mapping) else None
        found = self.documentId or named
        return found.removeprefix("sha256:") if isinstance(found, str) else None


async def asked(request: Request, settings: Settings) -> Asking | Sequence[Asking]:
    """What a request asks; a body that is a list asks several things."""
    origin = request.headers.get("origin")
    if request.headers.get("sec-fetch-site") == "cross-site" and origin not in settings.allowed_origins:
        raise Refused("A page of another site asks.", "Name its origin in PROVISO_ALLOWED_ORIGINS.")
    if request.method == "GET":
        return _from_address(request.query_params)
    if request.headers.get("content-type", "").split(";")[0].strip().lower() != JSON:
        raise InvalidQuestion("The body is not JSON.", f"Send content-type: {JSON}.")
    return _from_body(await _body(request, settings.body_bytes), settings.batch)


def _from_body(body: bytes, most: int) -> Asking | list[Asking]:
    try:
        found = orjson.loads(body)
        if not isinstance(found, list) or not found:
            return msgspec.convert(found, Asking)
        if len(found) > most:
            raise SizeError(f"The request asks {len(found)} things, and {most} is the most.", "Send fewer.")
        return msgspec.convert(found, list[Asking])
    except (orjson.JSONDecodeError, msgspec.ValidationError, RecursionError) as error:
        raise InvalidQuestion(
            f"The body is not a GraphQL request: {error}.",
            'Send {"query": "…", "variables": {…}, "operationName": "…"}.',
        ) from error


def _from_address(given: Mapping[str, str]) -> Asking:
    try:
        fields: dict[str, Any] = {
            name: given[name] for name in ("query", "operationName", "documentId") if name in given
        }
        for name in ("variables", "extensions"):
            fields[name] = orjson.loads(given.get(name) or "null")
        return msgspec.convert(fields, Asking)
    except (orjson.JSONDecodeError, msgspec.ValidationError) as error:
        raise InvalidQuestion(
            f"The `variables` or `extensions` of the address are not a JSON object: {error}."
        ) from error


async def _body(request: Request, most: int) -> bytes:
    parts: list[bytes] = []
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > most:
            raise SizeError(f"The request's body is longer than {most:,} bytes.", "Ask in several requests.")
        parts.append(part)
    return b"".join(parts)
