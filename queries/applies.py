"""Does a duty bind an award, under which rule, and if that can not be told: which fact is missing?"""

from typing import Annotated, ClassVar

from queries.applicability import APPLIES, STANDING, Applicability, Clause
from queries.award import FACTS, OfAward
from queries.claims import SAID
from queries.clauses import CLAUSES
from queries.dependence import DUTIES, TERMS
from queries.holding import expanded
from queries.penalties import PENALTY, Penalty
from queries.question import Answer
from queries.requires import Reading
from queries.status import STATUS, Verdict
from schema.classes import AssistanceType, Attachment, RecipientType, Side
from schema.duties import GrantTerm, Obligation
from schema.law import LegalText
from schema.money import GrantProgram
from schema.values import Confidence, Text


class TermApplied(Answer, frozen=True, kw_only=True):
    """A term that requires the duty, and whether it binds the award."""

    term: Annotated[GrantTerm, "The rule or condition."]
    applies: Annotated[Applicability, "Whether it binds: no if a clause fails, unknown if one is, else yes."]
    clauses: Annotated[tuple[Clause, ...], "What it asks for, each held against what is known."]
    missing: Annotated[tuple[Text, ...], "The facts that would tell, where no clause fails."]
    side: Annotated[Side, "Who bears the duty."]
    attaches_by: Annotated[Attachment, "How it finds its money; a condition lists its programs."]
    obligations: Annotated[tuple[Obligation, ...], "The duties asked about that it requires."]
    texts: Annotated[tuple[LegalText, ...], "The texts that impose it or that those duties arise from."]
    penalty: Annotated[Penalty | None, "What a breach costs, where that is stated."]
    status: Annotated[Verdict, "Its status for the place on the day."]
    confidence: Annotated[Confidence | None, "How far it was checked."]
    sources: Annotated[tuple[Text, ...], "Where it was seen."]


class Application(Answer, frozen=True, kw_only=True):
    """Whether a duty binds an award, by the term that decides, and what is said of it."""

    verdict: Annotated[
        Applicability, "Yes if one term binds; else unknown if one may, or none is loaded; else no."
    ]
    deciding: Annotated[TermApplied | None, "The term that decides; empty where none is loaded."]
    missing: Annotated[tuple[Text, ...], "The facts that would tell, where it is unknown."]
    terms: Annotated[tuple[TermApplied, ...], "All terms that require it, those that bind first."]
    claims: Annotated[
        tuple[Reading, ...], "What is said of the texts: that they require it, or do not; courts first."
    ]
    recipient: Annotated[RecipientType | None, "What receives the award, as given or as the place is."]
    forms: Annotated[tuple[AssistanceType, ...], "The form of assistance, as given or as the program lists."]


TERM_APPLIED = f"""{{term: term, applies: {APPLIES}, clauses: clauses,
    missing: [c IN clauses WHERE c.holds = 'UNKNOWN' AND {APPLIES} = 'UNKNOWN' | c.missing],
    side: coalesce(term.side, 'RECIPIENT'), attaches_by: coalesce(term.attaches_by, 'LISTED'),
    obligations: required, texts: sources, penalty: {PENALTY}, status: verdict,
    confidence: term.confidence, sources: coalesce(term.source, [])}}"""


class Applies(OfAward, frozen=True, kw_only=True):
    """Whether a duty, text or term binds an award: yes, no or unknown, with the clauses that decide it."""

    answer = Application
    many = False
    example: ClassVar = {
        "obligation": "8 USC 1373",
        "program": "16.738",
        "jurisdiction": "Chicago",
        "as_of": "2017-09-01",
    }
    cypher = expanded(
        f"""
WITH obligation AS on, program, jurisdiction AS place
{FACTS}
{DUTIES}
CALL (on, texts, duties, program, place, recipient, kinds, year) {{
  CALL (on, texts, duties) {{
    WITH on, texts, duties
    {TERMS}
    RETURN term, required, sources
    UNION
    WITH on AS term WHERE on:GrantTerm
    RETURN term, COLLECT {{
        MATCH (term)-[requires:REQUIRES]->(duty:Obligation) WHERE HOLDS(requires)
        RETURN DISTINCT duty ORDER BY duty.id }} AS required, COLLECT {{
        MATCH (term)-[imposed:IMPOSED_BY]->(source:LegalText) WHERE HOLDS(imposed)
        RETURN DISTINCT source ORDER BY source.id }} AS sources
  }}
  {CLAUSES}
  {STATUS}
  {STANDING}
  WITH {TERM_APPLIED} AS applied
  ORDER BY CASE applied.applies WHEN 'YES' THEN 1 WHEN 'UNKNOWN' THEN 2 ELSE 3 END,
    size([c IN applied.clauses WHERE c.holds = 'NO']), size(applied.missing), applied.term.id
  RETURN collect(applied) AS terms
}}
CALL (on, texts, duties, terms) {{
  UNWIND reduce(all = texts + duties + [on], t IN terms | all + [t.term] + t.texts) AS subject
  MATCH (claim:Claim)-[about:ABOUT|AGAINST]->(subject)
  WHERE HOLDS(claim) AND STANDS(about)
    AND claim.stance IN ['REQUIRES', 'DOES_NOT_REQUIRE', 'READS_NARROWLY', 'READS_BROADLY']
  WITH claim, subject ORDER BY subject.id
  WITH claim, [x IN collect(DISTINCT subject) WHERE x:LegalText] AS about
  {SAID}
  WITH * ORDER BY coalesce(court.rank, 0) DESC, coalesce(said_on, date('0001-01-01')) DESC, claim.id
  RETURN collect({{claim: claim, stance: claim.stance, statement: claim.statement, said_by: said_by,
    stated_in: stated_in, about: about, court: court, valid_from: said_on, valid_to: claim.valid_to,
    confidence: claim.confidence, sources: coalesce(claim.source, [])}}) AS claims
}}
WITH *, CASE WHEN size(terms) > 0 THEN terms[0].applies
    WHEN any(c IN claims WHERE c.stance = 'DOES_NOT_REQUIRE')
      AND none(c IN claims WHERE c.stance = 'REQUIRES') THEN 'NO'
    ELSE 'UNKNOWN' END AS verdict
RETURN verdict, head(terms) AS deciding, CASE WHEN verdict <> 'UNKNOWN' THEN [] WHEN size(terms) > 0
    THEN terms[0].missing ELSE ['whether a rule requires it: none is loaded'] END AS missing,
  terms, claims, recipient, [kind IN kinds WHERE kind <> ''] AS forms"""
    )

    obligation: Annotated[Text, Obligation, LegalText, "The duty, or a text or term that requires it."]
    program: Annotated[Text | None, GrantProgram, "The program that the award is made under."] = None
