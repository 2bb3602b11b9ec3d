"""One real Neo4j for the whole run, and the sources beside the project where they are there."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.address import Address, configured
from graph.store import Store

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The published source files beside the project; a fresh clone has none, CI must."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        reason = "The published source files (../shared/data) are not beside this clone."
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    return folder


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Address]:
    """NEO4J_URI where it is set, else a managed server with a home of its own, stopped at the end."""
    named = configured()
    if named:
        yield named
        return
    from graph.server import Managed

    server = Managed(tmp_path_factory.mktemp("proviso-home"))
    yield server.start()
    server.stop()


@pytest.fixture(scope="session")
def store(address: Address) -> Iterator[Store]:
    """A connection to that server."""
    with Store(address) as opened:
        opened.check()
        yield opened
