"""Which assistance each subpart of 2 C.F.R. part 200 reaches: one fact, of which each part is a rule."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from loaders.crosscutting.clauses import clauses
from loaders.crosscutting.reading import lists
from loaders.legal_facts import days
from loaders.legal_facts.evidence import evidence
from loaders.source import Row
from schema.duties import ImposedBy
from schema.model import Record
from schema.rules import Exempts, Rule

_CLAUSE = re.compile(r"applies_to\.(.+?)\.(\w+)")
_SUBPARTS = re.compile(r"subpart_([A-F](?:_[A-F])*)")


def parse(row: Row) -> Iterable[Record]:
    """The rules, each with the text that states it and the programs that it leaves out."""
    told, identifier, summary = evidence(row), row.take("id"), row.take("text")
    interval = days.validity(days.beginning(row.find("dates.from")))
    named, exempted, texts = row.take("own.parts"), lists(row), row.take("under")
    row.find("further")
    for part, fields in _parts(row).items():
        made = f"{identifier}/{part}"
        yield Rule(
            id=made,
            name=named[part],
            summary=summary,
            **clauses(Row(row.number, fields)),
            **interval | told.node | {"record": None},
        )
        for text in texts:
            yield ImposedBy(start=made, end=text, **told.derived)
        for program, basis in exempted.get(part.removeprefix("subpart-").upper(), {}).items():
            yield Exempts(start=made, end=program, basis=basis, **told.derived)


def _parts(row: Row) -> dict[str, dict[str, Any]]:
    """The clauses of each part: subparts A and B are told together and are two."""
    found: dict[str, dict[str, Any]] = {}
    for name in [each for each in row.fields if each.startswith("applies_to.")]:
        clause = _CLAUSE.fullmatch(name)
        assert clause is not None  # noqa: S101
        short = "all" if clause[2].startswith("all_") else clause[2]
        for part in _named(clause[1]):
            found.setdefault(part, {})[short] = row.fields[name]
        row.take(name)
    return found


def _named(words: str) -> Iterator[str]:
    subparts = _SUBPARTS.fullmatch(words)
    if subparts:
        yield from (f"subpart-{each.lower()}" for each in subparts[1].split("_"))
    else:
        yield words.replace("_and_", "-and-")
