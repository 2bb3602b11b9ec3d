"""The files that neo4j-admin builds a store of: one a type, as CSV with typed headers."""

import csv
import datetime
from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter
from pathlib import Path
from typing import Any

import msgspec

from graph.rows import DEFAULTED, STAMPED, Row, columns, edge_key, key_text
from graph.writing import Kind
from schema.model import Edge
from schema.registry import EdgeType, NodeType, Property

SEPARATOR = "\x1f"
_TYPES = {"Int": "long", "Float": "double", "Boolean": "boolean", "Date": "date", "DateTime": "datetime"}
_UNRESOLVED = ("key", "type", "digest", "payload", "dataset", "run", "confidence")


class Import(msgspec.Struct, frozen=True):
    """A file to import, and the labels or the type of what it holds."""

    path: Path
    named: str
    nodes: bool
    multiline: bool


class TypeFile:
    """The import file of one type."""

    def __init__(self, folder: Path, kind: Kind) -> None:
        """Open it and write its header."""
        self._kind = kind
        self._nodes = isinstance(kind, NodeType)
        self._path = folder / f"{'nodes' if self._nodes else 'links'}-{kind.name}.csv"
        self._file = _Lines(self._path)
        self._writer = csv.writer(self._file, lineterminator="\n")
        order = columns(kind.cls)
        properties = {each.name: each for each in kind.properties}
        names = [name for name, _ in order.written() if name not in {"retired_at", "digest"}]
        ends = [] if self._nodes else ["start", "end"]
        self._pick = itemgetter(*(order.places[name] for name in (*ends, *names)))
        self._digest = order.digest
        self._stamped = {len(ends) + at: name for at, name in enumerate(names) if name in STAMPED}
        self._defaulted = {len(ends) + at: name for at, name in enumerate(names) if name in DEFAULTED}
        self._said: dict[str, tuple[list[tuple[int, Any]], list[tuple[int, Any]]]] = {}
        self._lists = [len(ends) + at for at, name in enumerate(names) if properties[name].many]
        self._flags = [
            len(ends) + at for at, name in enumerate(names) if _type(properties[name]) == "boolean"
        ]
        self._moments = [
            len(ends) + at
            for at, name in enumerate(names)
            if _type(properties[name]) == "datetime" and name not in STAMPED
        ]
        heads = [_head(properties[name], identifies=self._nodes) for name in names]
        self._writer.writerow([*([":START_ID", ":END_ID"] if ends else []), *heads, "digest"])

    def write(self, made: Row, shared: Mapping[str, Any]) -> None:
        """Write one record, with what its load says of all."""
        cells: list[Any] = [*self._pick(made), made[self._digest]]
        stamps, defaults = self._said.get(shared["run"]) or self._say(shared)
        for at, value in stamps:
            cells[at] = value
        for at in self._lists:
            if cells[at]:
                cells[at] = SEPARATOR.join(map(str, cells[at]))
        for at, value in defaults:
            cells[at] = cells[at] or value
        for at in self._flags:
            if cells[at] is not None:
                cells[at] = "true" if cells[at] else "false"
        for at in self._moments:
            if cells[at] is not None:
                cells[at] = cells[at].isoformat()
        self._writer.writerow(cells)

    def _say(self, shared: Mapping[str, Any]) -> tuple[list[tuple[int, Any]], list[tuple[int, Any]]]:
        """The cells that a load says of all its records, and those that it says where a record does not."""
        stamps, defaults = (
            [(at, _cell(shared[name])) for at, name in places.items()]
            for places in (self._stamped, self._defaulted)
        )
        self._said[shared["run"]] = stamps, defaults
        return stamps, defaults

    def close(self) -> Import:
        """Finish the file; returns how it is imported."""
        self._file.close()
        named = ":".join(self._kind.labels) if isinstance(self._kind, NodeType) else self._kind.name
        return Import(self._path, named, self._nodes, self._file.multiline)


class _Lines:
    """A file of lines that notes whether any of them holds a line break."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("w", encoding="utf-8", newline="")
        self.close = self._file.close
        self.multiline = False

    def write(self, line: str) -> None:
        if line.find("\n") < len(line) - 1:
            self.multiline = True
        self._file.write(line)


class UnresolvedFile:
    """The import file of relationships that lack an end."""

    def __init__(self, folder: Path) -> None:
        """Open it and write its header."""
        self._path = folder / "nodes-Unresolved.csv"
        self._file = self._path.open("w", encoding="utf-8", newline="")
        self._writer = csv.writer(self._file, lineterminator="\n")
        self._writer.writerow(["key:ID", *_UNRESOLVED[1:], "stated_at:datetime", "source:string[]"])
        self._any = False

    def add(
        self, kind: EdgeType, edge: Edge[Any, Any], packed: bytes, mark: str, shared: Mapping[str, Any]
    ) -> None:
        """Write one relationship as it waits."""
        self._any = True
        key = key_text([shared["dataset"], kind.name, edge_key(kind, edge)])
        cells = [key, kind.name, mark, packed.hex(), *(shared[name] for name in _UNRESOLVED[4:])]
        moment: datetime.datetime = shared["stated_at"]
        self._writer.writerow([*cells, moment.isoformat(), SEPARATOR.join(shared["source"])])

    def close(self) -> list[Import]:
        """Finish the file; returns how it is imported, if it holds anything."""
        self._file.close()
        return [Import(self._path, "Unresolved", nodes=True, multiline=False)] if self._any else []


def arguments(files: Sequence[Import]) -> Iterator[str]:
    """What neo4j-admin is told to import the files into an empty database."""
    yield from ("database", "import", "full", "neo4j", "--overwrite-destination", "--id-type=string")
    yield f"--array-delimiter=U+{ord(SEPARATOR):04X}"
    yield f"--multiline-fields={'true' if any(each.multiline for each in files) else 'false'}"
    for each in files:
        yield f"--{'nodes' if each.nodes else 'relationships'}={each.named}={each.path}"


def _cell(value: Any) -> Any:
    if isinstance(value, datetime.datetime):
        return value.isoformat()
    return SEPARATOR.join(value) if isinstance(value, list) else value


def _head(each: Property, *, identifies: bool) -> str:
    if each.name == "id" and identifies:
        return "id:ID"
    kind = _type(each)
    return f"{each.name}:{kind}{'[]' if each.many else ''}"


def _type(each: Property) -> str:
    return _TYPES.get(each.value.scalar, "string")
