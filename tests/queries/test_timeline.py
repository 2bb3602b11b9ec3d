"""What bears on a place, a text or a case over time: why each thing is there, and from when to when."""

from typing import Any

import pytest

from graph.store import Store
from queries.timeline import Timeline
from schema.claims import About, Against, Claim, MadeBy, Stance
from schema.courts import (
    Case,
    Court,
    CourtLevel,
    DecidedIn,
    Enjoins,
    Holds,
    OrderedBy,
    Outcome,
    PartyTo,
    Protects,
    Relief,
    Role,
    RuledBy,
    Ruling,
    RulingKind,
    Scope,
    Stays,
)
from schema.duties import AttachesTo, Binds, Condition, ConditionKind, ImposedBy
from schema.law import ActionKind, ExecutiveAction, PartOf, Revokes
from schema.money import AllocatedTo, AllocatedUnder, Allocation, GrantProgram
from schema.places import Jurisdiction, JurisdictionKind, SameAs, Within
from schema.politics import (
    AdoptedBy,
    AgreedFor,
    Agreement,
    Designates,
    Designation,
    ListedIn,
    Policy,
    PolicyKind,
)
from schema.values import Precision
from tests.queries.world import World, ask, day

pytestmark = pytest.mark.database


@pytest.fixture
def town(world: World) -> World:
    """A city that is also a county, in a state, and an order whose section imposes a condition."""
    world.add(
        Jurisdiction(id="t/state", name="Quux State", kind=JurisdictionKind.STATE),
        Jurisdiction(id="t/city", name="Quux City", kind=JurisdictionKind.PLACE),
        Jurisdiction(id="t/county", name="Quux County", kind=JurisdictionKind.COUNTY),
        SameAs(start="t/city", end="t/county"),
        Within(start="t/city", end="t/state"),
        ExecutiveAction(id="t/order", name="Order", kind=ActionKind.ORDER, issued_on=day("2017-01-01")),
        ExecutiveAction(id="t/order/9", name="Section 9", kind=ActionKind.SECTION),
        PartOf(start="t/order/9", end="t/order"),
        Condition(id="t/term", name="Term", kind=ConditionKind.CERTIFICATION, announced_on=day("2017-02-01")),
        ImposedBy(start="t/term", end="t/order/9"),
        Case(id="t/case", name="City v. Nation", filed_on=day("2017-03-01")),
        PartyTo(start="t/city", end="t/case", role=Role.PLAINTIFF),
        Court(id="t/court", name="Court", level=CourtLevel.TRIAL, rank=1),
        *ruling("t/r1", "2017-06-01"),
    )
    return world


def ruling(name: str, on: str) -> list[Any]:
    """A decision of the case."""
    return [
        Ruling(id=name, name=name, kind=RulingKind.JUDGMENT, decided_on=day(on), citation=f"{name} cited"),
        RuledBy(start=name, end="t/court"),
        DecidedIn(start=name, end="t/case"),
    ]


def relief(name: str, scope: Scope = Scope.PARTIES, text: str = "t/term", **fields: Any) -> list[Any]:
    """A relief against a text."""
    return [Relief(id=name, name=name, scope=scope, **fields), Enjoins(start=name, end=text)]


def events(world: World, about: str, **fields: Any) -> dict[tuple[str, str], dict[str, Any]]:
    """The rows by lane and node."""
    rows = world.ask(Timeline(about=about, **fields))
    dated = [row["begins"] for row in rows if row["begins"]]
    assert dated == sorted(dated)
    found = {(row["lane"], row["node"]["id"]): row for row in rows}
    assert len(found) == len(rows)
    return found


def reasons(world: World, about: str, **fields: Any) -> dict[str, str]:
    """Why each node is there."""
    return {node: row["why"] for (_, node), row in events(world, about, **fields).items()}


def test_policies_of_a_place_and_of_its_twin_with_their_sections(town: World) -> None:
    town.add(
        Policy(
            id="t/p", name="P", kind=PolicyKind.ORDINANCE, enacted_on=day("2012-09-12"), citation="P cited"
        ),
        Policy(id="t/p/1", name="P 1", kind=PolicyKind.SECTION, valid_from=day("2021-02-23")),
        PartOf(start="t/p/1", end="t/p"),
        AdoptedBy(start="t/p", end="t/county"),
    )
    found = events(town, "t/city")
    row = found["POLICY", "t/p"]
    assert (row["why"], row["via"]["id"], row["begins"], row["ends"]) == (
        "ADOPTED",
        "t/county",
        day("2012-09-12"),
        None,
    )
    assert (row["citation"], [each["id"] for each in row["said_by"]], row["point"]) == (
        "P cited",
        ["t/county"],
        False,
    )
    assert found["POLICY", "t/p/1"]["begins"] == day("2021-02-23")


