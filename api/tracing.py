"""Spans for OpenTelemetry: a request's operation, and each statement below it.

Without an SDK they cost nothing and go nowhere: `opentelemetry-instrument proviso up` sends them where its
variables say. A caller's `traceparent` is taken over. Spans hold no query text and no value.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from opentelemetry import trace
from opentelemetry.propagate import extract
from opentelemetry.trace import SpanKind, Status, StatusCode
from starlette.requests import Request

_NAME = "proviso"


@contextmanager
def operation(request: Request, name: str) -> Iterator[None]:
    """The span of one operation of a request."""
    tracer = trace.get_tracer(_NAME)
    with tracer.start_as_current_span(
        f"graphql {name}".strip(),
        context=extract(dict(request.headers)),
        kind=SpanKind.SERVER,
        attributes={"graphql.operation.name": name, "proviso.request": request.state.id},
    ) as span:
        yield
        codes = getattr(request.state, "codes", [])
        if codes:
            span.set_attribute("proviso.codes", codes)
            span.set_status(Status(StatusCode.ERROR, codes[0]))


@contextmanager
def statement(name: str) -> Iterator[None]:
    """The span of one statement."""
    tracer = trace.get_tracer(_NAME)
    attributes = {"db.system.name": "neo4j", "db.operation.name": name}
    with tracer.start_as_current_span("neo4j read", kind=SpanKind.CLIENT, attributes=attributes):
        yield
