"""What stands beside a rule's clauses: courts, proposals, claims, penalties; and the lists of rules."""

from typing import Any

import pytest

from queries.applies import Applies
from queries.exposure import Exposure
from queries.grants_depending_on import GrantsDependingOn
from queries.obligations_of import ObligationsOf
from schema.claims import Against, Claim, MadeBy, Organization, Stance
from schema.classes import AssistanceType, Attachment, RecipientType, Side
from schema.courts import Enjoins, Protects, Relief, Scope
from schema.duties import (
    ArisesFrom,
    AttachesTo,
    AuthorizedBy,
    Condition,
    ConditionKind,
    ImposedBy,
    Modality,
    Obligation,
    Requires,
    Sanction,
)
from schema.law import ActionKind, Corpus, ExecutiveAction, PartOf, Provision
from schema.money import AllocatedTo, AllocatedUnder, Allocation, GrantProgram
from schema.places import Jurisdiction, JurisdictionKind
from schema.rules import Exempts, Rule, WouldChange
from tests.queries.world import World, day

pytestmark = pytest.mark.database


@pytest.fixture
def law(world: World) -> World:
    """A part of a code with a section from which a duty arises, two programs, a city and a state."""
    code = Corpus.CODE_OF_FEDERAL_REGULATIONS
    world.add(
        Provision(id="t/part", name="Part", corpus=code),
        Provision(id="t/s1", name="Section 1", corpus=code),
        PartOf(start="t/s1", end="t/part"),
        Obligation(id="t/duty", name="Duty", bearer="all", modality=Modality.MUST, action="comply"),
        ArisesFrom(start="t/duty", end="t/s1"),
        GrantProgram(id="99.001", number="99.001", name="Grants", assistance_types=("Formula Grants",)),
        GrantProgram(id="99.002", number="99.002", name="Loans", assistance_types=("Direct Loans",)),
        Jurisdiction(id="t/city", name="Aville", kind=JurisdictionKind.PLACE),
        Jurisdiction(id="t/state", name="Astate", kind=JurisdictionKind.STATE),
    )
    return world


def rule(world: World, identifier: str = "t/rule", duty: str = "t/duty", **clauses: Any) -> None:
    """Write a rule that the section imposes and that requires the duty."""
    world.add(
        Rule(id=identifier, name=identifier, **clauses),
        Requires(start=identifier, end=duty),
        ImposedBy(start=identifier, end="t/s1"),
    )


def asked(world: World, on: str = "2025-10-01", **given: Any) -> dict[str, Any]:
    """The answer for what was given of the award."""
    (row,) = world.ask(Applies(obligation="t/duty", as_of=day(on), **given))
    return row


def test_rule_that_a_court_stopped_does_not_bind_those_protected(law: World) -> None:
    rule(law)
    law.add(
        Relief(id="t/relief", name="Relief", scope=Scope.PARTIES, valid_from=day("2025-01-01")),
        Enjoins(start="t/relief", end="t/rule"),
        Protects(start="t/relief", end="t/city"),
    )
    row = asked(law, jurisdiction="t/city")
    assert (row["verdict"], row["deciding"]["status"]["status"]) == ("NO", "ENJOINED")
    assert asked(law, jurisdiction="t/state")["verdict"] == "YES"
    assert asked(law, "2024-12-31", jurisdiction="t/city")["verdict"] == "YES"


def test_proposal_leaves_its_text_open_from_the_planned_day(law: World) -> None:
    rule(law)
    law.add(
        ExecutiveAction(id="t/nprm", name="Proposal", kind=ActionKind.PROPOSED_RULE),
        WouldChange(start="t/nprm", end="t/part", planned_from=day("2026-10-01")),
    )
    assert asked(law, "2026-09-30")["verdict"] == "YES"
    row = asked(law, "2026-10-01")
    assert row["verdict"] == "UNKNOWN"
    assert row["missing"] == ["whether “Proposal” was made final and took effect as planned on 2026-10-01"]


def test_one_rule_that_binds_is_enough(law: World) -> None:
    rule(law, "t/states", recipient_types=(RecipientType.STATE,))
    rule(law, "t/cities", recipient_types=(RecipientType.LOCAL_GOVERNMENT,))
    row = asked(law, jurisdiction="t/city")
    assert (row["verdict"], row["deciding"]["term"]["id"]) == ("YES", "t/cities")
    assert [(t["term"]["id"], t["applies"]) for t in row["terms"]] == [
        ("t/cities", "YES"),
        ("t/states", "NO"),
    ]
    assert asked(law)["verdict"] == "UNKNOWN"


def test_claim_answers_where_no_rule_is_loaded(law: World) -> None:
    law.add(
        Claim(id="t/claim", name="Claim", stance=Stance.DOES_NOT_REQUIRE, statement="It does not."),
        Against(start="t/claim", end="t/duty"),
        Organization(id="t/who", name="Who"),
        MadeBy(start="t/claim", end="t/who"),
    )
    row = asked(law)
    assert row["verdict"] == "NO"
    assert [[who["id"] for who in c["said_by"]] for c in row["claims"]] == [["t/who"]]
    rule(law)
    row = asked(law)
    assert (row["verdict"], len(row["claims"])) == ("YES", 1)


