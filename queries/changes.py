"""What came into force, ended, was enjoined or freed between two days, and which money moved?"""

from enum import StrEnum
from typing import Annotated, ClassVar

from queries.changing import EVENTS, THINGS
from queries.holding import expanded
from queries.question import Answer, Known
from queries.status import Step
from schema.courts import Relief
from schema.law import LegalText
from schema.model import Node
from schema.money import Agency, GrantProgram
from schema.places import Jurisdiction
from schema.values import Day, Flag, Money, Precision, Text


class ChangeKind(StrEnum):
    """What happened on a day."""

    CAME_INTO_FORCE = "CAME_INTO_FORCE"
    ENDED = "ENDED"
    ENJOINED = "ENJOINED"
    FREED = "FREED"
    LISTED = "LISTED"
    DELISTED = "DELISTED"
    AGREED = "AGREED"
    AGREEMENT_ENDED = "AGREEMENT_ENDED"
    OBLIGATED = "OBLIGATED"
    ALLOCATED = "ALLOCATED"


class Change(Answer, frozen=True, kw_only=True):
    """One thing that changed on one day."""

    day: Annotated[Day, "The first day on which it is so."]
    precision: Annotated[Precision, "How exactly that day is known; within a month or year it may be later."]
    kind: Annotated[ChangeKind, "What happened."]
    what: Annotated[Node, "The text, relief, entry of a list, agreement, award or amount."]
    texts: Annotated[tuple[LegalText, ...], "The texts that are enjoined or freed."]
    outside_parties_only: Annotated[Flag, "Only for those whom the relief does not name."]
    also_enjoined_by: Annotated[
        tuple[Relief, ...], "Other reliefs against one of the texts that hold on that day."
    ]
    places: Annotated[tuple[Jurisdiction, ...], "The places that it names."]
    programs: Annotated[tuple[GrantProgram, ...], "The programs that it names."]
    amount: Annotated[Money | None, "The money, in US dollars; a negative amount is a de-obligation."]
    approximate: Annotated[Flag, "The amount is rounded, estimated or a bound."]
    reasons: Annotated[tuple[Step, ...], "The facts that say so; those that made the change decide."]


class Changes(Known, frozen=True, kw_only=True):
    """What came into force, ended, was enjoined or freed from one day to another, and money that moved.

    A change has the first day on which it is so, and is told when that day is later than `from` and not later
    than `to`: it is the difference between the two days, with what came and went between them. So the changes
    from a to b and those from b to c are those from a to c. What holds on no day changes nothing.
    """

    answer = Change
    example: ClassVar = {"from_": "2018-06-01", "to": "2018-09-30", "scope": "cond-jag-fy2017-cert"}
    cypher = expanded(
        f"""
{THINGS}
{EVENTS}
WITH thing, event WHERE $kinds IS NULL OR event.kind IN $kinds
CALL (thing) {{
  OPTIONAL MATCH (thing)-[names:ADOPTED_BY|DESIGNATES|AGREED_FOR|PROTECTS|ALLOCATED_TO|BINDS]->
    (place:Jurisdiction)
  WHERE STANDS(names)
  WITH DISTINCT place ORDER BY place.name, place.id
  RETURN collect(place) AS places
}}
CALL (thing) {{
  OPTIONAL MATCH (thing)-[names:ATTACHES_TO|LIMITED_TO|ALLOCATED_UNDER|MADE_UNDER]->(listing:GrantProgram)
  WHERE STANDS(names)
  WITH DISTINCT listing ORDER BY listing.id
  RETURN collect(listing) AS programs
}}
CALL (thing, event) {{
  OPTIONAL MATCH (thing)-[enjoins:ENJOINS]->(text:LegalText) WHERE STANDS(enjoins)
  WITH thing, event, text ORDER BY text.id
  OPTIONAL MATCH (text)<-[also:ENJOINS]-(other:Relief)
  WHERE other <> thing AND STANDS(also) AND STANDS(other)
    AND coalesce(other.valid_from <= event.day, true) AND coalesce(event.day < other.valid_to, true)
  WITH text, other ORDER BY other.id
  RETURN collect(DISTINCT text) AS texts, collect(DISTINCT other) AS also_enjoined_by
}}
CALL (thing, event) {{
  OPTIONAL MATCH (thing)-[link:IMPOSED_BY|ENACTED_BY|ISSUED_BY|ADOPTED_BY|REVOKES|ENJOINS|ORDERED_BY|ENDED_BY
    |STAYS|LISTED_IN|AGREED_WITH|ALLOCATED_UNDER|MADE_UNDER]-(other:Node)
  WHERE STANDS(link) AND STANDS(other) AND (startNode(link) = thing OR type(link) IN ['REVOKES', 'STAYS'])
    AND (startNode(link) <> thing OR type(link) <> 'REVOKES')
  OPTIONAL MATCH (other)-[ruled:RULED_BY]->(court:Court) WHERE STANDS(ruled)
  WITH thing, event, link, other, head(collect(court)) AS court,
    coalesce(type(link) IN event.by AND CASE type(link)
      WHEN 'REVOKES' THEN event.day = coalesce(link.valid_from, other.valid_from, other.issued_on)
      WHEN 'STAYS' THEN event.day IN [coalesce(link.valid_from, other.decided_on), link.valid_to]
      ELSE true END, false) AS decides
  ORDER BY decides DESC, type(link), other.id
  RETURN collect(CASE WHEN link IS NOT NULL THEN {{
    relation: type(link), subject: startNode(link), object: endNode(link), decides: decides,
    says: CASE WHEN type(link) = 'STAYS'
      THEN CASE WHEN link.outside_parties_only THEN 'OUTSIDE_PARTIES_ONLY' ELSE 'WHOLE' END END,
    said_by: court, citation: other.citation, valid_from: coalesce(link.valid_from, other.decided_on),
    valid_to: link.valid_to, confidence: coalesce(link.confidence, other.confidence)}} END) AS steps
}}
RETURN event.day AS day, event.precision AS precision, event.kind AS kind, thing AS what, texts,
  event.outside AS outside_parties_only,
  CASE WHEN event.kind IN ['ENJOINED', 'FREED'] THEN also_enjoined_by ELSE [] END AS also_enjoined_by,
  places, programs, event.amount AS amount, event.approximate AS approximate,
  [{{relation: null, subject: thing, object: null, says: null, said_by: null, citation: thing.citation,
    decides: size([s IN steps WHERE s.decides]) = 0, valid_from: coalesce(thing.valid_from, event.day),
    valid_to: thing.valid_to, confidence: thing.confidence}}] + steps AS reasons
ORDER BY day, kind, what.id"""
    )

    from_: Annotated[Day, "What happened after this day."]
    to: Annotated[Day, "What happened until this day, itself included."]
    scope: Annotated[
        Text | None,
        Jurisdiction,
        GrantProgram,
        LegalText,
        Agency,
        "A place, program, condition or other text, or agency; the whole field unless given.",
    ] = None
    kinds: Annotated[tuple[ChangeKind, ...] | None, "Only what happened so."] = None
