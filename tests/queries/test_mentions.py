"""What a document mentions: spans in order, links apart from guesses, values as they are."""

import pytest

from graph.store import Store
from queries.mentions import Mentions
from schema.documents import Document, MayReferTo, Mention, MentionedIn, MentionKind, RefersTo
from schema.law import Corpus, Provision
from schema.money import Agency
from schema.places import Jurisdiction, JurisdictionKind
from schema.values import Precision
from tests.queries.world import World, ask, day

pytestmark = pytest.mark.database


@pytest.fixture
def letter(world: World) -> World:
    """A letter that cites a section, names a place that is unsure, an amount and a month."""
    world.add(
        Document(id="t/letter", name="A letter to Quuxville"),
        Document(id="t/other", name="Another letter"),
        Provision(id="t/s1", name="Section 1", corpus=Corpus.UNITED_STATES_CODE),
        Agency(id="t/agency", name="Quux Agency"),
        Jurisdiction(id="t/here", name="Quuxville", kind=JurisdictionKind.PLACE),
        Jurisdiction(id="t/there", name="Quuxville", kind=JurisdictionKind.COUNTY),
        Mention(
            id="t/m3",
            name="$1.7 million",
            begins=70,
            ends=82,
            score=1.0,
            kind=MentionKind.AMOUNT,
            amount=1_700_000.0,
        ),
        Mention(id="t/m1", name="Section 1", begins=5, ends=14, score=0.99, kind=MentionKind.CITATION),
        Mention(id="t/m2", name="Quuxville", begins=40, ends=49, score=0.5, kind=MentionKind.PLACE),
        Mention(
            id="t/m4",
            name="June 2017",
            begins=90,
            ends=99,
            score=1.0,
            kind=MentionKind.DATE,
            day=day("2017-06-01"),
            day_precision=Precision.MONTH,
        ),
        Mention(id="t/m5", name="Section 1", begins=1, ends=10, score=0.99, kind=MentionKind.CITATION),
        *(MentionedIn(start=f"t/m{number}", end="t/letter") for number in (1, 2, 3, 4)),
        MentionedIn(start="t/m5", end="t/other"),
        RefersTo(start="t/m1", end="t/s1", score=0.99),
        RefersTo(start="t/m5", end="t/s1", score=0.99),
        MayReferTo(start="t/m2", end="t/here", score=0.4),
        MayReferTo(start="t/m2", end="t/there", score=0.5),
    )
    return world


def test_spans_come_in_the_order_of_the_document(letter: World) -> None:
    rows = letter.ask(Mentions(document="A letter to Quuxville"))
    assert [(row["begins"], row["ends"], row["text"]) for row in rows] == [
        (5, 14, "Section 1"),
        (40, 49, "Quuxville"),
        (70, 82, "$1.7 million"),
        (90, 99, "June 2017"),
    ]


def test_a_link_is_told_apart_from_what_may_be_meant(letter: World) -> None:
    citation, place, *_ = letter.ask(Mentions(document="t/letter"))
    assert [each["node"]["id"] for each in citation["refers_to"]] == ["t/s1"]
    assert citation["may_refer_to"] == []
    assert place["refers_to"] == []
    assert [(each["node"]["id"], each["score"]) for each in place["may_refer_to"]] == [
        ("t/there", 0.5),
        ("t/here", 0.4),
    ]


def test_amounts_and_days_keep_their_value_and_precision(letter: World) -> None:
    *_, amount, date = letter.ask(Mentions(document="t/letter"))
    assert amount["amount"] == 1_700_000.0
    assert (date["day"], date["day_precision"]) == (day("2017-06-01"), "MONTH")


def test_only_the_sorts_asked_for(letter: World) -> None:
    rows = letter.ask(Mentions(document="t/letter", kinds=(MentionKind.PLACE, MentionKind.DATE)))
    assert [row["kind"] for row in rows] == ["PLACE", "DATE"]


def test_order_14159_cites_1373_and_the_order_that_it_revokes(shipped: Store) -> None:
    rows = ask(shipped, Mentions(document="Protecting The American People Against Invasion"))
    linked = {each["node"]["id"] for row in rows for each in row["refers_to"]}
    assert {"/us/usc/t8/s1373", "/us/usc/t8/s1357/g", "/us/eo/13993"} <= linked
    assert [row["begins"] for row in rows] == sorted(row["begins"] for row in rows)
