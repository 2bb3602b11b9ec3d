"""What is said of a place and of its policies.

`CLAIMS` needs `home`, a Jurisdiction, and binds `claims`, a list of maps with the fields of PolicyClaim.
"""

from typing import Annotated

from queries.holding import expanded
from queries.question import Answer
from schema.claims import Claim, Stance
from schema.model import Node
from schema.values import Confidence, Day, Text


class PolicyClaim(Answer, frozen=True, kw_only=True):
    """Someone's statement that the place or its policy does or does not break a duty."""

    claim: Annotated[Claim, "The claim."]
    stance: Annotated[Stance, "What it says."]
    statement: Annotated[Text, "In the words of its dataset."]
    about: Annotated[Node, "The place or the policy."]
    against: Annotated[tuple[Node, ...], "The texts or duties that it is measured against."]
    said_by: Annotated[tuple[Node, ...], "Who says so."]
    stated_in: Annotated[tuple[Node, ...], "Where it is written."]
    valid_from: Annotated[Day | None, "Day from which it was held."]
    valid_to: Annotated[Day | None, "Day from which it no longer was."]
    confidence: Annotated[Confidence | None, "How far it was checked."]


CLAIMS = expanded(
    """
// Claims about the place and its policies.
CALL (home) {
  MATCH (home) (()-[twin:SAME_AS WHERE STANDS(twin)]-()){0,2} (self:Jurisdiction)
  CALL (self) {
    RETURN self AS subject
    UNION
    MATCH (self)<-[adopted:ADOPTED_BY]-(policy:Policy)
      (()<-[part:PART_OF WHERE STANDS(part)]-()){0,4} (subject:Node)
    WHERE HOLDS(policy) AND STANDS(adopted)
    RETURN subject
  }
  MATCH (claim:Claim)-[about:ABOUT]->(subject)
  WHERE HOLDS(claim) AND STANDS(about) AND claim.stance IN ['CONFLICTS', 'DOES_NOT_CONFLICT']
  WITH claim, subject ORDER BY subject.id
  WITH claim, head(collect(subject)) AS subject
  RETURN collect({claim: claim, stance: claim.stance, statement: claim.statement, about: subject,
    against: COLLECT {
      MATCH (claim)-[to:AGAINST]->(x:Node) WHERE STANDS(to) RETURN DISTINCT x ORDER BY x.id },
    said_by: COLLECT {
      MATCH (claim)-[to:MADE_BY]->(x:Node) WHERE STANDS(to) RETURN DISTINCT x ORDER BY x.id },
    stated_in: COLLECT {
      MATCH (claim)-[to:STATED_IN]->(x:Node) WHERE STANDS(to) RETURN DISTINCT x ORDER BY x.id },
    valid_from: claim.valid_from, valid_to: claim.valid_to, confidence: claim.confidence}) AS claims
}
"""
)
