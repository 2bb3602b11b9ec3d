MATCH (document:Node {id: 'document/71d27c64de4c30ea'})
MATCH (document)<-[held:MENTIONED_IN]-(mention:Mention)
WHERE held.retired_at IS NULL AND mention.retired_at IS NULL AND (null IS NULL OR mention.kind IN null)
CALL (mention) {
  OPTIONAL MATCH (mention)-[link:REFERS_TO]->(node:Node) WHERE link.retired_at IS NULL AND node.retired_at IS NULL
  WITH node, link ORDER BY coalesce(link.score, 0.0) DESC, node.id
  RETURN collect(CASE WHEN node IS NOT NULL THEN {node: node, score: link.score} END) AS refers_to
}
CALL (mention) {
  OPTIONAL MATCH (mention)-[link:MAY_REFER_TO]->(node:Node) WHERE link.retired_at IS NULL AND node.retired_at IS NULL
  WITH node, link ORDER BY link.score DESC, node.id
  RETURN collect(CASE WHEN node IS NOT NULL THEN {node: node, score: link.score} END) AS may_refer_to
}
RETURN mention, mention.name AS text, mention.begins AS begins, mention.ends AS ends,
  mention.kind AS kind, mention.score AS score, refers_to, may_refer_to, mention.amount AS amount,
  mention.day AS day, mention.day_precision AS day_precision, mention.fiscal_year AS fiscal_year,
  mention.confidence AS confidence, coalesce(mention.source, []) AS sources
ORDER BY begins, ends, mention.id
