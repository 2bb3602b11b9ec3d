"""Excerpts of the published files, and what the graph knows once the shipped facts are loaded."""

from pathlib import Path

import pytest

from data.shipped import FOLDER, paths
from loaders import normalised
from loaders.agencies import SOURCE
from loaders.governments import Government, Governments
from loaders.known_agencies import Agencies, agencies
from schema.model import Node
from schema.money import Agency, OfficeOf
from schema.places import Jurisdiction
from schema.subjects import MODEL
from tests.loaders.parsing import Parsed


@pytest.fixture(scope="session")
def excerpts() -> Path:
    """A few rows of each published file, in its own format."""
    return Path(__file__).resolve().parents[1] / "excerpts"


@pytest.fixture(scope="session")
def known(excerpts: Path) -> Agencies:
    """The agencies of the excerpt, as a graph that holds them gives them."""
    made = Parsed(SOURCE, excerpts / "agencies")
    above = {each.start: each.end for each in made.every(OfficeOf)}
    return agencies(
        {
            "id": each.id,
            "name": each.name,
            "aliases": list(each.aliases),
            "abbreviation": each.abbreviation,
            "top": above.get(each.id),
        }
        for each in made.every(Agency)
    )


@pytest.fixture(scope="session")
def governments() -> Governments:
    """The governments of the shipped file."""
    places = normalised.records(FOLDER / "jurisdictions.ndjson.gz")
    return Governments(
        Government(id=each.id, name=each.name, aliases=each.aliases, state=each.state)
        for each in places
        if isinstance(each, Jurisdiction) and each.valid_to is None
    )


@pytest.fixture(scope="session")
def labels() -> dict[str, tuple[str, ...]]:
    """Labels of every shipped node by its id."""
    every = [each for path in paths() for each in normalised.records(path) if isinstance(each, Node)]
    return {each.id: MODEL.nodes[type(each).__name__].labels for each in every}
