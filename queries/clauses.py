"""The clauses of a term, each held against what is known of an award.

`CLAUSES` needs `term`, `program` and `place` (null where not given) and what `queries.award.FACTS` binds. It
binds `clauses`, maps with the fields of `queries.applicability.Clause`: only those that the term has.
"""

from queries.holding import expanded
from queries.kinds import (
    ASSISTANCE_IS,
    ASSISTANCE_MAY_BE,
    RECIPIENT_IS,
    RECIPIENT_MAY_BE,
    admits,
    joined,
    listed,
    plain,
    words,
)


def _flag(given: str) -> str:
    return f"CASE {given} WHEN true THEN 'YES' WHEN false THEN 'NO' ELSE 'UNKNOWN' END"


def _said(given: str) -> str:
    return f"CASE {given} WHEN true THEN 'yes' WHEN false THEN 'no' END"


_PROGRAMS = joined(
    f"""[said IN [
        CASE WHEN size(numbers) > 0 THEN 'programs ' + {joined("numbers")} END,
        CASE WHEN size(agencies) > 0 THEN 'programs of ' + {joined("agencies")} END,
        CASE WHEN size(term.program_prefixes) > 0
          THEN 'programs numbered from ' + {joined("term.program_prefixes")} END,
        term.also_covers,
        CASE term.attaches_by WHEN 'PROGRAM_STATUTE' THEN 'where the statute of the program says so'
          WHEN 'ACTIVITY' THEN 'where the money is used so' END,
        CASE WHEN NOT limited THEN 'every program' END,
        CASE WHEN size(exempt) > 0 THEN 'not ' + {joined("exempt")} END
        ] WHERE said IS NOT NULL]""",
    "; ",
)
_MONEY = "'$' + toString(toInteger({0}))"
_YEARS = (
    "CASE WHEN b.from_fiscal_year = b.to_fiscal_year THEN toString(b.from_fiscal_year)"
    " ELSE coalesce('from ' + b.from_fiscal_year, '') + coalesce(' to ' + b.to_fiscal_year, '') END"
)

