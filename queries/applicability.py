"""Whether a term binds an award: what its clauses amount to, for every question alike.

`queries.clauses.CLAUSES` binds `clauses`. `STANDING` needs those, `term` and the `verdict` of
`queries.status`, and adds whether the term is in force for the place and whether a proposal may have changed
its text by the day. `APPLIES` is the expression of what the clauses amount to, in three values: no, if one
fails; else unknown, if one is; else yes.
"""

from enum import StrEnum
from typing import Annotated

from queries.holding import expanded
from queries.question import Answer
from schema.values import Text


class Applicability(StrEnum):
    """Whether a term binds, as far as the facts given tell."""

    YES = "YES"
    NO = "NO"
    UNKNOWN = "UNKNOWN"


class ClauseKind(StrEnum):
    """What a clause of a term is about."""

    PROGRAM = "PROGRAM"
    FISCAL_YEAR = "FISCAL_YEAR"
    DATE = "DATE"
    ASSISTANCE = "ASSISTANCE"
    RECIPIENT = "RECIPIENT"
    PLACE = "PLACE"
    TIER = "TIER"
    AMOUNT = "AMOUNT"
    CONSTRUCTION = "CONSTRUCTION"
    INFRASTRUCTURE = "INFRASTRUCTURE"
    ACTIVITY = "ACTIVITY"
    TRIGGER = "TRIGGER"
    STATUS = "STATUS"
    PROPOSAL = "PROPOSAL"


class Clause(Answer, frozen=True, kw_only=True):
    """One thing that a term asks for, held against what is known of the award."""

    clause: Annotated[ClauseKind, "What it is about."]
    states: Annotated[Text, "What the term says."]
    given: Annotated[Text | None, "What is known of the award; empty where nothing is."]
    holds: Annotated[Applicability, "Whether it is met."]
    missing: Annotated[Text | None, "The fact that would tell, where it is unknown."]


APPLIES = (
    "CASE WHEN any(c IN clauses WHERE c.holds = 'NO') THEN 'NO'"
    " WHEN any(c IN clauses WHERE c.holds = 'UNKNOWN') THEN 'UNKNOWN' ELSE 'YES' END"
)

STANDING = expanded(
    """
CALL (term) {
  // A rule that was proposed, planned to hold by the day, and of which nobody has said what became of it.
  CALL (term) {
    MATCH (term)-[imposed:IMPOSED_BY]->(text:LegalText) WHERE STANDS(imposed)
    RETURN text
    UNION
    MATCH (term)-[requires:REQUIRES]->(:Obligation)-[arises:ARISES_FROM]->(text:LegalText)
    WHERE STANDS(requires) AND STANDS(arises)
    RETURN text
  }
  MATCH (text) (()-[part:PART_OF WHERE STANDS(part)]->()){0,8} (whole:LegalText)
  WITH DISTINCT whole
  MATCH (whole)<-[change:WOULD_CHANGE]-(proposal:LegalText)
  WHERE HOLDS(change) AND STANDS(proposal) AND change.planned_from <= $as_of
  WITH DISTINCT proposal, change.planned_from AS planned ORDER BY planned, proposal.id
  RETURN collect({clause: 'PROPOSAL', states: 'the text as it stood before ' + proposal.name,
    given: null, holds: 'UNKNOWN', missing: 'whether “' + proposal.name
      + '” was made final and took effect as planned on ' + toString(planned)}) AS proposals
}
WITH *, clauses + CASE WHEN term:Rule AND verdict.status = 'NOT_IN_FORCE'
    AND any(c IN clauses WHERE c.clause = 'DATE' AND c.holds = 'NO') THEN []
  ELSE [{clause: 'STATUS', states: 'in force', given: toLower(replace(verdict.status, '_', ' ')),
    holds: CASE WHEN verdict.status IN ['NOT_IN_FORCE', 'ENJOINED'] THEN 'NO'
      WHEN verdict.status = 'UNCERTAIN' THEN 'UNKNOWN' ELSE 'YES' END,
    missing: CASE WHEN verdict.status = 'UNCERTAIN' THEN coalesce(
      reduce(said = head(verdict.missing), fact IN tail(verdict.missing) | said + ' ' + fact),
      'whether it is in force') END}] END + proposals AS clauses"""
)
