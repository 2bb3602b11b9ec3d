"""One start of Neo4j in a home."""

import os
import subprocess
import sys
import time
from collections.abc import Callable

from graph.server import configuration, java, journal, keeper, password, ports, probe, record
from graph.server.command import Command
from graph.server.home import Home, need_room
from graph.server.jars import Jars
from graph.server.quickstart import Quickstart
from schema.errors import Unavailable

_ROOM = 300
_LEFT = 1
_READY_WITHIN = 300.0
_WILLING_WITHIN = 30.0
_STOPPED_WITHIN = 50.0
_GIVEN_UP_WITHIN = 10.0
_RECORDED_WITHIN = 300.0

_REMEDIES = {
    "No space left": "Make room on the disk, then start again.",
    "already in use": "Another program took the port meanwhile: start again, and others are chosen.",
    "store_lock": "Another Neo4j uses this database: stop it, then start again.",
    "heap": "Set PROVISO_HEAP to less, such as 1g.",
    "memory": "Set PROVISO_HEAP and PROVISO_PAGECACHE to less, such as 1g and 256m.",
}


class _Beside(subprocess.Popen[bytes]):
    """A process that may outlive the object that knows it."""

    def __del__(self) -> None:
        """Neither wait nor warn."""


class Launch:
    """Everything that a start needs, checked and settled before the first process runs."""

    def __init__(self, home: Home, jars: Jars, say: Callable[[str], None]) -> None:
        """Check disk, memory, Java and jars; choose ports and password."""
        need_room(home.path, _ROOM)
        limits = configuration.memory()
        self._home, self._say = home, say
        self._command = Command(java.find(), jars.server(say), limits.heap)
        self._password = password.settle(home)
        self._ports = ports.settle(home, say)
        settings = configuration.text(home, self._ports, limits)
        (home.configuration / "neo4j.conf").write_text(settings)

    def run(self, *, detach: bool) -> int | None:
        """Start Neo4j and wait until it answers; attached, returns the pipe whose end stops it."""
        if not self._home.holds_data:
            self._set_password()
        quick = Quickstart(self._command)
        if quick.wanted:
            quick.make(self._rehearse, self._say)
        self._say("Starting Neo4j.")
        line = self._spawn(quick.options, detach=detach, patience=_STOPPED_WITHIN)
        self._say("Neo4j is ready.")
        return line

    def admin(self, what: str, *arguments: str) -> None:
        """Run a neo4j-admin command; Unavailable with `what` did not work and its last word."""
        home = self._home
        places = {"NEO4J_HOME": str(home.path), "NEO4J_CONF": str(home.configuration)}
        done = subprocess.run(  # noqa: S603 — our own program and arguments
            self._command.admin(home, *arguments),
            env=os.environ | places,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            (home.logs / "admin.log").write_text(f"{done.stdout}\n{done.stderr}")
            told = f"{done.stdout}\n{done.stderr}".strip().splitlines() or ["it gave no reason"]
            raise Unavailable(
                f"{what}: {told[-1]}.", _remedy(told[-1]) or f"All of it: {home.logs}/admin.log"
            )

    def _set_password(self) -> None:
        arguments = ("dbms", "set-initial-password", f"@{self._home.password}")
        self.admin("Neo4j did not take its first password", *arguments)

    def _rehearse(self, options: list[str]) -> None:
        line = self._spawn(options, detach=False, patience=_RECORDED_WITHIN)
        self._stop(_RECORDED_WITHIN)
        if line is not None:
            os.close(line)

    def _spawn(self, options: list[str], *, detach: bool, patience: float) -> int | None:
        journal.rotate(self._home.logs)
        reading, writing = os.pipe()
        mode = "detached" if detach else "attached"
        try:
            process = self._beside(mode, patience, options, reading)
            self._watch(process)
        except BaseException:
            os.close(writing)
            raise
        finally:
            os.close(reading)
        if not detach:
            return writing
        os.close(writing)
        return None

    def _beside(self, mode: str, patience: float, options: list[str], reading: int) -> _Beside:
        home = self._home
        files = [str(home.record), str(home.logs / "console.log")]
        beside = [sys.executable, "-P", keeper.__file__, mode, str(patience), *files]
        return _Beside(
            [*beside, *self._command.server(home, options)],
            stdin=reading if mode == "attached" else subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def _watch(self, process: _Beside) -> None:
        try:
            self._await(process)
        except BaseException:
            process.terminate()
            self._stop(_GIVEN_UP_WITHIN)
            raise

    def _await(self, process: _Beside) -> None:
        end = time.monotonic() + _READY_WITHIN
        while not (answer := probe.ask(self._ports.http, self._password)).ready:
            need_room(self._home.path, _LEFT)
            if process.poll() is not None:
                raise self._failed("Neo4j stopped while starting", journal.reason(self._home.logs))
            if answer.heard:
                end = min(end, time.monotonic() + _WILLING_WITHIN)
            if time.monotonic() > end:
                raise self._failed("Neo4j did not become ready", answer.complaint)
            time.sleep(0.1)

    def _failed(self, what: str, why: str) -> Unavailable:
        return Unavailable(f"{what}: {why}", _remedy(why) or f"Its logs are in {self._home.logs}.")

    def _stop(self, patience: float) -> None:
        if found := record.read(self._home.record):
            found.end(patience)
            self._home.record.unlink(missing_ok=True)


def _remedy(line: str) -> str:
    return next((remedy for mark, remedy in _REMEDIES.items() if mark in line), "")
