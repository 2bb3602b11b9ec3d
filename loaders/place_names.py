"""What people call a place, from the name and identifier that the registers print."""

import re
from collections.abc import Iterable

_FORMS = (
    "city and borough|charter township|unified government|metropolitan government|urban county|township|city"
    "|town|village|borough|plantation|municipality|corporation"
)
_FORM = re.compile(rf"^(?P<core>.+?) (?P<form>{_FORMS})$")
_SECOND = re.compile(r"^(?P<first>.+?) \((?P<second>.+)\)$")
_KEPT = frozenset({"township", "charter township", "plantation"})
_OF = frozenset({"city", "town", "village", "borough", "township", "charter township"})
_COMMONWEALTHS = frozenset({"Kentucky", "Massachusetts", "Pennsylvania", "Virginia"})

Names = tuple[str, tuple[str, ...]]


def slug(identifier: str) -> str:
    """The last part of an Open Civic Data identifier as a name: place:san_francisco is San Francisco."""
    words = identifier.rsplit(":", 1)[-1].replace("~", "'").replace("_", " ").split()
    return " ".join("-".join(part[:1].upper() + part[1:] for part in word.split("-")) for word in words)


def place(printed: str, state: tuple[str, str], county: str | None = None) -> Names:
    """A city, town, village, borough or township: its name and the other forms in use.

    `state` is the postal code and the name; `county` the name of the county that its identifier names.
    """
    found = _FORM.match(printed)
    core, form = (found["core"], found["form"]) if found else (printed, "")
    double = _SECOND.match(core)
    core, second = (double["first"], [double["second"]]) if double else (core, [])
    name = f"{core} {form.title()}" if form in _KEPT else core
    if form == "town" and county:
        name = f"Town of {core}"
    formal = [f"{form.title()} of {core}"] if form in _OF else []
    formal += [f"{name} City"] if name == state[1] else []
    return name, _apart(name, [*formal, *second, *_in_state(name, state, county)])


def plain(printed: str) -> bool:
    """Whether a printed name is that of one place, not of a city and a county joined."""
    return not re.search(r"[/,]|-.* (urban county|County)$", printed)


def county(printed: str, state: tuple[str, str]) -> Names:
    """A county, parish, borough or municipio."""
    if printed.endswith(" Municipio"):
        name = printed.removesuffix(" Municipio")
        return name, _apart(name, [printed, f"Municipio de {name}", *_in_state(name, state)])
    return printed, _apart(printed, _in_state(printed, state))


def state(name: str, code: str) -> Names:
    """A state or territory, with its postal code."""
    if code == "DC":
        return name, ("DC", "D.C.", "Washington, DC", "Washington, D.C.")
    form = "Commonwealth" if name in _COMMONWEALTHS else "State"
    return name, (code, f"{form} of {name}")


def territory(name: str, code: str) -> Names:
    """A territory, with its postal code."""
    spelt = [name.replace("US ", "U.S. "), name.replace("US ", "")] if name.startswith("US ") else []
    return name, (code, *spelt)


def country(name: str) -> Names:
    """The country."""
    return name, ("United States of America", "USA", "U.S.")


def _in_state(name: str, state: tuple[str, str], county: str | None = None) -> list[str]:
    code, full = state
    if county:
        return [f"{name}, {code}", f"{name}, {county}, {code}"]
    return [f"{name}, {code}", f"{name}, {full}"]


def _apart(name: str, others: Iterable[str]) -> tuple[str, ...]:
    """The names other than the first, each once."""
    return tuple(other for other in dict.fromkeys(others) if other != name)
