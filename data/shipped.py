"""The facts that ship with the product, in the order in which they are loaded.

Legal facts and rules come before the listings: all state texts of law, and who states one first owns it.
Sections that were moved come before them: they say since when, and as mentions they give way to who states
the text.
"""

from pathlib import Path

from loaders import normalised
from loaders.source import Source

FOLDER = Path(__file__).resolve().parent
FILES = (
    "agencies.ndjson",
    "jurisdictions.ndjson.gz",
    "transferred_sections.ndjson",
    "legal_facts.ndjson",
    "crosscutting.ndjson",
    "assistance_listings.ndjson.gz",
    "listing_numbers.ndjson.gz",
    "awards_doj_dhs.ndjson.gz",
)


def paths() -> tuple[Path, ...]:
    """The shipped files that are there, in order."""
    return tuple(path for name in FILES if (path := FOLDER / name).is_file())


def sources() -> tuple[tuple[Source, Path], ...]:
    """Each shipped file with the source that its header makes of it."""
    return tuple((normalised.source(path), path) for path in paths())