def test_lists_and_agreements_of_a_place(town: World) -> None:
    town.add(
        Designation(id="t/d", name="D", valid_to=day("2018-01-01"), valid_to_precision=Precision.MONTH),
        Designates(start="t/d", end="t/city"),
        ListedIn(start="t/d", end="t/order"),
        Agreement(id="t/a", name="A", signed_on=day("2016-05-05")),
        AgreedFor(start="t/a", end="t/city"),
    )
    found = events(town, "t/city")
    listed, agreed = found["DESIGNATION", "t/d"], found["AGREEMENT", "t/a"]
    assert (listed["begins"], listed["ends"], listed["ends_precision"]) == (
        day("2017-01-01"),
        day("2018-01-01"),
        "MONTH",
    )
    assert [each["id"] for each in listed["concerns"]] == ["t/order"]
    assert (agreed["begins"], agreed["why"]) == (day("2016-05-05"), "AGREED")


def test_reliefs_reach_a_place_by_name_by_its_state_nationwide_or_perhaps(town: World) -> None:
    town.add(
        *relief("t/named"),
        Protects(start="t/named", end="t/city"),
        *relief("t/state-only"),
        Protects(start="t/state-only", end="t/state"),
        *relief("t/within"),
        Protects(start="t/within", end="t/state", includes_subdivisions=True),
        *relief("t/nation", Scope.NATIONWIDE),
        *relief("t/class", Scope.CLASS, unlisted_kinds=(JurisdictionKind.PLACE,)),
        *relief("t/others", Scope.CLASS, unlisted_kinds=(JurisdictionKind.TRIBE,)),
    )
    found = reasons(town, "t/city")
    assert {node: why for node, why in found.items() if node != "t/r1"} == {
        "t/named": "NAMED",
        "t/within": "SUBDIVISION",
        "t/nation": "NATIONWIDE",
        "t/class": "CLASS",
    }


def test_a_relief_comes_with_its_stays_and_its_court(town: World) -> None:
    town.add(
        *relief("t/nation", Scope.NATIONWIDE),
        OrderedBy(start="t/nation", end="t/r1"),
        *ruling("t/r2", "2018-06-04"),
        Stays(
            start="t/r2",
            end="t/nation",
            outside_parties_only=True,
            valid_from=day("2018-06-26"),
            valid_to=day("2018-07-27"),
        ),
    )
    found = events(town, "t/term")
    granted, stay = found["RELIEF", "t/nation"], found["STAY", "t/r2"]
    assert (granted["begins"], granted["citation"]) == (day("2017-06-01"), "t/r1 cited")
    assert [each["id"] for each in granted["said_by"]] == ["t/court"]
    assert (stay["begins"], stay["ends"], stay["says"]) == (
        day("2018-06-26"),
        day("2018-07-27"),
        "OUTSIDE_PARTIES_ONLY",
    )
    assert (stay["via"]["id"], stay["citation"], stay["point"]) == ("t/nation", "t/r2 cited", False)


def test_what_never_held_is_left_out_and_changes_nothing(town: World) -> None:
    before = events(town, "t/term")
    town.add(*relief("t/none", valid_from=day("2018-01-01"), valid_to=day("2018-01-01")))
    assert events(town, "t/term") == before


def test_a_link_that_begins_later_or_ends_earlier_bounds_the_interval(town: World) -> None:
    town.add(
        *relief("t/relief", valid_from=day("2017-06-01"), valid_to=day("2020-01-01")),
        Protects(start="t/relief", end="t/city", valid_from=day("2018-01-01"), valid_to=day("2019-01-01")),
    )
    row = events(town, "t/city")["RELIEF", "t/relief"]
    assert (row["begins"], row["ends"]) == (day("2018-01-01"), day("2019-01-01"))
    row = events(town, "t/term")["RELIEF", "t/relief"]
    assert (row["begins"], row["ends"]) == (day("2017-06-01"), day("2020-01-01"))


def test_history_of_a_condition(town: World) -> None:
    town.add(
        *relief("t/relief", text="t/order/9", valid_from=day("2017-06-01")),
        Holds(start="t/r1", end="t/term", outcome=Outcome.UNLAWFUL),
        Claim(id="t/claim", name="C", stance=Stance.CONFLICTS, statement="So."),
        About(start="t/claim", end="t/city"),
        Against(start="t/claim", end="t/term"),
        MadeBy(start="t/claim", end="t/r1"),
    )
    found = events(town, "t/term")
    assert {key: (row["why"], row["begins"], row["point"]) for key, row in found.items()} == {
        ("ACTION", "t/order"): ("IMPOSES", day("2017-01-01"), False),
        ("ACTION", "t/order/9"): ("IMPOSES", None, False),
        ("CONDITION", "t/term"): ("ITSELF", day("2017-02-01"), False),
        ("RELIEF", "t/relief"): ("ENJOINS", day("2017-06-01"), False),
        ("RULING", "t/r1"): ("HOLDS", day("2017-06-01"), True),
        ("CLAIM", "t/claim"): ("AGAINST", day("2017-06-01"), True),
    }
    assert found["RULING", "t/r1"]["says"] == "UNLAWFUL"
    assert found["CLAIM", "t/claim"]["citation"] == "t/r1 cited"


