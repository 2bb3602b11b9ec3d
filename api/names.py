"""What the names of a schema stand for in its model."""

from collections.abc import Mapping

from queries.question import Question
from schema.registry import Link, Model, Property


class Names:
    """The properties, links and root fields of a model, by their GraphQL names."""

    def __init__(self, model: Model, questions: Mapping[str, type[Question]]) -> None:
        """Index them once."""
        self.model = model
        self.questions = questions
        nodes = model.nodes.values()
        self.singles = {node.single: node.name for node in nodes}
        self.several = {node.several: node.name for node in nodes}
        self.properties = {node.name: {each.field: each for each in node.properties} for node in nodes}
        self.links = {node.name: {link.field: link for link in model.links(node.name)} for node in nodes}


def said(link: Link) -> dict[str, Property]:
    """The properties of a relationship, by their GraphQL names."""
    return {each.field: each for each in link.edge.properties}
