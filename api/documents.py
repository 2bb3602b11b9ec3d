"""Documents parsed, validated and planned once, and remembered by their text."""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from enum import Enum

import msgspec
from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLSchema,
    NoSchemaIntrospectionCustomRule,
    OperationDefinitionNode,
    OperationType,
    parse,
    specified_rules,
    validate,
)
from graphql.execution.values import VariableValues, get_variable_values

from api.errors import DepthError, NotCoerced, NotReadable, NotValid, SizeError
from api.filters import SortDirection
from api.limits import measured
from api.plan import Plan
from api.settings import Settings
from graph.reading import cursors
from schema.errors import InvalidQuestion, ProvisoError

_PLANS = 64
_ERRORS = 20
_LONGEST = 65_536


def shape(value: object) -> object:
    """What of a variable decides a statement: which fields it has, not what they are compared with.

    Of texts it is also which parts of a cursor are null.
    """
    if isinstance(value, Mapping):
        return tuple((key, shape(each)) for key, each in value.items())
    if isinstance(value, list) and value and isinstance(value[0], Mapping):
        return tuple(shape(each) for each in value)
    if isinstance(value, list):
        return tuple(each for each in value if isinstance(each, Enum))
    if isinstance(value, str) and not isinstance(value, Enum):
        return cursors.nulls(value)
    return value if isinstance(value, bool | SortDirection | None) else type(value)


class Document(msgspec.Struct):
    """A valid document, and the plans made of it so far."""

    node: DocumentNode
    operations: dict[str, OperationDefinitionNode]
    fragments: dict[str, FragmentDefinitionNode]
    switches: tuple[str, ...]
    plans: "OrderedDict[tuple[object, ...], Plan]"

    def operation(self, name: str | None) -> OperationDefinitionNode:
        """The operation of that name, or the only one."""
        if name is None and len(self.operations) == 1:
            return next(iter(self.operations.values()))
        if name is None or name not in self.operations:
            known = ", ".join(key for key in self.operations if key) or "none"
            raise InvalidQuestion(
                "The document has no operation of that name.", f"Give operationName as one of: {known}."
            )
        return self.operations[name]

    def plan(
        self,
        operation: OperationDefinitionNode,
        variables: VariableValues,
        make: Callable[[], Plan],
        *,
        by_name: bool,
    ) -> Plan:
        """The plan of an operation; it differs by what its directives switch, and by how nodes are named."""
        name = operation.name.value if operation.name else None
        key = (name, by_name, *(shape(variables.coerced.get(each)) for each in self.switches))
        found = self.plans.get(key)
        if found is None:
            found = self.plans[key] = make()
            if len(self.plans) > _PLANS:
                self.plans.popitem(last=False)
        return found


class Documents:
    """The documents seen last, up to a number of characters."""

    def __init__(self, schema: GraphQLSchema, settings: Settings) -> None:
        """Begin with none."""
        self._schema, self._settings = schema, settings
        hidden = () if settings.introspection else (NoSchemaIntrospectionCustomRule,)
        self._rules = (*specified_rules, *hidden)
        self._seen: OrderedDict[str, Document | ProvisoError] = OrderedDict()
        self._size = 0
        self.hits = self.misses = 0

    def get(self, text: str) -> Document:
        """The document of a text; raises what is wrong with it."""
        found = self._seen.get(text)
        if found is None:
            self.misses += 1
            found = self._read(text)
            self._keep(text, found)
        else:
            self.hits += 1
            self._seen.move_to_end(text)
        if isinstance(found, ProvisoError):
            raise found.with_traceback(None)
        return found

    def coerced(self, operation: OperationDefinitionNode, given: dict[str, object]) -> VariableValues:
        """The variables of an operation as its types want them."""
        try:
            found = get_variable_values(
                self._schema, operation.variable_definitions or (), given, max_errors=_ERRORS
            )
        except (ValueError, RecursionError, OverflowError) as error:
            raise InvalidQuestion("A variable holds a number or a list that can not be read.") from error
        if isinstance(found, list):
            raise NotCoerced(found)
        return found

    def _keep(self, text: str, found: Document | ProvisoError) -> None:
        if len(text) > _LONGEST:
            return
        self._seen[text] = found
        self._size += len(text)
        while self._size > self._settings.remembered and self._seen:
            dropped, _ = self._seen.popitem(last=False)
            self._size -= len(dropped)

    def _read(self, text: str) -> Document | ProvisoError:
        try:
            return self._document(text)
        except ProvisoError as error:
            return error
        except (ValueError, RecursionError, OverflowError):
            return NotReadable("The document holds a number, or a nesting, that can not be read.")

    def _document(self, text: str) -> Document:
        node = self._parsed(text)
        switches = measured(node, self._settings)
        if errors := validate(self._schema, node, self._rules, max_errors=_ERRORS):
            raise NotValid(errors)
        operations = [each for each in node.definitions if isinstance(each, OperationDefinitionNode)]
        if any(each.operation is not OperationType.QUERY for each in operations):
            raise InvalidQuestion("There is nothing to write or to subscribe to here.", "Send a query.")
        named = {each.name.value if each.name else "": each for each in operations}
        fragments = {d.name.value: d for d in node.definitions if isinstance(d, FragmentDefinitionNode)}
        return Document(node, named, fragments, tuple(sorted(switches)), OrderedDict())

    def _parsed(self, text: str) -> DocumentNode:
        most = self._settings.tokens
        try:
            return parse(text, max_lexical_tokens=most, max_comments=most)
        except GraphQLError as error:
            if "nested too deeply" in error.message:
                raise DepthError("The document nests too deeply.", "Ask for less at once.") from error
            if "Parsing aborted" in error.message:
                raise SizeError(
                    f"The document has more than {most:,} tokens.", "Ask in several requests."
                ) from error
            where = error.locations[0] if error.locations else None
            place = f" (line {where.line}, column {where.column})" if where else ""
            raise NotReadable(f"{error.message}{place}") from error
