"""How two things are connected: shortest first, on a day, and not through hubs."""

from typing import Any

import pytest

from graph.store import Store
from queries.path import LONGEST, Path
from schema.claims import About, Against, Claim, Stance
from schema.courts import Enjoins, Protects, Relief, Scope
from schema.duties import AttachesTo, Condition, ConditionKind
from schema.money import (
    ActsFor,
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
from tests.queries.world import World, ask, day

pytestmark = pytest.mark.database


@pytest.fixture
def land(world: World) -> World:
    """A country with two states, two cities in the first, and a condition of a program."""
    world.add(
        Jurisdiction(id="t/land", name="Land", kind=JurisdictionKind.COUNTRY),
        *(
            Jurisdiction(id=f"t/state{number}", name=f"State {number}", kind=JurisdictionKind.STATE)
            for number in (1, 2)
        ),
        *(
            Jurisdiction(id=f"t/city{number}", name=f"City {number}", kind=JurisdictionKind.PLACE)
            for number in (1, 2, 3)
        ),
        Within(start="t/state1", end="t/land"),
        Within(start="t/state2", end="t/land"),
        Within(start="t/city1", end="t/state1"),
        Within(start="t/city2", end="t/state1"),
        Within(start="t/city3", end="t/state2"),
        GrantProgram(id="99.001", number="99.001", name="Grants"),
        Condition(id="t/term", name="Term", kind=ConditionKind.CERTIFICATION),
        AttachesTo(start="t/term", end="99.001", source=("https://example.org/term",)),
    )
    return world


def relief(world: World, name: str, place: str, **fields: Any) -> None:
    """A relief against the term for a place."""
    world.add(
        Relief(id=name, name=name, scope=Scope.PARTIES, **fields),
        Enjoins(start=name, end="t/term"),
        Protects(start=name, end=place),
    )


def ways(world: World, start: str, end: str, **fields: Any) -> list[list[tuple[str, bool, str]]]:
    """Each path as relation, direction and the node that it comes to."""
    rows = world.ask(Path(from_=start, to=end, **fields))
    for row in rows:
        nodes = [row["steps"][0]["earlier"]["id"], *(step["later"]["id"] for step in row["steps"])]
        assert (nodes[0], nodes[-1], len(nodes)) == (start, end, row["length"] + 1)
        assert nodes[1:-1] == [step["earlier"]["id"] for step in row["steps"]][1:]
    return [
        [(each["relation"], each["forward"], each["later"]["id"]) for each in row["steps"]] for row in rows
    ]


def test_shortest_path_comes_first_and_each_link_has_its_source(land: World) -> None:
    relief(land, "t/relief", "t/city1")
    land.add(
        Claim(id="t/claim", name="Claim", stance=Stance.OTHER, statement="So."),
        About(start="t/claim", end="t/city1"),
        Against(start="t/claim", end="t/relief"),
    )
    found = ways(land, "t/city1", "99.001")
    assert found[0] == [
        ("PROTECTS", False, "t/relief"),
        ("ENJOINS", True, "t/term"),
        ("ATTACHES_TO", True, "99.001"),
    ]
    assert [len(each) for each in found] == sorted(len(each) for each in found)
    row = land.ask(Path(from_="t/city1", to="99.001"))[0]
    assert row["steps"][-1]["sources"] == ["https://example.org/term"]
    assert {step["dataset"] for step in row["steps"]} == {"test-world"}


def test_read_the_other_way_it_is_the_same_path(land: World) -> None:
    relief(land, "t/relief", "t/city1")
    assert ways(land, "t/term", "t/city1") == [
        [("ENJOINS", False, "t/relief"), ("PROTECTS", True, "t/city1")]
    ]


def test_on_a_day_only_what_holds_on_it(land: World) -> None:
    relief(land, "t/relief", "t/city1", valid_from=day("2017-01-01"), valid_to=day("2018-01-01"))
    days = {on: bool(ways(land, "t/city1", "t/term", as_of=day(on))) for on in ("2016-12-31", "2017-01-01")}
    assert days == {"2016-12-31": False, "2017-01-01": True}
    assert not ways(land, "t/city1", "t/term", as_of=day("2018-01-01"))
    assert ways(land, "t/city1", "t/term")


def test_no_path_is_longer_than_asked_for(land: World) -> None:
    relief(land, "t/relief", "t/city1")
    assert ways(land, "t/city1", "99.001", longest=3)
    assert not ways(land, "t/city1", "99.001", longest=2)


def test_the_country_connects_nothing_but_is_found_itself(land: World) -> None:
    assert not ways(land, "t/state1", "t/state2", longest=LONGEST)
    assert not ways(land, "t/city1", "t/city3")
    assert ways(land, "t/city1", "t/land") == [[("WITHIN", True, "t/state1"), ("WITHIN", True, "t/land")]]


def test_a_state_connects_its_cities_but_not_by_way_of_others(land: World) -> None:
    assert ways(land, "t/city1", "t/city2") == [[("WITHIN", True, "t/state1"), ("WITHIN", False, "t/city2")]]
    relief(land, "t/relief", "t/city2")
    assert not ways(land, "t/state1", "t/relief")[1:]
    assert not ways(land, "t/city1", "t/term", longest=LONGEST)


def test_a_thing_is_not_connected_with_itself(land: World) -> None:
    relief(land, "t/relief", "t/city1")
    assert not ways(land, "t/city1", "t/city1")


def test_awards_connect_a_place_with_a_program_and_with_nothing_else(land: World) -> None:
    land.add(
        Recipient(id="t/recipient", name="City 1"),
        Award(id="t/award", name="Award"),
        ActsFor(start="t/recipient", end="t/city1"),
        AwardedTo(start="t/award", end="t/recipient"),
        MadeUnder(start="t/award", end="99.001"),
    )
    chain = [
        ("ACTS_FOR", False, "t/recipient"),
        ("AWARDED_TO", False, "t/award"),
        ("MADE_UNDER", True, "99.001"),
    ]
    assert ways(land, "t/city1", "99.001") == [chain]
    assert ways(land, "t/recipient", "99.001") == [chain[1:]]
    assert not ways(land, "t/city1", "t/term")


def test_of_equally_long_paths_the_one_by_the_less_busy_node_is_first(land: World) -> None:
    for number in range(4):
        land.add(
            Allocation(id=f"t/amount{number}", name="Amount", amount=1.0),
            AllocatedTo(start=f"t/amount{number}", end="t/city1"),
            AllocatedUnder(start=f"t/amount{number}", end="99.001"),
        )
    land.add(AllocatedTo(start="t/amount0", end="t/city3"))
    rows = land.ask(Path(from_="t/city1", to="99.001"))
    assert [row["steps"][0]["later"]["id"] for row in rows] == [
        f"t/amount{number}" for number in (1, 2, 3, 0)
    ]
    assert [row["busiest"] for row in rows] == [2, 2, 2, 3]


def test_chicago_and_the_access_condition_meet_in_the_injunction(shipped: Store) -> None:
    rows = ask(shipped, Path(from_="Chicago", to="cond-jag-fy2017-access", as_of=day("2018-01-15")))
    assert [step["relation"] for step in rows[0]["steps"]] == ["PROTECTS", "ENJOINS"]
    assert rows[0]["steps"][0]["later"]["id"] == "rel-chi-pi-chi"
    assert all(step["sources"] for row in rows for step in row["steps"])


def test_program_and_statute_of_the_words_all_other_applicable_laws(shipped: Store) -> None:
    rows = ask(shipped, Path(from_="34 USC 10153(a)(5)(D)", to="Bureau of Justice Assistance", longest=4))
    assert any("16.738" in {step["later"]["id"] for step in row["steps"]} for row in rows)
