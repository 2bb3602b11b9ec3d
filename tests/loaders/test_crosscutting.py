"""Rules on federal money as shipped: every fact accounted for, every clause kept, what people rely on."""

import datetime
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from data.shipped import FOLDER
from loaders import crosscutting, normalised
from loaders.crosscutting.reading import CURATED
from loaders.legal_facts import units
from loaders.legal_facts.curated import curated
from loaders.legal_facts.evidence import confidence
from schema.claims import Against, Claim, MadeBy, Stance
from schema.classes import AssistanceType, Attachment, Measure, RecipientType, Side
from schema.courts import Case, Interprets, Ruling
from schema.duties import ArisesFrom, AttachesTo, Covers, ImposedBy, Obligation, Requires
from schema.law import ExecutiveAction, Provision, PublicLaw, Revokes, VersionOf
from schema.model import Node
from schema.rules import EnforcedBy, Exempts, Rule, WouldChange
from schema.values import Confidence
from tests.loaders.facts import Facts

SHIPPED = FOLDER / "crosscutting.ndjson"
COVERAGE = FOLDER / "crosscutting_coverage.json"
PART_200 = "rule-part200-applicability"


@pytest.fixture(scope="module")
def facts() -> Facts:
    return Facts(SHIPPED)


@pytest.fixture(scope="module")
def stated(shared: Path) -> list[dict[str, Any]]:
    content = (shared / "facts" / "crosscutting.yaml").read_bytes()
    found: list[dict[str, Any]] = yaml.load(content, Loader=yaml.CSafeLoader)["facts"]
    return found


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def rules(stated: list[dict[str, Any]], facts: Facts) -> Iterator[tuple[dict[str, Any], Rule]]:
    """Each fact that is one rule, with that rule."""
    for fact in stated:
        if fact["kind"] == "applicability_rule" and fact["id"] != PART_200:
            yield fact, facts.node(Rule, fact["id"])


# The files


def test_intervals_end_after_they_begin(facts: Facts) -> None:
    bounded = [each for each in facts.records if each.valid_from and each.valid_to]
    assert [each for each in bounded if each.valid_to <= each.valid_from] == []  # type: ignore[operator]


def test_coverage_lists_every_fact_with_records_or_a_reason() -> None:
    coverage = json.loads(COVERAGE.read_bytes())
    assert len(coverage) == 507
    reasons = {entry["kind"] for entry in coverage.values() if "reason" in entry}
    assert reasons == set(crosscutting.OWNED_ELSEWHERE)


@pytest.mark.shared
def test_ids_of_the_first_fact_base_mean_its_nodes(shared: Path) -> None:
    first = json.loads((FOLDER / "legal_facts_coverage.json").read_bytes())
    nodes = {
        each.record: each.id
        for each in normalised.records(FOLDER / "legal_facts.ndjson")
        if isinstance(each, Node) and each.record
    }
    known = {name: identifier for name, identifier in curated(CURATED).elsewhere.items() if name in first}
    agencies = {name: entry["node"] for name, entry in first.items() if "node" in entry}
    units_of = {"cfr-2-200-340": "/us/cfr/t2/s200.340"}
    assert {name: units_of.get(name) or nodes.get(name) or agencies[name] for name in known} == known


# Every fact, clause by clause


@pytest.mark.shared
def test_counts_are_those_of_the_fact_base(stated: list[dict[str, Any]], facts: Facts) -> None:
    kinds = Counter(fact["kind"] for fact in stated)
    records = Counter(type(each) for each in facts.nodes.values() if each.record)
    assert records[PublicLaw] == kinds["public_law"]
    assert records[Provision] == kinds["provision"] + kinds["regulation"] - 1
    assert records[ExecutiveAction] == kinds["executive_action"] + kinds["instrument"] + 1
    assert records[Obligation] == kinds["obligation"]
    assert records[Rule] == kinds["applicability_rule"] - 1
    assert records[Case] == kinds["doctrine_case"]
    assert records[Ruling] == kinds["ruling"]
    claims = [each for each in facts.every(Claim) if (each.record or "").startswith(("no-", "interp-"))]
    assert len(claims) == kinds["non_obligation"] + kinds["interpretation"]


