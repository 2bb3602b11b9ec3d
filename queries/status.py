"""The status of a term for a place on a day: computed, never stored, by this one text.

`STATUS` is a `CALL (term, place, program, year) { … }` that a question puts after it has bound the four:
a LegalText; a Jurisdiction, or null for the country as a whole; a GrantProgram, or null, that the money in
question belongs to; a fiscal year, or null, of the awards in question. It uses `$as_of` and binds `verdict`,
a map with the fields of Verdict.

A relief that may reach the place leaves the status uncertain, even where a court above has upheld the term;
but a place that sued and lost is bound by its own judgment, and the missing fact is only told.
"""

from enum import StrEnum
from typing import Annotated

from queries.holding import expanded
from queries.question import Answer
from schema.courts import Relief, Ruling, Scope
from schema.model import Node
from schema.values import Confidence, Day, Flag, Text


class Status(StrEnum):
    """Whether a term binds, is stopped by a court, or can not be told."""

    NOT_IN_FORCE = "NOT_IN_FORCE"
    ENJOINED = "ENJOINED"
    UPHELD = "UPHELD"
    UNCERTAIN = "UNCERTAIN"
    IN_FORCE = "IN_FORCE"


class Step(Answer, frozen=True, kw_only=True):
    """One fact of a chain of reasons: a relationship between two nodes, or a node's own interval."""

    relation: Annotated[Text | None, "Type of the relationship; empty for the subject's own interval."]
    subject: Annotated[Node, "Where it starts."]
    object: Annotated[Node | None, "Where it ends."]
    decides: Annotated[Flag, "Whether the status rests on it."]
    says: Annotated[Text | None, "The holding, the scope, or how it bears on the place."]
    said_by: Annotated[Node | None, "The court or agency behind it."]
    citation: Annotated[Text | None, "Where it is written, or the address where it was seen."]
    valid_from: Annotated[Day | None, "First day on which it holds."]
    valid_to: Annotated[Day | None, "First day on which it no longer holds."]
    confidence: Annotated[Confidence | None, "How far it was checked."]


class Verdict(Answer, frozen=True, kw_only=True):
    """A status and what decides it."""

    status: Annotated[Status, "The status."]
    since: Annotated[Day | None, "Day on which the interval that decides began."]
    until: Annotated[Day | None, "Day on which that interval ends, where it is known."]
    scope: Annotated[Scope | None, "Scope of the relief that decides."]
    relief: Annotated[Relief | None, "The relief that decides, or that may."]
    ruling: Annotated[Ruling | None, "The ruling that decides, or that gave the relief."]
    missing: Annotated[
        tuple[Text, ...], "The facts that are missing: without them it is uncertain, or may yet be otherwise."
    ]
    reasons: Annotated[tuple[Step, ...], "The facts that lead to it, in order."]


UNDONE = """EXISTS {
        MATCH (later:Ruling)-[undoes:REVERSES|VACATES]->(ruling)
        WHERE STANDS(later) AND STANDS(undoes) AND later.decided_on <= $as_of
          AND NOT coalesce(undoes.in_part, false)
          AND NOT EXISTS {
            MATCH (last:Ruling)-[restores:REVERSES|VACATES]->(later)
            WHERE STANDS(last) AND STANDS(restores) AND last.decided_on <= $as_of
              AND NOT coalesce(restores.in_part, false)
          }
      }"""
"""That a later decision took the `ruling` away by the day, and none gave it back; for `expanded`."""

