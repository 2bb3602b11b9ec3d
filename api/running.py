"""The API that runs for one home: written down by the process that serves, found and stopped by others."""

import errno
import http.client
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import psutil

from graph.server.home import Home
from graph.server.record import Mark
from schema.errors import Unavailable

_TRIES = 50
_TAKEN = frozenset({errno.EADDRINUSE, errno.EACCES})
_STOPPED_WITHIN = 30.0


class Site(msgspec.Struct, frozen=True):
    """A serving process, where it listens, and the database that it answers from."""

    process: Mark
    host: str
    port: int
    database: str

    @property
    def url(self) -> str:
        """Its address for people on this machine."""
        return address(self.host, self.port)

    @property
    def ready(self) -> bool:
        """Whether it answers, and has something to answer from."""
        connection = http.client.HTTPConnection(_reached(self.host), self.port, timeout=10)
        try:
            connection.request("GET", "/readyz")
            return connection.getresponse().status == http.client.OK
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()


def address(host: str, port: int) -> str:
    """The URL of a listening address; one that means every interface is reached by loopback."""
    reached = _reached(host)
    return f"http://{f'[{reached}]' if ':' in reached else reached}:{port}"


def found(home: Home) -> Site | None:
    """The API that runs for a home, if any."""
    try:
        site = msgspec.json.decode(_file(home).read_bytes(), type=Site)
    except (FileNotFoundError, msgspec.DecodeError):
        return None
    return site if site.process.process() else None


@contextmanager
def announced(home: Home, host: str, port: int, database: str) -> Iterator[Site]:
    """Write this process down as the one that serves, and strike it out afterwards."""
    own = psutil.Process(os.getpid())
    site = Site(Mark(own.pid, own.create_time()), host, port, database)
    part = _file(home).with_suffix(".part")
    part.write_bytes(msgspec.json.encode(site))
    part.replace(_file(home))
    try:
        yield site
    finally:
        _file(home).unlink(missing_ok=True)


def stop(site: Site) -> None:
    """Ask a serving process to end; end it when it does not."""
    if process := site.process.process():
        process.terminate()
        _, left = psutil.wait_procs([process], timeout=_STOPPED_WITHIN)
        for each in left:
            each.kill()


def listening(host: str, port: int, *, exactly: bool) -> socket.socket:
    """A socket that listens there; unless it must be exactly there, the next free port above will do."""
    for each in range(port, port + (1 if exactly else _TRIES)):
        if bound := _bound(host, each):
            return bound
    raise Unavailable(
        f"Port {port} of {host} is taken by another program.",
        "Stop that program, or choose another port: `proviso up --port 8080`.",
    )


def _bound(host: str, port: int) -> socket.socket | None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((host, port))
        made.listen(128)
    except OSError as error:
        made.close()
        if error.errno in _TAKEN:
            return None
        raise Unavailable(
            f"{host} cannot be listened on: {error.strerror}.", "Choose another --host."
        ) from error
    return made


def _file(home: Home) -> Path:
    return home.record.with_name("site.json")


def _reached(host: str) -> str:
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 — compared, not bound
