"""A base of facts as shipped, by type and by key."""

from pathlib import Path
from typing import Any, TypeVar

from loaders import normalised
from schema.model import Edge, Node, Record

Kind = TypeVar("Kind", bound=Record)


class Facts:
    """The shipped records of one file."""

    def __init__(self, path: Path) -> None:
        self.records = list(normalised.records(path))
        self.nodes = {each.id: each for each in self.records if isinstance(each, Node)}
        self.by_record = {each.record: each for each in self.nodes.values() if each.record}

    def every(self, cls: type[Kind]) -> list[Kind]:
        """The records of a type."""
        return [each for each in self.records if isinstance(each, cls)]

    def node(self, cls: type[Kind], identifier: str) -> Kind:
        """The node of that id, which must be of the type."""
        found = self.nodes[identifier]
        assert isinstance(found, cls)
        return found

    def ends(self, cls: type[Edge[Any, Any]], start: str) -> set[str]:
        """Where links of a type lead from a node."""
        return {each.end for each in self.every(cls) if each.start == start}

    def starts(self, cls: type[Edge[Any, Any]], end: str) -> set[str]:
        """Where links of a type come from to a node."""
        return {each.start for each in self.every(cls) if each.end == end}

    def edge(self, cls: type[Kind], start: str, end: str) -> Kind:
        """The one link of a type between two nodes."""
        found = [each for each in self.every(cls) if (_end(each, "start"), _end(each, "end")) == (start, end)]
        assert len(found) == 1, (cls, start, end)
        return found[0]


def _end(record: Record, name: str) -> str:
    return str(getattr(record, name))
