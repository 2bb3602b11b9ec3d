"""What is known of a started server: its two processes, written by the keeper and checked against reuse."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import psutil

# A process is known by its number and its start, which some systems tell with less than a second's precision.
_SAME = 2.0


class Mark(msgspec.Struct, frozen=True):
    """A process by its number and the second at which it started."""

    pid: int
    started: float

    def process(self) -> psutil.Process | None:
        """The process, unless it is gone or its number belongs to another one by now."""
        try:
            found = psutil.Process(self.pid)
            if abs(found.create_time() - self.started) > _SAME or found.status() == psutil.STATUS_ZOMBIE:
                return None
        except psutil.NoSuchProcess:
            return None
        return found


class Record(msgspec.Struct, frozen=True):
    """The keeper, the Neo4j that it keeps, and whether it is stopping it."""

    keeper: Mark
    server: Mark
    stopping: bool = False

    @property
    def since(self) -> datetime:
        """When Neo4j was started."""
        return datetime.fromtimestamp(self.server.started, UTC)

    @property
    def steady(self) -> bool:
        """Whether both processes live and nobody is stopping them."""
        return not self.stopping and len(self.alive()) == 2

    def alive(self) -> list[psutil.Process]:
        """Those of the two processes that are still there."""
        return list(self._alive())

    def end(self, patience: float = 60.0) -> None:
        """Stop both, Neo4j by its orderly shutdown; kill what is left when patience ends."""
        for process in self.alive():
            _send(process, kill=False)
        _, left = psutil.wait_procs(self.alive(), timeout=patience)
        for process in left:
            _send(process, kill=True)
        psutil.wait_procs(left, timeout=10)

    def _alive(self) -> Iterator[psutil.Process]:
        for mark in (self.keeper, self.server):
            if process := mark.process():
                yield process


def read(path: Path) -> Record | None:
    """The record, or none where nothing was started or the file is broken."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Record)
    except (FileNotFoundError, msgspec.DecodeError):
        return None


def _send(process: psutil.Process, *, kill: bool) -> None:
    try:
        process.kill() if kill else process.terminate()
    except psutil.NoSuchProcess:
        return
