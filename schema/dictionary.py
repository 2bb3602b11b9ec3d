"""The data dictionary: every type, property and relationship of the model, in Markdown."""

from collections.abc import Iterable, Iterator

from schema.registry import EdgeType, Model, NodeType, Property


def markdown(model: Model) -> str:
    """The whole dictionary as one page."""
    return "\n".join(_lines(model)) + "\n"


def _lines(model: Model) -> Iterator[str]:
    yield "# Data dictionary"
    yield ""
    yield "Made from the model; `uv run proviso generate` remakes it."
    shared = [each.name for each in model.nodes["Node"].properties if each.name not in {"id", "name"}]
    yield ""
    yield "## Carried by every node and relationship"
    yield from _table(each for each in model.nodes["Node"].properties)
    for node in model.nodes.values():
        if node.name != "Node":
            yield from _node(node, model, set(shared))
    yield ""
    yield "## Relationships"
    for edge in model.edges.values():
        yield from _edge(edge, set(shared))


def _node(node: NodeType, model: Model, shared: set[str]) -> Iterator[str]:
    yield ""
    yield f"## {node.name}{' (abstract)' if node.abstract else ''}"
    yield ""
    yield node.sentence
    yield ""
    yield f"Labels: {', '.join(f'`{label}`' for label in node.labels)}."
    yield from _table(each for each in node.properties if each.name not in shared)
    own = [link for link in model.links(node.name) if "Node" not in {link.edge.start, link.edge.end}]
    if own:
        yield ""
        yield "Links: " + ", ".join(f"`{link.field}` → {link.other}" for link in own) + "."


def _edge(edge: EdgeType, shared: set[str]) -> Iterator[str]:
    yield ""
    yield f"### {edge.name}"
    yield ""
    yield f"`(:{edge.start})-[:{edge.name}]->(:{edge.end})`. {edge.sentence}"
    yield f"Read as `{edge.forward}` and `{edge.reverse}`."
    own = [each for each in edge.properties if each.name not in shared]
    if own:
        yield from _table(own)


def _table(properties: Iterable[Property]) -> Iterator[str]:
    yield ""
    yield "| property | kind | what it is |"
    yield "|---|---|---|"
    for each in properties:
        yield f"| `{each.name}` | {_kind(each)} | {each.sentence} |"


def _kind(each: Property) -> str:
    name = f"{each.value.name}, several" if each.many else each.value.name
    return f"{name}: {', '.join(each.choices)}" if each.choices else name
