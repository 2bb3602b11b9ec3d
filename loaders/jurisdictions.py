"""Governments of places, from the Open Civic Data register, with census codes, populations and counties.

The register also lists courts, precincts, wards and districts: they are counted by kind and left out, as are
census areas and places without a census code, which have no government of their own.
"""

import datetime
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from loaders import files
from loaders.census import COLUMNS, POPULATION_YEAR, Census
from loaders.register import CENSUS, Register
from loaders.source import Row, Source
from schema.errors import InvalidRecord, InvalidSource
from schema.model import Record
from schema.places import Jurisdiction, JurisdictionKind, SameAs, Within
from schema.values import Confidence

REGISTER = "ocd_country-us.csv"
ADDRESS = "https://github.com/opencivicdata/ocd-division-ids"
_COLUMNS = frozenset({"id", "name", "sameAs", "sameAsNote", "census_geoid", "validThrough", "validFrom"})
_PARTS = (frozenset({"id", "name", "census_geoid"}), frozenset({"id", "sameAs", "sameAsNote"}))
"""The columns of us_census_places.csv and aliases.csv: all that they say the register says too."""


def read(folder: Path) -> Iterator[Row]:
    """One row a division, in the register's order, with what the other tables say of the governments."""
    rows = files.table(_register(folder), _COLUMNS)
    numbered = [(number, {name: row[name] for name in _COLUMNS}) for number, row in rows]
    register = Register([division for _, division in numbered])
    census = Census(folder)
    for number, division in numbered:
        fields: dict[str, Any] = dict(division)
        fields["kind"] = register.kind(division)
        if fields["kind"]:
            fields |= _joined(register, division, census)
        yield Row(number, fields)


def _joined(register: Register, division: dict[str, str], census: Census) -> dict[str, Any]:
    try:
        return register.joined(division, census)
    except KeyError as error:
        return {"broken": f"It names {error.args[0]}, which the register lacks."}


def recognises(path: Path) -> bool:
    """Whether a file has the columns of the register."""
    return _header(path) >= _COLUMNS


def accompanies(path: Path) -> bool:
    """Whether a file is a table that is read with the register, or a part of the register by itself."""
    header = _header(path)
    return header in _PARTS or any(header >= columns for columns in COLUMNS.values())


def _header(path: Path) -> frozenset[str]:
    first = files.head(path, 4096).split(b"\n", 1)[0].decode("utf-8", "replace")
    return frozenset(first.strip().split(","))


def _register(place: Path) -> Path:
    """The register's file in a folder: the official name is country-us.csv."""
    if place.is_file():
        return place
    found = [each for each in sorted(place.glob("*country-us*")) if recognises(each)]
    if not found:
        raise InvalidSource(f"{place} holds no {REGISTER}.", "Put the files of the source in one folder.")
    return found[-1]


def parse(row: Row) -> Iterable[Record]:
    """The government, what it lies in, and the record that describes the same place; none for the rest."""
    kind = row.take("kind") if row.fields["kind"] else None
    if kind is None:
        return _set_aside(row)
    return _government(row, kind)


def _government(row: Row, kind: JurisdictionKind) -> Iterator[Record]:
    broken = row.find("broken")
    if broken:
        raise InvalidRecord(broken)
    identifier = row.take("id")
    name, aliases = row.take("names")
    people = row.find("population")
    yield Jurisdiction(
        id=identifier,
        name=name,
        kind=kind,
        aliases=aliases,
        geoid=row.find("geoid"),
        state=row.find("state"),
        population=people,
        population_year=POPULATION_YEAR if people is not None else None,
        valid_from=_day(row.find("validFrom")),
        valid_to=_day(row.find("validThrough"), after=1),
        source=(ADDRESS, CENSUS) if people is not None else (),
    )
    for place in row.find("within") or ():
        yield Within(start=identifier, **place)
    same = row.find("sameAs")
    if same:
        yield SameAs(start=identifier, end=same, note=row.find("sameAsNote"))


def _set_aside(row: Row) -> list[Record]:
    """Leave nothing of a division but the reason why it is left out, which is counted."""
    *_, last = row.fields["id"].split("/")
    kind = last.split(":")[0]
    reason = "another id" if row.fields["sameAs"] else "no census code" if kind == "place" else kind
    row.fields = {f"not a government: {reason}": True}
    return []


def _day(text: str | None, after: int = 0) -> datetime.date | None:
    return datetime.date.fromisoformat(text) + datetime.timedelta(days=after) if text else None


SOURCE = Source(
    name="jurisdictions",
    title="Open Civic Data divisions of the United States, with census codes and populations",
    address=ADDRESS,
    licence="CC0 1.0; census tables are works of the United States government",
    confidence=Confidence.VERIFIED,
    read=read,
    parse=parse,
    recognises=recognises,
    accompanies=accompanies,
    turn=10,
    expected={Jurisdiction: (35_000, 45_000), Within: (50_000, 75_000), SameAs: (10, 100)},
    ignored=frozenset({"name", "census_geoid", "sameAsNote"}),
    gaps=(
        "Tribal governments are not in the register, but for one.",
        "Cities have no population of their own here; counties, states and consolidated cities do.",
        "Populations are those of the census of 2020: estimates of other years are not kept.",
        "A city in several counties is placed in one only where its police agency is listed under one.",
    ),
)
