"""Search: identifiers and citations before names, names before words."""

import pytest

from queries.search import Search
from schema.courts import Ruling, RulingKind
from schema.law import Corpus, Provision
from schema.money import GrantProgram
from tests.queries.world import World

pytestmark = pytest.mark.database


@pytest.fixture
def texts(world: World) -> World:
    """A program, a provision, a ruling and a text that talks of them."""
    world.add(
        GrantProgram(
            id="99.001", number="99.001", name="Quuxical grants", popular_name="Quux JAG", aliases=("QJ",)
        ),
        Provision(
            id="/us/usc/t99/s1373",
            name="99 U.S.C. 1373",
            corpus=Corpus.UNITED_STATES_CODE,
            summary="Nobody may hinder quuxical speech.",
        ),
        Ruling(
            id="t/ruling",
            name="Quux v. Corge",
            kind=RulingKind.JUDGMENT,
            citation="Quux v. Corge, 998 F.9th 1225 (99th Cir. 2018)",
        ),
    )
    return world


@pytest.mark.parametrize(
    ("text", "node", "matched"),
    [
        ("99.001", "99.001", "IDENTIFIER"),
        ("99 U.S.C. § 1373", "/us/usc/t99/s1373", "CITATION"),
        ("998 F.9th 1225", "t/ruling", "CITATION"),
        ("quuxical grants", "99.001", "NAME"),
        ("Quux JAG", "99.001", "ALIAS"),
        ("qj", "99.001", "ALIAS"),
        ("hinder quuxical", "/us/usc/t99/s1373", "WORDS"),
    ],
)
def test_best_match_comes_first(texts: World, text: str, node: str, matched: str) -> None:
    row = texts.ask(Search(text=text))[0]
    assert (row["node"]["id"], row["matched"]) == (node, matched)
    assert 0 < row["score"] <= 1


def test_each_thing_is_found_once(texts: World) -> None:
    rows = texts.ask(Search(text="quuxical"))
    found = [row["node"]["id"] for row in rows]
    assert sorted(found) == ["/us/usc/t99/s1373", "99.001"]


@pytest.mark.parametrize("text", ["", '"', "((((", "a" * 1_000_000, "~~", "name:[* TO *]"])
def test_hostile_text_finds_nothing(world: World, text: str) -> None:
    assert all(row["matched"] == "WORDS" for row in world.ask(Search(text=text)))
