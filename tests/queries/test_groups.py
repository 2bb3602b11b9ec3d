"""Sums of money by what its records have in common: each record once, and together all of it."""

from typing import Any

import pytest

from queries.exposure import Exposure
from queries.groups import Grouping
from schema.duties import AttachesTo, Condition, ConditionKind
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
from schema.places import Jurisdiction, JurisdictionKind, Within
from tests.queries.world import World, day

pytestmark = pytest.mark.database


@pytest.fixture
def money(world: World) -> World:
    """A state and its city; three programs, two with agencies; five records, one without an amount."""
    awards = {
        "t/one": (["99.001"], 10.0),
        "t/two": (["99.002"], 20.0),
        "t/both": (["99.001", "99.002"], 40.0),
        "t/blank": (["99.003"], None),
    }
    world.add(
        Jurisdiction(id="t/st", name="Stateland", kind=JurisdictionKind.STATE, state="TS"),
        Jurisdiction(id="t/a", name="Aville", kind=JurisdictionKind.PLACE, state="TS"),
        Within(start="t/a", end="t/st"),
        Recipient(id="t/uei", name="AVILLE"),
        ActsFor(start="t/uei", end="t/a"),
        Agency(id="t/first", name="First agency"),
        Agency(id="t/second", name="Second agency"),
        *(GrantProgram(id=f"99.00{n}", number=f"99.00{n}", name=f"Program {n}") for n in (1, 2, 3)),
        AdministeredBy(start="99.001", end="t/first"),
        AdministeredBy(start="99.002", end="t/second"),
        Condition(id="t/cond", name="Condition", kind=ConditionKind.CERTIFICATION),
        AttachesTo(start="t/cond", end="99.001"),
        *(
            Award(
                id=name, name=name, obligated_amount=amount, obligated_on=day("2017-01-10"), fiscal_year=2017
            )
            for name, (_, amount) in awards.items()
        ),
        *(AwardedTo(start=name, end="t/uei") for name in awards),
        *(MadeUnder(start=name, end=program) for name, (under, _) in awards.items() for program in under),
        Allocation(id="t/sum", name="Sum", fiscal_year=2016, amount=80.0, approximate=True),
        AllocatedUnder(start="t/sum", end="99.001"),
        AllocatedTo(start="t/sum", end="t/st"),
    )
    return world


def groups(world: World, place: str, *by: Grouping, **arguments: Any) -> list[dict[str, Any]]:
    """The groups of a place's money on a day of 2017."""
    (row,) = world.ask(Exposure(jurisdiction=place, as_of=day("2017-06-01"), group_by=by, **arguments))
    found: list[dict[str, Any]] = row["groups"]
    return found


def test_nothing_is_grouped_unless_asked(money: World) -> None:
    (row,) = money.ask(Exposure(jurisdiction="t/a", as_of=day("2017-06-01")))
    assert row["groups"] == []


def test_record_of_two_programs_is_in_neither_and_says_so(money: World) -> None:
    found = groups(money, "t/a", Grouping.PROGRAM)
    assert {(each["program"] or {}).get("id"): each["exact"] for each in found} == {
        "99.001": 10.0,
        "99.002": 20.0,
        "99.003": 0.0,
        None: 40.0,
    }
    assert [each["undivided"] for each in found if not each["program"]] == [["PROGRAM"]]
    assert [
        each["without_amount"] for each in found if each["program"] and each["program"]["id"] == "99.003"
    ] == [1]


def test_agencies_are_those_that_administer_the_programs(money: World) -> None:
    found = groups(money, "t/a", Grouping.AGENCY)
    assert {((each["agency"] or {}).get("name"), each["exact"], each["count"]) for each in found} == {
        ("First agency", 10.0, 1),
        ("Second agency", 20.0, 1),
        (None, 40.0, 2),
    }


def test_years_and_classes_are_told_together(money: World) -> None:
    found = groups(money, "t/a", Grouping.FISCAL_YEAR, Grouping.STATUS)
    assert [(each["fiscal_year"], each["exposure"], each["exact"]) for each in found] == [
        (2017, "CONDITIONED", 50.0),
        (2017, "UNCONDITIONED", 20.0),
    ]


def test_states_and_places_part_the_money_of_places_within(money: World) -> None:
    by_place = groups(money, "t/st", Grouping.PLACE, include_subdivisions=True)
    assert {(each["place"]["id"], each["exact"], each["approximate"]) for each in by_place} == {
        ("t/st", 0.0, 80.0),
        ("t/a", 70.0, 0.0),
    }
    (whole,) = groups(money, "t/st", Grouping.STATE, include_subdivisions=True)
    assert (whole["state"], whole["exact"], whole["approximate"], whole["count"]) == ("TS", 70.0, 80.0, 5)


@pytest.mark.parametrize("by", [(one,) for one in Grouping] + [tuple(Grouping)])
def test_groups_are_all_of_the_money_once(money: World, by: tuple[Grouping, ...]) -> None:
    question = Exposure(jurisdiction="t/st", as_of=day("2017-06-01"), group_by=by, include_subdivisions=True)
    (row,) = money.ask(question)
    names = ("exact", "approximate", "count", "without_amount")
    whole = [sum(each[name] for each in row["totals"]) for name in names]
    assert whole == [70.0, 80.0, 5, 1]
    assert [sum(each[name] for each in row["groups"]) for name in names] == whole
