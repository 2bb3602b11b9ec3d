"""`proviso up`: the database, what ships in it, and the API."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress

import psutil

from api import running, serving
from api.cli import filling
from api.cli.printing import ERR, OUT, show_json
from api.running import Site
from api.settings import Settings
from graph.address import Address, configured
from graph.server import Managed
from graph.server.latch import latched
from graph.store import Store
from schema.errors import Unavailable

_READY_WITHIN = 60.0


def up(
    *,
    detach: bool = False,
    host: str | None = None,
    port: int | None = None,
    json: bool = False,
) -> int:
    """Start everything and serve.

    Parameters
    ----------
    detach
        Return when everything is ready and leave it running; `proviso down` stops it.
    host
        Address to listen on; 127.0.0.1 unless given.
    port
        Port to listen on; 8000, or the next free one, unless given.
    json
        Print the addresses as JSON.
    """
    signal.signal(signal.SIGTERM, serving.end)
    server = Managed()
    server.home.make()
    with ExitStack() as until_ready:
        until_ready.enter_context(latched(server.home.latch.with_name("up"), ERR.print))
        if site := running.found(server.home):
            _meet(site, host, port)
            _show(site, server, as_json=json, stop="proviso down")
            return 0
        settings = _settings(host, port)
        exactly = "port" in settings.model_fields_set
        with _database(server, detach=detach) as database, Store(database) as store:
            filling.ship(store)
            bound = running.listening(settings.host, settings.port, exactly=exactly)
            settings = settings.model_copy(update={"port": bound.getsockname()[1]})
            if detach:
                with bound:
                    site = _spawned(server, settings, bound)
                _show(site, server, as_json=json, stop="proviso down")
                return 0
            with running.announced(server.home, settings.host, settings.port, database.uri) as site:

                def ready() -> None:
                    until_ready.close()
                    _show(site, server, as_json=json, stop="Ctrl-C")

                serving.serve(database, settings, bound, ready)
    return 0


def _settings(host: str | None, port: int | None) -> Settings:
    given = {"host": host, "port": port}
    return Settings(**{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]  # checked by pydantic


def _meet(site: Site, host: str | None, port: int | None) -> None:
    if (host or site.host, port or site.port) != (site.host, site.port):
        raise Unavailable(f"Proviso runs at {site.url} already.", "Stop it first: `proviso down`.")


@contextmanager
def _database(server: Managed, *, detach: bool) -> Iterator[Address]:
    """The database; unless everything went well with a detached one, what was started here is stopped."""
    if named := configured():
        yield named
        return
    ran = server.running() is not None
    try:
        yield server.start(detach=detach, say=ERR.print)
    except BaseException:
        if not ran:
            server.stop()
        raise
    if not ran and not detach:
        server.stop()


def _spawned(server: Managed, settings: Settings, bound: socket.socket) -> Site:
    """Leave a process behind that answers on the socket; it is handed over, so that nobody else takes it."""
    environment = {**os.environ, "PROVISO_HOST": settings.host, "PROVISO_PORT": str(settings.port)}
    environment[serving.SOCKET] = str(bound.fileno())
    log = server.home.logs / "api.log"
    with log.open("ab") as output:
        process = psutil.Popen(
            [sys.executable, "-P", "-m", "api.serving"],
            env=environment | {"PROVISO_HOME": str(server.home.path)},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
            pass_fds=[bound.fileno()],
        )
    end = time.monotonic() + _READY_WITHIN
    while time.monotonic() < end and process.poll() is None:
        site = running.found(server.home)
        if site and site.ready:
            return site
        time.sleep(0.1)
    with suppress(psutil.NoSuchProcess):
        process.kill()
    last = log.read_text(errors="replace").strip().splitlines() or ["it said nothing"]
    raise Unavailable(f"The API did not become ready: {last[-1]}", f"Its log is {log}.")


def _show(site: Site, server: Managed, *, as_json: bool, stop: str) -> None:
    addresses = {"graphql": f"{site.url}/graphql", "browser": server.browser_url, "database": site.database}
    if as_json:
        show_json(addresses)
        return
    OUT.print(f"GraphQL         {addresses['graphql']}")
    if server.browser_url:
        OUT.print(f"Neo4j Browser   {server.browser_url}   user neo4j, password in {server.home.password}")
    OUT.print(f"Stop            {stop}")
