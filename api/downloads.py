"""`/export`: a whole list as a file, while it is read; what is wrong with the request is told as JSON."""

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response, StreamingResponse

from api.asks import Asking, asked
from api.endpoint import LEFT, refused, written
from api.engine import Engine
from api.exporting import Unanswered, exported
from api.formats import FORMATS
from api.trusted import Trusted
from schema.errors import InvalidQuestion, ProvisoError


async def export(request: Request) -> Response:
    """The list that an operation asks for, every page of it, as `format` says."""
    engine: Engine = request.app.state.engine
    trusted: Trusted = request.app.state.trusted
    try:
        request.state.caller = await request.app.state.access.admit(request)
        name = request.query_params.get("format", "csv")
        if name not in FORMATS:
            known = ", ".join(FORMATS)
            raise InvalidQuestion(f"There is no format “{name[:40]}”.", f"Choose one of: {known}.")
        asking = await asked(request, engine.settings)
        if not isinstance(asking, Asking):
            raise InvalidQuestion("An export is of one operation.", "Send one.")
        found = await exported(engine, trusted.text(asking), asking, request=request.state.id)
    except Unanswered as error:
        return written(request, error.reply.body(), 400)
    except ProvisoError as error:
        return refused(request, error)
    except ClientDisconnect:
        return Response(status_code=LEFT)
    kind, writer = FORMATS[name]
    request.state.operation = asking.operationName or ""
    headers = {"content-disposition": f'attachment; filename="{found.name}.{name}"'}
    return StreamingResponse(writer(found), media_type=kind, headers=headers)
