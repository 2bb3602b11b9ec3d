"""The two base classes, and what every record carries: identity, validity and provenance."""

from typing import Annotated, ClassVar, Generic, TypeVar

import msgspec

from schema.values import (
    FULLTEXT,
    KEY,
    Confidence,
    Day,
    Flag,
    Identifier,
    Moment,
    Precision,
    Text,
    Url,
)

Start = TypeVar("Start", bound="Node")
End = TypeVar("End", bound="Node")


class Record(msgspec.Struct, kw_only=True):
    """A statement of fact: when it holds, who says so, and how far it was checked."""

    valid_from: Annotated[Day | None, "First day on which the fact holds; empty when it always did."] = None
    valid_from_precision: Annotated[
        Precision | None, "How exactly the beginning is known; empty means to the day."
    ] = None
    valid_to: Annotated[Day | None, "First day on which it no longer holds; empty while it does."] = None
    valid_to_precision: Annotated[
        Precision | None, "How exactly the end is known; empty means to the day."
    ] = None
    confidence: Annotated[Confidence | None, "How far the fact was checked against a source."] = None
    note: Annotated[Text | None, "What is recalled, inferred or in doubt."] = None
    source: Annotated[tuple[Text, ...], "Where it was seen: addresses or citations."] = ()
    dataset: Annotated[Text | None, "The dataset that states it."] = None
    run: Annotated[Text | None, "The load that wrote it as it stands."] = None
    stated_at: Annotated[Moment | None, "When that load began."] = None
    retired_at: Annotated[Moment | None, "When its dataset stopped stating it; empty while it does."] = None

    found_by: ClassVar[tuple[str, ...]] = ()
    """Properties that the type, with all below it, has an index on besides those marked so."""


class Node(Record, kw_only=True):
    """Anything in the graph that has an identity of its own."""

    id: Annotated[Identifier, "Permanent identifier, in the scheme of its source.", KEY]
    name: Annotated[Text, "What people call it.", FULLTEXT]
    aliases: Annotated[tuple[Text, ...], "Other names and abbreviations in use.", FULLTEXT] = ()
    official_url: Annotated[Url | None, "Where the official document or record should be."] = None
    record: Annotated[Text | None, "Its identifier in the dataset that states it.", FULLTEXT] = None
    mentioned_only: Annotated[
        Flag | None, "Known because others mention it: no dataset has stated it; empty otherwise."
    ] = None

    searchable: ClassVar[bool] = True
    listed: ClassVar[str] = "allNodes"
    """Name of the field that lists the nodes, where their plural is the name of a question."""
    found_by: ClassVar[tuple[str, ...]] = ("valid_from", "valid_to", "retired_at")


class Edge(Record, Generic[Start, End]):
    """A directed link between two nodes, read in both directions."""

    start: Annotated[Identifier, "Identifier of the node that the link leaves."]
    end: Annotated[Identifier, "Identifier of the node that the link reaches."]

    forward: ClassVar[str]
    reverse: ClassVar[str]
