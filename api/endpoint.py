"""GraphQL over HTTP: what a request asks, answered while its client waits, and written as JSON."""

import asyncio
from collections.abc import Sequence
from typing import Any

import orjson
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from api import explorer, tracing
from api.access import TooMany, Unauthenticated
from api.asks import JSON, Asking, asked
from api.engine import Engine, Reply
from api.errors import SizeError, told
from api.trusted import Trusted
from api.version import Version, matches
from schema.errors import ProvisoError, Refused, TooSlow, Unavailable

_GRAPHQL = "application/graphql-response+json"
_GRACE = 5.0
LEFT = 499
_STATUS = (
    (Unauthenticated, 401),
    (TooMany, 429),
    (Unavailable, 503),
    (SizeError, 413),
    (Refused, 403),
)

EXAMPLE = '{\n  node(id: "16.738") {\n    __typename\n    id\n    name\n  }\n}\n'


async def graphql(request: Request) -> Response:
    """Answer an operation, or show the page in which to write one."""
    plain = not {"query", "documentId", "extensions"} & set(request.query_params)
    if request.method == "GET" and plain and "text/html" in request.headers.get("accept", ""):
        return explorer.page(EXAMPLE)
    engine: Engine = request.app.state.engine
    try:
        request.state.caller = await request.app.state.access.admit(request)
        asking = await asked(request, engine.settings)
        if isinstance(asking, Asking):
            return await _one(request, asking)
        return await _several(request, asking)
    except ProvisoError as error:
        return refused(request, error)
    except ClientDisconnect:
        return Response(status_code=LEFT)


def refused(request: Request, error: ProvisoError) -> Response:
    """The answer to a request that can not be answered, with what its caller can do."""
    reply = Reply(None, told(error), refused=True)
    request.state.codes = [each["extensions"]["code"] for each in reply.errors]
    return written(request, reply.body(), _status(error), _ways(error))


async def _one(request: Request, asking: Asking) -> Response:
    """The answer to one thing; of an address, it may be the one that the client has."""
    state = request.app.state
    trusted: Trusted = state.trusted
    version: Version = state.version
    text = trusted.text(asking)
    request.state.operation = asking.operationName or ""
    tag = await version.tag(state.engine.reader, asking, text) if request.method == "GET" else None
    kept = {"etag": tag, "cache-control": "private, no-cache", "vary": "accept"} if tag else {}
    if tag and matches(tag, request.headers.get("if-none-match")):
        return Response(status_code=304, headers=kept)
    with tracing.operation(request, request.state.operation):
        replies = await _while_connected(request, [(asking, text)])
        if replies is None:
            return Response(status_code=LEFT)
        (reply,) = replies
        request.state.codes = [each["extensions"]["code"] for each in reply.errors]
    status = 400 if reply.refused and _wants_status(request) else 200
    return written(request, reply.body(), status, {} if reply.errors else kept)


async def _several(request: Request, askings: Sequence[Asking]) -> Response:
    """The answers to several things, in their order; each is a statement of its own."""
    trusted: Trusted = request.app.state.trusted
    with tracing.operation(request, "several"):
        replies = await _while_connected(request, [(each, trusted.text(each)) for each in askings])
        if replies is None:
            return Response(status_code=LEFT)
        request.state.codes = [each["extensions"]["code"] for reply in replies for each in reply.errors]
    return written(request, [reply.body() for reply in replies], 200)


async def _while_connected(request: Request, asked: Sequence[tuple[Asking, str]]) -> list[Reply] | None:
    """The replies, or null when the client left, in which case the statements are stopped."""
    work: asyncio.Future[list[Reply]] = asyncio.gather(
        *(_replied(request, asking, text) for asking, text in asked)
    )
    gone = asyncio.ensure_future(_left(request))
    both: set[asyncio.Future[Any]] = {work, gone}
    try:
        await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
        return work.result() if work.done() else None
    finally:
        gone.cancel()
        if not work.done():
            work.cancel()
            await asyncio.wait({work})


async def _replied(request: Request, asking: Asking, text: str) -> Reply:
    engine: Engine = request.app.state.engine
    try:
        async with asyncio.timeout(engine.settings.seconds + _GRACE):
            return await engine.answer(
                text,
                asking.variables,
                asking.operationName,
                request=request.state.id,
                explains=asking.explains,
            )
    except TimeoutError:
        late = TooSlow("The operation took longer than its time limit.", "Ask for fewer rows or levels.")
        return Reply(None, told(late), refused=True)


async def _left(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _wants_status(request: Request) -> bool:
    return _GRAPHQL in request.headers.get("accept", "")


def _status(error: ProvisoError) -> int:
    found = (status for kind, status in _STATUS if isinstance(error, kind))
    return next(found, 400)


def _ways(error: ProvisoError) -> dict[str, str]:
    """The headers that tell a caller what to do."""
    if isinstance(error, TooMany):
        return {"retry-after": str(error.seconds)}
    return {"www-authenticate": "Bearer"} if isinstance(error, Unauthenticated) else {}


def written(request: Request, body: Any, status: int, headers: dict[str, str] | None = None) -> Response:
    """A body as JSON, of the media type that the client prefers."""
    kind = _GRAPHQL if _wants_status(request) else JSON
    return Response(orjson.dumps(body), status, headers=headers, media_type=f"{kind}; charset=utf-8")
