"""What of a place's federal money hangs on which terms, and is it at risk?"""

from typing import Annotated, ClassVar

from queries.claims import CLAIMS, PolicyClaim
from queries.dependence import BINDING, DUTIES, FISCAL_YEAR, TERMS
from queries.groups import CLASSES, GROUPS, TOTALS, Exposed, Grouping, MoneyGroup
from queries.holding import expanded
from queries.money import MONEY, UNASSIGNED, MoneyItem
from queries.question import Answer, Dated
from queries.status import STATUS, Verdict
from schema.duties import ConditionKind, GrantTerm, Obligation
from schema.law import LegalText
from schema.money import GrantProgram
from schema.places import Jurisdiction
from schema.values import Count, FiscalYear, Flag, Money, Text


class ExposedTerm(Answer, frozen=True, kw_only=True):
    """A term that binds the place's money of a program."""

    term: Annotated[GrantTerm, "The condition or rule."]
    by_class: Annotated[Flag, "It names a class of programs, not this one."]
    fiscal_years: Annotated[tuple[FiscalYear, ...], "Fiscal years of the place's money that it binds."]
    verdict: Annotated[Verdict, "Its status for the place on the day."]
    claims: Annotated[
        tuple[PolicyClaim, ...], "Claims that the place does or does not break what it requires."
    ]


class YearExposure(Answer, frozen=True, kw_only=True):
    """The place's money of a program in one fiscal year."""

    fiscal_year: Annotated[FiscalYear, "Federal fiscal year."]
    exposure: Annotated[Exposed, "What hangs over it."]
    amount: Annotated[Money | None, "Sum of what is counted, in US dollars."]
    approximate: Annotated[Flag, "An amount in the sum is rounded, estimated or a bound."]
    count: Annotated[Count, "Records in the sum."]
    without_amount: Annotated[Count, "Records that should be in the sum and have no amount."]
    items: Annotated[tuple[MoneyItem, ...], "The records."]


class ProgramExposure(Answer, frozen=True, kw_only=True):
    """A place's money of one program, and the terms that bind it."""

    place: Annotated[Jurisdiction, "Whose money it is."]
    program: Annotated[GrantProgram, "The program."]
    exposure: Annotated[Exposed, "What hangs over it: the strongest of its years."]
    terms: Annotated[tuple[ExposedTerm, ...], "The terms that bind any of it, oldest first."]
    years: Annotated[tuple[YearExposure, ...], "By fiscal year."]


class ExposureTotal(Answer, frozen=True, kw_only=True):
    """All counted money of one class, each record once however many programs list it."""

    exposure: Annotated[Exposed, "The class."]
    exact: Annotated[Money, "Sum of exact amounts, in US dollars."]
    approximate: Annotated[Money, "Sum of rounded, estimated or bounding amounts, in US dollars."]
    count: Annotated[Count, "Records counted."]
    without_amount: Annotated[Count, "Records that have no amount."]


class PlaceExposure(Answer, frozen=True, kw_only=True):
    """A place's federal money known by the day, by program, and what hangs over it."""

    place: Annotated[Jurisdiction, "The place."]
    fiscal_year: Annotated[FiscalYear, "Federal fiscal year of the day."]
    programs: Annotated[tuple[ProgramExposure, ...], "By program, most exposed first."]
    totals: Annotated[tuple[ExposureTotal, ...], "Sums by class, most exposed first."]
    groups: Annotated[tuple[MoneyGroup, ...], "Sums by what `groupBy` asks for; empty unless it is given."]
    unassigned: Annotated[
        tuple[MoneyItem, ...], "Amounts published for the place without a program; in no sum."
    ]
    claims: Annotated[tuple[PolicyClaim, ...], "All claims about the place and its policies that hold."]


