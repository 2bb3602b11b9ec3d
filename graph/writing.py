"""The statements that write, made from the model: values are always parameters.

Rows are lists (see `graph.rows`). A batch first asks what is there, then creates what is new and renews what
differs, all in one transaction; where nothing of the type can be there it creates at once.
"""

from graph.rows import columns, keys
from schema.registry import EdgeType, NodeType

_QUIET = "['run', 'stated_at', 'retired_at', 'digest', 'dataset']"

Kind = NodeType | EdgeType


def count_all(kind: Kind) -> str:
    """How many there are of a type, from the count store."""
    return f"MATCH {_pattern(kind)} RETURN count(x) AS total"


def ask_nodes(node: NodeType) -> str:
    """What is there of `$ids`: lists of id, digest, dataset, whether retired and whether only mentioned."""
    return f"""UNWIND $ids AS id
MATCH (n:{node.name} {{id: id}})
RETURN collect([id, n.digest, n.dataset, n.retired_at IS NOT NULL, coalesce(n.mentioned_only, false)])
  AS found"""


def create_nodes(node: NodeType) -> str:
    """Write `$rows` whose ids are new."""
    return f"UNWIND $rows AS row CREATE (:{':'.join(node.labels)} {_map(node)})"


def renew_nodes(node: NodeType) -> str:
    """Write `$rows` whose ids are there, and keep what they said before as revisions."""
    return f"""UNWIND $rows AS row
MATCH (x:{node.name} {{id: row[{columns(node.cls).places["id"]}]}})
WITH x, row, {_map(node)} AS said
{_revision("'revision/' + x.id", f"'{node.name}'", "x", "null")}
SET x = said, x:{":".join(node.labels)}"""


def ask_edges(edge: EdgeType) -> str:
    """What is there of `$rows`, by position: lists of position, digest, dataset and whether retired.

    An end that is missing gives its position alone.
    """
    return f"""UNWIND range(0, size($rows) - 1) AS at
WITH at, $rows[at] AS row
OPTIONAL MATCH (a:{edge.start} {{id: {_at(edge, "start")}}})
OPTIONAL MATCH (b:{edge.end} {{id: {_at(edge, "end")}}})
OPTIONAL MATCH (a)-[x:{edge.name}{_key(edge)}]->(b)
WITH at, a, b, x WHERE a IS NULL OR b IS NULL OR x IS NOT NULL
RETURN collect(CASE WHEN a IS NULL OR b IS NULL THEN [at]
  ELSE [at, x.digest, x.dataset, x.retired_at IS NOT NULL] END) AS found"""


def create_edges(edge: EdgeType) -> str:
    """Write `$rows` that are new; positions of those that lack an end come back as `lost`."""
    return f"""UNWIND range(0, size($rows) - 1) AS at
WITH at, $rows[at] AS row
OPTIONAL MATCH (a:{edge.start} {{id: {_at(edge, "start")}}})
OPTIONAL MATCH (b:{edge.end} {{id: {_at(edge, "end")}}})
CALL (a, b, row) {{
  WITH a, b, row WHERE a IS NOT NULL AND b IS NOT NULL
  CREATE (a)-[:{edge.name} {_map(edge)}]->(b)
}}
WITH at WHERE a IS NULL OR b IS NULL
RETURN collect(at) AS lost"""


def renew_edges(edge: EdgeType) -> str:
    """Write `$rows` that are there, and keep what they said before as revisions of their starts."""
    return f"""UNWIND $rows AS row
MATCH (a:{edge.start} {{id: {_at(edge, "start")}}})-[x:{edge.name}{_key(edge)}]->(b:{edge.end}
  {{id: {_at(edge, "end")}}})
WITH x, a, b, row, {_map(edge)} AS said
{_revision(f"'revision/' + a.id + '/{edge.name}/' + b.id", f"'{edge.name}'", "a", "b.id")}
SET x = said"""


def note(node: NodeType) -> str:
    """Write `$rows`, whether they are there or not, and keep nothing of what they said."""
    return f"""UNWIND $rows AS row
MERGE (n:{node.name} {{id: row[{columns(node.cls).places["id"]}]}})
SET n = {_map(node)}, n:{":".join(node.labels)}"""


def _revision(name: str, kind: str, of: str, other: str) -> str:
    """Keep the properties of `x` as they were, unless nobody had stated it."""
    text = "reduce(text = '', each IN x[k] | text + CASE text WHEN '' THEN '' ELSE '; ' END + toString(each))"
    return f"""CALL (x, {of}{", b" if other != "null" else ""}, said) {{
  WITH * WHERE NOT coalesce(x.mentioned_only, false)
  CREATE (v:Node:Revision)
  SET v = x {{.*, id: {name} + '@' + x.run, name: {of}.name, kind: {kind}, other: {other},
    replaced_at: coalesce(x.retired_at, $shared.stated_at), retired_at: null,
    before: [k IN keys(x) WHERE NOT k IN {_QUIET} AND (said[k] IS NULL OR said[k] <> x[k]) | k + ': '
      + CASE WHEN valueType(x[k]) STARTS WITH 'LIST' THEN {text} ELSE toString(x[k]) END]
      + [k IN keys(said) WHERE said[k] IS NOT NULL AND x[k] IS NULL AND NOT k IN {_QUIET} | k + ':']}}
  CREATE (v)-[:REVISION_OF {{dataset: x.dataset, run: x.run, stated_at: x.stated_at,
    confidence: x.confidence, source: x.source}}]->({of})
}}"""


