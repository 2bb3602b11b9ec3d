"""Conditions of awards, the duties that they and the law create, and rules about whole classes of money."""

from collections.abc import Iterable, Iterator
from typing import Any

from loaders.cited import cited
from loaders.legal_facts import days, units
from loaders.legal_facts.evidence import Evidence, evidence, grounded, told_elsewhere
from loaders.source import Row
from schema.duties import (
    ArisesFrom,
    AttachesTo,
    Condition,
    ConditionKind,
    Conduct,
    Covers,
    ImposedBy,
    Modality,
    Obligation,
    Requires,
    Sanction,
)
from schema.law import IssuedBy
from schema.model import Record
from schema.rules import Rule


def condition(row: Row) -> Iterable[Record]:
    """The condition, the awards that it binds, and the action that imposes it."""
    told, identifier = evidence(row), row.take("id")
    announced = row.find("dates.announced")
    yield Condition(
        id=identifier,
        name=row.take("own.name"),
        aliases=tuple(row.find("own.aliases") or ()),
        kind=ConditionKind(row.take("own.kind")),
        summary=row.take("text"),
        sanctions=tuple(Sanction(each) for each in row.find("own.sanctions") or ()),
        deadline=days.date(row.find("deadline")),
        planned_from=days.date(row.find("dates.effective_planned")),
        **days.dated("announced_on", announced),
        **_interval(row, announced) | told.node,
    )
    yield from _attached(row, identifier, told)
    imposing = row.find("imposed_by")
    if imposing:
        yield ImposedBy(start=identifier, end=imposing, **told.derived)


def obligation(row: Row) -> Iterable[Record]:
    """The duty, the texts that it arises from, and the condition that requires it."""
    told, identifier = evidence(row), row.take("id")
    triggers = row.take("triggered_by")
    told_elsewhere(row, "ended_by")
    attached, modality = row.find("attached_by"), row.take("modality")
    yield Obligation(
        id=identifier,
        name=row.take("own.name"),
        aliases=tuple(row.find("own.aliases") or ()),
        bearer=row.take("bearer"),
        modality=Modality(row.find("own.modality") or modality.upper()),
        action=row.take("action"),
        summary=row.take("text"),
        conduct=tuple(Conduct(each) for each in row.find("own.conduct") or ()),
        trigger=triggers if isinstance(triggers, str) and not attached else None,
        sanction=row.find("sanction"),
        certification=row.find("certification"),
        **days.interval(row, "dates.from") | told.node,
    )
    under = row.take("under")
    texts = under if isinstance(under, list) else [under]
    for text in filter(None, (*texts, *(row.find("further") or ()), row.find("established_by"))):
        yield ArisesFrom(start=identifier, end=text, **told.derived)
    condition_id = row.find("required_by")
    if condition_id:
        yield Requires(start=condition_id, end=identifier, **told.derived)


def rule(row: Row) -> Iterable[Record]:
    """The rule, and the program and law that it belongs to."""
    told, identifier = evidence(row), row.take("id")
    yield Rule(
        id=identifier,
        name=row.take("own.name"),
        citation=row.find("citation"),
        summary=row.take("text"),
        sanctions=tuple(Sanction(each) for each in row.find("own.sanctions") or ()),
        **told.node,
    )
    yield AttachesTo(start=identifier, end=row.take("program"), **told.derived)
    for unit in units.units(row.find("identifiers.usc") or ""):
        yield from grounded(cited(unit), told)
        yield ImposedBy(start=identifier, end=unit.id, **told.derived)


def _interval(row: Row, announced: str | None) -> dict[str, Any]:
    begun = row.find("dates.from") or announced or row.find("dates.issued")
    ended = row.find("own.to") or row.find("dates.to")
    return days.validity(days.beginning(begun), days.ending(ended))


def _attached(row: Row, identifier: str, told: Evidence) -> Iterator[Record]:
    """The programs whose awards of the year it binds; all of an agency's where no program is named."""
    listed = [row.find("program"), *(row.find("programs") or ())]
    year, agency = row.find("fy") or row.find("own.fiscal_year"), row.find("agency")
    bound = [each for each in listed if each]
    for program in bound:
        yield AttachesTo(
            start=identifier, end=program, from_fiscal_year=year, to_fiscal_year=year, **told.derived
        )
    if agency:
        yield IssuedBy(start=identifier, end=agency, **told.derived)
    if agency and not bound:
        yield Covers(start=identifier, end=agency, **told.derived)
