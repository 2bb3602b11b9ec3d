"""What a reader's own Cypher may do: read this database, and nothing else.

A READ session refuses writes, but not LOAD CSV, nor procedures that list settings or users. The plan says
what a statement would do before it does it, whichever server it is. Planning has limits of its own: every
level of nested subqueries nearly doubles its time, and a text too deep for the parser's stack fails without
word to the client.
"""

import re
from collections.abc import Iterator
from typing import Any

from graph.store import Store, Values
from schema.errors import Refused

_PROCEDURES = (
    "db.index.fulltext.query",
    "db.labels",
    "db.propertyKeys",
    "db.relationshipTypes",
    "db.schema.",
)
_SHOWN = frozenset({"ShowConstraints", "ShowIndexes"})
_MOST_CHARACTERS = 20_000
_DEEPEST = 16
_SECONDS_TO_PLAN = 20.0
_QUOTED = re.compile(
    r"'(?:[^'\\]|\\.)*'"
    r'|"(?:[^"\\]|\\.)*"'
    r"|`[^`]*`|/\*.*?\*/|//[^\n]*",
    re.DOTALL,
)


def refuse_all_but_reading(store: Store, statement: str, values: Values | None = None) -> None:
    """Raise Refused unless the statement's plan only reads the graph."""
    _refuse_the_endless(statement)
    summary = store.explain(statement, values, seconds=_SECONDS_TO_PLAN)
    if summary.query_type != "r":
        raise Refused("The statement would write.", "This way in only reads: use MATCH and RETURN.")
    for operator, details in _operators(summary.plan or {}):
        if operator == "LoadCSV":
            raise Refused("LOAD CSV reads files and addresses.", "Load a file with `proviso load`.")
        if operator == "ProcedureCall" and not details.startswith(_PROCEDURES):
            raise Refused(f"The procedure {details.split('(')[0]} is not open to readers.")
        if operator.startswith("Show") and operator not in _SHOWN:
            raise Refused("The statement lists what the server keeps to itself.")


def _refuse_the_endless(statement: str) -> None:
    if len(statement) > _MOST_CHARACTERS:
        raise Refused(
            f"The statement has {len(statement):,} characters; at most {_MOST_CHARACTERS:,} are read.",
            "Give long lists as parameters.",
        )
    depth = 0
    for character in _QUOTED.sub("", statement):
        depth += (character in "([{") - (character in ")]}")
        if depth > _DEEPEST:
            raise Refused(
                f"The statement nests brackets more than {_DEEPEST} deep.", "Take steps apart using WITH."
            )


def _operators(plan: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield plan.get("operatorType", "").split("@")[0], str(plan.get("args", {}).get("Details", ""))
    for child in plan.get("children", ()):
        yield from _operators(child)
