"""Makes the two shipped fact bases, and the inventories that say what became of every researched fact."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from data.shipped import FOLDER
from loaders import crosscutting, legal_facts, normalised
from loaders.legal_facts.evidence import UNSEEN, WEAKEST_FIRST
from loaders.normalised import Header
from loaders.source import Row, Source
from schema.errors import InvalidRecord
from schema.model import Edge, Node, Record

COMMAND = "uv run python -m data.build"
_PROVENANCE = frozenset({"confidence", "note", "source", "official_url", "aliases"})


class Base(msgspec.Struct, frozen=True):
    """A fact base: its file, its source, and why some kinds of fact give no records."""

    facts: Path
    name: str
    source: Source
    reasons: Mapping[str, str]


BASES = (
    Base(
        Path("data/facts/legal_facts.yaml"),
        "legal_facts",
        legal_facts.SOURCE,
        {**legal_facts.OWNED_ELSEWHERE, "exposure": legal_facts.COMPUTED},
    ),
    Base(
        Path("data/facts/crosscutting.yaml"),
        "crosscutting",
        crosscutting.SOURCE,
        crosscutting.OWNED_ELSEWHERE,
    ),
)


class Made(msgspec.Struct, frozen=True):
    """A record, and the facts that it was made of."""

    record: Record
    facts: tuple[str, ...]


def build(shared: Path, out: Path = FOLDER) -> None:
    """Write each base as `<name>.ndjson` and `<name>_coverage.json` from the facts in `shared`."""
    for base in BASES:
        _build(base, shared, out)


def _build(base: Base, shared: Path, out: Path) -> None:
    source = base.source
    rows = list(source.read(shared / base.facts))
    made = [each for row in rows for each in _made(source, row)]
    normalised.write(
        out / f"{base.name}.ndjson",
        Header(
            dataset=source.name,
            title=source.title,
            source="researched fact base, with `data/curated`",
            address=source.address,
            licence=source.licence,
            confidence=source.confidence,
            command=COMMAND,
            gaps=source.gaps,
        ),
        merged(each.record for each in made),
    )
    (out / f"{base.name}_coverage.json").write_bytes(inventory(rows, made, base.reasons))


def merged(records: Iterable[Record]) -> list[Record]:
    """One record a key: what several facts state alike is joined, and a bare mention gives way to a fact."""
    kept: dict[tuple[str, ...], Record] = {}
    for record in records:
        key = (type(record).__name__, *normalised.key(record))
        kept[key] = _joined(kept[key], record) if key in kept else record
    return list(kept.values())


def inventory(rows: Iterable[Row], made: Iterable[Made], reasons: Mapping[str, str]) -> bytes:
    """For each fact what was made of it, or why nothing was; one fact a line."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for each in made:
        for fact in each.facts:
            found[fact].add(_label(each.record))
    lines = [
        f" {_text(row.raw['fact'])}: {_text(_entry(row.raw, sorted(found[row.raw['fact']]), reasons))}"
        for row in rows
        if "fact" in row.raw
    ]
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()


def _made(source: Source, row: Row) -> Iterator[Made]:
    facts = tuple(row.raw.get("facts") or (row.raw.get("fact"),))
    try:
        for record in list(source.parse(row)):
            yield Made(record, tuple(filter(None, facts)))
    except (InvalidRecord, KeyError, ValueError) as error:
        name = row.raw.get("fact") or row.raw.get("id") or row.raw.get("start")
        raise InvalidRecord(f"{name}: {error}") from error


def _entry(raw: Mapping[str, Any], made: list[str], reasons: Mapping[str, str]) -> dict[str, Any]:
    kind = raw["kind"]
    if kind not in reasons:
        return {"kind": kind, "made": made}
    node = {"node": raw["id"]} if raw["id"] != raw["fact"] else {}
    return {"kind": kind, "made": made, **node, "reason": reasons[kind]}


def _joined(one: Record, other: Record) -> Record:
    """The better checked of the two with the sources of both; a node that stands for a fact goes first."""
    if isinstance(one, Node) and isinstance(other, Node) and _standing(one) != _standing(other):
        return max(one, other, key=_standing)
    differing = [
        name
        for name in one.__struct_fields__
        if name not in _PROVENANCE and getattr(one, name) != getattr(other, name)
    ]
    if differing:
        raise InvalidRecord(f"{_label(one)} is stated twice with another {', '.join(differing)}.")
    best = max((one, other), key=_checked)
    seen = tuple(dict.fromkeys(each for each in (*one.source, *other.source) if each not in UNSEEN))
    notes = " ".join(dict.fromkeys(each for each in (one.note, other.note) if each))
    return msgspec.structs.replace(best, source=seen or UNSEEN, note=notes or None)


def _standing(node: Node) -> tuple[bool, bool]:
    """A node that stands for a fact goes before one that does not, a statement before a mention."""
    return bool(node.record), not node.mentioned_only


def _checked(record: Record) -> int:
    return WEAKEST_FIRST.index(record.confidence) if record.confidence else -1


def _label(record: Record) -> str:
    name = type(record).__name__
    if isinstance(record, Edge):
        return f"{name} {record.start} > {record.end}"
    return f"{name} {' '.join(normalised.key(record))}"


def _text(value: Any) -> str:
    return msgspec.json.encode(value).decode()
