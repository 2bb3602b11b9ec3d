"""A validated operation as the tree that is compiled: fragments opened, fields merged, directives obeyed."""

from collections.abc import Mapping

from graphql import FieldNode, FragmentDefinitionNode, GraphQLSchema, OperationDefinitionNode
from graphql.execution.collect_fields import collect_fields
from graphql.execution.values import VariableValues

from api import sites
from api.answering import Answering
from api.names import Names
from api.settings import Settings
from api.sites import has
from api.supposing import SUPPOSED, WHAT_IF
from api.walking import FOUND, Details, Path
from graph.reading.tree import Asked, Constant, Finder, Group, Listing, Root, Single
from queries.holding import spelt
from queries.resolve import resolution

_INTROSPECTION = frozenset({"__schema", "__type"})


class Selection(Answering):
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
        super().__init__(schema, names, settings, operation, fragments, variables)
        self._by_name = by_name
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
        dated = has(node, "asOf")
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
            self._weigh(FOUND)
            site.binder = sites.found(number, label)
            finders = (Finder("id", spelt(resolution("id", [label]))),)
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
