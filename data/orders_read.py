"""What three executive orders on sanctuary jurisdictions mention, as the loader of documents reads it.

Their texts are works of the United States government. What is kept are spans: words, places, kinds, days and
the texts that they cite, which are stated here as mentioned only.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from loaders import documents
from loaders.citations import occurrences
from loaders.cited import cited, linked
from loaders.source import Row, Source
from schema.documents import Document, Mention
from schema.model import Record


def read(folder: Path) -> Iterator[Row]:
    """One row an order: its text and what it is called."""
    for number, path in enumerate(sorted(folder.glob("*.md")), start=1):
        for row in documents.read(path):
            yield Row(number, row.fields)


def parse(row: Row) -> Iterable[Record]:
    """The order with its mentions, and the texts of law that it cites."""
    for line in row.fields["text"].splitlines():
        for each in linked(occurrences(line)):
            yield from cited(each)
    yield from documents.parse(row)


SOURCE = Source(
    name="orders-read",
    title="What executive orders on sanctuary jurisdictions mention",
    address="https://www.whitehouse.gov/presidential-actions/",
    licence="Public domain (work of the United States government); the texts are not kept",
    confidence=documents.SOURCE.confidence,
    read=read,
    parse=parse,
    expected={Document: (3, 3), Mention: (1, 1000)},
    gaps=(
        "They were read without the graph: only citations, dates and amounts are mentioned.",
        "Loading the text of a document finds places, agencies, programs, courts and cases too.",
    ),
)
