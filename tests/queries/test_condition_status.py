"""The status of a condition: each rule, on a small world of its own."""

from collections.abc import Callable
from typing import Any

import pytest

from queries.condition_status import ConditionStatus
from schema.courts import (
    Case,
    Court,
    CourtLevel,
    DecidedIn,
    Enjoins,
    Holds,
    LimitedTo,
    OrderedBy,
    Outcome,
    PartyTo,
    Protects,
    Relief,
    Reverses,
    Role,
    RuledBy,
    Ruling,
    RulingKind,
    Scope,
    SitsOver,
    Stays,
    Vacates,
)
from schema.duties import AttachesTo, Condition, ConditionKind, ImposedBy
from schema.law import ActionKind, ExecutiveAction, PartOf, Revokes
from schema.money import GrantProgram
from schema.places import Jurisdiction, JurisdictionKind, SameAs, Within
from schema.values import Precision
from tests.queries.world import World, day

pytestmark = pytest.mark.database

Ask = Callable[..., dict[str, Any]]


@pytest.fixture
def ask(world: World) -> Ask:
    """Two cities in a state, a program, and a condition on its awards of 2017 that an order imposes."""
    world.add(
        Jurisdiction(id="t/us", name="Testland", kind=JurisdictionKind.COUNTRY),
        Jurisdiction(id="t/st", name="Test State", kind=JurisdictionKind.STATE),
        Jurisdiction(id="t/a", name="Aville", kind=JurisdictionKind.PLACE),
        Jurisdiction(id="t/b", name="Beeton", kind=JurisdictionKind.PLACE),
        Within(start="t/a", end="t/st"),
        Within(start="t/b", end="t/st"),
        Within(start="t/st", end="t/us"),
        GrantProgram(id="99.001", name="Test grants", number="99.001"),
        ExecutiveAction(id="t/order", name="Test order", kind=ActionKind.ORDER),
        ExecutiveAction(id="t/order/1", name="Test order s. 1", kind=ActionKind.SECTION),
        PartOf(start="t/order/1", end="t/order"),
        Condition(
            id="t/cond", name="Test condition", kind=ConditionKind.CERTIFICATION, valid_from=day("2017-01-01")
        ),
        ImposedBy(start="t/cond", end="t/order/1"),
        AttachesTo(start="t/cond", end="99.001", from_fiscal_year=2017, to_fiscal_year=2017),
    )

    def asked(
        place: str | None, on: str, condition: str = "t/cond", year: int | None = None
    ) -> dict[str, Any]:
        question = ConditionStatus(condition=condition, jurisdiction=place, as_of=day(on), fiscal_year=year)
        (row,) = world.ask(question)
        return row

    return asked


def relief(identifier: str, scope: Scope = Scope.PARTIES, **fields: Any) -> list[Any]:
    """A relief against the condition from March 2018, ordered the day before."""
    ruling = f"{identifier}/ruling"
    fields = {"valid_from": day("2018-03-01")} | fields
    return [
        Relief(id=identifier, name=f"Relief {identifier}", scope=scope, **fields),
        Ruling(id=ruling, name=ruling, kind=RulingKind.JUDGMENT, decided_on=day("2018-02-28")),
        OrderedBy(start=identifier, end=ruling),
        Enjoins(start=identifier, end="t/cond"),
    ]


def court(identifier: str, level: CourtLevel, rank: int, *over: str) -> list[Any]:
    """A court and where its decisions bind."""
    made = Court(id=identifier, name=identifier, level=level, rank=rank)
    return [made, *(SitsOver(start=identifier, end=place) for place in over)]


def ruling(identifier: str, by: str, on: str, outcome: Outcome, party: str | None = None) -> list[Any]:
    """A ruling on the condition, in a case of its own."""
    case = f"{identifier}/case"
    records: list[Any] = [
        Case(id=case, name=case),
        Ruling(id=identifier, name=identifier, kind=RulingKind.JUDGMENT, decided_on=day(on)),
        DecidedIn(start=identifier, end=case),
        RuledBy(start=identifier, end=by),
        Holds(start=identifier, end="t/cond", outcome=outcome),
    ]
    return [*records, PartyTo(start=party, end=case, role=Role.PLAINTIFF)] if party else records


