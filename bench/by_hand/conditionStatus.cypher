MATCH (term:Condition {id: 'cond-jag-fy2017-cert'})
MATCH (place:Jurisdiction {id: 'ocd-division/country:us/state:pa/place:philadelphia'})
CALL (term, place) {
  CALL (term) {
    MATCH (term) (()-[part:PART_OF WHERE part.retired_at IS NULL]->()){0,8} (text:LegalText)
    RETURN collect(DISTINCT text) AS wholes
  }
  CALL (term) {
    OPTIONAL MATCH (term)-[imposed:IMPOSED_BY WHERE (imposed.retired_at IS NULL AND coalesce(imposed.valid_from <= $as_of, true) AND coalesce($as_of < imposed.valid_to, true))]->(:LegalText)
      (()-[part:PART_OF WHERE part.retired_at IS NULL]->()){0,8} (text:LegalText)
    RETURN collect(DISTINCT text) AS imposers
  }
  CALL (place) {
    OPTIONAL MATCH (place) (()-[twin:SAME_AS WHERE twin.retired_at IS NULL]-()){0,2} (self:Jurisdiction)
    WITH collect(DISTINCT self) AS selves
    UNWIND CASE WHEN size(selves) = 0 THEN [null] ELSE selves END AS self
    OPTIONAL MATCH (self) (()-[within:WITHIN WHERE (within.retired_at IS NULL AND coalesce(within.valid_from <= $as_of, true) AND coalesce($as_of < within.valid_to, true))]->()){1,6} (container:Jurisdiction)
    RETURN selves, collect(DISTINCT container) AS containers
  }
  CALL (wholes) {
    UNWIND wholes AS text
    CALL (text) {
      OPTIONAL MATCH (revoker:LegalText)-[revokes:REVOKES]->(text)
      WHERE revoker.retired_at IS NULL AND (revokes.retired_at IS NULL AND coalesce(revokes.valid_from <= $as_of, true) AND coalesce($as_of < revokes.valid_to, true)) AND NOT coalesce(revokes.in_part, false)
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
      coalesce(coalesce(text.valid_from, text.announced_on, text.issued_on) <= $as_of, text.planned_from <= $as_of, true) AS begun,
      coalesce(text.valid_to <= $as_of, false) OR (revoker IS NOT NULL) AS over,
      (coalesce($as_of < text.valid_from + CASE text.valid_from_precision WHEN 'MONTH' THEN duration('P1M') WHEN 'YEAR' THEN duration('P1Y') END, false) OR coalesce($as_of >= text.valid_to - CASE text.valid_to_precision WHEN 'MONTH' THEN duration('P1M') WHEN 'YEAR' THEN duration('P1Y') END, false)) OR (coalesce($as_of < begins + CASE roughly
        WHEN 'MONTH' THEN duration('P1M') WHEN 'YEAR' THEN duration('P1Y') END, false)) AS rough,
      begins IS NULL AND text.planned_from IS NOT NULL AS planned
    RETURN collect({text: text, begins: begins, begun: begun, over: over, planned: planned,
      rough: rough, revoker: revoker, revokes: revokes,
      ended: CASE WHEN revoked_on IS NULL OR text.valid_to < revoked_on THEN text.valid_to ELSE revoked_on END
    }) AS bounds
  }
  CALL (wholes, imposers) {
    UNWIND wholes + imposers AS text
    MATCH (by:Relief|Ruling)-[said:ENJOINS|HOLDS]->(text)
    WITH by, {by: by, said: said, text: text, direct: text IN wholes, stands: said.retired_at IS NULL, holds: (said.retired_at IS NULL AND coalesce(said.valid_from <= $as_of, true) AND coalesce($as_of < said.valid_to, true))
    } AS found
    RETURN collect(CASE WHEN by:Relief THEN found END) AS enjoining,
      collect(CASE WHEN by:Ruling THEN found END) AS holdings
  }
  CALL (enjoining, selves, containers, place) {
    UNWIND enjoining AS found
    WITH found, found.by AS relief, found.said AS enjoins, found.text AS text, found.direct AS direct
    WHERE (relief.retired_at IS NULL AND coalesce(relief.valid_from <= $as_of, true) AND coalesce($as_of < relief.valid_to, true)) AND found.holds
    WITH relief, enjoins, text, direct
    ORDER BY direct DESC, text.id
    WITH relief, head(collect({text: text, enjoins: enjoins, direct: direct})) AS against
    CALL (relief, selves, containers) {
      OPTIONAL MATCH (relief)-[protects:PROTECTS]->(protected:Jurisdiction)
      WHERE (protects.retired_at IS NULL AND coalesce(protects.valid_from <= $as_of, true) AND coalesce($as_of < protects.valid_to, true))
        AND (protected IN selves OR (protects.includes_subdivisions AND protected IN containers))
      WITH protects, protected, protected IN selves AS itself
      ORDER BY itself DESC, protected.id LIMIT 1
      RETURN protects, protected, itself
    }
    CALL (relief) {
      OPTIONAL MATCH (relief)-[ordered:ORDERED_BY WHERE ordered.retired_at IS NULL]->(order:Ruling)
      OPTIONAL MATCH (order)-[ruled:RULED_BY WHERE ruled.retired_at IS NULL]->(court:Court)
      WITH ordered, order, court ORDER BY order.decided_on, order.id, court.id LIMIT 1
      RETURN ordered, order, court
    }
    CALL (relief) {
      OPTIONAL MATCH (staying:Ruling)-[stay:STAYS]->(relief)
      WHERE stay.retired_at IS NULL AND staying.retired_at IS NULL
      WITH staying, stay, coalesce(coalesce(stay.valid_from, staying.decided_on) <= $as_of, true) AS begun
      OPTIONAL MATCH (staying)-[ruled:RULED_BY WHERE ruled.retired_at IS NULL]->(court:Court)
      WITH staying, stay, begun, court ORDER BY stay.valid_from, staying.id, court.id
      WITH staying, stay, begun, head(collect(court)) AS court
      RETURN max(CASE WHEN stay.valid_to <= $as_of THEN stay.valid_to END) AS resumed,
        collect(CASE WHEN stay IS NOT NULL AND begun AND (stay.retired_at IS NULL AND coalesce(stay.valid_from <= $as_of, true) AND coalesce($as_of < stay.valid_to, true)) THEN {
          ruling: staying, stay: stay, court: court,
          outside: coalesce(stay.outside_parties_only, false), rough: (coalesce($as_of < stay.valid_from + CASE stay.valid_from_precision WHEN 'MONTH' THEN duration('P1M') WHEN 'YEAR' THEN duration('P1Y') END, false) OR coalesce($as_of >= stay.valid_to - CASE stay.valid_to_precision WHEN 'MONTH' THEN duration('P1M') WHEN 'YEAR' THEN duration('P1Y') END, false))} END) AS stays
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
    WITH *, (coalesce($as_of < relief.valid_from + CASE relief.valid_from_precision WHEN 'MONTH' THEN duration('P1M') WHEN 'YEAR' THEN duration('P1Y') END, false) OR coalesce($as_of >= relief.valid_to - CASE relief.valid_to_precision WHEN 'MONTH' THEN duration('P1M') WHEN 'YEAR' THEN duration('P1Y') END, false)) AS rough_relief,
      coalesce(named AND (coalesce($as_of < protects.valid_from + CASE protects.valid_from_precision WHEN 'MONTH' THEN duration('P1M') WHEN 'YEAR' THEN duration('P1Y') END, false) OR coalesce($as_of >= protects.valid_to - CASE protects.valid_to_precision WHEN 'MONTH' THEN duration('P1M') WHEN 'YEAR' THEN duration('P1Y') END, false)), false) AS rough_protection
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
  CALL (holdings, selves, containers) {
    UNWIND holdings AS found
    WITH found, found.by AS ruling, found.said AS holding, found.text AS text, found.direct AS direct
    WHERE ruling.retired_at IS NULL AND found.stands AND ruling.decided_on <= $as_of
      AND NOT holding.outcome IN ['NOT_DECIDED', 'NOT_ENJOINED']
      AND NOT EXISTS {
        MATCH (later:Ruling)-[undoes:REVERSES|VACATES]->(ruling)
        WHERE later.retired_at IS NULL AND undoes.retired_at IS NULL AND later.decided_on <= $as_of
          AND NOT coalesce(undoes.in_part, false)
          AND NOT EXISTS {
            MATCH (last:Ruling)-[restores:REVERSES|VACATES]->(later)
            WHERE last.retired_at IS NULL AND restores.retired_at IS NULL AND last.decided_on <= $as_of
              AND NOT coalesce(restores.in_part, false)
          }
      }
    OPTIONAL MATCH (ruling)-[ruled:RULED_BY]->(court:Court) WHERE ruled.retired_at IS NULL
    WITH ruling, holding, text, court, direct, size(selves) > 0 AND EXISTS {
        MATCH (ruling)-[decided:DECIDED_IN]->(:Case)<-[party:PARTY_TO]-(self:Jurisdiction)
        WHERE self IN selves AND decided.retired_at IS NULL AND party.retired_at IS NULL
      } AS own
    WHERE own OR (court.level = 'SUPREME' AND court.federal) OR EXISTS {
      MATCH (court)-[sits:SITS_OVER]->(over:Jurisdiction)
      WHERE (sits.retired_at IS NULL AND coalesce(sits.valid_from <= $as_of, true) AND coalesce($as_of < sits.valid_to, true)) AND (over IN selves OR over IN containers)
    }
    WITH ruling, holding, text, court, own
    ORDER BY own DESC, coalesce(court.rank, 0) DESC, ruling.decided_on DESC, direct DESC,
      ruling.id, text.id, court.id
    RETURN head(collect({ruling: ruling, holding: holding, text: text, court: court, own: own})) AS leading
  }
  WITH term, place, wholes, bounds, reliefs, leading,
    head([b IN bounds WHERE b.over OR NOT b.begun]) AS outside,
    [b IN bounds WHERE b.rough OR b.planned] AS rough,
    head([b IN bounds WHERE b.text = term]) AS own,
    head([r IN reliefs WHERE r.bearing = 'REACHES']) AS reached,
    head([r IN reliefs WHERE r.bearing = 'PERHAPS']) AS perhaps
  WITH *, CASE
    WHEN outside IS NOT NULL THEN 'NOT_IN_FORCE'
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
        says: CASE WHEN b.over THEN 'OVER' WHEN NOT b.begun THEN 'NOT_BEGUN'
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
RETURN term AS text, place, verdict.status AS status, verdict.since AS since,
  verdict.until AS until, verdict.scope AS scope, verdict.relief AS relief, verdict.ruling AS ruling,
  verdict.missing AS missing, verdict.reasons AS reasons
