"""What every question promises: documented, self-contained, anchored, one statement."""

import re
from collections.abc import Iterator

import msgspec
import pytest

from graph.store import Store
from queries.catalogue import questions
from queries.holding import PLAIN, Frame
from queries.question import (
    Answer,
    Known,
    Question,
    Supposing,
    bind,
    explained,
    named,
    read,
    slots,
    statement,
)
from tests.planning import Planner, name_everything, planner, steps, unknown
from tests.queries.world import ask

ASKED = list(questions().values())
NAMES = list(questions())
SCANS = {"AllNodesScan", "NodeByLabelScan", "AllRelationshipsScan", "DirectedAllRelationshipsScan"}


def answers(cls: type[Answer]) -> Iterator[type[Answer]]:
    """An answer and those nested in it."""
    yield cls
    for slot in slots(cls):
        if slot.nested:
            yield from answers(slot.nested)


def frames(cls: type[Question]) -> list[Frame]:
    """What the question may be asked under, the plain frame first and the fullest last."""
    if issubclass(cls, Supposing):
        return [PLAIN, Frame(supposed=True), Frame(known=True), Frame(known=True, supposed=True)]
    return [PLAIN, Frame(known=True)] if issubclass(cls, Known) else [PLAIN]


@pytest.fixture(scope="module")
def plans(laid_out: Store) -> Iterator[Planner]:
    """A planner to which every name of the model is known."""
    name_everything(laid_out)
    with planner(laid_out.address) as made:
        yield made


@pytest.mark.parametrize("cls", ASKED, ids=NAMES)
def test_every_question_and_answer_is_a_sentence(cls: type[Question]) -> None:
    for each in (cls, *answers(cls.answer)):
        assert (each.__doc__ or "").strip().endswith(".")


@pytest.mark.parametrize("cls", ASKED, ids=NAMES)
def test_text_uses_its_parameters_and_no_others(cls: type[Question]) -> None:
    for frame in frames(cls):
        used = set(re.findall(r"\$(\w+)", statement(cls, frame)))
        assert used == {slot.name for slot in read(cls, frame)}
    assert {slot.name for slot in read(cls, frames(cls)[-1])} == {slot.name for slot in slots(cls)}


@pytest.mark.parametrize("cls", ASKED, ids=NAMES)
def test_no_column_has_the_name_of_an_argument(cls: type[Question]) -> None:
    assert not {slot.name for slot in named(cls)} & {slot.name for slot in slots(cls.answer)}


@pytest.mark.database
@pytest.mark.parametrize("cls", ASKED, ids=NAMES)
def test_text_reads_only_known_names_and_scans_no_whole_label(plans: Planner, cls: type[Question]) -> None:
    question = msgspec.convert(dict(cls.example), cls)
    for text in {explained(cls), "CYPHER 25 " + statement(cls), statement(cls, frames(cls)[-1])}:
        summary = plans.explain(text, bind(question))
        assert summary.query_type == "r"
        assert unknown(summary) == []
        scans = {details for operator, details in steps(summary.plan or {}) if operator in SCANS}
        assert scans <= set(cls.scans)


@pytest.mark.database
@pytest.mark.parametrize("cls", ASKED, ids=NAMES)
def test_example_has_an_answer_in_what_ships(shipped: Store, cls: type[Question]) -> None:
    question = msgspec.convert(dict(cls.example), cls)
    rows = ask(shipped, question)
    assert rows
    assert len(shipped.read(statement(cls), bind(question))) == len(rows)


@pytest.mark.database
def test_a_name_that_nobody_knows_is_noticed(plans: Planner) -> None:
    assert unknown(plans.explain("MATCH (n:Nowhere)-[:LEADS_TO]->() RETURN n.nothing", {}))
