"""Whom and what a rule binds: the clauses of a fact, and those that we read out of its words."""

from collections.abc import Iterable
from typing import Any

from loaders.crosscutting.words import also_covers, reach, spoken
from loaders.source import Row
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

ANYONE = "any_entity"
CONDITIONAL = {
    "loan (as agency applies it)": "loan",
    "for_profit_if_agency_adopts": "for_profit",
    "electing_tribe_with_allocation": "tribe",
}
ALL_BUT = "other except "
_ABBREVIATED = {"sea": "state_educational_agency", "lea": "local_educational_agency"}
_TIERS = {"pass_through": Tier.PASSTHROUGH_ENTITY}
_OPERATORS = {">=": Comparison.AT_LEAST, ">": Comparison.MORE_THAN}
_MEASURES = {
    "federal awards expended": Measure.FEDERAL_AWARDS_EXPENDED,
    "first-tier subaward obligating action": Measure.SUBAWARD,
    "estimated value of services performed outside the United States": Measure.SERVICES_ABROAD,
    "item or prior fiscal year": Measure.ITEM,
    "contract": Measure.CONTRACT,
    "construction contract": Measure.CONTRACT,
}
_BASES = dict.fromkeys(
    ("fiscal_year_begin_after / fiscal_year_end", "fiscal_year_end_after / fiscal_year_begin_before"),
    DateBasis.FISCAL_YEAR_BEGIN,
)


def clauses(row: Row) -> dict[str, Any]:
    """The properties of the rule that its clauses give."""
    return _money(row) | _recipients(row) | _amounts(row) | _circumstances(row)


def assistance(words: Iterable[str]) -> dict[str, tuple[AssistanceType, ...]]:
    """The kinds of assistance that are covered, those only where an agency says so, and those left out."""
    listed = list(words)
    others = [each.removeprefix(ALL_BUT) for each in listed if each.startswith(ALL_BUT)]
    plain = [each for each in listed if each not in CONDITIONAL and not each.startswith(ALL_BUT)]
    return {
        "assistance_types": () if others else tuple(AssistanceType(each.upper()) for each in plain),
        "conditional_assistance_types": tuple(
            AssistanceType(CONDITIONAL[each].upper()) for each in listed if each in CONDITIONAL
        ),
        "excluded_assistance_types": tuple(
            AssistanceType(each.upper()) for words in others for each in words.split(", ")
        ),
    }


def recipients(words: Iterable[str]) -> tuple[RecipientType, ...]:
    """The kinds of recipient that words name; a limit that stands after one of them is told in words."""
    named = [each.split(" ")[0] for each in words]
    return tuple(RecipientType(_ABBREVIATED.get(each, each).upper()) for each in named)


def _money(row: Row) -> dict[str, Any]:
    every, found = row.find("all"), row.find("assistance_types") or []
    excluded = row.find("excludes_assistance_types") or []
    kinds = assistance(found)
    named = tuple(AssistanceType(each.split(" ")[0].upper()) for each in excluded)
    return kinds | {
        "attaches_by": _attachment(row, every),
        "program_prefixes": tuple(filter(None, (row.find("program_prefix"),))),
        "excluded_assistance_types": (*kinds["excluded_assistance_types"], *named),
        "also_covers": row.find("own.also_covers") or also_covers(row),
    }


def _attachment(row: Row, every: bool | None) -> Attachment:
    programs, agencies = row.find("programs"), row.find("funding_agencies")
    if row.find("attaches_by") == "program_statute":
        return Attachment.PROGRAM_STATUTE
    if every is False:
        return Attachment.ACTIVITY
    return Attachment.LISTED if programs or agencies else Attachment.CLASS


def _recipients(row: Row) -> dict[str, Any]:
    words = row.find("recipient_types") or []
    limited = set(row.find("own.not_excluded") or ())
    excluded = row.find("excludes_recipient_types") or []
    row.fields["limits"] = [each for each in excluded if " " in each]
    plain = [each for each in words if each not in CONDITIONAL]
    return {
        "side": Side((row.find("binds") or Side.RECIPIENT).upper()),
        "tiers": tuple(_TIERS.get(each) or Tier(each.upper()) for each in row.find("tier") or ()),
        "recipient_types": () if ANYONE in words else recipients(plain),
        "conditional_recipient_types": recipients(CONDITIONAL[each] for each in words if each in CONDITIONAL),
        "excluded_recipient_types": tuple(each for each in recipients(excluded) if each not in limited),
    }


def _amounts(row: Row) -> dict[str, Any]:
    per, measure = row.find("per"), row.find("measure")
    floor, subaward = row.find("threshold_usd"), row.find("subaward_threshold_usd")
    return {
        "threshold": subaward if floor is None else floor,
        "threshold_operator": _OPERATORS[row.find("threshold_op") or ">="],
        "threshold_measure": _MEASURES.get(measure or per or "", Measure.AWARD),
        "threshold_per": per and per.replace("_", " "),
        "certification_threshold": row.find("certification_threshold_usd"),
        "loan_certification_threshold": row.find("loan_certification_threshold_usd"),
        "contract_threshold": row.find("contract_threshold_usd") or row.find("clause_threshold_usd"),
    }


def _circumstances(row: Row) -> dict[str, Any]:
    basis, activity = row.find("date_basis"), row.find("activity")
    trigger, place = row.find("trigger"), row.find("geography")
    excepted = [*(row.find(name) or () for name in ("exceptions", "excludes", "limits"))]
    return {
        "date_basis": _BASES.get(basis) or (basis and DateBasis(basis.upper())),
        "dates_as_stated": row.find("own.dates_as_stated"),
        "construction_only": bool(row.find("construction_only")),
        "infrastructure_only": bool(row.find("infrastructure_only")),
        "activities": tuple(filter(None, (activity and Activity(activity.split(" ")[0].upper()),))),
        "triggers": tuple(row.find("own.triggers") or filter(None, (trigger, place))),
        "exceptions": tuple(spoken(each) for words in excepted for each in words),
        "reach": reach(row, activity),
    }
