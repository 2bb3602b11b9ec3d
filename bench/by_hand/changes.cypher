MATCH (scope:Condition {id: 'cond-jag-fy2017-cert'})
CALL (scope) {
  MATCH (scope) (()<-[part:PART_OF WHERE part.retired_at IS NULL]-()){0,8} (text:LegalText)
  CALL (text) {
    RETURN text AS mine
    UNION
    MATCH (text)<-[from_text:IMPOSED_BY|LISTED_IN]-(mine:Node) WHERE from_text.retired_at IS NULL RETURN mine
  }
  RETURN mine AS thing
}
WITH DISTINCT thing AS near
CALL (near) {
  RETURN near AS thing
  UNION
  WITH near WHERE near:LegalText
  MATCH (near) (()-[imposed:IMPOSED_BY WHERE imposed.retired_at IS NULL]->()){0,1} (:LegalText)
    (()-[part:PART_OF WHERE part.retired_at IS NULL]->()){0,8} (:LegalText)<-[enjoins:ENJOINS]-(thing:Relief)
  WHERE enjoins.retired_at IS NULL
  RETURN thing
}
WITH DISTINCT thing
WHERE thing.retired_at IS NULL AND (thing:LegalText OR thing:Relief OR thing:Designation OR thing:Agreement
  OR thing:Award OR thing:Allocation)
CALL (thing) {
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
}
WITH thing, event WHERE $from_ < event.day AND event.day <= $to
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
