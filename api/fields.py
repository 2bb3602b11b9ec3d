"""Fields, arguments and classes made for Strawberry at run time; none of them has a resolver."""

from collections.abc import Mapping, Sequence
from keyword import iskeyword
from types import new_class
from typing import Any

import strawberry
from strawberry.annotation import StrawberryAnnotation
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.field import StrawberryField


def field(
    name: str, kind: Any, description: str, arguments: Sequence[StrawberryArgument] = ()
) -> StrawberryField:
    """A field of the given Python type."""
    made = StrawberryField(
        python_name=f"{name}_" if iskeyword(name) else name,
        graphql_name=name,
        type_annotation=StrawberryAnnotation(kind),
        description=description,
    )
    made.arguments = list(arguments)
    return made


def argument(name: str, kind: Any, description: str, default: Any = strawberry.UNSET) -> StrawberryArgument:
    """An argument of the given Python type; without a default it may be left out only if it may be null."""
    return StrawberryArgument(
        python_name=name,
        graphql_name=name,
        type_annotation=StrawberryAnnotation(kind),
        description=description,
        default=default,
    )


def empty(name: str, *parents: type) -> type:
    """A class to be filled later, so that classes may name each other."""
    return new_class(name, parents, {}, lambda namespace: namespace.update(__module__=__name__))


def fill_input(
    cls: type, fields: Mapping[str, StrawberryField], description: str, *, one: bool = False
) -> type:
    """Make a GraphQL input of a class, each of its fields optional; with `one`, exactly one is given."""
    _put(cls, fields)
    for made in fields.values():
        made.default = strawberry.UNSET
    return strawberry.input(cls, name=cls.__name__, description=description, one_of=one)


def fill(
    cls: type, fields: Mapping[str, StrawberryField], description: str, *, interface: bool = False
) -> type:
    """Make a GraphQL type, or an interface, of a class."""
    _put(cls, fields)
    decorate = strawberry.interface if interface else strawberry.type
    return decorate(cls, name=cls.__name__, description=description)


def _put(cls: type, fields: Mapping[str, StrawberryField]) -> None:
    cls.__annotations__ = {
        made.python_name: made.type_annotation.annotation for made in fields.values() if made.type_annotation
    }
    for made in fields.values():
        setattr(cls, made.python_name, made)
