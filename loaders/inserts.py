"""Rows of a file of SQL INSERT statements, read as text: no statement of it is ever run."""

import re
from collections.abc import Iterator
from pathlib import Path

from loaders import files
from schema.errors import InvalidSource

Value = str | int | float | None
_HEAD = re.compile(r"INSERT\s+INTO\s+(?P<table>\w+)\s*\((?P<columns>[\w\s,]+)\)\s*VALUES\s*", re.IGNORECASE)
_VALUE = re.compile(r"\s*(?:'(?P<text>(?:[^']|'')*)'|(?P<number>-?\d+(?:\.\d+)?)|NULL)\s*([,)])")


def inserts(path: Path) -> Iterator[tuple[int, str, dict[str, Value]]]:
    """Each row that the file inserts, one a line: the line, the table, the values by column.

    Raises InvalidSource where the file breaks off, is no UTF-8, or has a value that is no plain constant.
    """
    table, columns, number = "", list[str](), 0
    with files.opened(path) as file:
        for number, raw in files.lines(file, path):
            line = _decoded(raw, number, path)
            if head := _HEAD.fullmatch(line):
                table, columns = head["table"], [each.strip() for each in head["columns"].split(",")]
            elif line.lstrip().upper().startswith("INSERT"):
                raise _broken(path, number, "the statement does not stand alone in its line")
            elif table and line.lstrip().startswith("("):
                values = _values(line, number, path)
                if len(values) != len(columns):
                    raise _broken(path, number, f"it gives {len(values)} values for {len(columns)} columns")
                yield number, table, dict(zip(columns, values, strict=True))
            table = "" if line.rstrip().endswith(";") else table
    if table:
        raise _broken(path, number, "the statement has no end")


def _values(line: str, number: int, path: Path) -> list[Value]:
    """The constants in brackets at the beginning of a line."""
    values: list[Value] = []
    place = line.index("(") + 1
    while found := _VALUE.match(line, place):
        values.append(_constant(found))
        place = found.end()
        if found[3] == ")":
            return values
    raise _broken(path, number, "a value is no text, number or NULL")


def _constant(found: re.Match[str]) -> Value:
    if found["text"] is not None:
        return found["text"].replace("''", "'")
    number = found["number"]
    if number is None:
        return None
    return float(number) if "." in number else int(number)


def _decoded(raw: bytes, number: int, path: Path) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _broken(path, number, "it is not written in UTF-8") from error


def _broken(path: Path, number: int, reason: str) -> InvalidSource:
    return InvalidSource(f"{path.name}, line {number}: {reason}.", "Fetch it again.")
