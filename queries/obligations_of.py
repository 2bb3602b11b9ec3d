"""What must a program's recipients do, and which text says so?"""

from enum import StrEnum
from typing import Annotated, ClassVar

from queries.holding import expanded
from queries.question import Answer, Dated
from queries.status import STATUS, Verdict
from schema.duties import GrantTerm, Obligation
from schema.law import LegalText
from schema.money import Agency, GrantProgram
from schema.values import Confidence, FiscalYear, Flag, Text


class Level(StrEnum):
    """Where a duty comes from."""

    LAW = "LAW"
    ACTION = "ACTION"
    TERM = "TERM"


class ProgramObligation(Answer, frozen=True, kw_only=True):
    """A duty of a program, with the texts it arises from and the term that attaches it."""

    level: Annotated[Level, "Whether law, an executive action or only a term of the award states it."]
    obligation: Annotated[Obligation | None, "The duty; empty for a term whose duty is not modelled."]
    term: Annotated[
        GrantTerm | None, "The term that makes awards depend on it; empty for the program's own law."
    ]
    texts: Annotated[tuple[LegalText, ...], "The texts that the duty arises from, or that impose the term."]
    by_class: Annotated[Flag, "The term names a class of programs, not this one."]
    agency: Annotated[Agency | None, "The agency whose programs the term covers."]
    from_fiscal_year: Annotated[FiscalYear | None, "First fiscal year of the awards bound."]
    to_fiscal_year: Annotated[FiscalYear | None, "Last fiscal year of the awards bound."]
    verdict: Annotated[Verdict | None, "Status of the term nationwide on the day."]
    confidence: Annotated[Confidence | None, "How far it was checked."]
    sources: Annotated[tuple[Text, ...], "Where it was seen."]


class ObligationsOf(Dated, frozen=True, kw_only=True):
    """The duties and terms of a program on a day: law first, then executive actions, then award terms."""

    answer = ProgramObligation
    example: ClassVar = {"program": "16.738", "as_of": "2017-03-27"}
    cypher = expanded(
        f"""
CALL (program) {{
  CALL (program) {{
    MATCH (program)-[authorized:AUTHORIZED_BY]->(act:LegalText)
      (()<-[part:PART_OF WHERE STANDS(part)]-()){{0,8}} (text:LegalText)
    WHERE HOLDS(authorized)
    MATCH (duty:Obligation)-[arises:ARISES_FROM]->(text) WHERE HOLDS(duty) AND HOLDS(arises)
    WITH DISTINCT duty, text ORDER BY text.id
    RETURN null AS term, duty, collect(text) AS texts, null AS agency, null AS years
    UNION
    CALL (program) {{
      MATCH (term:GrantTerm)-[years:ATTACHES_TO]->(program) WHERE STANDS(term) AND HOLDS(years)
      RETURN term, years, null AS agency
      UNION
      MATCH (program)-[runs:ADMINISTERED_BY]->(:Agency)
        (()-[part:OFFICE_OF WHERE HOLDS(part)]->()){{0,6}} (:Agency)
        (()-[twin:SAME_AS WHERE STANDS(twin)]-()){{0,2}} (agency:Agency)<-[years:COVERS]-(term:GrantTerm)
      WHERE HOLDS(runs) AND HOLDS(years) AND STANDS(term)
      RETURN DISTINCT term, years, agency
    }}
    OPTIONAL MATCH (term)-[requires:REQUIRES]->(duty:Obligation) WHERE HOLDS(requires) AND HOLDS(duty)
    OPTIONAL MATCH (duty)-[arises:ARISES_FROM]->(origin:LegalText) WHERE HOLDS(arises)
    OPTIONAL MATCH (term)-[imposed:IMPOSED_BY]->(imposer:LegalText) WHERE HOLDS(imposed)
    WITH term, years, agency, duty, origin, imposer ORDER BY origin.id, imposer.id
    WITH term, years, agency, duty, collect(DISTINCT origin) AS origins, collect(DISTINCT imposer) AS imposers
    RETURN term, duty, origins + [text IN imposers WHERE NOT text IN origins] AS texts, agency, years
  }}
  RETURN term, duty, texts, agency, years
}}
WITH *, null AS place, null AS year
{STATUS}
WITH *, CASE
    WHEN any(text IN texts WHERE text:Provision OR text:PublicLaw) THEN 'LAW'
    WHEN any(text IN texts WHERE text:ExecutiveAction) THEN 'ACTION' ELSE 'TERM' END AS stage
WHERE term IS NULL OR verdict.status <> 'NOT_IN_FORCE'
RETURN stage AS level, duty AS obligation, term, texts, agency IS NOT NULL AS by_class, agency,
  years.from_fiscal_year AS from_fiscal_year, years.to_fiscal_year AS to_fiscal_year,
  CASE WHEN term IS NOT NULL THEN verdict END AS verdict,
  coalesce(term.confidence, duty.confidence) AS confidence,
  coalesce(term.source, duty.source, []) AS sources
ORDER BY CASE level WHEN 'LAW' THEN 1 WHEN 'ACTION' THEN 2 ELSE 3 END, by_class, term IS NOT NULL,
  coalesce(term.valid_from, term.announced_on, duty.valid_from, date('0001-01-01')),
  coalesce(term.id, ''), coalesce(duty.id, ''), coalesce(from_fiscal_year, 0)"""
    )

    program: Annotated[Text, GrantProgram, "The program."]