def test_condition_names_its_program_and_years(law: World) -> None:
    law.add(
        Condition(id="t/cond", name="Cond", kind=ConditionKind.CERTIFICATION, valid_from=day("2017-01-01")),
        Requires(start="t/cond", end="t/duty"),
        AttachesTo(start="t/cond", end="99.001", from_fiscal_year=2017, to_fiscal_year=2017),
    )
    assert asked(law, "2017-06-01", program="99.001")["verdict"] == "YES"
    assert asked(law, "2017-06-01", program="99.002")["verdict"] == "NO"
    assert asked(law, "2018-06-01", program="99.001")["verdict"] == "NO"
    assert asked(law, "2018-06-01", program="99.001", fiscal_year=2017)["verdict"] == "YES"


def test_penalty_keeps_its_share_base_and_whether_it_must_follow(law: World) -> None:
    rule(
        law,
        sanctions=(Sanction.REDUCE,),
        penalty="up to 10 percent",
        penalty_percent=10.0,
        penalty_at_most=True,
        penalty_base="the allocation",
        penalty_mandatory=False,
    )
    penalty = asked(law)["deciding"]["penalty"]
    assert (penalty["kinds"], penalty["percent"], penalty["at_most"]) == (["REDUCE"], 10.0, True)
    assert (penalty["base"], penalty["mandatory"]) == ("the allocation", False)
    (row,) = law.ask(ObligationsOf(program="99.001", as_of=day("2025-10-01")))
    assert row["penalty"] == penalty
    (row,) = law.ask(GrantsDependingOn(on="t/duty", as_of=day("2025-10-01")))
    assert row["terms"][0]["penalty"] == penalty


def test_obligations_tell_how_and_how_far_they_attach(law: World) -> None:
    rule(law, "t/always")
    rule(law, "t/sometimes", triggers=("land is bought",))
    rule(law, "t/own", attaches_by=Attachment.LISTED)
    law.add(AttachesTo(start="t/own", end="99.001"))
    rule(law, "t/federal", side=Side.AWARDING_AGENCY)
    rule(law, "t/states", recipient_types=(RecipientType.STATE,))
    rule(law, "t/loans", assistance_types=(AssistanceType.LOAN,))
    rule(law, "t/exempting")
    law.add(Exempts(start="t/exempting", end="99.001"))
    rule(law, "t/statutes", attaches_by=Attachment.PROGRAM_STATUTE)
    question = ObligationsOf(program="99.001", jurisdiction="t/city", as_of=day("2025-10-01"))
    found = {row["term"]["id"]: (row["by_class"], row["side"], row["applies"]) for row in law.ask(question)}
    assert found == {
        "t/always": (True, "RECIPIENT", "YES"),
        "t/sometimes": (True, "RECIPIENT", "UNKNOWN"),
        "t/own": (False, "RECIPIENT", "YES"),
        "t/federal": (True, "AWARDING_AGENCY", "YES"),
    }
    possible = ObligationsOf(program="99.001", as_of=day("2025-10-01"), include_possible=True)
    rows = {row["term"]["id"]: row for row in law.ask(possible)}
    assert rows["t/statutes"]["missing"] == ["whether the statute of 99.001 says so"]


def test_duty_that_a_rule_requires_is_not_also_the_programs_own_law(law: World) -> None:
    law.add(AuthorizedBy(start="99.001", end="t/s1"))
    question = ObligationsOf(program="99.001", jurisdiction="t/city", as_of=day("2025-10-01"))
    assert [row["term"] for row in law.ask(question)] == [None]
    rule(law, recipient_types=(RecipientType.STATE,))
    assert law.ask(question) == []


def test_class_of_money_is_one_row_and_its_programs_when_asked(law: World) -> None:
    rule(law, assistance_types=(AssistanceType.GRANT,))
    (row,) = law.ask(GrantsDependingOn(on="t/duty", as_of=day("2025-10-01")))
    assert (row["program"], row["agency"], row["by_class"]) == (None, None, True)
    (clause,) = [c for c in row["terms"][0]["clauses"] if c["clause"] == "ASSISTANCE"]
    assert (clause["states"], clause["holds"]) == ("grant", "UNKNOWN")
    rows = law.ask(GrantsDependingOn(on="t/duty", as_of=day("2025-10-01"), include_by_class=True))
    assert [(row["program"]["id"], row["by_class"]) for row in rows] == [("99.001", True)]


def test_rule_for_states_is_not_over_the_money_of_a_city(law: World) -> None:
    rule(law, attaches_by=Attachment.LISTED, recipient_types=(RecipientType.STATE,))
    law.add(AttachesTo(start="t/rule", end="99.001"))
    for place in ("t/city", "t/state"):
        law.add(
            Allocation(id=f"{place}/2025", name="Money", fiscal_year=2025, amount=1.0),
            AllocatedTo(start=f"{place}/2025", end=place),
            AllocatedUnder(start=f"{place}/2025", end="99.001"),
        )
    found = {
        place: law.ask(Exposure(jurisdiction=place, as_of=day("2025-06-01")))[0]["programs"][0]["exposure"]
        for place in ("t/city", "t/state")
    }
    assert found == {"t/city": "UNCONDITIONED", "t/state": "CONDITIONED"}
