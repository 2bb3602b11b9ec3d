"""Awards by assistance listing, as the USAspending API gives them, one JSON object a line.

An award comes again for another listing, or just again, and a few times with another amount (file of
September 2023).
"""

import datetime
import gzip
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote

import orjson

from loaders.source import Row, Source
from schema.errors import InvalidSource
from schema.model import Record
from schema.money import Award, AwardedTo, MadeUnder, PerformedIn, Recipient
from schema.values import Confidence

COUNTRY = "ocd-division/country:us"
STATES = (
    "ak al ar az ca co ct de fl ga hi ia id il in ks ky la ma md me mi mn mo ms mt nc nd ne nh nj nm nv ny oh"
    " ok or pa ri sc sd tn tx ut va vt wa wi wv wy"
)
TERRITORIES = "as gu mp pr vi"


def read(path: Path) -> Iterator[Row]:
    """The file's lines, one award under one listing each."""
    with gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb") as file:
        try:
            for number, line in enumerate(file, start=1):
                yield Row(number, orjson.loads(line))
        except (EOFError, orjson.JSONDecodeError) as error:
            raise InvalidSource(f"{path} is cut ({error}).", "Fetch it again.") from error


def parse(row: Row) -> Iterable[Record]:
    """The award, its recipient, and its links to the listing and to the state of performance."""
    award = _award(row)
    yield award
    yield MadeUnder(start=award.id, end=row.take("CFDA Number"))
    recipient = row.find("recipient_id")
    if recipient:
        holder = _recipient(recipient)
        yield holder
        yield AwardedTo(start=award.id, end=holder.id)
    place = division(award.place_state or "")
    if place:
        yield PerformedIn(start=award.id, end=place)


def division(state: str) -> str | None:
    """The Open Civic Data identifier of a postal code; none for the freely associated states."""
    code = state.lower()
    if code == "dc":
        return f"{COUNTRY}/district:dc"
    if code in TERRITORIES.split():
        return f"{COUNTRY}/territory:{code}"
    return f"{COUNTRY}/state:{code}" if code in STATES.split() else None


def _award(row: Row) -> Award:
    identifier, number = row.take("generated_internal_id"), row.take("Award ID").strip()
    day = datetime.date.fromisoformat(row.take("Base Obligation Date"))
    return Award(
        id=identifier,
        name=number,
        award_number=number,
        award_type=row.find("Award Type"),
        obligated_amount=row.find("Award Amount"),
        obligated_on=day,
        fiscal_year=fiscal_year(day),
        place_country=row.find("Place of Performance Country Code"),
        place_state=row.find("Place of Performance State Code"),
        official_url=f"https://www.usaspending.gov/award/{quote(identifier)}",
    )


def fiscal_year(day: datetime.date) -> int:
    """The federal fiscal year of a day: it begins on 1 October of the year before."""
    return day.year + (day.month >= 10)


def _recipient(published: str) -> Recipient:
    """A recipient by its hash; the letter after it says which profile of one recipient is meant."""
    code = published.rsplit("-", 1)[0]
    return Recipient(id=f"recipient/{code}", name=f"Recipient {code[:8]}")


SOURCE = Source(
    name="awards",
    title="Awards by assistance listing (USAspending)",
    address="https://api.usaspending.gov/",
    licence="Public domain (work of the United States government)",
    confidence=Confidence.VERIFIED,
    read=read,
    parse=parse,
    through=lambda _: None,
    expected={
        Award: (1_000, 3_000_000),
        Recipient: (100, 1_000_000),
        MadeUnder: (1_000, 4_000_000),
        AwardedTo: (1_000, 3_000_000),
        PerformedIn: (1_000, 3_000_000),
    },
    ignored=frozenset({"internal_id", "Description", "COVID-19 Obligations", "Infrastructure Obligations"}),
    gaps=(
        "Recipients are known by a number only, and not at all on some awards.",
        "Listing 16.738 is nearly absent.",
        "The shares of COVID-19 and infrastructure money are not kept.",
    ),
)