@pytest.mark.shared
def test_confidence_is_never_better_than_the_facts(stated: list[dict[str, Any]], facts: Facts) -> None:
    said = {fact["id"]: confidence(fact["confidence"], partial=bool(fact.get("partial"))) for fact in stated}
    for name, node in facts.by_record.items():
        assert node.confidence == said[name], name


@pytest.mark.shared
def test_sentences_are_those_of_the_facts(stated: list[dict[str, Any]], facts: Facts) -> None:
    told = {
        name: getattr(node, "summary", None) or getattr(node, "statement", None)
        for name, node in facts.by_record.items()
    }
    assert {fact["id"]: fact["text"] for fact in stated if fact["id"] in told} == told


@pytest.mark.shared
def test_rules_bind_the_duties_and_rest_on_the_texts_of_their_facts(
    stated: list[dict[str, Any]], facts: Facts
) -> None:
    known = {fact["id"]: fact for fact in stated}
    for fact, rule in rules(stated, facts):
        assert facts.ends(Requires, rule.id) == {fact["obligation"]}
        texts = {facts.by_record[each].id for each in fact["under"]}
        cited = {unit.id for each in fact["under"] for unit in _units(known[each])}
        assert facts.ends(ImposedBy, rule.id) == texts | cited
        duty = known[fact["obligation"]]
        under = [duty["under"]] if isinstance(duty["under"], str) else duty["under"]
        assert {facts.by_record[each].id for each in under} <= facts.ends(ArisesFrom, duty["id"])
        assert duty["triggered_by"] in known


def _units(fact: dict[str, Any]) -> list[Any]:
    named = fact["identifiers"]
    return units.units(named.get("usc") or named.get("cfr") or "")


@pytest.mark.shared
def test_rules_list_the_programs_of_their_facts(stated: list[dict[str, Any]], facts: Facts) -> None:
    outside = next(fact["excludes"] for fact in stated if fact["id"] == PART_200)
    block_grants = outside["from_subparts_C_D_E_except_200.203_216_331-333"]["programs"]
    for fact, rule in rules(stated, facts):
        clauses = fact["applies_to"]
        assert facts.ends(AttachesTo, rule.id) == set(clauses.get("programs", ())), rule.id
        left_out = {*clauses.get("excludes_programs", ()), *clauses.get("no_match_programs", ())}
        if rule.id == "rule-prea-standards":
            left_out.add("16.588")
        if "excludes_rule" in clauses:
            left_out |= set(block_grants)
        assert facts.ends(Exempts, rule.id) == left_out, rule.id
        assert rule.program_prefixes == tuple(filter(None, [clauses.get("program_prefix")]))


@pytest.mark.shared
def test_amounts_and_shares_are_those_of_the_facts(stated: list[dict[str, Any]], facts: Facts) -> None:
    for fact, rule in rules(stated, facts):
        clauses = fact["applies_to"]
        floor = clauses.get("threshold_usd", clauses.get("subaward_threshold_usd"))
        assert rule.threshold == floor, rule.id
        assert (rule.threshold_measure is Measure.SUBAWARD) == ("subaward" in clauses.get("measure", ""))
        assert rule.certification_threshold == clauses.get("certification_threshold_usd"), rule.id
        contract = clauses.get("contract_threshold_usd", clauses.get("clause_threshold_usd"))
        assert rule.contract_threshold == contract, rule.id
        sanction = fact["sanction"] if isinstance(fact["sanction"], dict) else {"summary": fact["sanction"]}
        assert rule.penalty == sanction["summary"], rule.id
        assert rule.penalty_percent == sanction.get("percent"), rule.id
        assert rule.penalty_mandatory == sanction.get("mandatory"), rule.id
        assert rule.sanctions, rule.id


