"""The GraphQL schema follows the model and is described throughout."""

from collections.abc import Iterator
from typing import Any

import pytest
from graphql import GraphQLEnumType, GraphQLInterfaceType, GraphQLObjectType, GraphQLSchema

from api.schema import build
from queries.catalogue import questions
from schema.subjects import MODEL


@pytest.fixture(scope="module")
def schema() -> GraphQLSchema:
    return build()._schema


def composite(schema: GraphQLSchema) -> Iterator[Any]:
    for kind in schema.type_map.values():
        if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType) and not kind.name.startswith("__"):
            yield kind


def test_every_type_field_and_argument_is_described(schema: GraphQLSchema) -> None:
    for kind in composite(schema):
        assert kind.description, kind.name
        for name, field in kind.fields.items():
            assert field.description, f"{kind.name}.{name}"
            for key, argument in field.args.items():
                assert argument.description, f"{kind.name}.{name}({key})"
    assert all(k.description for k in schema.type_map.values() if isinstance(k, GraphQLEnumType))


def test_there_is_nothing_to_write(schema: GraphQLSchema) -> None:
    assert schema.mutation_type is None
    assert schema.subscription_type is None


@pytest.mark.parametrize("node", MODEL.nodes.values(), ids=lambda node: node.name)
def test_a_node_type_has_its_properties_links_and_root_fields(schema: GraphQLSchema, node: Any) -> None:
    kind: Any = schema.type_map[node.name]
    links = MODEL.links(node.name)
    assert set(kind.fields) == {each.field for each in node.properties} | {link.field for link in links}
    assert [each.name for each in kind.interfaces] == list(node.labels[1:])
    assert isinstance(kind, GraphQLInterfaceType) is node.abstract
    query: Any = schema.query_type
    assert str(query.fields[node.single].type) == node.name
    assert str(query.fields[node.several].type) == f"{node.name}Connection"
    for each in node.properties:
        assert str(kind.fields[each.field].type).endswith("!") is (each.many or not each.optional)


@pytest.mark.parametrize("name", list(questions()))
def test_a_question_is_a_root_field(schema: GraphQLSchema, name: str) -> None:
    query: Any = schema.query_type
    assert query.fields[name].description
