"""What of a place's money is at risk: classes, sums, and money told twice."""

from collections.abc import Callable
from typing import Any

import pytest

from queries.exposure import Exposure
from schema.claims import About, Against, Claim, MadeBy, Organization, Stance, StatedIn
from schema.courts import Enjoins, LimitedTo, Protects, Relief, Scope
from schema.duties import (
    ArisesFrom,
    AttachesTo,
    Binds,
    Condition,
    ConditionKind,
    Covers,
    Modality,
    Obligation,
    Requires,
)
from schema.law import ActionKind, Corpus, ExecutiveAction, PartOf, Provision
from schema.money import (
    ActsFor,
    AdministeredBy,
    Agency,
    AllocatedTo,
    AllocatedUnder,
    Allocation,
    Award,
    AwardedTo,
    Basis,
    GrantProgram,
    MadeUnder,
    OfficeOf,
    Recipient,
)
from schema.places import Jurisdiction, JurisdictionKind, SameAs, Within
from schema.politics import AdoptedBy, Policy, PolicyKind
from schema.rules import Rule
from tests.queries.world import World, day

pytestmark = pytest.mark.database

Ask = Callable[..., dict[str, Any]]


def allocation(identifier: str, program: str, year: int, *places: str, **fields: Any) -> list[Any]:
    """An amount published for places."""
    given: dict[str, Any] = {"amount": 100.0} | fields
    return [
        Allocation(id=identifier, name=identifier, fiscal_year=year, **given),
        AllocatedUnder(start=identifier, end=program),
        *(AllocatedTo(start=identifier, end=place) for place in places),
    ]


def award(identifier: str, recipient: str, *programs: str, **fields: Any) -> list[Any]:
    """An award of fiscal year 2017."""
    given: dict[str, Any] = {
        "obligated_amount": 50.0,
        "obligated_on": day("2017-01-10"),
        "fiscal_year": 2017,
    } | fields
    return [
        Award(id=identifier, name=identifier, **given),
        AwardedTo(start=identifier, end=recipient),
        *(MadeUnder(start=identifier, end=program) for program in programs),
    ]


@pytest.fixture
def ask(world: World) -> Ask:
    """A city in a state with a recipient, two programs of one bureau, and a duty under a section."""
    section: dict[str, Any] = {"corpus": Corpus.UNITED_STATES_CODE, "section": "1"}
    world.add(
        Jurisdiction(id="t/st", name="Test State", kind=JurisdictionKind.STATE),
        Jurisdiction(id="t/a", name="Aville", kind=JurisdictionKind.PLACE),
        Jurisdiction(id="t/b", name="Beeton", kind=JurisdictionKind.PLACE),
        Within(start="t/a", end="t/st"),
        Within(start="t/b", end="t/st"),
        Recipient(id="t/uei", name="AVILLE, CITY OF"),
        ActsFor(start="t/uei", end="t/a"),
        Agency(id="t/bureau", name="Test bureau"),
        Agency(id="t/department", name="Test department"),
        OfficeOf(start="t/bureau", end="t/department"),
        GrantProgram(id="99.001", number="99.001", name="One"),
        GrantProgram(id="99.002", number="99.002", name="Two"),
        AdministeredBy(start="99.001", end="t/bureau"),
        AdministeredBy(start="99.002", end="t/bureau"),
        Provision(id="t/s1", name="Section 1", **section),
        Provision(id="t/s1/a", name="Section 1(a)", **section),
        PartOf(start="t/s1/a", end="t/s1"),
        Obligation(id="t/duty", name="Duty", bearer="recipients", modality=Modality.MUST, action="comply"),
        ArisesFrom(start="t/duty", end="t/s1/a"),
        Condition(
            id="t/cond", name="Condition", kind=ConditionKind.CERTIFICATION, valid_from=day("2016-10-01")
        ),
        Requires(start="t/cond", end="t/duty"),
        AttachesTo(start="t/cond", end="99.001", from_fiscal_year=2017, to_fiscal_year=2017),
    )

    def asked(place: str = "t/a", on: str = "2017-06-01", **arguments: Any) -> dict[str, Any]:
        (row,) = world.ask(Exposure(jurisdiction=place, as_of=day(on), **arguments))
        return row

    return asked


