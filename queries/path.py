"""How are two things connected?

Hubs connect everything and explain nothing. Never walked through are the country (every place lies in it),
loads and revisions (they are about the graph, not about law). That a place lies in another is walked only up
from the two things and the places next to them, not to all the places of a state; an award's place of
performance only from the award itself. Awards and their recipients are walked where one of the two things is
one, or where they are a place and a program; mentions only from a document. Of paths of one length those come
first whose busiest node has the fewest links.
"""

from typing import Annotated, ClassVar

from queries.holding import expanded
from queries.question import Answer, Question
from schema.model import Node
from schema.values import Confidence, Count, Day, Flag, Text

LONGEST = 6
"""Links of the longest path that is searched; Cypher takes no parameter there."""
_FOUND, _SHOWN = 24, 5


class Link(Answer, frozen=True, kw_only=True):
    """One link of a path, read from the first thing to the second."""

    relation: Annotated[Text, "Type of the relationship."]
    forward: Annotated[Flag, "It points along the path; else from the later node to the earlier."]
    earlier: Annotated[Node, "The node nearer to the first thing."]
    later: Annotated[Node, "The node nearer to the second thing."]
    citation: Annotated[Text | None, "Citation of the node that it leaves, else of the other."]
    valid_from: Annotated[Day | None, "First day on which the link holds."]
    valid_to: Annotated[Day | None, "First day on which it no longer holds."]
    confidence: Annotated[Confidence | None, "How far it was checked."]
    dataset: Annotated[Text | None, "The dataset that states it."]
    sources: Annotated[tuple[Text, ...], "Where it was seen."]


class Connection(Answer, frozen=True, kw_only=True):
    """One way from the first thing to the second."""

    length: Annotated[Count, "Number of links."]
    busiest: Annotated[Count, "Links of the busiest node on the way; the more, the less it explains."]
    steps: Annotated[tuple[Link, ...], "The links, in order."]


class Path(Question, frozen=True, kw_only=True):
    """How two things are connected: up to five paths, shortest first, each link with its source."""

    answer = Connection
    example: ClassVar = {"from_": "Chicago", "to": "cond-jag-fy2017-access"}
    cypher = expanded(
        f"""
// The two things, the places next to them, and what contains those.
CALL (from_, to) {{
  UNWIND [from_, to] AS thing
  MATCH (thing) (()-[next:!WITHIN WHERE STANDS(next)]-()){{0,1}} (place:Jurisdiction)
    (()-[within:WITHIN WHERE STANDS(within)]->()){{0,6}} (home:Jurisdiction)
  RETURN collect(DISTINCT home) AS homes
}}
MATCH way = SHORTEST {_FOUND} (from_) (()-[link:!REVISION_OF WHERE HOLDS(link)
    AND (NOT link:WITHIN OR startNode(link) IN homes)
    AND (NOT link:PERFORMED_IN OR startNode(link) IN [from_, to])]-(via:Node
  WHERE HOLDS(via) AND via <> from_
    AND coalesce(coalesce(via.decided_on, via.issued_on, via.enacted_on) <= $as_of, true)
    AND (via = to OR NOT via:Load|Revision AND coalesce(via.kind <> 'COUNTRY', true)
      AND (NOT via:Award|Recipient OR from_:Award|Recipient OR to:Award|Recipient
        OR from_:Jurisdiction AND to:GrantProgram OR from_:GrantProgram AND to:Jurisdiction)
      AND (NOT via:Mention OR from_:Document|Mention OR to:Document|Mention))
)){{1,{LONGEST}}} (to)
WHERE from_ <> to AND length(way) <= $longest
WITH way, nodes(way) AS nodes, relationships(way) AS links
WHERE all(at IN range(1, size(nodes) - 1) WHERE NOT nodes[at] IN nodes[..at])
WITH way, nodes, links,
  reduce(most = 0, node IN nodes[1..-1] | CASE WHEN COUNT {{ (node)--() }} > most
    THEN COUNT {{ (node)--() }} ELSE most END) AS busiest
ORDER BY length(way), busiest, [node IN nodes | node.id], [link IN links | type(link)]
LIMIT {_SHOWN}
RETURN length(way) AS length, busiest, [at IN range(0, size(links) - 1) | {{
  relation: type(links[at]), forward: startNode(links[at]) = nodes[at],
  earlier: nodes[at], later: nodes[at + 1],
  citation: coalesce(startNode(links[at]).citation, endNode(links[at]).citation),
  valid_from: links[at].valid_from, valid_to: links[at].valid_to, confidence: links[at].confidence,
  dataset: links[at].dataset, sources: coalesce(links[at].source, [])}}] AS steps
ORDER BY length, busiest, [step IN steps | step.later.id], [step IN steps | step.relation]"""
    )

    from_: Annotated[Text, Node, "The first thing."]
    to: Annotated[Text, Node, "The second thing."]
    as_of: Annotated[
        Day | None, "Only links and nodes that hold on this day; all that stand unless given."
    ] = None
    longest: Annotated[Count, f"Links of the longest path, {LONGEST} at most."] = LONGEST
