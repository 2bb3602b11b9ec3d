"""What was loaded, from where, through which date and with which gaps."""

from enum import StrEnum
from typing import Annotated

from schema.model import Node
from schema.values import INDEXED, Count, Day, Moment, Text


class LoadState(StrEnum):
    """How a load ended."""

    RUNNING = "RUNNING"
    DONE = "DONE"
    INTERRUPTED = "INTERRUPTED"
    FAILED = "FAILED"


class Load(Node, kw_only=True):
    """One run of a loader over one file, with its counts."""

    state: Annotated[LoadState, "How it ended.", INDEXED]
    started_at: Annotated[Moment, "When it began.", INDEXED]
    finished_at: Annotated[Moment | None, "When it ended."] = None
    through: Annotated[Day | None, "Date of the edition that was loaded."] = None
    file: Annotated[Text | None, "Name of the file."] = None
    checksum: Annotated[Text | None, "SHA-256 of the file."] = None
    licence: Annotated[Text | None, "Licence of the source."] = None
    rows: Annotated[Count, "Rows read."] = 0
    inserted: Annotated[Count, "Records written for the first time."] = 0
    updated: Annotated[Count, "Records changed."] = 0
    unchanged: Annotated[Count, "Records that already stood as read."] = 0
    retired: Annotated[Count, "Records that the source no longer has."] = 0
    unresolved: Annotated[Count, "Links kept aside because an end is not loaded."] = 0
    rejected: Annotated[Count, "Rows refused."] = 0
    leftover: Annotated[tuple[Text, ...], "Fields that nothing reads, with how often they were met."] = ()
    gaps: Annotated[tuple[Text, ...], "What the source is known to lack."] = ()

    searchable = False