STATUS = expanded(
    """
CALL (term, place, program, year) {
  // The term and its wholes, the texts that impose it, the place under all its names, what contains it.
  CALL (term) {
    MATCH (term) (()-[part:PART_OF WHERE STANDS(part)]->()){0,8} (text:LegalText)
    RETURN collect(DISTINCT text) AS wholes
  }
  CALL (term) {
    OPTIONAL MATCH (term)-[imposed:IMPOSED_BY WHERE HOLDS(imposed)]->(:LegalText)
      (()-[part:PART_OF WHERE STANDS(part)]->()){0,8} (text:LegalText)
    RETURN collect(DISTINCT text) AS imposers
  }
  CALL (place) {
    OPTIONAL MATCH (place) (()-[twin:SAME_AS WHERE STANDS(twin)]-()){0,2} (self:Jurisdiction)
    WITH collect(DISTINCT self) AS selves
    UNWIND CASE WHEN size(selves) = 0 THEN [null] ELSE selves END AS self
    OPTIONAL MATCH (self) (()-[within:WITHIN WHERE HOLDS(within)]->()){1,6} (container:Jurisdiction)
    RETURN selves, collect(DISTINCT container) AS containers
  }

  // Whether it is in force: own interval and that of each whole, revocations, fiscal years.
  CALL (wholes) {
    UNWIND wholes AS text
    CALL (text) {
      OPTIONAL MATCH (revoker:LegalText)-[revokes:REVOKES]->(text)
      WHERE STANDS(revoker) AND HOLDS(revokes) AND NOT coalesce(revokes.in_part, false)
        AND coalesce(coalesce(revokes.valid_from, revoker.valid_from, revoker.issued_on) <= $as_of, true)
      WITH revoker, revokes, coalesce(revokes.valid_from, revoker.valid_from, revoker.issued_on) AS revoked_on
      ORDER BY revoked_on, revoker.id LIMIT 1
      RETURN revoker, revokes, revoked_on
    }
    WITH text, revoker, revokes, revoked_on,
      coalesce(text.valid_from, text.announced_on, text.issued_on) AS begins,
      CASE WHEN text.valid_from IS NULL THEN coalesce(text.announced_on_precision, text.issued_on_precision)
           END AS roughly
    WITH text, revoker, revokes, revoked_on, begins,
      BEGUN(text) AS begun, SET_ASIDE(text) AS aside,
      OVER(text) OR (revoker IS NOT NULL AND NOT ASSUMED(text)) AS over,
      UNSURE(text) OR (NOT ASSUMED(text) AND coalesce($as_of < begins + CASE roughly
        WHEN 'MONTH' THEN duration('P1M') WHEN 'YEAR' THEN duration('P1Y') END, false)) AS rough,
      begins IS NULL AND text.planned_from IS NOT NULL AND NOT ASSUMED(text) AS planned
    RETURN collect({text: text, begins: begins, begun: begun, over: over, planned: planned, aside: aside,
      rough: rough, revoker: revoker, revokes: revokes,
      ended: CASE WHEN revoked_on IS NULL OR text.valid_to < revoked_on THEN text.valid_to ELSE revoked_on END
    }) AS bounds
  }
  CALL (term, year) {
    OPTIONAL MATCH (term)-[bound:ATTACHES_TO|COVERS]->(named:Node) WHERE STANDS(bound)
    RETURN collect(CASE WHEN named:GrantProgram THEN named END) AS attached,
      collect(CASE WHEN named:Agency THEN named END) AS covered,
      year IS NOT NULL AND count(bound) > 0 AND count(CASE
        WHEN coalesce(bound.from_fiscal_year <= year, true) AND coalesce(year <= bound.to_fiscal_year, true)
        THEN 1 END) = 0 AS other_year
  }

  // What enjoins one of the texts, and what was held of it.
  CALL (wholes, imposers) {
    UNWIND wholes + imposers AS text
    MATCH (by:Relief|Ruling)-[said:ENJOINS|HOLDS]->(text)
    WITH by, {by: by, said: said, text: text, direct: text IN wholes, stands: STANDS(said), holds: HOLDS(said)
    } AS found
    RETURN collect(CASE WHEN by:Relief THEN found END) AS enjoining,
      collect(CASE WHEN by:Ruling THEN found END) AS holdings
  }

  // Every relief that holds against one of the texts, and how it bears on the place.
  // One limited to programs leaves money of the others; where it names none that the term binds, the limit
  // concerns another of the texts that it enjoins.
  CALL (enjoining, selves, containers, place, program, attached, covered) {
    UNWIND enjoining AS found
    WITH found, found.by AS relief, found.said AS enjoins, found.text AS text, found.direct AS direct
    WHERE HOLDS(relief) AND (found.holds OR ASSUMED(relief))
    WITH relief, enjoins, text, direct, COLLECT {
      MATCH (relief)-[limit:LIMITED_TO]->(limited:GrantProgram) WHERE STANDS(limit) RETURN limited
    } AS limits
    WHERE program IS NULL OR size(limits) = 0 OR program IN limits
      OR (size(attached) + size(covered) > 0 AND NOT any(limited IN limits WHERE limited IN attached
        OR EXISTS {
          MATCH (limited)-[:ADMINISTERED_BY]->(:Agency) (()-[part:OFFICE_OF WHERE STANDS(part)]->()){0,6}
            (office:Agency)
          WHERE office IN covered }))
    WITH relief, enjoins, text, direct
    ORDER BY direct DESC, text.id
    WITH relief, head(collect({text: text, enjoins: enjoins, direct: direct})) AS against
    CALL (relief, selves, containers) {
      OPTIONAL MATCH (relief)-[protects:PROTECTS]->(protected:Jurisdiction)
      WHERE (HOLDS(protects) OR ASSUMED(relief))
        AND (protected IN selves OR (protects.includes_subdivisions AND protected IN containers))
      WITH protects, protected, protected IN selves AS itself
      ORDER BY itself DESC, protected.id LIMIT 1
      RETURN protects, protected, itself
    }
    CALL (relief) {
      OPTIONAL MATCH (relief)-[ordered:ORDERED_BY WHERE STANDS(ordered)]->(order:Ruling)
      OPTIONAL MATCH (order)-[ruled:RULED_BY WHERE STANDS(ruled)]->(court:Court)
      WITH ordered, order, court ORDER BY order.decided_on, order.id, court.id LIMIT 1
      RETURN ordered, order, court
    }
    CALL (relief) {
      OPTIONAL MATCH (staying:Ruling)-[stay:STAYS]->(relief)
      WHERE STANDS(stay) AND STANDS(staying) AND NOT ASSUMED(relief)
      WITH staying, stay, coalesce(coalesce(stay.valid_from, staying.decided_on) <= $as_of, true) AS begun
      OPTIONAL MATCH (staying)-[ruled:RULED_BY WHERE STANDS(ruled)]->(court:Court)
      WITH staying, stay, begun, court ORDER BY stay.valid_from, staying.id, court.id
      WITH staying, stay, begun, head(collect(court)) AS court
      RETURN max(CASE WHEN stay.valid_to <= $as_of THEN stay.valid_to END) AS resumed,
        collect(CASE WHEN stay IS NOT NULL AND begun AND HOLDS(stay) THEN {
          ruling: staying, stay: stay, court: court,
          outside: coalesce(stay.outside_parties_only, false), rough: UNSURE(stay)} END) AS stays
    }
    WITH relief, against, protects, protected, itself, ordered, order, court, stays, place,
      coalesce(relief.valid_from, order.decided_on) AS began, resumed,
      relief.scope = 'NATIONWIDE' AS nationwide, protected IS NOT NULL AS named,
      any(s IN stays WHERE NOT s.outside AND NOT s.rough) AS stayed,
      any(s IN stays WHERE s.outside AND NOT s.rough) AS narrowed,
      any(s IN stays WHERE NOT s.outside AND s.rough) AS perhaps_stayed,
      any(s IN stays WHERE s.outside AND s.rough) AS perhaps_narrowed,
      any(self IN selves WHERE self.kind IN relief.unlisted_kinds OR (self.kind = 'CONSOLIDATED_CITY_COUNTY'
        AND any(kind IN relief.unlisted_kinds WHERE kind IN ['PLACE', 'COUNTY']))) AS perhaps_member
    WITH *, UNSURE(relief) AS rough_relief,
      coalesce(named AND UNSURE(protects) AND NOT ASSUMED(relief), false) AS rough_protection
    WITH *, CASE
      WHEN stayed OR (nationwide AND narrowed AND NOT named AND NOT perhaps_member) THEN 'SUSPENDED'
      WHEN named OR (nationwide AND NOT narrowed) THEN CASE
        WHEN rough_relief OR rough_protection OR perhaps_stayed OR (perhaps_narrowed AND NOT named)
        THEN 'PERHAPS' ELSE 'REACHES' END
      WHEN perhaps_member THEN 'PERHAPS'
      ELSE 'ELSEWHERE' END AS bearing
    WITH *, CASE WHEN itself THEN 'NAMED' WHEN named THEN 'SUBDIVISION' WHEN nationwide THEN 'NATIONWIDE'
      WHEN perhaps_member THEN 'CLASS' ELSE 'OTHERS' END AS by_way_of
    ORDER BY began, CASE by_way_of WHEN 'NAMED' THEN 0 WHEN 'SUBDIVISION' THEN 1 WHEN 'NATIONWIDE' THEN 2
      ELSE 3 END, relief.id
    RETURN collect({relief: relief, against: against, protects: protects, protected: protected, order: order,
      ordered: ordered, court: court, stays: stays, bearing: bearing, by_way_of: by_way_of,
      since: CASE WHEN resumed > began THEN resumed ELSE began END,
      missing: CASE WHEN bearing <> 'PERHAPS' THEN null
        WHEN NOT named AND perhaps_member AND NOT (nationwide AND NOT narrowed)
        THEN 'Whether ' + place.name + ' is among those whom “' + relief.name
          + '” reaches without naming them' + coalesce(': ' + relief.unlisted_members, '') + '.'
        WHEN rough_relief THEN 'The exact day on which “' + relief.name + '” began or ended.'
        WHEN rough_protection THEN 'The exact day on which “' + relief.name
          + '” began or ceased to protect ' + protected.name + '.'
        ELSE 'The exact day on which the stay of “' + relief.name + '” began or ended.' END}) AS reliefs
  }

  // What courts that bind the place have said of it: own cases first, then rank, then date.
  CALL (holdings, selves, containers) {
    UNWIND holdings AS found
    WITH found, found.by AS ruling, found.said AS holding, found.text AS text, found.direct AS direct
    WHERE STANDS(ruling) AND found.stands AND (ruling.decided_on <= $as_of OR ASSUMED(ruling))
      AND NOT holding.outcome IN ['NOT_DECIDED', 'NOT_ENJOINED']
      AND (ASSUMED(ruling) OR NOT """
    + UNDONE
    + """)
    OPTIONAL MATCH (ruling)-[ruled:RULED_BY]->(court:Court) WHERE STANDS(ruled)
    WITH ruling, holding, text, court, direct, size(selves) > 0 AND EXISTS {
        MATCH (ruling)-[decided:DECIDED_IN]->(:Case)<-[party:PARTY_TO]-(self:Jurisdiction)
        WHERE self IN selves AND STANDS(decided) AND STANDS(party)
      } AS own
    WHERE own OR (court.level = 'SUPREME' AND court.federal) OR EXISTS {
      MATCH (court)-[sits:SITS_OVER]->(over:Jurisdiction)
      WHERE HOLDS(sits) AND (over IN selves OR over IN containers)
    }
    WITH ruling, holding, text, court, own
    ORDER BY own DESC, coalesce(court.rank, 0) DESC, ruling.decided_on DESC, direct DESC,
      ruling.id, text.id, holding.outcome = 'LAWFUL', court.id
    RETURN head(collect({ruling: ruling, holding: holding, text: text, court: court, own: own})) AS leading
  }

  WITH term, place, wholes, bounds, other_year, reliefs, leading,
    head([b IN bounds WHERE b.over OR NOT b.begun]) AS outside,
    [b IN bounds WHERE b.rough OR b.planned] AS rough,
    head([b IN bounds WHERE b.text = term]) AS own,
    head([r IN reliefs WHERE r.bearing = 'REACHES']) AS reached,
    head([r IN reliefs WHERE r.bearing = 'PERHAPS']) AS perhaps
  WITH *, CASE
    WHEN outside IS NOT NULL OR other_year THEN 'NOT_IN_FORCE'
    WHEN size(rough) > 0 THEN 'UNCERTAIN'
    WHEN reached IS NOT NULL THEN 'ENJOINED'
    WHEN leading.own AND leading.holding.outcome = 'LAWFUL' THEN 'UPHELD'
    WHEN perhaps IS NOT NULL THEN 'UNCERTAIN'
    WHEN leading.holding.outcome = 'LAWFUL' THEN 'UPHELD'
    ELSE 'IN_FORCE' END AS status
  WITH *, CASE status WHEN 'ENJOINED' THEN reached
    WHEN 'UNCERTAIN' THEN CASE WHEN size(rough) > 0 THEN coalesce(reached, perhaps) ELSE perhaps END
    END AS decisive
  RETURN {
    status: status,
    since: CASE status
      WHEN 'NOT_IN_FORCE' THEN CASE WHEN outside.over THEN outside.ended END
      WHEN 'ENJOINED' THEN decisive.since
      WHEN 'UNCERTAIN' THEN CASE WHEN size(rough) > 0 THEN rough[0].begins ELSE perhaps.since END
      WHEN 'UPHELD' THEN CASE WHEN own.begins > leading.ruling.decided_on THEN own.begins
                              ELSE leading.ruling.decided_on END
      ELSE own.begins END,
    until: CASE status
      WHEN 'NOT_IN_FORCE'
      THEN CASE WHEN NOT outside.over THEN coalesce(outside.begins, outside.text.planned_from) END
      WHEN 'ENJOINED' THEN decisive.relief.valid_to
      WHEN 'UNCERTAIN' THEN CASE WHEN size(rough) > 0 THEN rough[0].ended ELSE perhaps.relief.valid_to END
      ELSE own.ended END,
    scope: decisive.relief.scope,
    relief: decisive.relief,
    ruling: CASE status WHEN 'UPHELD' THEN leading.ruling ELSE decisive.order END,
    missing: CASE WHEN status IN ['UNCERTAIN', 'UPHELD'] THEN
      [b IN rough | CASE WHEN b.planned
        THEN 'Whether “' + b.text.name + '” took effect as planned on '
          + toString(b.text.planned_from) + '.'
        ELSE 'The exact day on which “' + b.text.name + '” began or ended.' END]
      + [r IN reliefs WHERE r.missing IS NOT NULL AND (reached IS NULL OR size(rough) > 0) | r.missing]
      ELSE [] END,
    reasons:
      [b IN bounds WHERE b.text = term OR b.over OR NOT b.begun OR b.rough | {
        relation: CASE WHEN b.text <> term THEN 'PART_OF' END,
        subject: term, object: CASE WHEN b.text <> term THEN b.text END,
        decides: CASE status WHEN 'NOT_IN_FORCE' THEN coalesce(b.text = outside.text, false)
          WHEN 'IN_FORCE' THEN true WHEN 'UNCERTAIN' THEN b.rough OR b.planned ELSE false END,
        says: CASE WHEN b.aside THEN 'SET_ASIDE' WHEN b.over THEN 'OVER' WHEN NOT b.begun THEN 'NOT_BEGUN'
              WHEN b.planned THEN 'PLANNED' WHEN b.rough THEN 'DATE_NOT_EXACT' ELSE 'HOLDS' END,
        said_by: null, citation: coalesce(b.text.citation, b.text.source[0]),
        valid_from: b.begins, valid_to: b.text.valid_to,
        confidence: b.text.confidence}]
      + [b IN bounds WHERE b.revoker IS NOT NULL | {
        relation: 'REVOKES', subject: b.revoker, object: b.text, decides: true, says: null, said_by: null,
        citation: b.revoker.citation, valid_from: b.ended, valid_to: null,
        confidence: coalesce(b.revokes.confidence, b.revoker.confidence)}]
      + reduce(steps = [], r IN [x IN reliefs WHERE x.bearing <> 'ELSEWHERE' OR place IS NULL] | steps
        + [{relation: 'ENJOINS', subject: r.relief, object: r.against.text,
            decides: coalesce(r.relief = decisive.relief, false), says: r.bearing, said_by: r.court,
            citation: r.order.citation, valid_from: r.relief.valid_from, valid_to: r.relief.valid_to,
            confidence: r.relief.confidence}]
        + CASE WHEN r.against.direct OR r.bearing = 'ELSEWHERE' THEN [] ELSE [
           {relation: 'IMPOSED_BY', subject: term, object: r.against.text,
            decides: coalesce(r.relief = decisive.relief, false), says: null, said_by: null,
            citation: r.against.text.citation, valid_from: null, valid_to: null,
            confidence: r.against.text.confidence}] END
        + CASE WHEN r.protected IS NULL THEN [] ELSE [
           {relation: 'PROTECTS', subject: r.relief, object: r.protected,
            decides: coalesce(r.relief = decisive.relief, false), says: r.by_way_of, said_by: r.court,
            citation: r.order.citation, valid_from: r.protects.valid_from, valid_to: r.protects.valid_to,
            confidence: r.protects.confidence}] END
        + CASE WHEN r.order IS NULL THEN [] ELSE [
           {relation: 'ORDERED_BY', subject: r.relief, object: r.order,
            decides: coalesce(r.relief = decisive.relief, false), says: r.relief.scope, said_by: r.court,
            citation: r.order.citation, valid_from: r.order.decided_on, valid_to: null,
            confidence: r.order.confidence}] END
        + [s IN r.stays |
           {relation: 'STAYS', subject: s.ruling, object: r.relief, decides: r.bearing = 'SUSPENDED',
            says: CASE WHEN s.outside THEN 'OUTSIDE_PARTIES_ONLY' ELSE 'WHOLE' END, said_by: s.court,
            citation: s.ruling.citation, valid_from: coalesce(s.stay.valid_from, s.ruling.decided_on),
            valid_to: s.stay.valid_to, confidence: coalesce(s.stay.confidence, s.ruling.confidence)}])
      + CASE WHEN leading IS NULL THEN [] ELSE [{
        relation: 'HOLDS', subject: leading.ruling, object: leading.text, decides: status = 'UPHELD',
        says: leading.holding.outcome, said_by: leading.court, citation: leading.ruling.citation,
        valid_from: leading.ruling.decided_on, valid_to: null, confidence: leading.ruling.confidence}] END
  } AS verdict
}
"""
)
