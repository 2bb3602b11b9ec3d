"""`proviso key`: printed once, kept as a hash, and good for asking."""

from hashlib import sha256
from pathlib import Path

import pytest

from api.access import callers
from api.cli.app import WRONG, run


def test_key_is_printed_once_and_kept_as_its_hash(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "keys.json"
    assert run(["key", "newsroom", "--file", str(path), "--per-minute", "30"]) == 0
    key = capsys.readouterr().out.strip()
    assert len(key) > 40
    assert callers(path)["newsroom"].sha256 == sha256(key.encode()).hexdigest()
    assert callers(path)["newsroom"].per_minute == 30


def test_key_needs_a_file(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PROVISO_KEYS", raising=False)
    assert run(["key", "newsroom"]) == WRONG
    assert "PROVISO_KEYS" in capsys.readouterr().err
