"""Errors as GraphQL tells them: a sentence that says what to change, a path, and a stable code."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

from graphql import GraphQLError

from api.access import TooMany, Unauthenticated
from queries.resolve import Ambiguous, NotOne, Unknown
from schema.errors import InvalidQuestion, ProvisoError, Refused, TooSlow, Unavailable
from schema.subjects import MODEL


class Code(StrEnum):
    """What kind of error it is, for programs."""

    GRAPHQL_PARSE_FAILED = "GRAPHQL_PARSE_FAILED"
    GRAPHQL_VALIDATION_FAILED = "GRAPHQL_VALIDATION_FAILED"
    BAD_USER_INPUT = "BAD_USER_INPUT"
    AMBIGUOUS = "AMBIGUOUS"
    NOT_FOUND = "NOT_FOUND"
    PERSISTED_QUERY_NOT_FOUND = "PERSISTED_QUERY_NOT_FOUND"
    QUERY_TOO_DEEP = "QUERY_TOO_DEEP"
    QUERY_TOO_LARGE = "QUERY_TOO_LARGE"
    QUERY_TOO_COSTLY = "QUERY_TOO_COSTLY"
    DEADLINE_EXCEEDED = "DEADLINE_EXCEEDED"
    FORBIDDEN = "FORBIDDEN"
    UNAUTHENTICATED = "UNAUTHENTICATED"
    RATE_LIMITED = "RATE_LIMITED"
    UNAVAILABLE = "UNAVAILABLE"
    INTERNAL = "INTERNAL"


class DepthError(Refused):
    """The document nests too deeply."""


class SizeError(Refused):
    """The request or its document is too large."""


class CostError(Refused):
    """The operation may read too many rows."""


class NotReadable(InvalidQuestion):
    """The document can not be parsed."""


class NotCoerced(InvalidQuestion):
    """What was given does not fit; `errors` says where."""

    def __init__(self, errors: Sequence[GraphQLError]) -> None:
        """Keep what was found."""
        super().__init__("What was given does not fit the schema.")
        self.errors = errors


class NotValid(NotCoerced):
    """The document does not fit the schema."""


class NotStored(InvalidQuestion):
    """A document is asked for by a hash that nobody has sent with its text."""


class Placed(Exception):
    """An error and the path of the field that it belongs to."""

    def __init__(self, error: ProvisoError, path: Sequence[str | int]) -> None:
        """Keep both."""
        super().__init__(str(error))
        self.error, self.path = error, path


_LONGEST = 600
_CODES: tuple[tuple[type[ProvisoError], Code], ...] = (
    (Unauthenticated, Code.UNAUTHENTICATED),
    (TooMany, Code.RATE_LIMITED),
    (DepthError, Code.QUERY_TOO_DEEP),
    (SizeError, Code.QUERY_TOO_LARGE),
    (CostError, Code.QUERY_TOO_COSTLY),
    (NotStored, Code.PERSISTED_QUERY_NOT_FOUND),
    (NotReadable, Code.GRAPHQL_PARSE_FAILED),
    (NotValid, Code.GRAPHQL_VALIDATION_FAILED),
    (Ambiguous, Code.AMBIGUOUS),
    (Unknown, Code.NOT_FOUND),
    (InvalidQuestion, Code.BAD_USER_INPUT),
    (TooSlow, Code.DEADLINE_EXCEEDED),
    (Refused, Code.FORBIDDEN),
    (Unavailable, Code.UNAVAILABLE),
)


def code(error: ProvisoError) -> Code:
    """The code of an error."""
    return next((found for kind, found in _CODES if isinstance(error, kind)), Code.INTERNAL)


def told(error: ProvisoError, path: Sequence[str | int] = ()) -> list[dict[str, Any]]:
    """The error as entries of a response."""
    if isinstance(error, NotCoerced):
        return [_entry(each.message, code(error), path, each) for each in error.errors]
    return [_entry(str(error), code(error), path, None, _more(error))]


def internal(request: str) -> list[dict[str, Any]]:
    """The entry for an error of ours, which the log explains under the request's id."""
    message = "Something went wrong here, not in your request. The log has it under this request's id."
    return [_entry(message, Code.INTERNAL, (), None, {"requestId": request})]


def _entry(
    message: str,
    kind: Code,
    path: Sequence[str | int],
    error: GraphQLError | None = None,
    more: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    entry: dict[str, Any] = {"message": message if len(message) <= _LONGEST else message[:_LONGEST] + "…"}
    if error and error.locations:
        entry["locations"] = [{"line": each.line, "column": each.column} for each in error.locations]
    if path:
        entry["path"] = list(path)
    return entry | {"extensions": {"code": kind.value, **(more or {})}}


def _more(error: ProvisoError) -> dict[str, Any]:
    if isinstance(error, NotOne):
        alternatives = [
            {"type": _type(each["labels"]), **{name: each[name] for name in ("id", "name", "state", "how")}}
            for each in error.alternatives
        ]
        return {"argument": error.argument, "given": error.given, "alternatives": alternatives}
    return {}


def _type(labels: Sequence[str]) -> str:
    return next(name for name in labels if name in MODEL.nodes and not MODEL.nodes[name].abstract)
