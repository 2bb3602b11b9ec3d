"""Legal facts as shipped: whole, linked, fresh, and saying what experts rely on."""

import datetime
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from data.build_legal_facts import merged
from data.shipped import FOLDER
from loaders import legal_facts
from loaders.legal_facts import days, units
from loaders.legal_facts.evidence import confidence
from schema.claims import About, Against, Claim, MadeBy, Stance
from schema.courts import (
    Affirms,
    AppealsTo,
    Case,
    Court,
    DecidedIn,
    Disagrees,
    EndedBy,
    Enjoins,
    Holds,
    LimitedTo,
    Outcome,
    PartyTo,
    Protects,
    Relief,
    Reverses,
    RuledBy,
    Ruling,
    Scope,
    SitsOver,
    Stays,
    Vacates,
)
from schema.duties import (
    ArisesFrom,
    AttachesTo,
    Binds,
    Condition,
    ConditionKind,
    Conduct,
    Covers,
    ImposedBy,
    Obligation,
    Requires,
)
from schema.errors import InvalidRecord
from schema.law import Cites, EnactedBy, ExecutiveAction, PartOf, Provision, PublicLaw, Revokes, TransferredTo
from schema.money import AdministeredBy, Agency, AllocatedTo, AllocatedUnder, Allocation, Basis, OfficeOf
from schema.places import SameAs, Within
from schema.politics import AdoptedBy, Designates, Designation, ListedIn, Policy
from schema.rules import Rule
from schema.values import Confidence, Precision
from tests.loaders.facts import Facts

SHIPPED = FOLDER / "legal_facts.ndjson"
COVERAGE = FOLDER / "legal_facts_coverage.json"
STATE = "ocd-division/country:us/state:"
SECTION_1373 = "/us/usc/t8/s1373"


@pytest.fixture(scope="module")
def facts() -> Facts:
    return Facts(SHIPPED)


@pytest.fixture(scope="session")
def base(shared: Path) -> Path:
    return shared / "facts" / "legal_facts.yaml"


@pytest.fixture(scope="module")
def stated(base: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.load(base.read_bytes(), Loader=yaml.CSafeLoader)["facts"]
    return found


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


# The files


def test_intervals_end_after_they_begin(facts: Facts) -> None:
    backwards = [
        each
        for each in facts.records
        if each.valid_from and each.valid_to and each.valid_to < each.valid_from
    ]
    assert backwards == []


def test_coverage_lists_every_fact_with_records_or_a_reason() -> None:
    coverage = json.loads(COVERAGE.read_bytes())
    assert len(coverage) == 599
    computed = [name for name, entry in coverage.items() if entry.get("reason") == legal_facts.COMPUTED]
    assert sorted(computed) == [
        "exp-chi-2017-03-27",
        "exp-cook-2017-03-27",
        "exp-la-2017-03-27",
        "exp-phl-2017-03-27",
    ]


@pytest.mark.shared
def test_counts_are_those_of_the_fact_base(stated: list[dict[str, Any]], facts: Facts) -> None:
    kinds = Counter(fact["kind"] for fact in stated)
    records = Counter(type(each) for each in facts.nodes.values() if each.record)
    assert records[PublicLaw] == kinds["public_law"]
    assert records[Provision] == kinds["provision"] + kinds["regulation"]
    actions = kinds["executive_action"] + kinds["executive_action_section"] + kinds["instrument"]
    assert records[ExecutiveAction] == actions
    assert records[Condition] == kinds["award_condition"]
    assert records[Obligation] == kinds["obligation"]
    assert records[Case] == kinds["case"] + kinds["doctrine_case"]
    assert records[Ruling] == kinds["ruling"] + kinds["proceeding"]
    assert records[Relief] == kinds["relief"]
    assert records[Designation] == kinds["designation"]
    assert records[Allocation] == kinds["allocation"] + kinds["allocation_total"] + kinds["amount"]
    policies = ("policy", "policy_provision", "policy_rescission", "anti_sanctuary_law")
    assert records[Policy] == sum(kinds[each] for each in policies)
    assert records[Rule] == kinds["rule"]


@pytest.mark.shared
def test_confidence_is_never_better_than_the_facts(stated: list[dict[str, Any]], facts: Facts) -> None:
    said = {fact["id"]: confidence(fact["confidence"], partial=bool(fact.get("partial"))) for fact in stated}
    order = [Confidence.RECALLED, Confidence.PARTIAL, Confidence.VERIFIED]
    better = [
        each.id
        for each in facts.nodes.values()
        if each.record and each.confidence and order.index(each.confidence) > order.index(said[each.record])
    ]
    assert better == []


@pytest.mark.shared
def test_programs_that_trigger_a_duty_are_bound_by_its_condition(
    stated: list[dict[str, Any]], facts: Facts
) -> None:
    for fact in stated:
        if fact["kind"] == "obligation" and isinstance(fact["triggered_by"], list):
            terms = facts.starts(Requires, fact["id"])
            bound = {program for term in terms for program in facts.ends(AttachesTo, term)}
            assert {each.removeprefix("al-") for each in fact["triggered_by"]} <= bound, fact["id"]


# Days and units


@pytest.mark.parametrize(
    ("text", "first", "after", "precision"),
    [
        ("2016", "2016-01-01", "2017-01-01", Precision.YEAR),
        ("2016-09", "2016-09-01", "2016-10-01", Precision.MONTH),
        ("2025-12", "2025-12-01", "2026-01-01", Precision.MONTH),
        ("2017-06-30", "2017-06-30", "2017-06-30", None),
    ],
)
def test_partial_days_begin_at_their_first_and_end_after_their_last(
    text: str, first: str, after: str, precision: Precision | None
) -> None:
    assert days.beginning(text) == days.Day(day(first), precision)
    assert days.ending(text) == days.Day(day(after), precision)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("8 U.S.C. 1373(a)", ["/us/usc/t8/s1373/a"]),
        ("34 U.S.C. 10153(a)(5)(D)", ["/us/usc/t34/s10153/a/5/D"]),
        ("2 C.F.R. 200; 2 C.F.R. 2800.101", ["/us/cfr/t2/pt200", "/us/cfr/t2/s2800.101"]),
        ("18 U.S.C. 371, 372; 8 U.S.C. 1324", ["/us/usc/t18/s371", "/us/usc/t18/s372", "/us/usc/t8/s1324"]),
        ("42 U.S.C. 3796dd", ["/us/usc/t42/s3796dd"]),
    ],
)
def test_units_are_read_from_citations(text: str, ids: list[str]) -> None:
    assert [each.id for each in units.units(text)] == ids


