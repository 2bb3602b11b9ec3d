MATCH (from_:Jurisdiction {id: 'ocd-division/country:us/state:il/place:chicago'})
MATCH (to:Condition {id: 'cond-jag-fy2017-access'})
CALL (from_, to) {
  UNWIND [from_, to] AS thing
  MATCH (thing) (()-[next:!WITHIN WHERE next.retired_at IS NULL]-()){0,1} (place:Jurisdiction)
    (()-[within:WITHIN WHERE within.retired_at IS NULL]->()){0,6} (home:Jurisdiction)
  RETURN collect(DISTINCT home) AS homes
}
MATCH way = SHORTEST 24 (from_) (()-[link:!REVISION_OF WHERE link.retired_at IS NULL
    AND (NOT link:WITHIN OR startNode(link) IN homes)
    AND (NOT link:PERFORMED_IN OR startNode(link) = from_)]-(via:Node
  WHERE NOT via:Load|Revision|Award|Recipient|Mention AND via.retired_at IS NULL AND via <> from_
    AND coalesce(via.kind <> 'COUNTRY', true))){1,6} (to)
WITH way, nodes(way) AS nodes, relationships(way) AS links
WHERE all(at IN range(1, size(nodes) - 1) WHERE NOT nodes[at] IN nodes[..at])
WITH way, nodes, links,
  reduce(most = 0, node IN nodes[1..-1] | CASE WHEN COUNT { (node)--() } > most
    THEN COUNT { (node)--() } ELSE most END) AS busiest
ORDER BY length(way), busiest, [node IN nodes | node.id], [link IN links | type(link)]
LIMIT 5
RETURN length(way) AS length, busiest, [at IN range(0, size(links) - 1) | {
  relation: type(links[at]), forward: startNode(links[at]) = nodes[at],
  earlier: nodes[at], later: nodes[at + 1],
  citation: coalesce(startNode(links[at]).citation, endNode(links[at]).citation),
  valid_from: links[at].valid_from, valid_to: links[at].valid_to, confidence: links[at].confidence,
  dataset: links[at].dataset, sources: coalesce(links[at].source, [])}] AS steps
ORDER BY length, busiest, [step IN steps | step.later.id], [step IN steps | step.relation]
