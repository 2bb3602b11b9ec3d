"""Pages of rows as GraphQL types: connections, their edges, and where a page stands."""

from collections.abc import Mapping
from typing import Any

from strawberry.types.arguments import StrawberryArgument
from strawberry.types.field import StrawberryField

from api.fields import argument, empty, field, fill

FIRST = 20


def page_info() -> type:
    """The type that says where a page stands."""
    return fill(
        empty("PageInfo"),
        {
            each.python_name: each
            for each in (
                field("hasNextPage", bool, "Whether rows follow this page."),
                field("hasPreviousPage", bool, "Whether rows stand before this page."),
                field("startCursor", str | None, "Cursor of the first row; null when there is none."),
                field("endCursor", str | None, "Cursor of the last row: the `after` of the next page."),
            )
        },
        "Where a page of rows stands among all of them.",
    )


def connection(
    name: str, node: Any, sums: Any, said: Mapping[str, StrawberryField], info: type, of_what: str
) -> type:
    """The type of a page; `sums` is what its rows come to, `said` are the fields of the relationship."""
    edge = fill(
        empty(f"{name}Edge"),
        {
            "cursor": field("cursor", str, "Where the row stands; an `after` that begins behind it."),
            "node": field("node", node, "The node itself."),
            **said,
        },
        f"One row of a page: {of_what}",
    )
    return fill(
        empty(f"{name}Connection"),
        {
            "edges": field("edges", list[edge], "The rows, with what the link says."),  # type: ignore[valid-type]  # a class made here
            "nodes": field("nodes", list[node], "The nodes of the rows alone."),
            "pageInfo": field("pageInfo", info, "Whether more follows, and from where."),
            "aggregate": field("aggregate", sums, "What the rows on all pages come to, each node once."),
            "totalCount": field("totalCount", int, "Rows on all pages; counted only when it is selected."),
        },
        f"A page of rows: {of_what}",
    )


def page_arguments(where: Any, order: Any) -> list[StrawberryArgument]:
    """Which rows, in what order, how many, and from where."""
    return [
        argument("where", where | None, "Only rows of which this holds.", None),
        argument("orderBy", list[order] | None, "What rows are ordered by; then by id.", None),
        argument("first", int | None, "How many rows at most.", FIRST),
        argument("after", str | None, "The cursor behind which the page begins.", None),
        argument("last", int | None, "How many rows at most, from the end or before a cursor.", None),
        argument("before", str | None, "The cursor before which the page ends.", None),
    ]