def test_a_record_stated_twice_must_agree() -> None:
    one = Within(start="a", end="b", source=("x",), confidence=Confidence.RECALLED)
    other = Within(start="a", end="b", source=("y",), confidence=Confidence.VERIFIED)
    (joined,) = merged([one, other])
    assert (joined.confidence, joined.source) == (Confidence.VERIFIED, ("x", "y"))
    with pytest.raises(InvalidRecord, match="stated twice"):
        merged([one, Within(start="a", end="b", valid_from=day("2017-01-01"))])


# Law


def test_a_provision_that_the_fact_base_states_is_no_mere_mention(facts: Facts) -> None:
    assert facts.node(Provision, SECTION_1373).mentioned_only is None
    assert facts.node(Provision, "/us/usc/t42/s3796dd").mentioned_only is True


def test_section_1373_and_its_act(facts: Facts) -> None:
    section = facts.node(Provision, SECTION_1373)
    assert section.valid_from == day("1996-09-30")
    assert {"Section 642 of IIRIRA", "8 USC 1373"} <= set(section.aliases)
    assert facts.starts(PartOf, SECTION_1373) == {f"{SECTION_1373}/{unit}" for unit in "abc"}
    assert facts.edge(EnactedBy, SECTION_1373, "/us/pl/104/208").act_section == "642"
    assert facts.node(PublicLaw, "/us/pl/104/208").enacted_on == day("1996-09-30")
    assert facts.edge(EnactedBy, "/us/usc/t8/s1644", "/us/pl/104/193").act_section == "434"


def test_the_applicable_laws_clause_is_part_of_its_section_and_was_moved(facts: Facts) -> None:
    clause = "/us/usc/t34/s10153/a/5/D"
    assert facts.ends(PartOf, clause) == {"/us/usc/t34/s10153"}
    assert facts.starts(TransferredTo, clause) == {"/us/usc/t42/s3752/a/5/D"}
    assert facts.starts(TransferredTo, "/us/usc/t34/s10381") == {"/us/usc/t42/s3796dd"}


