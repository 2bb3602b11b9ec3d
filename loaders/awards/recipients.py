"""Recipients of awards: their identifiers, which of them mean one recipient, and the government they act for.

USAspending's own number of a recipient is the MD5 of UEI- and its UEI, failing that of DUNS- and its DUNS
number, failing that of NAME- and its name, in capitals (checked on answers of the API of 2025, and on the
file of 2023). So the number of a recipient whose UEI or DUNS number is known is known too.
"""

import re
from collections.abc import Iterator
from hashlib import md5
from uuid import UUID

import msgspec

from loaders.awards.holders import THRESHOLD, Holder, Level, Match
from loaders.awards.known import Known
from loaders.source import Row
from schema.model import Record
from schema.money import ActsFor, Recipient
from schema.places import SameAs
from schema.values import Confidence

UNMATCHED = "recipient not matched to a place"
_UEI, _DUNS = re.compile(r"[A-Z0-9]{12}"), re.compile(r"\d{1,9}")
_NOT_ONE = re.compile(
    r"REDACTED|MULTIPLE (?:FOREIGN )?RECIPIENTS|PRIVATE INDIVIDUALS?|INDIVIDUAL RECIPIENTS?"
    r"|MISCELLANEOUS FOREIGN AWARDEES"
)
_NAMED_ONLY = "Known by its name alone: others of that name may be meant."
_DERIVED = "Its number is the one that USAspending makes of its"


class Party(msgspec.Struct, frozen=True, kw_only=True):
    """A recipient as a publication describes it; the codes are those of its address within the state."""

    name: str = ""
    uei: str | None = None
    duns: str | None = None
    hash: str | None = None
    person: bool = False
    level: Level | None = None
    state: str = ""
    county: str | None = None
    city: str | None = None


def numbered(published: str) -> str:
    """A recipient's id by its number; the letter after it says which profile of one recipient is meant."""
    return f"recipient/{published.rsplit('-', 1)[0]}"


def recipient(row: Row, party: Party, known: Known | None) -> Iterator[Record]:
    """The recipient first, then its other identifiers and the government it acts for; nothing of a person.

    What keeps it out, or unmatched, is left in the row to be counted.
    """
    if party.person or _NOT_ONE.match(party.name):
        row.fields["recipient is a person, or several"] = True
        return
    ids = _identifiers(party)
    if not ids:
        return
    main, *others = ids
    yield Recipient(
        id=main,
        name=party.name or f"Recipient {main.rsplit('/', 1)[-1][:8]}",
        uei=party.uei,
        duns=party.duns,
        note=None if party.uei or party.duns or party.hash else _NAMED_ONLY,
    )
    yield from (SameAs(start=main, end=other) for other in others)
    if known and party.name:
        yield from _acting(row, party, ids, known)


def uei(text: str | None) -> str | None:
    """A Unique Entity Identifier as written; None for what is none."""
    return text if text and _UEI.fullmatch(text) else None


def duns(text: str | None) -> str | None:
    """A DUNS number of nine digits, leading zeros kept or restored; None for what is none."""
    return text.zfill(9) if text and _DUNS.fullmatch(text) and text.strip("0") else None


def _identifiers(party: Party) -> list[str]:
    """The best known first."""
    ids = [f"recipient/uei/{party.uei}"] if party.uei else []
    ids += [f"recipient/duns/{party.duns}"] if party.duns else []
    ids += [numbered(party.hash)] if party.hash else []
    return ids or ([_number(f"NAME-{party.name}")] if party.name else [])


def _number(text: str) -> str:
    return f"recipient/{UUID(md5(text.upper().encode(), usedforsecurity=False).hexdigest())}"


def _acting(row: Row, party: Party, ids: list[str], known: Known) -> Iterator[Record]:
    holder = Holder(party.name, party.state, party.level, party.county, party.city)
    match = known.match(holder)
    if match is None or match.score < THRESHOLD:
        if holder.claims:
            row.fields[UNMATCHED] = True
        return
    yield from (_acts(identifier, match) for identifier in ids)
    derived = {"UEI": party.uei, "DUNS number": party.duns}
    for what, code in derived.items():
        number = _number(f"{what.split()[0]}-{code}") if code else None
        if number and number not in ids:
            yield _acts(number, match, f" {_DERIVED} {what}.")


def _acts(identifier: str, match: Match, more: str = "") -> ActsFor:
    return ActsFor(
        start=identifier,
        end=match.place,
        score=match.score,
        confidence=Confidence.PARTIAL,
        note=match.note + more,
    )
