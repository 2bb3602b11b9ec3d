"""Researched facts about obligations that attach to federal money by rule: whichever program pays."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from loaders import files, legal_facts
from loaders.crosscutting import part200, proposals, rules
from loaders.crosscutting.reading import read
from loaders.legal_facts import records
from loaders.legal_facts.evidence import told_elsewhere
from loaders.source import Parser, Row, Source
from schema.errors import InvalidRecord
from schema.model import Record
from schema.subjects import MODEL
from schema.values import Confidence

__all__ = ["OWNED_ELSEWHERE", "SOURCE", "parse", "read"]

OWNED_ELSEWHERE: Mapping[str, str] = {
    "grant_program": (
        "The program is a node of the assistance listings, which state its title, office, authorizations and "
        "kinds of assistance, and whether single audits are required."
    ),
    "data_note": "The loader of the assistance listings reads their kinds of assistance by this key.",
    "agency": "The agency is a node of the agency codes, which give its name and what it is an office of.",
}
_READ_ALIKE = (
    "public_law",
    "provision",
    "regulation",
    "executive_action",
    "instrument",
    "obligation",
    "doctrine_case",
    "ruling",
    "interpretation",
    "non_obligation",
    "agency",
)
PARSERS: Mapping[str, Parser] = {
    **{kind: legal_facts.PARSERS[kind] for kind in _READ_ALIKE},
    "proposal": proposals.parse,
    "applicability_rule": rules.parse,
    "applicability_of_part_200": part200.parse,
}


def parse(row: Row) -> Iterable[Record]:
    """The records that a fact gives, by its kind; a record of ours as it stands."""
    if "type" in row.fields:
        return records.parse(row)
    kind = row.take("kind")
    if kind in {"grant_program", "data_note"}:
        row.fields.clear()
        return ()
    kind = row.find("own.read_as") or kind
    if kind not in PARSERS:
        raise InvalidRecord(f"No fact is known to be of the kind {kind}.")
    told_elsewhere(row, *(row.find("own.told") or ()))
    return PARSERS[kind](row)


def recognises(path: Path) -> bool:
    """Whether a file is the fact base: facts of kinds, and a legend that tells how to read its rules."""
    head = files.head(path, 8_192)
    return b"\nfacts:\n" in head and b"\n  kind: " in head and b"\n  applicability_rule:" in head


SOURCE = Source(
    name="crosscutting",
    title="Researched facts on obligations that attach to federal money by rule",
    address="curated",
    licence="Apache-2.0 (facts and wording of the project)",
    confidence=Confidence.VERIFIED,
    read=read,
    parse=parse,
    recognises=recognises,
    turn=26,
    expected={
        **{each.cls: (0, 10_000) for each in MODEL.concrete},
        **{each.cls: (0, 10_000) for each in MODEL.edges.values()},
    },
    gaps=(
        "Facts on 2 C.F.R. part 200 state the text of 2024, which a proposal of May 2026 would replace.",
        "Programs that a rule names in words only are not linked; its words say so.",
        "The Attorney General's current list of programs under the prison rape standards was not seen.",
    ),
)
