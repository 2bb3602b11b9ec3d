"""The agencies that the graph knows, by the names that other publications print."""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from graph.store import Store
from loaders.agency_names import Names

_AGENCIES = """MATCH (a:Agency) WHERE a.retired_at IS NULL AND a.valid_to IS NULL
OPTIONAL MATCH (a) (()-[o:OFFICE_OF WHERE o.retired_at IS NULL]->()){1,8} (top:Agency)
  WHERE NOT EXISTS { (top)-[above:OFFICE_OF]->() WHERE above.retired_at IS NULL }
RETURN a.id AS id, a.name AS name, a.aliases AS aliases, a.abbreviation AS abbreviation, min(top.id) AS top
ORDER BY id"""
"""The agencies of today, each with the department at the top of its hierarchy."""


class Agencies(msgspec.Struct, frozen=True):
    """What names mean; departments by their abbreviations, and offices by the department and theirs."""

    names: Names
    abbreviations: Mapping[str, str]
    offices: Mapping[tuple[str, str], str]

    def found(self, department: str, office: str | None) -> tuple[str | None, bool]:
        """The agency that two printed names mean, else its department; and whether all was known."""
        top = self.names.department(department)
        return self.within(top, office)

    def within(self, top: str | None, office: str | None) -> tuple[str | None, bool]:
        """The office of that name under a department, or the department; and whether all was known."""
        if not top or not office:
            return top, top is not None
        own = self.names.office(top, office)
        return own or top, own is not None


NONE = Agencies(Names({}, ()), {}, {})
"""Where no graph is at hand."""


def known(store: Store) -> Agencies:
    """The agencies of the graph."""
    return agencies(store.read(_AGENCIES))


def agencies(rows: Iterable[Mapping[str, Any]]) -> Agencies:
    """The agencies by their rows: id, name, aliases, abbreviation and the department above."""
    departments: dict[str, str] = {}
    abbreviations: dict[str, str] = {}
    short: dict[tuple[str, str], str] = {}
    offices: list[tuple[str, str, str]] = []
    for row in rows:
        names = (row["name"], *(row["aliases"] or ()))
        if row["top"]:
            offices += [(row["top"], name, row["id"]) for name in names]
            short.setdefault((row["top"], row["abbreviation"]), row["id"])
            continue
        for name in names:
            departments.setdefault(name, row["id"])
        if row["abbreviation"]:
            abbreviations.setdefault(row["abbreviation"], row["id"])
    return Agencies(Names(departments, offices), abbreviations, short)
