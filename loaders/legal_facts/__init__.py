"""Researched facts about conditions on federal money, 1996 to 2026: law, actions, terms, courts, policies."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from loaders import files
from loaders.legal_facts import (
    actions,
    claims,
    government,
    laws,
    lawsuits,
    money,
    policies,
    records,
    reliefs,
    rulings,
    terms,
)
from loaders.legal_facts.reading import read
from loaders.source import Parser, Row, Source
from schema.errors import InvalidRecord
from schema.model import Record
from schema.subjects import MODEL
from schema.values import Confidence

__all__ = ["COMPUTED", "OWNED_ELSEWHERE", "SOURCE", "parse", "read"]

COMPUTED = "An answer that the question of exposure computes from the other facts."
OWNED_ELSEWHERE: Mapping[str, str] = {
    "jurisdiction": "The place is a node of the dataset of jurisdictions.",
    "grant_program": "The program is a node of the assistance listings.",
    "agency": "The agency is a node of the agency codes, where they list it.",
}
PARSERS: Mapping[str, Parser] = {
    "public_law": laws.public_law,
    "provision": laws.provision,
    "regulation": laws.provision,
    "executive_action": actions.parse,
    "executive_action_section": actions.parse,
    "instrument": actions.parse,
    "award_condition": terms.condition,
    "obligation": terms.obligation,
    "rule": terms.rule,
    "case": lawsuits.case,
    "doctrine_case": lawsuits.doctrine,
    "ruling": rulings.parse,
    "proceeding": rulings.parse,
    "relief": reliefs.parse,
    "conflict": claims.conflict,
    "assessment": claims.assessment,
    "interpretation": claims.statement,
    "non_obligation": claims.statement,
    "policy": policies.policy,
    "policy_provision": policies.policy,
    "policy_rescission": policies.policy,
    "anti_sanctuary_law": policies.policy,
    "designation": policies.designation,
    "allocation": money.allocation,
    "allocation_total": money.allocation,
    "amount": money.allocation,
    "grant_program": money.program,
    "agency": government.agency,
    "jurisdiction": government.place,
    "same_as": government.same,
}


def parse(row: Row) -> Iterable[Record]:
    """The records that a fact gives, by its kind; a record of ours as it stands."""
    if "type" in row.fields:
        return records.parse(row)
    kind = row.take("kind")
    if kind == "exposure":
        row.fields.clear()
        return ()
    if kind not in PARSERS:
        raise InvalidRecord(f"No fact is known to be of the kind {kind}.")
    return PARSERS[kind](row)


def recognises(path: Path) -> bool:
    """Whether a file is the fact base: facts of kinds, without the rules of its sister on all money."""
    head = files.head(path, 8_192)
    return b"\nfacts:\n" in head and b"\n  kind: " in head and b"\n  applicability_rule:" not in head


SOURCE = Source(
    name="legal-facts",
    title="Researched facts on conditions of federal grants, 1996 to 2026",
    address="curated",
    licence="Apache-2.0 (facts and wording of the project)",
    confidence=Confidence.VERIFIED,
    read=read,
    parse=parse,
    recognises=recognises,
    turn=25,
    expected={
        **{each.cls: (0, 10_000) for each in MODEL.concrete},
        **{each.cls: (0, 10_000) for each in MODEL.edges.values()},
    },
    ignored=frozenset({"title", "award_type"}),
    gaps=(
        "Sentences about programs, places and listed agencies are not kept: other datasets own those nodes.",
        "Parties and protected places that are counted but not named are told in words only.",
        "Whether the program-wide JAG injunction of 2020 took effect beyond Chicago was not verified.",
        "FY2019 and FY2020 JAG conditions and the years of the COPS certification are recalled.",
    ),
)
