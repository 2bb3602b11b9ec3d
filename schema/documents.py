"""Loaded documents and what they mention."""

from enum import StrEnum
from typing import Annotated

from schema.model import Edge, Node
from schema.values import INDEXED, Count, Day, FiscalYear, Money, Precision, Score, Text


class Document(Node, kw_only=True):
    """A letter, ruling, article or other text that was loaded to be read; the text itself is not kept."""

    media_type: Annotated[Text | None, "Internet media type of the file."] = None
    checksum: Annotated[Text | None, "SHA-256 of the file.", INDEXED] = None
    length: Annotated[Count | None, "Characters of text."] = None


class MentionKind(StrEnum):
    """What sort of thing a span names."""

    CITATION = "CITATION"
    CASE = "CASE"
    COURT = "COURT"
    PLACE = "PLACE"
    AGENCY = "AGENCY"
    PROGRAM = "PROGRAM"
    AMOUNT = "AMOUNT"
    DATE = "DATE"


class Mention(Node, kw_only=True):
    """A span of a document that names something, and how sure the match is."""

    begins: Annotated[Count, "First character of the span, from 0."]
    ends: Annotated[Count, "Character after the span."]
    score: Annotated[Score, "How sure the best match is, from 0 to 1."]
    kind: Annotated[MentionKind, "What sort of thing is named.", INDEXED]
    amount: Annotated[Money | None, "The amount named, in US dollars."] = None
    day: Annotated[Day | None, "The date named; the first day of a month that is named."] = None
    day_precision: Annotated[Precision | None, "How exactly the date is named."] = None
    fiscal_year: Annotated[FiscalYear | None, "The federal fiscal year named."] = None

    searchable = False
    listed = "allMentions"


class MentionedIn(Edge[Mention, Document]):
    """The document that holds the span."""

    forward, reverse = "mentionedIn", "spans"


class RefersTo(Edge[Mention, Node]):
    """What the span names."""

    forward, reverse = "refersTo", "mentions"

    score: Annotated[Score | None, "How sure the match is, from 0 to 1."] = None


class MayReferTo(Edge[Mention, Node]):
    """What the span may name: a match too unsure to be a link, kept to be reviewed."""

    forward, reverse = "mayReferTo", "possibleMentions"

    score: Annotated[Score, "How sure the match is, from 0 to 1."]