def test_orders_are_revoked_in_turn(facts: Facts) -> None:
    assert facts.starts(Revokes, "/us/eo/13768") == {"/us/eo/13993"}
    assert facts.starts(Revokes, "/us/eo/13993") == {"/us/eo/14148"}
    for section in "abc":
        assert facts.node(ExecutiveAction, f"/us/eo/13768/s9/{section}").valid_to == day("2021-01-20")


def test_an_order_cites_the_crimes_that_it_names(facts: Facts) -> None:
    crimes = {f"/us/usc/t18/s{section}" for section in (371, 372, 1501, 1961)}
    assert facts.ends(Cites, "/us/eo/14287") == crimes | {"/us/usc/t8/s1324"}
    assert facts.edge(Cites, "/us/eo/14287", "/us/usc/t18/s371").valid_from == day("2025-04-28")
    assert facts.node(Provision, "/us/usc/t18/s371").valid_from is None


def test_available_money_does_not_end_a_provision(facts: Facts) -> None:
    fund = facts.node(Provision, "/us/usc/t8/s1716")
    assert (fund.available_through, fund.valid_to) == (day("2034-09-30"), None)


# Terms


@pytest.mark.parametrize(
    "term",
    [
        "ea-jag-fy2016-special-condition",
        "cond-jag-fy2017-cert",
        "cond-jag-fy2018-cert",
        "cond-jag-applicable-laws-1373",
        "cond-scaap-1373",
        "cond-cops-1373",
        "ea-dhs-standard-terms-2025-03",
        "rule-eo-13768-s9a",
        "rule-bondi-memo-2025",
    ],
)
def test_terms_on_1373_lead_to_the_section(facts: Facts, term: str) -> None:
    sources = {text for duty in facts.ends(Requires, term) for text in facts.ends(ArisesFrom, duty)}
    wholes = {whole for text in sources for whole in facts.ends(PartOf, text)}
    assert SECTION_1373 in wholes


def test_the_fy2016_validation_binds_the_ten(facts: Facts) -> None:
    condition = facts.node(Condition, "ea-jag-fy2016-special-condition")
    assert condition.kind is ConditionKind.VALIDATION
    assert condition.deadline == day("2017-06-30")
    assert facts.ends(Binds, condition.id) == _listed(facts, "ea-oig-memo-2016-05-31")
    duty = facts.node(Obligation, "ob-jag-fy2016-validate")
    assert duty.valid_to == day("2017-07-01"), "the last day to validate is within the duty"


def test_conditions_bind_their_fiscal_years(facts: Facts) -> None:
    years = {
        each.start: (each.from_fiscal_year, each.to_fiscal_year)
        for each in facts.every(AttachesTo)
        if each.end == "16.738" and each.from_fiscal_year
    }
    assert years["cond-jag-fy2017-cert"] == (2017, 2017)
    assert years["cond-jag-fy2018-notice"] == (2018, 2018)
    assert years["cond-jag-applicable-laws-1373"] == (2016, 2020)


def test_what_only_memory_tells_of_cops_is_marked(facts: Facts) -> None:
    assert facts.node(Condition, "cond-cops-1373").confidence is Confidence.RECALLED
    assert facts.edge(AttachesTo, "cond-cops-1373", "16.710").confidence is Confidence.RECALLED


def test_the_order_of_2017_covers_two_departments(facts: Facts) -> None:
    rule = facts.node(Rule, "rule-eo-13768-s9a")
    assert (rule.valid_from, rule.valid_to) == (day("2017-01-25"), day("2021-01-20"))
    assert facts.ends(Covers, rule.id) == {"agency/015", "agency/070"}
    assert facts.ends(ImposedBy, rule.id) == {"/us/eo/13768/s9/a"}


# Agencies and places


def test_byrne_jag_is_run_up_to_the_department(facts: Facts, labels: dict[str, tuple[str, ...]]) -> None:
    assert facts.ends(AdministeredBy, "16.738") == {"agency/015/1550/bja"}
    assert facts.ends(OfficeOf, "agency/015/1550/bja") == {"agency/015/1550"}
    assert facts.ends(OfficeOf, "agency/015/1550") == {"agency/015"}
    assert "Agency" in labels["agency/015"]


def test_the_service_was_abolished(facts: Facts) -> None:
    service = facts.node(Agency, "agency/015/ins")
    assert service.valid_to == day("2003-03-01")
    assert facts.ends(SameAs, service.id) == {"agency/015/1528"}


