"""The TypeScript example: types generated from our schema, checked, and run against a served API."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.store import Store
from tests.serving import installed, npm, served

pytestmark = pytest.mark.database

FOLDER = Path(__file__).resolve().parents[2] / "examples" / "typescript"


@pytest.fixture(scope="module")
def generated() -> None:
    """What it needs, installed as locked, and its types."""
    installed(FOLDER)
    done = npm(FOLDER, "run", "generate")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
def url(shipped: Store, tmp_path: Path) -> Iterator[str]:
    """The API over what ships."""
    address = shipped.address
    settings = {
        "NEO4J_URI": address.uri,
        "NEO4J_USERNAME": address.username or "",
        "NEO4J_PASSWORD": address.password.get_secret_value(),
        "PROVISO_SECONDS": "120",
    }
    with served(tmp_path / "home", settings) as found:
        yield found


def test_example_is_typed_and_runs(generated: None, url: str) -> None:
    checked = npm(FOLDER, "run", "check")
    assert checked.returncode == 0, checked.stdout
    done = npm(FOLDER, "run", "--silent", "start", "--", url)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert "programs have conditions of their own" in lines[0]
    assert [bool(re.match(r"\d\d\.\w{3} ", line)) for line in lines[1:6]] == [True] * 5
    assert any("for Philadelphia, PA: ENJOINED since 2017-11-15" in line for line in lines), lines


def test_error_reaches_the_client_with_its_code(generated: None, url: str) -> None:
    done = npm(FOLDER, "run", "--silent", "start", "--", url, "cond-jag-fy2017-cert", "Springfield")
    assert done.returncode == 1
    assert done.stderr.startswith("AMBIGUOUS: ")


@pytest.mark.parametrize(
    ("before", "after"),
    [("program.number", "program.numbr"), ("first: 5", 'first: "5"'), ('["Condition"]', '["Conditon"]')],
)
def test_what_does_not_fit_the_schema_is_found_before_it_runs(
    generated: None, before: str, after: str
) -> None:
    wrong = FOLDER / "src" / "wrong.ts"
    wrong.write_text((FOLDER / "src" / "main.ts").read_text(encoding="utf-8").replace(before, after))
    try:
        checked = npm(FOLDER, "run", "--silent", "check")
    finally:
        wrong.unlink()
    assert checked.returncode != 0
    assert "src/wrong.ts" in checked.stdout
