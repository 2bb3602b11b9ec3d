"""GraphQL over HTTP: a request read, answered while its client waits, and written as JSON."""

import asyncio
from collections.abc import Mapping
from typing import Any

import msgspec
import orjson
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from api import explorer
from api.engine import Engine, Reply
from api.errors import SizeError, told
from schema.errors import InvalidQuestion, ProvisoError, Refused, TooSlow

_JSON = "application/json"
_GRAPHQL = "application/graphql-response+json"
_GRACE = 5.0

EXAMPLE = '{\n  jurisdiction(id: "Chicago") {\n    id\n    name\n    population\n  }\n}\n'


class Asking(msgspec.Struct, frozen=True):
    """What a request asks: a document, its variables, and which of its operations."""

    query: str
    variables: dict[str, Any] | None = None
    operationName: str | None = None  # noqa: N815  (its name in the protocol)


async def graphql(request: Request) -> Response:
    """Answer an operation, or show the page in which to write one."""
    if request.method == "GET" and "query" not in request.query_params and _browses(request):
        return explorer.page(EXAMPLE)
    try:
        asking = await _asking(request)
    except ProvisoError as error:
        return _response(request, Reply(None, told(error), refused=True), _status(error))
    except ClientDisconnect:
        return Response(status_code=499)
    request.state.operation = asking.operationName or ""
    reply = await _while_connected(request, asking)
    if reply is None:
        return Response(status_code=499)
    request.state.codes = [each["extensions"]["code"] for each in reply.errors]
    return _response(request, reply, 400 if reply.refused and _wants_status(request) else 200)


async def _while_connected(request: Request, asking: Asking) -> Reply | None:
    """The reply, or null when the client left, in which case the statement is stopped."""
    work = asyncio.ensure_future(_replied(request, asking))
    gone = asyncio.ensure_future(_left(request))
    try:
        await asyncio.wait({work, gone}, return_when=asyncio.FIRST_COMPLETED)
        return work.result() if work.done() else None
    finally:
        gone.cancel()
        if not work.done():
            work.cancel()
            await asyncio.wait({work})


async def _replied(request: Request, asking: Asking) -> Reply:
    engine: Engine = request.app.state.engine
    try:
        async with asyncio.timeout(engine.settings.seconds + _GRACE):
            return await engine.answer(
                asking.query, asking.variables, asking.operationName, request=request.state.id
            )
    except TimeoutError:
        late = TooSlow("The operation took longer than its time limit.", "Ask for fewer rows or levels.")
        return Reply(None, told(late), refused=True)


async def _left(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


async def _asking(request: Request) -> Asking:
    if request.headers.get("sec-fetch-site") == "cross-site":
        raise Refused("A page of another site asks.", "Ask from this server's own page or from a program.")
    if request.method == "GET":
        return _from_address(request.query_params)
    if request.headers.get("content-type", "").split(";")[0].strip().lower() != _JSON:
        raise InvalidQuestion("The body is not JSON.", f"Send content-type: {_JSON}.")
    body = await _body(request, request.app.state.engine.settings.body_bytes)
    try:
        return msgspec.convert(orjson.loads(body), Asking)
    except (orjson.JSONDecodeError, msgspec.ValidationError, RecursionError) as error:
        raise InvalidQuestion(
            f"The body is not a GraphQL request: {error}.",
            'Send {"query": "…", "variables": {…}, "operationName": "…"}.',
        ) from error


def _from_address(given: Mapping[str, str]) -> Asking:
    if "query" not in given:
        raise InvalidQuestion("The address has no `query`.", "Send one, or POST it as JSON.")
    try:
        variables = orjson.loads(given.get("variables") or "null")
        return msgspec.convert(
            {"query": given["query"], "variables": variables, "operationName": given.get("operationName")},
            Asking,
        )
    except (orjson.JSONDecodeError, msgspec.ValidationError) as error:
        raise InvalidQuestion(f"The `variables` of the address are not a JSON object: {error}.") from error


async def _body(request: Request, most: int) -> bytes:
    parts: list[bytes] = []
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > most:
            raise SizeError(f"The request's body is longer than {most:,} bytes.", "Ask in several requests.")
        parts.append(part)
    return b"".join(parts)


def _browses(request: Request) -> bool:
    return "text/html" in request.headers.get("accept", "")


def _wants_status(request: Request) -> bool:
    return _GRAPHQL in request.headers.get("accept", "")


def _status(error: ProvisoError) -> int:
    return 413 if isinstance(error, SizeError) else 403 if isinstance(error, Refused) else 400


def _response(request: Request, reply: Reply, status: int) -> Response:
    kind = _GRAPHQL if _wants_status(request) else _JSON
    return Response(orjson.dumps(reply.body()), status, media_type=f"{kind}; charset=utf-8")
