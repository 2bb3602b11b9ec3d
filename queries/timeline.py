"""What happened to a place, a text or a case, ready to draw?"""

from enum import StrEnum
from typing import Annotated, ClassVar

from queries.claims import SPOKEN
from queries.histories import OF_CASE, OF_PLACE, OF_TEXT
from queries.holding import expanded
from queries.question import Answer, Supposing
from schema.courts import Case
from schema.law import LegalText
from schema.model import Node
from schema.places import Jurisdiction
from schema.values import Confidence, Day, Flag, Precision, Text


class Lane(StrEnum):
    """The row of a drawing that a thing belongs to."""

    LAW = "LAW"
    ACTION = "ACTION"
    CONDITION = "CONDITION"
    RULE = "RULE"
    POLICY = "POLICY"
    DESIGNATION = "DESIGNATION"
    AGREEMENT = "AGREEMENT"
    CASE = "CASE"
    RELIEF = "RELIEF"
    STAY = "STAY"
    RULING = "RULING"
    CLAIM = "CLAIM"


class Why(StrEnum):
    """How a thing is related to what was asked; of several ways, the first in this order is told."""

    ITSELF = "ITSELF"
    WHOLE = "WHOLE"
    PART = "PART"
    IMPOSES = "IMPOSES"
    IMPOSED = "IMPOSED"
    REVOKES = "REVOKES"
    CHALLENGED = "CHALLENGED"
    ADOPTED = "ADOPTED"
    LISTED = "LISTED"
    AGREED = "AGREED"
    BOUND = "BOUND"
    MONEY = "MONEY"
    CLASS_OF_MONEY = "CLASS_OF_MONEY"
    ENJOINS = "ENJOINS"
    ORDERED = "ORDERED"
    NAMED = "NAMED"
    SUBDIVISION = "SUBDIVISION"
    NATIONWIDE = "NATIONWIDE"
    CLASS = "CLASS"
    STAYS = "STAYS"
    DECIDED = "DECIDED"
    HOLDS = "HOLDS"
    INTERPRETS = "INTERPRETS"
    PARTY = "PARTY"
    SAID = "SAID"
    ABOUT = "ABOUT"
    AGAINST = "AGAINST"


_ORDER = "[" + ", ".join(f"'{each}'" for each in Why) + "]"


class Event(Answer, frozen=True, kw_only=True):
    """An interval, or a day, of the history."""

    lane: Annotated[Lane, "What it is, for drawing."]
    node: Annotated[Node, "The thing; for a stay the ruling that stays."]
    label: Annotated[Text, "What to write beside it."]
    begins: Annotated[Day | None, "First day; empty where it is not told."]
    begins_precision: Annotated[Precision | None, "How exactly that is known; empty means to the day."]
    ends: Annotated[Day | None, "First day on which it no longer holds; empty while open, and for a ruling."]
    ends_precision: Annotated[Precision | None, "How exactly that is known; empty means to the day."]
    point: Annotated[Flag, "It happened on one day: a ruling or a claim, whose end is when it was given up."]
    planned: Annotated[Flag, "It was planned to begin then; whether it did is not told."]
    why: Annotated[Why, "How it is related to what was asked."]
    via: Annotated[
        Node | None, "The node in between: a twin, a whole, a program, a case; of a stay, the relief."
    ]
    says: Annotated[Text | None, "The stance, the scope, the holding, the form or the heading."]
    concerns: Annotated[tuple[Node, ...], "The texts enjoined or held on, the list, the subjects of a claim."]
    said_by: Annotated[tuple[Node, ...], "Who decided, adopted, issued or said it."]
    citation: Annotated[Text | None, "Where it is written."]
    confidence: Annotated[Confidence | None, "How far it was checked."]
    sources: Annotated[tuple[Text, ...], "Where it was seen."]


