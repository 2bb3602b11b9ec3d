"""What changes between two days: each kind, each scope, and that changes compose."""

import datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from queries.changes import ChangeKind, Changes
from schema.courts import (
    EndedBy,
    Enjoins,
    OrderedBy,
    Protects,
    Relief,
    Ruling,
    RulingKind,
    Scope,
    Stays,
)
from schema.duties import AttachesTo, Condition, ConditionKind, ImposedBy
from schema.law import ActionKind, ExecutiveAction, IssuedBy, Revokes
from schema.money import (
    ActsFor,
    AdministeredBy,
    Agency,
    AllocatedTo,
    AllocatedUnder,
    Allocation,
    Award,
    AwardedTo,
    GrantProgram,
    MadeUnder,
    Recipient,
)
from schema.places import Jurisdiction, JurisdictionKind
from schema.politics import AgreedFor, AgreedWith, Agreement, Designates, Designation, ListedIn
from schema.values import Precision
from tests.queries.world import World, day

pytestmark = pytest.mark.database

Told = tuple[str, str, str]


@pytest.fixture
def field(world: World) -> World:
    """An agency's order puts a condition on a program; a city has money, an entry and an agreement."""
    world.add(
        Agency(id="t/agency", name="Test agency"),
        GrantProgram(id="99.001", number="99.001", name="One"),
        AdministeredBy(start="99.001", end="t/agency"),
        Jurisdiction(id="t/a", name="Aville", kind=JurisdictionKind.PLACE),
        ExecutiveAction(id="t/order", name="Order", kind=ActionKind.ORDER, issued_on=day("2017-01-01")),
        IssuedBy(start="t/order", end="t/agency"),
        Condition(
            id="t/cond",
            name="Condition",
            kind=ConditionKind.CERTIFICATION,
            valid_from=day("2017-02-01"),
            valid_to=day("2021-01-01"),
            valid_to_precision=Precision.YEAR,
        ),
        ImposedBy(start="t/cond", end="t/order"),
        AttachesTo(start="t/cond", end="99.001"),
        Ruling(
            id="t/ruling",
            name="Ruling",
            kind=RulingKind.JUDGMENT,
            decided_on=day("2018-01-01"),
            citation="1 X 1",
        ),
        Relief(
            id="t/relief",
            name="Relief",
            scope=Scope.NATIONWIDE,
            valid_from=day("2018-01-01"),
            valid_to=day("2019-01-01"),
        ),
        OrderedBy(start="t/relief", end="t/ruling"),
        Enjoins(start="t/relief", end="t/cond"),
        Protects(start="t/relief", end="t/a"),
        ExecutiveAction(id="t/list", name="List", kind=ActionKind.LIST, issued_on=day("2017-03-01")),
        Designation(id="t/entry", name="Entry", valid_from=day("2017-03-01"), valid_to=day("2017-04-01")),
        ListedIn(start="t/entry", end="t/list"),
        Designates(start="t/entry", end="t/a"),
        Agreement(
            id="t/agreement", name="Agreement", valid_from=day("2017-05-01"), valid_to=day("2017-06-01")
        ),
        AgreedFor(start="t/agreement", end="t/a"),
        AgreedWith(start="t/agreement", end="t/agency"),
        Recipient(id="t/uei", name="AVILLE"),
        ActsFor(start="t/uei", end="t/a"),
        Award(id="t/award", name="Award", obligated_amount=-50.0, obligated_on=day("2017-07-01")),
        AwardedTo(start="t/award", end="t/uei"),
        MadeUnder(start="t/award", end="99.001"),
        Allocation(
            id="t/sum",
            name="Sum",
            amount=9.0,
            approximate=True,
            fiscal_year=2017,
            valid_from=day("2017-08-01"),
        ),
        AllocatedUnder(start="t/sum", end="99.001"),
        AllocatedTo(start="t/sum", end="t/a"),
    )
    return world


def rows(world: World, since: str, until: str, **arguments: Any) -> list[dict[str, Any]]:
    """The changes of this world."""
    found = world.ask(Changes(from_=day(since), to=day(until), **arguments))
    return [row for row in found if row["what"]["id"] in world.ids]


