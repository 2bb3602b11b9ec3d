"""What must a program's recipients do, and which text says so?"""

from enum import StrEnum
from typing import Annotated, ClassVar

from queries.applicability import APPLIES, STANDING, Applicability, Clause
from queries.award import FACTS, OfAward
from queries.clauses import CLAUSES
from queries.dependence import run_by
from queries.holding import expanded
from queries.penalties import PENALTY, Penalty
from queries.question import Answer
from queries.status import STATUS, Verdict
from schema.classes import Attachment, Side
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
    """A duty of a program, with the texts it arises from and the term that attaches it.

    By their fields: what always attaches is by class and applies; what attaches in some circumstances is by
    class and unknown; what is the program's own is not by class; and each has its side.
    """

    level: Annotated[Level, "Whether law, an executive action or only a term of the award states it."]
    obligation: Annotated[Obligation | None, "The duty; empty for a term whose duty is not modelled."]
    term: Annotated[
        GrantTerm | None, "The rule or condition that attaches it; empty for the program's own law."
    ]
    texts: Annotated[tuple[LegalText, ...], "The texts that the duty arises from, or that impose the term."]
    by_class: Annotated[Flag, "The term names a class of programs, not this one."]
    attaches_by: Annotated[Attachment | None, "How the term finds its money."]
    side: Annotated[Side, "Who bears it: the recipient, or the agency that awards."]
    applies: Annotated[
        Applicability | None, "Whether the term binds an award as given; empty for the program's own law."
    ]
    clauses: Annotated[tuple[Clause, ...], "What the term asks for, each held against what was given."]
    missing: Annotated[tuple[Text, ...], "The facts that would tell, where it is unknown."]
    penalty: Annotated[Penalty | None, "What a breach costs, where that is stated."]
    agency: Annotated[Agency | None, "The agency whose programs the term covers."]
    from_fiscal_year: Annotated[FiscalYear | None, "First fiscal year of the awards bound."]
    to_fiscal_year: Annotated[FiscalYear | None, "Last fiscal year of the awards bound."]
    verdict: Annotated[Verdict | None, "Status of the term on the day, for the place or nationwide."]
    confidence: Annotated[Confidence | None, "How far it was checked."]
    sources: Annotated[tuple[Text, ...], "Where it was seen."]