def breach(stance: Stance = Stance.CONFLICTS, **fields: Any) -> list[Any]:
    """A claim about the city's policy, measured against the whole section."""
    return [
        Policy(id="t/policy", name="Policy", kind=PolicyKind.ORDINANCE),
        AdoptedBy(start="t/policy", end="t/a"),
        Organization(id="t/critic", name="Critic"),
        Claim(id=f"t/claim/{stance}", name="Claim", stance=stance, statement="It does, or not.", **fields),
        About(start=f"t/claim/{stance}", end="t/policy"),
        Against(start=f"t/claim/{stance}", end="t/s1"),
        MadeBy(start=f"t/claim/{stance}", end="t/critic"),
    ]


def classes(row: dict[str, Any]) -> dict[str, str]:
    """The class of each program."""
    return {each["program"]["id"]: each["exposure"] for each in row["programs"]}


def test_place_without_money_has_an_empty_answer(ask: Ask, world: World) -> None:
    world.add(*breach())
    row = ask("t/a")
    assert (row["programs"], row["totals"], row["fiscal_year"]) == ([], [], 2017)
    assert [claim["claim"]["id"] for claim in row["claims"]] == ["t/claim/CONFLICTS"]


def test_condition_without_a_claim_of_breach_conditions(ask: Ask, world: World) -> None:
    world.add(*allocation("t/x", "99.001", 2017, "t/a"), *allocation("t/y", "99.002", 2017, "t/a"))
    assert classes(ask()) == {"99.001": "CONDITIONED", "99.002": "UNCONDITIONED"}


def test_claim_of_breach_puts_at_risk_while_it_is_held(ask: Ask, world: World) -> None:
    world.add(*allocation("t/x", "99.001", 2017, "t/a"), *breach(valid_from=day("2017-05-01")))
    assert classes(ask(on="2017-04-30")) == {"99.001": "CONDITIONED"}
    row = ask(on="2017-05-01")
    assert classes(row) == {"99.001": "AT_RISK"}
    (term,) = row["programs"][0]["terms"]
    assert [speaker["id"] for speaker in term["claims"][0]["said_by"]] == ["t/critic"]
    assert row["totals"] == [
        {"exposure": "AT_RISK", "exact": 100.0, "approximate": 0.0, "count": 1, "without_amount": 0}
    ]


def test_claim_without_a_date_of_its_own_is_held_from_that_of_its_document(ask: Ask, world: World) -> None:
    world.add(
        *allocation("t/x", "99.001", 2017, "t/a"),
        *breach(),
        ExecutiveAction(id="t/letter", name="Letter", kind=ActionKind.LETTER, issued_on=day("2017-05-01")),
        StatedIn(start="t/claim/CONFLICTS", end="t/letter"),
    )
    assert classes(ask(on="2017-04-30")) == {"99.001": "CONDITIONED"}
    assert classes(ask(on="2017-05-01")) == {"99.001": "AT_RISK"}


def test_claim_that_there_is_no_breach_is_shown_and_puts_nothing_at_risk(ask: Ask, world: World) -> None:
    world.add(*allocation("t/x", "99.001", 2017, "t/a"), *breach(Stance.DOES_NOT_CONFLICT))
    row = ask()
    assert classes(row) == {"99.001": "CONDITIONED"}
    assert [c["stance"] for c in row["programs"][0]["terms"][0]["claims"]] == ["DOES_NOT_CONFLICT"]


def test_claim_against_another_text_puts_nothing_at_risk(ask: Ask, world: World) -> None:
    world.add(
        *allocation("t/x", "99.001", 2017, "t/a"),
        *breach()[:-2],
        Provision(id="t/s2", name="Section 2", corpus=Corpus.UNITED_STATES_CODE, section="2"),
        Against(start="t/claim/CONFLICTS", end="t/s2"),
    )
    assert classes(ask()) == {"99.001": "CONDITIONED"}


