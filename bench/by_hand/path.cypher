MATCH (from_:Node {id: 'ocd-division/country:us/state:il/place:chicago'})
MATCH (to:Node {id: 'cond-jag-fy2017-access'})
CALL (from_, to) {
  UNWIND [from_, to] AS thing
  MATCH (thing) (()-[next:!WITHIN WHERE next.retired_at IS NULL]-()){0,1} (place:Jurisdiction)
    (()-[within:WITHIN WHERE within.retired_at IS NULL]->()){0,6} (home:Jurisdiction)
  RETURN collect(DISTINCT home) AS homes
}
MATCH way = SHORTEST 24 (from_) (()-[link:!REVISION_OF WHERE (link.retired_at IS NULL AND coalesce(link.valid_from <= null, true) AND coalesce(null < link.valid_to, true))
    AND (NOT link:WITHIN OR startNode(link) IN homes)
    AND (NOT link:PERFORMED_IN OR startNode(link) IN [from_, to])]-(via:Node
  WHERE (via.retired_at IS NULL AND coalesce(via.valid_from <= null, true) AND coalesce(null < via.valid_to, true)) AND via <> from_
    AND coalesce(coalesce(via.decided_on, via.issued_on, via.enacted_on) <= null, true)
    AND (via = to OR NOT via:Load|Revision AND coalesce(via.kind <> 'COUNTRY', true)
      AND (NOT via:Award|Recipient OR from_:Award|Recipient OR to:Award|Recipient
        OR from_:Jurisdiction AND to:GrantProgram OR from_:GrantProgram AND to:Jurisdiction)
      AND (NOT via:Mention OR from_:Document|Mention OR to:Document|Mention))
)){1,6} (to)
WHERE from_ <> to AND length(way) <= 6
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
