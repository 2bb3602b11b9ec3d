"""What is said of a place and of its policies.

`CLAIMS` needs `home`, a Jurisdiction, and binds `claims`, a list of maps with the fields of PolicyClaim.
`SAID` needs `claim` and binds who `said_by`, the highest `court` of them, what it is `stated_in`, and
`said_on`: where a claim has no beginning of its own, the day of its ruling or document. Claims not yet made
on the day are dropped. `SPOKEN` is the same for every day: it drops none. `DECIDED` tells from `claims_for`
and `claims_against` which way they go.
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


SPOKEN = expanded(
    """
CALL (claim) {
  OPTIONAL MATCH (claim)-[made:MADE_BY]->(speaker:Node) WHERE STANDS(made)
  OPTIONAL MATCH (speaker)-[ruled:RULED_BY]->(ruler:Court) WHERE STANDS(ruled)
  WITH speaker, coalesce(ruler, CASE WHEN speaker:Court THEN speaker END) AS ruler
  ORDER BY coalesce(ruler.rank, 0) DESC, speaker.name, speaker.id
  RETURN collect(DISTINCT speaker) AS said_by, head(collect(ruler)) AS court,
    min(coalesce(speaker.decided_on, speaker.issued_on)) AS spoken_on
}
CALL (claim) {
  OPTIONAL MATCH (claim)-[stated:STATED_IN]->(document:Node) WHERE STANDS(stated)
  WITH DISTINCT document ORDER BY document.name, document.id
  RETURN collect(document) AS stated_in, min(coalesce(document.decided_on, document.issued_on,
    document.filed_on, document.valid_from)) AS written_on
}
WITH *, coalesce(claim.valid_from, CASE WHEN spoken_on < written_on THEN spoken_on
  ELSE coalesce(written_on, spoken_on) END) AS said_on
"""
)

SAID = f"{SPOKEN}\nWHERE coalesce(said_on <= $as_of, true)"

CLAIMS = expanded(
    f"""
// Claims about the place and its policies.
CALL (home) {{
  MATCH (home) (()-[twin:SAME_AS WHERE STANDS(twin)]-()){{0,2}} (self:Jurisdiction)
  CALL (self) {{
    RETURN self AS subject
    UNION
    MATCH (self)<-[adopted:ADOPTED_BY]-(policy:Policy)
      (()<-[part:PART_OF WHERE STANDS(part)]-()){{0,4}} (subject:Node)
    WHERE HOLDS(policy) AND STANDS(adopted)
    RETURN subject
  }}
  MATCH (claim:Claim)-[about:ABOUT]->(subject)
  WHERE HOLDS(claim) AND STANDS(about) AND claim.stance IN ['CONFLICTS', 'DOES_NOT_CONFLICT']
  WITH claim, subject ORDER BY subject.id
  WITH claim, head(collect(subject)) AS subject
  {SAID}
  WITH * ORDER BY coalesce(said_on, date('0001-01-01')), claim.id
  RETURN collect({{claim: claim, stance: claim.stance, statement: claim.statement, about: subject,
    against: COLLECT {{
      MATCH (claim)-[to:AGAINST]->(x:Node) WHERE STANDS(to) RETURN DISTINCT x ORDER BY x.id }},
    said_by: said_by, stated_in: stated_in, valid_from: said_on, valid_to: claim.valid_to,
    confidence: claim.confidence}}) AS claims
}}
"""
)

DECIDED = """CASE
    WHEN size(claims_for) > 0 AND size(claims_against) > 0 THEN 'CONTESTED'
    WHEN size(claims_for) > 0 THEN 'YES'
    WHEN size(claims_against) > 0 THEN 'NO'
    ELSE 'UNKNOWN' END"""