@pytest.mark.shared
def test_classes_are_those_of_the_facts(stated: list[dict[str, Any]], facts: Facts) -> None:
    for fact, rule in rules(stated, facts):
        clauses = fact["applies_to"]
        words = clauses.get("recipient_types", [])
        named = {*rule.recipient_types, *rule.conditional_recipient_types}
        assert len(named) == (0 if "any_entity" in words else len(words)), rule.id
        plain = {each.upper() for each in clauses.get("assistance_types", []) if " " not in each}
        assert {str(each) for each in rule.assistance_types} in (plain, set()), rule.id
        every = clauses.get("all_federal_financial_assistance")
        assert (rule.attaches_by is Attachment.CLASS) >= bool(every), rule.id
        assert (rule.side is Side.AWARDING_AGENCY) == ("binds" in clauses), rule.id
        assert bool(rule.triggers) >= ("trigger" in clauses), rule.id
        assert bool(rule.activities) == ("activity" in clauses), rule.id
        assert len(rule.tiers) == len(clauses.get("tier", ())), rule.id


# What people rely on


@pytest.mark.parametrize(
    ("rule", "begins", "ends", "amount"),
    [
        ("rule-single-audit", "2024-10-01", None, 1_000_000),
        ("rule-single-audit-750000", "2014-12-26", "2024-10-01", 750_000),
        ("rule-single-audit-500000", "2003-01-02", "2014-12-26", 500_000),
        ("rule-single-audit-300000", "1996-07-01", "2003-01-02", 300_000),
        ("rule-ffata-subaward", "2020-11-12", None, 30_000),
        ("rule-ffata-subaward-25000", "2010-10-01", "2020-11-12", 25_000),
    ],
)
def test_thresholds_follow_one_another(
    facts: Facts, rule: str, begins: str, ends: str | None, amount: int
) -> None:
    found = facts.node(Rule, rule)
    assert (found.valid_from, found.valid_to) == (day(begins), day(ends) if ends else None)
    assert found.threshold == amount


@pytest.mark.parametrize(
    ("duty", "on", "percent", "mandatory"),
    [
        ("ob-hw-drinking-age", "1987-03-01", 5, True),
        ("ob-hw-drinking-age", "2005-03-01", 10, True),
        ("ob-hw-drinking-age", "2012-03-01", 8, True),
        ("ob-hw-bac-08", "2010-10-01", 8, True),
        ("ob-hw-bac-08", "2011-10-01", 6, True),
        ("ob-hw-zero-tolerance", "2011-09-30", 10, True),
        ("ob-hw-seat-belt", "2000-01-01", 3, True),
        ("ob-hw-open-container-repeat", "2001-10-01", 1.5, True),
        ("ob-hw-open-container-repeat", "2010-10-01", None, True),
        ("ob-hw-cdl", "2010-10-01", 10, False),
        ("ob-nics-records", "2012-01-01", 3, False),
        ("ob-nics-records", "2018-01-07", 4, False),
        ("ob-nics-records", "2018-01-08", 5, True),
    ],
)
def test_shares_changed_with_the_years(
    facts: Facts, duty: str, on: str, percent: float | None, mandatory: bool
) -> None:
    terms = [facts.node(Rule, each) for each in facts.starts(Requires, duty)]
    (held,) = [
        each
        for each in terms
        if (each.valid_from or day(on)) <= day(on) and (each.valid_to is None or day(on) < each.valid_to)
    ]
    assert (held.penalty_percent, held.penalty_mandatory) == (percent, mandatory)
    if percent is not None:
        assert f"{percent:g} percent" in (held.penalty or "")
    if percent == 5 and not duty.endswith("records"):
        assert held.confidence is Confidence.RECALLED, "only memory tells the share of the first year"


def test_title_vi_leaves_out_insurance_and_binds_everyone(facts: Facts) -> None:
    rule = facts.node(Rule, "rule-title-vi")
    assert rule.recipient_types == ()
    assert set(rule.excluded_assistance_types) == {AssistanceType.INSURANCE, AssistanceType.LOAN_GUARANTEE}