def told(world: World, since: str, until: str, **arguments: Any) -> list[Told]:
    """Day, kind and record of each change."""
    return [
        (str(row["day"]), row["kind"], row["what"]["id"]) for row in rows(world, since, until, **arguments)
    ]


WHOLE = [
    ("2017-01-01", "CAME_INTO_FORCE", "t/order"),
    ("2017-02-01", "CAME_INTO_FORCE", "t/cond"),
    ("2017-03-01", "CAME_INTO_FORCE", "t/list"),
    ("2017-03-01", "LISTED", "t/entry"),
    ("2017-04-01", "DELISTED", "t/entry"),
    ("2017-05-01", "AGREED", "t/agreement"),
    ("2017-06-01", "AGREEMENT_ENDED", "t/agreement"),
    ("2017-07-01", "OBLIGATED", "t/award"),
    ("2017-08-01", "ALLOCATED", "t/sum"),
    ("2018-01-01", "ENJOINED", "t/relief"),
    ("2019-01-01", "FREED", "t/relief"),
    ("2021-01-01", "ENDED", "t/cond"),
]
TERM = [each for each in WHOLE if each[2] in {"t/cond", "t/relief"}]


def test_everything_that_changed_in_the_order_of_days(field: World) -> None:
    assert told(field, "2016-12-31", "2021-01-01") == WHOLE


@pytest.mark.parametrize(
    ("scope", "others"),
    [
        ("t/a", {"t/cond", "t/relief", "t/entry", "t/agreement", "t/award", "t/sum"}),
        ("99.001", {"t/cond", "t/relief", "t/award", "t/sum"}),
        ("t/cond", {"t/cond", "t/relief"}),
        ("t/order", {"t/order", "t/cond", "t/relief"}),
        ("t/list", {"t/list", "t/entry"}),
        ("t/agency", {"t/order", "t/cond", "t/relief", "t/agreement", "t/award", "t/sum"}),
    ],
)
def test_scope_keeps_what_concerns_it(field: World, scope: str, others: set[str]) -> None:
    expected = [each for each in WHOLE if each[2] in others]
    assert told(field, "2016-12-31", "2021-01-01", scope=scope) == expected


def test_first_day_is_outside_and_last_day_inside(field: World) -> None:
    assert told(field, "2018-01-01", "2019-01-01") == [("2019-01-01", "FREED", "t/relief")]
    assert told(field, "2017-12-31", "2018-12-31") == [("2018-01-01", "ENJOINED", "t/relief")]


def test_kinds_keep_what_happened_so(field: World) -> None:
    kinds = (ChangeKind.LISTED, ChangeKind.FREED)
    assert [each[1] for each in told(field, "2016-12-31", "2021-01-01", kinds=kinds)] == ["LISTED", "FREED"]


def test_money_is_told_with_its_sign_and_whether_it_is_exact(field: World) -> None:
    award, amount = rows(field, "2017-06-30", "2017-08-01")
    assert (award["amount"], award["approximate"]) == (-50.0, False)
    assert (amount["amount"], amount["approximate"]) == (9.0, True)
    assert [each["id"] for each in award["programs"] + amount["programs"]] == ["99.001", "99.001"]


def test_enjoined_says_which_text_by_which_ruling_and_for_whom(field: World) -> None:
    (row,) = rows(field, "2017-12-31", "2018-01-01")
    assert ([each["id"] for each in row["texts"]], [each["id"] for each in row["places"]]) == (
        ["t/cond"],
        ["t/a"],
    )
    (deciding,) = [step for step in row["reasons"] if step["decides"]]
    assert (deciding["relation"], deciding["object"]["id"]) == ("ORDERED_BY", "t/ruling")
    assert deciding["citation"] == "1 X 1"


def test_end_known_to_the_year_says_so(field: World) -> None:
    (row,) = rows(field, "2020-06-01", "2021-06-01")
    assert (row["kind"], row["precision"]) == ("ENDED", "YEAR")


