"""How an operation is answered: its statement, the sites that bind it, and the order of its fields."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from graphql import FieldNode

from api.selection import Selection
from api.sites import Site
from graph.reading.statement import Statement, compiled
from queries.question import Question


class Plan(msgspec.Struct):
    """One operation, planned; `statement` is missing when nothing is read."""

    statement: Statement | None
    sites: list[Site]
    keys: Sequence[str]
    introspected: Sequence[FieldNode]
    asked: Mapping[str, type[Question]]

    def merged(self, data: Mapping[str, Any], introspection: Mapping[str, Any]) -> dict[str, Any]:
        """What was read and what the schema says of itself, in the document's order."""
        if not introspection:
            return dict(data)
        return {key: introspection[key] if key in introspection else data[key] for key in self.keys}


def planned(selection: Selection) -> Plan:
    """The plan of a selection."""
    return Plan(
        statement=compiled(selection.roots) if selection.roots else None,
        sites=selection.sites,
        keys=selection.keys,
        introspected=selection.introspected,
        asked=selection.asked,
    )
