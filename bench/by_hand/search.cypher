CALL {
  CALL db.index.fulltext.queryNodes('search', 'citation:"897 f.3d 1225"') YIELD node
  WHERE node.retired_at IS NULL AND toLower(node.citation) CONTAINS '897 f.3d 1225'
  RETURN node, 1 AS rank, 1.0 AS weight
  UNION ALL
  CALL db.index.fulltext.queryNodes('search', '("897" AND "F.3d" AND "1225")^100 OR "897" OR "F.3d" OR "1225"',
    {limit: 200}) YIELD node, score
  WHERE node.retired_at IS NULL
  RETURN node, 4 AS rank, score AS weight
}
WITH node, min(rank) AS rank, max(weight) AS weight
WITH collect({node: node, rank: rank, weight: weight}) AS hits, max(weight) AS most
UNWIND hits AS hit
WITH hit.node AS node, hit.rank AS rank, CASE hit.rank WHEN 4 THEN hit.weight / most ELSE 1.0 END AS score
RETURN node, CASE rank WHEN 1 THEN 'CITATION' ELSE 'WORDS' END AS matched, score
ORDER BY rank, score DESC, coalesce(node.population, -1) DESC, node.id
LIMIT 200