def test_relief_that_follows_on_the_same_day_is_named(field: World) -> None:
    field.add(
        Relief(id="t/next", name="Next", scope=Scope.NATIONWIDE, valid_from=day("2019-01-01")),
        Enjoins(start="t/next", end="t/cond"),
    )
    enjoined, freed = rows(field, "2018-12-31", "2019-01-01")
    assert (enjoined["what"]["id"], freed["what"]["id"]) == ("t/next", "t/relief")
    assert [each["id"] for each in freed["also_enjoined_by"]] == ["t/next"]


def test_revocation_ends_and_says_who_revoked(field: World) -> None:
    field.add(
        ExecutiveAction(id="t/undo", name="Undo", kind=ActionKind.ORDER, valid_from=day("2018-06-01")),
        Revokes(start="t/undo", end="t/cond"),
    )
    (_, row) = rows(field, "2018-05-31", "2018-06-01")
    assert (row["kind"], row["what"]["id"]) == ("ENDED", "t/cond")
    assert [step["subject"]["id"] for step in row["reasons"] if step["decides"]] == ["t/undo"]
    assert told(field, "2020-12-31", "2021-01-01") == []


@pytest.mark.parametrize("outside", [False, True])
def test_stay_frees_while_it_lasts(field: World, outside: bool) -> None:
    field.add(
        Ruling(id="t/stay", name="Stay", kind=RulingKind.STAY, decided_on=day("2018-03-01")),
        Stays(start="t/stay", end="t/relief", valid_to=day("2018-05-01"), outside_parties_only=outside),
    )
    freed, again = rows(field, "2018-02-28", "2018-05-01")
    assert (str(freed["day"]), freed["kind"], freed["outside_parties_only"]) == (
        "2018-03-01",
        "FREED",
        outside,
    )
    assert (str(again["day"]), again["kind"], again["outside_parties_only"]) == (
        "2018-05-01",
        "ENJOINED",
        outside,
    )
    assert [s["subject"]["id"] for s in freed["reasons"] if s["decides"] and s["relation"] == "STAYS"] == [
        "t/stay"
    ]


def test_end_of_a_relief_that_was_stayed_for_good_frees_nobody_again(field: World) -> None:
    field.add(
        Ruling(id="t/stay", name="Stay", kind=RulingKind.STAY, decided_on=day("2018-03-01")),
        Stays(start="t/stay", end="t/relief"),
    )
    assert told(field, "2018-01-01", "2019-12-31") == [("2018-03-01", "FREED", "t/relief")]


def test_stay_without_an_end_decides_when_it_begins_and_not_before(field: World) -> None:
    field.add(
        Ruling(id="t/stay", name="Stay", kind=RulingKind.STAY, decided_on=day("2018-03-01")),
        Stays(start="t/stay", end="t/relief"),
    )
    stays = [
        step["decides"]
        for row in rows(field, "2017-12-31", "2018-03-01")
        for step in row["reasons"]
        if step["relation"] == "STAYS"
    ]
    assert stays == [False, True]


def test_ending_ruling_is_the_reason(field: World) -> None:
    field.add(
        Ruling(id="t/above", name="Above", kind=RulingKind.APPELLATE_OPINION, decided_on=day("2019-01-01")),
        EndedBy(start="t/relief", end="t/above"),
    )
    (row,) = rows(field, "2018-12-31", "2019-01-01")
    assert [step["object"]["id"] for step in row["reasons"] if step["decides"]] == ["t/above"]


def test_relief_with_an_empty_interval_changes_nothing(field: World) -> None:
    before = told(field, "2016-12-31", "2021-01-01")
    field.add(
        Relief(
            id="t/empty",
            name="Empty",
            scope=Scope.NATIONWIDE,
            valid_from=day("2018-06-01"),
            valid_to=day("2018-06-01"),
        ),
        Enjoins(start="t/empty", end="t/cond"),
    )
    assert told(field, "2016-12-31", "2021-01-01") == before


DAYS = st.dates(datetime.date(2016, 12, 1), datetime.date(2021, 2, 1))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    days=st.lists(DAYS, min_size=3, max_size=3).map(sorted), scope=st.sampled_from([None, "t/a", "99.001"])
)
def test_changes_compose(field: World, days: list[datetime.date], scope: str | None) -> None:
    a, b, c = map(str, days)
    first, then = told(field, a, b, scope=scope), told(field, b, c, scope=scope)
    assert first + then == told(field, a, c, scope=scope)
