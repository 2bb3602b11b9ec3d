"""Whether a text requires a conduct: claims stand side by side, and who made them is told."""

from typing import Any

import pytest

from queries.requires import Requires
from schema.claims import About, Against, Claim, MadeBy, Organization, Stance, StatedIn
from schema.courts import Court, CourtLevel, RuledBy, Ruling, RulingKind
from schema.documents import Document
from schema.duties import Conduct
from schema.law import Corpus, PartOf, Provision
from tests.queries.world import World, day

pytestmark = pytest.mark.database


@pytest.fixture
def law(world: World) -> World:
    """A section with two subsections, in a title."""
    code = Corpus.UNITED_STATES_CODE
    world.add(
        Provision(id="t/t9", name="Title 9", corpus=code),
        Provision(id="t/s1", name="Section 1", corpus=code, section="1"),
        Provision(id="t/s1/a", name="Section 1(a)", corpus=code, section="1"),
        Provision(id="t/s1/b", name="Section 1(b)", corpus=code, section="1"),
        PartOf(start="t/s1", end="t/t9"),
        PartOf(start="t/s1/a", end="t/s1"),
        PartOf(start="t/s1/b", end="t/s1"),
        Organization(id="t/critic", name="Critic"),
    )
    return world


def claim(name: str, stance: Stance, text: str, **fields: Any) -> list[Any]:
    """A claim about detainers."""
    made = Claim(
        id=name, name=name, stance=stance, statement="It says.", conduct=(Conduct.DETAINERS,), **fields
    )
    return [made, About(start=name, end=text)]


def verdict(
    law: World, text: str = "t/s1", conduct: Conduct = Conduct.DETAINERS, on: str = "2020-01-01"
) -> str:
    (row,) = law.ask(Requires(provision=text, conduct=conduct, as_of=day(on)))
    return str(row["verdict"])


def test_without_claims_it_is_unknown(law: World) -> None:
    assert verdict(law) == "UNKNOWN"


def test_claims_on_one_side_decide(law: World) -> None:
    law.add(*claim("t/c1", Stance.DOES_NOT_REQUIRE, "t/s1"))
    assert verdict(law) == "NO"
    assert verdict(law, conduct=Conduct.INQUIRY) == "UNKNOWN"
    law.add(*claim("t/c2", Stance.REQUIRES, "t/s1"))
    assert verdict(law) == "CONTESTED"
    law.remove("t/c1")
    assert verdict(law) == "YES"


def test_claim_counts_while_it_is_held(law: World) -> None:
    law.add(*claim("t/c1", Stance.DOES_NOT_REQUIRE, "t/s1"))
    law.add(*claim("t/c2", Stance.REQUIRES, "t/s1", valid_from=day("2017-10-11"), valid_to=day("2021-04-14")))
    assert [verdict(law, on=on) for on in ("2017-10-10", "2017-10-11", "2021-04-14")] == [
        "NO",
        "CONTESTED",
        "NO",
    ]


def test_claim_about_a_part_counts_for_the_whole_and_the_other_way_round(law: World) -> None:
    law.add(*claim("t/c1", Stance.DOES_NOT_REQUIRE, "t/s1/a"))
    assert [verdict(law, text) for text in ("t/s1/a", "t/s1", "t/s1/b")] == ["NO", "NO", "UNKNOWN"]
    law.add(*claim("t/c2", Stance.REQUIRES, "t/s1"))
    assert [verdict(law, text) for text in ("t/s1/a", "t/s1", "t/s1/b")] == ["CONTESTED", "CONTESTED", "YES"]


def test_claim_about_a_title_says_nothing_of_its_sections(law: World) -> None:
    law.add(*claim("t/c1", Stance.REQUIRES, "t/t9"))
    assert verdict(law) == "UNKNOWN"


def test_claim_measured_against_the_text_counts_once(law: World) -> None:
    law.add(
        *claim("t/c1", Stance.DOES_NOT_REQUIRE, "t/s1"),
        Against(start="t/c1", end="t/s1"),
        Against(start="t/c1", end="t/s1/a"),
        MadeBy(start="t/c1", end="t/critic"),
        Document(id="t/page", name="Page"),
        StatedIn(start="t/c1", end="t/page"),
    )
    (row,) = law.ask(Requires(provision="t/s1", conduct=Conduct.DETAINERS))
    (reading,) = row["claims_against"]
    assert [each["id"] for each in reading["said_by"]] == ["t/critic"]
    assert [each["id"] for each in reading["stated_in"]] == ["t/page"]
    assert [each["id"] for each in reading["about"]] == ["t/s1", "t/s1/a"]


def test_highest_court_leads(law: World) -> None:
    law.add(
        *claim("t/c1", Stance.DOES_NOT_REQUIRE, "t/s1", valid_from=day("2019-01-01")),
        MadeBy(start="t/c1", end="t/critic"),
        *claim("t/c2", Stance.REQUIRES, "t/s1", valid_from=day("2018-01-01")),
        Court(id="t/court", name="Court", level=CourtLevel.APPEALS, rank=2),
        Ruling(id="t/ruling", name="Ruling", kind=RulingKind.APPELLATE_OPINION, decided_on=day("2018-01-01")),
        RuledBy(start="t/ruling", end="t/court"),
        MadeBy(start="t/c2", end="t/ruling"),
    )
    (row,) = law.ask(Requires(provision="t/s1", conduct=Conduct.DETAINERS, as_of=day("2020-01-01")))
    assert (row["verdict"], row["leading"]["claim"]["id"]) == ("CONTESTED", "t/c2")
    assert row["leading"]["court"]["id"] == "t/court"


def test_narrow_reading_is_listed_apart(law: World) -> None:
    law.add(*claim("t/c1", Stance.READS_NARROWLY, "t/s1/a"))
    (row,) = law.ask(Requires(provision="t/s1", conduct=Conduct.DETAINERS))
    assert (row["verdict"], [each["claim"]["id"] for each in row["readings"]]) == ("UNKNOWN", ["t/c1"])
