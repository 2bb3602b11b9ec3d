"""What may have changed between two days, and what of it did.

`THINGS` needs `scope` (a Jurisdiction, GrantProgram, LegalText or Agency, or null), `$from_` and `$to`, and
binds each `thing` that concerns it: a LegalText, Relief, Designation, Agreement, Award or
Allocation. These are

* a place: its policies, entries on lists, agreements, amounts and awards; reliefs that name it or what
  contains it, and those that are nationwide; terms that bind it, or that attach to programs of its money;
* a program: its terms and those of its agencies, its amounts and awards;
* a text: it, its parts, the terms that it or they impose, and the entries of the list that it is;
* an agency: what it issued, its agreements, and what concerns the programs that it or its offices run;

and, of all these terms and texts, the reliefs against them and against the texts that impose them.
`EVENTS` needs `thing` and binds each `event` of it: a map of day, precision, kind, by (the relationships that
made it), outside, amount and approximate.
"""

from queries.dependence import ADMINISTERED, run_by
from queries.holding import expanded

_FOUND = "$from_ < {0} AND {0} <= $to"

_ANYWHERE = f"""
  WITH scope WHERE scope IS NULL
  CALL () {{
    MATCH (dated:Node) USING INDEX dated:Node(valid_from) WHERE {_FOUND.format("dated.valid_from")}
    RETURN dated
    UNION
    MATCH (dated:Node) USING INDEX dated:Node(valid_to) WHERE {_FOUND.format("dated.valid_to")}
    RETURN dated
    UNION
    MATCH (dated:ExecutiveAction) WHERE {_FOUND.format("dated.issued_on")} RETURN dated
    UNION
    MATCH (dated:Condition) WHERE {_FOUND.format("dated.announced_on")} RETURN dated
    UNION
    MATCH (dated:Ruling) WHERE {_FOUND.format("dated.decided_on")} RETURN dated
    UNION
    MATCH (dated:Award) WHERE {_FOUND.format("dated.obligated_on")} RETURN dated
    UNION
    MATCH (dated:LegalText)-[revokes:REVOKES]->() WHERE {_FOUND.format("revokes.valid_from")} RETURN dated
    UNION
    MATCH (dated:Ruling)-[stay:STAYS]->() WHERE {_FOUND.format("stay.valid_from")} RETURN dated
    UNION
    MATCH (dated:Ruling)-[stay:STAYS]->() WHERE {_FOUND.format("stay.valid_to")} RETURN dated
  }}
  CALL (dated) {{
    RETURN dated AS thing
    UNION
    MATCH (dated)-[:REVOKES|STAYS]->(thing:Node) RETURN thing
    UNION
    MATCH (dated:Ruling)<-[:ORDERED_BY]-(thing:Relief) RETURN thing
  }}
  RETURN thing"""

_OF_PROGRAM = (
    """
  CALL (listing) {
    MATCH (listing)<-[bound:ATTACHES_TO|ALLOCATED_UNDER|MADE_UNDER]-(mine:Node) WHERE STANDS(bound)
    RETURN mine
    UNION
    MATCH (listing)"""
    + run_by("STANDS")
    + """ (:Agency)<-[covers:COVERS]-(mine:GrantTerm)
    WHERE STANDS(runs) AND STANDS(covers)
    RETURN mine
  }"""
)

_OF_PLACE = """
  WITH scope WHERE scope:Jurisdiction
  MATCH (scope) (()-[twin:SAME_AS WHERE STANDS(twin)]-()){0,2} (self:Jurisdiction)
  WITH scope, collect(DISTINCT self) AS selves
  CALL (selves) {
    UNWIND selves AS self
    MATCH (self)<-[names:ADOPTED_BY|DESIGNATES|AGREED_FOR|ALLOCATED_TO|BINDS|PROTECTS]-(mine:Node)
    WHERE STANDS(names)
    RETURN mine
    UNION
    UNWIND selves AS self
    MATCH (self)<-[acts:ACTS_FOR]-(:Recipient)<-[awarded:AWARDED_TO]-(mine:Award)
    WHERE STANDS(acts) AND STANDS(awarded)
    RETURN mine
    UNION
    UNWIND selves AS self
    MATCH (self) (()-[within:WITHIN WHERE STANDS(within)]->()){1,6} (:Jurisdiction)
      <-[protects:PROTECTS]-(mine:Relief)
    WHERE STANDS(protects) AND protects.includes_subdivisions
    RETURN mine
    UNION
    MATCH (mine:Relief {scope: 'NATIONWIDE'}) RETURN mine
    UNION
    UNWIND selves AS self
    MATCH (self)<-[gives:ALLOCATED_TO]-(:Allocation)-[:ALLOCATED_UNDER]->(:GrantProgram)
      <-[attaches:ATTACHES_TO]-(mine:GrantTerm)
    WHERE STANDS(gives) AND STANDS(attaches)
    RETURN mine
  }
  RETURN mine AS thing"""