def test_consolidated_governments_are_one(facts: Facts) -> None:
    pairs = {(each.start, each.end) for each in facts.every(SameAs)}
    assert (f"{STATE}la/place:new_orleans", f"{STATE}la/parish:orleans") in pairs
    assert (f"{STATE}co/place:denver", f"{STATE}co/county:denver") in pairs


def _listed(facts: Facts, action: str) -> set[str]:
    return {place for each in facts.starts(ListedIn, action) for place in facts.ends(Designates, each)}


def test_lists_name_their_places(facts: Facts) -> None:
    assert len(_listed(facts, "ea-oig-memo-2016-05-31")) == 10
    headings = Counter(
        facts.node(Designation, each).heading for each in facts.starts(ListedIn, "ea-doj-list-2025-08-05")
    )
    assert headings == {"States": 13, "Counties": 4, "Cities": 18}
    assert len(facts.starts(ListedIn, "ea-doj-letters-2017-04-21")) == 9
    assert facts.node(ExecutiveAction, "ea-doj-letters-2017-04-21").recipients == 9
    assert facts.node(ExecutiveAction, "ea-doj-letters-2017-11-15").recipients == 29


# Courts


def test_circuits_cover_every_state_once(facts: Facts) -> None:
    circuits = {each.id for each in facts.every(Court) if each.rank == 2} - {"cafc"}
    covered = Counter(each.end for each in facts.every(SitsOver) if each.start in circuits)
    assert set(covered.values()) == {1}
    assert sum(place.startswith(STATE) for place in covered) == 50
    assert len(covered) == 55, "50 states, the District of Columbia and four territories"
    assert all(facts.ends(AppealsTo, each) == {"scotus"} for each in circuits)
    assert facts.ends(AppealsTo, "rid") == {"ca1"}


def test_every_ruling_has_a_court_and_a_case(facts: Facts) -> None:
    for ruling in facts.every(Ruling):
        assert len(facts.ends(RuledBy, ruling.id)) == 1, ruling.id
        assert facts.ends(DecidedIn, ruling.id), ruling.id


def test_an_appeal_decides_every_case_whose_docket_it_bears(facts: Facts) -> None:
    assert facts.ends(DecidedIn, "rul-ca9-sf-v-trump-2018-08-01") == {
        "case-sf-v-trump-2017",
        "case-santaclara-v-trump",
    }
    assert facts.ends(DecidedIn, "rul-ca7-chi-2020-04-30") == {
        "case-chicago-v-barr-2018",
        "case-chicago-v-sessions",
    }
    assert facts.ends(DecidedIn, "rul-ca9-sf-v-garland-2022-07-29") == {
        "case-oregon-v-trump",
        "case-sf-ca-fy2018",
    }


def test_postures(facts: Facts) -> None:
    assert facts.ends(Reverses, "rul-ca2-ny-2020-02-26") == {"rul-ny-sj-2018-11-30"}
    assert facts.ends(Affirms, "rul-ca1-prov-2020-03-24") == {"rul-prov-2019-06-10"}
    assert facts.ends(Reverses, "rul-ca9-la-cops-2019-07-12") == {"rul-la-cops-2018-04-11"}
    narrowed = facts.edge(Vacates, "rul-ca9-sf-v-trump-2018-08-01", "rul-scc-sj-2017-11-20")
    assert narrowed.in_part
    assert len(facts.every(Disagrees)) == 4


def test_the_second_circuit_upheld_all_three(facts: Facts) -> None:
    holdings = {
        each.end: each.outcome for each in facts.every(Holds) if each.start == "rul-ca2-ny-2020-02-26"
    }
    lawful = dict.fromkeys(("cert", "notice", "access"), Outcome.LAWFUL)
    assert holdings == {f"cond-jag-fy2017-{name}": outcome for name, outcome in lawful.items()}


# Reliefs


def _live(facts: Facts, text: str, when: str) -> set[str]:
    """Reliefs against a text on a day."""
    reliefs = [facts.node(Relief, each) for each in facts.starts(Enjoins, text)]
    asked = day(when)
    return {
        each.id
        for each in reliefs
        if each.valid_from and each.valid_from <= asked and (each.valid_to is None or asked < each.valid_to)
    }


