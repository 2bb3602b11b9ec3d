CALL {
  MATCH (node:Node {id: '16.738'})
  RETURN 0 AS at, '16.738' AS given, 'FOUND' AS fate, node, [] AS alternatives
  UNION ALL
  MATCH (node:Node {id: '/us/usc/t8/s1373/a'})
  RETURN 1 AS at, '8 USC 1373(a)' AS given, 'FOUND' AS fate, node, [] AS alternatives
  UNION ALL
  CALL db.index.fulltext.queryNodes('search', 'name:"springfield" OR name:"springfield program" OR name:"springfield county" OR name:"springfield parish"
    OR aliases:"springfield" OR aliases:"springfield program" OR aliases:"springfield county" OR aliases:"springfield parish" OR popular_name:"springfield" OR popular_name:"springfield program" OR popular_name:"springfield county" OR popular_name:"springfield parish"
    OR abbreviation:"springfield" OR abbreviation:"springfield program" OR abbreviation:"springfield county" OR abbreviation:"springfield parish" OR record:"springfield" OR record:"springfield program" OR record:"springfield county" OR record:"springfield parish"
    OR citation:"springfield" OR citation:"springfield program" OR citation:"springfield county" OR citation:"springfield parish" OR docket:"springfield" OR docket:"springfield program" OR docket:"springfield county" OR docket:"springfield parish"') YIELD node AS each, score
  WHERE each.retired_at IS NULL AND toLower(each.name) = 'springfield'
  WITH each, score ORDER BY coalesce(each.population, -1) DESC, score DESC, each.id LIMIT 20
  RETURN 2 AS at, 'Springfield' AS given, 'AMBIGUOUS' AS fate, null AS node, collect(each) AS alternatives
  UNION ALL
  CALL db.index.fulltext.queryNodes('search', 'nothing~1 OR of OR the OR kind~1', {limit: 500})
    YIELD node AS each, score
  WHERE each.retired_at IS NULL
  WITH each, score ORDER BY score DESC, each.id LIMIT 5
  WITH each, score ORDER BY coalesce(each.population, -1) DESC, score DESC, each.id
  RETURN 3 AS at, 'nothing of the kind' AS given, 'MISSING' AS fate, null AS node, collect(each) AS alternatives
}
RETURN given, fate, node, null AS into, alternatives ORDER BY at
