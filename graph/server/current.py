"""The server that is meant when none is named: NEO4J_URI's, else the managed one of the home."""

from graph.address import Address, configured
from graph.server.managed import Managed


def address() -> Address:
    """Where it is; Unavailable when NEO4J_URI is not set and no managed server runs."""
    return configured() or Managed().address()