class Timeline(Supposing, frozen=True, kw_only=True):
    """What bears on a place, a text or a case over time: intervals and days, by their beginning.

    A relief is told with its stays. What never held, because its end is its beginning, is left out; what has
    no date is kept whatever the days asked about.
    """

    answer = Event
    example: ClassVar = {"about": "Chicago", "from_": "2017-01-01", "to": "2018-12-31"}
    cypher = expanded(
        f"""
CALL (about) {{
{OF_PLACE}
UNION ALL
{OF_TEXT}
UNION ALL
{OF_CASE}
}}
WITH found, why, link, via WHERE STANDS(found)
WITH found, why, link, via, head([at IN range(0, size({_ORDER}) - 1) WHERE {_ORDER}[at] = why]) AS rank
ORDER BY rank, coalesce(link.valid_from, date('0001-01-01')), via.id
WITH found, head(collect({{why: why, link: link, via: via}})) AS way
CALL (found, way) {{
  RETURN found AS node, way.why AS why, way.link AS link, way.via AS via
  UNION ALL
  MATCH (found:Relief)<-[link:STAYS]-(node:Ruling) WHERE STANDS(link) AND STANDS(node)
  RETURN node, 'STAYS' AS why, link, found AS via
}}
WITH node AS claim, why, link, via
{SPOKEN}
WITH claim AS node, why, link, via, said_on, why = 'STAYS' AS stay, stated_in + said_by AS speakers
// The ruling that ordered a relief, the list of a designation; when the text or a whole of it was ended.
CALL (node) {{
  OPTIONAL MATCH (node)-[given:ORDERED_BY|LISTED_IN]->(origin:Node) WHERE STANDS(given)
  WITH origin ORDER BY coalesce(origin.decided_on, origin.issued_on), origin.id
  RETURN head(collect(origin)) AS origin
}}
CALL (node) {{
  MATCH (node:LegalText) (()-[part:PART_OF WHERE STANDS(part)]->()){{0,8}} (whole:LegalText)
  OPTIONAL MATCH (revoker:LegalText)-[revokes:REVOKES]->(whole)
  WHERE STANDS(revoker) AND STANDS(revokes) AND NOT coalesce(revokes.in_part, false)
  RETURN collect([whole.valid_to, whole.valid_to_precision]) + collect(
    [coalesce(revokes.valid_from, revoker.valid_from, revoker.issued_on), null]) AS ended
}}
WITH *, head([day IN [
    [CASE WHEN stay THEN link.valid_from END, link.valid_from_precision],
    [node.valid_from, node.valid_from_precision], [node.effective_on, null],
    [node.announced_on, node.announced_on_precision], [node.enacted_on, node.enacted_on_precision],
    [node.signed_on, null], [node.decided_on, null], [node.issued_on, node.issued_on_precision],
    [node.filed_on, node.filed_on_precision], [said_on, null], [origin.decided_on, null],
    [origin.issued_on, origin.issued_on_precision], [link.valid_from, link.valid_from_precision]]
  WHERE day[0] IS NOT NULL]) AS start,
  [day IN ended + [[node.valid_to, node.valid_to_precision], [link.valid_to, link.valid_to_precision],
    [node.closed_on, null]] WHERE day[0] IS NOT NULL] AS stops
WITH *, CASE WHEN link.valid_from > start[0] THEN [link.valid_from, link.valid_from_precision]
    ELSE coalesce(start, [node.planned_from, null]) END AS first,
  reduce(earliest = null, day IN stops | CASE WHEN earliest[0] <= day[0] THEN earliest ELSE day END) AS stop,
  NOT stay AND node:Ruling|Claim AS point
WITH *, first[0] AS begins, CASE WHEN stay OR NOT node:Ruling THEN stop[0] END AS ends
WHERE coalesce(point OR begins < ends, true) AND coalesce(begins <= $to, true)
  AND coalesce(CASE WHEN point THEN begins >= $from_ ELSE ends > $from_ END, true)
RETURN CASE WHEN stay THEN 'STAY' WHEN node:Relief THEN 'RELIEF' WHEN node:Ruling THEN 'RULING'
    WHEN node:Claim THEN 'CLAIM' WHEN node:Policy THEN 'POLICY' WHEN node:Condition THEN 'CONDITION'
    WHEN node:Rule THEN 'RULE' WHEN node:Designation THEN 'DESIGNATION' WHEN node:Agreement THEN 'AGREEMENT'
    WHEN node:Case THEN 'CASE' WHEN node:ExecutiveAction THEN 'ACTION' ELSE 'LAW' END AS lane,
  node, CASE WHEN stay THEN 'Stay: ' + via.name ELSE node.name END AS label,
  begins, first[1] AS begins_precision, ends, CASE WHEN ends IS NOT NULL THEN stop[1] END AS ends_precision,
  point, start IS NULL AND node.planned_from IS NOT NULL AS planned, why, via,
  CASE WHEN stay THEN CASE WHEN link.outside_parties_only THEN 'OUTSIDE_PARTIES_ONLY' ELSE 'WHOLE' END
    ELSE coalesce(node.stance, node.scope, link.outcome, node.heading, node.model, node.kind) END AS says,
  CASE WHEN stay THEN [via] ELSE COLLECT {{
    MATCH (node)-[toward:ENJOINS|LISTED_IN|ABOUT|AGAINST|HOLDS|ATTACHES_TO|COVERS]->(thing:Node)
    WHERE STANDS(toward) RETURN DISTINCT thing ORDER BY thing.id }} END AS concerns,
  COLLECT {{
    CALL (node) {{
      MATCH (node)-[by:ADOPTED_BY|ISSUED_BY|AGREED_WITH|RULED_BY|MADE_BY]->(who:Node) WHERE STANDS(by)
      RETURN who
      UNION
      MATCH (node)-[from_it:ORDERED_BY|LISTED_IN|IMPOSED_BY]->(:Node)-[by:RULED_BY|ISSUED_BY]->(who:Node)
      WHERE STANDS(from_it) AND STANDS(by)
      RETURN who
    }}
    RETURN DISTINCT who ORDER BY who.name, who.id }} AS said_by,
  coalesce(node.citation, origin.citation, head([each IN speakers WHERE each.citation IS NOT NULL
    | each.citation])) AS citation,
  CASE WHEN stay THEN coalesce(link.confidence, node.confidence) ELSE node.confidence END AS confidence,
  CASE WHEN stay THEN coalesce(link.source, node.source, []) ELSE coalesce(node.source, []) END AS sources
ORDER BY begins IS NOT NULL, begins, lane, node.id, via.id"""
    )

    about: Annotated[Text, Jurisdiction, LegalText, Case, "The place, condition, policy, other text or case."]
    from_: Annotated[Day | None, "Leave out what ended before this day."] = None
    to: Annotated[Day | None, "Leave out what began after this day."] = None
