"""Exposures side by side: each place's is what it is alone, in the order of the names."""

import msgspec
import pytest

from graph.store import Store
from queries.compare import MOST, Compare
from queries.exposure import Exposure
from schema.errors import InvalidQuestion
from schema.money import AllocatedTo, AllocatedUnder, Allocation, GrantProgram
from schema.places import Jurisdiction, JurisdictionKind
from tests.queries.world import World, ask, day

pytestmark = pytest.mark.database


@pytest.fixture
def places(world: World) -> World:
    """Three cities, two of one name, one of which has money of a program."""
    for state in ("il", "oh"):
        world.add(
            Jurisdiction(id=f"t/{state}", name="Quimbleton", kind=JurisdictionKind.PLACE, state=state.upper())
        )
    world.add(
        Jurisdiction(id="t/b", name="Beeton", kind=JurisdictionKind.PLACE),
        GrantProgram(id="99.001", number="99.001", name="One"),
        Allocation(id="t/x", name="Money", fiscal_year=2017, amount=100.0),
        AllocatedUnder(start="t/x", end="99.001"),
        AllocatedTo(start="t/x", end="t/oh"),
    )
    return world


def test_places_come_in_the_order_named(places: World) -> None:
    rows = places.ask(Compare(jurisdictions=("Quimbleton, OH", "Beeton", "t/il"), as_of=day("2017-06-01")))
    assert [row["place"]["id"] for row in rows] == ["t/oh", "t/b", "t/il"]
    assert [sum(total["exact"] for total in row["totals"]) for row in rows] == [100.0, 0, 0]


def test_a_name_of_two_places_is_refused_with_both(places: World) -> None:
    with pytest.raises(InvalidQuestion, match=r"t/il.*t/oh"):
        places.ask(Compare(jurisdictions=("Beeton", "Quimbleton")))


@pytest.mark.parametrize("count", [0, MOST + 1])
def test_no_place_and_too_many_are_refused(count: int) -> None:
    with pytest.raises(msgspec.ValidationError, match="jurisdictions"):
        msgspec.convert({"jurisdictions": ["Beeton"] * count}, Compare)


def test_each_exposure_is_the_one_that_the_place_has_alone(shipped: Store) -> None:
    names, on = ("Chicago", "Providence, RI", "Philadelphia, PA"), day("2019-06-10")
    beside = ask(shipped, Compare(jurisdictions=names, as_of=on, under="8 USC 1373"))
    alone = [ask(shipped, Exposure(jurisdiction=name, as_of=on, under="8 USC 1373")) for name in names]
    assert [[row] for row in beside] == alone
