"""What the fact base says in sentences only, read by us and kept as data: `data/curated/*.yaml`.

A file has `facts`: more fields of a fact, by its id; and `records`: records of the model in its own terms,
each with the `facts` that it rests on. It may have `elsewhere`: the nodes of another fact base's facts, by
their ids there; and `called`: names of agencies by such ids. `program_names.yaml` has everyday names of
assistance listings.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
import yaml

from schema.errors import InvalidSource

FOLDER = Path(__file__).resolve().parents[2] / "data" / "curated"
_NAMES = "program_names.yaml"


class Curated(msgspec.Struct, frozen=True):
    """All files of a folder, read as one."""

    facts: dict[str, dict[str, Any]]
    records: list[dict[str, Any]]
    names: dict[str, list[str]]
    elsewhere: dict[str, str]
    called: dict[str, str]


def curated(folder: Path = FOLDER) -> Curated:
    """Read the folder; raises InvalidSource when two files give one field of a fact."""
    facts: dict[str, dict[str, Any]] = {}
    records: list[dict[str, Any]] = []
    elsewhere: dict[str, str] = {}
    called: dict[str, str] = {}
    files = {path.name: _content(path) for path in sorted(folder.glob("*.yaml"))}
    names = files.pop(_NAMES, {})
    for name, content in files.items():
        for fact, fields in content.get("facts", {}).items():
            _join(facts.setdefault(fact, {}), fields, f"{name}: {fact}")
        records += content.get("records", [])
        elsewhere |= content.get("elsewhere", {})
        called |= content.get("called", {})
    return Curated(facts, records, names, elsewhere, called)


def _content(path: Path) -> dict[str, Any]:
    return yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader) or {}


def _join(known: dict[str, Any], fields: Mapping[str, Any], place: str) -> None:
    twice = sorted(set(known) & set(fields))
    if twice:
        raise InvalidSource(f"{place} gives {', '.join(twice)} again.", "Keep each field in one file.")
    known.update(fields)
