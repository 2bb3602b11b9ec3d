"""Many records at once, by whatever is written for each, in order, with what became of it."""

import datetime
from typing import Any

import pytest

from queries.nodes import Nodes
from schema.errors import InvalidQuestion
from schema.law import Corpus, Provision, TransferredTo
from schema.places import Jurisdiction, JurisdictionKind, SameAs
from tests.queries.world import World

pytestmark = pytest.mark.database

GONE = datetime.datetime(2026, 9, 1, tzinfo=datetime.UTC)


@pytest.fixture
def known(world: World) -> World:
    """Two cities of one name, a city that is a county, a place that is gone, and a section that was moved."""
    code: dict[str, Any] = {"corpus": Corpus.UNITED_STATES_CODE}
    world.add(
        Jurisdiction(id="t/il/q", name="Quimbleton", kind=JurisdictionKind.PLACE, state="IL"),
        Jurisdiction(id="t/oh/q", name="Quimbleton", kind=JurisdictionKind.PLACE, state="OH"),
        Jurisdiction(id="t/z", name="Zanford", kind=JurisdictionKind.CONSOLIDATED_CITY_COUNTY),
        Jurisdiction(id="t/z-county", name="Zanford County", kind=JurisdictionKind.COUNTY),
        SameAs(start="t/z", end="t/z-county"),
        Jurisdiction(id="t/gone", name="Gonehamlet", kind=JurisdictionKind.PLACE),
        Provision(id="/us/usc/t99/s1", name="99 U.S.C. 1", citation="99 U.S.C. § 1", section="1", **code),
        Provision(id="/us/usc/t98/s7", name="98 U.S.C. 7", citation="98 U.S.C. § 7", section="7", **code),
        TransferredTo(start="/us/usc/t99/s1", end="/us/usc/t98/s7"),
    )
    world.store.write("MATCH (n:Jurisdiction {id: 't/gone'}) SET n.retired_at = $at", {"at": GONE})
    return world


def told(world: World, *ids: str) -> list[tuple[str, str | None, str | None]]:
    """Of each text, its fate, its record and the one that stands for it now."""
    rows = world.ask(Nodes(ids=ids))
    assert [row["given"] for row in rows] == list(ids)
    return [(row["fate"], *((row[name] or {}).get("id") for name in ("node", "into"))) for row in rows]


def test_each_text_has_its_row_in_the_order_given(known: World) -> None:
    assert told(known, "Quimbleton, OH", "nothing of the kind", "98 USC 7", "t/il/q", "98 USC 7") == [
        ("FOUND", "t/oh/q", None),
        ("MISSING", None, None),
        ("FOUND", "/us/usc/t98/s7", None),
        ("FOUND", "t/il/q", None),
        ("FOUND", "/us/usc/t98/s7", None),
    ]


def test_what_stands_for_a_record_now_is_told(known: World) -> None:
    assert told(known, "t/z-county", "t/z", "99 U.S.C. § 1") == [
        ("MERGED", "t/z-county", "t/z"),
        ("FOUND", "t/z", None),
        ("MERGED", "/us/usc/t99/s1", "/us/usc/t98/s7"),
    ]


def test_record_that_no_load_states_any_more_is_retired(known: World) -> None:
    assert told(known, "t/gone", "Gonehamlet") == [("RETIRED", "t/gone", None), ("MISSING", None, None)]


def test_ambiguous_text_offers_what_it_may_mean(known: World) -> None:
    (row,) = known.ask(Nodes(ids=("Quimbleton",)))
    assert (row["fate"], row["node"]) == ("AMBIGUOUS", None)
    assert {each["id"] for each in row["alternatives"]} == {"t/il/q", "t/oh/q"}


def test_missing_text_offers_what_comes_nearest(known: World) -> None:
    (row,) = known.ask(Nodes(ids=("Quimbletin",)))
    assert row["fate"] == "MISSING"
    assert {"t/il/q", "t/oh/q"} & {each["id"] for each in row["alternatives"]}


def test_none_asked_for_is_none_told(known: World) -> None:
    assert known.ask(Nodes(ids=())) == []


def test_more_than_a_hundred_are_refused(known: World) -> None:
    with pytest.raises(InvalidQuestion, match="100 is the most"):
        known.ask(Nodes(ids=tuple(f"t/{n}" for n in range(101))))
