"""From the fact base's own ids to the ids of the nodes that they stand for."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from loaders.legal_facts.units import units

_OFFICE = "own.agency"


def identifiers(facts: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """The node's id of every fact that has one of its own; the others keep the fact's id."""
    return {fact["fact"]: _identifier(fact) for fact in facts}


def referred(value: Any, known: Mapping[str, str]) -> Any:
    """The value with every fact's id in it replaced by its node's."""
    if isinstance(value, str):
        return known.get(value, value)
    if isinstance(value, list):
        return [referred(each, known) for each in value]
    if isinstance(value, dict):
        return {known.get(name, name): referred(each, known) for name, each in value.items()}
    return value


def _identifier(fact: Mapping[str, Any]) -> str:
    kind, name = fact["kind"], str(fact["fact"])
    if kind in {"provision", "regulation"} and "identifiers.public_law" in fact:
        return f"{_law(fact)}/s{_path(fact['identifiers.section'])}"
    if kind in {"provision", "regulation"}:
        return _unit(fact, name)
    if kind == "public_law":
        return _law(fact)
    if kind in {"jurisdiction", "grant_program"}:
        return str(fact.get("identifiers.ocd") or fact["identifiers.assistance_listing"])
    if "identifiers.eo" in fact:
        number, _, section = fact["identifiers.eo"].partition(" s.")
        return f"/us/eo/{number}/s{_path(section)}" if section else f"/us/eo/{number}"
    return str(fact.get(_OFFICE, name))


def _unit(fact: Mapping[str, Any], name: str) -> str:
    """The first unit that a fact cites; with the day from which it read so where the fact is a version."""
    cited = units(fact.get("identifiers.usc") or fact.get("identifiers.cfr") or "")
    if not cited:
        return name
    return f"{cited[0].id}@{fact['dates.from']}" if "supplements" in fact else cited[0].id


def _law(fact: Mapping[str, Any]) -> str:
    return f"/us/pl/{fact['identifiers.public_law'].replace('-', '/')}"


def _path(section: str) -> str:
    """9(a) is 9/a."""
    return "/".join(re.findall(r"\w+", section))
