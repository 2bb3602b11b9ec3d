"""The jars that the lock names: downloaded once, checked before each use."""

import hashlib
import tomllib
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any, Self

import msgspec

from graph.server.home import cache as shared_folder
from graph.server.home import need_room
from graph.server.latch import latched
from graph.server.maven import fetch
from schema.errors import Unavailable

_LOCK = Path(__file__).with_name("jgo.lock.toml")
_SERVED = "org.webjars.npm"
_ROOM = 600

Stamp = tuple[int, int, str]


class Jar(msgspec.Struct, frozen=True):
    """One entry of the lock, and where its file lies below the folder of jars."""

    coordinate: str
    path: str
    sha256: str

    @classmethod
    def of(cls, entry: dict[str, Any]) -> Self:
        """Read an entry of jgo's lock file."""
        group, name, version = entry["groupId"], entry["artifactId"], entry["version"]
        classifier = entry.get("classifier")
        file = "-".join(filter(None, (name, version, classifier))) + ".jar"
        coordinate = ":".join(filter(None, (group, name, version, classifier)))
        return cls(coordinate, f"{group.replace('.', '/')}/{name}/{version}/{file}", entry["sha256"])

    @property
    def served(self) -> bool:
        """Whether the jar holds files for browsers, and nothing that Java runs."""
        return self.coordinate.startswith(_SERVED)


@cache
def locked() -> tuple[Jar, ...]:
    """Every jar of the committed lock, in the order of the class path."""
    return tuple(Jar.of(each) for each in tomllib.loads(_LOCK.read_text())["dependencies"])


class Jars:
    """The folder of jars; a jar that is missing or damaged is downloaded again."""

    def __init__(self, folder: Path | None = None) -> None:
        """Use the given folder, else the one that all homes share."""
        self.folder = folder or shared_folder() / "jars"
        self._stamps = self.folder / "verified.json"

    def server(self, say: Callable[[str], None]) -> list[Path]:
        """Neo4j's class path, every file of it verified."""
        return self._verified([jar for jar in locked() if not jar.served], say)

    def served(self, say: Callable[[str], None]) -> list[Path]:
        """The verified jars whose files are served to browsers."""
        return self._verified([jar for jar in locked() if jar.served], say)

    def damaged(self) -> list[Jar]:
        """Those that are present and are not what the lock says."""
        stamps = self._read()
        return [jar for jar in locked() if (self.folder / jar.path).exists() and not self._sound(jar, stamps)]

    def _verified(self, jars: Iterable[Jar], say: Callable[[str], None]) -> list[Path]:
        wanted = list(jars)
        with latched(self.folder / "latch", say):
            stamps = self._read()
            before = dict(stamps)
            unsound = [jar for jar in wanted if not self._sound(jar, stamps)]
            if unsound:
                self._renew(unsound, stamps, say)
            if stamps != before:
                self._stamps.write_bytes(msgspec.json.encode(stamps))
        return [self.folder / jar.path for jar in wanted]

    def _sound(self, jar: Jar, stamps: dict[str, Stamp]) -> bool:
        """Whether the file is the locked one; hashed only when its size or time is not as stamped."""
        try:
            found = (self.folder / jar.path).stat()
        except OSError:
            return False
        if stamps.get(jar.path) == (stamp := (found.st_size, found.st_mtime_ns, jar.sha256)):
            return True
        if _hash(self.folder / jar.path) != jar.sha256:
            return False
        stamps[jar.path] = stamp
        return True

    def _renew(self, jars: list[Jar], stamps: dict[str, Stamp], say: Callable[[str], None]) -> None:
        need_room(self.folder, _ROOM)
        for jar in jars:
            if (self.folder / jar.path).exists():
                say(f"{jar.coordinate} is damaged: downloading it again.")
                (self.folder / jar.path).unlink()
        fetch([jar.coordinate for jar in jars], self.folder, say)
        for jar in jars:
            if not self._sound(jar, stamps):
                (self.folder / jar.path).unlink(missing_ok=True)
                raise _foreign(jar)

    def _read(self) -> dict[str, Stamp]:
        try:
            return msgspec.json.decode(self._stamps.read_bytes(), type=dict[str, Stamp])
        except (FileNotFoundError, msgspec.DecodeError):
            return {}


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _foreign(jar: Jar) -> Unavailable:
    return Unavailable(
        f"The download of {jar.coordinate} is not the file that Proviso was tested with (SHA-256 differs).",
        "Try again; if it stays so, ask who runs your network or your mirror of Maven Central.",
    )
