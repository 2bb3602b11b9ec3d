"""Where the rows of a page come from: a pattern, its predicates and the order that its cursors follow."""

from collections.abc import Iterable, Sequence

import msgspec

from graph.reading import criteria
from graph.reading.criteria import Place
from graph.reading.filters import either, seen
from graph.reading.ordering import Term, beyond, sorting, terms, within
from graph.reading.tree import Criterion, Key, Order, Page, parameter
from schema.registry import Link, NodeType, Property
from schema.values import Mark

TEXTUAL = ("Date", "DateTime")


class Spot(msgspec.Struct, frozen=True):
    """The node that stands at a point of the statement, how deep it is, and the day's parameter."""

    node: str
    depth: int
    day: str | None


class Source(msgspec.Struct, frozen=True):
    """Rows in order: `edge` and the spot's node are their variables; `joins` are patterns that find them."""

    pattern: str
    predicates: tuple[str, ...]
    keys: tuple[Term, ...]
    order: Order
    spot: Spot
    edge: str | None
    joins: tuple[tuple[str, str], ...] = ()

    @property
    def position(self) -> str:
        """A row's place in the order, as the list that its cursor tells."""
        pairs = zip(self.order.keys, self.keys, strict=True)
        return f"[{', '.join(shown(term.text, key.property) for key, term in pairs)}]"

    def rows(self, site: int, item: str) -> str:
        """The items of one page, ordered and cut before anything of them is read."""
        begins = beyond(self.keys, self.order, site)
        cut = f"ORDER BY {sorting(self.keys, backward=self.order.backward)} LIMIT ${parameter(site, 'first')}"
        if not self.edge and not self.joins:
            return self._of_label(begins, cut, site, item)
        carried = f"{self.edge}, {self.spot.node}" if self.edge else self.spot.node
        return f"COLLECT {{ {self._match(begins)} WITH {carried} {cut} RETURN {item} }}"

    def total(self) -> str:
        """How many there are; of a label, by its id index, for a label alone would be scanned."""
        if self.joins:
            return f"COUNT {{ {self._match()} RETURN {self.spot.node} }}"
        return f"COUNT {{ {self._match('' if self.edge else self._all)} }}"

    def summed(self, returning: str) -> str:
        """What the nodes come to, each once."""
        match = self._match("" if self.edge or self.joins else self._all)
        return f"COLLECT {{ {match} WITH DISTINCT {self.spot.node} {returning} }}"

    @property
    def _all(self) -> str:
        return f"{self.spot.node}.id > ''"

    def _of_label(self, begins: str, cut: str, site: int, item: str) -> str:
        """Rows by the index of the first key; what lacks it is looked for only when the page is not full."""
        node, (first, *others) = self.spot.node, self.keys
        if not first.optional:
            start = begins or (self._all if first.text == f"{node}.id" else "")
            return f"COLLECT {{ {self._match(start)} WITH {node} {cut} RETURN {item} }}"
        present = msgspec.structs.replace(first, optional=False)
        after_it, among_nulls = (within(self.keys, self.order, site, null=null) for null in (False, True))
        has = self._phase([f"{first.text} IS NOT NULL", after_it], [present, *others], site)
        lacks = self._phase([f"{first.text} IS NULL", self._all, among_nulls], others, site)
        then, after = (lacks, has) if self.order.backward else (has, lacks)
        short = f"UNWIND CASE WHEN size(found) < ${parameter(site, 'first')} THEN [true] ELSE [] END AS short"
        return (
            f"COLLECT {{ CALL () {{ {then} RETURN collect({node}) AS found }} "
            f"CALL (found) {{ UNWIND found AS {node} RETURN {node} UNION ALL "
            f"{short} {after} RETURN {node} }} "
            f"WITH {node} {cut} RETURN {item} }}"
        )

    def _phase(self, begins: Sequence[str], keys: Sequence[Term], site: int) -> str:
        order = sorting(keys, backward=self.order.backward)
        return (
            f"{self._match(*begins)} WITH {self.spot.node} ORDER BY {order} LIMIT ${parameter(site, 'first')}"
        )

    def _match(self, *begins: str) -> str:
        predicates = [*filter(None, begins), *self.predicates]
        if not self.joins:
            return f"MATCH {self.pattern} WHERE {' AND '.join(predicates)}"
        patterns = ", ".join([self.pattern, *(each for each, _ in self.joins)])
        found = " AND ".join(test for _, test in self.joins)
        whole = " AND ".join(predicates)
        return f"MATCH {patterns} WHERE {found} WITH DISTINCT {self.spot.node} WHERE {whole}"


def of_label(label: str, page: Page, spot: Spot) -> Source:
    """Every node of a label that the page's criterion lets through."""
    place = Place(spot.node, None, 0, spot.day)
    joins, rest = criteria.parted(page.criterion, place)
    return Source(
        pattern=f"({spot.node}:{label})",
        predicates=(*seen(spot.day, spot.node), *_tests(rest, place)),
        keys=terms(page.order, spot.node, None),
        order=page.order,
        spot=spot,
        edge=None,
        joins=tuple(joins),
    )


def of_link(link: Link, page: Page, spot: Spot, guard: tuple[str, ...]) -> Source:
    """The nodes that a relationship leads to; with a guard, only from nodes of these types."""
    node, edge = f"n{spot.depth + 1}", f"r{spot.depth + 1}"
    own = (f"({either(spot.node, guard)})",) if guard else ()
    tests = _tests(page.criterion, Place(node, edge, 0, spot.day))
    return Source(
        pattern=f"({spot.node}){criteria.arrow(link, edge)}({node})",
        predicates=(*own, *seen(spot.day, edge, node), *tests),
        keys=terms(page.order, node, edge),
        order=page.order,
        spot=Spot(node, spot.depth + 1, spot.day),
        edge=edge,
    )


def keys_of_label(node: NodeType) -> tuple[Key, ...]:
    """What tells the nodes of a label apart: their ids."""
    return (Key(node.property("id"), edge=False),)


def keys_of_link(link: Link, other: NodeType) -> tuple[Key, ...]:
    """What tells the rows behind a link apart: the node's id, and the keys of the relationship."""
    keys = (each for each in link.edge.properties if Mark.KEY in each.marks)
    return (*keys_of_label(other), *(Key(each, edge=True) for each in keys))


def _tests(criterion: Criterion | None, place: Place) -> Sequence[str]:
    return [criteria.predicate(criterion, place)] if criterion else []


def value(variable: str, each: Property) -> str:
    """A property as the response shows it: dates as ISO text, and never null for a list."""
    text = f"{variable}.{each.name}"
    if each.many:
        return f"coalesce({text}, [])"
    return shown(text, each)


def kind(variable: str, labels: Iterable[str]) -> str:
    """The one of the labels that a node has."""
    named = ", ".join(f"'{label}'" for label in labels)
    return f"[label IN labels({variable}) WHERE label IN [{named}]][0]"


def shown(text: str, each: Property) -> str:
    """An expression of a property's value as the response shows it: dates as ISO text."""
    return f"toString({text})" if each.value.scalar in TEXTUAL else text