def test_relief_protects(ask: Ask, world: World) -> None:
    world.add(
        *allocation("t/x", "99.001", 2017, "t/a"),
        *breach(),
        Relief(id="t/r", name="Relief", scope=Scope.PARTIES),
        Enjoins(start="t/r", end="t/cond"),
        Protects(start="t/r", end="t/a"),
    )
    assert classes(ask()) == {"99.001": "PROTECTED"}
    world.remove("t/r")
    assert classes(ask()) == {"99.001": "AT_RISK"}


def test_relief_limited_to_one_program_leaves_the_other(ask: Ask, world: World) -> None:
    world.add(
        AttachesTo(start="t/cond", end="99.002", from_fiscal_year=2017),
        *allocation("t/x", "99.001", 2017, "t/a"),
        *allocation("t/y", "99.002", 2017, "t/a"),
        Relief(id="t/r", name="Relief", scope=Scope.NATIONWIDE),
        Enjoins(start="t/r", end="t/cond"),
        LimitedTo(start="t/r", end="99.002"),
    )
    assert classes(ask()) == {"99.001": "CONDITIONED", "99.002": "PROTECTED"}


def test_limit_to_a_program_that_the_term_does_not_bind_concerns_another_text(ask: Ask, world: World) -> None:
    world.add(
        *allocation("t/x", "99.001", 2017, "t/a"),
        Relief(id="t/r", name="Relief", scope=Scope.NATIONWIDE),
        Enjoins(start="t/r", end="t/cond"),
        LimitedTo(start="t/r", end="99.002"),
    )
    assert classes(ask()) == {"99.001": "PROTECTED"}


def test_limit_to_a_program_of_the_covered_agency_concerns_the_term(ask: Ask, world: World) -> None:
    world.add(
        Rule(id="t/rule", name="Rule", valid_from=day("2016-10-01")),
        Covers(start="t/rule", end="t/department"),
        *allocation("t/x", "99.002", 2017, "t/a"),
        Relief(id="t/r", name="Relief", scope=Scope.NATIONWIDE),
        Enjoins(start="t/r", end="t/rule"),
        LimitedTo(start="t/r", end="99.001"),
    )
    assert classes(ask()) == {"99.002": "CONDITIONED"}


def test_class_relief_leaves_uncertain(ask: Ask, world: World) -> None:
    world.add(
        *allocation("t/x", "99.001", 2017, "t/a"),
        Relief(
            id="t/r",
            name="Relief",
            scope=Scope.CLASS,
            unlisted_members="members",
            unlisted_kinds=(JurisdictionKind.PLACE,),
        ),
        Enjoins(start="t/r", end="t/cond"),
    )
    assert classes(ask()) == {"99.001": "UNCERTAIN"}


def test_term_binds_only_money_of_its_fiscal_years(ask: Ask, world: World) -> None:
    world.add(
        *allocation("t/x", "99.001", 2016, "t/a"),
        *allocation("t/y", "99.001", 2017, "t/a"),
        *allocation("t/z", "99.001", 2018, "t/a"),
    )
    (program,) = ask()["programs"]
    years = {year["fiscal_year"]: year["exposure"] for year in program["years"]}
    assert years == {2016: "UNCONDITIONED", 2017: "CONDITIONED"}
    assert program["terms"][0]["fiscal_years"] == [2017]
    assert [y["fiscal_year"] for y in ask(fiscal_years=(2018,))["programs"][0]["years"]] == [2018]


def test_term_without_fiscal_years_binds_money_of_the_years_in_which_it_runs(ask: Ask, world: World) -> None:
    world.add(
        Condition(
            id="t/dated",
            name="Dated",
            kind=ConditionKind.STANDARD_TERM,
            valid_from=day("2015-11-01"),
        ),
        AttachesTo(start="t/dated", end="99.002"),
        *allocation("t/x", "99.002", 2015, "t/a"),
        *allocation("t/y", "99.002", 2016, "t/a"),
    )
    (program,) = ask()["programs"]
    assert [year["exposure"] for year in program["years"]] == ["UNCONDITIONED", "CONDITIONED"]