EXPOSURE = expanded(
    f"""
CALL (under) {{
  WITH under AS on
  {DUTIES}
  {TERMS}
  RETURN collect(DISTINCT term) AS wanted
}}
CALL (jurisdiction, under, wanted) {{
CALL (jurisdiction) {{
  MATCH (jurisdiction) (()-[twin:SAME_AS WHERE STANDS(twin)]-()){{0,2}} (at:Jurisdiction)
  RETURN at, jurisdiction AS home
  UNION
  WITH jurisdiction WHERE $include_subdivisions
  MATCH (jurisdiction) (()-[twin:SAME_AS WHERE STANDS(twin)]-()){{0,2}} (:Jurisdiction)
    (()<-[within:WITHIN WHERE HOLDS(within)]-()){{1,6}} (at:Jurisdiction)
  RETURN at, at AS home
}}

{MONEY}

{CLAIMS}

// Terms that bind the money, with their status for the place and the claims that bear on what they require.
CALL (home, listing, years, claims, wanted, under) {{
  {BINDING}
  WITH *, home AS place, listing AS program, null AS year
  {STATUS}
  WITH * WHERE verdict.status <> 'NOT_IN_FORCE'
  WITH * ORDER BY begins, term.id
  RETURN collect({{term: term, by_class: by_class, fiscal_years: fiscal_years, verdict: verdict,
    claims: [c IN claims WHERE any(x IN c.against WHERE x IN touched)]}}) AS terms
}}
WITH home, listing, terms, claims, [y IN years | y {{.*, level: reduce(level = 5, t IN
  [t IN terms WHERE y.fiscal_year IN t.fiscal_years] | CASE
    WHEN t.verdict.status IN ['IN_FORCE', 'UPHELD'] AND any(c IN t.claims WHERE c.stance = 'CONFLICTS') THEN 1
    WHEN t.verdict.status = 'UNCERTAIN' AND level > 2 THEN 2
    WHEN t.verdict.status IN ['IN_FORCE', 'UPHELD'] AND level > 3 THEN 3
    WHEN t.verdict.status = 'ENJOINED' AND level > 4 THEN 4
    ELSE level END)}}] AS years
WITH home, listing, terms, claims,
  [y IN years WHERE y.level < 5 OR (under IS NULL AND $kinds IS NULL)] AS years
WHERE size(years) > 0
WITH home, listing, terms, claims, years,
  reduce(level = 5, y IN years | CASE WHEN y.level < level THEN y.level ELSE level END) AS level,
  {CLASSES} AS classes
ORDER BY level, listing.number, home.name, home.id
RETURN collect({{years: years, row: {{
  place: home, program: listing, exposure: classes[level], terms: terms,
  years: [y IN years | {{
    fiscal_year: y.fiscal_year, exposure: classes[y.level],
    amount: reduce(total = null, i IN [i IN y.items WHERE i.counted AND i.amount IS NOT NULL] |
      coalesce(total, 0.0) + i.amount),
    approximate: any(i IN y.items WHERE i.counted AND i.approximate),
    count: size([i IN y.items WHERE i.counted]),
    without_amount: size([i IN y.items WHERE i.counted AND i.amount IS NULL]),
    items: [i IN y.items | {{record: i.record, fiscal_year: i.fiscal_year, amount: i.amount,
      approximate: i.approximate, basis: i.basis, shared: i.shared, counted: i.counted,
      confidence: i.record.confidence,
      sources: coalesce(i.record.source, [])}}]}}]}}}}) AS found
}}
{TOTALS}
{GROUPS}
WITH *, jurisdiction AS home
{CLAIMS}
{UNASSIGNED}
RETURN jurisdiction AS place, {FISCAL_YEAR} AS fiscal_year, [f IN found | f.row] AS programs,
  totals, groups, unassigned, claims"""
)
"""From `jurisdiction` and `under` to one row of PlaceExposure, with the parameters of Exposing."""


class Exposing(Dated, frozen=True, kw_only=True):
    """What questions about exposure may be asked."""

    fiscal_years: Annotated[
        tuple[FiscalYear, ...] | None, "Fiscal years of the money; all up to that of the day unless given."
    ] = None
    include_subdivisions: Annotated[Flag, "Also the money of places that lie in it, by place."] = False
    under: Annotated[
        Text | None,
        Obligation,
        LegalText,
        "Only terms that hang on this duty or text, and the money they bind.",
    ] = None
    kinds: Annotated[
        tuple[ConditionKind, ...] | None, "Only conditions of these forms, and the money they bind."
    ] = None
    group_by: Annotated[tuple[Grouping, ...] | None, "Sum the money also by these, together."] = None


class Exposure(Exposing, frozen=True, kw_only=True):
    """What of a place's federal money is at risk, protected or unconditioned on a day, under which terms."""

    answer = PlaceExposure
    many = False
    example: ClassVar = {
        "jurisdiction": "Chicago",
        "as_of": "2017-03-27",
        "under": "8 USC 1373",
        "kinds": ["CERTIFICATION", "VALIDATION"],
    }
    cypher = EXPOSURE

    jurisdiction: Annotated[Text, Jurisdiction, "The place."]