CLAUSES = expanded(
    f"""
CALL (term, program, place, recipient, kinds, year) {{
  CALL (term, program) {{
    // All that it names, in one walk: the programs, agencies and places it binds, and what it leaves out.
    OPTIONAL MATCH (term)-[bound:ATTACHES_TO|COVERS|EXEMPTS|BINDS]->(named:Node) WHERE STANDS(bound)
    WITH program, bound, named, type(bound) AS how, HOLDS(bound) AS binding
    WITH bound, named, how, binding, binding AND CASE how
        WHEN 'ATTACHES_TO' THEN coalesce(named = program, false)
        WHEN 'COVERS' THEN program IS NOT NULL AND EXISTS {{
          MATCH (named) (()-[twin:SAME_AS WHERE STANDS(twin)]-()){{0,2}} (:Agency)
            (()<-[part:OFFICE_OF WHERE HOLDS(part)]-()){{0,6}} (:Agency)<-[runs:ADMINISTERED_BY]-(program)
          WHERE HOLDS(runs) }}
        ELSE false END AS reaches,
      CASE how WHEN 'BINDS' THEN named.id WHEN 'COVERS' THEN named.name ELSE named.number END AS called
    ORDER BY called, bound.from_fiscal_year
    RETURN collect(CASE WHEN reaches THEN bound END) AS reaching,
      collect(DISTINCT CASE how WHEN 'ATTACHES_TO' THEN called END) AS numbers,
      collect(DISTINCT CASE how WHEN 'COVERS' THEN called END) AS agencies,
      collect(DISTINCT CASE WHEN how = 'EXEMPTS' AND binding THEN called END) AS exempt,
      collect(DISTINCT CASE WHEN how = 'BINDS' AND binding THEN named END) AS places
  }}
  WITH term, program, place, recipient, kinds, year, numbers, agencies, exempt, places,
    CASE WHEN size(reaching) < 2 THEN reaching ELSE COLLECT {{
      UNWIND reaching AS bound RETURN bound ORDER BY bound.from_fiscal_year }} END AS bounds,
    [prefix IN coalesce(term.program_prefixes, []) WHERE program.number STARTS WITH prefix] AS prefixes,
    {{types: coalesce(term.recipient_types, []), perhaps: coalesce(term.conditional_recipient_types, []),
      excluded: coalesce(term.excluded_recipient_types, [])}} AS recipients,
    {{types: coalesce(term.assistance_types, []), perhaps: coalesce(term.conditional_assistance_types, []),
      excluded: coalesce(term.excluded_assistance_types, [])}} AS forms,
    coalesce($tier, 'RECIPIENT') AS tier, CASE coalesce($tier, 'RECIPIENT')
      WHEN 'RECIPIENT' THEN ['RECIPIENT', 'APPLICANT', 'PASSTHROUGH_ENTITY'] ELSE [$tier] END AS stands,
    CASE WHEN term.threshold IS NULL THEN null WHEN coalesce(term.threshold_measure, 'AWARD') = 'AWARD'
      THEN $amount ELSE $measured END AS measured,
    {{AWARD: 'the amount of the award',
      FEDERAL_AWARDS_EXPENDED: 'what the recipient spends of federal awards in its fiscal year',
      SUBAWARD: 'the amount of a subaward', CONTRACT: 'the amount of a contract',
      ITEM: 'the price of an item, or what was spent on it in the fiscal year before',
      SERVICES_ABROAD: 'the value of the services performed outside the United States'
    }}[coalesce(term.threshold_measure, 'AWARD')] AS measure,
    coalesce($activities, []) + CASE
      WHEN recipient IN ['STATE_EDUCATIONAL_AGENCY', 'LOCAL_EDUCATIONAL_AGENCY', 'SCHOOL',
        'PUBLIC_SECONDARY_SCHOOL', 'INSTITUTION_OF_HIGHER_EDUCATION'] THEN ['EDUCATION_PROGRAM']
      WHEN recipient = 'HOSPITAL' THEN ['HEALTH_PROGRAM'] ELSE [] END AS doings
  WITH *,
    [b IN bounds WHERE coalesce(b.from_fiscal_year <= year, true) AND coalesce(year <= b.to_fiscal_year, true)
    ] AS timely,
    size(numbers) + size(agencies) + size(coalesce(term.program_prefixes, [])) > 0
      OR coalesce(term.attaches_by, 'CLASS') <> 'CLASS' AS limited,
    {{is: coalesce({RECIPIENT_IS}[recipient], [recipient]), surely: true,
      may_be: coalesce({RECIPIENT_MAY_BE}[recipient], [])}} AS body,
    [k IN kinds | {{is: coalesce({ASSISTANCE_IS}[k], [k]), surely: NOT k IN ['', 'SERVICE'],
      may_be: coalesce({ASSISTANCE_MAY_BE}[k], CASE WHEN k = '' THEN forms.types ELSE [] END)}}] AS helps
  WITH *, [help IN helps | {admits("forms", "help")}] AS admitted, CASE
    WHEN size(recipients.types) + size(recipients.perhaps) + size(recipients.excluded) = 0 THEN null
    WHEN recipient IS NULL THEN 'UNKNOWN'
    // Whichever of the two a law counts it as.
    WHEN recipient = 'DISTRICT_OF_COLUMBIA' AND 'STATE' IN recipients.types
      AND 'LOCAL_GOVERNMENT' IN recipients.types AND NOT recipient IN recipients.excluded THEN 'YES'
    ELSE {admits("recipients", "body")} END AS received
  WITH *, [
    {{clause: 'PROGRAM',
      states: {_PROGRAMS},
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
        ELSE 'whether the statute of ' + program.number + ' says so' END}},
    {{clause: 'FISCAL_YEAR',
      states: 'awards of fiscal years ' + {joined("[b IN bounds | " + _YEARS + "]")},
      given: 'fiscal year ' + year, holds: CASE
        WHEN size(prefixes) > 0
          OR all(b IN bounds WHERE b.from_fiscal_year IS NULL AND b.to_fiscal_year IS NULL) THEN null
        WHEN size(timely) > 0 THEN 'YES' ELSE 'NO' END}},
    {{clause: 'DATE',
      states: 'from ' + coalesce(toString(term.valid_from), 'the beginning')
        + coalesce(' until before ' + toString(term.valid_to), '')
        + coalesce(': ' + term.dates_as_stated, ''),
      given: toString($as_of) + coalesce(' as ' + {{AWARD_DATE: 'the day of the award',
        OBLIGATION_DATE: 'the day on which the money is obligated',
        OBLIGATION_OR_EXPENDITURE_DATE: 'the day on which the money is obligated or spent',
        FEDERAL_FISCAL_YEAR: 'a day of fiscal year ' + year,
        FISCAL_YEAR_BEGIN: "the first day of the recipient's fiscal year"}}[term.date_basis], ''),
      holds: CASE WHEN NOT term:Rule OR coalesce(term.valid_from, term.valid_to) IS NULL THEN null
        WHEN term.date_basis = 'FEDERAL_FISCAL_YEAR'
          THEN CASE WHEN coalesce(term.valid_from < date({{year: year, month: 10, day: 1}}), true)
            AND coalesce(term.valid_to > date({{year: year - 1, month: 10, day: 1}}), true)
            THEN 'YES' ELSE 'NO' END
        WHEN coalesce(term.valid_from <= $as_of, true) AND coalesce($as_of < term.valid_to, true)
        THEN 'YES' ELSE 'NO' END}},
    {{clause: 'ASSISTANCE', states: {listed("forms", "all federal financial assistance")},
      given: CASE WHEN size(kinds) > 0 THEN {words("kinds")} END,
      holds: CASE WHEN size(forms.types) + size(forms.perhaps) + size(forms.excluded) = 0
          AND (size(helps) = 0 OR size(bounds) > 0
            OR any(help IN helps WHERE help.surely)) THEN null
        WHEN size(kinds) = 0 THEN 'UNKNOWN'
        WHEN all(x IN admitted WHERE x = 'YES') THEN 'YES'
        WHEN all(x IN admitted WHERE x = 'NO') THEN 'NO' ELSE 'UNKNOWN' END,
      missing: CASE WHEN size(kinds) = 0 THEN 'what form of assistance it is'
        WHEN size(kinds) > 1 THEN 'which form the award has: ' + {words("kinds")}
        WHEN size(forms.types) = 0 THEN 'whether that is federal financial assistance'
        WHEN any(k IN helps[0].is WHERE k IN forms.perhaps)
        THEN 'whether the agency applies it to a ' + {plain("kinds[0]")}
        ELSE 'whether the award counts as one of these: ' + {words("forms.types")} END}},
    {{clause: 'RECIPIENT', states: {listed("recipients", "any recipient")},
      given: {plain("recipient")}, holds: received,
      missing: CASE WHEN recipient IS NULL THEN 'what kind of recipient it is'
        WHEN any(k IN body.is WHERE k IN recipients.perhaps)
        THEN 'whether the agency applies it to a ' + {plain("recipient")}
        ELSE 'whether a ' + {plain("recipient")} + ' counts as one of these: '
          + {words("recipients.types + recipients.perhaps")} END}},
    {{clause: 'PLACE', states: {joined("[only IN places | only.name]")},
      given: place.name, holds: CASE WHEN size(places) = 0 THEN null WHEN place IS NULL THEN 'UNKNOWN'
        WHEN place IN places OR EXISTS {{
          MATCH (place) (()-[twin:SAME_AS WHERE STANDS(twin)]-()){{1,2}} (same:Jurisdiction)
          WHERE same IN places }} THEN 'YES' ELSE 'NO' END,
      missing: 'which place receives it'}},
    {{clause: 'TIER', states: {words("coalesce(term.tiers, [])")}, given: {plain("tier")},
      holds: CASE WHEN size(coalesce(term.tiers, [])) = 0 THEN null
        WHEN any(t IN term.tiers WHERE t IN stands) THEN 'YES' ELSE 'NO' END}},
    {{clause: 'AMOUNT',
      states: CASE WHEN term.threshold = 0 THEN 'no floor' ELSE measure
        + CASE term.threshold_operator WHEN 'MORE_THAN' THEN ' above ' ELSE ' of at least ' END
        + {_MONEY.format("term.threshold")} END + coalesce(', per ' + term.threshold_per, ''),
      given: {_MONEY.format("coalesce(measured, $amount)")}
        + CASE WHEN measured IS NULL THEN ' as the amount of the award' ELSE '' END,
      holds: CASE WHEN term.threshold IS NULL THEN null
        WHEN term.threshold = 0 OR measured > term.threshold THEN 'YES'
        WHEN measured = term.threshold AND term.threshold_operator = 'AT_LEAST' THEN 'YES'
        WHEN measured IS NOT NULL THEN 'NO'
        // No part of an award exceeds it.
        WHEN term.threshold_measure IN ['SUBAWARD', 'SERVICES_ABROAD'] AND $amount < term.threshold THEN 'NO'
        ELSE 'UNKNOWN' END,
      missing: measure}},
    {{clause: 'CONSTRUCTION', states: 'construction only', given: {_said("$construction")},
      holds: CASE WHEN term.construction_only THEN {_flag("$construction")} END,
      missing: 'whether the award pays for construction'}},
    {{clause: 'INFRASTRUCTURE', states: 'infrastructure projects only', given: {_said("$infrastructure")},
      holds: CASE WHEN term.infrastructure_only THEN {_flag("$infrastructure")} END,
      missing: 'whether the award pays for an infrastructure project'}},
    {{clause: 'ACTIVITY', states: {words("coalesce(term.activities, [])")},
      given: CASE WHEN size(doings) > 0 THEN {words("doings")} WHEN $activities IS NOT NULL THEN 'none' END,
      holds: CASE WHEN size(coalesce(term.activities, [])) = 0 THEN null
        WHEN any(x IN doings WHERE x IN term.activities) THEN 'YES'
        WHEN $activities IS NOT NULL THEN 'NO' ELSE 'UNKNOWN' END,
      missing: 'whether it is for one of these: ' + {words("coalesce(term.activities, [])")}}}
    ] + [trigger IN coalesce(term.triggers, []) | {{clause: 'TRIGGER', states: trigger,
      given: {_said("$circumstances")}, holds: {_flag("$circumstances")}, missing: 'whether ' + trigger}}
    ] AS stated
  RETURN [c IN stated WHERE c.holds IS NOT NULL
    | c {{.*, missing: CASE WHEN c.holds = 'UNKNOWN' THEN c.missing END}}] AS clauses
}}"""
)
