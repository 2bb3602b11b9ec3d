MATCH (scope:Node {id: 'cond-jag-fy2017-cert'})
CALL (scope) {

  WITH scope WHERE scope IS NULL
  CALL () {
    MATCH (dated:Node) USING INDEX dated:Node(valid_from) WHERE $from_ < dated.valid_from AND dated.valid_from <= $to
    RETURN dated
    UNION
    MATCH (dated:Node) USING INDEX dated:Node(valid_to) WHERE $from_ < dated.valid_to AND dated.valid_to <= $to
    RETURN dated
    UNION
    MATCH (dated:ExecutiveAction) WHERE $from_ < dated.issued_on AND dated.issued_on <= $to RETURN dated
    UNION
    MATCH (dated:Condition) WHERE $from_ < dated.announced_on AND dated.announced_on <= $to RETURN dated
    UNION
    MATCH (dated:Ruling) WHERE $from_ < dated.decided_on AND dated.decided_on <= $to RETURN dated
    UNION
    MATCH (dated:Award) WHERE $from_ < dated.obligated_on AND dated.obligated_on <= $to RETURN dated
    UNION
    MATCH (dated:LegalText)-[revokes:REVOKES]->() WHERE $from_ < revokes.valid_from AND revokes.valid_from <= $to RETURN dated
    UNION
    MATCH (dated:Ruling)-[stay:STAYS]->() WHERE $from_ < stay.valid_from AND stay.valid_from <= $to RETURN dated
    UNION
    MATCH (dated:Ruling)-[stay:STAYS]->() WHERE $from_ < stay.valid_to AND stay.valid_to <= $to RETURN dated
  }
  CALL (dated) {
    RETURN dated AS thing
    UNION
    MATCH (dated)-[:REVOKES|STAYS]->(thing:Node) RETURN thing
    UNION
    MATCH (dated:Ruling)<-[:ORDERED_BY]-(thing:Relief) RETURN thing
  }
  RETURN thing
  UNION

  WITH scope WHERE scope:Jurisdiction
  MATCH (scope) (()-[twin:SAME_AS WHERE twin.retired_at IS NULL]-()){0,2} (self:Jurisdiction)
  WITH scope, collect(DISTINCT self) AS selves
  CALL (selves) {
    UNWIND selves AS self
    MATCH (self)<-[names:ADOPTED_BY|DESIGNATES|AGREED_FOR|ALLOCATED_TO|BINDS|PROTECTS]-(mine:Node)
    WHERE names.retired_at IS NULL
    RETURN mine
    UNION
    UNWIND selves AS self
    MATCH (self)<-[acts:ACTS_FOR]-(:Recipient)<-[awarded:AWARDED_TO]-(mine:Award)
    WHERE acts.retired_at IS NULL AND awarded.retired_at IS NULL
    RETURN mine
    UNION
    UNWIND selves AS self
    MATCH (self) (()-[within:WITHIN WHERE within.retired_at IS NULL]->()){1,6} (:Jurisdiction)
      <-[protects:PROTECTS]-(mine:Relief)
    WHERE protects.retired_at IS NULL AND protects.includes_subdivisions
    RETURN mine
    UNION
    MATCH (mine:Relief {scope: 'NATIONWIDE'}) RETURN mine
    UNION
    UNWIND selves AS self
    MATCH (self)<-[gives:ALLOCATED_TO]-(:Allocation)-[:ALLOCATED_UNDER]->(:GrantProgram)
      <-[attaches:ATTACHES_TO]-(mine:GrantTerm)
    WHERE gives.retired_at IS NULL AND attaches.retired_at IS NULL
    RETURN mine
  }
  RETURN mine AS thing
  UNION
  WITH scope AS listing WHERE listing:GrantProgram

  CALL (listing) {
    MATCH (listing)<-[bound:ATTACHES_TO|ALLOCATED_UNDER|MADE_UNDER]-(mine:Node) WHERE bound.retired_at IS NULL
    RETURN mine
    UNION
    MATCH (listing)-[runs:ADMINISTERED_BY]->(:Agency) (()-[part:OFFICE_OF WHERE part.retired_at IS NULL]->()){0,6} (:Agency) (()-[twin:SAME_AS WHERE twin.retired_at IS NULL]-()){0,2} (:Agency)<-[covers:COVERS]-(mine:GrantTerm)
    WHERE runs.retired_at IS NULL AND covers.retired_at IS NULL
    RETURN mine
  }
  RETURN mine AS thing
  UNION
  WITH scope WHERE scope:LegalText
  MATCH (scope) (()<-[part:PART_OF WHERE part.retired_at IS NULL]-()){0,8} (text:LegalText)
  CALL (text) {
    RETURN text AS mine
    UNION
    MATCH (text)<-[from_text:IMPOSED_BY|LISTED_IN]-(mine:Node) WHERE from_text.retired_at IS NULL RETURN mine
  }
  RETURN mine AS thing
  UNION
  WITH scope AS agency WHERE agency:Agency
  CALL (agency) {
    MATCH (agency)<-[issued:ISSUED_BY|AGREED_WITH]-(mine:Node) WHERE issued.retired_at IS NULL RETURN mine
    UNION
    CALL (agency) {
  MATCH (agency) (()-[twin:SAME_AS WHERE twin.retired_at IS NULL]-()){0,2} (self:Agency)
    (()<-[part:OFFICE_OF WHERE part.retired_at IS NULL]-()){0,6} (:Agency)
    <-[runs:ADMINISTERED_BY]-(covered:GrantProgram)
  WHERE runs.retired_at IS NULL AND covered.retired_at IS NULL
  RETURN DISTINCT covered
}
    WITH covered AS listing

  CALL (listing) {
    MATCH (listing)<-[bound:ATTACHES_TO|ALLOCATED_UNDER|MADE_UNDER]-(mine:Node) WHERE bound.retired_at IS NULL
    RETURN mine
    UNION
    MATCH (listing)-[runs:ADMINISTERED_BY]->(:Agency) (()-[part:OFFICE_OF WHERE part.retired_at IS NULL]->()){0,6} (:Agency) (()-[twin:SAME_AS WHERE twin.retired_at IS NULL]-()){0,2} (:Agency)<-[covers:COVERS]-(mine:GrantTerm)
    WHERE runs.retired_at IS NULL AND covers.retired_at IS NULL
    RETURN mine
  }
    RETURN mine
  }
  RETURN mine AS thing
}
WITH DISTINCT scope, thing AS near

