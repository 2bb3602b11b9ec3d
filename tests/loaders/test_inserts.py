"""SQL INSERT statements as rows: read as text, never run."""

from pathlib import Path

import pytest

from loaders.inserts import inserts
from schema.errors import InvalidSource

HEAD = "INSERT INTO office (slug, name, depth, share) VALUES"


def written(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "office.sql"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_values_are_text_numbers_or_nothing(tmp_path: Path) -> None:
    path = written(
        tmp_path, "-- offices", HEAD, "  ('a(b), c', 'Workers'' Office', -1, 0.5),", "(NULL, '', 2, 3);"
    )
    assert list(inserts(path)) == [
        (3, "office", {"slug": "a(b), c", "name": "Workers' Office", "depth": -1, "share": 0.5}),
        (4, "office", {"slug": None, "name": "", "depth": 2, "share": 3}),
    ]


def test_a_clause_after_the_rows_is_passed_over(tmp_path: Path) -> None:
    path = written(
        tmp_path, HEAD, "('a', 'b', 1, 2)", "ON CONFLICT (slug) DO UPDATE SET name = excluded.name;"
    )
    assert [line for line, _, _ in inserts(path)] == [2]


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ([HEAD, "('a', 'b', 1, 2),"], "line 2: the statement has no end"),
        ([HEAD, "('a', 'b', 1);"], "line 2: it gives 3 values for 4 columns"),
        ([HEAD, "('a', 'b', 1, load_extension('x'));"], "line 2: a value is no text, number or NULL"),
        ([HEAD, "('a', 'b"], "line 2: a value is no text, number or NULL"),
        ([f"{HEAD} ('a', 'b', 1, 2);"], "line 1: the statement does not stand alone in its line"),
    ],
)
def test_what_is_not_plain_rows_is_refused(tmp_path: Path, lines: list[str], reason: str) -> None:
    with pytest.raises(InvalidSource, match=reason):
        list(inserts(written(tmp_path, *lines)))


def test_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "office.sql"
    path.write_bytes(HEAD.encode() + b"\n('\x93', 'b', 1, 2);\n")
    with pytest.raises(InvalidSource, match="line 2: it is not written in UTF-8"):
        list(inserts(path))
