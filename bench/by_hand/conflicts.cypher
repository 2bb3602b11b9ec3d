MATCH (policy:Node {id: 'ocd-division/country:us/state:il/place:chicago'})
CALL (policy) {
  MATCH (policy) (()-[part:PART_OF WHERE part.retired_at IS NULL]->()){0,4} (whole:Node)
  OPTIONAL MATCH (whole)-[adopted:ADOPTED_BY WHERE adopted.retired_at IS NULL]->(adopter:Jurisdiction)
  WITH DISTINCT coalesce(adopter, CASE WHEN policy:Jurisdiction THEN policy END) AS place
  OPTIONAL MATCH (place) (()-[twin:SAME_AS WHERE twin.retired_at IS NULL]-()){0,2} (self:Jurisdiction)
  OPTIONAL MATCH (self) (()-[within:WITHIN WHERE (within.retired_at IS NULL AND coalesce(within.valid_from <= $as_of, true) AND coalesce($as_of < within.valid_to, true))]->()){0,6} (home:Jurisdiction)
  RETURN head(collect(place)) AS place, collect(DISTINCT self) AS selves, collect(DISTINCT home) AS homes
}
CALL (policy, selves) {
  WITH policy, selves WHERE policy:Jurisdiction
  UNWIND selves AS self
  RETURN null AS root, self AS unit
  UNION
  CALL (policy, selves) {
    WITH policy WHERE policy:Policy
    RETURN policy AS root
    UNION
    WITH policy, selves WHERE policy:Jurisdiction
    UNWIND selves AS self
    MATCH (self)<-[adopted:ADOPTED_BY]-(root:Policy)
    WHERE adopted.retired_at IS NULL AND NOT EXISTS {
      MATCH (root)-[part:PART_OF]->(:Policy)-[above:ADOPTED_BY]->(self) WHERE part.retired_at IS NULL AND above.retired_at IS NULL }
    RETURN DISTINCT root
  }
  MATCH (root) (()<-[part:PART_OF WHERE part.retired_at IS NULL]-(:Policy)){0,4} (unit:Policy)
  WHERE (root.retired_at IS NULL AND coalesce(root.valid_from <= $as_of, true) AND coalesce($as_of < root.valid_to, true)) AND (unit.retired_at IS NULL AND coalesce(unit.valid_from <= $as_of, true) AND coalesce($as_of < unit.valid_to, true))
  RETURN DISTINCT root, unit
}
WITH place, selves, homes, root, collect(unit) AS units
CALL (units, selves, homes) {
  UNWIND units AS unit
  MATCH (claim:Claim)-[about:ABOUT]->(unit)
  WHERE (claim.retired_at IS NULL AND coalesce(claim.valid_from <= $as_of, true) AND coalesce($as_of < claim.valid_to, true)) AND about.retired_at IS NULL AND claim.stance IN ['CONFLICTS', 'DOES_NOT_CONFLICT']
  WITH selves, homes, claim, unit ORDER BY unit.id
  WITH selves, homes, claim, collect(unit) AS subjects
  CALL (claim) {
  OPTIONAL MATCH (claim)-[made:MADE_BY]->(speaker:Node) WHERE made.retired_at IS NULL
  OPTIONAL MATCH (speaker)-[ruled:RULED_BY]->(ruler:Court) WHERE ruled.retired_at IS NULL
  WITH speaker, coalesce(ruler, CASE WHEN speaker:Court THEN speaker END) AS ruler
  ORDER BY coalesce(ruler.rank, 0) DESC, speaker.name, speaker.id
  RETURN collect(DISTINCT speaker) AS said_by, head(collect(ruler)) AS court,
    min(coalesce(speaker.decided_on, speaker.issued_on)) AS spoken_on
}
CALL (claim) {
  OPTIONAL MATCH (claim)-[stated:STATED_IN]->(document:Node) WHERE stated.retired_at IS NULL
  WITH DISTINCT document ORDER BY document.name, document.id
  RETURN collect(document) AS stated_in, min(coalesce(document.decided_on, document.issued_on,
    document.filed_on, document.valid_from)) AS written_on
}
WITH *, coalesce(claim.valid_from, CASE WHEN spoken_on < written_on THEN spoken_on
  ELSE coalesce(written_on, spoken_on) END) AS said_on
WHERE coalesce(said_on <= $as_of, true)
  WITH *, head([speaker IN said_by WHERE speaker:Ruling AND (court IS NULL
    OR EXISTS { (speaker)-[:RULED_BY]->(court) })]) AS ruling
  WITH *, coalesce((court.level = 'SUPREME' AND court.federal OR EXISTS {
      MATCH (court)-[sits:SITS_OVER]->(over:Jurisdiction) WHERE (sits.retired_at IS NULL AND coalesce(sits.valid_from <= $as_of, true) AND coalesce($as_of < sits.valid_to, true)) AND over IN homes } OR EXISTS {
      MATCH (ruling)-[decided:DECIDED_IN]->(:Case)<-[party:PARTY_TO]-(side:Jurisdiction)
      WHERE decided.retired_at IS NULL AND party.retired_at IS NULL AND side IN selves }) AND NOT EXISTS {
        MATCH (later:Ruling)-[undoes:REVERSES|VACATES]->(ruling)
        WHERE later.retired_at IS NULL AND undoes.retired_at IS NULL AND later.decided_on <= $as_of
          AND NOT coalesce(undoes.in_part, false)
          AND NOT EXISTS {
            MATCH (last:Ruling)-[restores:REVERSES|VACATES]->(later)
            WHERE last.retired_at IS NULL AND restores.retired_at IS NULL AND last.decided_on <= $as_of
              AND NOT coalesce(restores.in_part, false)
          }
      }, false) AS binds, COLLECT {
    MATCH (claim)-[to:AGAINST]->(x:Node) WHERE to.retired_at IS NULL RETURN DISTINCT x ORDER BY x.id } AS against
  UNWIND against AS on
  CALL (on) {
  MATCH (on) (()<-[part:PART_OF WHERE part.retired_at IS NULL]-()){0,8} (:Node)
    (()-[moved:TRANSFERRED_TO WHERE moved.retired_at IS NULL]-()){0,1} (:Node)
    (()<-[piece:PART_OF WHERE piece.retired_at IS NULL]-()){0,8} (text:Node)
  RETURN collect(DISTINCT text) AS texts
}
CALL (on, texts) {
  UNWIND texts AS text
  OPTIONAL MATCH (duty:Obligation)-[arises:ARISES_FROM]->(text) WHERE (duty.retired_at IS NULL AND coalesce(duty.valid_from <= $as_of, true) AND coalesce($as_of < duty.valid_to, true)) AND (arises.retired_at IS NULL AND coalesce(arises.valid_from <= $as_of, true) AND coalesce($as_of < arises.valid_to, true))
  WITH [on] + collect(DISTINCT duty) AS found
  RETURN [duty IN found WHERE duty:Obligation] AS duties
}
  WITH *, duties + COLLECT {
    MATCH (on:GrantTerm)-[requires:REQUIRES]->(duty:Obligation) WHERE (requires.retired_at IS NULL AND coalesce(requires.valid_from <= $as_of, true) AND coalesce($as_of < requires.valid_to, true)) RETURN duty } AS duties
  WITH *, CASE WHEN size(duties) > 0 THEN duties ELSE [on] END AS duties
  ORDER BY coalesce(court.rank, 0) DESC, coalesce(said_on, date('0001-01-01')) DESC, claim.id
  UNWIND duties AS measure
  RETURN collect({measure: measure, on: on, subjects: subjects, row: {claim: claim, stance: claim.stance,
    statement: claim.statement, about: subjects[0], against: against, said_by: said_by,
    stated_in: stated_in, court: court, binds: binds, valid_from: said_on, valid_to: claim.valid_to,
    confidence: claim.confidence, sources: coalesce(claim.source, [])}}) AS claimed
}
WITH place, selves, homes, collect({root: root, units: units, claimed: claimed,
  conduct: reduce(all = [], unit IN units | all + coalesce(unit.conduct, []))}) AS subjects
