"""Fields with arguments: what they were given becomes the statement's parameters, anew for every request."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
from graphql import FieldNode, GraphQLError, GraphQLField
from graphql.execution.values import VariableValues, get_argument_values

from api import criteria
from api.criteria import Given
from api.errors import CostError, NotCoerced, Placed
from graph.reading.tree import Order, order_parameters, parameter
from queries import spelling
from queries.question import Question, bind, slots
from queries.resolve import fields, refusals
from queries.spelling import Form, written
from schema.errors import InvalidQuestion, ProvisoError
from schema.registry import camel

Arguments = Mapping[str, Any]
Binder = Callable[[Arguments], dict[str, Any]]


class Site(msgspec.Struct):
    """One field with arguments: where it stands, whose rows multiply its own, and how it binds.

    `names_one` when its `id` names a node.
    """

    definition: GraphQLField
    node: FieldNode
    path: tuple[str, ...]
    above: int | None
    binder: Binder
    most: int = 0
    times: int = 1
    names_one: bool = False


def bound(
    sites: list[Site], variables: VariableValues, most_rows: int
) -> tuple[dict[str, Any], list[Arguments]]:
    """The statement's parameters, and the arguments of each site; too costly requests are refused."""
    values: dict[str, Any] = {}
    given: list[Arguments] = []
    rows: list[int] = []
    for site in sites:
        arguments = given_to(site, variables)
        given.append(arguments)
        values.update(_bound(site, arguments))
        times = rows[site.above] if site.above is not None else 1
        rows.append(times * site.times * (arguments["first"] if site.most else 1))
    _refuse_costly(sites, rows, most_rows)
    return values, given


def identified(number: int) -> Binder:
    """Bind `id` and `asOf`."""
    return lambda given: {parameter(number, "id"): given["id"], parameter(number, "day"): given.get("asOf")}


def found(number: int, label: str) -> Binder:
    """Bind what was written as `id` for a node of a label, and `asOf`."""
    return lambda given: {
        parameter(number, "given"): {"id": written(given["id"], fields(label))},
        parameter(number, "day"): given.get("asOf"),
    }


def named(sites: Sequence[Site], given: Sequence[Arguments], form: Form) -> Iterator[str]:
    """The response keys of the fields whose `id` has the form."""
    for site, arguments in zip(sites, given, strict=True):
        if site.names_one and spelling.form(arguments["id"]) is form:
            yield site.path[0]


def paged(number: int, order: Order, tests: Callable[[Given], Mapping[str, Any]], *, ahead: bool) -> Binder:
    """Bind how many, the position where the page begins, what `where` compares with, and `asOf`."""
    names = list(order_parameters(number, len(order.keys)))

    def binder(given: Arguments) -> dict[str, Any]:
        return {
            parameter(number, "first"): given["first"] + ahead,
            parameter(number, "day"): given.get("asOf"),
            **dict(zip(names, criteria.position(order, given), strict=False)),
            **(tests(given["where"]) if given.get("where") else {}),
        }

    return binder


def asked(number: int, question: type[Question]) -> Binder:
    """Bind the arguments of a question as its own text takes them."""
    fields = {slot.field: slot.name for slot in slots(question)}

    def binder(given: Arguments) -> dict[str, Any]:
        plain = {fields[key]: value for key, value in given.items() if key in fields and value is not None}
        try:
            values = bind(msgspec.convert(plain, question))
        except msgspec.ValidationError as error:
            raise InvalidQuestion(f"{question.field()}: {error}.") from error
        limit = given.get("first") or 0 if question.many else 1
        return {
            parameter(number, "first"): limit,
            parameter(number, "day"): given.get("asOf"),
            parameter(number, "given"): values,
        }

    return binder


def refused(name: str, given: Arguments, candidates: Any) -> Sequence[ProvisoError]:
    """The errors for an argument that is not one node, one for each text of a list."""
    return refusals(camel(name), given[camel(name)], candidates)


def given_to(site: Site, variables: VariableValues) -> dict[str, Any]:
    """The arguments of a field; of a page `first` is how many rows it has, whichever way it goes."""
    try:
        given = get_argument_values(site.definition, site.node, variables)
    except GraphQLError as error:
        raise Placed(NotCoerced([error]), site.path) from error
    if site.most and given.get("last") is not None:
        if given["first"] is not None and has(site.node, "first"):
            one_way = InvalidQuestion(
                "A page goes one way.", "Use `first` with `after`, or `last` with `before`."
            )
            raise Placed(one_way, site.path)
        given["first"] = given["last"]
    return given


def _bound(site: Site, arguments: dict[str, Any]) -> dict[str, Any]:
    if site.most:
        _check_first(site, arguments)
    try:
        return site.binder(arguments)
    except ProvisoError as error:
        raise Placed(error, site.path) from error


def _check_first(site: Site, arguments: dict[str, Any]) -> None:
    first = arguments.get("first")
    if first is None:
        arguments["first"] = first = site.definition.args["first"].default_value
    if not 0 <= first <= site.most:
        error = InvalidQuestion(
            f"{site.path[-1]}(first: {first}) is not between 0 and {site.most:,}.",
            "Ask for fewer rows, and page on with `after`.",
        )
        raise Placed(error, site.path)


def _refuse_costly(sites: list[Site], rows: list[int], most: int) -> None:
    total = sum(count for site, count in zip(sites, rows, strict=True) if site.most)
    if total <= most:
        return
    worst = max(range(len(sites)), key=rows.__getitem__)
    place = ".".join(sites[worst].path)
    raise CostError(
        f"This operation may read {total:,} rows, and {most:,} is the most.",
        f"Ask for fewer at {place} or above it: lower `first`, and page on with `after`.",
    )


def has(node: FieldNode, name: str) -> bool:
    """Whether a field is given an argument in the document."""
    return any(each.name.value == name for each in node.arguments or ())
