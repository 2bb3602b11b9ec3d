"""The files that neo4j-admin builds a store of: one a type, as CSV with typed headers."""

import csv
import datetime
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TextIO

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
        self._file: TextIO = self._path.open("w", encoding="utf-8", newline="")
        self._writer = csv.writer(self._file, lineterminator="\n")
        order = columns(kind.cls)
        properties = {each.name: each for each in kind.properties}
        names = [name for name, _ in order.written() if name not in {"retired_at", "digest"}]
        ends = [] if self._nodes else ["start", "end"]
        self._places = [order.places[name] for name in (*ends, *names)]
        self._digest = order.digest
        self._constants = [
            (len(ends) + at, name, name in DEFAULTED)
            for at, name in enumerate(names)
            if name in (*STAMPED, *DEFAULTED)
        ]
        self._lists = [len(ends) + at for at, name in enumerate(names) if properties[name].many]
        self._flags = [
            len(ends) + at for at, name in enumerate(names) if _type(properties[name]) == "boolean"
        ]
        self._moments = [
            len(ends) + at for at, name in enumerate(names) if _type(properties[name]) == "datetime"
        ]
        heads = [_head(properties[name], identifies=self._nodes) for name in names]
        self._writer.writerow([*([":START_ID", ":END_ID"] if ends else []), *heads, "digest"])
        self.multiline = False

    def write(self, made: Row, shared: Mapping[str, Any]) -> None:
        """Write one record, with what its load says of all."""
        cells = [made[place] for place in self._places]
        for at, name, given in self._constants:
            if not (given and cells[at]):
                cells[at] = shared[name]
        for at in self._lists:
            if cells[at]:
                cells[at] = SEPARATOR.join(map(str, cells[at]))
        for at in self._flags:
            if cells[at] is not None:
                cells[at] = "true" if cells[at] else "false"
        for at in self._moments:
            if cells[at] is not None:
                cells[at] = cells[at].isoformat()
        cells.append(made[self._digest])
        if not self.multiline and any(isinstance(cell, str) and "\n" in cell for cell in cells):
            self.multiline = True
        self._writer.writerow(cells)

    def close(self) -> Import:
        """Finish the file; returns how it is imported."""
        self._file.close()
        named = ":".join(self._kind.labels) if isinstance(self._kind, NodeType) else self._kind.name
        return Import(self._path, named, self._nodes, self.multiline)


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


def _head(each: Property, *, identifies: bool) -> str:
    if each.name == "id" and identifies:
        return "id:ID"
    kind = _type(each)
    return f"{each.name}:{kind}{'[]' if each.many else ''}"


def _type(each: Property) -> str:
    return _TYPES.get(each.value.scalar, "string")
