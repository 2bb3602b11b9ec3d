"""What every source promises: documented, recognised, and loaded twice without a change."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from data.shipped import FOLDER
from graph.store import Store
from loaders import catalogue, normalised, recognition
from loaders.loading import Extent, load
from loaders.recognition import Found
from loaders.source import Source

SOURCES = list(catalogue.sources().values())
OURS = {"crosscutting", "legal-facts", "transferred-sections"}
PUBLISHED = [each for each in SOURCES if each.name not in OURS]
PART = Extent(part=True)
EMPTY = "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 1000 ROWS"


@pytest.mark.parametrize("source", SOURCES, ids=lambda each: each.name)
def test_a_source_says_what_it_is(source: Source) -> None:
    assert source.title
    assert source.licence
    assert source.address == "curated" or source.address.startswith("https://")
    assert source.expected
    assert all(0 <= least <= most for least, most in source.expected.values())
    assert all(each.endswith(".") for each in source.gaps)


def test_every_source_has_a_name_of_its_own() -> None:
    assert len({each.name for each in SOURCES}) == len(SOURCES)


def places(excerpts: Path, source: Source) -> list[Found]:
    found = recognition.found(excerpts / source.name, SOURCES)
    return sorted((each for each in found if each.source and not each.along), key=lambda each: each.order)


@pytest.fixture(scope="module")
def ground(store: Store) -> Iterator[Store]:
    """A database with the agencies and places that ship."""
    store.define(EMPTY)
    for name in ("agencies.ndjson", "jurisdictions.ndjson.gz"):
        load(store, normalised.source(FOLDER / name), FOLDER / name)
    yield store
    store.define(EMPTY)


@pytest.mark.database
@pytest.mark.parametrize("source", PUBLISHED, ids=lambda each: each.name)
def test_an_excerpt_is_loaded_and_a_second_time_changes_nothing(
    ground: Store, excerpts: Path, source: Source
) -> None:
    for each in places(excerpts, source):
        own = msgspec.structs.replace(source, name=f"test-{source.name}")
        first = load(ground, own, each.path, extent=PART)
        assert first.inserted + first.foreign + first.unresolved > 0, each.path
        again = load(ground, own, each.path, extent=PART)
        assert again.changed == 0, again.report()
        assert again.rejected == first.rejected
    ground.define("MATCH ()-[r]->() WHERE r.dataset STARTS WITH 'test-' DELETE r")
    ground.define("MATCH (n) WHERE n.dataset STARTS WITH 'test-' DETACH DELETE n")
