"""Loaded documents and what they mention."""

from typing import Annotated

from schema.model import Edge, Node
from schema.values import INDEXED, Count, Money, Score, Text


class Document(Node, kw_only=True):
    """A letter, ruling, article or other text that was loaded to be read."""

    media_type: Annotated[Text | None, "Internet media type of the file."] = None
    checksum: Annotated[Text | None, "SHA-256 of the file.", INDEXED] = None
    length: Annotated[Count | None, "Characters of text."] = None


class Mention(Node, kw_only=True):
    """A span of a document that names something, and how sure the match is."""

    begins: Annotated[Count, "First character of the span, from 0."]
    ends: Annotated[Count, "Character after the span."]
    score: Annotated[Score, "How sure the match is, from 0 to 1."]
    kind: Annotated[Text, "What is named: a citation, a place, a program, an amount, a date.", INDEXED]
    amount: Annotated[Money | None, "The amount named, in US dollars."] = None

    searchable = False


class MentionedIn(Edge[Mention, Document]):
    """The document that holds the span."""

    forward, reverse = "mentionedIn", "spans"


class RefersTo(Edge[Mention, Node]):
    """What the span names."""

    forward, reverse = "refersTo", "mentions"
