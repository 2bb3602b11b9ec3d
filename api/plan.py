"""How an operation is answered: its statement, the sites that bind it, and the order of its fields."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from graphql import FieldNode

from api.selection import Selection
from api.sites import Site
from graph.reading.statement import Statement, compiled
from graph.reading.tree import Constant


class Plan(msgspec.Struct):
    """One operation, planned; `statement` is missing when nothing is read.

    `told` keeps what the schema says of itself, where no variable can change it.
    """

    statement: Statement | None
    constants: Mapping[str, str]
    sites: list[Site]
    keys: Sequence[str]
    introspected: Sequence[FieldNode]
    told: Mapping[str, Any] | None = None

    def merged(self, data: Mapping[str, Any], introspection: Mapping[str, Any]) -> dict[str, Any]:
        """What was read and what the schema says of itself, in the document's order."""
        if not introspection:
            return dict(data)
        return {key: introspection[key] if key in introspection else data[key] for key in self.keys}


def planned(selection: Selection) -> Plan:
    """The plan of a selection."""
    constants = {root.key: root.text for root in selection.roots if isinstance(root, Constant)}
    return Plan(
        statement=compiled(selection.roots) if len(constants) < len(selection.roots) else None,
        constants=constants,
        sites=selection.sites,
        keys=selection.keys,
        introspected=selection.introspected,
    )
