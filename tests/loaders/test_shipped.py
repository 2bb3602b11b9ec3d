"""The shipped files: made by the build, whole, small, and with ends for their links."""

import gzip
from collections import Counter
from pathlib import Path

import pytest

from data.build import PLANS, build
from data.shipped import FILES, FOLDER, paths, sources
from loaders import normalised
from schema.law import LegalText
from schema.model import Edge, Node, Record

LIMIT = 20 * 1024 * 1024


def test_every_planned_file_ships() -> None:
    assert {plan.file for plan in PLANS} <= set(FILES)
    assert {plan.file for plan in PLANS} <= {path.name for path in paths()}


def test_together_they_are_small() -> None:
    assert sum(path.stat().st_size for path in paths()) < LIMIT


@pytest.fixture(scope="module")
def shipped() -> dict[Path, list[Record]]:
    return {path: list(normalised.records(path)) for path in paths()}


def test_a_file_holds_what_its_header_says(shipped: dict[Path, list[Record]]) -> None:
    for path, records in shipped.items():
        assert Counter(type(each).__name__ for each in records) == normalised.header(path).records


def test_datasets_have_different_names() -> None:
    names = [source.name for source, _ in sources()]
    assert len(set(names)) == len(names)


def test_links_have_both_ends(shipped: dict[Path, list[Record]]) -> None:
    every = [each for records in shipped.values() for each in records]
    nodes = {each.id for each in every if isinstance(each, Node)}
    ends = {end for each in every if isinstance(each, Edge) for end in (each.start, each.end)}
    assert sorted(ends - nodes) == []


def test_only_texts_of_law_are_stated_by_two_files(shipped: dict[Path, list[Record]]) -> None:
    stated = Counter(
        each.id
        for records in shipped.values()
        for each in records
        if isinstance(each, Node) and not isinstance(each, LegalText)
    )
    assert [name for name, total in stated.items() if total > 1] == []


def test_the_table_lists_every_file_with_its_counts() -> None:
    table = (FOLDER / "README.md").read_text(encoding="utf-8")
    for path in paths():
        total = sum(normalised.header(path).records.values())
        assert f"`{path.name}`" in table
        assert f"{total:,}" in table


@pytest.mark.shared
def test_the_build_makes_the_same_files(shared: Path, tmp_path: Path) -> None:
    build(shared.parent, tmp_path)
    for made in sorted(tmp_path.iterdir()):
        assert _content(made) == _content(FOLDER / made.name), f"{made.name} is not what the build makes."


def _content(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
