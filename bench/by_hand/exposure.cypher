MATCH (under:Node {id: '/us/usc/t8/s1373'})
MATCH (jurisdiction:Node {id: 'ocd-division/country:us/state:il/place:chicago'})
CALL (under) {
  WITH under AS on
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
  CALL (texts, duties) {
  CALL (texts, duties) {
    UNWIND duties AS duty
    MATCH (term:GrantTerm)-[requires:REQUIRES]->(duty) WHERE term.retired_at IS NULL AND (requires.retired_at IS NULL AND coalesce(requires.valid_from <= $as_of, true) AND coalesce($as_of < requires.valid_to, true))
    RETURN term, duty, null AS source
    UNION
    UNWIND texts AS source
    MATCH (term:GrantTerm)-[imposed:IMPOSED_BY]->(source) WHERE term.retired_at IS NULL AND (imposed.retired_at IS NULL AND coalesce(imposed.valid_from <= $as_of, true) AND coalesce($as_of < imposed.valid_to, true))
    RETURN term, null AS duty, source
  }
  WITH term, duty, source ORDER BY duty.id, source.id
  WITH term, collect(DISTINCT duty) AS required, collect(DISTINCT source) AS imposing
  CALL (required) {
    UNWIND required AS duty
    MATCH (duty)-[arises:ARISES_FROM]->(text:LegalText) WHERE (arises.retired_at IS NULL AND coalesce(arises.valid_from <= $as_of, true) AND coalesce($as_of < arises.valid_to, true))
    WITH DISTINCT text ORDER BY text.id
    RETURN collect(text) AS origins
  }
  RETURN term, required, imposing + [text IN origins WHERE NOT text IN imposing] AS sources
}
  RETURN collect(DISTINCT term) AS wanted
}
WITH *, jurisdiction AS home
CALL (home) {
  MATCH (home) (()-[twin:SAME_AS WHERE twin.retired_at IS NULL]-()){0,2} (self:Jurisdiction)
  CALL (self) {
    RETURN self AS subject
    UNION
    MATCH (self)<-[adopted:ADOPTED_BY]-(policy:Policy)
      (()<-[part:PART_OF WHERE part.retired_at IS NULL]-()){0,4} (subject:Node)
    WHERE (policy.retired_at IS NULL AND coalesce(policy.valid_from <= $as_of, true) AND coalesce($as_of < policy.valid_to, true)) AND adopted.retired_at IS NULL
    RETURN subject
  }
  MATCH (claim:Claim)-[about:ABOUT]->(subject)
  WHERE (claim.retired_at IS NULL AND coalesce(claim.valid_from <= $as_of, true) AND coalesce($as_of < claim.valid_to, true)) AND about.retired_at IS NULL AND claim.stance IN ['CONFLICTS', 'DOES_NOT_CONFLICT']
  WITH claim, subject ORDER BY subject.id
  WITH claim, head(collect(subject)) AS subject
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
  WITH * ORDER BY coalesce(said_on, date('0001-01-01')), claim.id
  RETURN collect({claim: claim, stance: claim.stance, statement: claim.statement, about: subject,
    against: COLLECT {
      MATCH (claim)-[to:AGAINST]->(x:Node) WHERE to.retired_at IS NULL RETURN DISTINCT x ORDER BY x.id },
    said_by: said_by, stated_in: stated_in, valid_from: said_on, valid_to: claim.valid_to,
    confidence: claim.confidence}) AS claims
}  CALL (jurisdiction) {
    OPTIONAL MATCH (jurisdiction) (()-[twin:SAME_AS WHERE twin.retired_at IS NULL]-()){0,2} (self:Jurisdiction)
    WITH collect(DISTINCT self) AS selves
    UNWIND CASE WHEN size(selves) = 0 THEN [null] ELSE selves END AS self
    OPTIONAL MATCH (self) (()-[within:WITHIN WHERE (within.retired_at IS NULL AND coalesce(within.valid_from <= $as_of, true) AND coalesce($as_of < within.valid_to, true))]->()){1,6} (container:Jurisdiction)
    RETURN selves, collect(DISTINCT container) AS containers
  }
