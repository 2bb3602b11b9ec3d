"""A validated operation as the tree that is compiled: fragments opened, fields merged, directives obeyed."""

from collections.abc import Mapping, Sequence
from typing import Any

from graphql import FieldNode, FragmentDefinitionNode, GraphQLSchema, OperationDefinitionNode, get_named_type
from graphql.execution.collect_fields import FieldDetails, FragmentDetails, collect_fields, collect_subfields
from graphql.execution.values import VariableValues

from api import criteria, sites
from api.asking import COVERAGE
from api.criteria import Reading
from api.errors import Placed, SizeError
from api.names import Names, said
from api.settings import Settings
from api.sites import Site
from api.supposing import SUPPOSED, WHAT_IF
from graph.reading import sources
from graph.reading.tree import (
    Answered,
    Asked,
    Beside,
    Branch,
    Column,
    Constant,
    Cursor,
    EdgeRows,
    Field,
    Finder,
    Group,
    Info,
    Leaf,
    Listing,
    Named,
    Nested,
    NodeRows,
    Page,
    Part,
    Plain,
    Root,
    Shape,
    Single,
    Target,
    Total,
    Typename,
    Walk,
)
from queries.coverage import Coverage, coverage
from queries.holding import Frame, spelt
from queries.question import Answer, Question, Slot, Supposing, guarded, named, resolved, slots
from queries.resolve import resolution
from schema.errors import ProvisoError
from schema.registry import Link

Details = Sequence[FieldDetails]
Path = tuple[str, ...]

_INTROSPECTION = frozenset({"__schema", "__type"})
_LISTED = 10
"""How many parts a list inside an answer is taken to have, when the rows of an operation are estimated."""

_QUESTION = 12
"""How many lists a question weighs. Neo4j plans a list in about 20 ms and keeps 65 KB of it; a question takes
up to 2 s and 5 MB the first time (measured on 2026.09)."""

_FOUND = 3
"""How many lists it weighs to find a record by what people call it."""


