"""Is a condition in force, enjoined or upheld, and for whom?"""

from typing import Annotated, ClassVar

from queries.question import Dated
from queries.status import STATUS, Verdict
from schema.law import LegalText
from schema.places import Jurisdiction
from schema.values import FiscalYear, Text


class StatusOfText(Verdict, frozen=True, kw_only=True):
    """The status of a text, and what decides it."""

    text: Annotated[LegalText, "The text that was asked about."]
    place: Annotated[Jurisdiction | None, "The place, when one was asked about."]


class ConditionStatus(Dated, frozen=True, kw_only=True):
    """Whether a condition, or another text, binds a place on a day: in force, enjoined, upheld, and why."""

    answer = StatusOfText
    many = False
    example: ClassVar = {
        "condition": "cond-jag-fy2017-cert",
        "jurisdiction": "Philadelphia, PA",
        "as_of": "2018-01-15",
    }
    cypher = f"""
WITH condition AS term, jurisdiction AS place, null AS program, $fiscal_year AS year
{STATUS}
RETURN term AS text, place, verdict.status AS status, verdict.since AS since,
  verdict.until AS until, verdict.scope AS scope, verdict.relief AS relief, verdict.ruling AS ruling,
  verdict.missing AS missing, verdict.reasons AS reasons"""

    condition: Annotated[Text, LegalText, "The condition, rule, order or section."]
    jurisdiction: Annotated[Text | None, Jurisdiction, "The place; the whole country unless given."] = None
    fiscal_year: Annotated[FiscalYear | None, "Fiscal year of the awards in question, if one is meant."] = (
        None
    )
