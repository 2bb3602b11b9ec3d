"""What a breach of a rule costs: in words, and as shares, amounts and steps where the fact states them."""

from collections.abc import Mapping
from typing import Any

from loaders.source import Row
from schema.duties import Sanction

AT_MOST, AT_LEAST = " (up to)", " (at least)"
_KINDS: Mapping[str, tuple[Sanction, ...]] = {
    "withholding": (Sanction.WITHHOLD,),
    "reduction": (Sanction.REDUCE,),
    "ineligibility": (Sanction.INELIGIBLE,),
    "termination": (Sanction.TERMINATE,),
    "suspension": (Sanction.SUSPEND,),
    "disallowance": (Sanction.DISALLOW,),
    "debarment": (Sanction.DEBAR,),
    "civil_penalty": (Sanction.CIVIL_PENALTY,),
    "hold": (Sanction.HOLD,),
    "transfer": (Sanction.REDIRECT,),
    "reimbursement": (Sanction.CLAW_BACK,),
    "private_remedy": (Sanction.PRIVATE_REMEDY,),
    "none_stated": (Sanction.NOT_STATED,),
    "menu": (
        Sanction.WITHHOLD,
        Sanction.DISALLOW,
        Sanction.SUSPEND,
        Sanction.TERMINATE,
        Sanction.DEBAR,
        Sanction.INELIGIBLE,
    ),
}


def penalty(row: Row) -> dict[str, Any]:
    """The properties of the rule that its sanction gives; more kinds than the fact's own word are ours."""
    words, kind = row.find("sanction"), row.find("sanction.type")
    summary, base = row.find("sanction.summary"), row.find("sanction.of")
    kinds = [*_KINDS.get(kind or "", ()), *(Sanction(each) for each in row.find("own.sanctions") or ())]
    return {
        "sanctions": tuple(dict.fromkeys(kinds)),
        "penalty": words or summary,
        "penalty_percent": row.fields.pop("sanction.percent", None),
        "penalty_at_most": _says(base, AT_MOST) or bool(row.find("own.penalty_at_most")),
        "penalty_at_least": _says(base, AT_LEAST),
        "penalty_first_percent": row.find("sanction.first_percent"),
        "penalty_base": base and base.replace(AT_MOST, "").replace(AT_LEAST, ""),
        "penalty_mandatory": row.fields.pop("sanction.mandatory", None),
        "penalty_formula": row.find("sanction.formula") or row.find("sanction.amount_rule"),
        "penalty_minimum": row.find("sanction.min_usd"),
        "penalty_maximum": row.find("sanction.max_usd"),
        "penalty_years": row.find("sanction.max_years"),
        "penalty_trigger": row.find("sanction.trigger") or row.find("own.penalty_trigger"),
        "penalty_limit": row.find("sanction.limited_to"),
        "penalty_process": row.find("sanction.process"),
    }


def _says(base: str | None, words: str) -> bool:
    return bool(base and words in base)
