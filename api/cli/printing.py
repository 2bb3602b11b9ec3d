"""How the command line shows rows: a table for people, JSON or CSV for scripts."""

import csv
import sys
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

import orjson
from rich.console import Console
from rich.table import Table

from schema.errors import ProvisoError

OUT = Console(highlight=False, soft_wrap=True)
ERR = Console(stderr=True, highlight=False, soft_wrap=True)


class Shape(StrEnum):
    """The form of a command's output."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def show(rows: Sequence[Mapping[str, Any]], shape: Shape) -> None:
    """Print rows that share their keys."""
    if shape is Shape.JSON:
        show_json(list(rows))
    elif shape is Shape.CSV:
        _csv(rows)
    else:
        OUT.print(_table(rows))


def show_json(value: Any) -> None:
    """Print a value as JSON."""
    text = orjson.dumps(value, default=str, option=orjson.OPT_INDENT_2 | orjson.OPT_NON_STR_KEYS)
    sys.stdout.write(text.decode() + "\n")


def tell(error: ProvisoError, as_json: bool) -> None:
    """Print what went wrong, on standard error."""
    if as_json:
        told = {"error": {"message": error.message, "remedy": error.remedy}}
        sys.stderr.write(orjson.dumps(told).decode() + "\n")
    else:
        ERR.print(str(error), style="red", markup=False)


def outline(value: Any, indent: int = 0) -> None:
    """Print nested data as an indented outline, leaving out what is empty."""
    for line in _outline(value, indent):
        OUT.print(line, markup=False)


def _csv(rows: Sequence[Mapping[str, Any]]) -> None:
    writer = csv.DictWriter(sys.stdout, fieldnames=list(rows[0]) if rows else [], lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: _cell(value) for name, value in row.items()} for row in rows)


def _table(rows: Sequence[Mapping[str, Any]]) -> Table | str:
    if not rows:
        return "No rows."
    table = Table(*rows[0], show_lines=False)
    for row in rows:
        table.add_row(*(_cell(value) for value in row.values()))
    return table


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else orjson.dumps(value, default=str).decode()


def _outline(value: Any, indent: int) -> list[str]:
    pad = "  " * indent
    if isinstance(value, Mapping):
        return [
            line for name, part in value.items() if not _empty(part) for line in _part(name, part, indent)
        ]
    if isinstance(value, list):
        return [line for part in value for line in _item(part, indent)]
    return [f"{pad}{value}"]


def _part(name: str, part: Any, indent: int) -> list[str]:
    pad = "  " * indent
    if isinstance(part, Mapping) and set(part) <= {"__typename", "id", "name"}:
        return [f"{pad}{name}: {part.get('name', '')} [{part.get('id', '')}]"]
    if isinstance(part, Mapping | list) and not _plain(part):
        return [f"{pad}{name}:", *_outline(part, indent + 1)]
    return [f"{pad}{name}: {', '.join(map(str, part)) if isinstance(part, list) else part}"]


def _item(part: Any, indent: int) -> list[str]:
    lines = _outline(part, indent + 1)
    return ["  " * indent + "- " + lines[0].lstrip(), *lines[1:]] if lines else []


def _plain(part: Any) -> bool:
    return isinstance(part, list) and not any(isinstance(each, Mapping | list) for each in part)


def _empty(part: Any) -> bool:
    return part is None or part in ([], {})
