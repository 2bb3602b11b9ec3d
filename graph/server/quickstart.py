"""The cache of loaded and compiled Java classes (JEP 483, 514) that halves the time of a start."""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

from graph.server.command import Command
from graph.server.home import cache, need_room
from schema.errors import Unavailable

_FIRST_JAVA = 25
_ROOM = 600
_KEPT = 3


class Quickstart:
    """One file for each set of jars, Java and options, shared by all homes and safe to delete."""

    def __init__(self, command: Command, folder: Path | None = None) -> None:
        """Name the file by what it depends on."""
        self._able = command.java.major >= _FIRST_JAVA
        self._folder = folder or cache() / "quickstart"
        self.file = self._folder / f"{_key(command)}.aot"
        self._recording = self.file.with_suffix(f".{os.getpid()}.part")

    @property
    def wanted(self) -> bool:
        """Whether this Java can use one and there is none yet."""
        return self._able and not self.file.exists()

    @property
    def options(self) -> list[str]:
        """What makes Java use it; Java ignores one that does not fit."""
        return [f"-XX:AOTCache={self.file}"] if self._able and self.file.exists() else []

    def make(self, train: Callable[[list[str]], None], say: Callable[[str], None]) -> None:
        """Record a whole run of the server; a failure is told, and costs nothing but the speed."""
        say("Preparing quick starts: once, about half a minute.")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            need_room(self._folder, _ROOM)
            train([f"-XX:AOTCacheOutput={self._recording}"])
            self._adopt()
        except (OSError, Unavailable) as error:
            say(f"Starts will be slower, for this could not be prepared: {error}")
        finally:
            for left in self._folder.glob(f"{self._recording.name}*"):
                left.unlink(missing_ok=True)

    def _adopt(self) -> None:
        self._recording.replace(self.file)
        for old in sorted(self._folder.glob("*.aot"), key=lambda each: each.stat().st_mtime)[:-_KEPT]:
            old.unlink(missing_ok=True)


def _key(command: Command) -> str:
    stamps = [(str(path), path.stat().st_mtime_ns) for path in command.classpath]
    parts = repr((command.java, command.fixed, stamps))
    return hashlib.sha256(parts.encode()).hexdigest()[:16]
