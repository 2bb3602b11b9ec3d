"""What every walk over an operation needs: fields merged, sites numbered, weights and sizes kept."""

from collections.abc import Mapping, Sequence
from typing import Any

from graphql import FieldNode, FragmentDefinitionNode, GraphQLSchema, OperationDefinitionNode, get_named_type
from graphql.execution.collect_fields import FieldDetails, FragmentDetails, collect_subfields
from graphql.execution.values import VariableValues

from api.errors import SizeError
from api.names import Names
from api.settings import Settings
from api.sites import Site

Details = Sequence[FieldDetails]
Path = tuple[str, ...]

LISTED = 10
"""How many parts a list inside an answer is taken to have, when the rows of an operation are estimated."""

QUESTION = 12
"""How many lists a question weighs. Neo4j plans a list in about 20 ms and keeps 65 KB of it; a question takes
up to 2 s and 5 MB the first time (measured on 2026.09)."""

FOUND = 3
"""How many lists it weighs to find a record by what people call it."""


class Walking:
    """One operation, walked once: the sites whose arguments it needs."""

    def __init__(
        self,
        schema: GraphQLSchema,
        names: Names,
        settings: Settings,
        operation: OperationDefinitionNode,
        fragments: Mapping[str, FragmentDefinitionNode],
        variables: VariableValues,
    ) -> None:
        """Begin with nothing walked."""
        self._schema, self._names, self._settings = schema, names, settings
        self._operation, self._variables = operation, variables
        self._fragments = {name: FragmentDetails(each) for name, each in fragments.items()}
        self._visited = self._weight = 0
        self.sites: list[Site] = []

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
                f"It opens more than {self._settings.walks} lists (a question is {QUESTION} of them, and a "
                f"record that is found by its name {FOUND}).",
                "Ask in several requests.",
            )

    def _times(self, owner: str, node: FieldNode, path: Path, above: int) -> int:
        number = self._site(owner, node, path, above)
        self.sites[number].times = LISTED
        return number
