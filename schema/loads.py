"""What was loaded, from where, through which date and with which gaps."""

from enum import StrEnum
from typing import Annotated

from schema.model import Edge, Node
from schema.values import INDEXED, Count, Day, Flag, Identifier, Moment, Text


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
    whole: Annotated[Flag, "It read an edition to the end; a part of one retires nothing."] = False
    covers: Annotated[tuple[Text, ...], "Beginnings of the ids that it is whole for; empty means all."] = ()
    states: Annotated[
        tuple[Text, ...], "Types of the records that it states; none is told by loads of old."
    ] = ()
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


class Revision(Node, kw_only=True):
    """What a record said before a load changed it, or while it was not retired; Cypher sees all of it."""

    found_by = ("stated_at",)

    kind: Annotated[Text, "Type of the record.", INDEXED]
    other: Annotated[Identifier | None, "Where a link led, when it is the link that was changed."] = None
    replaced_at: Annotated[Moment, "When it was no longer stated so.", INDEXED]
    before: Annotated[
        tuple[Text, ...], "What it said where the record differs now: name and value; a name alone is empty."
    ] = ()

    searchable = False


class RevisionOf(Edge[Revision, Node]):
    """The record, or the start of the link, that was changed."""

    forward, reverse = "revisionOf", "revisions"