WITH *, reduce(all = [], s IN subjects | all + s.conduct) AS regulated
CALL (regulated) {
  MATCH (duty:Obligation)
  WHERE (duty.retired_at IS NULL AND coalesce(duty.valid_from <= $as_of, true) AND coalesce($as_of < duty.valid_to, true)) AND any(kind IN duty.conduct WHERE kind IN regulated AND kind <> 'OTHER')
  RETURN collect(duty) AS touched
}
CALL (subjects, touched) {
  UNWIND [s IN subjects | [c IN s.claimed | c.measure]] + [touched] AS some
  UNWIND some AS measure
  RETURN collect(DISTINCT measure) AS measures
}
CALL (measures, selves, homes, place) {
CALL (measures, selves, homes) {
  UNWIND measures AS measure
  CALL (measure) {
    WITH measure WHERE measure:LegalText
    RETURN measure AS text, 'ARISES_FROM' AS relation
    UNION
    MATCH (measure:Obligation)-[arises:ARISES_FROM]->(text:LegalText) WHERE (arises.retired_at IS NULL AND coalesce(arises.valid_from <= $as_of, true) AND coalesce($as_of < arises.valid_to, true))
    RETURN text, 'ARISES_FROM' AS relation
    UNION
    MATCH (text:GrantTerm)-[requires:REQUIRES]->(measure:Obligation) WHERE (requires.retired_at IS NULL AND coalesce(requires.valid_from <= $as_of, true) AND coalesce($as_of < requires.valid_to, true))
    RETURN text, 'REQUIRES' AS relation
  }
  WITH measure, text, relation, homes, selves
  WHERE (NOT text:Policy OR EXISTS {
      MATCH (text)-[adopted:ADOPTED_BY]->(by:Jurisdiction) WHERE adopted.retired_at IS NULL AND by IN homes })
    AND (NOT EXISTS { (text)-[bind:BINDS]->() WHERE bind.retired_at IS NULL } OR EXISTS {
      MATCH (text)-[bind:BINDS]->(only:Jurisdiction) WHERE (bind.retired_at IS NULL AND coalesce(bind.valid_from <= $as_of, true) AND coalesce($as_of < bind.valid_to, true)) AND only IN selves })
  WITH text, collect({measure: measure, relation: relation}) AS uses
  RETURN text, uses
}
WITH *, text AS term, null AS program, null AS year
CALL (term, place, program, year) {
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
  CALL (term, year) {
    OPTIONAL MATCH (term)-[bound:ATTACHES_TO|COVERS]->(named:Node) WHERE bound.retired_at IS NULL
    RETURN collect(CASE WHEN named:GrantProgram THEN named END) AS attached,
      collect(CASE WHEN named:Agency THEN named END) AS covered,
      year IS NOT NULL AND count(bound) > 0 AND count(CASE
        WHEN coalesce(bound.from_fiscal_year <= year, true) AND coalesce(year <= bound.to_fiscal_year, true)
        THEN 1 END) = 0 AS other_year
  }
  CALL (wholes, imposers) {
    UNWIND wholes + imposers AS text
    MATCH (by:Relief|Ruling)-[said:ENJOINS|HOLDS]->(text)
    WITH by, {by: by, said: said, text: text, direct: text IN wholes, stands: said.retired_at IS NULL, holds: (said.retired_at IS NULL AND coalesce(said.valid_from <= $as_of, true) AND coalesce($as_of < said.valid_to, true))
    } AS found
    RETURN collect(CASE WHEN by:Relief THEN found END) AS enjoining,
      collect(CASE WHEN by:Ruling THEN found END) AS holdings
  }
  CALL (enjoining, selves, containers, place, program, attached, covered) {
    UNWIND enjoining AS found
    WITH found, found.by AS relief, found.said AS enjoins, found.text AS text, found.direct AS direct
    WHERE (relief.retired_at IS NULL AND coalesce(relief.valid_from <= $as_of, true) AND coalesce($as_of < relief.valid_to, true)) AND found.holds
    WITH relief, enjoins, text, direct, COLLECT {
      MATCH (relief)-[limit:LIMITED_TO]->(limited:GrantProgram) WHERE limit.retired_at IS NULL RETURN limited
    } AS limits
    WHERE program IS NULL OR size(limits) = 0 OR program IN limits
      OR (size(attached) + size(covered) > 0 AND NOT any(limited IN limits WHERE limited IN attached
        OR EXISTS {
          MATCH (limited)-[:ADMINISTERED_BY]->(:Agency) (()-[part:OFFICE_OF WHERE part.retired_at IS NULL]->()){0,6}
            (office:Agency)
          WHERE office IN covered }))
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
  RETURN collect({text: text, uses: uses, verdict: verdict}) AS grounds
}
CALL (grounds, subjects, selves, homes) {
  UNWIND [g IN grounds | g.text] + reduce(all = [], s IN subjects | all + s.units) AS text
  MATCH (ruling:Ruling)-[speaks:HOLDS|INTERPRETS]->(text:LegalText)
  WHERE ruling.retired_at IS NULL AND speaks.retired_at IS NULL AND ruling.decided_on <= $as_of
  OPTIONAL MATCH (ruling)-[ruled:RULED_BY]->(court:Court) WHERE ruled.retired_at IS NULL
  WITH selves, homes, text, ruling, speaks, court ORDER BY court.rank DESC, court.id
  WITH selves, homes, text, ruling, speaks, head(collect(court)) AS court
  WITH *, coalesce((court.level = 'SUPREME' AND court.federal OR EXISTS {
      MATCH (court)-[sits:SITS_OVER]->(over:Jurisdiction) WHERE (sits.retired_at IS NULL AND coalesce(sits.valid_from <= $as_of, true) AND coalesce($as_of < sits.valid_to, true)) AND over IN homes } OR EXISTS {
      MATCH (ruling)-[decided:DECIDED_IN]->(:Case)<-[party:PARTY_TO]-(side:Jurisdiction)
      WHERE decided.retired_at IS NULL AND party.retired_at IS NULL AND side IN selves }) AND NOT EXISTS {
        MATCH (later:Ruling)-[undoes:REVERSES|VACATES]->(ruling)
        WHERE later.retired_at IS NULL AND undoes.retired_at IS NULL AND later.decided_on <= $as_of
          AND NOT coalesce(undoes.in_part, false)
          AND NOT EXISTS {
            MATCH (last:Ruling)-[restores:REVERSES|VACATES]->(later)
            WHERE last.retired_at IS NULL AND restores.retired_at IS NULL AND last.decided_on <= $as_of
              AND NOT coalesce(restores.in_part, false)
          }
      }, false) AS binds
  ORDER BY ruling.decided_on DESC, ruling.id, text.id, speaks.outcome
  RETURN collect({ruling: ruling, text: text, outcome: speaks.outcome, court: court, binds: binds,
    decided_on: ruling.decided_on, citation: ruling.citation, confidence: ruling.confidence}) AS rulings
}
CALL () {
  MATCH (against:Condition {id: 'cond-jag-fy2017-access'})
  WITH against AS on
  CALL (on) {
  MATCH (on) (()<-[part:PART_OF WHERE part.retired_at IS NULL]-()){0,8} (:Node)
    (()-[moved:TRANSFERRED_TO WHERE moved.retired_at IS NULL]-()){0,1} (:Node)
    (()<-[piece:PART_OF WHERE piece.retired_at IS NULL]-()){0,8} (text:Node)
  RETURN collect(DISTINCT text) AS texts
}
CALL (on, texts) {
  UNWIND texts AS text
  OPTIONAL MATCH (duty:Obligation)-[arises:ARISES_FROM]->(text) WHERE (duty.retired_at IS NULL AND coalesce(duty.valid_from <= $as_of, true) AND coalesce($as_of < duty.valid_to, true)) AND (arises.retired_at IS NULL AND coalesce(arises.valid_from <= $as_of, true) AND coalesce($as_of < arises.valid_to, true))
  WITH [on] + collect(DISTINCT duty) AS found
  RETURN [duty IN found WHERE duty:Obligation] AS duties
}
  RETURN texts + duties AS wanted
}
UNWIND subjects AS each
UNWIND measures AS measure
WITH place, each, measure, wanted, rulings,
  [c IN each.claimed WHERE c.measure = measure] AS claims,
  [kind IN coalesce(measure.conduct, []) WHERE measure IN touched AND kind IN each.conduct
    AND kind <> 'OTHER'] AS conduct, grounds
WHERE size(claims) > 0 OR size(conduct) > 0
WITH *, [g IN grounds WHERE any(use IN g.uses WHERE use.measure = measure) AND
  (g.verdict.status <> 'NOT_IN_FORCE' OR any(c IN claims WHERE c.on = g.text)) | {text: g.text,
    relation: head([use IN g.uses WHERE use.measure = measure | use.relation]), verdict: g.verdict}] AS rests
WHERE size(claims) > 0 OR size(rests) > 0
WITH *, [c IN claims WHERE c.row.stance = 'CONFLICTS' | c.row] AS told_for,
  [c IN claims WHERE c.row.stance = 'DOES_NOT_CONFLICT' | c.row] AS told_against
WHERE measure IN wanted OR any(g IN rests WHERE g.text IN wanted)
  OR any(c IN claims WHERE c.on IN wanted)
WITH *, [at IN range(0, size(told_for) - 1) WHERE NOT told_for[at].claim IN [c IN told_for[..at] | c.claim]
    | told_for[at]] AS claims_for,
  [at IN range(0, size(told_against) - 1) WHERE NOT told_against[at].claim
    IN [c IN told_against[..at] | c.claim] | told_against[at]] AS claims_against,
  head([c IN claims WHERE c.row.binds | c.row]) AS leading
WITH *, CASE
    WHEN size(claims_for) > 0 AND size(claims_against) > 0 THEN 'CONTESTED'
    WHEN size(claims_for) > 0 THEN 'YES'
    WHEN size(claims_against) > 0 THEN 'NO'
    ELSE 'UNKNOWN' END AS verdict
RETURN place, each.root AS subject, COLLECT {
    UNWIND [unit IN each.units WHERE unit:Policy AND unit <> each.root] AS unit
    WITH unit, any(c IN claims WHERE unit IN c.subjects) AS named,
      any(kind IN unit.conduct WHERE kind IN conduct) AS alike
    WHERE named OR alike
    RETURN unit ORDER BY named DESC, COUNT { (unit) (()-[:PART_OF]->()){1,4} (:Policy) } DESC, unit.id
  } AS sections, measure, conduct, rests AS grounds, verdict,
  CASE leading.stance WHEN 'CONFLICTS' THEN 'YES' WHEN 'DOES_NOT_CONFLICT' THEN 'NO' ELSE 'UNKNOWN' END
    AS reading, leading, claims_for, claims_against,
  [r IN rulings WHERE r.text IN each.units OR any(g IN rests WHERE g.text = r.text)] AS rulings,
  [unit IN each.units WHERE (coalesce($as_of < unit.valid_from + CASE unit.valid_from_precision WHEN 'MONTH' THEN duration('P1M') WHEN 'YEAR' THEN duration('P1Y') END, false) OR coalesce($as_of >= unit.valid_to - CASE unit.valid_to_precision WHEN 'MONTH' THEN duration('P1M') WHEN 'YEAR' THEN duration('P1Y') END, false))
    | 'The exact day on which “' + unit.name + '” began or ended.'] AS missing
ORDER BY CASE verdict WHEN 'YES' THEN 0 WHEN 'CONTESTED' THEN 1 WHEN 'NO' THEN 2 ELSE 3 END,
  coalesce(subject.name, ''), coalesce(subject.id, ''), measure.name, measure.id
