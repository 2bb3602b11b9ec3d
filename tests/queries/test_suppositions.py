"""What if: rulings, reliefs and conditions set aside or assumed, by the same texts, and nothing written."""

import datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from queries.condition_status import ConditionStatus
from queries.exposure import Exposure
from queries.grants_depending_on import GrantsDependingOn
from queries.obligations_of import ObligationsOf
from queries.resolve import Ambiguous
from schema.courts import (
    Court,
    CourtLevel,
    EndedBy,
    Enjoins,
    Holds,
    OrderedBy,
    Outcome,
    Relief,
    Reverses,
    RuledBy,
    Ruling,
    RulingKind,
    Scope,
    Stays,
)
from schema.duties import AttachesTo, Condition, ConditionKind, ImposedBy
from schema.law import ActionKind, ExecutiveAction, PartOf, Revokes
from schema.money import AllocatedTo, AllocatedUnder, Allocation, GrantProgram
from schema.places import Jurisdiction, JurisdictionKind
from tests.queries.world import World, ask, day, supposing_nothing

pytestmark = pytest.mark.database


def ruling(identifier: str, on: str, **fields: Any) -> Ruling:
    return Ruling(id=identifier, name=identifier, kind=RulingKind.JUDGMENT, decided_on=day(on), **fields)


@pytest.fixture
def law(world: World) -> World:
    """An order's condition on a program, enjoined from March 2018 to March 2019, and a city's money."""
    world.add(
        Jurisdiction(id="t/a", name="Aville", kind=JurisdictionKind.PLACE),
        GrantProgram(id="99.001", number="99.001", name="One"),
        Allocation(id="t/x", name="Money", fiscal_year=2018, amount=100.0),
        AllocatedUnder(start="t/x", end="99.001"),
        AllocatedTo(start="t/x", end="t/a"),
        ExecutiveAction(id="t/order", name="Order", kind=ActionKind.ORDER),
        ExecutiveAction(id="t/order/1", name="Order s. 1", kind=ActionKind.SECTION),
        PartOf(start="t/order/1", end="t/order"),
        Condition(
            id="t/cond",
            name="Condition",
            kind=ConditionKind.CERTIFICATION,
            valid_from=day("2017-01-01"),
            valid_to=day("2020-01-01"),
        ),
        ImposedBy(start="t/cond", end="t/order/1"),
        AttachesTo(start="t/cond", end="99.001", from_fiscal_year=2017, to_fiscal_year=2018),
        ruling("t/ruling", "2018-02-28", citation="987 T.3d 123"),
        Relief(
            id="t/relief",
            name="The injunction",
            scope=Scope.NATIONWIDE,
            valid_from=day("2018-03-01"),
            valid_to=day("2019-03-01"),
        ),
        OrderedBy(start="t/relief", end="t/ruling"),
        Enjoins(start="t/relief", end="t/cond"),
    )
    return world


def status(world: World, on: str, **supposed: tuple[str, ...]) -> str:
    question = ConditionStatus(condition="t/cond", jurisdiction="t/a", as_of=day(on), **supposed)  # type: ignore[arg-type]
    (row,) = world.ask(question)
    return str(row["status"])


@pytest.mark.parametrize("named", ["t/relief", "The injunction", "t/ruling", "987 T.3d 123"])
def test_relief_is_set_aside_by_its_names_and_with_its_ruling(law: World, named: str) -> None:
    assert status(law, "2018-06-01") == "ENJOINED"
    assert status(law, "2018-06-01", without=(named,)) == "IN_FORCE"
    assert status(law, "2018-06-01") == "ENJOINED"


def test_relief_of_two_rulings_stays_while_one_does(law: World) -> None:
    law.add(ruling("t/other", "2018-02-28"), OrderedBy(start="t/relief", end="t/other"))
    assert status(law, "2018-06-01", without=("t/ruling",)) == "ENJOINED"
    assert status(law, "2018-06-01", without=("t/ruling", "t/other")) == "IN_FORCE"


def test_relief_may_be_kept_when_its_ruling_goes(law: World) -> None:
    assert status(law, "2018-06-01", without=("t/ruling",), assume=("t/relief",)) == "ENJOINED"


def test_relief_is_assumed_on_any_day_and_whatever_stays_it(law: World) -> None:
    law.add(ruling("t/stay", "2018-04-01"), Stays(start="t/stay", end="t/relief"))
    for on in ("2017-06-01", "2018-06-01", "2019-06-01"):
        assert status(law, on) == "IN_FORCE"
        assert status(law, on, assume=("t/relief",)) == "ENJOINED"


def test_stay_goes_with_its_ruling(law: World) -> None:
    law.add(ruling("t/stay", "2018-04-01"), Stays(start="t/stay", end="t/relief"))
    assert status(law, "2018-06-01") == "IN_FORCE"
    assert status(law, "2018-06-01", without=("t/stay",)) == "ENJOINED"


def test_relief_goes_on_without_what_ended_it(law: World) -> None:
    law.add(ruling("t/above", "2019-03-01"), EndedBy(start="t/relief", end="t/above"))
    assert status(law, "2019-06-01") == "IN_FORCE"
    assert status(law, "2019-06-01", without=("t/above",)) == "ENJOINED"
    assert status(law, "2018-02-28", without=("t/above",)) == "IN_FORCE"


