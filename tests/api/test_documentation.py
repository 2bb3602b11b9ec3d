"""The operations of the documentation are valid, and answer over what ships."""

import re
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.database

ROOT = Path(__file__).resolve().parents[2]
PAGES = ("README.md", "docs/graphql.md")
OPERATIONS = [
    (page, operation)
    for page in PAGES
    for operation in re.findall(r"```graphql\n(.*?)```", (ROOT / page).read_text(encoding="utf-8"), re.DOTALL)
]


@pytest.mark.parametrize(("page", "operation"), OPERATIONS, ids=[page for page, _ in OPERATIONS])
def test_operation_of_the_documentation_answers(facts: Any, page: str, operation: str) -> None:
    reply = facts.ask(operation)
    assert reply.errors == []
    assert reply.data
    assert all(reply.data.values())


def test_filter_of_the_documentation_finds_the_programs_under_the_section(facts: Any) -> None:
    (operation,) = (text for _, text in OPERATIONS if "BoundBySection" in text)
    page = facts.data(operation)["grantPrograms"]
    assert {"16.607", "16.738"} & {each["number"] for each in page["nodes"]}
    assert page["totalCount"] >= len(page["nodes"]) > 0
