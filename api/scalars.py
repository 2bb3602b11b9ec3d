"""Values of the model as GraphQL sees them: scalars, enumerations and their annotations."""

import datetime
import re
from enum import StrEnum
from functools import cache
from typing import Any

import strawberry
from strawberry.types.scalar import ScalarDefinition

from schema.registry import Property

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def _day(value: Any) -> datetime.date:
    if isinstance(value, str) and _DAY.fullmatch(value):
        return datetime.date.fromisoformat(value)
    raise ValueError("A date is written as year, month and day: 2017-03-27.")


def _moment(value: Any) -> datetime.datetime:
    if isinstance(value, str):
        return datetime.datetime.fromisoformat(value)
    raise ValueError("A moment is written as 2017-03-27T09:00:00Z.")


SCALARS: dict[object, ScalarDefinition] = {
    datetime.date: strawberry.scalar(
        name="Date", description="A day, such as 2017-03-27.", serialize=str, parse_value=_day
    ),
    datetime.datetime: strawberry.scalar(
        name="DateTime",
        description="A moment with its offset, such as 2017-03-27T09:00:00Z.",
        serialize=str,
        parse_value=_moment,
    ),
}

_TYPES: dict[str, Any] = {
    "String": str,
    "ID": strawberry.ID,
    "Int": int,
    "Float": float,
    "Boolean": bool,
    "Date": datetime.date,
    "DateTime": datetime.datetime,
}


def annotation(scalar: str, choices: type[StrEnum] | None, *, many: bool, optional: bool) -> Any:
    """The Python type that Strawberry makes a field's or an argument's type of."""
    inner = enumeration(choices) if choices else _TYPES[scalar]
    whole = list[inner] if many else inner  # type: ignore[valid-type]  # a type chosen here
    return whole | None if optional and not many else whole


def of_property(each: Property) -> Any:
    """The Python type of a property; a list is never null."""
    return annotation(each.value.scalar, each.choices, many=each.many, optional=each.optional)


@cache
def enumeration(choices: type[StrEnum]) -> Any:
    """A set of choices as a GraphQL enumeration, described by its class."""
    return strawberry.enum(choices, description=" ".join((choices.__doc__ or "").split()))
