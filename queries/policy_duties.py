"""What a policy regulates, who says that it breaks which duty, and what those duties rest on.

`SUBJECTS` needs `policy`, a Policy or a Jurisdiction, and binds the `place`, its records (`selves`), these
and what contains them (`homes`), and for each `root`, a policy or null for the place as a whole, its `units`
in force. `CLAIMED` needs `units`, `selves` and `homes` and binds `claimed`: maps of a claim's `row`, its
`subjects`, the text or duty that it is measured `on`, and one `measure` of that. `GROUNDS` needs `measures`,
`selves`, `homes` and `place` and binds, for each `text` that one of them rests on, its `uses` and `verdict`.
`BINDS` is whether the `ruling` of a `court` binds the place. The texts are for `expanded`.
"""

from queries.claims import SAID
from queries.dependence import DUTIES
from queries.status import STATUS, UNDONE

BINDS = f"""coalesce((court.level = 'SUPREME' AND court.federal OR EXISTS {{
      MATCH (court)-[sits:SITS_OVER]->(over:Jurisdiction) WHERE HOLDS(sits) AND over IN homes }} OR EXISTS {{
      MATCH (ruling)-[decided:DECIDED_IN]->(:Case)<-[party:PARTY_TO]-(side:Jurisdiction)
      WHERE STANDS(decided) AND STANDS(party) AND side IN selves }}) AND NOT {UNDONE}, false)"""

SUBJECTS = """
// The place under all its names, what contains it, and the policies: each with its units in force.
CALL (policy) {
  MATCH (policy) (()-[part:PART_OF WHERE STANDS(part)]->()){0,4} (whole:Node)
  OPTIONAL MATCH (whole)-[adopted:ADOPTED_BY WHERE STANDS(adopted)]->(adopter:Jurisdiction)
  WITH DISTINCT coalesce(adopter, CASE WHEN policy:Jurisdiction THEN policy END) AS place
  OPTIONAL MATCH (place) (()-[twin:SAME_AS WHERE STANDS(twin)]-()){0,2} (self:Jurisdiction)
  OPTIONAL MATCH (self) (()-[within:WITHIN WHERE HOLDS(within)]->()){0,6} (home:Jurisdiction)
  RETURN head(collect(place)) AS place, collect(DISTINCT self) AS selves, collect(DISTINCT home) AS homes
}
CALL (policy, selves) {
  WITH policy, selves WHERE policy:Jurisdiction
  UNWIND selves AS self
  RETURN null AS root, self AS unit
  UNION
  CALL (policy, selves) {
    WITH policy WHERE policy:Policy
    RETURN policy AS root
    UNION
    WITH policy, selves WHERE policy:Jurisdiction
    UNWIND selves AS self
    MATCH (self)<-[adopted:ADOPTED_BY]-(root:Policy)
    WHERE STANDS(adopted) AND NOT EXISTS {
      MATCH (root)-[part:PART_OF]->(:Policy)-[above:ADOPTED_BY]->(self) WHERE STANDS(part) AND STANDS(above) }
    RETURN DISTINCT root
  }
  MATCH (root) (()<-[part:PART_OF WHERE STANDS(part)]-(:Policy)){0,4} (unit:Policy)
  WHERE HOLDS(root) AND HOLDS(unit)
  RETURN DISTINCT root, unit
}
WITH place, selves, homes, root, collect(unit) AS units
"""

CLAIMED = f"""
// Claims about the units, each with the duties of what it measures them against.
CALL (units, selves, homes) {{
  UNWIND units AS unit
  MATCH (claim:Claim)-[about:ABOUT]->(unit)
  WHERE HOLDS(claim) AND STANDS(about) AND claim.stance IN ['CONFLICTS', 'DOES_NOT_CONFLICT']
  WITH selves, homes, claim, unit ORDER BY unit.id
  WITH selves, homes, claim, collect(unit) AS subjects
  {SAID}
  WITH *, head([speaker IN said_by WHERE speaker:Ruling AND (court IS NULL
    OR EXISTS {{ (speaker)-[:RULED_BY]->(court) }})]) AS ruling
  WITH *, {BINDS} AS binds, COLLECT {{
    MATCH (claim)-[to:AGAINST]->(x:Node) WHERE STANDS(to) RETURN DISTINCT x ORDER BY x.id }} AS against
  UNWIND against AS on
  {DUTIES}
  WITH *, duties + COLLECT {{
    MATCH (on:GrantTerm)-[requires:REQUIRES]->(duty:Obligation) WHERE HOLDS(requires) RETURN duty }} AS duties
  WITH *, CASE WHEN size(duties) > 0 THEN duties ELSE [on] END AS duties
  ORDER BY coalesce(court.rank, 0) DESC, coalesce(said_on, date('0001-01-01')) DESC, claim.id
  UNWIND duties AS measure
  RETURN collect({{measure: measure, on: on, subjects: subjects, row: {{claim: claim, stance: claim.stance,
    statement: claim.statement, about: subjects[0], against: against, said_by: said_by,
    stated_in: stated_in, court: court, binds: binds, valid_from: said_on, valid_to: claim.valid_to,
    confidence: claim.confidence, sources: coalesce(claim.source, [])}}}}) AS claimed
}}
"""

GROUNDS = f"""
// What each duty rests on: texts that are not another place's, terms that bind this place; and their status.
CALL (measures, selves, homes) {{
  UNWIND measures AS measure
  CALL (measure) {{
    WITH measure WHERE measure:LegalText
    RETURN measure AS text, 'ARISES_FROM' AS relation
    UNION
    MATCH (measure:Obligation)-[arises:ARISES_FROM]->(text:LegalText) WHERE HOLDS(arises)
    RETURN text, 'ARISES_FROM' AS relation
    UNION
    MATCH (text:GrantTerm)-[requires:REQUIRES]->(measure:Obligation) WHERE HOLDS(requires)
    RETURN text, 'REQUIRES' AS relation
  }}
  WITH measure, text, relation, homes, selves
  WHERE (NOT text:Policy OR EXISTS {{
      MATCH (text)-[adopted:ADOPTED_BY]->(by:Jurisdiction) WHERE STANDS(adopted) AND by IN homes }})
    AND (NOT EXISTS {{ (text)-[bind:BINDS]->() WHERE STANDS(bind) }} OR EXISTS {{
      MATCH (text)-[bind:BINDS]->(only:Jurisdiction) WHERE HOLDS(bind) AND only IN selves }})
  WITH text, collect({{measure: measure, relation: relation}}) AS uses
  RETURN text, uses
}}
WITH *, text AS term, null AS program, null AS year
{STATUS}
"""
