"""From a text or a duty to the terms that make money depend on it, and from a term to the money it names.

`DUTIES` needs `on` (an Obligation or a LegalText) and binds `texts`, the text with its parts and its later
or former places in the code, and `duties`, what arises from them. `TERMS` needs both and binds, for each
term that requires one of the duties or is imposed by one of the texts, `term`, `required` and `sources`.
`BOUND` needs `term` and binds what it is attached to: `attached`, a program, or `agency` when it binds by class.
"""

from queries.holding import expanded

DUTIES = expanded(
    """
CALL (on) {
  MATCH (on) (()<-[part:PART_OF WHERE STANDS(part)]-()){0,8} (text:Node)
  OPTIONAL MATCH (text)-[moved:TRANSFERRED_TO WHERE STANDS(moved)]-(other:Provision)
  WITH collect(DISTINCT text) + collect(DISTINCT other) AS texts
  UNWIND texts AS text
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
    (()<-[part:OFFICE_OF WHERE HOLDS(part)]-()){0,6} (office:Agency)<-[runs:ADMINISTERED_BY]-(covered:GrantProgram)
  WHERE HOLDS(runs) AND STANDS(covered)
  RETURN DISTINCT covered
}"""
)

FISCAL_YEAR = "($as_of.year + CASE WHEN $as_of.month >= 10 THEN 1 ELSE 0 END)"
"""The federal fiscal year of the day: it begins on 1 October of the year before."""
