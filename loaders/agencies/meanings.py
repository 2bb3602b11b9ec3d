"""What the names of agencies mean that other publications print."""

from pathlib import Path

from loaders.agencies.hierarchy import Offices, identifier, listed, organizations, written
from loaders.agency_names import Names
from schema.errors import InvalidSource


def named(place: Path) -> Names:
    """What names mean by the code lists and SAM.gov's hierarchy in a folder."""
    return names_of(listed(place), place)


def near(place: Path) -> Names | None:
    """What names mean by the code lists that lie with a file or beside its folder; None where none do."""
    try:
        return named(place)
    except InvalidSource:
        return None


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