CALL (jurisdiction, wanted, claims, selves, containers) {
CALL (jurisdiction) {
  MATCH (jurisdiction) (()-[twin:SAME_AS WHERE twin.retired_at IS NULL]-()){0,2} (at:Jurisdiction)
  RETURN at, jurisdiction AS home
}
CALL (at) {
  MATCH (at)<-[gives:ALLOCATED_TO]-(record:Allocation)-[under_program:ALLOCATED_UNDER]->(listing:GrantProgram)
  WHERE (record.retired_at IS NULL AND coalesce(record.valid_from <= $as_of, true) AND coalesce($as_of < record.valid_to, true)) AND gives.retired_at IS NULL AND under_program.retired_at IS NULL
  RETURN record, listing, record.fiscal_year AS fiscal_year, record.amount AS amount, record.basis AS basis,
    coalesce(record.approximate, false) OR record.qualifier IS NOT NULL
      OR record.amount_at_most IS NOT NULL AS approximate,
    COUNT { (record)-[:ALLOCATED_TO]->() } > 1 AS shared,
    CASE record.basis WHEN 'AWARDED' THEN 1 WHEN 'ALLOCATED' THEN 2 WHEN 'AT_STAKE' THEN 3
      WHEN 'STATED' THEN 4 ELSE 9 END AS rank
  UNION
  MATCH (at)<-[acts:ACTS_FOR]-(recipient:Recipient)<-[holds:AWARDED_TO]-(record:Award)
    -[made:MADE_UNDER]->(listing:GrantProgram)
  WHERE acts.retired_at IS NULL AND holds.retired_at IS NULL AND made.retired_at IS NULL AND (record.retired_at IS NULL AND coalesce(record.valid_from <= $as_of, true) AND coalesce($as_of < record.valid_to, true))
    AND coalesce(record.obligated_on <= $as_of, true)
  RETURN record, listing, coalesce(record.fiscal_year, record.obligated_on.year
      + CASE WHEN record.obligated_on.month >= 10 THEN 1 ELSE 0 END) AS fiscal_year,
    record.obligated_amount AS amount, 'OBLIGATED' AS basis, false AS approximate,
    EXISTS {
      MATCH (record)-[also:AWARDED_TO]->(:Recipient)-[for_other:ACTS_FOR]->(other:Jurisdiction)
      WHERE also.retired_at IS NULL AND for_other.retired_at IS NULL AND other <> at
        AND NOT EXISTS { (other)-[twin:SAME_AS]-(at) WHERE twin.retired_at IS NULL }
    } AS shared, 0 AS rank
}
WITH home, record, listing, fiscal_year, amount, basis, approximate, shared, rank
WHERE fiscal_year IN null OR (null IS NULL AND fiscal_year <= ($as_of.year + CASE WHEN $as_of.month >= 10 THEN 1 ELSE 0 END))
WITH DISTINCT home, record, listing, fiscal_year, amount, basis, approximate, shared, rank
WITH collect({home: home, record: record, listing: listing, fiscal_year: fiscal_year, amount: amount,
  basis: basis, approximate: approximate, shared: shared, rank: rank}) AS money
WITH money, [m IN money WHERE m.rank = 0 AND m.record.award_number IS NOT NULL
  | m.record.award_number] AS numbers
UNWIND money AS item
WITH item {.*, rank: CASE
  WHEN item.rank > 0 AND item.record.award_number IN numbers THEN 8
  WHEN false AND item.record.includes_localities AND any(m IN money
    WHERE m.listing = item.listing AND m.fiscal_year = item.fiscal_year
      AND NOT coalesce(m.record.includes_localities, false)) THEN 7
  ELSE item.rank END} AS item
ORDER BY item.rank, item.approximate, item.shared, coalesce(item.record.includes_localities, false),
  coalesce(item.record.valid_from, date('0001-01-01')) DESC, item.record.id
WITH item.home AS home, item.listing AS listing, item.fiscal_year AS fiscal_year,
  min(item.rank) AS best, collect(item) AS items
WITH home, listing, fiscal_year,
  [item IN items | item {.*, counted: item.rank = best AND best < 7 AND (best = 0
    OR item.record.award_number IS NOT NULL OR item.record = items[0].record)}] AS items
ORDER BY fiscal_year
WITH home, listing, collect({fiscal_year: fiscal_year, items: items}) AS years
CALL (home, listing, years, claims, wanted, selves, containers) {
  CALL (listing) {
  MATCH (term:GrantTerm)-[bound:ATTACHES_TO]->(listing) WHERE term.retired_at IS NULL AND (bound.retired_at IS NULL AND coalesce(bound.valid_from <= $as_of, true) AND coalesce($as_of < bound.valid_to, true))
  RETURN term, bound, false AS by_class
  UNION
  MATCH (listing)-[runs:ADMINISTERED_BY]->(:Agency) (()-[part:OFFICE_OF WHERE (part.retired_at IS NULL AND coalesce(part.valid_from <= $as_of, true) AND coalesce($as_of < part.valid_to, true))]->()){0,6} (:Agency) (()-[twin:SAME_AS WHERE twin.retired_at IS NULL]-()){0,2} (:Agency)<-[bound:COVERS]-(term:GrantTerm)
  WHERE (runs.retired_at IS NULL AND coalesce(runs.valid_from <= $as_of, true) AND coalesce($as_of < runs.valid_to, true)) AND (bound.retired_at IS NULL AND coalesce(bound.valid_from <= $as_of, true) AND coalesce($as_of < bound.valid_to, true)) AND term.retired_at IS NULL
  RETURN DISTINCT term, bound, true AS by_class
}
WITH home, listing, years, claims, term, bound, by_class
WHERE term IN wanted AND (term.kind IN ["CERTIFICATION", "VALIDATION"])
  AND (NOT term:Rule OR ((coalesce(term.side, 'RECIPIENT') = 'RECIPIENT' AND NOT head({STATE: ['STATE'], DISTRICT: ['DISTRICT_OF_COLUMBIA'], TERRITORY: ['TERRITORY'], COUNTY: ['LOCAL_GOVERNMENT'], PLACE: ['LOCAL_GOVERNMENT'], CONSOLIDATED_CITY_COUNTY: ['LOCAL_GOVERNMENT'], TRIBE: ['TRIBE']}[home.kind]) IN coalesce(term.excluded_recipient_types, []) AND (size(coalesce(term.recipient_types, [])) = 0 OR any(k IN [head({STATE: ['STATE'], DISTRICT: ['DISTRICT_OF_COLUMBIA'], TERRITORY: ['TERRITORY'], COUNTY: ['LOCAL_GOVERNMENT'], PLACE: ['LOCAL_GOVERNMENT'], CONSOLIDATED_CITY_COUNTY: ['LOCAL_GOVERNMENT'], TRIBE: ['TRIBE']}[home.kind])] + coalesce({STATE: ['STATE_EDUCATIONAL_AGENCY'], DISTRICT_OF_COLUMBIA: ['STATE', 'LOCAL_GOVERNMENT'], TERRITORY: ['STATE'], LOCAL_GOVERNMENT: ['LOCAL_EDUCATIONAL_AGENCY'], SCHOOL: ['PUBLIC_SECONDARY_SCHOOL', 'LOCAL_EDUCATIONAL_AGENCY', 'LOCAL_GOVERNMENT', 'NONPROFIT', 'FOR_PROFIT'], PUBLIC_SECONDARY_SCHOOL: ['LOCAL_EDUCATIONAL_AGENCY', 'LOCAL_GOVERNMENT'], RESEARCH_INSTITUTION: ['INSTITUTION_OF_HIGHER_EDUCATION', 'NONPROFIT', 'FOR_PROFIT'], LIBRARY: ['LOCAL_GOVERNMENT', 'NONPROFIT'], HOSPITAL: ['STATE', 'LOCAL_GOVERNMENT', 'NONPROFIT', 'FOR_PROFIT']}[head({STATE: ['STATE'], DISTRICT: ['DISTRICT_OF_COLUMBIA'], TERRITORY: ['TERRITORY'], COUNTY: ['LOCAL_GOVERNMENT'], PLACE: ['LOCAL_GOVERNMENT'], CONSOLIDATED_CITY_COUNTY: ['LOCAL_GOVERNMENT'], TRIBE: ['TRIBE']}[home.kind])], []) WHERE k IN term.recipient_types OR k IN coalesce(term.conditional_recipient_types, [])))) AND NOT EXISTS {
    MATCH (term)-[leaves:EXEMPTS]->(listing) WHERE (leaves.retired_at IS NULL AND coalesce(leaves.valid_from <= $as_of, true) AND coalesce($as_of < leaves.valid_to, true)) }))
  AND (NOT EXISTS { (term)-[bind:BINDS]->() WHERE bind.retired_at IS NULL } OR EXISTS {
    MATCH (term)-[bind:BINDS]->(only:Jurisdiction) (()-[twin:SAME_AS WHERE twin.retired_at IS NULL]-()){0,2} (same)
    WHERE (bind.retired_at IS NULL AND coalesce(bind.valid_from <= $as_of, true) AND coalesce($as_of < bind.valid_to, true)) AND same = home })
WITH home, listing, claims, term, min(toInteger(by_class)) = 1 AS by_class,
  collect(bound) AS bounds, years, coalesce(term.valid_from, term.announced_on) AS begins
WITH home, listing, claims, term, by_class, begins, [y IN years WHERE any(bound IN bounds WHERE CASE
    WHEN bound.from_fiscal_year IS NULL AND bound.to_fiscal_year IS NULL
    THEN coalesce(begins < date({year: y.fiscal_year, month: 10, day: 1}), true)
      AND coalesce(term.valid_to > date({year: y.fiscal_year - 1, month: 10, day: 1}), true)
    ELSE coalesce(bound.from_fiscal_year <= y.fiscal_year, true)
      AND coalesce(y.fiscal_year <= bound.to_fiscal_year, true) END) | y.fiscal_year] AS fiscal_years
WHERE size(fiscal_years) > 0
CALL (term) {
  OPTIONAL MATCH (term)-[requires:REQUIRES]->(duty:Obligation) WHERE (requires.retired_at IS NULL AND coalesce(requires.valid_from <= $as_of, true) AND coalesce($as_of < requires.valid_to, true))
  OPTIONAL MATCH (duty)-[arises:ARISES_FROM]->(text:LegalText) WHERE (arises.retired_at IS NULL AND coalesce(arises.valid_from <= $as_of, true) AND coalesce($as_of < arises.valid_to, true))
  OPTIONAL MATCH (text) (()-[part:PART_OF WHERE part.retired_at IS NULL]-(unit WHERE unit.section = text.section)){1,4}
    (kin:LegalText)
  RETURN [term] + collect(DISTINCT duty) + collect(DISTINCT text) + collect(DISTINCT kin) AS touched
}
  WITH *, home AS place, listing AS program
  CALL (term, place, selves, containers, program) {
  CALL (term) {
    MATCH (term) (()-[part:PART_OF WHERE part.retired_at IS NULL]->()){0,8} (text:LegalText)
    RETURN collect(DISTINCT text) AS wholes
  }
  CALL (term) {
    OPTIONAL MATCH (term)-[imposed:IMPOSED_BY WHERE (imposed.retired_at IS NULL AND coalesce(imposed.valid_from <= $as_of, true) AND coalesce($as_of < imposed.valid_to, true))]->(:LegalText)
      (()-[part:PART_OF WHERE part.retired_at IS NULL]->()){0,8} (text:LegalText)
    RETURN collect(DISTINCT text) AS imposers
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
  CALL (term) {
    OPTIONAL MATCH (term)-[bound:ATTACHES_TO|COVERS]->(named:Node) WHERE bound.retired_at IS NULL
    RETURN collect(CASE WHEN named:GrantProgram THEN named END) AS attached,
      collect(CASE WHEN named:Agency THEN named END) AS covered
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
  WITH * WHERE verdict.status <> 'NOT_IN_FORCE'
  WITH * ORDER BY begins, term.id
  RETURN collect({term: term, by_class: by_class, fiscal_years: fiscal_years, verdict: verdict,
    claims: [c IN claims WHERE any(x IN c.against WHERE x IN touched)]}) AS terms
}
WITH home, listing, terms, claims, [y IN years | y {.*, level: reduce(level = 5, t IN
  [t IN terms WHERE y.fiscal_year IN t.fiscal_years] | CASE
    WHEN t.verdict.status IN ['IN_FORCE', 'UPHELD'] AND any(c IN t.claims WHERE c.stance = 'CONFLICTS') THEN 1
    WHEN t.verdict.status = 'UNCERTAIN' AND level > 2 THEN 2
    WHEN t.verdict.status IN ['IN_FORCE', 'UPHELD'] AND level > 3 THEN 3
    WHEN t.verdict.status = 'ENJOINED' AND level > 4 THEN 4
    ELSE level END)}] AS years
WITH home, listing, terms, claims,
  [y IN years WHERE y.level < 5] AS years
WHERE size(years) > 0
WITH home, listing, terms, claims, years,
  reduce(level = 5, y IN years | CASE WHEN y.level < level THEN y.level ELSE level END) AS level,
  ['', 'AT_RISK', 'UNCERTAIN', 'CONDITIONED', 'PROTECTED', 'UNCONDITIONED'] AS classes
ORDER BY level, listing.number, home.name, home.id
RETURN collect({years: years, row: {
  place: home, program: listing, exposure: classes[level], terms: terms,
  years: [y IN years | {
    fiscal_year: y.fiscal_year, exposure: classes[y.level],
    amount: reduce(total = null, i IN [i IN y.items WHERE i.counted AND i.amount IS NOT NULL] |
      coalesce(total, 0.0) + i.amount),
    approximate: any(i IN y.items WHERE i.counted AND i.approximate),
    count: size([i IN y.items WHERE i.counted]),
    without_amount: size([i IN y.items WHERE i.counted AND i.amount IS NULL]),
    items: [i IN y.items | {record: i.record, fiscal_year: i.fiscal_year, amount: i.amount,
      approximate: i.approximate, basis: i.basis, shared: i.shared, counted: i.counted,
      confidence: i.record.confidence,
      sources: coalesce(i.record.source, [])}]}]}}) AS found
}
CALL (found) {
  UNWIND found AS f
  UNWIND f.years AS y
  UNWIND y.items AS i
  WITH y, i WHERE i.counted
  WITH i.record AS record, i.amount AS amount, i.approximate AS approximate, min(y.level) AS level
  WITH level, sum(CASE WHEN approximate THEN 0.0 ELSE coalesce(amount, 0.0) END) AS exact,
    sum(CASE WHEN approximate THEN coalesce(amount, 0.0) ELSE 0.0 END) AS rounded,
    count(record) AS counted, sum(CASE WHEN amount IS NULL THEN 1 ELSE 0 END) AS without_amount
  ORDER BY level
  RETURN collect({exposure: ['', 'AT_RISK', 'UNCERTAIN', 'CONDITIONED', 'PROTECTED', 'UNCONDITIONED'][level], exact: exact, approximate: rounded, count: counted,
    without_amount: without_amount}) AS totals
}
CALL (jurisdiction) {
  MATCH (jurisdiction) (()-[twin:SAME_AS WHERE twin.retired_at IS NULL]-()){0,2} (:Jurisdiction)
    <-[gives:ALLOCATED_TO]-(record:Allocation)
  WHERE (record.retired_at IS NULL AND coalesce(record.valid_from <= $as_of, true) AND coalesce($as_of < record.valid_to, true)) AND gives.retired_at IS NULL AND NOT EXISTS { (record)-[:ALLOCATED_UNDER]->() }
    AND (record.fiscal_year IN null
      OR (null IS NULL AND record.fiscal_year <= ($as_of.year + CASE WHEN $as_of.month >= 10 THEN 1 ELSE 0 END)))
  WITH DISTINCT record ORDER BY record.fiscal_year, record.id
  RETURN collect({record: record, fiscal_year: record.fiscal_year, amount: record.amount,
    basis: record.basis, approximate: coalesce(record.approximate, false) OR record.qualifier IS NOT NULL
      OR record.amount_at_most IS NOT NULL,
    shared: COUNT { (record)-[:ALLOCATED_TO]->() } > 1, counted: false, confidence: record.confidence,
    sources: coalesce(record.source, [])}) AS unassigned
}
RETURN jurisdiction AS place, ($as_of.year + CASE WHEN $as_of.month >= 10 THEN 1 ELSE 0 END) AS fiscal_year, [f IN found | f.row] AS programs,
  totals, [] AS groups, unassigned, claims
