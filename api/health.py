"""Whether the process is alive, and whether it can answer."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from api.engine import Engine, Reads
from schema.errors import ProvisoError

_ANY = "MATCH (n:Node) RETURN n.id LIMIT 1"


async def holds(reader: Reads) -> bool:
    """Whether the database answers and holds something; raises what keeps it from answering."""
    return bool(await reader.rows(_ANY, {}, name="readyz"))


async def alive(_: Request) -> Response:
    """The process answers."""
    return JSONResponse({"status": "alive"})


async def ready(request: Request) -> Response:
    """The database answers and holds something."""
    engine: Engine = request.app.state.engine
    try:
        found = await holds(engine.reader)
    except ProvisoError as error:
        return JSONResponse({"status": "unavailable", "reason": str(error)}, 503)
    if not found:
        return JSONResponse({"status": "empty", "reason": "Nothing is loaded yet: run `proviso load`."}, 503)
    return JSONResponse({"status": "ready"})
