"""Excerpts of the published files, and what the graph knows once the shipped facts are loaded."""

from pathlib import Path

import pytest

from data.shipped import FOLDER
from loaders import normalised
from loaders.governments import Government, Governments
from schema.places import Jurisdiction


@pytest.fixture(scope="session")
def excerpts() -> Path:
    """A few rows of each published file, in its own format."""
    return Path(__file__).resolve().parents[1] / "excerpts"


@pytest.fixture(scope="session")
def governments() -> Governments:
    """The governments of the shipped file."""
    places = normalised.records(FOLDER / "jurisdictions.ndjson.gz")
    return Governments(
        Government(id=each.id, name=each.name, aliases=each.aliases, state=each.state)
        for each in places
        if isinstance(each, Jurisdiction) and each.valid_to is None
    )