def test_term_that_names_its_places_binds_no_other(ask: Ask, world: World) -> None:
    world.add(
        Binds(start="t/cond", end="t/b"),
        *allocation("t/x", "99.001", 2017, "t/a"),
        *allocation("t/y", "99.001", 2017, "t/b"),
    )
    assert classes(ask("t/a")) == {"99.001": "UNCONDITIONED"}
    assert classes(ask("t/b")) == {"99.001": "CONDITIONED"}


def test_term_stated_by_class_binds_the_programs_of_the_agencys_offices(ask: Ask, world: World) -> None:
    world.add(
        Rule(id="t/rule", name="Rule", valid_from=day("2016-10-01")),
        Covers(start="t/rule", end="t/department"),
        *allocation("t/x", "99.002", 2017, "t/a"),
    )
    (program,) = ask()["programs"]
    assert (program["exposure"], program["terms"][0]["by_class"]) == ("CONDITIONED", True)


def test_under_keeps_the_terms_that_hang_on_the_text(ask: Ask, world: World) -> None:
    world.add(
        Condition(id="t/else", name="Else", kind=ConditionKind.STANDARD_TERM, valid_from=day("2010-01-01")),
        AttachesTo(start="t/else", end="99.002"),
        *allocation("t/x", "99.001", 2017, "t/a"),
        *allocation("t/w", "99.001", 2016, "t/a"),
        *allocation("t/y", "99.002", 2017, "t/a"),
    )
    assert classes(ask()) == {"99.001": "CONDITIONED", "99.002": "CONDITIONED"}
    for text in ("t/s1", "t/s1/a", "t/duty"):
        row = ask(under=text)
        assert classes(row) == {"99.001": "CONDITIONED"}
        assert [year["fiscal_year"] for year in row["programs"][0]["years"]] == [2017]


def test_kinds_keep_the_conditions_of_those_forms(ask: Ask, world: World) -> None:
    world.add(
        Rule(id="t/rule", name="Rule", valid_from=day("2016-10-01")),
        Requires(start="t/rule", end="t/duty"),
        Covers(start="t/rule", end="t/department"),
        *allocation("t/x", "99.001", 2017, "t/a"),
        *allocation("t/y", "99.002", 2017, "t/a"),
    )
    assert set(classes(ask(under="t/s1"))) == {"99.001", "99.002"}
    assert set(classes(ask(under="t/s1", kinds=(ConditionKind.CERTIFICATION,)))) == {"99.001"}
    assert classes(ask(kinds=(ConditionKind.VALIDATION,))) == {}


def test_money_not_yet_known_is_left_out(ask: Ask, world: World) -> None:
    world.add(
        *allocation("t/x", "99.001", 2017, "t/a", valid_from=day("2017-07-01")),
        *award("t/w", "t/uei", "99.002", obligated_on=day("2017-06-02")),
    )
    assert ask(on="2017-06-01")["programs"] == []
    assert len(ask(on="2017-07-01")["programs"]) == 2


def test_award_under_two_programs_counts_once_in_the_total(ask: Ask, world: World) -> None:
    world.add(*award("t/w", "t/uei", "99.001", "99.002"))
    row = ask()
    assert [p["years"][0]["amount"] for p in row["programs"]] == [50.0, 50.0]
    assert [(t["exposure"], t["exact"], t["count"]) for t in row["totals"]] == [("CONDITIONED", 50.0, 1)]


def test_award_counts_once_however_many_terms_bind_it(ask: Ask, world: World) -> None:
    for number in range(5):
        world.add(
            Condition(id=f"t/c{number}", name="More", kind=ConditionKind.STANDARD_TERM),
            Requires(start=f"t/c{number}", end="t/duty"),
            AttachesTo(start=f"t/c{number}", end="99.001"),
            AttachesTo(start=f"t/c{number}", end="99.002"),
        )
    world.add(*award("t/w", "t/uei", "99.001", "99.002"), *breach())
    row = ask()
    assert len(row["programs"][0]["terms"]) >= 5
    assert [(t["exposure"], t["exact"], t["count"]) for t in row["totals"]] == [("AT_RISK", 50.0, 1)]


