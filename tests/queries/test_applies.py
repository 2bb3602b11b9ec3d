"""Whether a rule binds an award: each clause in three values, and what they amount to."""

from typing import Any

import pytest

from queries.applies import Applies
from schema.classes import (
    Activity,
    AssistanceType,
    Attachment,
    Comparison,
    DateBasis,
    Measure,
    RecipientType,
    Side,
    Tier,
)
from schema.duties import ArisesFrom, AttachesTo, Binds, Covers, ImposedBy, Modality, Obligation, Requires
from schema.law import Corpus, Provision
from schema.money import AdministeredBy, Agency, GrantProgram, OfficeOf
from schema.places import Jurisdiction, JurisdictionKind
from schema.rules import Exempts, Rule
from tests.queries.world import World, day

pytestmark = pytest.mark.database
GRANTS = (AssistanceType.GRANT, AssistanceType.COOPERATIVE_AGREEMENT)


@pytest.fixture
def law(world: World) -> World:
    """A duty of a section, three programs of an agency and its office, and places of each kind."""
    world.add(
        Provision(id="t/s1", name="Section 1", corpus=Corpus.UNITED_STATES_CODE),
        Obligation(id="t/duty", name="Duty", bearer="all", modality=Modality.MUST, action="comply"),
        ArisesFrom(start="t/duty", end="t/s1"),
        Agency(id="t/department", name="Department"),
        Agency(id="t/office", name="Office"),
        OfficeOf(start="t/office", end="t/department"),
        GrantProgram(id="99.001", number="99.001", name="Grants", assistance_types=("Project Grants",)),
        GrantProgram(id="99.002", number="99.002", name="Loans", assistance_types=("Direct Loans",)),
        GrantProgram(
            id="98.003", number="98.003", name="Both", assistance_types=("Formula Grants", "Direct Loans")
        ),
        GrantProgram(id="98.004", number="98.004", name="Advice", assistance_types=("Training",)),
        AdministeredBy(start="99.001", end="t/office"),
        Jurisdiction(id="t/city", name="Aville", kind=JurisdictionKind.PLACE),
        Jurisdiction(id="t/state", name="Astate", kind=JurisdictionKind.STATE),
        Jurisdiction(id="t/district", name="Adistrict", kind=JurisdictionKind.DISTRICT),
        Jurisdiction(id="t/tribe", name="Atribe", kind=JurisdictionKind.TRIBE),
    )
    return world


def state(world: World, **clauses: Any) -> None:
    """Write the rule that requires the duty."""
    world.add(
        Rule(id="t/rule", name="Rule", **clauses),
        Requires(start="t/rule", end="t/duty"),
        ImposedBy(start="t/rule", end="t/s1"),
    )


def asked(world: World, on: str = "2025-10-01", duty: str = "t/duty", **given: Any) -> dict[str, Any]:
    """The answer for what was given of the award."""
    (row,) = world.ask(Applies(obligation=duty, as_of=day(on), **given))
    return row


def verdict(world: World, on: str = "2025-10-01", **given: Any) -> str:
    """The verdict for what was given of the award."""
    found: str = asked(world, on, **given)["verdict"]
    return found


def test_rule_without_clauses_binds_every_award(law: World) -> None:
    state(law)
    row = asked(law)
    assert (row["verdict"], row["deciding"]["term"]["id"]) == ("YES", "t/rule")
    assert [c["clause"] for c in row["deciding"]["clauses"]] == ["STATUS"]
    assert (row["deciding"]["side"], row["deciding"]["attaches_by"]) == ("RECIPIENT", "CLASS")


@pytest.mark.parametrize("duty", ["t/duty", "t/s1", "t/rule"])
def test_duty_text_and_rule_are_asked_alike(law: World, duty: str) -> None:
    state(law, recipient_types=(RecipientType.STATE,))
    assert asked(law, duty=duty, jurisdiction="t/state")["verdict"] == "YES"
    assert asked(law, duty=duty, jurisdiction="t/city")["verdict"] == "NO"
    assert asked(law, duty=duty)["verdict"] == "UNKNOWN"


def test_duty_without_a_rule_is_unknown_and_says_so(law: World) -> None:
    row = asked(law)
    assert (row["verdict"], row["deciding"], row["terms"]) == ("UNKNOWN", None, [])
    assert "none is loaded" in row["missing"][0]


@pytest.mark.parametrize(
    ("on", "expected"),
    [("2024-09-30", "NO"), ("2024-10-01", "YES"), ("2026-09-30", "YES"), ("2026-10-01", "NO")],
)
@pytest.mark.parametrize("basis", [None, DateBasis.AWARD_DATE, DateBasis.FISCAL_YEAR_BEGIN])
def test_day_is_held_against_the_interval(
    law: World, on: str, expected: str, basis: DateBasis | None
) -> None:
    state(law, valid_from=day("2024-10-01"), valid_to=day("2026-10-01"), date_basis=basis)
    assert verdict(law, on) == expected


