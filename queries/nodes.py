"""What are these, each by whatever was written for it?"""

from enum import StrEnum
from typing import Annotated, ClassVar

from queries.holding import expanded
from queries.question import WRITTEN, Answer, Question
from queries.resolve import PREFERS, meaning
from schema.model import Node
from schema.values import Text


class Fate(StrEnum):
    """What became of a text that names a record."""

    FOUND = "FOUND"
    MERGED = "MERGED"
    RETIRED = "RETIRED"
    AMBIGUOUS = "AMBIGUOUS"
    MISSING = "MISSING"


class Sought(Answer, frozen=True, kw_only=True):
    """One of the texts, and what it names."""

    given: Annotated[Text, "The text, its spaces and dashes made plain."]
    fate: Annotated[Fate, "What became of it."]
    node: Annotated[Node | None, "The record; empty when the text is ambiguous or nothing is called so."]
    into: Annotated[
        Node | None, "The record that stands for it now: the same thing's, or the section it was moved to."
    ]
    alternatives: Annotated[
        tuple[Node, ...], "What an ambiguous text may mean, or what comes nearest to a missing one."
    ]


class Nodes(Question, frozen=True, kw_only=True):
    """The records of many identifiers, citations or names, in the order given, with the fate of each."""

    answer = Sought
    example: ClassVar = {"ids": ["16.738", "8 USC 1373(a)", "Springfield", "nothing of the kind"]}
    cypher = expanded(
        f"""
UNWIND range(0, size($ids) - 1) AS at
WITH at, $ids[at] AS given
CALL (given) {{
{meaning(["Node"], "one", "meant")}
}}
OPTIONAL MATCH (own:Node {{id: given.text}})
WITH at, given, meant, coalesce(one, own) AS node, one IS NOT NULL AS stands
CALL (node) {{
  MATCH (node)-[twin:SAME_AS]-(other:Node)
  WHERE STANDS(twin) AND STANDS(other)
  WITH other, node AS same, twin
  {PREFERS}
  RETURN other, 0 AS turn
  UNION
  MATCH (node)-[moved:TRANSFERRED_TO]->(other:Provision) WHERE STANDS(moved) AND STANDS(other)
  RETURN other, 1 AS turn
  UNION
  RETURN null AS other, 2 AS turn
}}
WITH at, given, meant, node, stands, other ORDER BY at, turn, other.id
WITH at, given, meant, node, stands, head(collect(other)) AS into
CALL (meant, node) {{
  UNWIND CASE WHEN node IS NULL THEN range(0, size(meant) - 1) ELSE [] END AS place
  MATCH (each:Node {{id: meant[place].id}})
  WITH place, each ORDER BY place
  RETURN collect(each) AS alternatives
}}
RETURN given.text AS given, CASE
    WHEN into IS NOT NULL THEN 'MERGED'
    WHEN node IS NOT NULL AND NOT stands THEN 'RETIRED'
    WHEN node IS NOT NULL THEN 'FOUND'
    WHEN any(each IN meant WHERE each.how <> 'WORDS') THEN 'AMBIGUOUS'
    ELSE 'MISSING' END AS fate, node, into, alternatives
ORDER BY at"""
    )

    ids: Annotated[tuple[Text, ...], WRITTEN, "Identifiers, citations, names or numbers."]
