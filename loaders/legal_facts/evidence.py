"""How far a fact was checked, and where: what every record that is made of it carries."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from loaders.source import Row
from schema.model import Record
from schema.values import Confidence

UNSEEN = ("Fact base of this dataset; no address was kept.",)
WEAKEST_FIRST = (Confidence.RECALLED, Confidence.PARTIAL, Confidence.VERIFIED)


class Evidence(msgspec.Struct, frozen=True):
    """The provenance of one fact."""

    fact: str
    confidence: Confidence
    source: tuple[str, ...] = ()
    note: str | None = None
    official_url: str | None = None

    @property
    def node(self) -> dict[str, Any]:
        """What the node carries that stands for the fact."""
        return self.derived | {
            "record": self.fact,
            "note": self.note,
            "official_url": self.official_url,
        }

    @property
    def derived(self) -> dict[str, Any]:
        """What links and further nodes carry that rest on the fact."""
        return {"confidence": self.confidence, "source": self.source}


def evidence(row: Row) -> Evidence:
    """Take a fact's provenance out of its row."""
    notes = [each for each in (row.find("note"), row.find("own.note")) if each]
    return Evidence(
        fact=row.take("fact"),
        confidence=confidence(row.take("confidence"), partial=bool(row.find("partial"))),
        source=_seen(row),
        note=" ".join(notes) or None,
        official_url=row.find("source.official_url"),
    )


def _seen(row: Row) -> tuple[str, ...]:
    """The addresses where a fact was seen, then the copies that were read in their stead."""
    copies = [f"Read from: {each}." for each in row.find("source.read_from") or ()]
    return (*(row.find("source.seen_at") or UNSEEN), *copies)


def told_elsewhere(row: Row, *names: str) -> None:
    """Take fields whose content other records of the same or of another fact state."""
    for name in names:
        row.find(name)


def grounded(records: Iterable[Record], told: Evidence) -> Iterator[Record]:
    """The records with the fact's provenance, where they have none of their own."""
    for record in records:
        known = record.confidence is not None
        yield record if known else msgspec.structs.replace(record, **told.derived)


def confidence(word: str, *, partial: bool) -> Confidence:
    """The fact base's word: partial limits what was verified and can not better what was recalled."""
    if word == "recalled":
        return Confidence.RECALLED
    return Confidence.PARTIAL if partial else Confidence.VERIFIED


def weakest(facts: list[Evidence]) -> Evidence:
    """The provenance of a statement that rests on several facts: their sources, the least checked of them."""
    seen = dict.fromkeys(address for fact in facts for address in fact.source if address not in UNSEEN)
    least = min((fact.confidence for fact in facts), key=WEAKEST_FIRST.index)
    return Evidence(
        fact=", ".join(fact.fact for fact in facts), confidence=least, source=tuple(seen) or UNSEEN
    )