class ObligationsOf(OfAward, frozen=True, kw_only=True):
    """The duties and terms of a program's awards on a day: law first, then executive actions, then terms."""

    answer = ProgramObligation
    example: ClassVar = {"program": "16.738", "as_of": "2017-03-27"}
    cypher = expanded(
        f"""
WITH program, jurisdiction AS place
{FACTS}
WITH program, place, recipient, kinds, year AS awarded
CALL (program, place, recipient, kinds, awarded) {{
  MATCH (program)-[authorized:AUTHORIZED_BY]->(act:LegalText)
    (()<-[part:PART_OF WHERE STANDS(part)]-()){{0,8}} (text:LegalText)
  WHERE HOLDS(authorized)
  MATCH (duty:Obligation)-[arises:ARISES_FROM]->(text)
  // What a rule requires binds those whom the rule names.
  WHERE HOLDS(duty) AND HOLDS(arises) AND NOT EXISTS {{
    MATCH (rule:Rule)-[requires:REQUIRES]->(duty) WHERE STANDS(rule) AND STANDS(requires) }}
  WITH DISTINCT duty, text ORDER BY text.id
  RETURN null AS term, duty, collect(text) AS texts, null AS agency, null AS bound, [] AS clauses,
    null AS verdict
  UNION
  CALL (program) {{
    MATCH (term:GrantTerm)-[bound:ATTACHES_TO]->(program) WHERE STANDS(term) AND HOLDS(bound)
    RETURN term, bound, null AS agency
    UNION
    MATCH (program){run_by("HOLDS")} (agency:Agency)<-[bound:COVERS]-(term:GrantTerm)
    WHERE HOLDS(runs) AND HOLDS(bound) AND STANDS(term)
      AND NOT EXISTS {{ MATCH (term)-[named:ATTACHES_TO]->(program) WHERE HOLDS(named) }}
    RETURN DISTINCT term, bound, agency
    UNION
    MATCH (term:Rule) WHERE term.attaches_by IN
        CASE WHEN $include_possible THEN ['CLASS', 'LISTED', 'PROGRAM_STATUTE', 'ACTIVITY'] ELSE ['CLASS'] END
      AND STANDS(term)
      AND ((term.attaches_by = 'CLASS' AND (size(coalesce(term.program_prefixes, [])) > 0
          OR NOT EXISTS {{ MATCH (term)-[bound:ATTACHES_TO|COVERS]->() WHERE STANDS(bound) }}))
        OR term.attaches_by IN ['PROGRAM_STATUTE', 'ACTIVITY']
        OR ($include_possible AND term.also_covers IS NOT NULL))
      AND NOT EXISTS {{ MATCH (term)-[named:ATTACHES_TO]->(program) WHERE HOLDS(named) }}
    RETURN term, null AS bound, null AS agency
  }}
  // A condition of other years binds awards still open: only a year that was asked for leaves it out.
  WITH *, CASE WHEN term:Rule THEN awarded ELSE $fiscal_year END AS year
  {CLAUSES}
  WITH * WHERE {APPLIES} <> 'NO'
  {STATUS}
  WITH * WHERE verdict.status <> 'NOT_IN_FORCE'
  {STANDING}
  OPTIONAL MATCH (term)-[requires:REQUIRES]->(duty:Obligation) WHERE HOLDS(requires) AND HOLDS(duty)
  OPTIONAL MATCH (duty)-[arises:ARISES_FROM]->(origin:LegalText) WHERE HOLDS(arises)
  OPTIONAL MATCH (term)-[imposed:IMPOSED_BY]->(imposer:LegalText) WHERE HOLDS(imposed)
  WITH term, bound, agency, duty, clauses, verdict, origin, imposer ORDER BY origin.id, imposer.id
  WITH term, bound, agency, duty, clauses, verdict, collect(DISTINCT origin) AS origins,
    collect(DISTINCT imposer) AS imposers
  RETURN term, duty, origins + [text IN imposers WHERE NOT text IN origins] AS texts, agency, bound, clauses,
    verdict
}}
WITH *, CASE
    WHEN any(text IN texts WHERE text:Provision OR text:PublicLaw) THEN 'LAW'
    WHEN any(text IN texts WHERE text:ExecutiveAction) THEN 'ACTION' ELSE 'TERM' END AS level,
  CASE WHEN term IS NOT NULL THEN {APPLIES} END AS applies,
  term IS NOT NULL AND (bound IS NULL OR agency IS NOT NULL) AS by_class
RETURN level, duty AS obligation, term, texts, by_class,
  CASE WHEN term IS NOT NULL THEN coalesce(term.attaches_by, CASE WHEN agency IS NULL THEN 'LISTED'
    ELSE 'CLASS' END) END AS attaches_by, coalesce(term.side, 'RECIPIENT') AS side, applies, clauses,
  [c IN clauses WHERE c.holds = 'UNKNOWN' AND applies = 'UNKNOWN' | c.missing] AS missing,
  {PENALTY} AS penalty, agency,
  bound.from_fiscal_year AS from_fiscal_year, bound.to_fiscal_year AS to_fiscal_year, verdict,
  coalesce(term.confidence, duty.confidence) AS confidence,
  coalesce(term.source, duty.source, []) AS sources
ORDER BY CASE level WHEN 'LAW' THEN 1 WHEN 'ACTION' THEN 2 ELSE 3 END, by_class, term IS NOT NULL,
  applies = 'UNKNOWN', side,
  coalesce(term.valid_from, term.announced_on, duty.valid_from, date('0001-01-01')),
  coalesce(term.id, ''), coalesce(duty.id, ''), coalesce(from_fiscal_year, 0)"""
    )

    program: Annotated[Text, GrantProgram, "The program."]
    include_possible: Annotated[
        Flag, "Also rules that attach by statutes or lists that the graph does not hold: whether is unknown."
    ] = False
