"""The check of schema changes names what breaks, and nothing else."""

import pytest

from api.breaking import told
from api.schema import FILE

BEFORE = (
    "type Query { court(id: ID!): Court } type Court { id: ID! level: Level } enum Level { TRIAL APPEALS }"
)


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        ("level: Level", "", "Court.level"),
        ("level: Level", "level: String", "Court.level"),
        ("APPEALS", "", "Level.APPEALS"),
        ("court(id: ID!)", "court(id: ID!, on: String!)", "Query.court"),
        ("enum Level { TRIAL APPEALS }", "scalar Level", "Level"),
    ],
)
def test_what_breaks_is_named(old: str, new: str, name: str) -> None:
    ((named, sentence),) = told(BEFORE, BEFORE.replace(old, new))
    assert named == name, sentence


def test_what_is_only_added_breaks_nothing() -> None:
    added = BEFORE.replace("level: Level", "level: Level name: String").replace("ID!)", "ID!, on: String)")
    assert list(told(BEFORE, added)) == []


def test_our_schema_does_not_break_itself() -> None:
    text = FILE.read_text(encoding="utf-8")
    assert list(told(text, text)) == []