def test_the_order_was_free_in_march_and_enjoined_nationwide_in_may_2017(facts: Facts) -> None:
    assert _live(facts, "/us/eo/13768/s9/a", "2017-03-27") == set()
    (relief,) = _live(facts, "/us/eo/13768/s9/a", "2017-05-22")
    assert facts.node(Relief, relief).scope is Scope.NATIONWIDE
    assert facts.node(Relief, relief).valid_from == day("2017-04-25")


def test_in_january_2018_certification_was_enjoined_for_philadelphia_alone(facts: Facts) -> None:
    (relief,) = _live(facts, "cond-jag-fy2017-cert", "2018-01-15")
    assert facts.ends(Protects, relief) == {f"{STATE}pa/place:philadelphia"}


def test_in_january_2018_notice_was_enjoined_nationwide(facts: Facts) -> None:
    live = {facts.node(Relief, each).scope for each in _live(facts, "cond-jag-fy2017-notice", "2018-01-15")}
    assert Scope.NATIONWIDE in live


def test_rhode_island_lost_what_providence_kept(facts: Facts) -> None:
    live = _live(facts, "cond-jag-fy2017-cert", "2020-04-01")
    protected = {place for relief in live for place in facts.ends(Protects, relief)}
    assert f"{STATE}ri/place:providence" in protected
    assert f"{STATE}ri" not in protected
    assert f"{STATE}va" in facts.ends(Protects, "rel-ny")
    assert f"{STATE}ri" in facts.starts(PartyTo, "case-ny-v-doj")


def test_california_is_covered_with_its_places_for_notice_and_access_only(facts: Facts) -> None:
    assert facts.edge(Protects, "rel-ca-jag", f"{STATE}ca").includes_subdivisions
    assert facts.ends(Enjoins, "rel-ca-jag") == {"cond-jag-fy2017-notice", "cond-jag-fy2017-access"}
    assert facts.ends(Enjoins, "rel-ca-jag-cert") == {"cond-jag-fy2017-cert"}
    assert not facts.edge(Protects, "rel-ca-jag-cert", f"{STATE}ca").includes_subdivisions


def test_the_injunction_of_2020_is_certain_for_chicago_only(facts: Facts) -> None:
    relief = facts.node(Relief, "rel-chi-program-wide-2020")
    assert relief.confidence is Confidence.PARTIAL
    assert relief.unlisted_kinds
    assert facts.edge(Stays, "rul-chi-sj-2018-07-27", relief.id).outside_parties_only
    assert facts.ends(Protects, relief.id) == {f"{STATE}il/place:chicago"}


def test_reliefs_with_unnamed_members_say_who_they_may_be(facts: Facts) -> None:
    open_ended = {each.id for each in facts.every(Relief) if each.unlisted_members}
    assert open_ended == {each.id for each in facts.every(Relief) if each.unlisted_kinds}
    assert {"rel-uscm", "rel-sf25-16", "rel-sf25-34", "rel-dot-pi", "rel-fema", "rel-king"} <= open_ended


def test_cops_scoring_was_enjoined_on_new_years_day_2019(facts: Facts) -> None:
    assert _live(facts, "ea-cops-2017-09-07", "2019-01-01") == {"rel-la-cops"}
    assert facts.ends(EndedBy, "rel-la-cops") == {"rul-ca9-la-cops-2019-07-12"}
    assert facts.ends(LimitedTo, "rel-la-cops") == {"16.710"}


# Policies and claims


def test_one_order_governed_detainers_in_philadelphia_at_the_end_of_2015(facts: Facts) -> None:
    asked = day("2015-12-30")
    found = {
        each.id
        for each in facts.every(Policy)
        if f"{STATE}pa/place:philadelphia" in facts.ends(AdoptedBy, each.id)
        and Conduct.DETAINERS in each.conduct
        and each.valid_from
        and each.valid_from <= asked
        and (each.valid_to is None or asked < each.valid_to)
    }
    assert found == {"pol-phl-eo7-15"}


def test_a_policy_has_its_day_of_enactment_and_of_effect(facts: Facts) -> None:
    values = facts.node(Policy, "pol-ca-sb54")
    assert (values.enacted_on, values.valid_from) == (day("2017-10-05"), day("2018-01-01"))
    assert facts.node(Policy, "pol-la-so40").valid_from == day("1979-11-27")


def test_a_failed_proposal_never_held(facts: Facts) -> None:
    proposal = facts.node(Policy, "pol-chi-o2017-1018")
    assert proposal.valid_from == proposal.valid_to
    assert proposal.status == "failed"


