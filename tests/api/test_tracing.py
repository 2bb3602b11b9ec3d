"""Spans: a request's operation, its statements below it, in the trace of whoever asks."""

from collections.abc import Iterator

import pytest
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from api.app import create_app
from api.settings import Settings
from tests.api.test_http import NOWHERE, Site

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"


@pytest.fixture(scope="module")
def exporter() -> InMemorySpanExporter:
    """What keeps spans in memory, for the whole process: a provider can be set once."""
    kept = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(kept))
    trace.set_tracer_provider(provider)
    return kept


@pytest.fixture
def spans(exporter: InMemorySpanExporter) -> Iterator[InMemorySpanExporter]:
    exporter.clear()
    yield exporter
    exporter.clear()


def test_statement_is_a_span_below_its_operation_in_the_trace_of_the_caller(
    spans: InMemorySpanExporter,
) -> None:
    query = {"query": 'query Seventh { court(id: "secret/value") { level } }', "operationName": "Seventh"}
    headers = {"traceparent": f"00-{TRACE}-00f067aa0ba902b7-01"}
    with Site(create_app(NOWHERE, Settings(warm=False))) as site:
        site.post("/graphql", json=query, headers=headers)
    below, operation = spans.get_finished_spans()
    assert (operation.name, below.name) == ("graphql Seventh", "neo4j read")
    assert below.parent is not None
    assert operation.context is not None
    assert below.parent.span_id == operation.context.span_id
    assert f"{operation.context.trace_id:032x}" == TRACE
    assert operation.attributes is not None
    assert operation.attributes["proviso.codes"] == ("UNAVAILABLE",)
    assert operation.status.status_code is trace.StatusCode.ERROR
    assert "secret" not in operation.to_json() + below.to_json()
