"""Numbers for Prometheus: how long requests and statements take, what is refused, what is known already."""

import time
from collections.abc import Iterable, Mapping
from typing import Any

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from api import tracing
from api.documents import Documents
from api.engine import Reads
from schema.errors import Refused

_PATHS = frozenset({"/graphql", "/export", "/healthz", "/readyz", "/metrics"})
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 20.0)


class Metrics:
    """The numbers of one application."""

    def __init__(self) -> None:
        """Begin at nothing."""
        self.registry = CollectorRegistry()
        self._requests = Histogram(
            "proviso_request_seconds",
            "Time from a request to the end of its answer.",
            ("path", "status"),
            registry=self.registry,
            buckets=_SECONDS,
        )
        self._statements = Histogram(
            "proviso_statement_seconds",
            "Time that a statement takes in the database, with its way there and back.",
            registry=self.registry,
            buckets=_SECONDS,
        )
        self._errors = Counter(
            "proviso_errors", "Errors told to clients, by code.", ("code",), registry=self.registry
        )
        self._failed = Counter(
            "proviso_statements_failed",
            "Statements that the database did not answer.",
            registry=self.registry,
        )

    def request(self, path: str, status: int, codes: Iterable[str], seconds: float) -> None:
        """Count a request that was answered."""
        self._requests.labels(path if path in _PATHS else "other", str(status)).observe(seconds)
        for code in codes:
            self._errors.labels(code).inc()

    def statement(self, seconds: float | None) -> None:
        """Count a statement; one that failed took no time."""
        if seconds is None:
            self._failed.inc()
        else:
            self._statements.observe(seconds)

    def documents(self, known: Documents) -> None:
        """Tell how often documents were known."""
        for name, of in {"hits": "known", "misses": "read anew"}.items():
            gauge = Gauge(f"proviso_documents_{name}", f"Documents that were {of}.", registry=self.registry)
            gauge.set_function(lambda name=name: getattr(known, name))  # type: ignore[misc]  # bound at once

    async def shown(self, request: Request) -> Response:
        """All of them as text, for those who may ask."""
        try:
            await request.app.state.access.admit(request)
        except Refused as error:
            return PlainTextResponse(str(error), 403)
        return Response(generate_latest(self.registry), media_type=CONTENT_TYPE_LATEST)


class Timed:
    """A reader whose statements are counted."""

    def __init__(self, reader: Reads, metrics: Metrics) -> None:
        """Wrap it."""
        self._reader, self._metrics = reader, metrics

    async def rows(self, statement: str, values: Mapping[str, Any], *, name: str = "") -> list[list[Any]]:
        """Run a reading statement and return each record's values in order."""
        begun, seconds = time.perf_counter(), None
        try:
            with tracing.statement(name):
                found = await self._reader.rows(statement, values, name=name)
            seconds = time.perf_counter() - begun
            return found
        finally:
            self._metrics.statement(seconds)

    async def hits(self, statement: str, values: Mapping[str, Any]) -> int:
        """Run a reading statement and return the database hits that it took."""
        return await self._reader.hits(statement, values)