def test_condition_without_rulings_is_in_force(ask: Ask) -> None:
    row = ask("t/a", "2018-06-01")
    assert row["status"] == "IN_FORCE"
    assert row["since"] == day("2017-01-01")
    assert row["missing"] == []


def test_condition_is_not_in_force_before_it_begins(ask: Ask) -> None:
    row = ask("t/a", "2016-12-31")
    assert (row["status"], row["since"], row["until"]) == ("NOT_IN_FORCE", None, day("2017-01-01"))


def test_fiscal_year_outside_its_years_is_not_in_force(ask: Ask) -> None:
    assert ask("t/a", "2019-01-01", year=2018)["status"] == "NOT_IN_FORCE"
    assert ask("t/a", "2019-01-01", year=2017)["status"] == "IN_FORCE"


def test_revoked_whole_takes_its_section_along(ask: Ask, world: World) -> None:
    world.add(
        ExecutiveAction(id="t/undo", name="Undo", kind=ActionKind.ORDER, valid_from=day("2018-05-01")),
        Revokes(start="t/undo", end="t/order"),
    )
    assert ask(None, "2018-04-30", "t/order/1")["status"] == "IN_FORCE"
    row = ask(None, "2018-05-01", "t/order/1")
    assert (row["status"], row["since"]) == ("NOT_IN_FORCE", day("2018-05-01"))
    assert [step["relation"] for step in row["reasons"] if step["decides"]][-1] == "REVOKES"


def test_revoked_in_part_goes_on(ask: Ask, world: World) -> None:
    world.add(
        ExecutiveAction(id="t/undo", name="Undo", kind=ActionKind.ORDER, valid_from=day("2018-05-01")),
        Revokes(start="t/undo", end="t/order", in_part=True),
    )
    row = ask(None, "2019-01-01", "t/order/1")
    assert row["status"] == "IN_FORCE"
    assert "REVOKES" not in [step["relation"] for step in row["reasons"]]


def test_end_of_the_revoker_does_not_revive(ask: Ask, world: World) -> None:
    world.add(
        ExecutiveAction(
            id="t/undo",
            name="Undo",
            kind=ActionKind.ORDER,
            valid_from=day("2018-05-01"),
            valid_to=day("2019-01-01"),
        ),
        Revokes(start="t/undo", end="t/cond"),
    )
    assert ask("t/a", "2020-01-01")["status"] == "NOT_IN_FORCE"


def test_nationwide_relief_reaches_every_place(ask: Ask, world: World) -> None:
    world.add(*relief("t/r", Scope.NATIONWIDE))
    for place in (None, "t/a", "t/st"):
        row = ask(place, "2018-03-01")
        assert (row["status"], row["since"], row["scope"]) == ("ENJOINED", day("2018-03-01"), "NATIONWIDE")
        assert row["relief"]["id"] == "t/r"
        assert row["ruling"]["id"] == "t/r/ruling"
    assert ask("t/a", "2018-02-28")["status"] == "IN_FORCE"


def test_relief_ends_on_its_last_day(ask: Ask, world: World) -> None:
    world.add(*relief("t/r", Scope.NATIONWIDE, valid_to=day("2018-09-01")))
    assert ask("t/a", "2018-08-31")["status"] == "ENJOINED"
    assert ask("t/a", "2018-09-01")["status"] == "IN_FORCE"


def test_relief_with_an_empty_interval_changes_nothing(ask: Ask, world: World) -> None:
    world.add(*relief("t/r", Scope.NATIONWIDE, valid_to=day("2018-03-01")))
    assert ask("t/a", "2018-03-01")["status"] == "IN_FORCE"


def test_relief_for_parties_reaches_those_it_names(ask: Ask, world: World) -> None:
    world.add(*relief("t/r"), Protects(start="t/r", end="t/a"))
    assert ask("t/a", "2018-06-01")["status"] == "ENJOINED"
    assert ask("t/b", "2018-06-01")["status"] == "IN_FORCE"
    nationwide = ask(None, "2018-06-01")
    assert nationwide["status"] == "IN_FORCE"
    assert [step["says"] for step in nationwide["reasons"] if step["relation"] == "ENJOINS"] == ["ELSEWHERE"]


