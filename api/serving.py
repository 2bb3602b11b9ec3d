"""Serves the application until it is told to stop.

`python -m api.serving` is the process that `proviso up --detach` leaves behind.
"""

import os
import signal
import socket
import sys
from collections.abc import Callable

import structlog
import uvicorn

from api import running
from api.app import create_app
from api.settings import Settings
from graph.address import Address
from graph.server.current import address
from graph.server.home import Home
from schema.errors import ProvisoError

SOCKET = "PROVISO_LISTENING_SOCKET"
_LEAVE_WITHIN = 3


class _Server(uvicorn.Server):
    """Says when it begins to answer."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._ready()


def serve(database: Address, settings: Settings, bound: socket.socket, ready: Callable[[], None]) -> None:
    """Answer on a listening socket until the process is interrupted or terminated."""
    _log()
    config = uvicorn.Config(
        create_app(database, settings),
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=_LEAVE_WITHIN,
    )
    with bound:
        _Server(config, ready).run(sockets=[bound])


def end(*_: object) -> None:
    """What a request to terminate does: leave in order, through every open context."""
    sys.exit(0)


def _log() -> None:
    person = sys.stderr.isatty()
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            *([] if person else [structlog.processors.format_exc_info]),
            structlog.dev.ConsoleRenderer() if person else structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


def _inherited() -> socket.socket | None:
    """The listening socket that the starting process hands over, if it does."""
    number = os.environ.pop(SOCKET, "")
    return socket.socket(fileno=int(number)) if number else None


def main() -> int:
    """Serve from the current database, where the environment says; what is wrong goes to the log."""
    signal.signal(signal.SIGTERM, end)
    settings, home = Settings(), Home()
    try:
        home.make()
        database = address()
        bound = _inherited() or running.listening(settings.host, settings.port, exactly=True)
        with running.announced(home, settings.host, settings.port, database.uri):
            serve(database, settings, bound, lambda: None)
    except ProvisoError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
