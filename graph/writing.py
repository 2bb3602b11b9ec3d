"""The statements that write, made from the model: values are always parameters.

Each takes `$rows` (id or ends, digest, properties), `$dataset` and returns one record a fate:
inserted, updated, unchanged, foreign (another dataset states it) or unresolved (an end is missing).
A node that is only mentioned gives way to a dataset that states it.
"""

from schema.registry import EdgeType, NodeType
from schema.values import Mark

_FATE = """CASE
    {missing}WHEN old IS NULL THEN 'inserted'
    WHEN old.dataset <> $dataset AND old.retired_at IS NULL{yielding} THEN 'foreign'
    WHEN old.digest = row.digest AND old.dataset = $dataset AND old.retired_at IS NULL THEN 'unchanged'
    ELSE 'updated'
  END AS fate"""

_YIELDING = """
      AND NOT (coalesce(old.mentioned_only, false) AND NOT coalesce(row.properties.mentioned_only, false))"""


def merge_nodes(node: NodeType) -> str:
    """Write nodes of one type by their ids; those that stand as given are left alone."""
    labels = ":".join(node.labels)
    return f"""UNWIND $rows AS row
OPTIONAL MATCH (old:{node.name} {{id: row.id}})
WITH row, {_FATE.format(missing="", yielding=_YIELDING)}
CALL (row, fate) {{
  WITH row, fate WHERE fate IN ['inserted', 'updated']
  MERGE (n:{node.name} {{id: row.id}})
  SET n = row.properties, n:{labels}
}}
RETURN fate, count(*) AS total, [] AS positions"""


def merge_edges(edge: EdgeType) -> str:
    """Write relationships of one type between nodes that exist; the others come back by position."""
    keys = [each.name for each in edge.properties if Mark.KEY in each.marks]
    key = f" {{{', '.join(f'{name}: row.properties.{name}' for name in keys)}}}" if keys else ""
    missing = "WHEN a IS NULL OR b IS NULL THEN 'unresolved'\n    "
    return f"""UNWIND $rows AS row
OPTIONAL MATCH (a:{edge.start} {{id: row.start}})
OPTIONAL MATCH (b:{edge.end} {{id: row.end}})
OPTIONAL MATCH (a)-[old:{edge.name}{key}]->(b)
WITH row, a, b, {_FATE.format(missing=missing, yielding="")}
CALL (row, a, b, fate) {{
  WITH row, a, b, fate WHERE fate IN ['inserted', 'updated']
  MERGE (a)-[r:{edge.name}{key}]->(b)
  SET r = row.properties
}}
RETURN fate, count(*) AS total,
       CASE fate WHEN 'unresolved' THEN collect(row.position) ELSE [] END AS positions"""


def count_stated(kind: NodeType | EdgeType) -> str:
    """Count what a dataset states of one type."""
    return (
        f"MATCH {_pattern(kind)} WHERE x.dataset = $dataset AND x.retired_at IS NULL RETURN count(x) AS total"
    )


def page_stated(kind: NodeType | EdgeType) -> str:
    """Page through what a dataset states of one type, by the id of the node or of the start."""
    if isinstance(kind, NodeType):
        return (
            f"MATCH (x:{kind.name}) WHERE x.id > $after WITH x ORDER BY x.id LIMIT $limit "
            "RETURN x.id AS at, CASE WHEN x.dataset = $dataset AND x.retired_at IS NULL "
            "THEN [[elementId(x), [x.id]]] ELSE [] END AS stated ORDER BY at"
        )
    keys = "".join(f", r.{each.name}" for each in kind.properties if Mark.KEY in each.marks)
    return (
        f"MATCH (a:{kind.start}) WHERE a.id > $after WITH a ORDER BY a.id LIMIT $limit "
        f"RETURN a.id AS at, COLLECT {{ MATCH (a)-[r:{kind.name}]->(b) "
        "WHERE r.dataset = $dataset AND r.retired_at IS NULL "
        f"RETURN [elementId(r), [a.id, b.id{keys}]] }} AS stated ORDER BY at"
    )


def retire(kind: NodeType | EdgeType) -> str:
    """Mark records as no longer stated; nothing is deleted."""
    pattern = _pattern(kind)
    return f"UNWIND $ids AS id MATCH {pattern} WHERE elementId(x) = id SET x.retired_at = $at, x.run = $run"


def _pattern(kind: NodeType | EdgeType) -> str:
    return f"(x:{kind.name})" if isinstance(kind, NodeType) else f"()-[x:{kind.name}]->()"


KEEP_UNRESOLVED = """UNWIND $rows AS row
MERGE (u:Unresolved {key: row.key})
SET u.dataset = $dataset, u.type = row.type, u.payload = row.payload, u.run = $run"""

PAGE_UNRESOLVED = """MATCH (u:Unresolved) WHERE u.key > $after
RETURN u.key AS key, u.type AS type, u.payload AS payload, u.dataset AS dataset
ORDER BY u.key LIMIT $limit"""

DROP_UNRESOLVED = "UNWIND $keys AS key MATCH (u:Unresolved {key: key}) DELETE u"

UNRESOLVED_KEYS = "MATCH (u:Unresolved) WHERE u.dataset = $dataset RETURN u.key AS key"

UNRESOLVED_CONSTRAINT = (
    "CREATE CONSTRAINT key_Unresolved IF NOT EXISTS FOR (u:Unresolved) REQUIRE u.key IS UNIQUE"
)

INTERRUPTED = """MATCH (l:Load) WHERE l.dataset = $dataset AND l.state = 'RUNNING' AND l.id <> $run
SET l.state = 'INTERRUPTED'"""
