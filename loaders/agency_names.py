"""Names of federal agencies as publications print them, and the agency that each means."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

_ABBREVIATION = re.compile(r"\s*\((?:[A-Z&-]{2,12})\)\s*$")
_JOINED = re.compile(r"\s*/\s*| and (?=Bureau of)")
_USUAL = {"u. s.": "us", "u.s.": "us", "united states": "us", "dept ": "department ", "'": "", "’": ""}
_IDLE = frozenset({"the", "of", "and", "for", "on", "in", "us"})


def bare(name: str) -> str:
    """The name without an abbreviation in brackets at its end, in single spaces."""
    return " ".join(_ABBREVIATION.sub("", name).split())


def same_name(name: str) -> str:
    """The words that tell a name from others, in alphabetical order: spelling and word order do not count."""
    text = bare(name).lower()
    for printed, usual in _USUAL.items():
        text = text.replace(printed, usual)
    words = re.sub(r"[^a-z0-9 ]", " ", text).split()
    return " ".join(sorted(word for word in words if word not in _IDLE))


class Names:
    """The agencies that a name, read under the name of its department, can mean."""

    def __init__(self, departments: Mapping[str, str], offices: Iterable[tuple[str, str, str]]) -> None:
        """Take names of departments with their ids, and (department's id, office's name, office's id)."""
        self._departments = {same_name(name): agency for name, agency in departments.items()}
        self._offices: dict[tuple[str, str], str] = {}
        self._loose: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        for top, name, agency in offices:
            self._offices.setdefault((top, same_name(name)), agency)
            for part in (name, *_JOINED.split(name)):
                self._loose[top, _loosely(part)].add(agency)

    def __bool__(self) -> bool:
        """Whether any department is known."""
        return bool(self._departments)

    def department(self, name: str) -> str | None:
        """The agency at the top of a hierarchy."""
        return self._departments.get(same_name(name))

    def office(self, department: str, name: str) -> str | None:
        """The agency of that name within a department; the department where it repeats its name."""
        if self._departments.get(same_name(name)) == department:
            return department
        exact = self._offices.get((department, same_name(name)))
        near = self._loose[department, _loosely(name)]
        return exact or (next(iter(near)) if len(near) == 1 else None)


def _loosely(name: str) -> str:
    """The name without its plurals and without the word office."""
    return " ".join(word.rstrip("s") for word in same_name(name).split() if word != "office")
