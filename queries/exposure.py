"""What of a place's federal money hangs on which terms, and is it at risk?"""

from enum import StrEnum
from typing import Annotated, ClassVar

from queries.dependence import DUTIES, FISCAL_YEAR, TERMS
from queries.holding import expanded
from queries.question import Answer, Dated
from queries.status import STATUS, Verdict
from schema.claims import Claim, Stance
from schema.duties import GrantTerm, Obligation
from schema.law import LegalText
from schema.model import Node
from schema.money import GrantProgram
from schema.places import Jurisdiction
from schema.values import Confidence, Count, Day, FiscalYear, Flag, Money, Text


class Exposed(StrEnum):
    """What hangs over money: the strongest that applies, in this order."""

    AT_RISK = "AT_RISK"
    UNCERTAIN = "UNCERTAIN"
    CONDITIONED = "CONDITIONED"
    PROTECTED = "PROTECTED"
    UNCONDITIONED = "UNCONDITIONED"


class PolicyClaim(Answer, frozen=True, kw_only=True):
    """Someone's statement that the place or its policy does or does not break a duty."""

    claim: Annotated[Claim, "The claim."]
    stance: Annotated[Stance, "What it says."]
    statement: Annotated[Text, "In the words of its dataset."]
    about: Annotated[Node, "The place or the policy."]
    against: Annotated[tuple[Node, ...], "The texts or duties that it is measured against."]
    said_by: Annotated[tuple[Node, ...], "Who says so."]
    stated_in: Annotated[tuple[Node, ...], "Where it is written."]
    valid_from: Annotated[Day | None, "Day from which it was held."]
    valid_to: Annotated[Day | None, "Day from which it no longer was."]
    confidence: Annotated[Confidence | None, "How far it was checked."]


class ExposedTerm(Answer, frozen=True, kw_only=True):
    """A term that binds the place's money of a program."""

    term: Annotated[GrantTerm, "The condition or rule."]
    by_class: Annotated[Flag, "It names a class of programs, not this one."]
    fiscal_years: Annotated[tuple[FiscalYear, ...], "Fiscal years of the place's money that it binds."]
    verdict: Annotated[Verdict, "Its status for the place on the day."]
    claims: Annotated[tuple[PolicyClaim, ...], "Claims that the place does or does not break what it requires."]


class MoneyItem(Answer, frozen=True, kw_only=True):
    """An award of the place, or an amount published for it."""

    record: Annotated[Node, "The award or the allocation."]
    amount: Annotated[Money | None, "Amount in US dollars, or its lower bound."]
    approximate: Annotated[Flag, "It is rounded, estimated or a bound."]
    basis: Annotated[Text, "What it counts: an obligation, or the basis of a published amount."]
    shared: Annotated[Flag, "Other places share it."]
    counted: Annotated[Flag, "It is in the sums; others describe the same money or only a request."]
    confidence: Annotated[Confidence | None, "How far it was checked."]
    sources: Annotated[tuple[Text, ...], "Where it was seen."]


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
    claims: Annotated[tuple[PolicyClaim, ...], "All claims about the place and its policies that hold."]


CLASSES = "['', " + ", ".join(f"'{each}'" for each in Exposed) + "]"
CLAIMS = """
// Claims about the place and its policies.
CALL (home) {
  MATCH (home) (()-[twin:SAME_AS WHERE STANDS(twin)]-()){0,2} (self:Jurisdiction)
  CALL (self) {
    RETURN self AS subject
    UNION
    MATCH (self)<-[adopted:ADOPTED_BY]-(policy:Policy)
      (()<-[part:PART_OF WHERE STANDS(part)]-()){0,4} (subject:Node)
    WHERE HOLDS(policy) AND STANDS(adopted)
    RETURN subject
  }
  MATCH (claim:Claim)-[about:ABOUT]->(subject)
  WHERE HOLDS(claim) AND STANDS(about) AND claim.stance IN ['CONFLICTS', 'DOES_NOT_CONFLICT']
  WITH claim, subject ORDER BY subject.id
  WITH claim, head(collect(subject)) AS subject
  RETURN collect({claim: claim, stance: claim.stance, statement: claim.statement, about: subject,
    against: COLLECT { MATCH (claim)-[to:AGAINST]->(x:Node) WHERE STANDS(to) RETURN DISTINCT x ORDER BY x.id },
    said_by: COLLECT { MATCH (claim)-[to:MADE_BY]->(x:Node) WHERE STANDS(to) RETURN DISTINCT x ORDER BY x.id },
    stated_in: COLLECT { MATCH (claim)-[to:STATED_IN]->(x:Node) WHERE STANDS(to) RETURN DISTINCT x ORDER BY x.id },
    valid_from: claim.valid_from, valid_to: claim.valid_to, confidence: claim.confidence}) AS claims
}"""


