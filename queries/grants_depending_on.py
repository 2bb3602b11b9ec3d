"""Which programs' awards depend on a duty or a text, through which terms, and for how much a year?"""

from typing import Annotated, ClassVar

from queries.applicability import APPLIES, STANDING, Applicability, Clause
from queries.award import FACTS, OfAward
from queries.clauses import CLAUSES
from queries.dependence import ADMINISTERED, BOUND, DUTIES, FISCAL_YEAR, TERMS
from queries.holding import expanded
from queries.penalties import PENALTY, Penalty
from queries.question import Answer
from queries.status import STATUS, Verdict
from schema.classes import Side
from schema.duties import GrantTerm, Obligation
from schema.law import LegalText
from schema.model import Node
from schema.money import Agency, GrantProgram
from schema.places import Jurisdiction
from schema.values import Confidence, FiscalYear, Flag, Money, Text


class DependentTerm(Answer, frozen=True, kw_only=True):
    """A term that makes awards depend on what was asked about."""

    term: Annotated[GrantTerm, "The condition or rule."]
    obligations: Annotated[tuple[Obligation, ...], "The duties asked about that it requires."]
    texts: Annotated[tuple[LegalText, ...], "The texts that impose it or that those duties arise from."]
    from_fiscal_year: Annotated[FiscalYear | None, "First fiscal year of the awards bound."]
    to_fiscal_year: Annotated[FiscalYear | None, "Last fiscal year of the awards bound."]
    binds: Annotated[tuple[Jurisdiction, ...], "The only places bound; empty means every recipient."]
    applies: Annotated[Applicability, "Whether it binds awards of the program, as far as given."]
    clauses: Annotated[tuple[Clause, ...], "What it asks for: of a rule, the class of money that it binds."]
    missing: Annotated[tuple[Text, ...], "The facts that would tell, where it is unknown."]
    side: Annotated[Side, "Who bears the duty: the recipient, or the agency that awards."]
    penalty: Annotated[Penalty | None, "What a breach costs, where that is stated."]
    verdict: Annotated[Verdict, "Its status on the day, for the place or nationwide."]
    confidence: Annotated[Confidence | None, "How far the term was checked."]
    sources: Annotated[tuple[Text, ...], "Where the term was seen."]


class Figure(Answer, frozen=True, kw_only=True):
    """One published amount of a program in one fiscal year; figures of different kinds do not add up."""

    fiscal_year: Annotated[FiscalYear, "Federal fiscal year."]
    kind: Annotated[Text, "What it counts: OBLIGATED, REPORTED, ESTIMATED, OUTLAID, ALLOCATED and so on."]
    amount: Annotated[Money, "Amount in US dollars."]
    approximate: Annotated[Flag, "It is rounded or estimated."]
    node: Annotated[Node, "The record that states it."]
    sources: Annotated[tuple[Text, ...], "Where it was seen."]


class DependentProgram(Answer, frozen=True, kw_only=True):
    """A program, or a class of programs, with the terms that make it depend and its yearly figures."""

    program: Annotated[GrantProgram | None, "The program; empty where terms bind a class."]
    agency: Annotated[Agency | None, "The agency whose programs are bound as a class."]
    by_class: Annotated[Flag, "No term names the program; it is bound with its class."]
    terms: Annotated[tuple[DependentTerm, ...], "The terms, oldest first."]
    figures: Annotated[tuple[Figure, ...], "Amounts by fiscal year, up to that of the day."]


