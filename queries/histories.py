"""What belongs to the history of a place, of a text or of a case, and why.

Each text needs `about` and returns rows of `found`, the thing; `why`, its relation to what was asked;
`link`, the relationship that carries its own interval, or null; and `via`, the node in between, or null.
"""

from queries.dependence import run_by
from queries.holding import expanded

OF_PLACE = expanded(
    """
WITH about WHERE about:Jurisdiction
MATCH (about) (()-[twin:SAME_AS WHERE STANDS(twin)]-()){0,2} (self:Jurisdiction)
WITH DISTINCT self
CALL (self) {
  CALL (self) {
    MATCH (self)<-[adopted:ADOPTED_BY]-(policy:Policy)
      (()<-[part:PART_OF WHERE STANDS(part)]-()){0,4} (found:Policy)
    WHERE STANDS(adopted)
    RETURN DISTINCT found
  }
  RETURN found, 'ADOPTED' AS why, null AS link, self AS via
  UNION ALL
  MATCH (self)<-[link:DESIGNATES|AGREED_FOR]-(found:Designation|Agreement) WHERE STANDS(link)
  RETURN found, CASE WHEN found:Agreement THEN 'AGREED' ELSE 'LISTED' END AS why, link, self AS via
  UNION ALL
  MATCH (self)<-[link:PROTECTS]-(found:Relief) WHERE STANDS(link)
  RETURN found, 'NAMED' AS why, link, self AS via
  UNION ALL
  MATCH (self) (()-[within:WITHIN WHERE STANDS(within)]->()){1,6} (via:Jurisdiction)
    <-[link:PROTECTS]-(found:Relief)
  WHERE STANDS(link) AND link.includes_subdivisions
  RETURN DISTINCT found, 'SUBDIVISION' AS why, link, via
  UNION ALL
  MATCH (found:Relief) WHERE found.scope = 'NATIONWIDE'
  RETURN found, 'NATIONWIDE' AS why, null AS link, null AS via
  UNION ALL
  MATCH (found:Relief) WHERE found.scope IN ['PARTIES', 'CLASS', 'STATE'] AND (
    self.kind IN found.unlisted_kinds OR self.kind = 'CONSOLIDATED_CITY_COUNTY'
      AND any(kind IN found.unlisted_kinds WHERE kind IN ['PLACE', 'COUNTY']))
  RETURN found, 'CLASS' AS why, null AS link, null AS via
  UNION ALL
  MATCH (self)<-[link:BINDS]-(found:GrantTerm) WHERE STANDS(link)
  RETURN found, 'BOUND' AS why, link, self AS via
  UNION ALL
  CALL (self) {
    MATCH (self)<-[gives:ALLOCATED_TO]-(record:Allocation)-[under:ALLOCATED_UNDER]->(via:GrantProgram)
    WHERE STANDS(record) AND STANDS(gives) AND STANDS(under)
    RETURN DISTINCT via, record.fiscal_year AS year
    UNION
    MATCH (self)<-[acts:ACTS_FOR]-(:Recipient)<-[holds:AWARDED_TO]-(record:Award)
      -[made:MADE_UNDER]->(via:GrantProgram)
    WHERE STANDS(acts) AND STANDS(holds) AND STANDS(made) AND STANDS(record)
    RETURN DISTINCT via, record.fiscal_year AS year
  }
  WITH via, collect(year) AS years
  CALL (via) {
    MATCH (found:GrantTerm)-[bound:ATTACHES_TO]->(via) WHERE STANDS(bound)
    RETURN found, bound, 'MONEY' AS why
    UNION
    MATCH (via)"""
    + run_by("STANDS")
    + """ (:Agency)<-[bound:COVERS]-(found:GrantTerm)
    WHERE STANDS(runs) AND STANDS(bound)
    RETURN DISTINCT found, bound, 'CLASS_OF_MONEY' AS why
  }
  WITH found, why, via WHERE any(year IN years WHERE coalesce(bound.from_fiscal_year <= year, true)
      AND coalesce(year <= bound.to_fiscal_year, true))
    AND NOT EXISTS { (found)-[bind:BINDS]->() WHERE STANDS(bind) }
  RETURN found, why, null AS link, via
  UNION ALL
  MATCH (self)-[party:PARTY_TO]->(via:Case)<-[decided:DECIDED_IN]-(found:Ruling)
  WHERE STANDS(party) AND STANDS(decided)
  RETURN found, 'PARTY' AS why, null AS link, via
  UNION ALL
  CALL (self) {
    RETURN self AS via
    UNION
    MATCH (self)<-[adopted:ADOPTED_BY]-(policy:Policy)
      (()<-[part:PART_OF WHERE STANDS(part)]-()){0,4} (via:Policy)
    WHERE STANDS(adopted)
    RETURN via
  }
  MATCH (found:Claim)-[about_it:ABOUT]->(via) WHERE STANDS(about_it)
  RETURN found, 'ABOUT' AS why, null AS link, via
}
RETURN found, why, link, via
"""
)