class Exposure(Dated, frozen=True, kw_only=True):
    """What of a place's federal money is at risk, protected or unconditioned on a day, under which terms."""

    answer = PlaceExposure
    many = False
    example: ClassVar = {"jurisdiction": "Chicago, IL", "as_of": "2017-03-27", "under": "8 USC 1373"}
    cypher = expanded(
        f"""
CALL (jurisdiction, under) {{
CALL (under) {{
  WITH under AS on
  {DUTIES}
  {TERMS}
  RETURN collect(DISTINCT term) AS wanted
}}
CALL (jurisdiction) {{
  MATCH (jurisdiction) (()-[twin:SAME_AS WHERE STANDS(twin)]-()){{0,2}} (at:Jurisdiction)
  RETURN at, jurisdiction AS home
  UNION
  WITH jurisdiction WHERE $include_subdivisions
  MATCH (jurisdiction) (()-[twin:SAME_AS WHERE STANDS(twin)]-()){{0,2}} (:Jurisdiction)
    (()<-[within:WITHIN WHERE HOLDS(within)]-()){{1,6}} (at:Jurisdiction)
  RETURN at, at AS home
}}

// Money: awards of recipients that act for the place, and amounts published for it.
CALL (at) {{
  MATCH (at)<-[gives:ALLOCATED_TO]-(record:Allocation)-[under_program:ALLOCATED_UNDER]->(listing:GrantProgram)
  WHERE HOLDS(record) AND STANDS(gives) AND STANDS(under_program)
  RETURN record, listing, record.fiscal_year AS fiscal_year, record.amount AS amount, record.basis AS basis,
    coalesce(record.approximate, false) OR record.qualifier IS NOT NULL
      OR record.amount_at_most IS NOT NULL AS approximate,
    COUNT {{ (record)-[:ALLOCATED_TO]->() }} > 1 AS shared,
    CASE record.basis WHEN 'AWARDED' THEN 1 WHEN 'ALLOCATED' THEN 2 WHEN 'AT_STAKE' THEN 3 WHEN 'STATED' THEN 4
      ELSE 9 END AS rank
  UNION
  MATCH (at)<-[acts:ACTS_FOR]-(recipient:Recipient)<-[holds:AWARDED_TO]-(record:Award)
    -[made:MADE_UNDER]->(listing:GrantProgram)
  WHERE STANDS(acts) AND STANDS(holds) AND STANDS(made) AND HOLDS(record)
    AND coalesce(record.obligated_on <= $as_of, true)
  RETURN record, listing, coalesce(record.fiscal_year, record.obligated_on.year
      + CASE WHEN record.obligated_on.month >= 10 THEN 1 ELSE 0 END) AS fiscal_year,
    record.obligated_amount AS amount, 'OBLIGATED' AS basis, false AS approximate,
    COUNT {{ (record)-[:AWARDED_TO]->() }} > 1 AS shared, 0 AS rank
}}
WITH wanted, home, record, listing, fiscal_year, amount, basis, approximate, shared, rank
WHERE fiscal_year IN $fiscal_years OR ($fiscal_years IS NULL AND fiscal_year <= {FISCAL_YEAR})
WITH DISTINCT wanted, home, record, listing, fiscal_year, amount, basis, approximate, shared, rank
WITH wanted, collect({{home: home, record: record, listing: listing, fiscal_year: fiscal_year, amount: amount,
  basis: basis, approximate: approximate, shared: shared, rank: rank}}) AS money
WITH wanted, money, [m IN money WHERE m.rank = 0 AND m.record.award_number IS NOT NULL | m.record.award_number]
  AS numbers
UNWIND money AS item
// One sum of money told twice counts once: an award before its allocation, one basis of allocation before
// the next, and the parts before a total that includes them.
WITH wanted, item {{.*, rank: CASE
  WHEN item.rank > 0 AND item.record.award_number IN numbers THEN 8
  WHEN $include_subdivisions AND item.record.includes_localities AND any(m IN money WHERE m.listing = item.listing
    AND m.fiscal_year = item.fiscal_year AND NOT coalesce(m.record.includes_localities, false)) THEN 7
  ELSE item.rank END}} AS item
ORDER BY item.rank, item.record.id
WITH wanted, item.home AS home, item.listing AS listing, item.fiscal_year AS fiscal_year,
  min(item.rank) AS best, collect(item) AS items
WITH wanted, home, listing, fiscal_year,
  [item IN items | item {{.*, counted: item.rank = best AND best < 7}}] AS items
ORDER BY fiscal_year
WITH wanted, home, listing, collect({{fiscal_year: fiscal_year, items: items}}) AS years

{CLAIMS}

// Terms that bind the money, with their status for the place and the claims that bear on what they require.
CALL (home, listing, years, claims, wanted, under) {{
  CALL (listing) {{
    MATCH (term:GrantTerm)-[bound:ATTACHES_TO]->(listing) WHERE STANDS(term) AND HOLDS(bound)
    RETURN term, bound, false AS by_class
    UNION
    MATCH (listing)-[runs:ADMINISTERED_BY]->(:Agency) (()-[part:OFFICE_OF WHERE HOLDS(part)]->()){{0,6}} (:Agency)
      (()-[twin:SAME_AS WHERE STANDS(twin)]-()){{0,2}} (:Agency)<-[bound:COVERS]-(term:GrantTerm)
    WHERE HOLDS(runs) AND HOLDS(bound) AND STANDS(term)
    RETURN DISTINCT term, bound, true AS by_class
  }}
  WITH home, listing, years, claims, term, bound, by_class
  WHERE (under IS NULL OR term IN wanted)
    AND (NOT EXISTS {{ (term)-[bind:BINDS]->() WHERE STANDS(bind) }} OR EXISTS {{
      MATCH (term)-[bind:BINDS]->(only:Jurisdiction) (()-[twin:SAME_AS WHERE STANDS(twin)]-()){{0,2}} (same)
      WHERE HOLDS(bind) AND same = home }})
  WITH home, listing, claims, term, min(toInteger(by_class)) = 1 AS by_class,
    collect(bound) AS bounds, years, coalesce(term.valid_from, term.announced_on) AS begins
  WITH home, listing, claims, term, by_class, begins, [y IN years WHERE any(bound IN bounds WHERE CASE
      WHEN bound.from_fiscal_year IS NULL AND bound.to_fiscal_year IS NULL
      THEN coalesce(begins < date({{year: y.fiscal_year, month: 10, day: 1}}), true)
        AND coalesce(term.valid_to > date({{year: y.fiscal_year - 1, month: 10, day: 1}}), true)
      ELSE coalesce(bound.from_fiscal_year <= y.fiscal_year, true)
        AND coalesce(y.fiscal_year <= bound.to_fiscal_year, true) END) | y.fiscal_year] AS fiscal_years
  WHERE size(fiscal_years) > 0
  CALL (term) {{
    OPTIONAL MATCH (term)-[requires:REQUIRES]->(duty:Obligation) WHERE HOLDS(requires)
    OPTIONAL MATCH (duty)-[arises:ARISES_FROM]->(text:LegalText) WHERE HOLDS(arises)
    OPTIONAL MATCH (text) (()-[part:PART_OF WHERE STANDS(part)]-()){{1,4}} (kin:LegalText)
      WHERE kin.section = text.section
    RETURN [term] + collect(DISTINCT duty) + collect(DISTINCT text) + collect(DISTINCT kin) AS touched
  }}
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
    ELSE level END)}}] AS years, under
WITH home, listing, terms, claims, [y IN years WHERE under IS NULL OR y.level < 5] AS years
WHERE size(years) > 0
WITH home, listing, terms, claims, years, reduce(level = 5, y IN years | CASE WHEN y.level < level THEN y.level
  ELSE level END) AS level, {CLASSES} AS classes
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
    items: [i IN y.items | {{record: i.record, amount: i.amount, approximate: i.approximate, basis: i.basis,
      shared: i.shared, counted: i.counted, confidence: i.record.confidence,
      sources: coalesce(i.record.source, [])}}]}}]}}}}) AS found
}}
CALL (found) {{
  UNWIND found AS f
  UNWIND f.years AS y
  UNWIND y.items AS i
  WITH y, i WHERE i.counted
  WITH i.record AS record, i.amount AS amount, i.approximate AS approximate, min(y.level) AS level
  WITH level, sum(CASE WHEN approximate THEN 0.0 ELSE coalesce(amount, 0.0) END) AS exact,
    sum(CASE WHEN approximate THEN coalesce(amount, 0.0) ELSE 0.0 END) AS rounded,
    count(record) AS counted, sum(CASE WHEN amount IS NULL THEN 1 ELSE 0 END) AS without_amount
  ORDER BY level
  RETURN collect({{exposure: {CLASSES}[level], exact: exact, approximate: rounded, count: counted,
    without_amount: without_amount}}) AS totals
}}
WITH *, jurisdiction AS home
{CLAIMS}
RETURN jurisdiction AS place, {FISCAL_YEAR} AS fiscal_year, [f IN found | f.row] AS programs, totals, claims"""
    )

    jurisdiction: Annotated[Text, Jurisdiction, "The place."]
    fiscal_years: Annotated[
        tuple[FiscalYear, ...] | None, "Fiscal years of the money; all up to that of the day unless given."
    ] = None
    include_subdivisions: Annotated[Flag, "Also the money of places that lie in it, by place."] = False
    under: Annotated[
        Text | None, Obligation, LegalText, "Only terms that hang on this duty or text, and the money they bind."
    ] = None
