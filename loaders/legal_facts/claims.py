"""What agencies, courts, texts and others say that the law requires, or that a place breaks."""

from collections.abc import Iterable

from loaders.legal_facts import days
from loaders.legal_facts.evidence import evidence, told_elsewhere
from loaders.legal_facts.views import SECTION_1373, claim
from loaders.source import Row
from schema.claims import About, Against, Claim, MadeBy, Stance, StatedIn
from schema.courts import Disagrees
from schema.model import Record

_ASSESSED = {
    "preliminary violation": Stance.CONFLICTS,
    "no evidence of violation": Stance.DOES_NOT_CONFLICT,
}


def assessment(row: Row) -> Iterable[Record]:
    """An agency's view of a place under 8 U.S.C. 1373."""
    told, identifier, outcome = evidence(row), row.take("id"), row.take("outcome")
    yield Claim(
        id=identifier,
        name=row.take("own.name"),
        stance=_ASSESSED[outcome],
        statement=row.take("text"),
        outcome=outcome,
        **days.interval(row, "dates.from") | told.node,
    )
    yield MadeBy(start=identifier, end=row.take("assessed_by"), **told.derived)
    yield About(start=identifier, end=row.take("jurisdiction"), **told.derived)
    yield Against(start=identifier, end=SECTION_1373, **told.derived)
    yield StatedIn(start=identifier, end=row.take("own.in"), **told.derived)


def statement(row: Row) -> Iterable[Record]:
    """A reading of the law, or what it is said not to require: one claim for each who says so.

    Where we name no speakers the texts that the fact cites speak for themselves.
    """
    told, identifier = evidence(row), row.take("id")
    said_by = row.find("said_by")
    told_elsewhere(row, "about", "contrary", "citation", "relates")
    told_elsewhere(row, "dates.from", "dates.issued", "dates.decided", "interprets", "identifiers.usc")
    shared = {
        "says": row.take("text"),
        "name": row.take("own.name"),
        "stance": row.find("own.stance") or Stance.DOES_NOT_REQUIRE,
        "about": row.find("own.texts") or said_by,
        "conduct": row.find("own.conduct") or (),
        "bearer": row.find("bearer"),
        "duties": row.find("own.duties") or (),
    }
    for number, view in enumerate(row.find("own.views") or [{"by": said_by}], start=1):
        named = {"name": f"{shared['name']} ({view['who']})"} if "who" in view else {}
        yield from claim(f"claim-{identifier}-{number}", shared | named | view, told)


def conflict(row: Row) -> Iterable[Record]:
    """Rulings that answer one question differently."""
    told = evidence(row)
    told_elsewhere(row, "id", "cases", "dates.from")
    text = row.take("text")
    one = row.take("own.ruling")
    for day, other in row.take("own.disagrees_with").items():
        since = days.validity(days.beginning(day))
        yield Disagrees(start=one, end=other, note=text, **since | told.derived)
