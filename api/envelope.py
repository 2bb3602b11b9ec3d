"""What every request gets whatever it asks: an id, a line in the log, and headers that keep browsers safe."""

import secrets
import time
from typing import Any

import structlog
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.metrics import Metrics

_log = structlog.get_logger()
_HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
    "x-frame-options": "DENY",
}


class Envelope:
    """Wraps the application; the log has no query and no value."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        """Wrap it."""
        self.app, self.metrics = app, metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        state = scope.setdefault("state", {})
        state["id"] = secrets.token_hex(8)
        begun = time.perf_counter()
        status = 500

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                _mark(message, state["id"])
            await send(message)

        try:
            await self.app(scope, receive, sending)
        finally:
            seconds = time.perf_counter() - begun
            self.metrics.request(scope["path"], status, state.get("codes", ()), seconds)
            _log.info("request", **_line(scope, state, status, seconds))


def _mark(message: Message, name: str) -> None:
    headers = MutableHeaders(scope=message)
    headers["x-request-id"] = name
    for key, value in _HEADERS.items():
        headers.setdefault(key, value)


def _line(scope: Scope, state: dict[str, Any], status: int, seconds: float) -> dict[str, Any]:
    return {
        "request": state["id"],
        "method": scope["method"],
        "path": scope["path"],
        "caller": state.get("caller", ""),
        "operation": state.get("operation", ""),
        "status": status,
        "codes": state.get("codes", []),
        "milliseconds": round(seconds * 1000, 1),
    }
