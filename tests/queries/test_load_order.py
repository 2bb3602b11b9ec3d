"""Answers do not depend on the order in which sources were loaded, tried on drawn worlds."""

import datetime
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.store import Store
from graph.stream import Stream
from graph.tally import Origin, Tally
from queries.condition_status import ConditionStatus
from queries.exposure import Exposure
from queries.groups import Grouping
from queries.question import Question
from schema.duties import GrantTerm
from schema.model import Node, Record
from schema.places import Jurisdiction
from schema.subjects import MODEL
from schema.values import Confidence
from tests.planting import uproot
from tests.queries.drawing import ASKED
from tests.queries.generated import Drawn, worlds
from tests.queries.world import ask

pytestmark = pytest.mark.database

LAW, COURTS = "order-test-law", "order-test-courts"
STAMPS = frozenset({"run", "stated_at"})


def load(store: Store, dataset: str, records: Sequence[Record]) -> Tally:
    """Load records as a whole source of a dataset."""
    origin = Origin(
        dataset=dataset,
        title="Test source",
        address="https://example.org/source",
        licence="CC0-1.0",
        confidence=Confidence.VERIFIED,
        expected={type(record): (0, len(records)) for record in records},
    )
    with Stream(store, MODEL, origin) as stream:
        stream.add(records)
        return stream.finish()


def forget(store: Store, drawn: Drawn) -> None:
    """Delete the world, its loads and what they could not resolve."""
    uproot(store, *(each.id for each in drawn.all(Node)))
    store.write(
        "MATCH (n:Load|Unresolved) WHERE n.dataset IN $datasets DETACH DELETE n", {"datasets": [LAW, COURTS]}
    )


def unstamped(answer: Any) -> Any:
    """An answer without the loads that wrote its records."""
    if isinstance(answer, dict):
        return {name: unstamped(each) for name, each in answer.items() if name not in STAMPS}
    return [unstamped(each) for each in answer] if isinstance(answer, list) else answer


def answers(store: Store, questions: Sequence[Question]) -> Iterator[Any]:
    """The rows of each question."""
    return (unstamped(ask(store, question)) for question in questions)


@settings(
    max_examples=3,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(drawn=worlds(), on=ASKED, data=st.data())
def test_answers_do_not_depend_on_the_order_of_loads(
    laid_out: Store, drawn: Drawn, on: datetime.date, data: st.DataObject
) -> None:
    place = data.draw(st.sampled_from([each.id for each in drawn.all(Jurisdiction)]))
    texts = [*(each.id for each in drawn.all(GrantTerm)), "t/order/1"]
    questions: list[Question] = [
        *(ConditionStatus(condition=text, jurisdiction=place, as_of=on) for text in texts),
        Exposure(jurisdiction=place, as_of=on, include_subdivisions=True, group_by=tuple(Grouping)),
    ]
    found = []
    for order in ((LAW, COURTS), (COURTS, LAW)):
        tallies = [load(laid_out, each, {LAW: drawn.law, COURTS: drawn.courts}[each]) for each in order]
        assert tallies[0].unresolved == tallies[1].resolved_later
        assert tallies[1].unresolved == 0
        found.append(list(answers(laid_out, questions)))
        forget(laid_out, drawn)
    assert found[0] == found[1]