def count_stated(kind: Kind, covers: bool) -> str:
    """Count what a dataset states of one type, within `$covers`, of which none holds another, if given."""
    stated = "x.dataset = $dataset AND x.retired_at IS NULL"
    if not covers:
        return f"MATCH {_pattern(kind)} WHERE {stated} RETURN count(x) AS total"
    pattern, owner = (
        (f"(x:{kind.name})", "x")
        if isinstance(kind, NodeType)
        else (f"(a:{kind.start})-[x:{kind.name}]->()", "a")
    )
    return (
        "UNWIND $covers AS part "
        f"CALL (part) {{ MATCH {pattern} WHERE {owner}.id STARTS WITH part AND {stated} "
        "RETURN count(x) AS found } RETURN sum(found) AS total"
    )


def page_stated(kind: Kind) -> str:
    """Page through what a dataset states of one type from `$after` on, by the id of the node or of the start.

    Reads ids that begin with `$part` only.
    """
    if isinstance(kind, NodeType):
        return (
            f"MATCH (x:{kind.name}) WHERE x.id > $after AND x.id STARTS WITH $part "
            "WITH x ORDER BY x.id LIMIT $limit "
            "RETURN x.id AS at, CASE WHEN x.dataset = $dataset AND x.retired_at IS NULL "
            "THEN [[elementId(x), [x.id]]] ELSE [] END AS stated ORDER BY at"
        )
    names = "".join(f", r.{name}" for name in keys(kind))
    return (
        f"MATCH (a:{kind.start}) WHERE a.id > $after AND a.id STARTS WITH $part "
        "WITH a ORDER BY a.id LIMIT $limit "
        f"RETURN a.id AS at, COLLECT {{ MATCH (a)-[r:{kind.name}]->(b) "
        "WHERE r.dataset = $dataset AND r.retired_at IS NULL "
        f"RETURN [elementId(r), [a.id, b.id{names}]] }} AS stated ORDER BY at"
    )


def retire(kind: Kind) -> str:
    """Mark records as no longer stated; nothing is deleted."""
    return f"UNWIND $ids AS id MATCH {_pattern(kind)} WHERE elementId(x) = id SET x.retired_at = $at"


def _pattern(kind: Kind) -> str:
    return f"(x:{kind.name})" if isinstance(kind, NodeType) else f"(a)-[x:{kind.name}]->()"


def _map(kind: Kind) -> str:
    return f"{{{', '.join(f'{name}: {value}' for name, value in columns(kind.cls).written())}}}"


def _at(edge: EdgeType, name: str) -> str:
    return f"row[{columns(edge.cls).places[name]}]"


def _key(edge: EdgeType) -> str:
    named = ", ".join(f"{name}: {_at(edge, name)}" for name in keys(edge))
    return f" {{{named}}}" if named else ""


KEEP_UNRESOLVED = """UNWIND $rows AS row
MERGE (u:Unresolved {key: row.key})
SET u = $shared, u.key = row.key, u.type = row.type, u.digest = row.digest, u.payload = row.payload"""

PAGE_UNRESOLVED = """MATCH (u:Unresolved) WHERE u.key > $after
RETURN u.key AS key, u.type AS type, u.digest AS digest, u.payload AS payload,
  u {.dataset, .run, .stated_at, .confidence, .source} AS shared
ORDER BY u.key LIMIT $limit"""

DROP_UNRESOLVED = "UNWIND $keys AS key MATCH (u:Unresolved {key: key}) DELETE u"

UNRESOLVED_KEYS = "MATCH (u:Unresolved) WHERE u.dataset = $dataset RETURN u.key AS key"

OUTSIDE_CONSTRAINTS = (
    "CREATE CONSTRAINT key_Unresolved IF NOT EXISTS FOR (u:Unresolved) REQUIRE u.key IS UNIQUE",
    "CREATE CONSTRAINT key_Turn IF NOT EXISTS FOR (t:Turn) REQUIRE t.name IS UNIQUE",
)

TAKE_TURN = "MERGE (t:Turn {name: 'load'}) SET t.run = $run"
"""Held open while a load runs, and never committed: loads take turns, also those of other machines."""

INTERRUPTED = """MATCH (l:Load) WHERE l.dataset = $dataset AND l.state = 'RUNNING' AND l.id <> $run
SET l.state = 'INTERRUPTED'"""

NEWEST = """MATCH (l:Load) WHERE l.dataset = $dataset AND l.state = 'DONE' AND l.whole
  AND (size($covers) = 0 OR l.covers IS NULL OR any(ours IN $covers WHERE any(theirs IN l.covers
    WHERE ours STARTS WITH theirs OR theirs STARTS WITH ours)))
RETURN max(l.through) AS through"""
