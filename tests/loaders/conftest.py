"""Excerpts of the published files."""

from pathlib import Path

import pytest

from loaders.agencies import SOURCE
from loaders.known_agencies import Agencies, agencies
from schema.money import Agency, OfficeOf
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
