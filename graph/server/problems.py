"""What is wrong with a managed server, found without starting it."""

import os
from collections.abc import Callable, Iterator

import msgspec

from graph.server import configuration, java, password, ports, record
from graph.server.home import Home, need_room
from graph.server.jars import Jars
from schema.errors import Unavailable

_ROOM = 300


class Problem(msgspec.Struct, frozen=True):
    """What is wrong with a managed server, and what to do about it."""

    message: str
    remedy: str


def problems(home: Home, jars: Jars) -> list[Problem]:
    """Everything that would keep the server from starting, or that is amiss in its files."""
    checks: list[Callable[[], object]] = [
        java.find,
        configuration.memory,
        lambda: need_room(home.path, _ROOM),
    ]
    if home.holds_data:
        checks.append(lambda: password.read(home))
    raised = [each for check in checks if (each := _try(check))]
    return [*raised, *_folder(home), *_jars(jars), *_remains(home)]


def _try(check: Callable[[], object]) -> Problem | None:
    try:
        check()
    except Unavailable as error:
        return Problem(error.message, error.remedy)
    return None


def _folder(home: Home) -> Iterator[Problem]:
    if home.path.exists() and not os.access(home.path, os.W_OK):
        yield Problem(
            f"The folder {home.path} cannot be written to.",
            "Make it writable, or set PROVISO_HOME to a folder that is.",
        )


def _jars(jars: Jars) -> Iterator[Problem]:
    for jar in jars.damaged():
        yield Problem(f"{jar.coordinate} is damaged.", "The next start downloads it again.")


def _remains(home: Home) -> Iterator[Problem]:
    found, chosen = record.read(home.record), ports.remembered(home)
    if found and found.steady:
        return
    if found and not found.alive():
        yield Problem(
            f"The server recorded in {home.record} is gone: it was killed, or the machine was restarted.",
            "Nothing is to be done: the next start recovers the database.",
        )
    for port in (chosen.bolt, chosen.http) if chosen else ():
        if not ports.free(port):
            yield Problem(
                f"Port {port} of 127.0.0.1 is taken by another program.",
                "The next start chooses another one.",
            )
