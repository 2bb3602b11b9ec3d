"""From a text or a duty to the terms that make money depend on it, and from a term to the money it names.

`DUTIES` needs `on` (an Obligation or a LegalText) and binds `texts`, the text with its parts and its other
places in the code, and `duties`, what arises from them. `TERMS` needs both and binds, for each term that
requires one of the duties or is imposed by one of the texts, `term`, `required` and `sources`. `BOUND` needs
`term` and binds what it is attached to: `attached`, a program, or `agency` when it binds by class.
`ADMINISTERED` needs `agency` and binds `covered`, each program that it or an office of it runs. `BINDING`
needs money (`home`, `listing`, `years`), `claims`, `under`, the terms `wanted` under it and `$kinds`, and
binds each `term` that binds some of the money, with `by_class`, `begins`, `fiscal_years` and what it has
`touched`.
"""

from queries.holding import expanded
from queries.kinds import binds_place


def run_by(word: str) -> str:
    """The way from a program by the office that `runs` it up to the agencies over that, twins included.

    `word` says of the links of the hierarchy that they HOLDS on the day, or STANDS whatever the day.
    """
    return (
        "-[runs:ADMINISTERED_BY]->(:Agency)"
        f" (()-[part:OFFICE_OF WHERE {word}(part)]->()){{0,6}} (:Agency)"
        " (()-[twin:SAME_AS WHERE STANDS(twin)]-()){0,2}"
    )


DUTIES = expanded(
    """
CALL (on) {
  MATCH (on) (()<-[part:PART_OF WHERE STANDS(part)]-()){0,8} (:Node)
    (()-[moved:TRANSFERRED_TO WHERE STANDS(moved)]-()){0,1} (:Node)
    (()<-[piece:PART_OF WHERE STANDS(piece)]-()){0,8} (text:Node)
  RETURN collect(DISTINCT text) AS texts
}
CALL (on, texts) {
  UNWIND texts AS text
  OPTIONAL MATCH (duty:Obligation)-[arises:ARISES_FROM]->(text) WHERE HOLDS(duty) AND HOLDS(arises)
  WITH [on] + collect(DISTINCT duty) AS found
  RETURN [duty IN found WHERE duty:Obligation] AS duties
}"""
)

TERMS = expanded(
    """
CALL (texts, duties) {
  CALL (texts, duties) {
    UNWIND duties AS duty
    MATCH (term:GrantTerm)-[requires:REQUIRES]->(duty) WHERE STANDS(term) AND HOLDS(requires)
    RETURN term, duty, null AS source
    UNION
    UNWIND texts AS source
    MATCH (term:GrantTerm)-[imposed:IMPOSED_BY]->(source) WHERE STANDS(term) AND HOLDS(imposed)
    RETURN term, null AS duty, source
  }
  WITH term, duty, source ORDER BY duty.id, source.id
  WITH term, collect(DISTINCT duty) AS required, collect(DISTINCT source) AS imposing
  CALL (required) {
    UNWIND required AS duty
    MATCH (duty)-[arises:ARISES_FROM]->(text:LegalText) WHERE HOLDS(arises)
    WITH DISTINCT text ORDER BY text.id
    RETURN collect(text) AS origins
  }
  RETURN term, required, imposing + [text IN origins WHERE NOT text IN imposing] AS sources
}"""
)

BOUND = expanded(
    """
CALL (term) {
  MATCH (term)-[bound:ATTACHES_TO]->(attached:GrantProgram) WHERE HOLDS(bound)
  RETURN attached, null AS agency, false AS by_class,
    bound.from_fiscal_year AS from_fiscal_year, bound.to_fiscal_year AS to_fiscal_year
  UNION
  MATCH (term)-[bound:COVERS]->(agency:Agency) WHERE HOLDS(bound)
  RETURN null AS attached, agency, true AS by_class,
    bound.from_fiscal_year AS from_fiscal_year, bound.to_fiscal_year AS to_fiscal_year
  UNION
  WITH term WHERE term:Rule
    AND NOT EXISTS { (term)-[bound:ATTACHES_TO|COVERS]->() WHERE STANDS(bound) }
  RETURN null AS attached, null AS agency, true AS by_class, null AS from_fiscal_year, null AS to_fiscal_year
}"""
)

ADMINISTERED = expanded(
    """
CALL (agency) {
  MATCH (agency) (()-[twin:SAME_AS WHERE STANDS(twin)]-()){0,2} (self:Agency)
    (()<-[part:OFFICE_OF WHERE HOLDS(part)]-()){0,6} (:Agency)
    <-[runs:ADMINISTERED_BY]-(covered:GrantProgram)
  WHERE HOLDS(runs) AND STANDS(covered)
  RETURN DISTINCT covered
}"""
)

BINDING = expanded(
    f"""
CALL (listing) {{
  MATCH (term:GrantTerm)-[bound:ATTACHES_TO]->(listing) WHERE STANDS(term) AND HOLDS(bound)
  RETURN term, bound, false AS by_class
  UNION
  MATCH (listing){run_by("HOLDS")} (:Agency)<-[bound:COVERS]-(term:GrantTerm)
  WHERE HOLDS(runs) AND HOLDS(bound) AND STANDS(term)
  RETURN DISTINCT term, bound, true AS by_class
}}
WITH home, listing, years, claims, term, bound, by_class
WHERE (under IS NULL OR term IN wanted) AND ($kinds IS NULL OR term.kind IN $kinds)
  AND (NOT term:Rule OR ({binds_place("term", "home")} AND NOT EXISTS {{
    MATCH (term)-[leaves:EXEMPTS]->(listing) WHERE HOLDS(leaves) }}))
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
  // Within the section only: its chapter leads to thousands.
  OPTIONAL MATCH (text) (()-[part:PART_OF WHERE STANDS(part)]-(unit WHERE unit.section = text.section)){{1,4}}
    (kin:LegalText)
  RETURN [term] + collect(DISTINCT duty) + collect(DISTINCT text) + collect(DISTINCT kin) AS touched
}}
"""
)

FISCAL_YEAR = "($as_of.year + CASE WHEN $as_of.month >= 10 THEN 1 ELSE 0 END)"
"""The federal fiscal year of the day: it begins on 1 October of the year before."""
