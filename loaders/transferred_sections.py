"""Sections of the United States Code that its editors moved: where each stood, and where it stands now.

The Office of the Law Revision Counsel moves sections without changing their text; its tables of what went
where are on its site (https://uscode.house.gov/editorialreclassification/reclassification.html), which the
project does not fetch. The curated table says of each pair how it is known: `stated` in a source, `quoted` by
others from one that was not seen itself, `headings` (two tables of contents, before and after, read side by
side), or `order` (a unit of the Code whose sections are all marked as transferred, and one with the same
heading and as many sections, in the same order).
"""

import datetime
from collections.abc import Iterable, Iterator
from pathlib import Path

from loaders import files
from loaders.citations import Citation
from loaders.cited import cited
from loaders.source import Row, Source
from schema.errors import InvalidRecord
from schema.law import Provision, TransferredTo
from schema.model import Record
from schema.values import Confidence

COLUMNS = ("old", "new", "since", "evidence", "source")
CURATED = Path(__file__).resolve().parent.parent / "data" / "curated" / "transferred_sections.csv"
NOTES = {
    "stated": None,
    "quoted": "Seen as others quote it, not in the source itself.",
    "headings": "Inferred: the same heading in the tables of contents before and after the move.",
    "order": "Inferred: the same heading of the unit, and as many sections in the same order.",
}


def read(path: Path) -> Iterator[Row]:
    """The pairs of the table, with their lines."""
    for number, fields in files.table(path, COLUMNS):
        yield Row(number, fields)


def parse(row: Row) -> Iterable[Record]:
    """Both places in the Code, and the link from the former one to the present one."""
    old, new, evidence = _place(row.take("old")), _place(row.take("new")), row.take("evidence")
    if evidence not in NOTES:
        raise InvalidRecord(f"The evidence {evidence} is none of {', '.join(NOTES)}.")
    yield from cited(old)
    yield from cited(new)
    yield TransferredTo(
        start=old.id,
        end=new.id,
        valid_from=_day(row.find("since")),
        confidence=Confidence.VERIFIED if evidence == "stated" else Confidence.PARTIAL,
        note=NOTES[evidence],
        source=tuple(row.take("source").split("; ")),
    )


def recognises(path: Path) -> bool:
    """Whether a file begins with the columns of the table."""
    return files.head(path, 200).startswith(",".join(COLUMNS).encode())


def _place(identifier: str) -> Citation:
    """The section that an identifier such as /us/usc/t34/s10381 names."""
    _, slash, rest = identifier.partition("/us/usc/t")
    title, _, section = rest.partition("/s")
    if not slash or not title.isdigit() or not section or "/" in section:
        raise InvalidRecord(f"{identifier} names no section of the United States Code.")
    usual = f"{title} U.S.C. {section}"
    return Citation(identifier, usual, usual)


def _day(printed: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(printed) if printed else None
    except ValueError as error:
        raise InvalidRecord(f"{printed} is no day.") from error


SOURCE = Source(
    name="transferred-sections",
    title="Sections of the United States Code that were moved",
    address="https://uscode.house.gov/editorialreclassification/reclassification.html",
    licence="Apache-2.0 (facts gathered by the project)",
    confidence=Confidence.PARTIAL,
    read=read,
    parse=parse,
    recognises=recognises,
    turn=24,
    expected={Provision: (2, 8_000), TransferredTo: (1, 4_000)},
    gaps=(
        "Holds 631 of about 1,900 sections that the Code marks as transferred, without the official tables.",
        "Most are of title 42, now in titles 34 and 52, and of title 25; other titles are nearly absent.",
        "Sections that went elsewhere than their neighbours, and notes, are missing.",
        "Pairs that no source states are inferred from headings or from order, and say so.",
    ),
)
