"""What the server wrote down: its logs, kept apart by start, and the line that says why it stopped."""

import re
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

KEPT = 4
_TELLING = re.compile(r"\b(ERROR|FATAL|Caused by:|Error occurred|Exception|Invalid|Unrecognized)\b")


def rotate(logs: Path) -> None:
    """Move the logs of the last start to `logs/1`, those before to `logs/2`, and so on."""
    if not any(logs.glob("*.log*")):
        return
    shutil.rmtree(logs / str(KEPT), ignore_errors=True)
    for number in range(KEPT - 1, 0, -1):
        with suppress(FileNotFoundError):
            (logs / str(number)).rename(logs / str(number + 1))
    (logs / "1").mkdir()
    for each in logs.glob("*.log*"):
        each.rename(logs / "1" / each.name)


def reason(logs: Path) -> str:
    """The line that says best why the server stopped: the last cause, else the last line of all."""
    lines = list(_lines(logs))
    telling = [line for line in lines if _TELLING.search(line)]
    causes = [line for line in telling if "Caused by:" in line]
    return (causes or telling or lines or ["it wrote nothing"])[-1].strip()


def _lines(logs: Path) -> Iterator[str]:
    for name in ("neo4j.log", "console.log"):
        with suppress(FileNotFoundError):
            text = (logs / name).read_text(errors="replace")
            yield from (line for line in text.splitlines() if line.strip() and "[warning]" not in line)
