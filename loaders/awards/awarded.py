"""An award as any of the publications tells it, and the records that it gives."""

import datetime
import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import quote

import msgspec

from loaders.awards.known import Known
from loaders.awards.places import division
from loaders.awards.recipients import Party, recipient
from loaders.source import Row
from schema.model import Record
from schema.money import Award, AwardedTo, MadeUnder, PerformedIn, Recipient
from schema.values import Confidence

_ADDRESS = "https://www.usaspending.gov/award/"
_LISTING = re.compile(r"\d{2}\.[0-9A-Z]{3}")


class Awarded(msgspec.Struct, frozen=True, kw_only=True):
    """What is told of an award: `published` is its id in the publication, without which it has no page."""

    id: str
    published: str | None
    number: str
    kind: str | None = None
    amount: float | None = None
    day: datetime.date | None = None
    country: str | None = None
    state: str | None = None
    listings: tuple[str, ...] = ()
    party: Party = Party()
    note: str | None = None


def permanent(published: str, office: str | None, department: str | None = None) -> str:
    """The id of an award by the code of the office that made it, as USAspending wrote ids until 2025.

    Since then its ids end in the code of the department instead, mostly of three letters, so that one award
    has two ids (pull request 2746 of the data broker, April 2025); a publication that states the office tells
    both.
    """
    head, _, code = published.rpartition("_")
    if not office or not published.startswith("ASST_"):
        return published
    return f"{head}_{office}" if len(code) == 3 or code == department else published


def records(row: Row, awarded: Awarded, known: Known | None) -> Iterator[Record]:
    """The award, its recipient, and its links to the listings and to the state of performance."""
    yield _award(awarded)
    for listing in awarded.listings:
        if _LISTING.fullmatch(listing):
            yield MadeUnder(start=awarded.id, end=listing)
        else:
            row.fields["not the number of a listing"] = True
    for record in recipient(row, awarded.party, known):
        yield record
        if isinstance(record, Recipient):
            yield AwardedTo(start=awarded.id, end=record.id)
    place = division(awarded.state or "")
    if place:
        yield PerformedIn(start=awarded.id, end=place)


def _award(awarded: Awarded) -> Award:
    return Award(
        id=awarded.id,
        name=awarded.number,
        award_number=awarded.number,
        award_type=awarded.kind,
        obligated_amount=awarded.amount,
        obligated_on=awarded.day,
        fiscal_year=fiscal_year(awarded.day) if awarded.day else None,
        place_country=awarded.country,
        place_state=awarded.state,
        official_url=page(awarded.published) if awarded.published else None,
        record=awarded.published if awarded.published != awarded.id else None,
        note=awarded.note,
        confidence=Confidence.PARTIAL if awarded.note else None,
    )


def page(published: str) -> str:
    """The address of an award's page."""
    return _ADDRESS + (published if published.replace("_", "").isalnum() else quote(published))


def fiscal_year(day: datetime.date) -> int:
    """The federal fiscal year of a day: it begins on 1 October of the year before."""
    return day.year + (day.month >= 10)


@lru_cache(maxsize=50_000)
def iso(text: str) -> datetime.date:
    """A day as 2017-03-27, with or without a time after it."""
    return datetime.date.fromisoformat(text[:10])
