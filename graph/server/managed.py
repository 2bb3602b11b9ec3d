"""A Neo4j that Proviso starts, keeps and stops."""

import os
import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import msgspec

from graph.address import Address, configured
from graph.server import password, ports, probe, record
from graph.server.home import Home
from graph.server.jars import Jars
from graph.server.latch import latched
from graph.server.launch import Launch
from graph.server.ports import Ports
from graph.server.problems import Problem, problems
from graph.server.record import Record
from schema.errors import Refused, Unavailable

Say = Callable[[str], None]

_PATIENCE = 180.0


class Running(msgspec.Struct, frozen=True):
    """A managed server that runs."""

    pid: int
    ports: Ports
    since: datetime

    @property
    def browser_url(self) -> str:
        """Where Neo4j Browser is served."""
        return f"http://127.0.0.1:{self.ports.http}/browser/"


def silent(_: str) -> None:
    """Tell nobody."""


class Managed:
    """The managed server of one home."""

    def __init__(self, home: Path | None = None) -> None:
        """Take the given folder, else PROVISO_HOME, else the user's data folder."""
        self.home = Home(home)
        self.jars = Jars()
        self._line: int | None = None

    def start(self, *, detach: bool = False, say: Say = silent) -> Address:
        """Start Neo4j, or attach to the one that runs; detached, it outlives this process."""
        self.home.make()
        with latched(self.home.latch, say):
            found = record.read(self.home.record)
            if not (found and self._attached(found)):
                self._clear(found, say)
                self._line = Launch(self.home, self.jars, say).run(detach=detach)
        return self.address()

    def stop(self) -> bool:
        """Stop Neo4j in order, whoever started it; False when none ran."""
        found = record.read(self.home.record)
        ran = bool(found and found.alive())
        self._clear(found, silent)
        if self._line is not None:
            os.close(self._line)
            self._line = None
        return ran

    def running(self) -> Running | None:
        """The server that runs in this home, if any."""
        found, chosen = record.read(self.home.record), ports.remembered(self.home)
        if not (found and chosen and found.steady):
            return None
        return Running(found.server.pid, chosen, found.since)

    def address(self) -> Address:
        """Where the server of this home listens, once it was started there."""
        chosen = ports.remembered(self.home)
        if chosen is None:
            raise Unavailable(f"No database was started in {self.home.path} yet.", "Start it: `proviso up`.")
        return Address.of(f"bolt://127.0.0.1:{chosen.bolt}", "neo4j", password.read(self.home))

    @property
    def browser_url(self) -> str | None:
        """Where Neo4j Browser is served, while the server runs."""
        found = self.running()
        return found.browser_url if found else None

    def build(self, arguments: Iterable[str], *, say: Say = silent) -> None:
        """Make the database of files by a neo4j-admin command; refused once there is one."""
        self.home.make()
        with latched(self.home.latch, say):
            if self.running() or self.home.holds_data:
                raise Refused(
                    f"There is a database in {self.home.path} already: one is built in an empty place.",
                    "Load into it, or erase it first: `proviso reset`.",
                )
            Launch(self.home, self.jars, say).admin("neo4j-admin could not import", *arguments)

    def erase(self) -> None:
        """Stop the server and delete its database; jars, ports and password stay."""
        self.home.make()
        with latched(self.home.latch, silent):
            self.stop()
            if self.home.data.exists():
                shutil.rmtree(self.home.data)
            self.home.make()

    def problems(self) -> list[Problem]:
        """Everything that would keep the server from starting, or that is amiss in its files."""
        return problems(self.home, self.jars)

    def _attached(self, found: Record) -> bool:
        """Whether the recorded server answers; waits while it lives and does not yet."""
        chosen = ports.remembered(self.home)
        end = time.monotonic() + _PATIENCE
        while chosen and found.steady:
            if probe.ask(chosen.http, password.read(self.home)).ready:
                return True
            if time.monotonic() > end:
                raise Unavailable(
                    f"The database runs (process {found.server.pid}) and does not answer.",
                    "Stop it with `proviso down`, then start it again.",
                )
            time.sleep(0.2)
            found = record.read(self.home.record) or found
        return False

    def _clear(self, found: Record | None, say: Say) -> None:
        if found is None:
            return
        say(
            "Stopping what the last server left."
            if found.alive()
            else "The last server was killed: starting anew."
        )
        found.end()
        self.home.record.unlink(missing_ok=True)


@contextmanager
def connected(home: Path | None = None, say: Say = silent) -> Iterator[Address]:
    """The server that NEO4J_URI names, else the managed one, stopped after this if it was started for it."""
    if named := configured():
        yield named
        return
    server = Managed(home)
    ran = server.running() is not None
    try:
        yield server.start(say=say)
    finally:
        if not ran:
            server.stop()