def _claims(facts: Facts, subject: str) -> list[tuple[Stance, str]]:
    found = [facts.node(Claim, each) for each in facts.starts(About, subject)]
    return [(each.stance, speaker) for each in found for speaker in facts.ends(MadeBy, each.id)]


def test_claims_on_chicagos_ordinance_stand_side_by_side(facts: Facts) -> None:
    claims = _claims(facts, "pol-chi-wco")
    assert (Stance.CONFLICTS, "agency/015") in claims
    assert (Stance.DOES_NOT_CONFLICT, "rul-us-v-il-2025-07-25") in claims
    assert SECTION_1373 in facts.ends(Against, "claim-pol-chi-wco-1")
    assert facts.node(Claim, "claim-pol-chi-wco-1").valid_from == day("2017-10-12")


def test_assessments_of_october_2017(facts: Facts) -> None:
    stances = Counter(
        facts.node(Claim, each.id).stance for each in facts.every(Claim) if each.id.startswith("assess-")
    )
    assert stances == {Stance.CONFLICTS: 5, Stance.DOES_NOT_CONFLICT: 4}


def test_nobody_says_that_1373_requires_honouring_detainers(facts: Facts) -> None:
    about = [facts.node(Claim, each) for each in facts.starts(About, SECTION_1373)]
    detainers = [each for each in about if Conduct.DETAINERS in each.conduct]
    assert {each.stance for each in detainers} == {Stance.DOES_NOT_REQUIRE}
    speakers = {speaker for each in detainers for speaker in facts.ends(MadeBy, each.id)}
    assert {"org-ncja", "org-ilrc", "org-cnn", "rul-galarza", "rul-us-v-il-2025-07-25"} == speakers


def test_doj_contests_notice_for_four_years(facts: Facts) -> None:
    (contrary,) = [
        each
        for each in facts.every(Claim)
        if each.stance is Stance.REQUIRES and Conduct.NOTIFICATION in each.conduct
    ]
    assert (contrary.valid_from, contrary.valid_to) == (day("2017-01-01"), day("2021-01-01"))


@pytest.mark.parametrize(
    "conduct", [Conduct.INQUIRY, Conduct.JAIL_ACCESS, Conduct.PENALTY, Conduct.CRIMINAL_HISTORY]
)
def test_1373_does_not_require(facts: Facts, conduct: Conduct) -> None:
    claims = [facts.node(Claim, each) for each in facts.starts(About, SECTION_1373)]
    assert Stance.DOES_NOT_REQUIRE in {each.stance for each in claims if conduct in each.conduct}


# Money


def _published(facts: Facts, place: str, when: str) -> set[str]:
    """Programs under which an amount had been published for a place by a day."""
    asked = day(when)
    known = [facts.node(Allocation, each) for each in facts.starts(AllocatedTo, place)]
    return {
        program
        for each in known
        if each.valid_from and each.valid_from <= asked
        for program in facts.ends(AllocatedUnder, each.id)
    }


def test_chicago_had_byrne_jag_alone_in_march_2017(facts: Facts) -> None:
    assert _published(facts, f"{STATE}il/place:chicago", "2017-03-27") == {"16.738"}
    assert _published(facts, f"{STATE}il/place:chicago", "2017-12-01") == {"16.738", "16.710"}


def test_sums_that_experts_ask_for(facts: Facts) -> None:
    cities = ("us-ny-nyc", "us-il-chi", "us-pa-phl", "us-ca-la")
    amounts = [facts.node(Allocation, f"alloc-jag-2016-{city}") for city in cities]
    assert sum(each.amount for each in amounts) == 9_500_000
    assert all(each.approximate for each in amounts)
    together = [facts.node(Allocation, f"alloc-jag-2017-{city}").amount for city in ("prov", "cf")]
    assert sum(together) == 240_789
    announced = facts.node(Allocation, "ea-sessions-2017-03-27-4b")
    national = facts.node(Allocation, "amt-jag-2016-nation")
    assert announced.basis is Basis.ANTICIPATED
    assert round(announced.amount / national.amount, 1) == 14.9


def test_fiscal_years_begin_in_october(facts: Facts) -> None:
    assert facts.node(Allocation, "alloc-jag-2016-us-il-chi").valid_from == day("2015-10-01")
    assert facts.node(Allocation, "alloc-cops-2017-chi").valid_from == day("2017-11-20")
