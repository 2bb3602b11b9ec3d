"""Numbers of listings that the inventory lacks."""

import shutil
from pathlib import Path

import pytest

from loaders.listing_numbers import SOURCE
from schema.money import GrantProgram
from tests.loaders.parsing import Parsed


def test_numbers_that_the_inventory_lacks(excerpts: Path, tmp_path: Path) -> None:
    for path in (
        *(excerpts / SOURCE.name).iterdir(),
        *(excerpts / "assistance-listings/inventory").iterdir(),
    ):
        shutil.copy(path, tmp_path)
    made = Parsed(SOURCE, tmp_path)
    assert {each.id: each.note for each in made.every(GrantProgram)} == {
        "10.031": "On the list of active numbers of July 2026; not in the inventory of December 2025.",
        "10.029": "On the list of inactive numbers of July 2026.",
        "16.580": "On the list of inactive numbers of July 2026.",
    }
    assert made.left == {"in the inventory, here active": 3}


def test_without_an_inventory_every_number_is_given(excerpts: Path) -> None:
    made = Parsed(SOURCE, excerpts / SOURCE.name / "active-alns.csv")
    assert made.counts() == {"GrantProgram": 6}
    assert made.node(GrantProgram, "10.031").note == "On the list of active numbers of July 2026."
    assert not made.left


def test_the_lists_are_known_by_their_content(excerpts: Path) -> None:
    every = [each for each in excerpts.rglob("*") if each.is_file()]
    assert [each.name for each in every if SOURCE.recognises(each)] == ["active-alns.csv"]
    assert [each.name for each in every if SOURCE.accompanies(each)] == ["inactive-alns.csv"]


@pytest.mark.shared
def test_full_size(shared: Path) -> None:
    made = Parsed(SOURCE, shared / "programs")
    assert (made.rows, made.counts()) == (2_851 + 1_321, {"GrantProgram": 1_699})