class Selection:
    """One operation's tree, the sites whose arguments it needs, and what of it is introspection."""

    def __init__(
        self,
        schema: GraphQLSchema,
        names: Names,
        settings: Settings,
        operation: OperationDefinitionNode,
        fragments: Mapping[str, FragmentDefinitionNode],
        variables: VariableValues,
        *,
        by_name: bool,
    ) -> None:
        """Walk the operation once; `by_name` when nodes may be named by more than their identifiers."""
        self._schema, self._names, self._settings = schema, names, settings
        self._operation, self._variables = operation, variables
        self._by_name = by_name
        self._fragments = {name: FragmentDetails(each) for name, each in fragments.items()}
        self._visited = self._weight = 0
        self.sites: list[Site] = []
        self.introspected: list[FieldNode] = []
        self.keys: list[str] = []
        self.roots: list[Root] = []
        self._walk_roots()

    def _walk_roots(self) -> None:
        query = self._schema.query_type
        assert query is not None  # noqa: S101 — narrows the type
        found = collect_fields(self._schema, self._fragments, self._variables, query, self._operation)
        for key, details in self._counted(found.grouped_field_set):
            self.keys.append(key)
            if details[0].node.name.value in _INTROSPECTION:
                self.introspected += [each.node for each in details]
            else:
                self.roots.append(self._root(key, details))

    def _root(self, key: str, details: Details) -> Root:
        node = details[0].node
        name = node.name.value
        if name == WHAT_IF:
            return self._supposing(key, details)
        dated = _has(node, "asOf")
        if name == "__typename":
            return Constant(key, "Query")
        if name in self._names.singles:
            return self._single(key, self._names.singles[name], details, dated=dated)
        if name in self._names.several:
            label = self._names.several[name]
            most = self._settings.first_root
            return Listing(key, label, dated, self._page("Query", label, None, details, (key,), None, most))
        return self._question((key,), details, node)

    def _single(self, key: str, label: str, details: Details, *, dated: bool) -> Single:
        number = self._site("Query", details[0].node, (key,), None)
        site = self.sites[number]
        site.names_one, site.binder = True, sites.identified(number)
        finders: tuple[Finder, ...] = ()
        if self._by_name:
            self._weigh(_FOUND)
            site.binder, finders = sites.found(number), (Finder("id", spelt(resolution("id", [label]))),)
        return Single(key, label, number, dated, self._shape(label, details, (key,), number), finders)

    def _supposing(self, key: str, details: Details) -> Group:
        """Questions asked of one supposition: each is asked as at the root, with the arguments of both."""
        roots = [
            self._supposed((key, own), details[0].node, each) for own, each in self._fields(SUPPOSED, details)
        ]
        return Group(key, tuple(roots))

    def _supposed(self, path: Path, above: FieldNode, details: Details) -> Constant | Asked:
        node = details[0].node
        if node.name.value == "__typename":
            return Constant(path[-1], SUPPOSED)
        whole = FieldNode(
            loc=node.loc, name=node.name, arguments=(*(node.arguments or ()), *(above.arguments or ()))
        )
        return self._question(path, details, whole)

    def _question(self, path: Path, details: Details, node: FieldNode) -> Asked:
        question = self._names.questions[node.name.value]
        most = self._settings.first_nested if question.many else 0
        number = self._site("Query", node, path, None, most)
        self.sites[number].binder = sites.asked(number, question)
        self._weigh(_QUESTION)
        frame = _frame(node, question)
        return Asked(
            key=path[-1],
            site=number,
            dated=_has(node, "asOf"),
            finders=tuple(Finder(slot.name, resolved(slot, frame)) for slot in named(question, frame)),
            text=guarded(question, frame),
            parameters=tuple(slot.name for slot in slots(question)),
            names=tuple(slot.name for slot in slots(question.answer)),
            columns=()
            if question.many
            else self._columns(question.answer, details, path, number, question, known=frame.known),
            parts=self._answer_parts(question, details, path, number, known=frame.known)
            if question.many
            else (),
        )

    def _answer_parts(
        self, question: type[Question], details: Details, path: Path, above: int, *, known: bool
    ) -> tuple[Constant | Total | Answered | Beside, ...]:
        kind = self._kind("Query", details[0].node)
        return tuple(
            self._answer_part(key, kind, question, each, (*path, key), above, known=known)
            for key, each in self._fields(kind, details)
        )

    def _answer_part(
        self,
        key: str,
        kind: str,
        question: type[Question],
        details: Details,
        path: Path,
        above: int,
        *,
        known: bool,
    ) -> Constant | Total | Answered | Beside:
        match details[0].node.name.value:
            case "rows":
                return Answered(key, self._columns(question.answer, details, path, above))
            case "total":
                return Total(key)
            case "coverage":
                return self._coverage(key, question, details, path, above, known=known)
            case _:
                return Constant(key, kind)

    def _coverage(
        self, key: str, question: type[Question], details: Details, path: Path, above: int, *, known: bool
    ) -> Beside:
        self._weigh(1)
        return Beside(key, coverage(question, known=known), self._columns(Coverage, details, path, above))

    def _columns(
        self,
        answer: type[Answer],
        details: Details,
        path: Path,
        above: int,
        question: type[Question] | None = None,
        *,
        known: bool = False,
    ) -> tuple[Column, ...]:
        """The columns of an answer; of the one row of a `question`, its coverage is one."""
        kind = self._kind("Query", details[0].node) if question else answer.__name__
        found = {slot.field: slot for slot in slots(answer)}
        return tuple(
            self._coverage(key, question, each, (*path, key), above, known=known)
            if question and each[0].node.name.value == COVERAGE
            else self._column(key, found.get(each[0].node.name.value), kind, each, (*path, key), above)
            for key, each in self._fields(kind, details)
        )

    def _column(
        self, key: str, slot: Slot | None, kind: str, details: Details, path: Path, above: int
    ) -> Column:
        if slot is None:
            return Constant(key, kind)
        if slot.node or slot.nested:
            above = self._times(kind, details[0].node, path, above) if slot.many else above
        if slot.node:
            shape = self._shape(slot.node.__name__, details, path, above)
            return Named(key, slot.name, slot.many, slot.optional, shape)
        if slot.nested:
            columns = self._columns(slot.nested, details, path, above)
            return Nested(key, slot.name, slot.many, slot.optional, columns)
        moment = bool(slot.value and slot.value.scalar in sources.TEXTUAL)
        return Plain(key, slot.name, moment, slot.many, slot.optional)

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
            case _:
                return Constant(key, owner)

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

    def _fields(self, kind: str, details: Details) -> list[tuple[str, Details]]:
        """The fields selected of a concrete type, merged by response key."""
        runtime: Any = self._schema.type_map[kind]
        found = collect_subfields(
            self._schema, self._fragments, self._variables, self._operation, runtime, list(details)
        )
        return self._counted(found.grouped_field_set)

    def _counted(self, grouped: Mapping[str, Details]) -> list[tuple[str, Details]]:
        self._visited += len(grouped)
        if self._visited > 30 * self._settings.fields:
            raise SizeError("The operation has too many fields once its fragments are opened.", "Split it.")
        return list(grouped.items())

    def _kind(self, owner: str, node: FieldNode) -> str:
        definition: Any = self._schema.type_map[owner]
        return str(get_named_type(definition.fields[node.name.value].type))

    def _site(self, owner: str, node: FieldNode, path: Path, above: int | None, most: int = 0) -> int:
        definition: Any = self._schema.type_map[owner]
        field = definition.fields[node.name.value]
        self._weigh(1)
        self.sites.append(Site(field, node, path, above, lambda _: {}, most))
        return len(self.sites) - 1

    def _weigh(self, weight: int) -> None:
        self._weight += weight
        if self._weight > self._settings.walks:
            raise SizeError(
                f"It opens more than {self._settings.walks} lists (a question is {_QUESTION} of them, and a "
                f"record that is found by its name {_FOUND}).",
                "Ask in several requests.",
            )

    def _times(self, owner: str, node: FieldNode, path: Path, above: int) -> int:
        number = self._site(owner, node, path, above)
        self.sites[number].times = _LISTED
        return number


def _frame(node: FieldNode, question: type[Question]) -> Frame:
    """What a question is asked under: which of its texts, by the arguments that the document has."""
    supposed = _has(node, "without") or _has(node, "assume")
    return Frame(known=_has(node, "knownAt"), supposed=supposed and issubclass(question, Supposing))


def _has(node: FieldNode, argument: str) -> bool:
    return any(each.name.value == argument for each in node.arguments or ())


def _info(key: str, kind: str, details: Details) -> Constant | tuple[str, str]:
    name = details[0].node.name.value
    return Constant(key, kind) if name == "__typename" else (key, name)