CALL (scope, near) {
  RETURN near AS thing
  UNION
  WITH scope, near WHERE scope IS NOT NULL AND NOT scope:Jurisdiction AND near:LegalText
  MATCH (near) (()-[imposed:IMPOSED_BY WHERE imposed.retired_at IS NULL]->()){0,1} (:LegalText)
    (()-[part:PART_OF WHERE part.retired_at IS NULL]->()){0,8} (:LegalText)<-[enjoins:ENJOINS]-(thing:Relief)
  WHERE enjoins.retired_at IS NULL
  RETURN thing
}
WITH DISTINCT thing
WHERE thing.retired_at IS NULL AND (thing:LegalText OR thing:Relief OR thing:Designation OR thing:Agreement
  OR thing:Award OR thing:Allocation)
CALL (thing) {
  // Texts: the whole revocation that came first ends one as its own end does.
  WITH thing WHERE thing:LegalText
  CALL (thing) {
    OPTIONAL MATCH (revoker:LegalText)-[revokes:REVOKES]->(thing)
    WHERE revoker.retired_at IS NULL AND revokes.retired_at IS NULL AND NOT coalesce(revokes.in_part, false)
    RETURN min(coalesce(revokes.valid_from, revoker.valid_from, revoker.issued_on)) AS revoked_on
  }
  WITH thing, revoked_on, coalesce(thing.valid_from, thing.announced_on, thing.issued_on) AS begins,
    CASE WHEN revoked_on IS NULL OR thing.valid_to < revoked_on THEN thing.valid_to
         ELSE revoked_on END AS ends
  WHERE coalesce(begins < ends, true)
  UNWIND [
    {day: begins, kind: 'CAME_INTO_FORCE', by: ['IMPOSED_BY', 'ENACTED_BY', 'ADOPTED_BY', 'ISSUED_BY'],
      precision: coalesce(CASE WHEN thing.valid_from IS NOT NULL THEN thing.valid_from_precision
        WHEN thing.announced_on IS NOT NULL THEN thing.announced_on_precision
        ELSE thing.issued_on_precision END, 'DAY')},
    {day: ends, kind: 'ENDED', by: ['REVOKES'],
      precision: CASE WHEN ends = thing.valid_to THEN coalesce(thing.valid_to_precision, 'DAY')
        ELSE 'DAY' END}
  ] AS at
  RETURN at {.*, outside: false, amount: null, approximate: false} AS event
  UNION
  // Reliefs: how far one reaches, 2 for all whom it protects, 1 for the named alone, 0 for none, changes when
  // it begins or ends, and when a stay of it does.
  WITH thing WHERE thing:Relief
  CALL (thing) {
    OPTIONAL MATCH (thing)-[ordered:ORDERED_BY]->(order:Ruling) WHERE ordered.retired_at IS NULL
    RETURN coalesce(thing.valid_from, min(order.decided_on)) AS begins
  }
  CALL (thing) {
    OPTIONAL MATCH (ruling:Ruling)-[stay:STAYS]->(thing) WHERE stay.retired_at IS NULL AND ruling.retired_at IS NULL
    RETURN collect(CASE WHEN stay IS NOT NULL THEN {
      begins: coalesce(stay.valid_from, ruling.decided_on), ends: stay.valid_to,
      roughly: stay.valid_from_precision, ends_roughly: stay.valid_to_precision,
      outside: coalesce(stay.outside_parties_only, false)} END) AS stays
  }
  WITH thing, begins, thing.valid_to AS ends, stays
  UNWIND [{day: begins, precision: thing.valid_from_precision},
      {day: ends, precision: thing.valid_to_precision}]
    + [s IN stays | {day: s.begins, precision: s.roughly}]
    + [s IN stays | {day: s.ends, precision: s.ends_roughly}] AS at
  WITH thing, begins, ends, stays, at.day AS day, coalesce(head(collect(at.precision)), 'DAY') AS precision
  WHERE day IS NOT NULL
  UNWIND [{on: day - duration('P1D'), after: false}, {on: day, after: true}] AS moment
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
  RETURN {day: day, precision: precision, kind: CASE WHEN earlier < later THEN 'ENJOINED' ELSE 'FREED' END,
    by: CASE WHEN day = thing.valid_to THEN ['ENDED_BY', 'STAYS'] ELSE ['ORDERED_BY', 'STAYS'] END,
    outside: earlier + later = 3, amount: null, approximate: false} AS event
  UNION
  WITH thing WHERE thing:Designation OR thing:Agreement
  CALL (thing) {
    OPTIONAL MATCH (thing)-[listed:LISTED_IN]->(list:ExecutiveAction) WHERE listed.retired_at IS NULL
    RETURN min(list.issued_on) AS issued_on
  }
  WITH thing, coalesce(thing.valid_from, thing.signed_on, issued_on) AS begins, thing.valid_to AS ends
  WHERE coalesce(begins < ends, true)
  UNWIND [
    {day: begins, precision: thing.valid_from_precision,
      kind: CASE WHEN thing:Designation THEN 'LISTED' ELSE 'AGREED' END},
    {day: ends, precision: thing.valid_to_precision,
      kind: CASE WHEN thing:Designation THEN 'DELISTED' ELSE 'AGREEMENT_ENDED' END}] AS at
  RETURN at {.*, precision: coalesce(at.precision, 'DAY'), by: ['LISTED_IN', 'AGREED_WITH'], outside: false,
    amount: null, approximate: false} AS event
  UNION
  WITH thing WHERE thing:Award OR thing:Allocation
  RETURN {day: CASE WHEN thing:Award THEN thing.obligated_on ELSE thing.valid_from END,
    precision: CASE WHEN thing:Award THEN 'DAY' ELSE coalesce(thing.valid_from_precision, 'DAY') END,
    kind: CASE WHEN thing:Award THEN 'OBLIGATED' ELSE 'ALLOCATED' END, by: ['MADE_UNDER', 'ALLOCATED_UNDER'],
    outside: false, amount: CASE WHEN thing:Award THEN thing.obligated_amount ELSE thing.amount END,
    approximate: coalesce(thing.approximate, false) OR thing.qualifier IS NOT NULL
      OR thing.amount_at_most IS NOT NULL} AS event
}
WITH thing, event WHERE $from_ < event.day AND event.day <= $to
WITH thing, event WHERE null IS NULL OR event.kind IN null
CALL (thing) {
  OPTIONAL MATCH (thing)-[names:ADOPTED_BY|DESIGNATES|AGREED_FOR|PROTECTS|ALLOCATED_TO|BINDS]->
    (place:Jurisdiction)
  WHERE names.retired_at IS NULL
  WITH DISTINCT place ORDER BY place.name, place.id
  RETURN collect(place) AS places
}
CALL (thing) {
  OPTIONAL MATCH (thing)-[names:ATTACHES_TO|LIMITED_TO|ALLOCATED_UNDER|MADE_UNDER]->(listing:GrantProgram)
  WHERE names.retired_at IS NULL
  WITH DISTINCT listing ORDER BY listing.id
  RETURN collect(listing) AS programs
}
CALL (thing, event) {
  OPTIONAL MATCH (thing)-[enjoins:ENJOINS]->(text:LegalText) WHERE enjoins.retired_at IS NULL
  WITH thing, event, text ORDER BY text.id
  OPTIONAL MATCH (text)<-[also:ENJOINS]-(other:Relief)
  WHERE other <> thing AND also.retired_at IS NULL AND other.retired_at IS NULL
    AND coalesce(other.valid_from <= event.day, true) AND coalesce(event.day < other.valid_to, true)
  WITH text, other ORDER BY other.id
  RETURN collect(DISTINCT text) AS texts, collect(DISTINCT other) AS also_enjoined_by
}
CALL (thing, event) {
  OPTIONAL MATCH (thing)-[link:IMPOSED_BY|ENACTED_BY|ISSUED_BY|ADOPTED_BY|REVOKES|ENJOINS|ORDERED_BY|ENDED_BY
    |STAYS|LISTED_IN|AGREED_WITH|ALLOCATED_UNDER|MADE_UNDER]-(other:Node)
  WHERE link.retired_at IS NULL AND other.retired_at IS NULL AND (startNode(link) = thing OR type(link) IN ['REVOKES', 'STAYS'])
    AND (startNode(link) <> thing OR type(link) <> 'REVOKES')
  OPTIONAL MATCH (other)-[ruled:RULED_BY]->(court:Court) WHERE ruled.retired_at IS NULL
  WITH thing, event, link, other, head(collect(court)) AS court,
    type(link) IN event.by AND CASE type(link)
      WHEN 'REVOKES' THEN event.day = coalesce(link.valid_from, other.valid_from, other.issued_on)
      WHEN 'STAYS' THEN event.day IN [coalesce(link.valid_from, other.decided_on), link.valid_to]
      ELSE true END AS decides
  ORDER BY decides DESC, type(link), other.id
  RETURN collect(CASE WHEN link IS NOT NULL THEN {
    relation: type(link), subject: startNode(link), object: endNode(link), decides: decides,
    says: CASE WHEN type(link) = 'STAYS'
      THEN CASE WHEN link.outside_parties_only THEN 'OUTSIDE_PARTIES_ONLY' ELSE 'WHOLE' END END,
    said_by: court, citation: other.citation, valid_from: coalesce(link.valid_from, other.decided_on),
    valid_to: link.valid_to, confidence: coalesce(link.confidence, other.confidence)} END) AS steps
}
RETURN event.day AS day, event.precision AS precision, event.kind AS kind, thing AS what, texts,
  event.outside AS outside_parties_only,
  CASE WHEN event.kind IN ['ENJOINED', 'FREED'] THEN also_enjoined_by ELSE [] END AS also_enjoined_by,
  places, programs, event.amount AS amount, event.approximate AS approximate,
  [{relation: null, subject: thing, object: null, says: null, said_by: null, citation: thing.citation,
    decides: size([s IN steps WHERE s.decides]) = 0, valid_from: coalesce(thing.valid_from, event.day),
    valid_to: thing.valid_to, confidence: thing.confidence}] + steps AS reasons
ORDER BY day, kind, what.id
