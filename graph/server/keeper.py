"""The process beside Neo4j: starts it, records it, and stops it when told to or when its own parent is gone.

Run as a file, with nothing of ours imported: `keeper.py (attached|detached) SECONDS RECORD LOG COMMAND…`.
SECONDS is how long Neo4j may take to stop. Attached, it reads its standard input, a pipe that ends when
the parent does, however that dies.
"""

import ctypes
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import psutil

_PR_SET_PDEATHSIG = 1


class Keeper:
    """Neo4j's parent."""

    def __init__(self, patience: float, record: Path, log: Path, command: list[str]) -> None:
        """Start Neo4j and write down both processes."""
        self._patience = patience
        self._record = record
        with log.open("ab") as output:
            self._server = subprocess.Popen(  # noqa: S603 — our own program and arguments
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                preexec_fn=_die_with_parent(),  # noqa: PLW1509 — no thread runs yet
            )
        try:
            self._write(stopping=False)
        except OSError:
            self._server.kill()
            raise

    def watch(self) -> None:
        """Stop Neo4j when standard input ends."""
        while os.read(0, 1):
            pass
        self.stop()

    def stop(self, *_: object) -> None:
        """Ask Neo4j to stop; kill it when it does not."""
        if self._server.poll() is None:
            with suppress(OSError):
                self._write(stopping=True)
            self._server.terminate()
            reaper = threading.Timer(self._patience, self._server.kill)
            reaper.daemon = True
            reaper.start()

    def wait(self) -> int:
        """Wait for Neo4j's end, and forget it."""
        code = self._server.wait()
        self._record.unlink(missing_ok=True)
        return code

    def _write(self, *, stopping: bool) -> None:
        content = {"keeper": _mark(os.getpid()), "server": _mark(self._server.pid), "stopping": stopping}
        part = self._record.with_suffix(f".{threading.get_ident()}.part")
        part.write_text(json.dumps(content))
        part.replace(self._record)


def _mark(pid: int) -> dict[str, float]:
    try:
        return {"pid": pid, "started": psutil.Process(pid).create_time()}
    except psutil.NoSuchProcess:
        return {"pid": pid, "started": 0.0}


def _die_with_parent() -> Callable[[], None] | None:
    """On Linux, have the kernel stop Neo4j when this process is killed."""
    if sys.platform != "linux":
        return None
    libc, parent = ctypes.CDLL(None), os.getpid()

    def arrange() -> None:
        libc.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:
            os._exit(1)

    return arrange


def main(mode: str, seconds: str, record: str, log: str, *command: str) -> int:
    """Keep one Neo4j until it ends; returns its exit code."""
    keeper = Keeper(float(seconds), Path(record), Path(log), list(command))
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, keeper.stop)
    if mode == "attached":
        threading.Thread(target=keeper.watch, daemon=True).start()
    return keeper.wait()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
