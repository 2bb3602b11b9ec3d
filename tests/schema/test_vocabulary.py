"""Generic code contains no word of the domain, so that it serves any model."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GENERIC = [
    *(ROOT / "schema" / name for name in ("model.py", "registry.py", "dictionary.py", "context.py")),
    *(path for path in (ROOT / "graph").rglob("*.py")),
    *(ROOT / "loaders" / name for name in ("source.py", "loading.py", "normalised.py", "catalogue.py")),
    *(ROOT / "queries" / name for name in ("question.py", "catalogue.py")),
    *(ROOT / "api").rglob("*.py"),
]
DOMAIN = re.compile(
    r"grants?(?!ed)|jurisdictions?|obligations?|reliefs?|courts?|awards?|agenc(y|ies)|rulings?|statutes?"
    r"|injunctions?|ordinances?|count(y|ies)|sanctuary|fiscal|designations?|certifications?",
    re.IGNORECASE,
)
WORD = re.compile(r"[A-Z]?[a-z]+")


@pytest.mark.parametrize("path", GENERIC, ids=lambda path: str(path.relative_to(ROOT)))
def test_generic_code_has_no_domain_word(path: Path) -> None:
    words = WORD.findall(path.read_text(encoding="utf-8"))
    assert [word for word in words if DOMAIN.fullmatch(word)] == []
