"""What does a loaded document talk about?"""

from typing import Annotated, ClassVar

from queries.holding import expanded
from queries.question import Answer, Question
from schema.documents import Document, Mention, MentionKind
from schema.model import Node
from schema.values import Confidence, Count, Day, FiscalYear, Money, Precision, Score, Text


class Meant(Answer, frozen=True, kw_only=True):
    """What a span names, or may name."""

    node: Annotated[Node, "The thing."]
    score: Annotated[Score | None, "How sure the match is, from 0 to 1."]


class MentionOf(Answer, frozen=True, kw_only=True):
    """A span of the document that names something."""

    mention: Annotated[Mention, "The span."]
    text: Annotated[Text, "The words of the span."]
    begins: Annotated[Count, "First character of the span, from 0."]
    ends: Annotated[Count, "Character after the span."]
    kind: Annotated[MentionKind, "What sort of thing is named."]
    score: Annotated[Score, "How sure the best match is, from 0 to 1."]
    refers_to: Annotated[tuple[Meant, ...], "What it names; several where one span cites several."]
    may_refer_to: Annotated[tuple[Meant, ...], "What it may name: too unsure to be a link, best first."]
    amount: Annotated[Money | None, "The amount named, in US dollars."]
    day: Annotated[Day | None, "The date named; the first day of a month that is named."]
    day_precision: Annotated[Precision | None, "How exactly the date is named."]
    fiscal_year: Annotated[FiscalYear | None, "The federal fiscal year named."]
    confidence: Annotated[Confidence | None, "How far it was checked."]
    sources: Annotated[tuple[Text, ...], "Where it was seen."]


class Mentions(Question, frozen=True, kw_only=True):
    """What a loaded document talks about, span by span in its order, linked to the graph."""

    answer = MentionOf
    example: ClassVar = {"document": "Protecting The American People Against Invasion"}
    cypher = expanded(
        """
MATCH (document)<-[held:MENTIONED_IN]-(mention:Mention)
WHERE STANDS(held) AND STANDS(mention) AND ($kinds IS NULL OR mention.kind IN $kinds)
CALL (mention) {
  OPTIONAL MATCH (mention)-[link:REFERS_TO]->(node:Node) WHERE STANDS(link) AND STANDS(node)
  WITH node, link ORDER BY coalesce(link.score, 0.0) DESC, node.id
  RETURN collect(CASE WHEN node IS NOT NULL THEN {node: node, score: link.score} END) AS refers_to
}
CALL (mention) {
  OPTIONAL MATCH (mention)-[link:MAY_REFER_TO]->(node:Node) WHERE STANDS(link) AND STANDS(node)
  WITH node, link ORDER BY link.score DESC, node.id
  RETURN collect(CASE WHEN node IS NOT NULL THEN {node: node, score: link.score} END) AS may_refer_to
}
RETURN mention, mention.name AS text, mention.begins AS begins, mention.ends AS ends,
  mention.kind AS kind, mention.score AS score, refers_to, may_refer_to, mention.amount AS amount,
  mention.day AS day, mention.day_precision AS day_precision, mention.fiscal_year AS fiscal_year,
  mention.confidence AS confidence, coalesce(mention.source, []) AS sources
ORDER BY begins, ends, mention.id"""
    )

    document: Annotated[Text, Document, "The document, by its title or identifier."]
    kinds: Annotated[tuple[MentionKind, ...] | None, "Only spans that name things of these sorts."] = None
