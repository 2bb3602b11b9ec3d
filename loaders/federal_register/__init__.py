"""One issue of the Federal Register in its bulk XML: rules, proposed rules, notices, presidential documents.

The text is not kept. What a final rule changes are the parts of the C.F.R. that its amendments are marked
with; the heading of a document also names parts that it only concerns.
"""

import datetime
from pathlib import Path

from graph.store import Store
from loaders import known_agencies
from loaders.federal_register.issue import is_issue, issue, read
from loaders.federal_register.records import parser
from loaders.source import Parser, Source
from schema.law import Amends, Cites, ExecutiveAction, IssuedBy, Provision
from schema.places import SameAs
from schema.values import Confidence


def looks_up(store: Store) -> Parser:
    """The parser for the agencies that the graph knows."""
    return parser(known_agencies.known(store))


def through(path: Path) -> datetime.date | None:
    """The day of the issue."""
    return issue(path)[1]


def covers(path: Path) -> tuple[str, ...]:
    """The documents of the issue."""
    return tuple(f"/us/fr/{row.fields['document']}" for row in read(path) if row.fields["document"])


SOURCE = Source(
    name="federal-register",
    title="Federal Register (one issue)",
    address="https://www.govinfo.gov/bulkdata/FR",
    licence="Public domain (work of the United States government)",
    confidence=Confidence.VERIFIED,
    read=read,
    parse=parser(known_agencies.NONE),
    looks_up=looks_up,
    through=through,
    covers=covers,
    recognises=is_issue,
    turn=31,
    expected={
        ExecutiveAction: (1, 5_000),
        IssuedBy: (0, 10_000),
        Amends: (0, 10_000),
        Cites: (0, 10_000),
        Provision: (0, 10_000),
        SameAs: (0, 1_000),
    },
    gaps=(
        "The text is not kept.",
        "A rule has a first day only where its dates state exactly one.",
        "Only parts of the C.F.R. are linked, not the sections that a rule changes.",
    ),
)
