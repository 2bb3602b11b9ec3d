"""From a request to its response: one operation, one statement, no resolvers."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

import msgspec
import strawberry
import structlog
from graphql import (
    DocumentNode,
    ExecutionResult,
    GraphQLSchema,
    OperationDefinitionNode,
    SelectionSetNode,
    execute_sync,
)
from graphql.execution.values import VariableValues

from api import sites
from api.documents import Document, Documents
from api.errors import Placed, internal, told
from api.names import Names
from api.plan import Plan, planned
from api.schema import build, standard
from api.selection import Selection
from api.settings import Settings
from graph.reading.statement import Fault, Outcome
from queries.catalogue import questions
from queries.question import Question, literal
from queries.spelling import Form
from schema.errors import InvalidQuestion, ProvisoError, Refused, Unavailable
from schema.registry import Model
from schema.subjects import MODEL

_log = structlog.get_logger()


class Reads(Protocol):
    """What the engine needs of a database."""

    async def rows(self, statement: str, values: Mapping[str, Any], *, name: str = "") -> list[list[Any]]:
        """Run a reading statement and return each record's values in order."""
        ...

    async def hits(self, statement: str, values: Mapping[str, Any]) -> int:
        """Run a reading statement and return the database hits that it took."""
        ...


class Reply(msgspec.Struct):
    """A response; `refused` when the request could not be answered at all."""

    data: dict[str, Any] | None
    errors: list[dict[str, Any]]
    refused: bool = False
    extensions: dict[str, Any] | None = None

    def body(self) -> dict[str, Any]:
        """The response as GraphQL lays it out."""
        if self.refused:
            return {"errors": self.errors}
        more = {"errors": self.errors, "extensions": self.extensions}
        return {"data": self.data, **{name: each for name, each in more.items() if each}}


class Engine:
    """Answers operations over one database with one schema."""

    def __init__(
        self,
        reader: Reads,
        settings: Settings,
        *,
        model: Model = MODEL,
        asked: Mapping[str, type[Question]] | None = None,
    ) -> None:
        """Build the schema once."""
        known = questions() if asked is None else asked
        self.reader, self.settings = reader, settings
        ours = model is MODEL and asked is None
        self.strawberry: strawberry.Schema = standard() if ours else build(model, known)
        self.schema: GraphQLSchema = self.strawberry._schema  # noqa: SLF001 — no public way to it
        self.documents = Documents(self.schema, settings)
        self.names = Names(model, known)

    async def answer(
        self,
        text: str,
        variables: Mapping[str, Any] | None = None,
        name: str | None = None,
        *,
        request: str = "",
        explains: bool = False,
    ) -> Reply:
        """Answer an operation; what is wrong, with the request or here, is part of the reply.

        With `explains` the statement is run once more, profiled, and told under `extensions.cypher`.
        """
        try:
            return await self._answered(text, dict(variables or {}), name, explains=explains)
        except Placed as error:
            return Reply(None, told(error.error, error.path), refused=True)
        except ProvisoError as error:
            return Reply(None, told(error), refused=True)
        except Exception:  # noqa: BLE001  (answered without its text, and logged with it)
            _log.exception("failed", request=request, operation=name)
            return Reply(None, internal(request), refused=True)

    async def _answered(self, text: str, given: dict[str, Any], name: str | None, *, explains: bool) -> Reply:
        if explains and not self.settings.explain:
            raise Refused("This server does not tell its statements.", "Leave `extensions.cypher` out.")
        document = self.documents.get(text)
        operation = document.operation(name)
        variables = self.documents.coerced(operation, given)
        title = operation.name.value if operation.name else ""
        plan, values, arguments = self._bound(document, operation, variables, by_name=False)
        by_name = any(sites.named(plan.sites, arguments, Form.NAME))
        outcome = None if by_name else await self._read(plan, values, title)
        if outcome is None or _lacks(outcome, sites.named(plan.sites, arguments, Form.EITHER)):
            plan, values, arguments = self._bound(document, operation, variables, by_name=True)
            outcome = await self._read(plan, values, title)
        own = self._introspected(document, operation, plan, given)
        errors = [each for fault in outcome.faults for each in self._told(fault, plan, arguments)]
        told = await self._explained(plan, values) if explains and plan.statement else None
        return Reply(plan.merged(outcome.data, own), errors, extensions=told)

    async def _explained(self, plan: Plan, values: Mapping[str, Any]) -> dict[str, Any]:
        """The statement with its parameters, ready to paste, and the database hits that it took."""
        assert plan.statement  # noqa: S101 — narrows the type
        text = plan.statement.text
        hits = await self.reader.hits(text, values)
        given = {name: value for name, value in values.items() if f"${name}" in text}
        params = "".join(f":param {name} => {literal(value)};\n" for name, value in given.items())
        return {"cypher": {"statement": text, "parameters": params, "databaseHits": hits}}

    def _bound(
        self,
        document: Document,
        operation: OperationDefinitionNode,
        variables: VariableValues,
        *,
        by_name: bool,
    ) -> tuple[Plan, dict[str, Any], list[sites.Arguments]]:
        """The operation's plan, the statement's parameters, and what each site was given."""

        def make() -> Plan:
            given = (self.settings, operation, document.fragments, variables)
            return planned(Selection(self.schema, self.names, *given, by_name=by_name))

        plan = document.plan(operation, variables, make, by_name=by_name)
        return plan, *sites.bound(plan.sites, variables, self.settings.rows)

    async def _read(self, plan: Plan, values: Mapping[str, Any], name: str) -> Outcome:
        if plan.statement is None:
            return Outcome(dict(plan.constants), [])
        try:
            (record,) = await self.reader.rows(plan.statement.text, values, name=name)
        except InvalidQuestion as error:
            raise RuntimeError("Neo4j can not run a statement of ours.") from error
        return plan.statement.shape(record, values)

    def _introspected(
        self, document: Document, operation: OperationDefinitionNode, plan: Plan, given: dict[str, Any]
    ) -> Mapping[str, Any]:
        """What the schema says of itself: the only fields that graphql-core executes."""
        if not plan.introspected:
            return {}
        if plan.told is not None:
            return plan.told
        alone = OperationDefinitionNode(
            operation=operation.operation,
            name=operation.name,
            variable_definitions=operation.variable_definitions,
            selection_set=SelectionSetNode(selections=tuple(plan.introspected)),
        )
        pruned = DocumentNode(definitions=(alone, *document.fragments.values()))
        result = execute_sync(self.schema, pruned, variable_values=given)
        assert isinstance(result, ExecutionResult)  # noqa: S101 — narrows the type
        if result.errors or result.data is None:
            raise Unavailable("The schema can not describe itself.", "Ask for less of it.")
        if not operation.variable_definitions:
            plan.told = result.data
        return result.data

    def _told(self, fault: Fault, plan: Plan, arguments: Sequence[sites.Arguments]) -> list[dict[str, Any]]:
        if fault.name is not None:
            number = next(i for i, site in enumerate(plan.sites) if site.path == fault.path)
            wrong = sites.refused(fault.name, arguments[number], fault.found)
            return [entry for error in wrong for entry in told(error, fault.path)]
        lacking = Unavailable(
            f"A record lacks `{fault.path[-1]}`, which its type promises.", "Load its dataset again."
        )
        return told(lacking, fault.path)


def _lacks(outcome: Outcome, keys: Iterable[str]) -> bool:
    """Whether one of the fields is empty, though nothing is wrong with it."""
    wrong = {fault.path[0] for fault in outcome.faults}
    return any(outcome.data[key] is None and key not in wrong for key in keys)
