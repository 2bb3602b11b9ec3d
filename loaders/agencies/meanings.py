"""What the names of agencies mean that other publications print."""

from pathlib import Path

from graph.store import Store
from loaders.agencies.hierarchy import Offices, identifier, listed, organizations, written
from loaders.agency_names import Names
from schema.errors import InvalidSource

_STATED = """MATCH (a:Agency)
WHERE a.id =~ 'agency/\\\\d{3}(/.*)?' AND a.retired_at IS NULL AND a.valid_to IS NULL
OPTIONAL MATCH (a)-[:OFFICE_OF]->(d:Agency)
RETURN a.id AS id, a.name AS name, a.aliases AS aliases, count(d) > 0 AS office ORDER BY id"""


def named(place: Path) -> Names:
    """What names mean by the code lists and SAM.gov's hierarchy in a folder."""
    return names_of(listed(place), place)


def near(place: Path) -> Names | None:
    """What names mean by the code lists that lie with a file or beside its folder; None where none do."""
    try:
        return named(place)
    except InvalidSource:
        return None


def stated(store: Store) -> Names | None:
    """What names mean by the agencies that are in the graph; None where it has none."""
    departments: dict[str, str] = {}
    offices: list[tuple[str, str, str]] = []
    for each in store.read(_STATED):
        top = "/".join(each["id"].split("/")[:2])
        for name in (each["name"], *(each["aliases"] or ())):
            if each["office"]:
                offices.append((top, name, each["id"]))
            else:
                departments.setdefault(name, each["id"])
    return Names(departments, offices) if departments else None


def names_of(every: Offices, place: Path) -> Names:
    """What names mean by agencies that were read, and by the names that SAM.gov has for their codes."""
    departments: dict[str, str] = {}
    offices: list[tuple[str, str, str]] = []
    codes: dict[tuple[str, str], str] = {}
    for (cgac, office), agency in every.items():
        top, own = f"agency/{cgac}", identifier(cgac, agency)
        if not office:
            departments[agency["name"]] = top
            continue
        offices.append((top, agency["name"], own))
        codes |= {(top, code): own for code in agency["codes"]}
    for each in organizations(place):
        top = f"agency/{each['cgac']}"
        if each["level"] == 1:
            office_own = Names({}, offices).office(top, each["name"])
            departments.setdefault(written(each["name"]), office_own or top)
        elif (top, each["code"]) in codes:
            offices.append((top, each["name"], codes[top, each["code"]]))
    return Names(departments, offices)
