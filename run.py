"""Run a command of Proviso, installing first whatever is missing: `python3 run.py proviso up`.

Needs Python 3.11 or later and its own `venv`, nothing else. Uses the `uv` on the path if there is one;
otherwise installs the pinned one, by hash, into `.uv/` beside this file.
"""

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
HOME = ROOT / ".uv"
PINNED = ROOT / "uv.requirements.txt"
SCRIPTS = "Scripts" if os.name == "nt" else "bin"


def main() -> int:
    """Install the tool and the locked dependencies, then run the command that was asked for."""
    if sys.version_info < (3, 11):  # noqa: UP036 — the one file that an older one reads
        return _complain("Proviso needs Python 3.11 or later: run this file with a newer python3.")
    command = sys.argv[1:] or ["proviso", "--help"]
    try:
        tool = shutil.which("uv") or _install()
    except (OSError, subprocess.CalledProcessError) as error:
        return _complain(f"Installing uv failed ({error}): check the network, or install uv yourself.")
    environment = {**os.environ, "UV_PYTHON": sys.executable, "UV_PYTHON_DOWNLOADS": "never"}
    arguments = [tool, "run", "--frozen", "--project", str(ROOT), *command]
    if os.name == "nt":
        return subprocess.run(arguments, cwd=ROOT, env=environment, check=False).returncode
    os.chdir(ROOT)
    return os.execve(tool, arguments, environment)


def _install() -> str:
    """Put the pinned uv into its own environment, once; returns the path of the program."""
    tool = HOME / SCRIPTS / ("uv.exe" if os.name == "nt" else "uv")
    stamp = HOME / "pinned"
    if tool.exists() and stamp.exists() and stamp.read_text() == PINNED.read_text():
        return str(tool)
    sys.stderr.write("Installing uv into .uv …\n")
    venv.create(HOME, with_pip=True, clear=True)
    pip = [str(HOME / SCRIPTS / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "--require-hashes", "--requirement", str(PINNED)], check=True)
    stamp.write_text(PINNED.read_text())
    return str(tool)


def _complain(sentence: str) -> int:
    sys.stderr.write(sentence + "\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
