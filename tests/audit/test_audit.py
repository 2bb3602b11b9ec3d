"""The public audit suite of GraphQL over HTTP finds nothing."""

import json
from pathlib import Path

from tests.serving import installed, npm, served

FOLDER = Path(__file__).resolve().parent


def test_audit_suite_finds_nothing(tmp_path: Path) -> None:
    installed(FOLDER)
    nowhere = {"NEO4J_URI": "bolt://127.0.0.1:9", "NEO4J_USERNAME": "neo4j", "NEO4J_PASSWORD": "none"}
    with served(tmp_path / "home", nowhere) as url:
        done = npm(FOLDER, "run", "--silent", "audit", "--", url)
    assert done.returncode == 0, done.stderr
    results = json.loads(done.stdout)
    assert len(results) > 50
    assert [each for each in results if each["status"] != "ok"] == []
