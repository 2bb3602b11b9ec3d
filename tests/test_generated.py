"""What is committed is what is generated."""

from pathlib import Path

import pytest

from api.generated import ROOT, texts

TEXTS = texts()


@pytest.mark.parametrize("path", TEXTS, ids=[str(path.relative_to(ROOT)) for path in TEXTS])
def test_generated_file_is_fresh(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == TEXTS[path], "Run: uv run python -m api.generated"


def test_generating_twice_gives_the_same() -> None:
    assert texts() == TEXTS
