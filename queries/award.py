"""The facts of an award that terms ask for: what was given of them, and what follows from the rest.

`FACTS` needs `program` and `place`, either of which may be null, and binds `recipient`, the RecipientType
given or that of the place; `kinds`, the AssistanceTypes given or those of the program's listing, '' for a
label of the catalogue that stands for none; and `year`, the federal fiscal year of the award.
"""

from typing import Annotated

from queries.dependence import FISCAL_YEAR
from queries.kinds import recipient_of
from queries.question import Dated
from schema.classes import Activity, AssistanceType, RecipientType, Tier
from schema.places import Jurisdiction
from schema.values import FiscalYear, Flag, Money, Text


class OfAward(Dated, frozen=True, kw_only=True):
    """A question about awards: the day is held against each rule's date, and what is not told stays open."""

    jurisdiction: Annotated[Text | None, Jurisdiction, "The place whose government receives it."] = None
    recipient_type: Annotated[
        RecipientType | None, "What receives it; follows from the jurisdiction unless given."
    ] = None
    tier: Annotated[Tier | None, "Where in the chain of the award that is; the recipient unless given."] = (
        None
    )
    amount: Annotated[Money | None, "Amount of the award, in US dollars."] = None
    measured: Annotated[
        Money | None,
        "What a threshold measures, in US dollars, where that is not the award: such as what the recipient"
        " spends of federal awards in its fiscal year.",
    ] = None
    assistance_type: Annotated[
        AssistanceType | None, "The form of assistance; follows from the program's listing unless given."
    ] = None
    fiscal_year: Annotated[
        FiscalYear | None, "Federal fiscal year of the award; that of the day unless given."
    ] = None
    construction: Annotated[Flag | None, "Whether the award pays for construction."] = None
    infrastructure: Annotated[Flag | None, "Whether it pays for an infrastructure project."] = None
    activities: Annotated[
        tuple[Activity, ...] | None, "All that the recipient does of what rules ask for; empty for none."
    ] = None
    circumstances: Annotated[
        Flag | None, "Whether the other circumstances that a rule asks for, its triggers, are given."
    ] = None


_LABELS = {
    "cooperative agreements": AssistanceType.COOPERATIVE_AGREEMENT,
    "formula grants": AssistanceType.GRANT,
    "project grants": AssistanceType.GRANT,
    "direct payments": AssistanceType.DIRECT_PAYMENT,
    "direct loans": AssistanceType.LOAN,
    "guaranteed/insured loans": AssistanceType.LOAN_GUARANTEE,
    "insurance": AssistanceType.INSURANCE,
    "sale, exchange, or donation of property": AssistanceType.PROPERTY,
    "use of property": AssistanceType.PROPERTY,
    "provision of specialized services": AssistanceType.SERVICE,
    "advisory services": AssistanceType.SERVICE,
    "dissemination of technical information": AssistanceType.SERVICE,
    "information": AssistanceType.SERVICE,
    "investigation of complaints": AssistanceType.SERVICE,
    "training": AssistanceType.SERVICE,
    "federal employment": AssistanceType.SERVICE,
}
"""How the labels of the catalogue begin, in the words of `loaders.listings.assistance`.

Salaries and expenses tell no form: the catalogue prints them for highway construction (20.205).
"""

_OF_LABEL = " ".join(
    f"WHEN toLower(label) STARTS WITH '{begins}' THEN '{meant}'" for begins, meant in _LABELS.items()
)

FACTS = f"""
CALL (program, place) {{
  WITH program, coalesce($recipient_type, {recipient_of("place")}) AS recipient
  UNWIND CASE WHEN $assistance_type IS NOT NULL OR program.assistance_types IS NULL
    OR size(program.assistance_types) = 0 THEN [null] ELSE program.assistance_types END AS label
  WITH recipient, collect(DISTINCT coalesce($assistance_type, CASE {_OF_LABEL}
    WHEN label IS NOT NULL THEN '' END)) AS every
  // Services are not awarded: beside money they do not count.
  RETURN recipient, [kind IN every WHERE kind <> 'SERVICE' OR size(every) = 1] AS kinds,
    coalesce($fiscal_year, {FISCAL_YEAR}) AS year
}}"""
