"""Where the rows of a page come from: a pattern, its predicates and the order that its cursors follow."""

from collections.abc import Iterable

import msgspec

from graph.reading.filters import after, either, holds, stated
from graph.reading.tree import order_parameters, parameter
from schema.registry import Link, Property
from schema.values import Mark

TEXTUAL = ("Date", "DateTime")


class Spot(msgspec.Struct, frozen=True):
    """The node that stands at a point of the statement, how deep it is, and the day's parameter."""

    node: str
    depth: int
    day: str | None


class Source(msgspec.Struct, frozen=True):
    """Rows in order: `edge` and the spot's node are their variables."""

    pattern: str
    predicates: tuple[str, ...]
    order: tuple[str, ...]
    spot: Spot
    edge: str | None

    def rows(self, site: int, item: str, *, resumed: bool) -> str:
        """The items of one page, ordered and cut before anything of them is read."""
        begins = after(self.order, order_parameters(site, len(self.order)))
        carried = f"{self.edge}, {self.spot.node}" if self.edge else self.spot.node
        return (
            f"COLLECT {{ {self._match(begins if resumed or not self.edge else '')} "
            f"WITH {carried} ORDER BY {', '.join(self.order)} LIMIT ${parameter(site, 'first')} "
            f"RETURN {item} }}"
        )

    def total(self) -> str:
        """How many there are; of a label, by its id index, for a label alone would be scanned."""
        begins = "" if self.edge else f"{self.order[0]} > ''"
        return f"COUNT {{ {self._match(begins)} }}"

    def _match(self, begins: str) -> str:
        predicates = [*([begins] if begins else []), *self.predicates]
        return f"MATCH {self.pattern} WHERE {' AND '.join(predicates)}"


def of_label(label: str, spot: Spot) -> Source:
    """Every node of a label, in the order of its id index."""
    return Source(
        pattern=f"({spot.node}:{label})",
        predicates=tuple(_seen(spot.day, spot.node)),
        order=(f"{spot.node}.id",),
        spot=spot,
        edge=None,
    )


def of_link(link: Link, spot: Spot, guard: tuple[str, ...]) -> Source:
    """The nodes that a relationship leads to; with a guard, only from nodes of these types."""
    node, edge = f"n{spot.depth + 1}", f"r{spot.depth + 1}"
    arrow = f"-[{edge}:{link.edge.name}]->" if link.outgoing else f"<-[{edge}:{link.edge.name}]-"
    keys = [each.name for each in link.edge.properties if Mark.KEY in each.marks]
    own = (f"({either(spot.node, guard)})",) if guard else ()
    return Source(
        pattern=f"({spot.node}){arrow}({node})",
        predicates=(*own, *_seen(spot.day, edge, node)),
        order=(f"{node}.id", *(f"{edge}.{key}" for key in keys)),
        spot=Spot(node, spot.depth + 1, spot.day),
        edge=edge,
    )


def keys_of(link: Link) -> int:
    """How many texts make a position in the order of a relationship."""
    return 1 + sum(Mark.KEY in each.marks for each in link.edge.properties)


def value(variable: str, each: Property) -> str:
    """A property as the response shows it: dates as ISO text, and never null for a list."""
    text = f"{variable}.{each.name}"
    if each.many:
        return f"coalesce({text}, [])"
    return f"toString({text})" if each.value.scalar in TEXTUAL else text


def kind(variable: str, labels: Iterable[str]) -> str:
    """The one of the labels that a node has."""
    named = ", ".join(f"'{label}'" for label in labels)
    return f"[label IN labels({variable}) WHERE label IN [{named}]][0]"


def _seen(day: str | None, *variables: str) -> list[str]:
    return [*stated(*variables), *(holds(day, *variables) if day else [])]
