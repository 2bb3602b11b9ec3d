"""The United States Code in all forms in which it is published: its structure and its links, not its text."""

from collections.abc import Iterator
from pathlib import Path

from loaders.source import Row, Source
from loaders.us_code import editions
from loaders.us_code.provisions import parse
from schema.law import (
    Cites,
    EnactedBy,
    ExecutiveAction,
    PartOf,
    Provision,
    PublicLaw,
    Revokes,
    TransferredTo,
)
from schema.values import Confidence

__all__ = ["SOURCE", "parse", "read"]


def read(path: Path) -> Iterator[Row]:
    """One row a level above sections, and one a section with its units, in printed order."""
    for number, fields in enumerate(editions.read(path), start=1):
        yield Row(number, fields)


SOURCE = Source(
    name="us-code",
    title="United States Code",
    address="https://uscode.house.gov/",
    licence="Public domain (work of the United States government)",
    confidence=Confidence.VERIFIED,
    read=read,
    parse=parse,
    through=editions.through,
    covers=editions.covers,
    recognises=editions.recognises,
    accompanies=editions.accompanies,
    turn=30,
    expected={
        Provision: (2, 1_500_000),
        PartOf: (1, 1_500_000),
        Cites: (0, 1_000_000),
        PublicLaw: (0, 50_000),
        EnactedBy: (0, 150_000),
        Revokes: (0, 50_000),
        TransferredTo: (0, 10_000),
        ExecutiveAction: (0, 5_000),
    },
    gaps=(
        "References within a section (this subsection, paragraph (2)) and to acts by name are not followed.",
        "The stripped form has no levels above chapters, no headings of titles and no day of its edition.",
        "The stripped archive of 2025 lacks chapter 1 of titles 16 and 26 and chapters 6A and 7 of title 42.",
        "Notes are read only to see where a transferred section went.",
    ),
)