def test_allocation_that_became_an_award_is_not_counted(ask: Ask, world: World) -> None:
    world.add(
        *award("t/w", "t/uei", "99.001", award_number="2017-X"),
        *allocation("t/x", "99.001", 2017, "t/a"),
        *allocation("t/n", "99.002", 2016, "t/a", award_number="2017-X"),
    )
    row = ask()
    years = {p["program"]["id"]: p["years"][0] for p in row["programs"]}
    assert (years["99.001"]["amount"], years["99.001"]["count"]) == (50.0, 1)
    assert [item["counted"] for item in years["99.001"]["items"]] == [True, False]
    assert years["99.002"]["amount"] is None
    assert sum(total["exact"] for total in row["totals"]) == 50.0


def test_several_amounts_on_one_basis_are_taken_for_the_same_money(ask: Ask, world: World) -> None:
    world.add(
        *allocation("t/rounded", "99.001", 2017, "t/a", amount=90.0, approximate=True),
        *allocation("t/exact", "99.001", 2017, "t/a", amount=92.0),
        *allocation("t/joint", "99.001", 2017, "t/a", "t/b", amount=150.0),
        *allocation("t/w1", "99.002", 2017, "t/a", award_number="W1", basis=Basis.AWARDED),
        *allocation("t/w2", "99.002", 2017, "t/a", award_number="W2", basis=Basis.AWARDED),
    )
    years = {p["program"]["id"]: p["years"][0] for p in ask()["programs"]}
    assert [(i["record"]["id"], i["counted"]) for i in years["99.001"]["items"]] == [
        ("t/exact", True),
        ("t/joint", False),
        ("t/rounded", False),
    ]
    assert (years["99.001"]["amount"], years["99.002"]["amount"]) == (92.0, 200.0)


def test_amount_without_a_program_is_shown_apart(ask: Ask, world: World) -> None:
    world.add(
        Allocation(id="t/all", name="All federal funds", fiscal_year=2017, amount=9e9, basis=Basis.STATED),
        AllocatedTo(start="t/all", end="t/a"),
    )
    row = ask()
    assert (row["programs"], row["totals"]) == ([], [])
    assert [(i["record"]["id"], i["amount"]) for i in row["unassigned"]] == [("t/all", 9e9)]


def test_requested_money_is_shown_and_not_counted(ask: Ask, world: World) -> None:
    world.add(*allocation("t/x", "99.001", 2017, "t/a", basis=Basis.REQUESTED))
    row = ask()
    assert row["programs"][0]["years"][0]["amount"] is None
    assert row["totals"] == []


@pytest.mark.parametrize("basis", [Basis.RECEIVED, Basis.EXPENDED])
def test_money_that_the_recipient_booked_is_shown_and_not_counted(
    ask: Ask, world: World, basis: Basis
) -> None:
    world.add(
        *award("t/w", "t/uei", "99.001"),
        *allocation("t/booked", "99.001", 2017, "t/a", basis=basis),
        *allocation("t/alone", "99.002", 2017, "t/a", basis=basis),
    )
    row = ask()
    years = {p["program"]["id"]: p["years"][0] for p in row["programs"]}
    assert [(i["record"]["id"], i["counted"]) for i in years["99.001"]["items"]] == [
        ("t/w", True),
        ("t/booked", False),
    ]
    assert (years["99.001"]["amount"], years["99.002"]["amount"]) == (50.0, None)
    assert [item["basis"] for item in years["99.002"]["items"]] == [basis]
    assert sum(total["exact"] for total in row["totals"]) == 50.0