_AGAINST = """
CALL (scope, near) {
  RETURN near AS thing
  UNION
  WITH scope, near WHERE scope IS NOT NULL AND NOT scope:Jurisdiction AND near:LegalText
  MATCH (near) (()-[imposed:IMPOSED_BY WHERE STANDS(imposed)]->()){0,1} (:LegalText)
    (()-[part:PART_OF WHERE STANDS(part)]->()){0,8} (:LegalText)<-[enjoins:ENJOINS]-(thing:Relief)
  WHERE STANDS(enjoins)
  RETURN thing
}
WITH DISTINCT thing
WHERE STANDS(thing) AND (thing:LegalText OR thing:Relief OR thing:Designation OR thing:Agreement
  OR thing:Award OR thing:Allocation)"""

THINGS = expanded(
    f"""
CALL (scope) {{
{_ANYWHERE}
  UNION
{_OF_PLACE}
  UNION
  WITH scope AS listing WHERE listing:GrantProgram
{_OF_PROGRAM}
  RETURN mine AS thing
  UNION
  WITH scope WHERE scope:LegalText
  MATCH (scope) (()<-[part:PART_OF WHERE STANDS(part)]-()){{0,8}} (text:LegalText)
  CALL (text) {{
    RETURN text AS mine
    UNION
    MATCH (text)<-[from_text:IMPOSED_BY|LISTED_IN]-(mine:Node) WHERE STANDS(from_text) RETURN mine
  }}
  RETURN mine AS thing
  UNION
  WITH scope AS agency WHERE agency:Agency
  CALL (agency) {{
    MATCH (agency)<-[issued:ISSUED_BY|AGREED_WITH]-(mine:Node) WHERE STANDS(issued) RETURN mine
    UNION
    {ADMINISTERED.replace("HOLDS", "STANDS")}
    WITH covered AS listing
{_OF_PROGRAM}
    RETURN mine
  }}
  RETURN mine AS thing
}}
WITH DISTINCT scope, thing AS near
{_AGAINST}"""
)

_SINCE = "coalesce(thing.valid_from, {0})"

