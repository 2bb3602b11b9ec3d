"""Real servers for the whole run, and the sources beside the project where they are there."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from data import shipped as files
from graph.address import Address, configured
from graph.server import Managed
from graph.store import Store
from loaders.loading import load

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
    if named := configured():
        yield named
    else:
        yield from _managed(tmp_path_factory.mktemp("scratch"))


@pytest.fixture(scope="session")
def store(address: Address) -> Iterator[Store]:
    """A connection to a database that tests fill and empty as they like."""
    with Store(address) as opened:
        if opened.read("MATCH (n) RETURN true LIMIT 1"):
            held = f"The tests would erase what {address.uri} holds"
            pytest.exit(f"{held}: point NEO4J_URI to an empty database.")
        yield opened


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A connection to a managed server of its own that holds what ships; a test puts back what it changes."""
    for address in _managed(tmp_path_factory.mktemp("shipped")):
        with Store(address) as opened:
            for source, path in files.sources():
                load(opened, source, path)
            yield opened


def _managed(home: Path) -> Iterator[Address]:
    server = Managed(home)
    yield server.start()
    server.stop()
