"""Regulations that are proposed only."""

from collections.abc import Iterable

from loaders.legal_facts import actions
from loaders.source import Row
from schema.model import Record


def parse(row: Row) -> Iterable[Record]:
    """What the author issued, with the day to answer by and the day that it is planned for."""
    row.fields["dates.issued"] = row.take("dates.proposed")
    row.fields["deadline"] = row.take("dates.comments_close")
    row.fields["effective_claimed"] = row.take("dates.planned_effective")
    return actions.parse(row)
