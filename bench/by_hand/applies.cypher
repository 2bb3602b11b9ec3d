MATCH (jurisdiction:Node {id: 'ocd-division/country:us/state:il/place:chicago'})
MATCH (obligation:Node {id: '/us/usc/t8/s1373'})
MATCH (program:Node {id: '16.738'})
WITH obligation AS on, program, jurisdiction AS place
CALL (program, place) {
  WITH program, coalesce(null, head({STATE: ['STATE'], DISTRICT: ['DISTRICT_OF_COLUMBIA'], TERRITORY: ['TERRITORY'], COUNTY: ['LOCAL_GOVERNMENT'], PLACE: ['LOCAL_GOVERNMENT'], CONSOLIDATED_CITY_COUNTY: ['LOCAL_GOVERNMENT'], TRIBE: ['TRIBE']}[place.kind])) AS recipient
  UNWIND CASE WHEN null IS NOT NULL OR program.assistance_types IS NULL
    OR size(program.assistance_types) = 0 THEN [null] ELSE program.assistance_types END AS label
  WITH recipient, collect(DISTINCT coalesce(null, CASE WHEN toLower(label) STARTS WITH 'cooperative agreements' THEN 'COOPERATIVE_AGREEMENT' WHEN toLower(label) STARTS WITH 'formula grants' THEN 'GRANT' WHEN toLower(label) STARTS WITH 'project grants' THEN 'GRANT' WHEN toLower(label) STARTS WITH 'direct payments' THEN 'DIRECT_PAYMENT' WHEN toLower(label) STARTS WITH 'direct loans' THEN 'LOAN' WHEN toLower(label) STARTS WITH 'guaranteed/insured loans' THEN 'LOAN_GUARANTEE' WHEN toLower(label) STARTS WITH 'insurance' THEN 'INSURANCE' WHEN toLower(label) STARTS WITH 'sale, exchange, or donation of property' THEN 'PROPERTY' WHEN toLower(label) STARTS WITH 'use of property' THEN 'PROPERTY' WHEN toLower(label) STARTS WITH 'provision of specialized services' THEN 'SERVICE' WHEN toLower(label) STARTS WITH 'advisory services' THEN 'SERVICE' WHEN toLower(label) STARTS WITH 'dissemination of technical information' THEN 'SERVICE' WHEN toLower(label) STARTS WITH 'information' THEN 'SERVICE' WHEN toLower(label) STARTS WITH 'investigation of complaints' THEN 'SERVICE' WHEN toLower(label) STARTS WITH 'training' THEN 'SERVICE' WHEN toLower(label) STARTS WITH 'federal employment' THEN 'SERVICE'
    WHEN label IS NOT NULL THEN '' END)) AS every
  RETURN recipient, [kind IN every WHERE kind <> 'SERVICE' OR size(every) = 1] AS kinds,
    coalesce(null, ($as_of.year + CASE WHEN $as_of.month >= 10 THEN 1 ELSE 0 END)) AS year
}
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
CALL (on, texts, duties, program, place, recipient, kinds, year) {
  CALL (on, texts, duties) {
    WITH on, texts, duties
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
    RETURN term, required, sources
    UNION
    WITH on AS term WHERE on:GrantTerm
    RETURN term, COLLECT {
        MATCH (term)-[requires:REQUIRES]->(duty:Obligation) WHERE (requires.retired_at IS NULL AND coalesce(requires.valid_from <= $as_of, true) AND coalesce($as_of < requires.valid_to, true))
        RETURN DISTINCT duty ORDER BY duty.id } AS required, COLLECT {
        MATCH (term)-[imposed:IMPOSED_BY]->(source:LegalText) WHERE (imposed.retired_at IS NULL AND coalesce(imposed.valid_from <= $as_of, true) AND coalesce($as_of < imposed.valid_to, true))
        RETURN DISTINCT source ORDER BY source.id } AS sources
  }
  CALL (term, program, place, recipient, kinds, year) {
  CALL (term, program) {
    OPTIONAL MATCH (term)-[bound:ATTACHES_TO|COVERS|EXEMPTS|BINDS]->(named:Node) WHERE bound.retired_at IS NULL
    WITH program, bound, named, type(bound) AS how, (bound.retired_at IS NULL AND coalesce(bound.valid_from <= $as_of, true) AND coalesce($as_of < bound.valid_to, true)) AS binding
    WITH bound, named, how, binding, binding AND CASE how
        WHEN 'ATTACHES_TO' THEN coalesce(named = program, false)
        WHEN 'COVERS' THEN program IS NOT NULL AND EXISTS {
          MATCH (named) (()-[twin:SAME_AS WHERE twin.retired_at IS NULL]-()){0,2} (:Agency)
            (()<-[part:OFFICE_OF WHERE (part.retired_at IS NULL AND coalesce(part.valid_from <= $as_of, true) AND coalesce($as_of < part.valid_to, true))]-()){0,6} (:Agency)<-[runs:ADMINISTERED_BY]-(program)
          WHERE (runs.retired_at IS NULL AND coalesce(runs.valid_from <= $as_of, true) AND coalesce($as_of < runs.valid_to, true)) }
        ELSE false END AS reaches,
      CASE how WHEN 'BINDS' THEN named.id WHEN 'COVERS' THEN named.name ELSE named.number END AS called
    ORDER BY called, bound.from_fiscal_year
    RETURN collect(CASE WHEN reaches THEN bound END) AS reaching,
      collect(DISTINCT CASE how WHEN 'ATTACHES_TO' THEN called END) AS numbers,
      collect(DISTINCT CASE how WHEN 'COVERS' THEN called END) AS agencies,
      collect(DISTINCT CASE WHEN how = 'EXEMPTS' AND binding THEN called END) AS exempt,
      collect(DISTINCT CASE WHEN how = 'BINDS' AND binding THEN named END) AS places
  }
  WITH term, program, place, recipient, kinds, year, numbers, agencies, exempt, places,
    CASE WHEN size(reaching) < 2 THEN reaching ELSE COLLECT {
      UNWIND reaching AS bound RETURN bound ORDER BY bound.from_fiscal_year } END AS bounds,
    [prefix IN coalesce(term.program_prefixes, []) WHERE program.number STARTS WITH prefix] AS prefixes,
    {types: coalesce(term.recipient_types, []), perhaps: coalesce(term.conditional_recipient_types, []),
      excluded: coalesce(term.excluded_recipient_types, [])} AS recipients,
    {types: coalesce(term.assistance_types, []), perhaps: coalesce(term.conditional_assistance_types, []),
      excluded: coalesce(term.excluded_assistance_types, [])} AS forms,
    'RECIPIENT' AS tier, ['RECIPIENT', 'APPLICANT', 'PASSTHROUGH_ENTITY'] AS stands,
    null AS measured,
    {AWARD: 'the amount of the award',
      FEDERAL_AWARDS_EXPENDED: 'what the recipient spends of federal awards in its fiscal year',
      SUBAWARD: 'the amount of a subaward', CONTRACT: 'the amount of a contract',
      ITEM: 'the price of an item, or what was spent on it in the fiscal year before',
      SERVICES_ABROAD: 'the value of the services performed outside the United States'
    }[coalesce(term.threshold_measure, 'AWARD')] AS measure,
    [] AS doings
  WITH *,
    [b IN bounds WHERE coalesce(b.from_fiscal_year <= year, true) AND coalesce(year <= b.to_fiscal_year, true)
    ] AS timely,
    size(numbers) + size(agencies) + size(coalesce(term.program_prefixes, [])) > 0
      OR coalesce(term.attaches_by, 'CLASS') <> 'CLASS' AS limited,
    {is: coalesce({STATE_EDUCATIONAL_AGENCY: ['STATE_EDUCATIONAL_AGENCY', 'STATE'], LOCAL_EDUCATIONAL_AGENCY: ['LOCAL_EDUCATIONAL_AGENCY', 'LOCAL_GOVERNMENT'], PUBLIC_SECONDARY_SCHOOL: ['PUBLIC_SECONDARY_SCHOOL', 'SCHOOL']}[recipient], [recipient]), surely: true,
      may_be: coalesce({STATE: ['STATE_EDUCATIONAL_AGENCY'], DISTRICT_OF_COLUMBIA: ['STATE', 'LOCAL_GOVERNMENT'], TERRITORY: ['STATE'], LOCAL_GOVERNMENT: ['LOCAL_EDUCATIONAL_AGENCY'], SCHOOL: ['PUBLIC_SECONDARY_SCHOOL', 'LOCAL_EDUCATIONAL_AGENCY', 'LOCAL_GOVERNMENT', 'NONPROFIT', 'FOR_PROFIT'], PUBLIC_SECONDARY_SCHOOL: ['LOCAL_EDUCATIONAL_AGENCY', 'LOCAL_GOVERNMENT'], RESEARCH_INSTITUTION: ['INSTITUTION_OF_HIGHER_EDUCATION', 'NONPROFIT', 'FOR_PROFIT'], LIBRARY: ['LOCAL_GOVERNMENT', 'NONPROFIT'], HOSPITAL: ['STATE', 'LOCAL_GOVERNMENT', 'NONPROFIT', 'FOR_PROFIT']}[recipient], [])} AS body,
    [k IN kinds | {is: coalesce({FIXED_AMOUNT_AWARD: ['FIXED_AMOUNT_AWARD', 'GRANT'], FOOD_COMMODITY: ['FOOD_COMMODITY', 'PROPERTY'], COST_REIMBURSEMENT_CONTRACT: ['COST_REIMBURSEMENT_CONTRACT', 'PROCUREMENT_CONTRACT']}[k], [k]), surely: NOT k IN ['', 'SERVICE'],
      may_be: coalesce({DIRECT_PAYMENT: ['GRANT', 'COOPERATIVE_AGREEMENT', 'STUDENT_FINANCIAL_ASSISTANCE', 'INTEREST_SUBSIDY', 'SUBSIDY'], STUDENT_FINANCIAL_ASSISTANCE: ['GRANT', 'DIRECT_PAYMENT', 'LOAN'], PROPERTY: ['FOOD_COMMODITY'], LOAN_GUARANTEE: ['INTEREST_SUBSIDY']}[k], CASE WHEN k = '' THEN forms.types ELSE [] END)}] AS helps
  WITH *, [help IN helps | CASE WHEN any(k IN help.is WHERE k IN forms.excluded) THEN 'NO' WHEN any(k IN help.is WHERE k IN forms.types) OR (size(forms.types) = 0 AND help.surely) THEN 'YES' WHEN size(forms.types) = 0 OR any(k IN help.is + help.may_be WHERE k IN forms.types + forms.perhaps) THEN 'UNKNOWN' ELSE 'NO' END] AS admitted, CASE
    WHEN size(recipients.types) + size(recipients.perhaps) + size(recipients.excluded) = 0 THEN null
    WHEN recipient IS NULL THEN 'UNKNOWN'
    WHEN recipient = 'DISTRICT_OF_COLUMBIA' AND 'STATE' IN recipients.types
      AND 'LOCAL_GOVERNMENT' IN recipients.types AND NOT recipient IN recipients.excluded THEN 'YES'
    ELSE CASE WHEN any(k IN body.is WHERE k IN recipients.excluded) THEN 'NO' WHEN any(k IN body.is WHERE k IN recipients.types) OR (size(recipients.types) = 0 AND body.surely) THEN 'YES' WHEN size(recipients.types) = 0 OR any(k IN body.is + body.may_be WHERE k IN recipients.types + recipients.perhaps) THEN 'UNKNOWN' ELSE 'NO' END END AS received
  WITH *, [
    {clause: 'PROGRAM',
      states: substring(reduce(said = '', text IN [said IN [
        CASE WHEN size(numbers) > 0 THEN 'programs ' + substring(reduce(said = '', text IN numbers | said + ', ' + text), 2) END,
        CASE WHEN size(agencies) > 0 THEN 'programs of ' + substring(reduce(said = '', text IN agencies | said + ', ' + text), 2) END,
        CASE WHEN size(term.program_prefixes) > 0
          THEN 'programs numbered from ' + substring(reduce(said = '', text IN term.program_prefixes | said + ', ' + text), 2) END,
        term.also_covers,
        CASE term.attaches_by WHEN 'PROGRAM_STATUTE' THEN 'where the statute of the program says so'
          WHEN 'ACTIVITY' THEN 'where the money is used so' END,
        CASE WHEN NOT limited THEN 'every program' END,
        CASE WHEN size(exempt) > 0 THEN 'not ' + substring(reduce(said = '', text IN exempt | said + ', ' + text), 2) END
        ] WHERE said IS NOT NULL] | said + '; ' + text), 2),
      given: program.number, holds: CASE
        WHEN NOT limited AND size(exempt) = 0 THEN null
        WHEN program IS NULL THEN 'UNKNOWN'
        WHEN program.number IN exempt THEN 'NO'
        WHEN NOT limited OR size(bounds) + size(prefixes) > 0 THEN 'YES'
        WHEN term.also_covers IS NOT NULL OR term.attaches_by IN ['PROGRAM_STATUTE', 'ACTIVITY']
        THEN 'UNKNOWN' ELSE 'NO' END,
      missing: CASE WHEN program IS NULL THEN 'which program the award is made under'
        WHEN term.also_covers IS NOT NULL
        THEN 'whether ' + program.number + ' is among these: ' + term.also_covers
        WHEN term.attaches_by = 'ACTIVITY' THEN 'whether awards under ' + program.number + ' are used so'
        ELSE 'whether the statute of ' + program.number + ' says so' END},
    {clause: 'FISCAL_YEAR',
      states: 'awards of fiscal years ' + substring(reduce(said = '', text IN [b IN bounds | CASE WHEN b.from_fiscal_year = b.to_fiscal_year THEN toString(b.from_fiscal_year) ELSE coalesce('from ' + b.from_fiscal_year, '') + coalesce(' to ' + b.to_fiscal_year, '') END] | said + ', ' + text), 2),
      given: 'fiscal year ' + year, holds: CASE
        WHEN size(prefixes) > 0
          OR all(b IN bounds WHERE b.from_fiscal_year IS NULL AND b.to_fiscal_year IS NULL) THEN null
        WHEN size(timely) > 0 THEN 'YES' ELSE 'NO' END},
    {clause: 'DATE',
      states: 'from ' + coalesce(toString(term.valid_from), 'the beginning')
        + coalesce(' until before ' + toString(term.valid_to), '')
        + coalesce(': ' + term.dates_as_stated, ''),
      given: toString($as_of) + coalesce(' as ' + {AWARD_DATE: 'the day of the award',
        OBLIGATION_DATE: 'the day on which the money is obligated',
        OBLIGATION_OR_EXPENDITURE_DATE: 'the day on which the money is obligated or spent',
        FEDERAL_FISCAL_YEAR: 'a day of fiscal year ' + year,
        FISCAL_YEAR_BEGIN: "the first day of the recipient's fiscal year"}[term.date_basis], ''),
      holds: CASE WHEN NOT term:Rule OR coalesce(term.valid_from, term.valid_to) IS NULL THEN null
        WHEN term.date_basis = 'FEDERAL_FISCAL_YEAR'
          THEN CASE WHEN coalesce(term.valid_from < date({year: year, month: 10, day: 1}), true)
            AND coalesce(term.valid_to > date({year: year - 1, month: 10, day: 1}), true)
            THEN 'YES' ELSE 'NO' END
        WHEN coalesce(term.valid_from <= $as_of, true) AND coalesce($as_of < term.valid_to, true)
        THEN 'YES' ELSE 'NO' END},
    {clause: 'ASSISTANCE', states: CASE WHEN size(forms.types) = 0 THEN 'all federal financial assistance' ELSE substring(reduce(said = '', text IN [kind IN forms.types | toLower(replace(kind, '_', ' '))] | said + ', ' + text), 2) END + CASE WHEN size(forms.perhaps) = 0 THEN '' ELSE '; where the agency applies it, ' + substring(reduce(said = '', text IN [kind IN forms.perhaps | toLower(replace(kind, '_', ' '))] | said + ', ' + text), 2) END + CASE WHEN size(forms.excluded) = 0 THEN '' ELSE '; not ' + substring(reduce(said = '', text IN [kind IN forms.excluded | toLower(replace(kind, '_', ' '))] | said + ', ' + text), 2) END,
      given: CASE WHEN size(kinds) > 0 THEN substring(reduce(said = '', text IN [kind IN kinds | toLower(replace(kind, '_', ' '))] | said + ', ' + text), 2) END,
      holds: CASE WHEN size(forms.types) + size(forms.perhaps) + size(forms.excluded) = 0
          AND (size(helps) = 0 OR size(bounds) > 0
            OR any(help IN helps WHERE help.surely)) THEN null
        WHEN size(kinds) = 0 THEN 'UNKNOWN'
        WHEN all(x IN admitted WHERE x = 'YES') THEN 'YES'
        WHEN all(x IN admitted WHERE x = 'NO') THEN 'NO' ELSE 'UNKNOWN' END,
      missing: CASE WHEN size(kinds) = 0 THEN 'what form of assistance it is'
        WHEN size(kinds) > 1 THEN 'which form the award has: ' + substring(reduce(said = '', text IN [kind IN kinds | toLower(replace(kind, '_', ' '))] | said + ', ' + text), 2)
        WHEN size(forms.types) = 0 THEN 'whether that is federal financial assistance'
        WHEN any(k IN helps[0].is WHERE k IN forms.perhaps)
        THEN 'whether the agency applies it to a ' + toLower(replace(kinds[0], '_', ' '))
        ELSE 'whether the award counts as one of these: ' + substring(reduce(said = '', text IN [kind IN forms.types | toLower(replace(kind, '_', ' '))] | said + ', ' + text), 2) END},
    {clause: 'RECIPIENT', states: CASE WHEN size(recipients.types) = 0 THEN 'any recipient' ELSE substring(reduce(said = '', text IN [kind IN recipients.types | toLower(replace(kind, '_', ' '))] | said + ', ' + text), 2) END + CASE WHEN size(recipients.perhaps) = 0 THEN '' ELSE '; where the agency applies it, ' + substring(reduce(said = '', text IN [kind IN recipients.perhaps | toLower(replace(kind, '_', ' '))] | said + ', ' + text), 2) END + CASE WHEN size(recipients.excluded) = 0 THEN '' ELSE '; not ' + substring(reduce(said = '', text IN [kind IN recipients.excluded | toLower(replace(kind, '_', ' '))] | said + ', ' + text), 2) END,
      given: toLower(replace(recipient, '_', ' ')), holds: received,
      missing: CASE WHEN recipient IS NULL THEN 'what kind of recipient it is'
        WHEN any(k IN body.is WHERE k IN recipients.perhaps)
        THEN 'whether the agency applies it to a ' + toLower(replace(recipient, '_', ' '))
        ELSE 'whether a ' + toLower(replace(recipient, '_', ' ')) + ' counts as one of these: '
          + substring(reduce(said = '', text IN [kind IN recipients.types + recipients.perhaps | toLower(replace(kind, '_', ' '))] | said + ', ' + text), 2) END},
    {clause: 'PLACE', states: substring(reduce(said = '', text IN [only IN places | only.name] | said + ', ' + text), 2),
      given: place.name, holds: CASE WHEN size(places) = 0 THEN null WHEN place IS NULL THEN 'UNKNOWN'
        WHEN place IN places OR EXISTS {
          MATCH (place) (()-[twin:SAME_AS WHERE twin.retired_at IS NULL]-()){1,2} (same:Jurisdiction)
          WHERE same IN places } THEN 'YES' ELSE 'NO' END,
      missing: 'which place receives it'},
    {clause: 'TIER', states: substring(reduce(said = '', text IN [kind IN coalesce(term.tiers, []) | toLower(replace(kind, '_', ' '))] | said + ', ' + text), 2), given: toLower(replace(tier, '_', ' ')),
      holds: CASE WHEN size(coalesce(term.tiers, [])) = 0 THEN null
        WHEN any(t IN term.tiers WHERE t IN stands) THEN 'YES' ELSE 'NO' END},
    {clause: 'AMOUNT',
      states: CASE WHEN term.threshold = 0 THEN 'no floor' ELSE measure
        + CASE term.threshold_operator WHEN 'MORE_THAN' THEN ' above ' ELSE ' of at least ' END
        + '$' + toString(toInteger(term.threshold)) END + coalesce(', per ' + term.threshold_per, ''),
      given: null,
      holds: CASE WHEN term.threshold IS NULL THEN null
        WHEN term.threshold = 0 THEN 'YES'
        ELSE 'UNKNOWN' END,
      missing: measure},
    {clause: 'CONSTRUCTION', states: 'construction only', given: null,
      holds: CASE WHEN term.construction_only THEN 'UNKNOWN' END,
      missing: 'whether the award pays for construction'},
    {clause: 'INFRASTRUCTURE', states: 'infrastructure projects only', given: null,
      holds: CASE WHEN term.infrastructure_only THEN 'UNKNOWN' END,
      missing: 'whether the award pays for an infrastructure project'},
    {clause: 'ACTIVITY', states: substring(reduce(said = '', text IN [kind IN coalesce(term.activities, []) | toLower(replace(kind, '_', ' '))] | said + ', ' + text), 2),
      given: null,
      holds: CASE WHEN size(coalesce(term.activities, [])) = 0 THEN null
        ELSE 'UNKNOWN' END,
      missing: 'whether it is for one of these: ' + substring(reduce(said = '', text IN [kind IN coalesce(term.activities, []) | toLower(replace(kind, '_', ' '))] | said + ', ' + text), 2)}
    ] + [trigger IN coalesce(term.triggers, []) | {clause: 'TRIGGER', states: trigger,
      given: null, holds: 'UNKNOWN', missing: 'whether ' + trigger}
    ] AS stated
  RETURN [c IN stated WHERE c.holds IS NOT NULL
    | c {.*, missing: CASE WHEN c.holds = 'UNKNOWN' THEN c.missing END}] AS clauses
}
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
  CALL (term) {
  CALL (term) {
    MATCH (term)-[imposed:IMPOSED_BY]->(text:LegalText) WHERE imposed.retired_at IS NULL
    RETURN text
    UNION
    MATCH (term)-[requires:REQUIRES]->(:Obligation)-[arises:ARISES_FROM]->(text:LegalText)
    WHERE requires.retired_at IS NULL AND arises.retired_at IS NULL
    RETURN text
  }
  MATCH (text) (()-[part:PART_OF WHERE part.retired_at IS NULL]->()){0,8} (:LegalText)
    <-[change:WOULD_CHANGE]-(proposal:LegalText)
  WHERE (change.retired_at IS NULL AND coalesce(change.valid_from <= $as_of, true) AND coalesce($as_of < change.valid_to, true)) AND proposal.retired_at IS NULL AND change.planned_from <= $as_of
  WITH DISTINCT proposal, change.planned_from AS planned ORDER BY planned, proposal.id
  RETURN collect({clause: 'PROPOSAL', states: 'the text as it stood before ' + proposal.name,
    given: null, holds: 'UNKNOWN', missing: 'whether “' + proposal.name
      + '” was made final and took effect as planned on ' + toString(planned)}) AS proposals
}
WITH *, clauses + CASE WHEN term:Rule AND verdict.status = 'NOT_IN_FORCE'
    AND any(c IN clauses WHERE c.clause = 'DATE' AND c.holds = 'NO') THEN []
  ELSE [{clause: 'STATUS', states: 'in force', given: toLower(replace(verdict.status, '_', ' ')),
    holds: CASE WHEN verdict.status IN ['NOT_IN_FORCE', 'ENJOINED'] THEN 'NO'
      WHEN verdict.status = 'UNCERTAIN' THEN 'UNKNOWN' ELSE 'YES' END,
    missing: CASE WHEN verdict.status = 'UNCERTAIN' THEN coalesce(
      reduce(said = head(verdict.missing), fact IN tail(verdict.missing) | said + ' ' + fact),
      'whether it is in force') END}] END + proposals AS clauses
  WITH {term: term, applies: CASE WHEN any(c IN clauses WHERE c.holds = 'NO') THEN 'NO' WHEN any(c IN clauses WHERE c.holds = 'UNKNOWN') THEN 'UNKNOWN' ELSE 'YES' END, clauses: clauses,
    missing: [c IN clauses WHERE c.holds = 'UNKNOWN' AND CASE WHEN any(c IN clauses WHERE c.holds = 'NO') THEN 'NO' WHEN any(c IN clauses WHERE c.holds = 'UNKNOWN') THEN 'UNKNOWN' ELSE 'YES' END = 'UNKNOWN' | c.missing],
    side: coalesce(term.side, 'RECIPIENT'), attaches_by: coalesce(term.attaches_by, 'LISTED'),
    obligations: required, texts: sources, penalty: CASE WHEN coalesce(term.penalty, term.penalty_percent, term.sanctions) IS NOT NULL THEN {
    kinds: coalesce(term.sanctions, []), words: term.penalty, percent: term.penalty_percent,
    at_most: coalesce(term.penalty_at_most, false), at_least: coalesce(term.penalty_at_least, false),
    first_percent: term.penalty_first_percent, base: term.penalty_base, mandatory: term.penalty_mandatory,
    formula: term.penalty_formula, minimum: term.penalty_minimum, maximum: term.penalty_maximum,
    years: term.penalty_years, falls_due: term.penalty_trigger, limited_to: term.penalty_limit,
    process: term.penalty_process} END, status: verdict,
    confidence: term.confidence, sources: coalesce(term.source, [])} AS applied
  ORDER BY CASE applied.applies WHEN 'YES' THEN 1 WHEN 'UNKNOWN' THEN 2 ELSE 3 END,
    size([c IN applied.clauses WHERE c.holds = 'NO']), size(applied.missing), applied.term.id
  RETURN collect(applied) AS terms
}
CALL (on, texts, duties, terms) {
  UNWIND reduce(all = texts + duties + [on], t IN terms | all + [t.term] + t.texts) AS subject
  MATCH (claim:Claim)-[about:ABOUT|AGAINST]->(subject)
  WHERE (claim.retired_at IS NULL AND coalesce(claim.valid_from <= $as_of, true) AND coalesce($as_of < claim.valid_to, true)) AND about.retired_at IS NULL
    AND claim.stance IN ['REQUIRES', 'DOES_NOT_REQUIRE', 'READS_NARROWLY', 'READS_BROADLY']
  WITH claim, subject ORDER BY subject.id
  WITH claim, [x IN collect(DISTINCT subject) WHERE x:LegalText] AS about
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
  WITH * ORDER BY coalesce(court.rank, 0) DESC, coalesce(said_on, date('0001-01-01')) DESC, claim.id
  RETURN collect({claim: claim, stance: claim.stance, statement: claim.statement, said_by: said_by,
    stated_in: stated_in, about: about, court: court, valid_from: said_on, valid_to: claim.valid_to,
    confidence: claim.confidence, sources: coalesce(claim.source, [])}) AS claims
}
WITH *, CASE WHEN size(terms) > 0 THEN terms[0].applies
    WHEN any(c IN claims WHERE c.stance = 'DOES_NOT_REQUIRE')
      AND none(c IN claims WHERE c.stance = 'REQUIRES') THEN 'NO'
    ELSE 'UNKNOWN' END AS verdict
RETURN verdict, head(terms) AS deciding, CASE WHEN verdict <> 'UNKNOWN' THEN [] WHEN size(terms) > 0
    THEN terms[0].missing ELSE ['whether a rule requires it: none is loaded'] END AS missing,
  terms, claims, recipient, [kind IN kinds WHERE kind <> ''] AS forms
