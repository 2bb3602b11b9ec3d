"""Federal grants that New York City booked as revenue, by agency, revenue source and fiscal year.

Taken from the Comptroller's annual financial reports (Part II-F, Schedule G3) by a tracker of federal funds,
whose workbook adds assistance listings. The workbook also lists all other revenue, which is set aside. Excel
keeps the listings as numbers, so that 16.58 means 16.580; 216.75 and 693.15 are none: a note tells them.
The city's fiscal year ends on 30 June.
"""

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from loaders import workbooks
from loaders.source import Row, Source
from schema.errors import InvalidSource
from schema.model import Record
from schema.money import AllocatedTo, AllocatedUnder, Allocation, Basis
from schema.values import Confidence

CITY = "ocd-division/country:us/state:ny/place:new_york"
_SHEET = re.compile(r"CAFR \d\d-\d\d")
_COLUMNS = frozenset(
    {
        "Year",
        "Agency Name",
        "Agency Code",
        "Revenue Source Code",
        "CFDA Number",
        "Funding Source",
        "Revenue Source Name",
        "Actuals",
    }
)
_LISTING = re.compile(r"\d{2}\.[0-9A-Z]{3}")
_LAST_YEAR = re.compile(r"\d{4}-(\d{4})")
_FEDERAL, _NOT_FOUND = "Federal Grant", "CFDA Not Found"


def read(path: Path) -> Iterator[Row]:
    """The rows of the sheet of revenues; those of one agency, source and year are told apart by order."""
    seen = Counter[tuple[Any, ...]]()
    for number, fields in workbooks.table(path, _sheet(path), _COLUMNS):
        key = tuple(fields[name] for name in ("Year", "Agency Code", "Revenue Source Code"))
        seen[key] += 1
        yield Row(number, fields | {"of its key": seen[key]})


def parse(row: Row) -> Iterable[Record]:
    """What the city received, its listing where one was found, and the city; nothing of other revenue."""
    if row.take("Funding Source") != _FEDERAL:
        row.fields = {"not a federal grant": True}
        return
    year, place = int(row.take("Year")), row.take("of its key")
    agency, source = int(row.take("Agency Code")), int(row.take("Revenue Source Code"))
    printed = row.take("CFDA Number")
    listing = _listing(printed)
    ends = datetime.date(year, 6, 30)
    what = f"{row.take('Revenue Source Name')}, {row.take('Agency Name')}"
    key = f"{year}/{agency:03}/{source:05}{'' if place == 1 else f'-{place}'}"
    received = Allocation(
        id=f"nyc-grants/{key}",
        name=f"{what}, received FY{year}, New York City",
        fiscal_year=year,
        fiscal_year_ends_on=ends,
        amount=row.take("Actuals"),
        basis=Basis.RECEIVED,
        record=key,
        valid_from=ends + datetime.timedelta(days=1),
        note=_note(printed, listing),
    )
    yield received
    yield AllocatedTo(start=received.id, end=CITY)
    if listing:
        yield AllocatedUnder(start=received.id, end=listing)


def _listing(printed: float | str) -> str | None:
    number = printed if isinstance(printed, str) else f"{printed:06.3f}"
    return number if _LISTING.fullmatch(number) else None


def _note(printed: float | str, listing: str | None) -> str | None:
    if listing:
        return None
    if printed == _NOT_FOUND:
        return "The source found no assistance listing for it."
    return f"The source prints the listing {printed}, which is not the number of one."


def _sheet(path: Path) -> str:
    found = [name for name in workbooks.sheets(path) if _SHEET.fullmatch(name)]
    if not found:
        raise InvalidSource(
            f"{path.name} has no sheet of revenues.", "Check that it is the tracker's workbook."
        )
    return found[0]


def _through(path: Path) -> datetime.date | None:
    years = _LAST_YEAR.search(path.stem)
    return datetime.date(int(years[1]), 6, 30) if years else None


SOURCE = Source(
    name="nyc-grants",
    title="Federal grants that New York City booked as revenue",
    address="https://comptroller.nyc.gov/reports/comprehensive-annual-financial-reports/",
    licence="Figures of public financial reports",
    confidence=Confidence.VERIFIED,
    read=read,
    parse=parse,
    recognises=lambda path: any(_SHEET.fullmatch(name) for name in workbooks.sheets(path)),
    through=_through,
    expected={Allocation: (1, 20_000), AllocatedTo: (1, 20_000), AllocatedUnder: (1, 20_000)},
    ignored=frozenset({"Adopted", "Modified"}),
    gaps=(
        "Budgeted amounts are not kept, only what was received.",
        "Some revenue sources have no assistance listing.",
        "Libraries, district attorneys and other bodies in the city's budget count as the city.",
    ),
)