@pytest.mark.parametrize(("covered", "status"), [(True, "ENJOINED"), (False, "IN_FORCE")])
def test_relief_for_a_state_reaches_its_cities_only_where_it_says_so(
    ask: Ask, world: World, covered: bool, status: str
) -> None:
    world.add(*relief("t/r"), Protects(start="t/r", end="t/st", includes_subdivisions=covered))
    assert ask("t/st", "2018-06-01")["status"] == "ENJOINED"
    assert ask("t/a", "2018-06-01")["status"] == status


def test_relief_for_one_of_two_records_of_a_place_reaches_both(ask: Ask, world: World) -> None:
    world.add(
        Jurisdiction(id="t/a2", name="Aville County", kind=JurisdictionKind.COUNTY),
        SameAs(start="t/a2", end="t/a"),
        *relief("t/r"),
        Protects(start="t/r", end="t/a2"),
    )
    assert ask("t/a", "2018-06-01")["status"] == "ENJOINED"
    assert ask("t/a2", "2018-06-01")["status"] == "ENJOINED"


@pytest.mark.parametrize("text", ["t/order/1", "t/order"])
def test_relief_against_the_imposing_text_or_its_whole_reaches_the_condition(
    ask: Ask, world: World, text: str
) -> None:
    world.add(*relief("t/r", Scope.NATIONWIDE)[:3], Enjoins(start="t/r", end=text))
    row = ask("t/a", "2018-06-01")
    assert row["status"] == "ENJOINED"
    assert "IMPOSED_BY" in [step["relation"] for step in row["reasons"]]
    assert ask(None, "2018-06-01", "t/order/1")["status"] == "ENJOINED"


def test_relief_against_a_section_leaves_the_whole(ask: Ask, world: World) -> None:
    world.add(*relief("t/r", Scope.NATIONWIDE)[:3], Enjoins(start="t/r", end="t/order/1"))
    assert ask(None, "2018-06-01", "t/order")["status"] == "IN_FORCE"


def test_stay_suspends_the_relief_for_its_interval(ask: Ask, world: World) -> None:
    world.add(
        *relief("t/r"),
        Protects(start="t/r", end="t/a"),
        Ruling(id="t/stay", name="Stay", kind=RulingKind.STAY, decided_on=day("2018-04-01")),
        Stays(start="t/stay", end="t/r", valid_from=day("2018-04-01"), valid_to=day("2018-05-01")),
    )
    assert ask("t/a", "2018-03-31")["status"] == "ENJOINED"
    assert ask("t/a", "2018-04-01")["status"] == "IN_FORCE"
    again = ask("t/a", "2018-05-01")
    assert (again["status"], again["since"]) == ("ENJOINED", day("2018-05-01"))


def test_stay_outside_the_parties_leaves_the_parties_their_relief(ask: Ask, world: World) -> None:
    world.add(
        *relief("t/r", Scope.NATIONWIDE),
        Protects(start="t/r", end="t/a"),
        Ruling(id="t/stay", name="Stay", kind=RulingKind.STAY, decided_on=day("2018-04-01")),
        Stays(start="t/stay", end="t/r", outside_parties_only=True),
    )
    assert ask("t/b", "2018-03-31")["status"] == "ENJOINED"
    assert ask("t/a", "2018-04-01")["status"] == "ENJOINED"
    assert ask("t/b", "2018-04-01")["status"] == "IN_FORCE"
    assert ask(None, "2018-04-01")["status"] == "IN_FORCE"


def test_class_relief_leaves_unlisted_members_uncertain(ask: Ask, world: World) -> None:
    world.add(
        *relief(
            "t/r",
            Scope.CLASS,
            unlisted_members="members of a league",
            unlisted_kinds=(JurisdictionKind.PLACE,),
        ),
        Protects(start="t/r", end="t/b"),
    )
    row = ask("t/a", "2018-06-01")
    assert row["status"] == "UNCERTAIN"
    assert "members of a league" in row["missing"][0]
    assert row["relief"]["id"] == "t/r"
    assert ask("t/b", "2018-06-01")["status"] == "ENJOINED"
    assert ask("t/st", "2018-06-01")["status"] == "IN_FORCE"
    assert ask(None, "2018-06-01")["status"] == "IN_FORCE"


