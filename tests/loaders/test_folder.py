"""Sources of several files: what is missing is named."""

from pathlib import Path

import pytest

from loaders.folder import matching, member, table
from schema.errors import InvalidSource


def test_a_file_is_found_beside_the_folder(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    (tmp_path / "two" / "names.csv").write_text("a\n")
    assert member(tmp_path / "one", "names.csv").name == "names.csv"
    (tmp_path / "one" / "below").mkdir()
    assert member(tmp_path / "one" / "below", "names.csv").name == "names.csv"


def test_the_newest_edition_is_read(tmp_path: Path) -> None:
    for name in ("list_2024-01.csv", "list_2025-12.csv"):
        (tmp_path / name).write_text("a\n")
    assert matching(tmp_path, "list_*.csv").name == "list_2025-12.csv"


def test_a_file_stands_for_its_folder(tmp_path: Path) -> None:
    for name in ("list_2025-12.csv", "names.csv"):
        (tmp_path / name).write_text("a\n")
    chosen = tmp_path / "list_2025-12.csv"
    assert matching(chosen, "list_*.csv") == chosen
    assert member(chosen, "names.csv") == tmp_path / "names.csv"


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    (tmp_path / "alone" / "here").mkdir(parents=True)
    with pytest.raises(InvalidSource, match=r"holds no names\.csv"):
        member(tmp_path / "alone" / "here", "names.csv")
    with pytest.raises(InvalidSource, match=r"holds no list_"):
        matching(tmp_path, "list_*.csv")


def test_a_table_without_a_column_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_text("\ufeffcode,name\n015,Justice\n", encoding="utf-8")
    assert list(table(path, {"code"})) == [{"code": "015", "name": "Justice"}]
    with pytest.raises(InvalidSource, match="lacks the columns city, state"):
        list(table(path, {"state", "city"}))