def test_reversed_ruling_is_good_law_without_its_reversal_or_when_assumed(law: World) -> None:
    law.add(
        Court(id="t/top", name="Top", level=CourtLevel.SUPREME, rank=3),
        ruling("t/lawful", "2019-04-01"),
        RuledBy(start="t/lawful", end="t/top"),
        Holds(start="t/lawful", end="t/cond", outcome=Outcome.LAWFUL),
        ruling("t/reversal", "2019-05-01"),
        Reverses(start="t/reversal", end="t/lawful"),
    )
    assert status(law, "2019-06-01") == "IN_FORCE"
    assert status(law, "2019-06-01", without=("t/reversal",)) == "UPHELD"
    assert status(law, "2019-06-01", assume=("t/lawful",)) == "UPHELD"


def test_condition_that_is_over_or_revoked_is_assumed(law: World) -> None:
    assert [status(law, on) for on in ("2016-06-01", "2020-06-01")] == ["NOT_IN_FORCE"] * 2
    assert [status(law, on, assume=("t/cond",)) for on in ("2016-06-01", "2020-06-01")] == ["IN_FORCE"] * 2
    law.add(
        ExecutiveAction(id="t/undo", name="Undo", kind=ActionKind.ORDER, valid_from=day("2017-02-01")),
        Revokes(start="t/undo", end="t/cond"),
    )
    assert status(law, "2017-06-01") == "NOT_IN_FORCE"
    assert status(law, "2017-06-01", assume=("t/cond",)) == "IN_FORCE"
    assert status(law, "2017-06-01", without=("t/undo",)) == "IN_FORCE"


@pytest.mark.parametrize("named", ["t/cond", "t/order/1", "t/order"])
def test_condition_goes_by_itself_and_with_the_only_texts_that_impose_it(law: World, named: str) -> None:
    on = day("2017-06-01")
    plain = law.ask(ObligationsOf(program="99.001", as_of=on))
    assert [row["term"]["id"] for row in plain] == ["t/cond"]
    assert law.ask(ObligationsOf(program="99.001", as_of=on, without=(named,))) == []
    (before,) = law.ask(Exposure(jurisdiction="t/a", as_of=day("2018-01-01")))
    (after,) = law.ask(Exposure(jurisdiction="t/a", as_of=day("2018-01-01"), without=(named,)))
    assert [each["exposure"] for each in before["programs"]] == ["CONDITIONED"]
    assert [each["exposure"] for each in after["programs"]] == ["UNCONDITIONED"]
    assert [each["exact"] for each in before["totals"]] == [each["exact"] for each in after["totals"]]


def test_text_that_was_asked_about_and_set_aside_says_so(law: World) -> None:
    question = ConditionStatus(condition="t/order/1", as_of=day("2017-06-01"), without=("t/order/1",))
    (row,) = law.ask(question)
    assert row["status"] == "NOT_IN_FORCE"
    assert [step["says"] for step in row["reasons"] if step["decides"]] == ["SET_ASIDE"]


def test_programs_that_depend_lose_the_term(law: World) -> None:
    on = day("2017-06-01")
    assert len(law.ask(GrantsDependingOn(on="t/order", as_of=on))) == 1
    assert law.ask(GrantsDependingOn(on="t/order", as_of=on, without=("t/cond",))) == []


def test_money_is_freed_by_an_assumed_relief(law: World) -> None:
    question: dict[str, Any] = {"jurisdiction": "t/a", "as_of": day("2018-01-01")}
    (row,) = law.ask(Exposure(**question, assume=("t/relief",)))
    assert [each["exposure"] for each in row["programs"]] == ["PROTECTED"]


def test_name_of_two_things_is_refused(law: World) -> None:
    law.add(Relief(id="t/twin", name="The injunction", scope=Scope.PARTIES))
    with pytest.raises(Ambiguous, match=r"t/relief.*t/twin"):
        status(law, "2018-06-01", without=("The injunction",))


def test_nothing_is_written(law: World) -> None:
    count = "MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN count(DISTINCT n) AS nodes, count(r) AS links"
    before = law.store.read(count)
    status(law, "2018-06-01", without=("t/ruling",), assume=("t/cond",))
    assert law.store.read(count) == before


DAYS = st.dates(datetime.date(2016, 6, 1), datetime.date(2020, 6, 1))


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(on=DAYS)
def test_supposing_nothing_is_the_plain_answer(law: World, on: datetime.date) -> None:
    for question in (
        ConditionStatus(condition="t/cond", jurisdiction="t/a", as_of=on),
        Exposure(jurisdiction="t/a", as_of=on),
        ObligationsOf(program="99.001", as_of=on),
        GrantsDependingOn(on="t/order", as_of=on),
    ):
        assert supposing_nothing(law.store, question) == ask(law.store, question)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(on=DAYS, empty=DAYS)
def test_relief_with_an_empty_interval_changes_nothing(
    law: World, on: datetime.date, empty: datetime.date
) -> None:
    law.remove("t/empty")
    before = status(law, str(on)), status(law, str(on), without=("t/relief",))
    law.add(
        Relief(id="t/empty", name="Empty", scope=Scope.NATIONWIDE, valid_from=empty, valid_to=empty),
        Enjoins(start="t/empty", end="t/cond"),
    )
    assert (status(law, str(on)), status(law, str(on), without=("t/relief",))) == before