def test_date_clause_names_its_basis(law: World) -> None:
    state(law, valid_from=day("2024-10-01"), date_basis=DateBasis.FISCAL_YEAR_BEGIN)
    clause = asked(law, "2024-12-01")["deciding"]["clauses"][0]
    assert (clause["clause"], clause["holds"], clause["states"]) == ("DATE", "YES", "from 2024-10-01")
    assert clause["given"] == "2024-12-01 as the first day of the recipient's fiscal year"


def test_fiscal_years_of_a_listed_program_decide(law: World) -> None:
    state(law, attaches_by=Attachment.LISTED, date_basis=DateBasis.FEDERAL_FISCAL_YEAR)
    law.add(AttachesTo(start="t/rule", end="99.001", from_fiscal_year=2014, to_fiscal_year=2016))
    assert verdict(law, "2013-10-01", program="99.001") == "YES"
    assert verdict(law, "2013-09-30", program="99.001") == "NO"
    assert verdict(law, "2020-05-01", program="99.001") == "NO"
    assert verdict(law, "2020-05-01", program="99.001", fiscal_year=2016) == "YES"
    assert verdict(law, "2013-10-01", program="99.002") == "NO"
    row = asked(law, "2013-10-01")
    assert (row["verdict"], row["missing"]) == ("UNKNOWN", ["which program the award is made under"])


def test_agency_prefix_and_list_are_alternatives(law: World) -> None:
    state(law, program_prefixes=("98.",))
    law.add(Covers(start="t/rule", end="t/department"))
    assert verdict(law, program="99.001") == "YES"
    assert verdict(law, program="98.003") == "YES"
    assert verdict(law, program="99.002") == "NO"


def test_programs_besides_those_listed_leave_it_open(law: World) -> None:
    state(law, attaches_by=Attachment.LISTED, also_covers="all money of the Act")
    law.add(AttachesTo(start="t/rule", end="99.001"))
    assert verdict(law, program="99.001") == "YES"
    row = asked(law, program="99.002")
    assert (row["verdict"], row["missing"]) == (
        "UNKNOWN",
        ["whether 99.002 is among these: all money of the Act"],
    )


def test_programs_own_statute_decides_where_the_rule_says_so(law: World) -> None:
    state(law, attaches_by=Attachment.PROGRAM_STATUTE)
    law.add(AttachesTo(start="t/rule", end="99.001"))
    assert verdict(law, program="99.001") == "YES"
    assert asked(law, program="99.002")["missing"] == ["whether the statute of 99.002 says so"]


def test_exempt_program_is_left_out(law: World) -> None:
    state(law, also_covers="others")
    law.add(Exempts(start="t/rule", end="99.001"), AttachesTo(start="t/rule", end="99.001"))
    assert verdict(law, program="99.001") == "NO"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"program": "99.001"}, "YES"),
        ({"program": "99.002"}, "NO"),
        ({"program": "98.003"}, "UNKNOWN"),
        ({"program": "98.004"}, "NO"),
        ({}, "UNKNOWN"),
        ({"program": "99.002", "assistance_type": AssistanceType.GRANT}, "YES"),
        ({"assistance_type": AssistanceType.FIXED_AMOUNT_AWARD}, "YES"),
        ({"assistance_type": AssistanceType.DIRECT_PAYMENT}, "UNKNOWN"),
        ({"assistance_type": AssistanceType.INSURANCE}, "NO"),
    ],
)
def test_form_of_assistance_follows_from_the_listing(law: World, given: Any, expected: str) -> None:
    state(law, assistance_types=GRANTS)
    assert verdict(law, **given) == expected


def test_excluded_and_conditional_forms(law: World) -> None:
    state(
        law,
        conditional_assistance_types=(AssistanceType.LOAN,),
        excluded_assistance_types=(AssistanceType.INSURANCE,),
    )
    assert verdict(law, assistance_type=AssistanceType.INSURANCE) == "NO"
    assert verdict(law, assistance_type=AssistanceType.GRANT) == "YES"
    assert verdict(law, program="98.004") == "UNKNOWN"