class GrantsDependingOn(OfAward, frozen=True, kw_only=True):
    """The programs whose awards depend on a duty or text on a day, with terms, status and yearly amounts."""

    answer = DependentProgram
    example: ClassVar = {"on": "8 USC 1373", "as_of": "2017-03-27"}
    cypher = expanded(
        f"""
WITH on, jurisdiction AS place
{DUTIES}
{TERMS}
{BOUND}
CALL (agency, attached) {{
  WITH agency, attached WHERE NOT $include_by_class OR agency IS NULL
  RETURN attached AS program
  UNION
  WITH agency WHERE $include_by_class AND agency IS NOT NULL
  {ADMINISTERED}
  RETURN covered AS program
}}
WITH *, $fiscal_year AS year
{STATUS}
WITH * WHERE verdict.status <> 'NOT_IN_FORCE'
CALL (term, agency, program) {{
  WITH term, agency, program
  WHERE NOT $include_by_class OR program IS NOT NULL OR agency IS NOT NULL
  RETURN program AS bound_program
  UNION
  // Unwound, so that no listing is read where none is asked for.
  UNWIND CASE WHEN $include_by_class AND program IS NULL AND agency IS NULL THEN [''] ELSE [] END AS least
  MATCH (covered:GrantProgram) WHERE covered.number >= least AND STANDS(covered)
    AND (size(coalesce(term.program_prefixes, [])) = 0
      OR any(prefix IN term.program_prefixes WHERE covered.number STARTS WITH prefix))
  RETURN covered AS bound_program
}}
WITH on, place, term, required, sources, agency, by_class, from_fiscal_year, to_fiscal_year, verdict,
  bound_program AS program
CALL (term, program, place, verdict) {{
  {FACTS}
  WITH term, program, place, verdict, recipient, kinds,
    CASE WHEN term:Rule THEN year ELSE $fiscal_year END AS year
  {CLAUSES}
  WITH * WHERE {APPLIES} <> 'NO'
  {STANDING}
  RETURN clauses
}}
CALL (term) {{
  OPTIONAL MATCH (term)-[bind:BINDS]->(only:Jurisdiction) WHERE HOLDS(bind)
  WITH only ORDER BY only.name, only.id
  RETURN collect(only) AS binds
}}
WITH * ORDER BY coalesce(term.valid_from, term.announced_on), term.id, from_fiscal_year
WITH program AS listing, CASE WHEN program IS NULL THEN agency END AS covered,
  min(toInteger(by_class)) = 1 AS classed,
  collect({{term: term, obligations: required, texts: sources,
    from_fiscal_year: from_fiscal_year, to_fiscal_year: to_fiscal_year, binds: binds,
    applies: {APPLIES}, clauses: clauses,
    missing: [c IN clauses WHERE c.holds = 'UNKNOWN' AND {APPLIES} = 'UNKNOWN' | c.missing],
    side: coalesce(term.side, 'RECIPIENT'), penalty: {PENALTY}, verdict: verdict, confidence: term.confidence,
    sources: coalesce(term.source, [])}}) AS terms
CALL (listing) {{
  CALL (listing) {{
    MATCH (listing)<-[:YEAR_OF]-(at:ProgramYear) WHERE HOLDS(at)
    UNWIND [['OBLIGATED', at.obligated], ['REPORTED', at.reported], ['ESTIMATED', at.estimated],
            ['OUTLAID', at.outlaid]] AS pair
    RETURN at, pair[0] AS kind, pair[1] AS amount, pair[0] = 'ESTIMATED' AS approximate
    UNION
    MATCH (listing)<-[:ALLOCATED_UNDER]-(at:Allocation)
    WHERE HOLDS(at) AND NOT EXISTS {{ (at)-[:ALLOCATED_TO]->() }}
    RETURN at, at.basis AS kind, at.amount AS amount, coalesce(at.approximate, false) AS approximate
  }}
  WITH at, kind, amount, approximate
  WHERE amount IS NOT NULL AND at.fiscal_year <= {FISCAL_YEAR}
  ORDER BY at.fiscal_year, kind, at.id
  RETURN collect({{fiscal_year: at.fiscal_year, kind: kind, amount: amount, approximate: approximate,
    node: at, sources: coalesce(at.source, [])}}) AS figures
}}
RETURN listing AS program, covered AS agency, classed AS by_class, terms, figures
ORDER BY program IS NULL, by_class, program.number, agency.name, agency.id"""
    )

    on: Annotated[Text, Obligation, LegalText, "The duty, law, order or other text."]
    include_by_class: Annotated[
        Flag, "List each program of a class by itself, rather than the class in one row."
    ] = False