def test_class_relief_outweighs_the_court_above_but_not_the_places_own_judgment(
    ask: Ask, world: World
) -> None:
    world.add(
        *relief(
            "t/r",
            Scope.CLASS,
            unlisted_members="members of a league",
            unlisted_kinds=(JurisdictionKind.PLACE,),
        ),
        *court("t/app", CourtLevel.APPEALS, 2, "t/st"),
        *ruling("t/lawful", "t/app", "2018-02-01", Outcome.LAWFUL, party="t/a"),
    )
    own = ask("t/a", "2018-06-01")
    assert own["status"] == "UPHELD"
    assert "members of a league" in own["missing"][0]
    assert ask("t/b", "2018-06-01")["status"] == "UNCERTAIN"


def test_beginning_known_to_the_month_is_uncertain_within_it(ask: Ask, world: World) -> None:
    world.add(
        *relief("t/r", Scope.NATIONWIDE, valid_from_precision=Precision.MONTH),
    )
    assert ask("t/a", "2018-02-28")["status"] == "IN_FORCE"
    row = ask("t/a", "2018-03-31")
    assert row["status"] == "UNCERTAIN"
    assert "exact day" in row["missing"][0]
    assert ask("t/a", "2018-04-01")["status"] == "ENJOINED"


def test_end_known_to_the_year_is_uncertain_within_it(ask: Ask, world: World) -> None:
    world.add(
        *relief("t/r", Scope.NATIONWIDE, valid_to=day("2020-01-01"), valid_to_precision=Precision.YEAR),
    )
    assert ask("t/a", "2018-12-31")["status"] == "ENJOINED"
    assert ask("t/a", "2019-06-01")["status"] == "UNCERTAIN"
    assert ask("t/a", "2020-01-01")["status"] == "IN_FORCE"


def test_sure_relief_outweighs_an_uncertain_one(ask: Ask, world: World) -> None:
    world.add(
        *relief("t/r1", Scope.NATIONWIDE, valid_from_precision=Precision.YEAR, valid_from=day("2018-01-01")),
        *relief("t/r2"),
        Protects(start="t/r2", end="t/a"),
    )
    assert ask("t/a", "2018-06-01")["status"] == "ENJOINED"
    assert ask("t/b", "2018-06-01")["status"] == "UNCERTAIN"


def test_planned_condition_is_uncertain_once_the_day_has_come(ask: Ask, world: World) -> None:
    world.add(
        Condition(
            id="t/plan", name="Planned", kind=ConditionKind.STANDARD_TERM, planned_from=day("2018-06-01")
        )
    )
    assert ask("t/a", "2018-05-31", "t/plan")["status"] == "NOT_IN_FORCE"
    assert ask("t/a", "2018-06-01", "t/plan")["status"] == "UNCERTAIN"


def test_binding_court_that_found_it_lawful_upholds(ask: Ask, world: World) -> None:
    world.add(
        *court("t/app", CourtLevel.APPEALS, 2, "t/st"),
        *ruling("t/lawful", "t/app", "2018-02-01", Outcome.LAWFUL),
    )
    row = ask("t/a", "2018-06-01")
    assert (row["status"], row["ruling"]["id"], row["since"]) == ("UPHELD", "t/lawful", day("2018-02-01"))
    assert ask("t/a", "2018-01-31")["status"] == "IN_FORCE"
    assert ask("t/us", "2018-06-01")["status"] == "IN_FORCE"
    assert ask(None, "2018-06-01")["status"] == "IN_FORCE"


def test_supreme_court_binds_everywhere(ask: Ask, world: World) -> None:
    world.add(
        *court("t/top", CourtLevel.SUPREME, 3),
        *ruling("t/lawful", "t/top", "2018-02-01", Outcome.LAWFUL),
    )
    assert ask("t/a", "2018-06-01")["status"] == "UPHELD"
    assert ask(None, "2018-06-01")["status"] == "UPHELD"


def test_higher_court_outranks_a_later_lower_one(ask: Ask, world: World) -> None:
    world.add(
        *court("t/app", CourtLevel.APPEALS, 2, "t/st"),
        *court("t/trial", CourtLevel.TRIAL, 1, "t/st"),
        *ruling("t/lawful", "t/app", "2018-02-01", Outcome.LAWFUL),
        *ruling("t/unlawful", "t/trial", "2018-04-01", Outcome.UNLAWFUL),
    )
    assert ask("t/a", "2018-06-01")["status"] == "UPHELD"


