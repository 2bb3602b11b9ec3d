"""The one module that speaks to Neo4j: a synchronous store for loads and commands, a reader for the API."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from threading import Timer
from typing import Any, Self, TypeVar

import neo4j
from neo4j import READ_ACCESS, AsyncGraphDatabase, GraphDatabase, NotificationMinimumSeverity, Query
from neo4j.exceptions import (
    AuthError,
    ClientError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    TransientError,
)

from graph.address import Address
from schema.errors import InvalidQuestion, ProvisoError, Refused, TooSlow, Unavailable

Values = Mapping[str, Any]
Run = Callable[[str, Values], list[dict[str, Any]]]
Result = TypeVar("Result")

_PATIENCE = 2.0
_TIMED_OUT = "Neo.ClientError.Transaction.TransactionTimedOut"  # and what is named after it
_READ_ONLY = "Neo.ClientError.Statement.AccessMode"
_DRIVER = {
    "notifications_min_severity": NotificationMinimumSeverity.OFF,
    "connection_acquisition_timeout": 15.0,
    "connection_timeout": 5.0,
    "max_transaction_retry_time": 30.0,
    "user_agent": "proviso",
}


class Store:
    """One connection pool to one database, for loads, commands and tests."""

    def __init__(self, address: Address) -> None:
        """Open the pool; nothing is sent until it is used."""
        self.address = address
        self._driver = GraphDatabase.driver(address.uri, auth=_account(address), **_DRIVER)  # type: ignore[arg-type]  # its settings have types of their own

    def __enter__(self) -> Self:
        """Use as a context."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the pool."""
        self._driver.close()

    def check(self) -> None:
        """Raise Unavailable unless the server answers and knows us."""
        with told():
            self._driver.verify_connectivity()

    def read(
        self, statement: str, values: Values | None = None, *, seconds: float | None = None
    ) -> list[dict[str, Any]]:
        """Run a statement that must not write, and return its records as dicts."""
        with told(), self._session(READ_ACCESS) as session:
            result = session.run(Query(statement, timeout=seconds), dict(values or {}))
            return [record.data() for record in result]

    def explain(
        self, statement: str, values: Values | None = None, *, seconds: float | None = None
    ) -> neo4j.ResultSummary:
        """Plan a statement without running it."""
        query = Query("EXPLAIN " + statement, timeout=seconds)
        with told(), self._session(READ_ACCESS) as session:
            return session.run(query, dict(values or {})).consume()

    def profile(self, statement: str, values: Values | None = None) -> neo4j.ResultSummary:
        """Run a reading statement and return its plan with database hits."""
        with told(), self._session(READ_ACCESS) as session:
            result = session.run("PROFILE " + statement, dict(values or {}))
            for _ in result:  # an answer that is discarded has no hits yet
                pass
            return result.consume()

    def write(self, statement: str, values: Values | None = None) -> list[dict[str, Any]]:
        """Run a statement in one transaction, tried again when the server asks for it."""
        with told(), self._session() as session:
            return session.execute_write(lambda tx: tx.run(statement, dict(values or {})).data())

    def batch(self, work: Callable[[Run], Result]) -> Result:
        """Do several statements in one transaction, all of it again when the server asks for it."""

        def once(tx: neo4j.ManagedTransaction) -> Result:
            return work(lambda statement, values: tx.run(statement, dict(values)).data())

        with told(), self._session() as session:
            return session.execute_write(once)

    @contextmanager
    def held(self, statement: str, values: Values, waits: Callable[[], None]) -> Iterator[None]:
        """Keep a transaction, and the locks that the statement takes, open meanwhile; nothing is committed.

        Calls `waits` when another transaction has the locks; a process that dies gives them up.
        """
        with told(), self._session() as session:
            tx = session.begin_transaction(timeout=0)
            late = Timer(_PATIENCE, waits)
            late.start()
            try:
                tx.run(statement, dict(values)).consume()
            finally:
                late.cancel()
            try:
                yield
            finally:
                with suppress(Neo4jError, DriverError):
                    tx.rollback()

    def define(self, statement: str) -> None:
        """Run a schema statement, which must have a transaction of its own."""
        with told(), self._session() as session:
            session.run(statement).consume()

    def _session(self, mode: str = neo4j.WRITE_ACCESS) -> neo4j.Session:
        return self._driver.session(
            database=self.address.database, default_access_mode=mode, initial_retry_delay=0.1
        )


class Reader:
    """An asynchronous pool that only reads, for the API."""

    def __init__(self, address: Address, *, seconds: float) -> None:
        """Open the pool; every statement is stopped by the server after the given seconds."""
        self.address = address
        self.seconds = seconds
        self._driver = AsyncGraphDatabase.driver(address.uri, auth=_account(address), **_DRIVER)  # type: ignore[arg-type]  # its settings have types of their own

    async def close(self) -> None:
        """Close the pool."""
        await self._driver.close()

    async def check(self) -> None:
        """Raise Unavailable unless the server answers and knows us."""
        with told():
            await self._driver.verify_connectivity()

    async def rows(self, statement: str, values: Values, *, name: str = "") -> list[list[Any]]:
        """Run a reading statement and return each record's values in order."""
        query = Query(statement, metadata={"operation": name, "app": "proviso"}, timeout=self.seconds)
        with told():
            async with self._driver.session(
                database=self.address.database, default_access_mode=READ_ACCESS
            ) as session:
                result = await session.run(query, dict(values))
                return await result.values()

    async def hits(self, statement: str, values: Values) -> int:
        """Run a reading statement and return the database hits that it took."""
        query = Query("PROFILE " + statement, timeout=self.seconds)
        with told():
            async with self._driver.session(
                database=self.address.database, default_access_mode=READ_ACCESS
            ) as session:
                result = await session.run(query, dict(values))
                await result.values()  # an answer that is discarded has no hits yet
                summary = await result.consume()
        return hits(summary.profile)


def hits(step: Mapping[str, Any] | None) -> int:
    """The database hits of a profiled plan, summed over its steps."""
    return int(step.get("dbHits") or 0) + sum(map(hits, step.get("children", ()))) if step else 0


@contextmanager
def told() -> Iterator[None]:
    """Turn what the driver raises into an error for people."""
    try:
        yield
    except (Neo4jError, DriverError) as error:
        raise _explained(error) from error


def _account(address: Address) -> tuple[str, str] | None:
    return (address.username, address.password.get_secret_value()) if address.username else None


def _explained(error: Neo4jError | DriverError) -> ProvisoError:
    code = getattr(error, "code", "") or ""
    if isinstance(error, AuthError):
        return Unavailable(
            "Neo4j refuses the user name or password.", "Check NEO4J_USERNAME and NEO4J_PASSWORD."
        )
    if code.startswith(_TIMED_OUT):
        return TooSlow(
            "The statement took longer than its time limit.", "Ask for less: fewer rows or levels."
        )
    if code == _READ_ONLY:
        return Refused(
            "The statement would write, and this way in only reads.", "Use `proviso load` to write."
        )
    if isinstance(error, ServiceUnavailable | TransientError | DriverError):
        return Unavailable(f"Neo4j does not answer ({_first_line(error)}).", "See `proviso status`.")
    if isinstance(error, ClientError):
        return InvalidQuestion(f"Neo4j can not run the statement: {_first_line(error)}")
    return Unavailable(f"Neo4j failed: {_first_line(error)}", "See the log named by `proviso status`.")


def _first_line(error: Exception) -> str:
    message = getattr(error, "message", None) or str(error)
    return str(message).splitlines()[0] if message else type(error).__name__
