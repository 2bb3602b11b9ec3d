"""Excerpts of the published files."""

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def excerpts() -> Path:
    """A few rows of each published file, in its own format."""
    return Path(__file__).resolve().parents[1] / "excerpts"
