MATCH (program:Node {id: '16.738'})
MATCH path = (program)-[runs:ADMINISTERED_BY WHERE (runs.retired_at IS NULL AND coalesce(runs.valid_from <= $as_of, true) AND coalesce($as_of < runs.valid_to, true))]->(:Agency)
  (()-[part:OFFICE_OF WHERE (part.retired_at IS NULL AND coalesce(part.valid_from <= $as_of, true) AND coalesce($as_of < part.valid_to, true))]->()){0,8} (agency:Agency)
WITH agency, length(path) - 1 AS step, last(relationships(path)) AS link
ORDER BY step DESC
WITH agency, head(collect({step: step, link: link})) AS furthest
RETURN furthest.step AS step, agency, furthest.link.valid_from AS valid_from,
  furthest.link.valid_to AS valid_to, furthest.link.confidence AS confidence,
  coalesce(furthest.link.source, []) AS sources
ORDER BY step, agency.id
