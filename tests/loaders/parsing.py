"""What a source makes of a file, without a database."""

from collections import Counter
from pathlib import Path
from typing import Any, TypeVar

from graph.rows import payload
from loaders.normalised import key
from loaders.source import Source
from schema.model import Edge, Node, Record

Kind = TypeVar("Kind", bound=Record)


class Parsed:
    """The records of a file, and the fields left over by name."""

    def __init__(self, source: Source, path: Path) -> None:
        self.records: list[Record] = []
        self.left: Counter[str] = Counter()
        self.rows = 0
        for row in source.read(path):
            self.rows += 1
            made = list(source.parse(row))
            for each in made:
                payload(each)
            self.records += made
            self.left.update(name for name in row.fields if name not in source.ignored)

    def counts(self) -> dict[str, int]:
        """How many different records of each type there are."""
        keys = {(type(each).__name__, key(each)) for each in self.records}
        return dict(Counter(name for name, _ in keys))

    def every(self, cls: type[Kind]) -> list[Kind]:
        """All records of a type."""
        return [each for each in self.records if isinstance(each, cls)]

    def node(self, cls: type[Kind], identifier: str) -> Kind:
        """The one node of that type and id."""
        found = [each for each in self.every(cls) if isinstance(each, Node) and each.id == identifier]
        assert all(each == found[0] for each in found)
        return found[0]

    def ends(self, cls: type[Edge[Any, Any]], start: str) -> list[str]:
        """Where the links of that type lead from a node."""
        return [each.end for each in self.every(cls) if each.start == start]
