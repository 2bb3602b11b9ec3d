"""An empty world for each test."""

from collections.abc import Iterator

import pytest

from graph.layout import statements
from graph.store import Store
from schema.subjects import MODEL
from tests.queries.world import World


@pytest.fixture(scope="session")
def laid_out(store: Store) -> Store:
    """The store with the model's constraints and indexes."""
    for text in statements(MODEL):
        store.define(text)
    store.read("CALL db.awaitIndexes(120)")
    return store


@pytest.fixture
def world(laid_out: Store) -> Iterator[World]:
    """An empty world."""
    made = World(laid_out)
    yield made
    made.clear()
