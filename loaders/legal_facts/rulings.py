"""Rulings: what kind they are, what they hold, and what people call them."""

import datetime
from collections.abc import Iterable, Iterator
from typing import Any

from loaders.legal_facts import days
from loaders.legal_facts.evidence import Evidence, evidence, told_elsewhere
from loaders.source import Row
from schema.courts import DecidedIn, Holds, Outcome, RuledBy, Ruling, RulingKind
from schema.model import Record
from schema.values import Confidence

_SAID = {
    "unlawful": Outcome.UNLAWFUL,
    "lawful": Outcome.LAWFUL,
    "enjoined": Outcome.ENJOINED,
    "not enjoined": Outcome.NOT_ENJOINED,
    "vacated": Outcome.VACATED,
    "likely unlawful": Outcome.LIKELY_UNLAWFUL,
    "likely unconstitutional": Outcome.LIKELY_UNLAWFUL,
    "facially unconstitutional": Outcome.UNCONSTITUTIONAL,
    "unconstitutional (district court)": Outcome.UNCONSTITUTIONAL,
    "unconstitutional as applied to the Counties": Outcome.UNLAWFUL_AS_APPLIED,
    "cannot be applied to California plaintiffs": Outcome.UNLAWFUL_AS_APPLIED,
}
_MONTHS = ["Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."]
_CALLED = {
    RulingKind.APPELLATE_OPINION: "Opinion",
    RulingKind.STAY_LIFTED: "Stay lifted",
    RulingKind.STAY_DENIED: "Stay denied",
    RulingKind.OTHER: "Decision",
    RulingKind.ENFORCEMENT: "Order to enforce",
}


def parse(row: Row) -> Iterable[Record]:
    """The ruling, the cases and court that it was made in, and what it holds of texts."""
    told, identifier, court = evidence(row), row.take("id"), row.take("own.court")
    decided = days.beginning(row.find("dates.decided") or row.find("dates.granted"))
    told_elsewhere(row, "dates.stay", "affects")
    day = decided.date if decided else None
    kind, name = kind_and_name(row.take("own.kind"), row.take("own.case"), row.take("court_form"), day)
    appeals = row.find("identifiers.docket")
    yield Ruling(
        id=identifier,
        name=name,
        aliases=tuple(row.find("own.aliases") or ()),
        kind=kind,
        decided_on=day,
        citation=row.find("citation"),
        summary=row.take("text"),
        dockets=tuple(each.strip() for each in appeals.split(",")) if appeals else (),
        **days.validity(decided) | told.node,
    )
    yield RuledBy(start=identifier, end=court, **told.derived)
    for case in dict.fromkeys((row.find("case") or row.take("own.case_id"), *(row.find("appealed") or ()))):
        yield DecidedIn(start=identifier, end=case, **told.derived)
    yield from _holdings(row, identifier, told)


def kind_and_name(kind: str, case: str, form: str, day: datetime.date | None) -> tuple[RulingKind, str]:
    """The kind, and a name such as Summary judgment, Oregon v. Trump (D. Or. Aug. 7, 2019)."""
    found = RulingKind(kind)
    called = _CALLED.get(found) or found.replace("_", " ").capitalize()
    when = f" {_MONTHS[day.month - 1]} {day.day}, {day.year}" if day else ""
    return found, f"{called}, {case} ({form}{when})"


def _holdings(row: Row, identifier: str, told: Evidence) -> Iterator[Record]:
    """What it says of texts, in a word of ours and in the fact's."""
    recalled = set(row.find("own.recalled_holdings") or ())
    for text, words in (row.find("holds") or {}).items():
        own: dict[str, Any] = {"confidence": Confidence.RECALLED} if text in recalled else {}
        yield Holds(start=identifier, end=text, outcome=_SAID[words], words=words, **told.derived | own)
