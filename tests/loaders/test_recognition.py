"""Files are told by what they hold, whatever they are called and wherever they lie."""

import datetime
import shutil
from pathlib import Path

import pytest

from data.shipped import FOLDER
from loaders import catalogue, recognition
from loaders.recognition import Found
from schema.errors import InvalidSource

SOURCES = list(catalogue.sources().values())

OURS = {"crosscutting", "legal-facts", "transferred-sections"}
"""Sources whose files are the project's own, without excerpts."""


def found(directory: Path) -> dict[str, Found]:
    return {each.path.name: each for each in recognition.found(directory, SOURCES)}


@pytest.mark.parametrize("name", [each.name for each in SOURCES if each.name not in OURS])
def test_the_excerpt_of_a_source_is_recognised_by_it_alone(excerpts: Path, name: str) -> None:
    whose = {each.source.name for each in recognition.found(excerpts / name, SOURCES) if each.source}
    assert whose == {name}
    assert any(each.source and not each.along for each in recognition.found(excerpts / name, SOURCES))


def test_names_do_not_count(excerpts: Path, tmp_path: Path) -> None:
    shutil.copy(excerpts / "listing-numbers" / "active-alns.csv", tmp_path / "photo.jpg")
    (tmp_path / "awards.ndjson").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(1_000))
    told = found(tmp_path)
    assert told["photo.jpg"].source
    assert told["photo.jpg"].source.name == "listing-numbers"
    assert told["awards.ndjson"].source is None


def test_what_ships_is_recognised(tmp_path: Path) -> None:
    shutil.copy(FOLDER / "agencies.ndjson", tmp_path / "x")
    assert found(tmp_path)["x"].source


def test_hidden_and_empty_files_are_nothing(tmp_path: Path) -> None:
    (tmp_path / ".hidden").write_text("a")
    (tmp_path / "empty").write_text("")
    assert [(each.path.name, each.source) for each in recognition.found(tmp_path, SOURCES)] == [
        ("empty", None)
    ]


def test_a_text_that_another_source_reads_is_no_document(excerpts: Path) -> None:
    chapters = [each for each in recognition.found(excerpts / "cfr" / "markdown", SOURCES) if each.source]
    assert [each.source.name for each in chapters if each.source] == ["cfr"]


def test_a_file_of_two_sources_is_refused(tmp_path: Path, excerpts: Path) -> None:
    twice = [each for each in SOURCES if each.name == "listing-numbers"] * 2
    with pytest.raises(InvalidSource, match="could be of listing-numbers and listing-numbers"):
        list(recognition.found(excerpts / "listing-numbers", twice))


@pytest.mark.shared
def test_everything_published_is_recognised_in_its_order(shared: Path) -> None:
    places = [each for each in recognition.found(shared, SOURCES) if each.source and not each.along]
    names = [each.source.name for each in sorted(places, key=lambda each: each.order) if each.source]
    assert set(names) == {each.name for each in SOURCES} - {"documents", "grants-gov", "transferred-sections"}
    assert names.index("jurisdictions") < names.index("legal-facts") < names.index("us-code")
    assert names.index("legal-facts") < names.index("crosscutting") < names.index("us-code")
    days = [
        each.source.through(each.path)
        for each in sorted(places, key=lambda each: each.order)
        if each.source and each.source.name == "assistance-listings"
    ]
    assert days == [
        datetime.date(2017, 2, 1),
        datetime.date(2018, 5, 1),
        datetime.date(2023, 11, 1),
        datetime.date(2025, 12, 1),
    ]
