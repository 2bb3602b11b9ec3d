"""The operation that asks a question for its whole answer, as the command line and forms send it."""

from collections.abc import Container

from graphql import GraphQLSchema

from queries.coverage import Coverage
from queries.question import Answer, Question, slots

_NODE = "{ __typename id name }"


def document(schema: GraphQLSchema, question: type[Question], given: Container[str] | None = None) -> str:
    """An operation with a variable for each argument, and every field of the answer; nodes by id and name.

    Of the arguments those that are `given`, or all: what is not passed costs the statement nothing.
    """
    name = question.field()
    query = schema.query_type
    assert query is not None  # noqa: S101 — narrows the type
    arguments = query.fields[name].args
    if given is not None:
        arguments = {key: argument for key, argument in arguments.items() if key in given}
    heads = ", ".join(f"${key}: {argument.type}" for key, argument in arguments.items())
    passed = ", ".join(f"{key}: ${key}" for key in arguments)
    operation = name[0].upper() + name[1:]
    if not arguments:
        return f"query {operation} {{ {name} {{ {_answer(question)} }} }}"
    return f"query {operation}({heads}) {{ {name}({passed}) {{ {_answer(question)} }} }}"


def _answer(question: type[Question]) -> str:
    covered = f"coverage {{ {_columns(Coverage)} }}"
    if question.many:
        return f"rows {{ {_columns(question.answer)} }} total {covered}"
    return f"{_columns(question.answer)} {covered}"


def _columns(answer: type[Answer]) -> str:
    return " ".join(_column(slot.field, node=bool(slot.node), nested=slot.nested) for slot in slots(answer))


def _column(field: str, *, node: bool, nested: type[Answer] | None) -> str:
    if node:
        return f"{field} {_NODE}"
    return f"{field} {{ {_columns(nested)} }}" if nested else field
