"""Nodes and the pages around them, as an operation selects them."""

from collections.abc import Sequence
from typing import Any

from api import criteria, sites
from api.criteria import Reading
from api.errors import Placed
from api.names import said
from api.walking import Details, Path, Walking
from graph.reading import sources
from graph.reading.tree import (
    Aggregate,
    Branch,
    Constant,
    Cursor,
    EdgeRows,
    Field,
    GroupKey,
    Groups,
    Info,
    Leaf,
    Measure,
    Measured,
    NodeRows,
    Page,
    Part,
    Shape,
    Target,
    Total,
    Typename,
    Walk,
    parameter,
)
from schema.errors import ProvisoError
from schema.registry import Link


class Shapes(Walking):
    """The shapes of nodes, and their pages."""

    def _shape(self, label: str, details: Details, path: Path, above: int | None) -> Shape:
        groups: dict[tuple[Any, ...], tuple[list[str], list[tuple[str, Details]]]] = {}
        for name in self._names.model.nodes[label].concrete:
            fields = self._fields(name, details)
            same = tuple((key, *(id(each.node) for each in group)) for key, group in fields)
            groups.setdefault(same, ([], fields))[0].append(name)
        walks: dict[tuple[Any, ...], Walk] = {}
        return Shape(
            tuple(
                Branch(
                    tuple(labels),
                    tuple(
                        self._field(key, labels, group, (*path, key), above, walks) for key, group in fields
                    ),
                )
                for labels, fields in groups.values()
            )
        )

    def _field(
        self,
        key: str,
        labels: Sequence[str],
        details: Details,
        path: Path,
        above: int | None,
        walks: dict[tuple[Any, ...], Walk],
    ) -> Field:
        name = details[0].node.name.value
        if name == "__typename":
            return Constant(key, labels[0]) if len(labels) == 1 else Typename(key)
        if name in self._names.properties[labels[0]]:
            return Leaf(key, self._names.properties[labels[0]][name])
        same = tuple(id(each.node) for each in details)
        if same not in walks:
            link = self._names.links[labels[0]][name]
            most = self._settings.first_nested
            page = self._page(labels[0], link.other, link, details, path, above, most)
            walks[same] = Walk(key, link, page)
        return walks[same]

    def _page(
        self,
        owner: str,
        label: str,
        link: Link | None,
        details: Details,
        path: Path,
        above: int | None,
        most: int,
    ) -> Page:
        node = details[0].node
        number = self._site(owner, node, path, above, most)
        kind = self._kind(owner, node)
        parts = tuple(
            self._part(key, kind, label, link, each, (*path, key), number)
            for key, each in self._fields(kind, details)
        )
        return self._ordered(number, link or label, parts)

    def _ordered(self, number: int, kind: str | Link, parts: tuple[Part, ...]) -> Page:
        """A page with its order and its criterion, as far as its arguments decide the text."""
        site, nodes, most = self.sites[number], self._names.model.nodes, self._settings.tests
        given = sites.given_to(site, self._variables)
        base = (
            sources.keys_of_link(kind, nodes[kind.other])
            if isinstance(kind, Link)
            else sources.keys_of_label(nodes[kind])
        )
        try:
            order = criteria.order(self._names, kind, given, base)
            where = given.get("where")
            read = Reading(self._names, kind, where, number, most) if where else None
        except ProvisoError as error:
            raise Placed(error, site.path) from error
        self._weigh(read.links if read else 0)
        page = Page(number, order, parts, read.criterion if read else None)
        site.binder = sites.paged(
            number,
            order,
            lambda each: Reading(self._names, kind, each, number, most).values,
            ahead=page.ahead,
        )
        return page

    def _part(
        self, key: str, owner: str, label: str, link: Link | None, details: Details, path: Path, above: int
    ) -> Part:
        match details[0].node.name.value:
            case "nodes":
                return NodeRows(key, self._shape(label, details, path, above))
            case "edges":
                kind = self._kind(owner, details[0].node)
                fields = self._fields(kind, details)
                cells = (self._cell(k, kind, label, link, each, (*path, k), above) for k, each in fields)
                return EdgeRows(key, tuple(cells))
            case "pageInfo":
                kind = self._kind(owner, details[0].node)
                return Info(key, tuple(_info(k, kind, each) for k, each in self._fields(kind, details)))
            case "totalCount":
                return Total(key)
            case "aggregate":
                outside = self.sites[above].above
                return self._aggregate(key, self._kind(owner, details[0].node), label, details, path, outside)
            case _:
                return Constant(key, owner)

    def _aggregate(
        self, key: str, kind: str, label: str, details: Details, path: Path, above: int | None
    ) -> Aggregate:
        fields = self._fields(kind, details)
        return Aggregate(
            key,
            tuple(
                self._groups(k, kind, label, each, (*path, k), above)
                if each[0].node.name.value == "groups"
                else self._measured(k, kind, label, each)
                for k, each in fields
            ),
        )

    def _groups(
        self, key: str, owner: str, label: str, details: Details, path: Path, above: int | None
    ) -> Groups:
        node = details[0].node
        number = self._site(owner, node, path, above, self._settings.first_nested)
        site, kind = self.sites[number], self._kind(owner, node)
        site.binder = lambda given: {parameter(number, "first"): given["first"]}
        known = self._names.properties[label]
        by = tuple(known[each.value] for each in sites.given_to(site, self._variables)["by"])
        fields = tuple(
            GroupKey(k, self._group_key(self._kind(kind, each[0].node), label, each))
            if each[0].node.name.value == "key"
            else self._measured(k, kind, label, each)
            for k, each in self._fields(kind, details)
        )
        return Groups(key, number, tuple(dict.fromkeys(by)), fields)

    def _group_key(self, kind: str, label: str, details: Details) -> tuple[Constant | Leaf, ...]:
        known = self._names.properties[label]
        return tuple(
            Leaf(key, known[each[0].node.name.value])
            if each[0].node.name.value in known
            else Constant(key, kind)
            for key, each in self._fields(kind, details)
        )

    def _measured(self, key: str, owner: str, label: str, details: Details) -> Constant | Measure | Measured:
        name = details[0].node.name.value
        if name == "__typename":
            return Constant(key, owner)
        if name == "count":
            return Measure(key, None, "count")
        kind, of = self._kind(owner, details[0].node), self._names.properties[label][name]
        told = [(k, each[0].node.name.value) for k, each in self._fields(kind, details)]
        parts = (Constant(k, kind) if each == "__typename" else Measure(k, of, each) for k, each in told)
        return Measured(key, tuple(parts))

    def _cell(
        self, key: str, owner: str, label: str, link: Link | None, details: Details, path: Path, above: int
    ) -> Constant | Cursor | Target | Leaf:
        match details[0].node.name.value:
            case "cursor":
                return Cursor(key)
            case "node":
                return Target(key, self._shape(label, details, path, above))
            case "__typename":
                return Constant(key, owner)
            case name:
                assert link is not None  # noqa: S101 — narrows the type
                return Leaf(key, said(link)[name])


def _info(key: str, kind: str, details: Details) -> Constant | tuple[str, str]:
    name = details[0].node.name.value
    return Constant(key, kind) if name == "__typename" else (key, name)
