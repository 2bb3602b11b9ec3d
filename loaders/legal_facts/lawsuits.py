"""Cases, what courts ruled in them, and what that ordered."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from loaders.legal_facts import days
from loaders.legal_facts.evidence import Evidence, evidence
from loaders.legal_facts.rulings import kind_and_name
from loaders.source import Row
from schema.courts import (
    Case,
    Challenges,
    DecidedIn,
    FiledIn,
    Interprets,
    Involves,
    PartyTo,
    Role,
    RuledBy,
    Ruling,
)
from schema.model import Record

_PARTIES = {"plaintiffs": Role.PLAINTIFF, "defendants": Role.DEFENDANT}


def case(row: Row) -> Iterable[Record]:
    """The case, its parties and targets; where the fact tells how it was decided, the ruling too."""
    told, identifier, text = evidence(row), row.take("id"), row.take("text")
    filed, decided = row.find("dates.filed"), row.find("dates.decided")
    closed = [row.find(f"dates.{name}") for name in ("closed", "dismissed", "resolved")]
    name = row.take("own.name")
    yield Case(
        id=identifier,
        name=name,
        docket=row.find("identifiers.docket"),
        citation=row.find("citation"),
        summary=text,
        at_stake=row.find("amount_usd"),
        unlisted_parties=row.find("own.unlisted_parties"),
        closed_on=days.date(next((each for each in closed if each), None)),
        **_dockets(row),
        **days.dated("filed_on", filed),
        **days.validity(days.beginning(filed)) | told.node,
    )
    yield from _links(row, identifier, told)
    if decided:
        yield from _ruling_of_case(row, identifier, name, decided, told)


def doctrine(row: Row) -> Iterable[Record]:
    """A case that states doctrine, with its one ruling."""
    told, identifier, citation = evidence(row), row.take("id"), row.take("citation")
    name, decided = row.find("own.name") or _short(citation), row.take("dates.decided")
    yield Case(
        id=identifier,
        name=name,
        aliases=tuple(filter(None, (row.find("us_cite"), *(row.find("own.aliases") or ())))),
        citation=citation,
        summary=row.take("text"),
        doctrine=row.take("line"),
        **told.node,
    )
    yield from _ruling_of_case(row, identifier, name, decided, told)


def _ruling_of_case(row: Row, case_id: str, name: str, decided: str, told: Evidence) -> Iterator[Record]:
    court, identifier = row.take("own.court"), f"rul-{case_id.removeprefix('case-')}"
    day = days.date(decided)
    kind, title = kind_and_name(row.take("own.ruling"), name, row.take("court_form"), day)
    yield Ruling(
        id=identifier,
        name=title,
        kind=kind,
        decided_on=day,
        citation=row.raw.get("citation"),
        summary=row.raw["text"],
        valid_from=day,
        **told.derived,
    )
    yield DecidedIn(start=identifier, end=case_id, **told.derived)
    yield RuledBy(start=identifier, end=court, **told.derived)
    read = row.find("interprets")
    texts = read if isinstance(read, list) else [read]
    for text in filter(None, (*texts, row.find("relates"))):
        yield Interprets(start=identifier, end=text, **told.derived)


def _links(row: Row, identifier: str, told: Evidence) -> Iterator[Record]:
    court = row.find("own.filed_in")
    if court:
        yield FiledIn(start=identifier, end=court, **told.derived)
    for side, role in _PARTIES.items():
        for party in (*(row.find(side) or ()), *(row.find(f"own.{side}") or ())):
            yield PartyTo(start=party, end=identifier, role=role, **told.derived)
    for text in (*(row.find("challenges") or ()), *(row.find("own.challenges") or ())):
        yield Challenges(start=identifier, end=text, **told.derived)
    for program in row.find("programs") or ():
        yield Involves(start=identifier, end=program, **told.derived)


def _dockets(row: Row) -> dict[str, Any]:
    """Dockets above the first instance, and the number that a public database of litigation gives."""
    appeal, supreme = row.find("identifiers.appeal"), row.find("identifiers.scotus")
    below, known = row.find("identifiers.district_docket"), row.find("identifiers.clearinghouse")
    dockets = [*_split(appeal), *(f"{each} (U.S.)" for each in _split(supreme)), *filter(None, (below,))]
    own = row.find("own.aliases") or ()
    return {
        "appeal_dockets": tuple(dockets),
        "aliases": (*own, *([f"Civil Rights Litigation Clearinghouse {known}"] if known else [])),
    }


def _split(text: str | None) -> list[str]:
    """17-16887, 17-17480 (9th Cir.) is two numbers, each of that court."""
    if not text:
        return []
    numbers, court = re.fullmatch(r"(.*?)(\s\([^()]*Cir\.\))?", text).groups()  # type: ignore[union-attr]
    return [f"{each.strip()}{court or ''}" for each in re.split(r"[,;]", numbers)]


def _short(citation: str) -> str:
    """The parties' names, before the first volume or docket number."""
    return re.split(r", (?=\d|Nos?\. )", citation)[0]
