"""What every question promises: documented, self-contained, anchored, one statement."""

import re
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from graph.store import Store
from queries.catalogue import questions
from queries.question import Answer, Question, bind, explained, named, slots, statement

ASKED = list(questions().values())
NAMES = list(questions())
SCANS = {"AllNodesScan", "NodeByLabelScan", "AllRelationshipsScan", "DirectedAllRelationshipsScan"}


def answers(cls: type[Answer]) -> Iterator[type[Answer]]:
    """An answer and those nested in it."""
    yield cls
    for slot in slots(cls):
        if slot.nested:
            yield from answers(slot.nested)


def operators(plan: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The operators of a plan with their details."""
    yield plan["operatorType"].split("@")[0], str(plan["args"].get("Details", ""))
    for child in plan.get("children", ()):
        yield from operators(child)


@pytest.mark.parametrize("cls", ASKED, ids=NAMES)
def test_every_question_and_answer_is_a_sentence(cls: type[Question]) -> None:
    for each in (cls, *answers(cls.answer)):
        assert (each.__doc__ or "").strip().endswith(".")


@pytest.mark.parametrize("cls", ASKED, ids=NAMES)
def test_text_uses_its_parameters_and_no_others(cls: type[Question]) -> None:
    used = set(re.findall(r"\$(\w+)", statement(cls)))
    assert used == {slot.name for slot in slots(cls)}


@pytest.mark.parametrize("cls", ASKED, ids=NAMES)
def test_no_column_has_the_name_of_an_argument(cls: type[Question]) -> None:
    assert not {slot.name for slot in named(cls)} & {slot.name for slot in slots(cls.answer)}


@pytest.mark.database
@pytest.mark.parametrize("cls", ASKED, ids=NAMES)
def test_text_reads_only_and_scans_no_whole_label(laid_out: Store, cls: type[Question]) -> None:
    question = msgspec.convert(dict(cls.example), cls)
    for text in (statement(cls), explained(cls), "CYPHER 25 " + statement(cls)):
        summary = laid_out.explain(text, bind(question))
        assert summary.query_type == "r"
        scans = {details for operator, details in operators(summary.plan or {}) if operator in SCANS}
        assert scans <= set(cls.scans)