def test_booked_money_without_a_program_or_year_is_in_no_sum(ask: Ask, world: World) -> None:
    world.add(
        Allocation(id="t/r", name="Revenue", fiscal_year=2017, amount=9.0, basis=Basis.RECEIVED),
        AllocatedTo(start="t/r", end="t/a"),
        Allocation(id="t/e", name="Spent, no year", amount=7.0, basis=Basis.EXPENDED),
        AllocatedTo(start="t/e", end="t/a"),
        AllocatedUnder(start="t/e", end="99.001"),
    )
    row = ask()
    assert (row["programs"], row["totals"]) == ([], [])
    assert [(i["record"]["id"], i["counted"]) for i in row["unassigned"]] == [("t/r", False)]


def test_exact_and_approximate_are_told_apart(ask: Ask, world: World) -> None:
    world.add(
        *award("t/w1", "t/uei", "99.001", obligated_amount=-20.0),
        *award("t/w2", "t/uei", "99.001", obligated_amount=None),
        *award("t/w3", "t/uei", "99.001"),
        *allocation("t/x", "99.001", 2016, "t/a", approximate=True),
    )
    row = ask()
    years = {year["fiscal_year"]: year for year in row["programs"][0]["years"]}
    assert (years[2016]["amount"], years[2016]["approximate"]) == (100.0, True)
    assert (years[2017]["amount"], years[2017]["approximate"], years[2017]["without_amount"]) == (
        30.0,
        False,
        1,
    )
    assert row["totals"] == [
        {"exposure": "CONDITIONED", "exact": 30.0, "approximate": 0.0, "count": 3, "without_amount": 1},
        {"exposure": "UNCONDITIONED", "exact": 0.0, "approximate": 100.0, "count": 1, "without_amount": 0},
    ]


def test_money_of_the_other_record_of_a_place_is_its_money(ask: Ask, world: World) -> None:
    world.add(
        Jurisdiction(id="t/a2", name="Aville County", kind=JurisdictionKind.COUNTY),
        SameAs(start="t/a2", end="t/a"),
        Binds(start="t/cond", end="t/a2"),
        *allocation("t/x", "99.001", 2017, "t/a", "t/a2"),
    )
    row = ask()
    assert classes(row) == {"99.001": "CONDITIONED"}
    assert [(t["exact"], t["count"]) for t in row["totals"]] == [(100.0, 1)]


def test_subdivisions_are_listed_by_place_when_asked_for(ask: Ask, world: World) -> None:
    world.add(
        *allocation("t/x", "99.001", 2017, "t/a"),
        *allocation("t/y", "99.001", 2017, "t/b"),
        *allocation("t/shared", "99.002", 2017, "t/a", "t/b"),
        *allocation("t/all", "99.001", 2017, "t/st", amount=1000.0, includes_localities=True),
    )
    assert [(p["place"]["id"], p["years"][0]["amount"]) for p in ask("t/st")["programs"]] == [
        ("t/st", 1000.0)
    ]
    row = ask("t/st", include_subdivisions=True)
    found = {(p["place"]["id"], p["program"]["id"]): p["years"][0]["amount"] for p in row["programs"]}
    assert found == {
        ("t/a", "99.001"): 100.0,
        ("t/b", "99.001"): 100.0,
        ("t/st", "99.001"): None,
        ("t/a", "99.002"): 100.0,
        ("t/b", "99.002"): 100.0,
    }
    assert sum(total["exact"] for total in row["totals"]) == 300.0


def test_an_award_is_shared_with_another_place_not_with_another_id_of_its_recipient(
    ask: Ask, world: World
) -> None:
    world.add(
        *award("t/own", "t/uei", "99.001"),
        Recipient(id="t/duns", name="CITY OF AVILLE"),
        ActsFor(start="t/duns", end="t/a"),
        AwardedTo(start="t/own", end="t/duns"),
        *award("t/joint", "t/uei", "99.001"),
        Recipient(id="t/beeton", name="BEETON"),
        ActsFor(start="t/beeton", end="t/b"),
        AwardedTo(start="t/joint", end="t/beeton"),
    )
    (program,) = ask()["programs"]
    items = {item["record"]["id"]: item["shared"] for year in program["years"] for item in year["items"]}
    assert items == {"t/own": False, "t/joint": True}