OF_TEXT = expanded(
    """
WITH about WHERE about:LegalText
CALL (about) {
  RETURN about AS text, 'ITSELF' AS why
  UNION ALL
  MATCH (about) (()-[part:PART_OF WHERE STANDS(part)]->()){1,8} (text:LegalText)
  RETURN DISTINCT text, 'WHOLE' AS why
  UNION ALL
  MATCH (about) (()<-[part:PART_OF WHERE STANDS(part)]-()){1,8} (text:LegalText)
  RETURN DISTINCT text, 'PART' AS why
  UNION ALL
  MATCH (about)-[imposed:IMPOSED_BY]->(:LegalText)
    (()-[part:PART_OF WHERE STANDS(part)]->()){0,8} (text:LegalText)
  WHERE STANDS(imposed)
  RETURN DISTINCT text, 'IMPOSES' AS why
}
CALL (about, text, why) {
  // Units of a code have no history of their own here: a title would bring thousands.
  WITH about, text, why WHERE why <> 'PART' OR NOT text:Provision
  RETURN text AS found, why AS how, null AS link, null AS via
  UNION ALL
  MATCH (found:LegalText)-[revokes:REVOKES]->(text) WHERE STANDS(revokes)
  RETURN found, 'REVOKES' AS how, null AS link, text AS via
  UNION ALL
  MATCH (found:Relief)-[link:ENJOINS]->(text) WHERE STANDS(link)
  RETURN found, 'ENJOINS' AS how, link, text AS via
  UNION ALL
  MATCH (found:Ruling)-[link:HOLDS|INTERPRETS]->(text) WHERE STANDS(link)
  RETURN found, type(link) AS how, link, text AS via
  UNION ALL
  WITH about, text, why WHERE why IN ['ITSELF', 'PART'] OR why = 'WHOLE'
    AND (text.section = about.section OR about:ExecutiveAction OR about:Policy)
  CALL (text) {
    RETURN text AS via
    UNION
    MATCH (text)-[requires:REQUIRES]->(duty:Obligation)-[arises:ARISES_FROM]->(text)
    WHERE STANDS(requires) AND STANDS(arises)
    RETURN duty AS via
  }
  MATCH (found:Claim)-[link:ABOUT|AGAINST]->(via) WHERE STANDS(link)
  RETURN found, type(link) AS how, null AS link, via
  UNION ALL
  WITH text, why WHERE why IN ['ITSELF', 'PART']
  MATCH (found:GrantTerm)-[imposed:IMPOSED_BY]->(text) WHERE STANDS(imposed)
  RETURN found, 'IMPOSED' AS how, null AS link, text AS via
  UNION ALL
  WITH text, why WHERE why = 'ITSELF'
  MATCH (found:Designation)-[link:LISTED_IN]->(text) WHERE STANDS(link)
  RETURN found, 'LISTED' AS how, link, text AS via
}
RETURN found, how AS why, link, via
"""
)

OF_CASE = expanded(
    """
WITH about WHERE about:Case
CALL (about) {
  RETURN about AS found, 'ITSELF' AS why, null AS via
  UNION ALL
  MATCH (about)-[challenges:CHALLENGES]->(found:LegalText) WHERE STANDS(challenges)
  RETURN found, 'CHALLENGED' AS why, null AS via
  UNION ALL
  MATCH (about)<-[decided:DECIDED_IN]-(ruling:Ruling) WHERE STANDS(decided) AND STANDS(ruling)
  CALL (ruling) {
    RETURN ruling AS found, 'DECIDED' AS why, null AS via
    UNION ALL
    MATCH (ruling)<-[ordered:ORDERED_BY]-(found:Relief) WHERE STANDS(ordered)
    RETURN found, 'ORDERED' AS why, ruling AS via
    UNION ALL
    MATCH (ruling)<-[made:MADE_BY]-(found:Claim) WHERE STANDS(made)
    RETURN found, 'SAID' AS why, ruling AS via
  }
  RETURN found, why, via
}
RETURN found, why, null AS link, via
"""
)
