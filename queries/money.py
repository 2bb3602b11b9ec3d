"""The federal money of a place that was known on the day: what was awarded, and what was published for it.

`MONEY` needs rows of `at` and `home`, a Jurisdiction and the one it is shown as, and the parameters
`$fiscal_years` and `$include_subdivisions`. It binds, for each `home` and `listing` (a GrantProgram),
`years`: maps of fiscal_year and items, with the fields of MoneyItem. Money that is told twice is counted
once: an award before its allocation, one basis before the next, of several amounts on one basis the exact
and unshared one (unless each names its award), and the parts before a total that includes them.
`UNASSIGNED` needs `jurisdiction` and binds `unassigned`, its amounts that no program is named for.
"""

from typing import Annotated

from queries.dependence import FISCAL_YEAR
from queries.holding import expanded
from queries.question import Answer
from schema.model import Node
from schema.values import Confidence, FiscalYear, Flag, Money, Text


class MoneyItem(Answer, frozen=True, kw_only=True):
    """An award of the place, or an amount published for it."""

    record: Annotated[Node, "The award or the allocation."]
    fiscal_year: Annotated[FiscalYear, "Federal fiscal year."]
    amount: Annotated[Money | None, "Amount in US dollars, or its lower bound."]
    approximate: Annotated[Flag, "It is rounded, estimated or a bound."]
    basis: Annotated[Text, "What it counts: an obligation, or the basis of a published amount."]
    shared: Annotated[Flag, "Other places share it."]
    counted: Annotated[Flag, "It is in the sums; others describe the same money or only a request."]
    confidence: Annotated[Confidence | None, "How far it was checked."]
    sources: Annotated[tuple[Text, ...], "Where it was seen."]


MONEY = expanded(
    f"""
// Money: awards of recipients that act for the place, and amounts published for it.
CALL (at) {{
  MATCH (at)<-[gives:ALLOCATED_TO]-(record:Allocation)-[under_program:ALLOCATED_UNDER]->(listing:GrantProgram)
  WHERE HOLDS(record) AND STANDS(gives) AND STANDS(under_program)
  RETURN record, listing, record.fiscal_year AS fiscal_year, record.amount AS amount, record.basis AS basis,
    coalesce(record.approximate, false) OR record.qualifier IS NOT NULL
      OR record.amount_at_most IS NOT NULL AS approximate,
    COUNT {{ (record)-[:ALLOCATED_TO]->() }} > 1 AS shared,
    CASE record.basis WHEN 'AWARDED' THEN 1 WHEN 'ALLOCATED' THEN 2 WHEN 'AT_STAKE' THEN 3
      WHEN 'STATED' THEN 4 ELSE 9 END AS rank
  UNION
  MATCH (at)<-[acts:ACTS_FOR]-(recipient:Recipient)<-[holds:AWARDED_TO]-(record:Award)
    -[made:MADE_UNDER]->(listing:GrantProgram)
  WHERE STANDS(acts) AND STANDS(holds) AND STANDS(made) AND HOLDS(record)
    AND coalesce(record.obligated_on <= $as_of, true)
  RETURN record, listing, coalesce(record.fiscal_year, record.obligated_on.year
      + CASE WHEN record.obligated_on.month >= 10 THEN 1 ELSE 0 END) AS fiscal_year,
    record.obligated_amount AS amount, 'OBLIGATED' AS basis, false AS approximate,
    EXISTS {{
      MATCH (record)-[also:AWARDED_TO]->(:Recipient)-[for_other:ACTS_FOR]->(other:Jurisdiction)
      WHERE STANDS(also) AND STANDS(for_other) AND other <> at
        AND NOT EXISTS {{ (other)-[twin:SAME_AS]-(at) WHERE STANDS(twin) }}
    }} AS shared, 0 AS rank
}}
WITH home, record, listing, fiscal_year, amount, basis, approximate, shared, rank
WHERE fiscal_year IN $fiscal_years OR ($fiscal_years IS NULL AND fiscal_year <= {FISCAL_YEAR})
WITH DISTINCT home, record, listing, fiscal_year, amount, basis, approximate, shared, rank
WITH collect({{home: home, record: record, listing: listing, fiscal_year: fiscal_year, amount: amount,
  basis: basis, approximate: approximate, shared: shared, rank: rank}}) AS money
WITH money, [m IN money WHERE m.rank = 0 AND m.record.award_number IS NOT NULL
  | m.record.award_number] AS numbers
UNWIND money AS item
// One sum of money told twice counts once.
WITH item {{.*, rank: CASE
  WHEN item.rank > 0 AND item.record.award_number IN numbers THEN 8
  WHEN $include_subdivisions AND item.record.includes_localities AND any(m IN money
    WHERE m.listing = item.listing AND m.fiscal_year = item.fiscal_year
      AND NOT coalesce(m.record.includes_localities, false)) THEN 7
  ELSE item.rank END}} AS item
ORDER BY item.rank, item.approximate, item.shared, coalesce(item.record.includes_localities, false),
  coalesce(item.record.valid_from, date('0001-01-01')) DESC, item.record.id
WITH item.home AS home, item.listing AS listing, item.fiscal_year AS fiscal_year,
  min(item.rank) AS best, collect(item) AS items
WITH home, listing, fiscal_year,
  [item IN items | item {{.*, counted: item.rank = best AND best < 7 AND (best = 0
    OR item.record.award_number IS NOT NULL OR item.record = items[0].record)}}] AS items
ORDER BY fiscal_year
WITH home, listing, collect({{fiscal_year: fiscal_year, items: items}}) AS years
"""
)

UNASSIGNED = expanded(
    f"""
CALL (jurisdiction) {{
  MATCH (jurisdiction) (()-[twin:SAME_AS WHERE STANDS(twin)]-()){{0,2}} (:Jurisdiction)
    <-[gives:ALLOCATED_TO]-(record:Allocation)
  WHERE HOLDS(record) AND STANDS(gives) AND NOT EXISTS {{ (record)-[:ALLOCATED_UNDER]->() }}
    AND (record.fiscal_year IN $fiscal_years
      OR ($fiscal_years IS NULL AND record.fiscal_year <= {FISCAL_YEAR}))
  WITH DISTINCT record ORDER BY record.fiscal_year, record.id
  RETURN collect({{record: record, fiscal_year: record.fiscal_year, amount: record.amount,
    basis: record.basis, approximate: coalesce(record.approximate, false) OR record.qualifier IS NOT NULL
      OR record.amount_at_most IS NOT NULL,
    shared: COUNT {{ (record)-[:ALLOCATED_TO]->() }} > 1, counted: false, confidence: record.confidence,
    sources: coalesce(record.source, [])}}) AS unassigned
}}
"""
)
