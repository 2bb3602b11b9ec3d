"""Whole lists as files: an operation with one list is asked page by page, and written as it comes."""

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any

import msgspec
from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    OperationDefinitionNode,
    SelectionSetNode,
    get_named_type,
    parse,
    print_ast,
)

from api.asks import Asking
from api.columns import Column, columns
from api.engine import Engine, Reply
from schema.errors import InvalidQuestion

_WAYS = frozenset({"first", "after", "last", "before"})
_SIZE, _PLACE, _PAGE = "proviso_size", "proviso_after", "proviso_page"
_TURNED = (
    f"query (${_SIZE}: Int, ${_PLACE}: String) {{ x(first: ${_SIZE}, after: ${_PLACE}) "
    f"{{ {_PAGE}: pageInfo {{ endCursor hasNextPage }} }} }}"
)

Row = Mapping[str, Any]


class Broken(Exception):
    """A page could not be had, after others were sent: the file ends without its end."""


class Exported(msgspec.Struct):
    """A list on its way: its name, its columns, and its rows, page by page."""

    name: str
    columns: list[Column]
    pages: AsyncIterator[Sequence[Row]]


class Unanswered(Exception):
    """The first page could not be had; `reply` says why."""

    def __init__(self, reply: Reply) -> None:
        """Keep the reply."""
        super().__init__("The list can not be exported.")
        self.reply = reply


async def exported(engine: Engine, text: str, asking: Asking, *, request: str) -> Exported:
    """Ask for the first page, and promise the rest."""
    document = engine.documents.get(text)
    operation = document.operation(asking.operationName)
    field, key, rows = _only(operation)
    definition: Any = engine.schema.query_type and engine.schema.query_type.fields[field.name.value]
    connection: Any = get_named_type(definition.type)
    if field.name.value not in engine.names.several:
        raise InvalidQuestion(f"{field.name.value} is no list of records.", "Export the list of a type.")
    kind = get_named_type(connection.fields[rows.name.value].type)
    assert rows.selection_set  # noqa: S101 — a validated document has one
    made = columns(engine.schema, document.fragments, kind, rows.selection_set)
    turned = _turned(operation, field, document.fragments)
    name = rows.alias.value if rows.alias else rows.name.value

    async def page(after: str | None) -> Reply:
        given = {**(asking.variables or {}), _SIZE: engine.settings.export_page, _PLACE: after}
        return await engine.answer(turned, given, asking.operationName, request=request)

    first = await page(None)
    if first.errors or first.data is None or first.data[key] is None:
        raise Unanswered(first)

    async def pages() -> AsyncIterator[Sequence[Row]]:
        found: Any = first.data and first.data[key]
        while True:
            yield found[name]
            if not found[_PAGE]["hasNextPage"]:
                return
            reply = await page(found[_PAGE]["endCursor"])
            if reply.errors or reply.data is None:
                raise Broken(reply.errors[0]["message"])
            found = reply.data[key]

    return Exported(field.name.value, made, pages())


def _only(operation: OperationDefinitionNode) -> tuple[FieldNode, str, FieldNode]:
    """The one list of an operation, its response key, and its rows."""
    fields = [each for each in operation.selection_set.selections if isinstance(each, FieldNode)]
    if len(fields) != 1 or len(operation.selection_set.selections) != 1 or not fields[0].selection_set:
        raise InvalidQuestion("An export is of one list.", "Select one root field that lists records.")
    (field,) = fields
    assert field.selection_set  # noqa: S101 — narrows the type
    inner = [each for each in field.selection_set.selections if isinstance(each, FieldNode)]
    rows = [each for each in inner if each.name.value in {"nodes", "edges"}]
    if len(rows) != 1:
        raise InvalidQuestion("An export has one kind of rows.", "Select `nodes` or `edges`, once.")
    return field, field.alias.value if field.alias else field.name.value, rows[0]


def _turned(
    operation: OperationDefinitionNode, field: FieldNode, fragments: Mapping[str, FragmentDefinitionNode]
) -> str:
    """The operation as one that goes from page to page."""
    pattern: Any = parse(_TURNED).definitions[0]
    (ours,) = pattern.selection_set.selections
    kept = tuple(each for each in field.arguments or () if each.name.value not in _WAYS)
    assert field.selection_set  # noqa: S101 — narrows the type
    whole = FieldNode(
        name=field.name,
        alias=field.alias,
        arguments=(*kept, *ours.arguments),
        directives=field.directives,
        selection_set=SelectionSetNode(
            selections=(*field.selection_set.selections, *ours.selection_set.selections)
        ),
    )
    turned = OperationDefinitionNode(
        operation=operation.operation,
        name=operation.name,
        variable_definitions=(*(operation.variable_definitions or ()), *pattern.variable_definitions),
        directives=operation.directives,
        selection_set=SelectionSetNode(selections=(whole,)),
    )
    return "\n\n".join(print_ast(each) for each in (turned, *fragments.values()))
