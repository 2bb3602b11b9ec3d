"""The questions that experts ask of the field, each answered by a general operation of the public API."""

import datetime
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.api.conftest import Client
from tests.api.experts import ASKED

pytestmark = pytest.mark.database


@pytest.mark.parametrize("number", ASKED)
def test_expert_question_has_its_answer(facts: Client, number: str) -> None:
    asked = ASKED[number]
    assert asked.picked(facts.data(asked.operation)) == asked.expected


@pytest.mark.shared
def test_every_question_of_the_experts_is_asked(shared: Path) -> None:
    assert set(ASKED) == set(_questions(shared))


@pytest.mark.shared
@pytest.mark.parametrize("number", ASKED)
def test_expected_answer_has_each_number_and_day_of_the_experts(shared: Path, number: str) -> None:
    told = set(_figures(_questions(shared)[number]["answer"]))
    assert told <= set(_figures(ASKED[number].expected, within=True))


def _questions(shared: Path) -> dict[str, Any]:
    whole = yaml.safe_load((shared / "facts" / "expert_questions.yaml").read_text(encoding="utf-8"))
    return {each["id"]: each for each in whole["questions"]}


def _figures(value: Any, *, within: bool = False) -> Iterator[str]:
    """The numbers and days of an answer; `within` also those inside of its sentences."""
    match value:
        case dict():
            for name, each in value.items():
                yield from (*_figures(name, within=within), *_figures(each, within=within))
        case list() | tuple() | set():
            for each in value:
                yield from _figures(each, within=within)
        case bool() | None:
            return
        case int() | float() | datetime.date():
            yield str(value)
        case str():
            found = re.findall(r"\d[\d.-]*\d|\d", value)
            yield from found if within or found == [value] else ()
