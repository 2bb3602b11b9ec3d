"""The tests of a subject notice when one of its facts is wrong: a date, a scope, a holding or an edge."""

import datetime
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from graph.store import Store
from tests.queries.test_shipped import STATUSES, status
from tests.queries.world import day

pytestmark = pytest.mark.database

Flip = Callable[..., None]
Case = tuple[str, str | None, str]

NODE = "MATCH (x:Node {id: $id})"
LINKS = "MATCH (:Node {id: $id})-[x:{type}]->()"


def cases(*expected: str) -> list[Case]:
    """The rows of the table that have one of these statuses."""
    return [(condition, place, on) for condition, place, on, told in STATUSES if told in expected]


@pytest.fixture
def flip(shipped: Store) -> Iterator[Flip]:
    """Change properties of a node, or of its links of a type, for one test."""
    undo: list[tuple[str, dict[str, Any]]] = []

    def flipped(identifier: str, link: str | None = None, **changed: Any) -> None:
        found = LINKS.replace("{type}", link) if link else NODE
        values = {"id": identifier, "changed": changed}
        kept = shipped.write(f"{found} WITH x, properties(x) AS was SET x += $changed RETURN was", values)
        assert kept
        names = sorted(changed)
        undo.append((f"{found} SET x += $was", {"id": identifier, "was": _only(kept[0]["was"], names)}))

    yield flipped
    for statement, values in reversed(undo):
        shipped.write(statement, values)


def _only(was: dict[str, Any], names: list[str]) -> dict[str, Any]:
    return {name: was.get(name) for name in names}


def decided(store: Store, case: Case) -> tuple[str, str | None, str | None]:
    """The status, and the relief and the ruling that decide it."""
    row = status(store, *case)
    relief, ruling = row["relief"] or {}, row["ruling"] or {}
    return row["status"], relief.get("id"), ruling.get("id")


@pytest.mark.parametrize("case", cases("ENJOINED"))
def test_a_relief_of_a_later_day_is_noticed(shipped: Store, flip: Flip, case: Case) -> None:
    before = decided(shipped, case)
    flip(before[1], valid_from=day(case[2]) + datetime.timedelta(days=1))
    assert decided(shipped, case) != before


@pytest.mark.parametrize("case", cases("ENJOINED"))
def test_a_relief_that_enjoins_nothing_is_noticed(shipped: Store, flip: Flip, case: Case) -> None:
    before = decided(shipped, case)
    flip(before[1], "ENJOINS", retired_at=datetime.datetime.now(datetime.UTC))
    assert decided(shipped, case) != before


@pytest.mark.parametrize("case", cases("ENJOINED"))
def test_a_relief_of_another_scope_is_noticed(shipped: Store, flip: Flip, case: Case) -> None:
    before = decided(shipped, case)
    scope = status(shipped, *case)["scope"]
    if scope == "NATIONWIDE":
        flip(before[1], scope="PARTIES")
    else:
        flip(before[1], "PROTECTS", retired_at=datetime.datetime.now(datetime.UTC))
    assert decided(shipped, case) != before


@pytest.mark.parametrize("case", cases("UPHELD"))
def test_a_holding_turned_round_is_noticed(shipped: Store, flip: Flip, case: Case) -> None:
    before = decided(shipped, case)
    flip(before[2], "HOLDS", outcome="UNLAWFUL")
    assert decided(shipped, case) != before


@pytest.mark.parametrize("case", cases("IN_FORCE", "UPHELD", "ENJOINED"))
def test_a_text_that_ended_before_is_noticed(shipped: Store, flip: Flip, case: Case) -> None:
    text = status(shipped, *case)["text"]["id"]
    flip(text, valid_to=day(case[2]))
    assert decided(shipped, case)[0] == "NOT_IN_FORCE"