def test_revocation_of_the_whole_ends_its_section(town: World) -> None:
    town.add(
        ExecutiveAction(id="t/later", name="Later", kind=ActionKind.ORDER, issued_on=day("2021-01-20")),
        Revokes(start="t/later", end="t/order"),
    )
    found = events(town, "t/order/9")
    assert found["ACTION", "t/order/9"]["ends"] == day("2021-01-20")
    assert (found["ACTION", "t/later"]["why"], found["ACTION", "t/later"]["ends"]) == ("REVOKES", None)
    assert found["CONDITION", "t/term"]["why"] == "IMPOSED"


def test_a_plan_is_marked(town: World) -> None:
    town.add(
        Condition(id="t/plan", name="Plan", kind=ConditionKind.STANDARD_TERM, planned_from=day("2025-10-31"))
    )
    row = events(town, "t/plan")["CONDITION", "t/plan"]
    assert (row["begins"], row["planned"]) == (day("2025-10-31"), True)
    assert not events(town, "t/term")["CONDITION", "t/term"]["planned"]


def test_conditions_of_a_place_are_those_of_its_money(town: World) -> None:
    town.add(
        GrantProgram(id="99.001", number="99.001", name="Grants"),
        Allocation(id="t/amount", name="Amount", amount=1.0, fiscal_year=2017),
        AllocatedTo(start="t/amount", end="t/county"),
        AllocatedUnder(start="t/amount", end="99.001"),
        AttachesTo(start="t/term", end="99.001", from_fiscal_year=2017),
        Condition(id="t/late", name="Late", kind=ConditionKind.CERTIFICATION),
        AttachesTo(start="t/late", end="99.001", from_fiscal_year=2018),
        Condition(id="t/other", name="Other", kind=ConditionKind.CERTIFICATION),
        AttachesTo(start="t/other", end="99.001"),
        Binds(start="t/other", end="t/state"),
    )
    found = events(town, "t/city")
    row = found["CONDITION", "t/term"]
    assert (row["why"], row["via"]["id"]) == ("MONEY", "99.001")
    assert {node for lane, node in found if lane == "CONDITION"} == {"t/term"}


def test_only_what_touches_the_days_asked_about(town: World) -> None:
    town.add(*relief("t/relief", valid_from=day("2017-06-01"), valid_to=day("2018-01-01")))
    window = {"from_": day("2018-01-01"), "to": day("2018-12-31")}
    assert "t/relief" not in reasons(town, "t/term", **window)
    assert "t/relief" in reasons(town, "t/term", **window | {"from_": day("2017-12-31")})
    assert "t/relief" not in reasons(town, "t/term", to=day("2017-05-31"))
    assert set(reasons(town, "t/term", **window)) == {"t/term", "t/order", "t/order/9"}
    assert "t/r1" not in reasons(town, "t/city", from_=day("2017-06-02"))
    assert "t/r1" in reasons(town, "t/city", from_=day("2017-06-01"), to=day("2017-06-01"))


def test_history_of_a_case(town: World) -> None:
    town.add(*relief("t/relief"), OrderedBy(start="t/relief", end="t/r1"))
    assert reasons(town, "t/case") == {"t/case": "ITSELF", "t/r1": "DECIDED", "t/relief": "ORDERED"}


def test_orders_on_detainers_of_philadelphia_follow_each_other(shipped: Store) -> None:
    rows = ask(shipped, Timeline(about="Philadelphia, PA", from_=day("2015-12-30"), to=day("2015-12-30")))
    orders = [row["node"]["id"] for row in rows if row["lane"] == "POLICY" and "Order" in row["label"]]
    assert orders == ["pol-phl-eo7-15"]


def test_nationwide_injunction_on_the_notice_condition_and_its_stay(shipped: Store) -> None:
    rows = ask(
        shipped, Timeline(about="cond-jag-fy2017-notice", from_=day("2018-06-01"), to=day("2018-07-01"))
    )
    told = {
        row["lane"]: row
        for row in rows
        if "rel-chi-pi-nation" in {row["node"]["id"], (row["via"] or {}).get("id")}
    }
    assert (told["RELIEF"]["begins"], told["RELIEF"]["ends"]) == (day("2017-09-15"), day("2018-06-26"))
    assert (told["STAY"]["begins"], told["STAY"]["says"]) == (day("2018-06-26"), "OUTSIDE_PARTIES_ONLY")
    assert all(row["sources"] for row in rows)


def test_section_of_the_order_ended_with_the_order(shipped: Store) -> None:
    rows = ask(shipped, Timeline(about="EO 13768 s. 9(a)"))
    (itself,) = [row for row in rows if row["why"] == "ITSELF"]
    assert itself["ends"] == day("2021-01-20")
    reliefs = [row["node"]["id"] for row in rows if row["lane"] == "RELIEF"]
    assert reliefs[:2] == ["rel-eo13768-pi", "rel-eo13768-perm-nation"]
