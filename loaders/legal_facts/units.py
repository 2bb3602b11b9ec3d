"""Units of law as the fact base cites them: 8 U.S.C. 1373(a), 2 C.F.R. 200, 18 U.S.C. 371, 372.

A range at the end is each of its units: 34 U.S.C. 10152(d)-(f) is (d), (e) and (f).
"""

import re
from collections.abc import Iterator

import msgspec

from loaders.citations import Citation
from loaders.cited import cited
from schema.law import PartOf, Provision
from schema.model import Record

_CITED = re.compile(r"(\d+) (U\.S\.C\.|C\.F\.R\.) (.+)")
_NUMBER = re.compile(r"([\dA-Za-z.-]+?)((?:\([0-9A-Za-z]+\))*)(?:-\((\w+)\))?( note)?")
_CODES = {"U.S.C.": "usc", "C.F.R.": "cfr"}


def units(text: str) -> list[Citation]:
    """The units that a text cites, in its order; a section number without a dot of the C.F.R. is a part."""
    return [unit for cited_code in text.split(";") for unit in _of_one_code(cited_code.strip())]


def stated(unit: Citation) -> Provision:
    """The unit as a provision with nothing but its place in the code."""
    found = next(each for each in cited(unit) if isinstance(each, Provision) and each.id == unit.id)
    return msgspec.structs.replace(found, mentioned_only=None)


def wholes(unit: Citation, above: str | None) -> Iterator[Record]:
    """What the unit is part of: a text that is known above it, else its section, which is stated too."""
    if above:
        yield PartOf(start=unit.id, end=above)
        return
    yield from (each for each in cited(unit) if not (isinstance(each, Provision) and each.id == unit.id))


def ancestors(identifier: str) -> Iterator[str]:
    """Identifiers of what a unit may be part of, nearest first: its own path, then its part of the C.F.R."""
    root, _, path = identifier.partition("/s")
    steps = path.split("/")
    for length in range(len(steps) - 1, 0, -1):
        yield f"{root}/s{'/'.join(steps[:length])}"
    part, dot, _ = steps[0].partition(".")
    if dot:
        yield f"{root}/pt{part}"


def _of_one_code(text: str) -> Iterator[Citation]:
    found = _CITED.fullmatch(text)
    if not found:
        return
    title, code, numbers = found.groups()
    for printed in numbers.split(", "):
        number = _NUMBER.fullmatch(printed)
        if number:
            *path, first = re.findall(r"\((\w+)\)", number[2]) or [""]
            for last in _through(first, number[3]):
                yield _unit(title, code, number[1], [*path, *filter(None, (last, number[4] and "note"))])


def _through(first: str, last: str | None) -> list[str]:
    """The designators from the first to the last, which are numbers or single letters."""
    if last is None:
        return [first]
    if first.isdigit():
        return [str(each) for each in range(int(first), int(last) + 1)]
    return [chr(each) for each in range(ord(first), ord(last) + 1)]


def _unit(title: str, code: str, section: str, path: list[str]) -> Citation:
    part = code == "C.F.R." and "." not in section
    own = f"pt{section}" if part else f"s{section}"
    identifier = "/".join((f"/us/{_CODES[code]}/t{title}", own, *path))
    printed = f"{title} {code} {'Part ' if part else ''}{section}{''.join(map(_printed, path))}"
    return Citation(identifier, printed, printed)


def _printed(designator: str) -> str:
    return " note" if designator == "note" else f"({designator})"