def test_tribes_keep_to_the_byrd_amendment_but_for_what_other_law_permits(facts: Facts) -> None:
    rule = facts.node(Rule, "rule-byrd-lobbying")
    assert RecipientType.TRIBE not in rule.excluded_recipient_types
    assert any("tribe" in each for each in rule.exceptions)


def test_the_solomon_amendment_covers_agencies(facts: Facts) -> None:
    assert {"agency/097", "agency/070", "agency/069"} <= facts.ends(Covers, "rule-solomon")
    rule = facts.node(Rule, "rule-solomon")
    assert AssistanceType.STUDENT_FINANCIAL_ASSISTANCE in rule.excluded_assistance_types
    assert rule.also_covers


def test_subparts_of_part_200_reach_different_money(facts: Facts) -> None:
    cost, audits = (facts.node(Rule, f"{PART_200}/subpart-{each}") for each in "ef")
    assert AssistanceType.LOAN in cost.excluded_assistance_types
    assert audits.assistance_types == ()
    assert RecipientType.FOR_PROFIT in audits.excluded_recipient_types
    medicaid, child_care = "93.778", "93.575"
    exempt = {letter: facts.ends(Exempts, f"{PART_200}/subpart-{letter}") for letter in "cde"}
    assert [medicaid in exempt[letter] for letter in "cde"] == [True, False, False]
    assert [child_care in exempt[letter] for letter in "cde"] == [True, True, True]


def test_versions_of_the_termination_clause_have_their_days(facts: Facts) -> None:
    versions = [facts.node(Provision, each) for each in facts.starts(VersionOf, "/us/cfr/t2/s200.340")]
    days = sorted((each.valid_from, each.valid_to, each.confidence) for each in versions)
    assert days == [
        (day("2014-12-26"), day("2020-08-13"), Confidence.RECALLED),
        (day("2020-08-13"), day("2024-10-01"), Confidence.PARTIAL),
        (day("2024-10-01"), None, Confidence.VERIFIED),
    ]
    assert "/us/cfr/t2/s200.340" in facts.ends(ArisesFrom, "ob-termination-clear-terms")


def test_a_proposal_would_change_part_200_from_october_2026(facts: Facts) -> None:
    (change,) = facts.every(WouldChange)
    assert (change.end, change.planned_from) == ("/us/cfr/t2/pt200", day("2026-10-01"))
    assert facts.node(ExecutiveAction, change.start).confidence is Confidence.PARTIAL


def test_the_disparate_impact_rule_was_rescinded(facts: Facts) -> None:
    rule = facts.node(Provision, "/us/cfr/t28/s42.104/b/2")
    assert rule.valid_to == day("2025-12-10")
    assert facts.starts(Revokes, rule.id) == {"ea-doj-title-vi-2025-12-10"}


def test_five_cases_speak_of_clear_notice(facts: Facts) -> None:
    claims = [each for each in facts.every(Claim) if "Clear-notice rule" in each.statement]
    speakers = {speaker for each in claims for speaker in facts.ends(MadeBy, each.id)}
    assert speakers == {"rul-pennhurst", "rul-dole", "rul-arlington-murphy", "rul-cummings", "rul-nfib"}


def test_what_is_not_required_says_of_which_duty(facts: Facts) -> None:
    claim = facts.node(Claim, "claim-no-title-vi-insurance-1")
    assert claim.stance is Stance.DOES_NOT_REQUIRE
    assert facts.ends(Against, claim.id) == {"ob-title-vi"}
    assert facts.ends(MadeBy, claim.id) == {"/us/usc/t42/s2000d-1", "/us/usc/t42/s2000d-4"}


def test_rulings_bear_on_rules_and_agencies_enforce_them(facts: Facts) -> None:
    assert "rul-dole" in facts.starts(Interprets, "rule-hw-drinking-age")
    assert facts.ends(EnforcedBy, "rule-title-vi") == {"agency/015"}
    assert facts.ends(EnforcedBy, "rule-hatch-act") == {"agency/062", "agency/389"}
