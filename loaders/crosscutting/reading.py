"""The fact base of rules as rows: read as the first one is, with what one rule takes from another."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from loaders.legal_facts import reading
from loaders.legal_facts.curated import FOLDER, Curated, curated
from loaders.source import Row

CURATED = FOLDER / "crosscutting"
PART_200 = "applicability_of_part_200"
_LISTS = re.compile(r"excludes\.from_subparts?_((?:[A-F]_)+)except_.*\.programs")
_SECTION = re.compile(r"/us/cfr/t2/s200\.(\d)\d\d")
_SUBPARTS = {"2": "C", "3": "D", "4": "E", "5": "F"}


def read(path: Path) -> Iterator[Row]:
    """The facts of a file, then the records that rest on them."""
    ours = curated(CURATED)
    rows = list(reading.rows(path, ours, curated()))
    exempted = next((lists(Row(0, row.raw)) for row in rows if row.raw.get("own.read_as") == PART_200), {})
    for row in rows:
        if row.fields.pop("applies_to.excludes_rule", None):
            row.fields["exempted"] = exempted.get(_subpart(row), {})
        if "enforcing_agency" in row.fields:
            row.fields |= _enforcement(row.fields.pop("enforcing_agency"), ours)
        yield row


def lists(row: Row) -> dict[str, dict[str, str]]:
    """The programs that 2 C.F.R. 200.101 takes out of each subpart, with the paragraph that does."""
    found: dict[str, dict[str, str]] = {}
    for name in [each for each in row.fields if each.startswith("excludes.")]:
        listed = _LISTS.fullmatch(name)
        if listed:
            programs, basis = row.take(name), row.take(name.replace(".programs", ".basis"))
            for letter in listed[1].strip("_").split("_"):
                found.setdefault(letter, {}).update(dict.fromkeys(programs, f"2 C.F.R. {basis}"))
    return found


def _subpart(row: Row) -> str:
    """The subpart of 2 C.F.R. part 200 that a rule's first text stands in."""
    section = _SECTION.match(row.fields["under"][0])
    return _SUBPARTS[section[1]] if section else ""


def _enforcement(words: str, ours: Curated) -> Mapping[str, object]:
    """Who enforces a rule: in words, with the names of agencies, and those that are nodes."""
    known = ours.elsewhere | {name: each["agency"] for name, each in ours.facts.items() if "agency" in each}
    named = dict.fromkeys(each for each in re.findall(r"[\w-]+", words) if each in known)
    spoken = re.sub(r"ag-[\w-]+|\bsea\b", lambda found: ours.called[found[0]], words)
    return {"enforcement": spoken, "enforced_by": [known[each] for each in named]}
