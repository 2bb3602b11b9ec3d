"""The columns of an exported list: what of a row is selected, and of which kind each value is."""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
import orjson
import pyarrow as pa
from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    SelectionSetNode,
    get_named_type,
    get_nullable_type,
    is_composite_type,
    is_list_type,
)

from schema.errors import InvalidQuestion

_KINDS = {"Int": pa.int64(), "Float": pa.float64(), "Boolean": pa.bool_()}


class Column(msgspec.Struct, frozen=True):
    """A column: the response keys that lead to its value, and whether that is a list, or packed as JSON."""

    path: tuple[str, ...]
    scalar: str
    many: bool = False
    packed: bool = False

    @property
    def name(self) -> str:
        """Its keys with dots between."""
        return ".".join(self.path)

    @property
    def arrow(self) -> pa.DataType:
        """Its type in a Parquet file; days and moments are text, as in the other formats."""
        inner = _KINDS.get(self.scalar, pa.string())
        return pa.string() if self.packed else pa.list_(inner) if self.many else inner

    def value(self, row: Mapping[str, Any]) -> Any:
        """The value of a row."""
        found: Any = row
        for key in self.path:
            if not isinstance(found, Mapping) or key not in found:
                return None
            found = found[key]
        return orjson.dumps(found).decode() if self.packed and found is not None else found


def columns(
    schema: GraphQLSchema,
    fragments: Mapping[str, FragmentDefinitionNode],
    kind: Any,
    selected: SelectionSetNode,
) -> list[Column]:
    """The columns of what is selected of a type, each once, in the order of the document."""
    made: dict[tuple[str, ...], Column] = {}
    for column in _columns(schema, fragments, kind, selected, ()):
        made.setdefault(column.path, column)
    if not made:
        raise InvalidQuestion("Nothing of a row is selected.", "Select some fields of `nodes` or `edges`.")
    return list(made.values())


def _columns(
    schema: GraphQLSchema,
    fragments: Mapping[str, FragmentDefinitionNode],
    kind: Any,
    selected: SelectionSetNode,
    above: tuple[str, ...],
) -> Iterator[Column]:
    for node in selected.selections:
        if isinstance(node, FieldNode):
            yield from _column(schema, fragments, kind, node, above)
            continue
        within: Any = fragments[node.name.value] if isinstance(node, FragmentSpreadNode) else node
        assert isinstance(within, FragmentDefinitionNode | InlineFragmentNode)  # noqa: S101 — narrows the type
        condition = within.type_condition
        inner = schema.type_map[condition.name.value] if condition else kind
        yield from _columns(schema, fragments, inner, within.selection_set, above)


def _column(
    schema: GraphQLSchema,
    fragments: Mapping[str, FragmentDefinitionNode],
    kind: Any,
    node: FieldNode,
    above: tuple[str, ...],
) -> Iterator[Column]:
    path = (*above, node.alias.value if node.alias else node.name.value)
    if node.name.value == "__typename":
        yield Column(path, "String")
        return
    of = kind.fields[node.name.value].type
    named, many = get_named_type(of), is_list_type(get_nullable_type(of))
    if not is_composite_type(named):
        yield Column(path, named.name, many=many)
    elif many or _lists(named):
        yield Column(path, "String", packed=True)
    else:
        assert node.selection_set  # noqa: S101 — a validated document has one
        yield from _columns(schema, fragments, named, node.selection_set, path)


def _lists(kind: Any) -> bool:
    """Whether a type is a page of rows."""
    return isinstance(kind, GraphQLObjectType) and "pageInfo" in kind.fields
