"""Every question is planned when the API starts, so that nobody waits for the first plan."""

from typing import Any

import pytest

from api.warming import warm
from queries.catalogue import questions
from queries.question import named

pytestmark = pytest.mark.database


def test_each_question_is_asked_once_and_then_needs_no_plan(client: Any) -> None:
    before = len(client.counting.ran)
    client.run(warm(client.engine))
    asked = [text for text, _ in client.counting.ran[before:]]
    assert len(asked) == len(set(asked)) == len(questions())
    for question in questions().values():
        assert any(all(f"{slot.name}_found" in text for slot in named(question)) for text in asked)
