"""The GraphQL schema: every type of the model, every question, and nothing that writes.

Its printed text is kept as `schema.graphql`.
"""

import datetime
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import strawberry
from strawberry.schema.config import StrawberryConfig
from strawberry.types.field import StrawberryField

from api.asking import Answers
from api.entities import Entities
from api.fields import argument, empty, field, fill
from api.scalars import SCALARS
from api.supposing import WHAT_IF, what_if
from queries.catalogue import questions
from queries.question import Question
from schema.registry import Model, NodeType
from schema.subjects import MODEL

FILE = Path(__file__).resolve().parent.parent / "schema.graphql"

_DAY = (
    "asOf",
    datetime.date | None,
    "Show below this field only what holds on this day; the whole record unless given.",
    None,
)


def build(model: Model = MODEL, asked: Mapping[str, type[Question]] | None = None) -> strawberry.Schema:
    """The schema of a model and its questions."""
    entities = Entities(model)
    answers = Answers(entities.classes)
    roots: dict[str, StrawberryField] = {}
    for node in model.nodes.values():
        roots[node.single] = _single(node, entities)
        roots[node.several] = _several(node, entities)
    known = questions() if asked is None else asked
    for question in known.values():
        roots[question.field()] = answers.root(question)
    if supposing := what_if(list(known.values()), answers):
        roots[WHAT_IF] = supposing
    query = fill(empty("Query"), roots, "What can be asked; nothing here writes.")
    return strawberry.Schema(
        query,
        types=[entities.classes[node.name] for node in model.concrete],
        config=StrawberryConfig(scalar_map=SCALARS),
    )


@cache
def standard() -> strawberry.Schema:
    """The schema of our model and all of its questions, built once."""
    return build()


def printed(schema: strawberry.Schema) -> str:
    """The schema as text."""
    return schema.as_str().rstrip() + "\n"


def _single(node: NodeType, entities: Entities) -> StrawberryField:
    arguments = [argument("id", strawberry.ID, "Its identifier, citation, number or name."), argument(*_DAY)]
    kind = entities.classes[node.name]
    return field(
        node.single, kind | None, f"One by what people write for it, or null. {node.sentence}", arguments
    )


def _several(node: NodeType, entities: Entities) -> StrawberryField:
    arguments = [*entities.listed(node), argument(*_DAY)]
    return field(
        node.several, entities.listing(node) | None, f"All, page by page. {node.sentence}", arguments
    )
