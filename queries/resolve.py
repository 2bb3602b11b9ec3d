"""One resolver for every argument that names a node: identifier, citation, name or alias in, node out.

The argument reaches Cypher as one parameter: the map that `spelling.written` makes of what was typed, or
null when an optional argument is not given. `resolution(name, labels)` is the body of a `CALL () { … }`
(its words about validity still to be spelt out) that returns exactly one row with two columns:

* `<name>`: the node, or null;
* `<name>_found`: a list of maps {id, name, state, labels, how}. Empty when nothing is like the text. One
  map when the node was found. Several, with `<name>` null, when the text means several things (`how` is then
  not WORDS), or when nothing is called so and these come nearest (`how` is WORDS).

Of an argument that is a list, `<name>` is the list of its nodes in the order given, empty when none was
given, or null when one of its texts is not one node; `<name>_found` then holds such a list for each text.

`answerable(name, optional)` is the Cypher predicate that says whether the question may be asked; a text
guarded by it returns no rows for an argument that is not one node. `refuse` turns `<name>_found` of such an
argument into Unknown or Ambiguous, which carry the alternatives.

What is tried, in this order, the first that finds anything deciding: the identifier as typed or a record's
own; the identifiers that a citation stands for; the section of the code that an act's section became; a
citation that contains the text; names; aliases; looser spellings of them (see `queries.everyday`), names that
go on in brackets, decisions in a case of the name, docket numbers, sections without their title. Two
records joined by SAME_AS are one thing: the consolidated government or the city before the county, else the
record that the other points to, else the first identifier.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from queries.spelling import FIELDS
from schema.errors import InvalidQuestion
from schema.subjects import MODEL
from schema.values import Mark

WORDS = "WORDS"

_TEXT = """CALL (given) {{
  UNWIND given.spellings AS spelling
  MATCH (node:Node {{id: spelling.id}}) WHERE {labels} AND STANDS(node)
  WITH node, CASE spelling.rank WHEN 0 THEN 'IDENTIFIER' ELSE 'CITATION' END AS how
  ORDER BY spelling.rank LIMIT 1
  RETURN collect({{node: node, how: how, rank: 0, score: 1.0}}) AS exact
}}
{acts}CALL (exact, given) {{
  UNWIND CASE WHEN size(exact) > 0 OR given IS NULL OR given.query = '' THEN []
              ELSE [given.query] END AS query
  CALL db.index.fulltext.queryNodes('search', query) YIELD node, score
  WITH node, score WHERE {labels} AND STANDS(node)
  WITH node, score,
    (given.state IS NULL OR (node.state = given.state AND coalesce(node.kind <> 'STATE', true)))
      AND (size(given.kinds) = 0 OR node.kind IN given.kinds) AS placed,
    toLower(node.name) AS called,
    [x IN coalesce(node.aliases, []) + [node.popular_name, node.abbreviation, node.docket]
      | toLower(x)] AS other
  WITH node, score, CASE
    WHEN toLower(node.record) = given.whole THEN {{rank: 1, how: 'IDENTIFIER'}}
    WHEN given.cited AND any(x IN given.cites WHERE toLower(node.citation) CONTAINS x)
    THEN {{rank: 2, how: 'CITATION'}}
    WHEN called = given.whole THEN {{rank: 3, how: 'NAME'}}
    WHEN placed AND called IN given.names THEN {{rank: 3, how: 'NAME'}}
    WHEN given.whole IN other THEN {{rank: 4, how: 'ALIAS'}}
    WHEN placed AND any(x IN other WHERE x IN given.names) THEN {{rank: 4, how: 'ALIAS'}}
    WHEN placed AND called IN given.loosely THEN {{rank: 5, how: 'NAME'}}
    WHEN placed AND any(x IN other WHERE x IN given.loosely) THEN {{rank: 5, how: 'ALIAS'}}
    WHEN called STARTS WITH given.whole + ' (' THEN {{rank: 5, how: 'NAME'}}
    WHEN given.whole CONTAINS ' v. ' AND called CONTAINS given.whole THEN {{rank: 5, how: 'NAME'}}
    WHEN toLower(node.docket) CONTAINS given.docket THEN {{rank: 5, how: 'CITATION'}}
    WHEN node.id ENDS WITH given.part THEN {{rank: 5, how: 'CITATION'}}
    ELSE {{rank: 6, how: 'WORDS'}} END AS match
  WITH match.rank AS rank, match.how AS how, node, score ORDER BY rank, score DESC, node.id
  WITH rank, collect({{node: node, how: how, rank: rank, score: score}}) AS hits ORDER BY rank LIMIT 1
  RETURN collect(CASE WHEN rank = 6 THEN hits[..5] ELSE hits END) AS named
}}
CALL (exact, named, given) {{
  UNWIND CASE WHEN size(exact) + size(named) > 0 OR given IS NULL OR given.nearest = '' THEN []
              ELSE [given.nearest] END AS query
  CALL db.index.fulltext.queryNodes('search', query, {{limit: 500}}) YIELD node, score
  WITH node, score WHERE {labels} AND STANDS(node)
  WITH node, score ORDER BY score DESC, node.id LIMIT 5
  RETURN collect({{node: node, how: 'WORDS', rank: 6, score: score}}) AS near
}}
WITH CASE WHEN size(exact) > 0 THEN exact ELSE coalesce(head(named), near) END AS hits
WITH hits, [hit IN hits | hit.node] AS nodes
WITH [hit IN hits WHERE NOT EXISTS {{
  MATCH (other:Node)-[twin:SAME_AS]-(same:Node WHERE same = hit.node)
  WHERE STANDS(twin) AND other IN nodes AND other <> same
  {prefers}
  RETURN 1 AS lesser
}}] AS hits
UNWIND CASE WHEN size(hits) = 0 THEN [null] ELSE hits END AS hit
WITH hit ORDER BY hit.rank, coalesce(hit.node.population, -1) DESC, hit.score DESC, hit.node.id
WITH collect(hit) AS hits
RETURN CASE WHEN size(hits) = 1 AND hits[0].rank < 6 THEN hits[0].node END AS {node},
  [hit IN hits[..20] | {{id: hit.node.id, name: hit.node.name, state: hit.node.state,
    labels: labels(hit.node), how: hit.how}}] AS {found}"""

PREFERS = """WITH other, same, twin,
    CASE other.kind WHEN 'CONSOLIDATED_CITY_COUNTY' THEN 0 WHEN 'PLACE' THEN 1 ELSE 2 END AS theirs,
    CASE same.kind WHEN 'CONSOLIDATED_CITY_COUNTY' THEN 0 WHEN 'PLACE' THEN 1 ELSE 2 END AS ours
  WHERE theirs < ours OR (theirs = ours AND startNode(twin) = same
    AND (other.id < same.id OR NOT EXISTS { (other)-[:SAME_AS]->(same) }))"""
"""Of two records of one thing, joined by `twin`, keeps those of which `other` stands for both."""

_ACTS = """CALL (exact, given) {{
  UNWIND CASE WHEN size(exact) > 0 OR given.act IS NULL THEN [] ELSE [given.act] END AS act
  MATCH (:PublicLaw {{id: act.id}})<-[enacted:ENACTED_BY {{act_section: act.section}}]-(section:Provision)
  WHERE STANDS(enacted)
  MATCH (node:Node {{id: section.id + act.parts}}) WHERE {labels} AND STANDS(node)
  WITH DISTINCT node
  RETURN collect({{node: node, how: 'CITATION', rank: 0, score: 1.0}}) AS enacted
}}
WITH given, exact + enacted AS exact
"""

_EACH = """UNWIND range(0, size(coalesce(${name}, [])) - 1) AS at
WITH at, ${name}[at] AS given
CALL (given) {{
{text}
}}
WITH at, one, meant ORDER BY at
RETURN CASE WHEN count(one) = count(*) THEN collect(one) END AS {name}, collect(meant) AS {name}_found"""


class NotOne(InvalidQuestion):
    """The text `given` for an `argument` is not one node; `alternatives` are near it."""

    def __init__(
        self, message: str, remedy: str, argument: str, given: str, alternatives: Sequence[Mapping[str, Any]]
    ) -> None:
        """Keep what it may mean, as {id, name, state, labels, how}."""
        super().__init__(message, remedy)
        self.argument, self.given, self.alternatives = argument, given, alternatives


class Ambiguous(NotOne):
    """The text of an argument means several things; `alternatives` names them."""


class Unknown(NotOne):
    """Nothing is called as the text says; `alternatives` come nearest."""


def resolution(name: str, labels: Sequence[str], *, many: bool = False) -> str:
    """The Cypher that finds the node of an argument, or those of a list, to be put into `CALL () { … }`."""
    if not many:
        return f"WITH ${name} AS given\n{meaning(labels, name, f'{name}_found')}"
    return _EACH.format(name=name, text=meaning(labels, "one", "meant"))


@cache
def fields(*labels: str) -> tuple[str, ...]:
    """The fields of the full-text index that nodes of the labels can have: fewer are asked sooner."""
    kinds = [MODEL.nodes[name] for label in labels for name in MODEL.nodes[label].concrete]
    known = {each.name for kind in kinds for each in kind.properties if Mark.FULLTEXT in each.marks}
    return tuple(name for name in FIELDS if name in known)


def meaning(labels: Sequence[str], node: str, found: str) -> str:
    """The Cypher from `given`, a text as `written` makes it, to one row of the node and what was found."""
    wanted = f"({' OR '.join(f'node:{label}' for label in labels)})"
    acts = _ACTS.format(labels=wanted) if {"Node", "LegalText", "Provision"} & set(labels) else ""
    return _TEXT.format(node=node, found=found, labels=wanted, acts=acts, prefers=PREFERS)


def answerable(name: str, *, optional: bool) -> str:
    """The Cypher predicate that holds when the argument is one node each, or optional and not given."""
    return f"({name} IS NOT NULL OR ${name} IS NULL)" if optional else f"{name} IS NOT NULL"


def refusals(argument: str, given: str | Sequence[str] | None, found: Sequence[Any]) -> list[NotOne]:
    """The errors for what an argument was given, one for each text that is not one node."""
    if given is None:
        return []
    pairs = [(given, found)] if isinstance(given, str) else zip(given, found, strict=True)
    return [refuse(argument, text, meant) for text, meant in pairs if not single(meant)]


def single(found: Sequence[Mapping[str, Any]]) -> bool:
    """Whether what was found is the one node that a text means."""
    return len(found) == 1 and found[0]["how"] != WORDS


def refuse(argument: str, text: str, found: Sequence[Mapping[str, Any]]) -> NotOne:
    """The error for an argument that is not one node: unknown, or ambiguous with its alternatives."""
    named = "; ".join(map(_called, found))
    shown = text if len(text) <= 80 else text[:79] + "…"
    if found and found[0]["how"] != WORDS:
        remedy = "Use an identifier, or say which: “Springfield, IL”, “State of New York”."
        return Ambiguous(f"{argument}: “{shown}” may be {named}.", remedy, argument, shown, found)
    remedy = f"The nearest are {named}." if named else "Try `search` to find it."
    return Unknown(f"{argument}: nothing is called “{shown}”.", remedy, argument, shown, found)


def _called(found: Mapping[str, Any]) -> str:
    state = f", {found['state']}" if found.get("state") else ""
    return f"{found['name']}{state} [{found['id']}]"
