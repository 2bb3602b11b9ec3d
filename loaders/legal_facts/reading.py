"""The fact base as rows: one a fact, nested fields by their path (`dates.from`), ids those of the nodes.

What we read out of a fact's sentences joins its row as `own.…`; records of our own follow as further rows.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from loaders.legal_facts import evidence, identifiers, units
from loaders.legal_facts.curated import Curated, curated
from loaders.source import Row
from schema.errors import InvalidSource

_KEPT_WHOLE = frozenset({"holds"})
_WORDS = frozenset({"fact", "text", "note", "citation", "kind", "enforcing_agency"})


def read(path: Path) -> Iterator[Row]:
    """The facts of a file, then the records that rest on them."""
    ours = curated()
    return rows(path, ours, ours)


def rows(path: Path, ours: Curated, courts: Curated) -> Iterator[Row]:
    """The facts of a file with what we read out of them; `courts` holds the courts that they name."""
    facts = [_flat(fact, ours) for fact in _facts(path)]
    known = identifiers.identifiers(facts)
    _refuse_unknown(ours, known)
    context = _Context(facts, known | ours.elsewhere, ours, courts)
    for number, fact in enumerate(facts, start=1):
        yield Row(number, context.row(fact))
    for number, record in enumerate(ours.records, start=len(facts) + 1):
        yield Row(number, context.record(record))


class _Context:
    """What one fact needs to know of the others."""

    def __init__(
        self, facts: list[dict[str, Any]], known: Mapping[str, str], ours: Curated, courts: Curated
    ) -> None:
        self.known = known
        self.names = ours.names
        self.forms = {each["id"]: each["citation_form"] for each in courts.records if each["type"] == "Court"}
        self.facts = {fact["fact"]: fact for fact in facts}
        self.texts = set(known.values())
        self.appeals = {
            docket: known[fact["fact"]]
            for fact in facts
            for docket in _dockets(fact.get("identifiers.appeal"))
        }

    def row(self, fact: Mapping[str, Any]) -> dict[str, Any]:
        """A fact's fields with the ids of nodes, and what surrounds it."""
        fields = {
            name: value if name in _WORDS else identifiers.referred(value, self.known)
            for name, value in fact.items()
        }
        identifier = self.known[fact["fact"]]
        return {"id": identifier} | fields | dict(self._around(identifier, fact))

    def _around(self, identifier: str, fact: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
        """What other facts tell of this one: the text above it, its court, its cases, its list."""
        kind = fact["kind"]
        above = next((each for each in units.ancestors(identifier) if each in self.texts), None)
        if above and "parent" not in fact and kind in {"provision", "regulation"}:
            yield "above", above
        if "own.court" in fact:
            yield "court_form", self.forms[fact["own.court"]]
        if kind == "ruling":
            dockets = _dockets(fact.get("identifiers.docket"))
            yield "appealed", [self.appeals[each] for each in dockets if each in self.appeals]
        if kind == "obligation" and self._kind(str(fact["under"])) == "award_condition":
            yield "required_by", self.known[fact["under"]]
        if kind == "obligation" and self._kind(str(fact["triggered_by"])) == "applicability_rule":
            yield "attached_by", fact["triggered_by"]
        if kind in {"obligation", "applicability_rule"}:
            yield "further", self._further(fact["under"])
        if kind == "designation":
            yield "list", self.facts[fact["designated_by"]]["own.name"]
        if kind in {"allocation", "allocation_total", "amount"}:
            yield "whose", self._place(fact.get("jurisdiction"))
            yield "program_name", self.names.get(self.known.get(fact.get("program", ""), ""), [None])[0]

    def _kind(self, fact: str) -> str | None:
        return self.facts[fact]["kind"] if fact in self.facts else None

    def _further(self, under: str | list[str]) -> list[str]:
        """What the texts of a duty stand for beside their first units: others, or the unit of a version."""
        facts = [
            self.facts[each] for each in (under if isinstance(under, list) else [under]) if each in self.facts
        ]
        every = [
            unit.id
            for fact in facts
            for unit in units.units(fact.get("identifiers.usc") or fact.get("identifiers.cfr") or "")
        ]
        return [each for each in every if each not in {self.known[fact["fact"]] for fact in facts}]

    def _place(self, fact: str | None) -> str | None:
        """The name of a place in its fact's sentence: Chicago, Illinois (city)."""
        return re.sub(r" \([^()]*\)|\.$", "", self.facts[fact]["text"]) if fact else None

    def record(self, record: Mapping[str, Any]) -> dict[str, Any]:
        """A record of our own with the ids of nodes, and the evidence of the facts that it rests on."""
        rests_on = [self._evidence(fact) for fact in record["facts"]]
        ground = evidence.weakest(rests_on) if rests_on else None
        given: dict[str, Any] = {"confidence": str(ground.confidence)} if ground else {}
        if ground and ground.source:
            given["source"] = list(ground.source)
        ours = {name: value for name, value in record.items() if name != "facts"}
        named = {
            name: identifiers.referred(ours.pop(name), self.known)
            for name in ("id", "start", "end")
            if name in ours
        }
        return {"facts": list(record["facts"])} | given | ours | named

    def _evidence(self, fact: str) -> evidence.Evidence:
        if fact not in self.facts:
            raise InvalidSource(f"A curated record rests on {fact}, which is no fact.")
        return evidence.evidence(Row(0, self.facts[fact]))


def _facts(path: Path) -> list[dict[str, Any]]:
    content = yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
    if not isinstance(content, dict) or not isinstance(content.get("facts"), list):
        raise InvalidSource(f"{path} is not a fact base.", "It should hold a list of `facts`.")
    facts: list[dict[str, Any]] = content["facts"]
    return facts


def _flat(fact: Mapping[str, Any], ours: Curated) -> dict[str, Any]:
    fields = dict(_paths("", fact))
    own = {f"own.{name}": value for name, value in ours.facts.get(fact["id"], {}).items()}
    return {"fact": fields.pop("id")} | fields | own


def _paths(above: str, fields: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in fields.items():
        if isinstance(value, Mapping) and name not in _KEPT_WHOLE:
            yield from _paths(f"{above}{name}.", value)
        else:
            yield above + name, value


def _dockets(text: str | None) -> list[str]:
    """The docket numbers of one court's list: 17-17478, 17-17480 (9th Cir.)."""
    words = (text or "").replace("(L)", "").replace(",", " ").replace(";", " ").split()
    return [word for word in words if word[0].isdigit() and "-" in word]


def _refuse_unknown(ours: Curated, known: Mapping[str, str]) -> None:
    strange = sorted(set(ours.facts) - set(known))
    if strange:
        raise InvalidSource(f"Curated fields are given for {', '.join(strange)}, which are no facts.")
