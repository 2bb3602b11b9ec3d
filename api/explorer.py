"""GraphiQL in the browser: one page, and its parts from this server only."""

from functools import cache
from html import escape
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from graph.server import assets
from schema.errors import ProvisoError

_HERE = Path(__file__).resolve().parent / "static"
_OWN = ("explorer.js", "explorer.css")
_PACKED = ("graphiql.min.js", "graphiql.min.css", "react.production.min.js", "react-dom.production.min.js")
_TYPES = {".js": "text/javascript", ".css": "text/css"}
_BASE = "/static/graphiql"

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)
"""What the page may load. CodeMirror, inside GraphiQL, sets styles on elements; scripts are files of ours."""

_PAGE = f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="example" content="{{example}}">
<title>Proviso GraphQL</title>
<link rel="stylesheet" href="{_BASE}/graphiql.min.css">
<link rel="stylesheet" href="{_BASE}/explorer.css">
</head>
<body>
<div id="graphiql">Loading…</div>
<script src="{_BASE}/react.production.min.js"></script>
<script src="{_BASE}/react-dom.production.min.js"></script>
<script src="{_BASE}/graphiql.min.js"></script>
<script src="{_BASE}/explorer.js"></script>
</body>
</html>
"""


def page(example: str) -> Response:
    """The page, with a query to begin with."""
    body = _PAGE.replace("{example}", escape(example, quote=True))
    return HTMLResponse(body, headers={"content-security-policy": POLICY})


async def part(request: Request) -> Response:
    """One file of the page."""
    name = request.path_params["name"]
    if name not in _OWN + _PACKED:
        return PlainTextResponse("There is no such file.", 404)
    try:
        content = await run_in_threadpool(_content, name)
    except (ProvisoError, OSError) as error:
        return PlainTextResponse(f"GraphiQL can not be served: {error}", 503)
    headers = {"cache-control": "max-age=3600"}
    return Response(content, media_type=_TYPES[Path(name).suffix], headers=headers)


@cache
def _content(name: str) -> bytes:
    if name in _OWN:
        return (_HERE / name).read_bytes()
    return assets.read(name)