def test_own_case_outranks_the_court_above(ask: Ask, world: World) -> None:
    world.add(
        *court("t/app", CourtLevel.APPEALS, 2, "t/st"),
        *court("t/far", CourtLevel.APPEALS, 2, "t/b"),
        *ruling("t/unlawful", "t/app", "2018-04-01", Outcome.UNLAWFUL),
        *ruling("t/lawful", "t/far", "2018-02-01", Outcome.LAWFUL, party="t/a"),
    )
    assert ask("t/a", "2018-06-01")["status"] == "UPHELD"
    assert ask("t/st", "2018-06-01")["status"] == "IN_FORCE"


@pytest.mark.parametrize("undoing", [Reverses, Vacates])
def test_overturned_ruling_upholds_no_longer(ask: Ask, world: World, undoing: type[Any]) -> None:
    world.add(
        *court("t/app", CourtLevel.APPEALS, 2, "t/st"),
        *court("t/trial", CourtLevel.TRIAL, 1, "t/st"),
        *ruling("t/lawful", "t/trial", "2018-02-01", Outcome.LAWFUL),
        *ruling("t/later", "t/app", "2018-04-01", Outcome.NOT_DECIDED),
        undoing(start="t/later", end="t/lawful"),
    )
    assert ask("t/a", "2018-03-31")["status"] == "UPHELD"
    assert ask("t/a", "2018-04-01")["status"] == "IN_FORCE"


def test_reversal_that_is_itself_overturned_counts_no_longer(ask: Ask, world: World) -> None:
    world.add(
        *court("t/app", CourtLevel.APPEALS, 2, "t/st"),
        *ruling("t/lawful", "t/app", "2018-02-01", Outcome.LAWFUL),
        *ruling("t/panel", "t/app", "2018-04-01", Outcome.NOT_DECIDED),
        *ruling("t/banc", "t/app", "2018-05-01", Outcome.NOT_DECIDED),
        Reverses(start="t/panel", end="t/lawful"),
        Vacates(start="t/banc", end="t/panel"),
    )
    assert ask("t/a", "2018-04-15")["status"] == "IN_FORCE"
    assert ask("t/a", "2018-05-01")["status"] == "UPHELD"


def test_reversal_of_the_order_does_not_end_the_relief(ask: Ask, world: World) -> None:
    world.add(
        *relief("t/r", Scope.NATIONWIDE),
        Ruling(id="t/later", name="Later", kind=RulingKind.APPELLATE_OPINION, decided_on=day("2018-05-01")),
        Reverses(start="t/later", end="t/r/ruling"),
    )
    assert ask("t/a", "2018-06-01")["status"] == "ENJOINED"


def test_neighbours_may_differ_after_two_courts_disagree(ask: Ask, world: World) -> None:
    world.add(
        *court("t/one", CourtLevel.APPEALS, 2, "t/st"),
        *court("t/two", CourtLevel.APPEALS, 2),
        *relief("t/r1", valid_to=day("2020-02-26")),
        Protects(start="t/r1", end="t/st"),
        *relief("t/r2"),
        Protects(start="t/r2", end="t/a"),
        *ruling("t/against", "t/one", "2020-03-24", Outcome.UNLAWFUL, party="t/a"),
        *ruling("t/for", "t/two", "2020-02-26", Outcome.LAWFUL, party="t/st"),
    )
    assert ask("t/st", "2020-02-25")["status"] == "ENJOINED"
    assert ask("t/st", "2020-04-01")["status"] == "UPHELD"
    assert ask("t/a", "2020-04-01")["status"] == "ENJOINED"
    assert ask("t/b", "2020-04-01")["status"] == "IN_FORCE"


def test_relief_limited_to_a_program_still_stops_the_condition_as_such(ask: Ask, world: World) -> None:
    world.add(*relief("t/r", Scope.NATIONWIDE), LimitedTo(start="t/r", end="99.001"))
    assert ask("t/a", "2018-06-01")["status"] == "ENJOINED"


def test_status_does_not_depend_on_what_else_the_relief_enjoins(ask: Ask, world: World) -> None:
    world.add(
        *relief("t/r", Scope.NATIONWIDE),
        Enjoins(start="t/r", end="t/order"),
        Enjoins(start="t/r", end="t/order/1"),
    )
    row = ask("t/a", "2018-06-01")
    assert [step["object"]["id"] for step in row["reasons"] if step["relation"] == "ENJOINS"] == ["t/cond"]
