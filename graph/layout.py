"""What the database is told before anything is loaded: constraints and indexes, derived from the model."""

from collections.abc import Iterator

from schema.registry import EdgeType, Model, NodeType
from schema.values import Mark

SEARCH_INDEX = "search"
NAMES = "SHOW INDEXES YIELD name RETURN collect(name) AS names"
"""What is there, constraints included: each has an index of its name."""


def statements(model: Model) -> Iterator[str]:
    """Every constraint and index of the model, each safe to run again."""
    for node in model.nodes.values():
        yield _key(node)
    for node in model.concrete:
        yield from _indexes(node)
    yield from (each for node in model.nodes.values() for each in _found_by(node))
    yield from (each for edge in model.edges.values() for each in _found_by(edge))
    yield _search(model)


def named(statement: str) -> str:
    """The name of what a statement creates: the word before IF."""
    words = statement.split()
    return words[words.index("IF") - 1]


def searched(model: Model) -> tuple[list[str], list[str]]:
    """The labels and the properties that the full-text index covers."""
    nodes = [node for node in model.concrete if node.cls.searchable]
    names = {p.name for node in nodes for p in node.properties if Mark.FULLTEXT in p.marks}
    return [node.name for node in nodes], sorted(names)


def _key(node: NodeType) -> str:
    return f"CREATE CONSTRAINT key_{node.name} IF NOT EXISTS FOR (n:{node.name}) REQUIRE n.id IS UNIQUE"


def _indexes(node: NodeType) -> Iterator[str]:
    for each in node.properties:
        if Mark.INDEXED in each.marks:
            yield (
                f"CREATE INDEX {node.name}_{each.name} IF NOT EXISTS FOR (n:{node.name}) ON (n.{each.name})"
            )


def _found_by(kind: NodeType | EdgeType) -> Iterator[str]:
    pattern = f"(n:{kind.name})" if isinstance(kind, NodeType) else f"()-[n:{kind.name}]-()"
    for name in vars(kind.cls).get("found_by", ()):
        yield f"CREATE INDEX {kind.name}_{name} IF NOT EXISTS FOR {pattern} ON (n.{name})"


def _search(model: Model) -> str:
    labels, names = searched(model)
    each = ", ".join(f"n.{name}" for name in names)
    return (
        f"CREATE FULLTEXT INDEX {SEARCH_INDEX} IF NOT EXISTS FOR (n:{'|'.join(labels)}) ON EACH [{each}] "
        "OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-folding'}}"
    )
