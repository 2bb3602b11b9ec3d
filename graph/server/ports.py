"""The two ports of a managed server: chosen once, remembered in its home."""

import socket
from collections.abc import Callable
from random import SystemRandom

import msgspec

from graph.server.home import Home
from schema.errors import Unavailable

# Below the ports that Linux (32768) and macOS (49152) hand out to outgoing connections.
_RANGE = range(20_000, 32_000)
_TRIES = 100


class Ports(msgspec.Struct, frozen=True):
    """Where a server listens on 127.0.0.1."""

    bolt: int
    http: int


def remembered(home: Home) -> Ports | None:
    """The ports that were chosen for this home, if any."""
    try:
        return msgspec.json.decode(home.ports.read_bytes(), type=Ports)
    except (FileNotFoundError, msgspec.DecodeError):
        return None


def settle(home: Home, say: Callable[[str], None]) -> Ports:
    """The remembered ports while they are free, else others, which are remembered from now on."""
    old = remembered(home)
    ports = Ports(_keep(old.bolt if old else None, say), _keep(old.http if old else None, say))
    if ports != old:
        home.ports.write_bytes(msgspec.json.encode(ports))
    return ports


def _keep(port: int | None, say: Callable[[str], None]) -> int:
    if port and free(port):
        return port
    other = _choose()
    if port:
        say(f"Port {port} is taken by another program: using {other} from now on.")
    return other


def _choose() -> int:
    for port in SystemRandom().sample(_RANGE, _TRIES):
        if free(port):
            return port
    raise Unavailable(
        f"No free port was found on 127.0.0.1 between {_RANGE.start} and {_RANGE.stop}.",
        "Stop programs that listen there, or point NEO4J_URI to a server of yours.",
    )


def free(port: int) -> bool:
    """Whether nothing listens on the port of 127.0.0.1."""
    with socket.socket() as probe:
        # As Java does: ports that wait for late packets of a closed connection count as free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
