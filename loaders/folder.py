"""Sources that are published as several files: finding them, and reading their tables."""

import csv
from collections.abc import Iterator
from pathlib import Path

from schema.errors import InvalidSource


def member(place: Path, name: str) -> Path:
    """The file of that name in the folder, or in one beside it or its parent; a file means its folder."""
    folder = place.parent if place.is_file() else place
    above = folder.resolve().parents[:2]
    for found in (folder / name, *(each for up in above for each in sorted(up.glob(f"*/{name}")))):
        if found.is_file():
            return found
    raise InvalidSource(f"{folder} holds no {name}.", "Put the files of the source in one folder.")


def matching(folder: Path, pattern: str) -> Path:
    """The last file of the folder, by name, that fits the pattern: the newest edition; or the file itself."""
    if folder.is_file():
        return folder
    found = sorted(folder.glob(pattern))
    if not found:
        raise InvalidSource(f"{folder} holds no {pattern}.", "Put the files of the source in one folder.")
    return found[-1]


def table(path: Path, columns: set[str], encoding: str = "utf-8-sig") -> Iterator[dict[str, str]]:
    """The rows of a CSV file with a header; raises InvalidSource when a column is missing."""
    with path.open(encoding=encoding, newline="") as file:
        reader = csv.DictReader(file)
        missing = columns - set(reader.fieldnames or ())
        if missing:
            raise InvalidSource(f"{path} lacks the columns {', '.join(sorted(missing))}.")
        yield from reader