def test_form_that_counts_where_the_agency_says_so(law: World) -> None:
    state(law, assistance_types=GRANTS, conditional_assistance_types=(AssistanceType.LOAN,))
    row = asked(law, program="99.002")
    assert (row["verdict"], row["missing"]) == ("UNKNOWN", ["whether the agency applies it to a loan"])


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"jurisdiction": "t/state"}, "YES"),
        ({"jurisdiction": "t/city"}, "YES"),
        ({"jurisdiction": "t/district"}, "YES"),
        ({"jurisdiction": "t/tribe"}, "NO"),
        ({"jurisdiction": "t/city", "recipient_type": RecipientType.LOCAL_EDUCATIONAL_AGENCY}, "NO"),
        ({"recipient_type": RecipientType.STATE_EDUCATIONAL_AGENCY}, "YES"),
        ({"recipient_type": RecipientType.TERRITORY}, "UNKNOWN"),
        ({"recipient_type": RecipientType.LIBRARY}, "UNKNOWN"),
        ({"recipient_type": RecipientType.FOR_PROFIT}, "UNKNOWN"),
        ({"recipient_type": RecipientType.NONPROFIT}, "NO"),
        ({}, "UNKNOWN"),
    ],
)
def test_recipient_follows_from_the_place(law: World, given: Any, expected: str) -> None:
    state(
        law,
        recipient_types=(RecipientType.STATE, RecipientType.LOCAL_GOVERNMENT),
        conditional_recipient_types=(RecipientType.FOR_PROFIT,),
        excluded_recipient_types=(RecipientType.LOCAL_EDUCATIONAL_AGENCY,),
    )
    assert verdict(law, **given) == expected


def test_only_the_places_named_are_bound(law: World) -> None:
    state(law)
    law.add(Binds(start="t/rule", end="t/city"))
    assert verdict(law, jurisdiction="t/city") == "YES"
    assert verdict(law, jurisdiction="t/state") == "NO"
    assert asked(law)["missing"] == ["which place receives it"]


def test_tier_is_the_recipient_unless_given(law: World) -> None:
    state(law, tiers=(Tier.APPLICANT, Tier.RECIPIENT))
    assert verdict(law) == "YES"
    assert verdict(law, tier=Tier.SUBRECIPIENT) == "NO"


def test_who_passes_money_on_is_a_recipient(law: World) -> None:
    state(law, tiers=(Tier.PASSTHROUGH_ENTITY,))
    assert verdict(law) == "YES"
    assert verdict(law, tier=Tier.CONTRACTOR) == "NO"


@pytest.mark.parametrize(
    ("operator", "amount", "expected"),
    [
        (Comparison.AT_LEAST, 30000.0, "YES"),
        (Comparison.MORE_THAN, 30000.0, "NO"),
        (Comparison.MORE_THAN, 30000.01, "YES"),
        (Comparison.AT_LEAST, 29999.99, "NO"),
        (Comparison.AT_LEAST, None, "UNKNOWN"),
    ],
)
def test_amount_is_held_against_the_threshold(
    law: World, operator: Comparison, amount: float | None, expected: str
) -> None:
    state(law, threshold=30000.0, threshold_operator=operator)
    assert verdict(law, amount=amount) == expected


def test_threshold_may_measure_something_else_than_the_award(law: World) -> None:
    state(law, threshold=1e6, threshold_measure=Measure.FEDERAL_AWARDS_EXPENDED)
    row = asked(law, amount=2e6)
    assert row["missing"] == ["what the recipient spends of federal awards in its fiscal year"]
    assert verdict(law, measured=1e6) == "YES"
    assert verdict(law, measured=999999.0) == "NO"


def test_no_subaward_exceeds_its_award(law: World) -> None:
    state(law, threshold=30000.0, threshold_measure=Measure.SUBAWARD)
    assert verdict(law, amount=29999.0) == "NO"
    assert verdict(law, amount=50000.0) == "UNKNOWN"


def test_threshold_of_nothing_is_no_floor(law: World) -> None:
    state(law, threshold=0.0)
    assert verdict(law) == "YES"


def test_uses_activities_and_circumstances(law: World) -> None:
    state(
        law,
        construction_only=True,
        infrastructure_only=True,
        activities=(Activity.EDUCATION_PROGRAM,),
        triggers=("armor is bought", "it is worn"),
    )
    assert asked(law)["missing"] == [
        "whether the award pays for construction",
        "whether the award pays for an infrastructure project",
        "whether it is for one of these: education program",
        "whether armor is bought",
        "whether it is worn",
    ]
    given: dict[str, Any] = {"construction": True, "infrastructure": True, "circumstances": True}
    assert verdict(law, **given) == "UNKNOWN"
    assert verdict(law, **given, activities=(Activity.EDUCATION_PROGRAM,)) == "YES"
    assert verdict(law, **given, recipient_type=RecipientType.SCHOOL) == "YES"
    assert verdict(law, **given, activities=()) == "NO"
    assert verdict(law, **given | {"construction": False}) == "NO"
    assert verdict(law, **given | {"circumstances": False}) == "NO"


def test_side_of_the_awarding_agency_is_told(law: World) -> None:
    state(law, side=Side.AWARDING_AGENCY)
    assert asked(law)["deciding"]["side"] == "AWARDING_AGENCY"
