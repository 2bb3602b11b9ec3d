"""Makes every shipped file again: `uv run python -m data.build [../shared]`."""

import datetime
import importlib.util
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from data import orders_read
from data.shipped import FILES, FOLDER
from loaders import (
    agencies,
    awards,
    jurisdictions,
    listing_numbers,
    listings,
    normalised,
    transferred_sections,
)
from loaders.normalised import Header
from loaders.source import Source
from schema.errors import InvalidRecord
from schema.model import Record

_README = """# Shipped facts

Made from published files by `uv run python -m data.build [folder]`, where the folder holds them in `data/`
as this table names them. Each file begins with a header line: source, licence, date, gaps and counts.
Objectives, descriptions and other sentences of the sources are left out.

| file | what | source | date | licence | rows | command |
|---|---|---|---|---|---|---|
"""
COMMAND = "uv run python -m data.build"


class Plan(msgspec.Struct, frozen=True):
    """One shipped file: its source, where that lies (in the folder of published files, or the curated file
    itself), and the day of the edition where it is known.
    """

    file: str
    source: Source
    place: str
    published: str
    date: datetime.date | None = None


PLANS = (
    Plan(
        "agencies.ndjson",
        agencies.SOURCE,
        "agencies",
        "agency_codes.csv; sam_organizations.json; eCFR agencies and references",
    ),
    Plan(
        "jurisdictions.ndjson.gz",
        jurisdictions.SOURCE,
        "places",
        "country-us.csv; census 2020; city and county codes; FBI police employees 2025",
    ),
    Plan(
        "transferred_sections.ndjson",
        transferred_sections.SOURCE,
        str(transferred_sections.CURATED),
        "curated/transferred_sections.csv",
    ),
    Plan("assistance_listings.ndjson.gz", listings.SOURCE, "programs", "Federal Program Inventory export"),
    Plan(
        "listing_numbers.ndjson.gz",
        listing_numbers.SOURCE,
        "programs",
        "active-alns.csv, inactive-alns.csv",
        datetime.date(2026, 7, 1),
    ),
    Plan(
        "awards_doj_dhs.ndjson.gz",
        awards.SOURCE,
        "awards/usaspending_awards_doj_dhs.ndjson.gz",
        "USAspending API, awards by listing, Departments of Justice and Homeland Security",
        datetime.date(2023, 9, 1),
    ),
    Plan(
        "orders_read.ndjson",
        orders_read.SOURCE,
        "reference/executive-orders/texts",
        "texts of Executive Orders 14159, 14218 and 14287",
    ),
)


def build(shared: Path, out: Path = FOLDER) -> None:
    """Make every shipped file from the published ones in `shared`, and say what each holds and lacks."""
    for plan in PLANS:
        _make(plan, shared / "data" / plan.place, out)
    if importlib.util.find_spec("data.build_legal_facts"):
        importlib.import_module("data.build_legal_facts").build(shared, out)
    (out / "README.md").write_text(readme(out), encoding="utf-8")


def readme(folder: Path) -> str:
    """The table of the shipped files in a folder, from their headers."""
    made = [folder / name for name in FILES if (folder / name).is_file()]
    return _README + "".join(_table_row(path.name, normalised.header(path)) for path in made)


def _table_row(name: str, header: Header) -> str:
    date = header.date.strftime("%B %Y") if header.date else "not stated"
    source = f"[{header.source}]({header.address})"
    cells = (f"`{name}`", header.title, source, date, header.licence, f"{sum(header.records.values()):,}")
    return f"| {' | '.join((*cells, f'`{header.command}`'))} |\n"


def _make(plan: Plan, place: Path, out: Path) -> None:
    left: Counter[str] = Counter()
    settled = settle(_records(plan.source, place, left))
    made = normalised.write(out / plan.file, _header(plan, place), settled)
    size = (out / plan.file).stat().st_size
    sys.stdout.write(f"{plan.file}: {size:,} bytes; {_listed(made.records)}\n")
    sys.stdout.write(f"  left over: {_listed(dict(left.most_common())) or 'nothing'}\n")


def _listed(counts: dict[str, int]) -> str:
    return ", ".join(f"{name} {total:,}" for name, total in counts.items())


def _records(source: Source, place: Path, left: Counter[str]) -> Iterator[Record]:
    for row in source.read(place):
        try:
            yield from list(source.parse(row))
        except InvalidRecord as error:
            raise InvalidRecord(f"{source.title}, line {row.number}: {error.message}") from error
        left.update(name for name in row.fields if name not in source.ignored)


def settle(records: Iterable[Record]) -> list[Record]:
    """One record a key: where a source contradicts itself the last one stands, and its note says so."""
    kept: dict[tuple[str, ...], Record] = {}
    for record in records:
        key = (type(record).__name__, *normalised.key(record))
        before = kept.get(key)
        kept[key] = record if before is None or before == record else _noted(before, record)
    return list(kept.values())


def _noted(before: Record, after: Record) -> Record:
    fields = [name for name in after.__struct_fields__ if name != "note"]
    told = [
        f"{name} {getattr(before, name)}" for name in fields if getattr(before, name) != getattr(after, name)
    ]
    if not told:
        return after
    return msgspec.structs.replace(after, note=f"The source also says: {', '.join(told)}.")


def _header(plan: Plan, place: Path) -> Header:
    source = plan.source
    return Header(
        dataset=source.name,
        title=source.title,
        source=plan.published,
        address=source.address,
        licence=source.licence,
        confidence=source.confidence,
        command=COMMAND,
        date=plan.date or source.through(place),
        gaps=source.gaps,
    )


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER.parent.parent / "shared")
