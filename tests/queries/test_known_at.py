"""What had been loaded by a moment: what was stated later is absent, what was said otherwise is as it was."""

import datetime
from typing import Any

import pytest

from graph.store import Store
from queries.condition_status import ConditionStatus
from queries.exposure import Exposure
from schema.courts import Enjoins, Protects, Relief, Scope
from schema.duties import Condition, ConditionKind
from schema.errors import InvalidQuestion
from schema.places import Jurisdiction, JurisdictionKind
from tests.queries.world import World, ask, day

pytestmark = pytest.mark.database

FIRST = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
SECOND = datetime.datetime(2021, 1, 1, tzinfo=datetime.UTC)
BETWEEN = datetime.datetime(2020, 6, 1, tzinfo=datetime.UTC)
AFTER = datetime.datetime(2021, 6, 1, tzinfo=datetime.UTC)


def condition(**fields: Any) -> Condition:
    """A condition from 2017 on."""
    given: dict[str, Any] = {"valid_from": day("2017-01-01")} | fields
    return Condition(id="t/cond", name="Condition", kind=ConditionKind.CERTIFICATION, **given)


def relief(scope: Scope = Scope.NATIONWIDE, **fields: Any) -> Relief:
    """A relief from March 2018 on."""
    return Relief(id="t/relief", name="Relief", scope=scope, valid_from=day("2018-03-01"), **fields)


@pytest.fixture
def law(world: World) -> World:
    """A first load states a city and a condition, and that a relief enjoins it once there is one."""
    world.add(
        Jurisdiction(id="t/a", name="Aville", kind=JurisdictionKind.PLACE), condition(), stated_at=FIRST
    )
    return world


def status(world: World, on: str, known_at: datetime.datetime | None = None) -> str:
    question = ConditionStatus(condition="t/cond", jurisdiction="t/a", as_of=day(on), known_at=known_at)
    (row,) = world.ask(question)
    return str(row["status"])


def test_what_was_not_loaded_yet_has_no_name(law: World) -> None:
    with pytest.raises(InvalidQuestion, match="t/cond"):
        status(law, "2019-01-01", FIRST - datetime.timedelta(seconds=1))
    assert status(law, "2019-01-01", FIRST) == "IN_FORCE"


def test_relief_that_was_loaded_later_is_absent_before(law: World) -> None:
    law.add(relief(), Enjoins(start="t/relief", end="t/cond"), stated_at=SECOND)
    assert status(law, "2019-01-01", BETWEEN) == "IN_FORCE"
    assert status(law, "2019-01-01", AFTER) == status(law, "2019-01-01") == "ENJOINED"


def test_link_that_was_loaded_later_is_absent_before(law: World) -> None:
    law.add(relief(), stated_at=FIRST)
    law.add(Enjoins(start="t/relief", end="t/cond"), stated_at=SECOND)
    assert status(law, "2019-01-01", BETWEEN) == "IN_FORCE"
    assert status(law, "2019-01-01", AFTER) == "ENJOINED"


def test_end_that_was_learned_later_is_not_known_before(law: World) -> None:
    law.add(relief(), Enjoins(start="t/relief", end="t/cond"), stated_at=FIRST)
    law.add(relief(valid_to=day("2018-09-01")), stated_at=SECOND)
    assert status(law, "2019-01-01", BETWEEN) == "ENJOINED"
    assert status(law, "2019-01-01", AFTER) == status(law, "2019-01-01") == "IN_FORCE"


def test_protection_whose_end_was_learned_later_protects_before(law: World) -> None:
    protects = Protects(start="t/relief", end="t/a")
    law.add(relief(Scope.PARTIES), Enjoins(start="t/relief", end="t/cond"), protects, stated_at=FIRST)
    law.add(Protects(start="t/relief", end="t/a", valid_to=day("2018-09-01")), stated_at=SECOND)
    assert status(law, "2019-01-01", BETWEEN) == "ENJOINED"
    assert status(law, "2019-01-01") == "IN_FORCE"


def test_text_whose_interval_was_corrected_is_in_force_as_it_was_said(law: World) -> None:
    law.add(condition(valid_from=day("2017-06-01"), valid_to=day("2018-01-01")), stated_at=SECOND)
    assert [status(law, on, BETWEEN) for on in ("2017-03-01", "2019-01-01")] == ["IN_FORCE", "IN_FORCE"]
    assert [status(law, on) for on in ("2017-03-01", "2019-01-01")] == ["NOT_IN_FORCE", "NOT_IN_FORCE"]


def test_what_was_retired_later_still_holds_before(law: World) -> None:
    law.add(relief(), Enjoins(start="t/relief", end="t/cond"), stated_at=FIRST)
    law.store.write("MATCH (n:Relief {id: 't/relief'}) SET n.retired_at = $at", {"at": SECOND})
    assert status(law, "2019-01-01", BETWEEN) == "ENJOINED"
    assert status(law, "2019-01-01", AFTER) == status(law, "2019-01-01") == "IN_FORCE"


def test_change_of_words_alone_takes_nothing_away(law: World) -> None:
    law.add(relief(), Enjoins(start="t/relief", end="t/cond"), stated_at=FIRST)
    law.add(relief(summary="Ordered."), stated_at=SECOND)
    assert status(law, "2019-01-01", BETWEEN) == "ENJOINED"


def test_moment_without_an_offset_is_in_utc(law: World) -> None:
    assert status(law, "2019-01-01", datetime.datetime(2020, 1, 1)) == "IN_FORCE"  # noqa: DTZ001


def test_everything_known_now_is_the_plain_answer(shipped: Store) -> None:
    now = datetime.datetime.now(datetime.UTC)
    for place, on in (("Chicago", "2018-01-15"), ("Philadelphia, PA", "2018-01-15")):
        question: dict[str, Any] = {"jurisdiction": place, "as_of": day(on), "under": "8 USC 1373"}
        assert ask(shipped, Exposure(**question)) == ask(shipped, Exposure(**question, known_at=now))
