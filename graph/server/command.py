"""The command lines that run Neo4j and its administration."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from graph.server.configuration import OPENINGS
from graph.server.home import Home
from graph.server.java import Java

_SERVER = "org.neo4j.server.Neo4jCommunity"
_ADMIN = "org.neo4j.server.startup.Neo4jAdminCommand"


class Command(msgspec.Struct, frozen=True):
    """A Java, the class path it runs, and the heap it may use."""

    java: Java
    classpath: Sequence[Path]
    heap: str

    @property
    def fixed(self) -> list[str]:
        """What every Java of every server is started with."""
        quiet = ["--sun-misc-unsafe-memory-access=allow"] if self.java.major >= 24 else []
        native = "--enable-native-access=ALL-UNNAMED"
        return [*OPENINGS, native, *quiet, "-Xss16m", "-XX:+UseG1GC", "-XX:+ExitOnOutOfMemoryError"]

    def server(self, home: Home, extra: Iterable[str]) -> list[str]:
        """Neo4j itself; the long options go to a file, which Java reads."""
        _write(home.options, [*self.fixed, f"-Xmx{self.heap}", *extra, "-cp", _joined(self.classpath)])
        folders = [f"--home-dir={home.path}", f"--config-dir={home.configuration}"]
        return [str(self.java.program), f"@{home.options}", _SERVER, *folders]

    def admin(self, home: Home, *arguments: str) -> list[str]:
        """A neo4j-admin command, to be run with NEO4J_HOME and NEO4J_CONF set."""
        _write(home.options, [*self.fixed, "-cp", _joined(self.classpath)])
        return [str(self.java.program), f"@{home.options}", _ADMIN, *arguments]


def _joined(paths: Iterable[Path]) -> str:
    return os.pathsep.join(map(str, paths))


def _write(path: Path, options: Iterable[str]) -> None:
    quoted = (option.replace("\\", "\\\\").replace('"', '\\"') for option in options)
    path.write_text("\n".join(f'"{each}"' for each in quoted))