EVENTS = expanded(
    f"""
CALL (thing) {{
  // Texts: the whole revocation that came first ends one as its own end does.
  WITH thing WHERE thing:LegalText
  CALL (thing) {{
    OPTIONAL MATCH (revoker:LegalText)-[revokes:REVOKES]->(thing)
    WHERE STANDS(revoker) AND STANDS(revokes) AND NOT coalesce(revokes.in_part, false)
    RETURN min(coalesce(revokes.valid_from, revoker.valid_from, revoker.issued_on)) AS revoked_on
  }}
  WITH thing, revoked_on, coalesce(thing.valid_from, thing.announced_on, thing.issued_on) AS begins,
    CASE WHEN revoked_on IS NULL OR thing.valid_to < revoked_on THEN thing.valid_to
         ELSE revoked_on END AS ends
  WHERE coalesce(begins < ends, true)
  UNWIND [
    {{day: begins, kind: 'CAME_INTO_FORCE', by: ['IMPOSED_BY', 'ENACTED_BY', 'ADOPTED_BY', 'ISSUED_BY'],
      precision: coalesce(CASE WHEN thing.valid_from IS NOT NULL THEN thing.valid_from_precision
        WHEN thing.announced_on IS NOT NULL THEN thing.announced_on_precision
        ELSE thing.issued_on_precision END, 'DAY')}},
    {{day: ends, kind: 'ENDED', by: ['REVOKES'],
      precision: CASE WHEN ends = thing.valid_to THEN coalesce(thing.valid_to_precision, 'DAY')
        ELSE 'DAY' END}}
  ] AS at
  RETURN at {{.*, outside: false, amount: null, approximate: false}} AS event
  UNION
  // Reliefs: how far one reaches, 2 for all whom it protects, 1 for the named alone, 0 for none, changes when
  // it begins or ends, and when a stay of it does.
  WITH thing WHERE thing:Relief
  CALL (thing) {{
    OPTIONAL MATCH (thing)-[ordered:ORDERED_BY]->(order:Ruling) WHERE STANDS(ordered)
    RETURN coalesce(thing.valid_from, min(order.decided_on)) AS begins
  }}
  CALL (thing) {{
    OPTIONAL MATCH (ruling:Ruling)-[stay:STAYS]->(thing) WHERE STANDS(stay) AND STANDS(ruling)
    RETURN collect(CASE WHEN stay IS NOT NULL THEN {{
      begins: coalesce(stay.valid_from, ruling.decided_on), ends: stay.valid_to,
      roughly: stay.valid_from_precision, ends_roughly: stay.valid_to_precision,
      outside: coalesce(stay.outside_parties_only, false)}} END) AS stays
  }}
  WITH thing, begins, thing.valid_to AS ends, stays
  UNWIND [{{day: begins, precision: thing.valid_from_precision}},
      {{day: ends, precision: thing.valid_to_precision}}]
    + [s IN stays | {{day: s.begins, precision: s.roughly}}]
    + [s IN stays | {{day: s.ends, precision: s.ends_roughly}}] AS at
  WITH thing, begins, ends, stays, at.day AS day, coalesce(head(collect(at.precision)), 'DAY') AS precision
  WHERE day IS NOT NULL
  UNWIND [{{on: day - duration('P1D'), after: false}}, {{on: day, after: true}}] AS moment
  WITH thing, day, precision, moment.after AS after, CASE
    WHEN NOT coalesce(begins <= moment.on, true) OR NOT coalesce(moment.on < ends, true)
      OR any(s IN stays WHERE NOT s.outside AND coalesce(s.begins <= moment.on, true)
        AND coalesce(moment.on < s.ends, true)) THEN 0
    WHEN any(s IN stays WHERE s.outside AND coalesce(s.begins <= moment.on, true)
      AND coalesce(moment.on < s.ends, true)) THEN 1
    ELSE 2 END AS reach
  WITH thing, day, precision, max(CASE WHEN NOT after THEN reach END) AS earlier,
    max(CASE WHEN after THEN reach END) AS later
  WHERE earlier <> later
  RETURN {{day: day, precision: precision, kind: CASE WHEN earlier < later THEN 'ENJOINED' ELSE 'FREED' END,
    by: CASE WHEN day = thing.valid_to THEN ['ENDED_BY', 'STAYS'] ELSE ['ORDERED_BY', 'STAYS'] END,
    outside: earlier + later = 3, amount: null, approximate: false}} AS event
  UNION
  WITH thing WHERE thing:Designation OR thing:Agreement
  CALL (thing) {{
    OPTIONAL MATCH (thing)-[listed:LISTED_IN]->(list:ExecutiveAction) WHERE STANDS(listed)
    RETURN min(list.issued_on) AS issued_on
  }}
  WITH thing, {_SINCE.format("thing.signed_on, issued_on")} AS begins, thing.valid_to AS ends
  WHERE coalesce(begins < ends, true)
  UNWIND [
    {{day: begins, precision: thing.valid_from_precision,
      kind: CASE WHEN thing:Designation THEN 'LISTED' ELSE 'AGREED' END}},
    {{day: ends, precision: thing.valid_to_precision,
      kind: CASE WHEN thing:Designation THEN 'DELISTED' ELSE 'AGREEMENT_ENDED' END}}] AS at
  RETURN at {{.*, precision: coalesce(at.precision, 'DAY'), by: ['LISTED_IN', 'AGREED_WITH'], outside: false,
    amount: null, approximate: false}} AS event
  UNION
  WITH thing WHERE thing:Award OR thing:Allocation
  RETURN {{day: CASE WHEN thing:Award THEN thing.obligated_on ELSE thing.valid_from END,
    precision: CASE WHEN thing:Award THEN 'DAY' ELSE coalesce(thing.valid_from_precision, 'DAY') END,
    kind: CASE WHEN thing:Award THEN 'OBLIGATED' ELSE 'ALLOCATED' END, by: ['MADE_UNDER', 'ALLOCATED_UNDER'],
    outside: false, amount: CASE WHEN thing:Award THEN thing.obligated_amount ELSE thing.amount END,
    approximate: coalesce(thing.approximate, false) OR thing.qualifier IS NOT NULL
      OR thing.amount_at_most IS NOT NULL}} AS event
}}
WITH thing, event WHERE $from_ < event.day AND event.day <= $to"""
)
