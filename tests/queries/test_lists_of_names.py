"""A list of names becomes a list of nodes in its order, in one statement, or says which of them are not."""

from collections.abc import Iterator
from typing import Annotated, ClassVar

import pytest

from api.settings import Settings
from graph.store import Store
from queries.question import MOST, Answer, Question
from schema.errors import InvalidQuestion
from schema.places import Jurisdiction, JurisdictionKind
from schema.values import Text
from tests.api.conftest import Client
from tests.queries.world import World

pytestmark = pytest.mark.database


class Named(Answer, frozen=True, kw_only=True):
    """A place."""

    place: Annotated[Jurisdiction, "The place."]


class Places(Question, frozen=True, kw_only=True):
    """The places that are named, and those that are not meant."""

    answer = Named
    example: ClassVar = {"these": ["Quimbleton, IL"]}
    cypher = "UNWIND these AS place WITH place WHERE NOT place IN without RETURN place"

    these: Annotated[tuple[Text, ...], Jurisdiction, "The places."]
    without: Annotated[tuple[Text, ...] | None, Jurisdiction, "Places left out."] = None


@pytest.fixture
def places(world: World) -> World:
    """Three places, two of one name."""
    for state in ("il", "oh"):
        world.add(
            Jurisdiction(
                id=f"t/{state}/q", name="Quimbleton", kind=JurisdictionKind.PLACE, state=state.upper()
            )
        )
    world.add(Jurisdiction(id="t/ny", name="Nyland", kind=JurisdictionKind.STATE, state="NY"))
    return world


@pytest.fixture
def engine(laid_out: Store) -> Iterator[Client]:
    """An engine that knows this question alone."""
    made = Client(laid_out.address, Settings(), asked={"places": Places})
    yield made
    made.close()


def found(world: World, *these: str, without: tuple[str, ...] | None = None) -> list[str]:
    return [row["place"]["id"] for row in world.ask(Places(these=these, without=without))]


def test_each_name_is_its_node_in_the_order_given(places: World) -> None:
    assert found(places, "Nyland", "t/oh/q", "Quimbleton, IL") == ["t/ny", "t/oh/q", "t/il/q"]


def test_list_that_is_not_given_is_empty(places: World) -> None:
    assert found(places) == []
    assert found(places, "Nyland", without=()) == ["t/ny"]
    assert found(places, "Nyland", "t/oh/q", without=("nyland",)) == ["t/oh/q"]


def test_every_name_that_is_not_one_node_is_told(places: World, engine: Client) -> None:
    given = 'these: ["Nyland", "Quimbleton", "Nowhereville"], without: ["Quux"]'
    text = f"{{ places({given}) {{ rows {{ place {{ id }} }} }} }}"
    reply = engine.ask(text)
    assert reply.data == {"places": None}
    assert [each["message"].split("“")[1].split("”")[0] for each in reply.errors] == [
        "Quimbleton",
        "Nowhereville",
        "Quux",
    ]
    assert all(each["path"] == ["places"] for each in reply.errors)
    assert len(engine.counting.ran) == 1


def test_required_list_is_required(engine: Client) -> None:
    (error,) = engine.ask("{ places { rows { place { id } } } }").errors
    assert "these" in error["message"]


def test_long_list_is_refused(places: World) -> None:
    with pytest.raises(InvalidQuestion, match="the most"):
        found(places, *["Nyland"] * (MOST + 1))
