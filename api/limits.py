"""How large and deep a document is, measured before it is validated.

Validation itself can be made to take long: it compares every two fields that share a response key, and opens
fragments wherever they are spread.
"""

from collections.abc import Iterator, Mapping, Sequence

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    ListValueNode,
    ObjectValueNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    ValueNode,
    VariableNode,
)

from api.errors import DepthError, SizeError
from api.settings import Settings

_INTROSPECTION_DEPTH = 30
_INTROSPECTION_FIELDS = 400
_FRAGMENTS = 50
_INTROSPECTION = frozenset({"__schema", "__type"})
_SWITCHES = frozenset({"skip", "include"})
_SHAPES = frozenset({"where", "orderBy", "by", "last", "after", "before"})
"""Arguments that decide the text of a statement by what they hold, not only its parameters."""

Trail = frozenset[str]
Part = tuple[SelectionSetNode, Trail]


def measured(document: DocumentNode, settings: Settings) -> frozenset[str]:
    """Refuse a document that is too deep or too large; returns the variables that decide its statement."""
    fragments = {d.name.value: d for d in document.definitions if isinstance(d, FragmentDefinitionNode)}
    measure = _Measure(fragments, settings)
    for definition in document.definitions:
        if isinstance(definition, OperationDefinitionNode):
            measure.operation(definition)
    return frozenset(measure.switches)


class _Measure:
    """Counts of one document."""

    def __init__(self, fragments: Mapping[str, FragmentDefinitionNode], settings: Settings) -> None:
        self.fragments, self.settings = fragments, settings
        self.fields = self.pairs = 0
        self.switches: set[str] = set()

    def operation(self, operation: OperationDefinitionNode) -> None:
        groups = self._merged([(operation.selection_set, frozenset())])
        if len(groups) > self.settings.root_fields:
            raise SizeError(
                f"The operation has {len(groups)} fields at its root, more than {self.settings.root_fields}.",
                "Ask in several requests, or list with `first` instead of one alias a record.",
            )
        for key, (name, parts) in groups.items():
            if name not in _INTROSPECTION:
                self._level(parts, 2, self.settings.depth, (key,))
        before = self.fields
        for key, (name, parts) in groups.items():
            if name in _INTROSPECTION:
                self._level(parts, 2, _INTROSPECTION_DEPTH, (key,))
        if self.fields - before > _INTROSPECTION_FIELDS:
            raise SizeError("The operation asks too much of the schema at once.", "Ask for __schema once.")

    def _level(self, parts: Sequence[Part], depth: int, deepest: int, path: tuple[str, ...]) -> None:
        if not parts:
            return
        if depth > deepest:
            raise DepthError(
                f"The operation nests deeper than {deepest} levels, at {'.'.join(path[:6])}….",
                "Ask for what lies deeper in a second request, beginning at its id.",
            )
        for key, (_, inner) in self._merged(parts).items():
            self._level(inner, depth + 1, deepest, (*path, key))

    def _merged(self, parts: Sequence[Part]) -> dict[str, tuple[str, list[Part]]]:
        groups: dict[str, tuple[str, list[Part]]] = {}
        times: dict[str, int] = {}
        for field, trail in self._opened(parts, set()):
            key = field.alias.value if field.alias else field.name.value
            _, inner = groups.setdefault(key, (field.name.value, []))
            times[key] = times.get(key, 0) + 1
            if field.selection_set:
                inner.append((field.selection_set, trail))
        self.pairs += sum(count * count for count in times.values() if count > 1)
        if self.pairs > 10 * self.settings.fields:
            raise SizeError("The document repeats the same fields too often.", "Select each field once.")
        return groups

    def _opened(self, parts: Sequence[Part], seen: set[str]) -> Iterator[tuple[FieldNode, Trail]]:
        for selections, trail in parts:
            for node in selections.selections:
                self._count(node)
                if isinstance(node, FieldNode):
                    yield node, trail
                elif not isinstance(node, FragmentSpreadNode):
                    yield from self._opened([(node.selection_set, trail)], seen)  # type: ignore[attr-defined]  # of a fragment or field
                elif (name := node.name.value) in self.fragments and name not in seen | trail:
                    seen.add(name)
                    self._nested(trail)
                    yield from self._opened([(self.fragments[name].selection_set, trail | {name})], seen)

    def _nested(self, trail: Trail) -> None:
        if len(trail) >= _FRAGMENTS:
            raise DepthError(
                f"Fragments are spread inside each other more than {_FRAGMENTS} deep.", "Write them out."
            )

    def _count(self, node: SelectionNode) -> None:
        self.fields += 1
        if self.fields > self.settings.fields:
            raise SizeError(
                f"The operation has more than {self.settings.fields:,} fields once its fragments are opened.",
                "Ask in several requests.",
            )
        for directive in node.directives or ():
            if directive.name.value in _SWITCHES:
                for argument in directive.arguments or ():
                    self.switches |= set(_variables(argument.value))
        for argument in node.arguments or () if isinstance(node, FieldNode) else ():
            if argument.name.value in _SHAPES:
                self.switches |= set(_variables(argument.value))


def _variables(value: ValueNode) -> Iterator[str]:
    """The variables that a value holds."""
    if isinstance(value, VariableNode):
        yield value.name.value
    elif isinstance(value, ListValueNode):
        for each in value.values:
            yield from _variables(each)
    elif isinstance(value, ObjectValueNode):
        for part in value.fields:
            yield from _variables(part.value)
