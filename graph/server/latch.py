"""A file that one process holds at a time."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from schema.errors import Unavailable

PATIENCE = 600.0


@contextmanager
def latched(path: Path, say: Callable[[str], None]) -> Iterator[None]:
    """Hold the file; wait while another process does, and say so once. Its death frees it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _wait(handle, path, say)
        yield
    finally:
        os.close(handle)


def _wait(handle: int, path: Path, say: Callable[[str], None]) -> None:
    if _take(handle):
        return
    say("Another Proviso is preparing the database: waiting for it.")
    end = time.monotonic() + PATIENCE
    while not _take(handle):
        if time.monotonic() > end:
            raise Unavailable(f"Another process holds {path}.", "Stop that process, then try again.")
        time.sleep(0.2)


if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _take(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
