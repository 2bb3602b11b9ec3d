"""Records that we wrote ourselves, in the model's own terms."""

from collections.abc import Iterable

from loaders import normalised
from loaders.source import Row
from schema.model import Record


def parse(row: Row) -> Iterable[Record]:
    """The record; the facts that it rests on have given it its evidence."""
    row.find("facts")
    yield from normalised.parse(row)
