"""What is called so, cited so, or says so?"""

from enum import StrEnum
from typing import Annotated, ClassVar

from queries.holding import expanded
from queries.question import WRITTEN, Answer, Question
from schema.model import Node
from schema.values import Score, Text


class Match(StrEnum):
    """How a thing matches what was written."""

    IDENTIFIER = "IDENTIFIER"
    CITATION = "CITATION"
    NAME = "NAME"
    ALIAS = "ALIAS"
    WORDS = "WORDS"


class Hit(Answer, frozen=True, kw_only=True):
    """A node that matches."""

    node: Annotated[Node, "What was found."]
    matched: Annotated[Match, "How it matches; identifiers first, then citations, names, aliases and words."]
    score: Annotated[Score, "How well, from 0 to 1 within one search."]


class Search(Question, frozen=True, kw_only=True):
    """Things by identifier, citation or name, then by the words in their texts, best first, 200 at most."""

    answer = Hit
    example: ClassVar = {"text": "897 F.3d 1225"}
    cypher = expanded(
        """
CALL () {
  UNWIND $text.spellings AS spelling
  MATCH (node:Node {id: spelling.id}) WHERE STANDS(node)
  RETURN node, CASE spelling.rank WHEN 0 THEN 0 ELSE 1 END AS rank, 1.0 AS weight
  UNION
  UNWIND CASE $text.query WHEN '' THEN [] ELSE [$text.query] END AS query
  CALL db.index.fulltext.queryNodes('search', query) YIELD node, score
  WHERE STANDS(node)
  WITH node, score, toLower(node.name) AS called,
    [x IN coalesce(node.aliases, []) + [node.popular_name, node.abbreviation, node.docket]
      | toLower(x)] AS other
  WITH node, score, CASE
    WHEN toLower(node.record) = $text.whole THEN 0
    WHEN $text.cited AND toLower(node.citation) CONTAINS $text.whole THEN 1
    WHEN called = $text.whole OR called IN $text.names AND coalesce(node.state = $text.state, true) THEN 2
    WHEN $text.whole IN other THEN 3 END AS rank
  WHERE rank IS NOT NULL
  RETURN node, rank, score AS weight
  UNION
  UNWIND CASE $text.words WHEN '' THEN [] ELSE [$text.words] END AS query
  CALL db.index.fulltext.queryNodes('search', query, {limit: 200}) YIELD node, score
  WHERE STANDS(node)
  RETURN node, 4 AS rank, score AS weight
}
WITH node, min(rank) AS rank, max(weight) AS weight
WITH collect({node: node, rank: rank, weight: weight}) AS hits, max(weight) AS most
UNWIND hits AS hit
WITH hit.node AS node, hit.rank AS rank, CASE hit.rank WHEN 4 THEN hit.weight / most ELSE 1.0 END AS score
ORDER BY rank, score DESC, coalesce(node.population, -1) DESC, node.id
LIMIT 200
RETURN node, ['IDENTIFIER', 'CITATION', 'NAME', 'ALIAS', 'WORDS'][rank] AS matched, score
ORDER BY rank, score DESC, coalesce(node.population, -1) DESC, node.id"""
    )

    text: Annotated[Text, WRITTEN, "A name, a citation, a number, an identifier or words."]
