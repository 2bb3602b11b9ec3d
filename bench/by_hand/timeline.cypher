MATCH (about:Node {id: 'ocd-division/country:us/state:il/place:chicago'})
CALL (about) {
WITH about WHERE about:Jurisdiction
MATCH (about) (()-[twin:SAME_AS WHERE twin.retired_at IS NULL]-()){0,2} (self:Jurisdiction)
WITH DISTINCT self
CALL (self) {
  CALL (self) {
    MATCH (self)<-[adopted:ADOPTED_BY]-(policy:Policy)
      (()<-[part:PART_OF WHERE part.retired_at IS NULL]-()){0,4} (found:Policy)
    WHERE adopted.retired_at IS NULL
    RETURN DISTINCT found
  }
  RETURN found, 'ADOPTED' AS why, null AS link, self AS via
  UNION ALL
  MATCH (self)<-[link:DESIGNATES|AGREED_FOR]-(found:Designation|Agreement) WHERE link.retired_at IS NULL
  RETURN found, CASE WHEN found:Agreement THEN 'AGREED' ELSE 'LISTED' END AS why, link, self AS via
  UNION ALL
  MATCH (self)<-[link:PROTECTS]-(found:Relief) WHERE link.retired_at IS NULL
  RETURN found, 'NAMED' AS why, link, self AS via
  UNION ALL
  MATCH (self) (()-[within:WITHIN WHERE within.retired_at IS NULL]->()){1,6} (via:Jurisdiction)
    <-[link:PROTECTS]-(found:Relief)
  WHERE link.retired_at IS NULL AND link.includes_subdivisions
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
  MATCH (self)<-[link:BINDS]-(found:GrantTerm) WHERE link.retired_at IS NULL
  RETURN found, 'BOUND' AS why, link, self AS via
  UNION ALL
  CALL (self) {
    MATCH (self)<-[gives:ALLOCATED_TO]-(record:Allocation)-[under:ALLOCATED_UNDER]->(via:GrantProgram)
    WHERE record.retired_at IS NULL AND gives.retired_at IS NULL AND under.retired_at IS NULL
    RETURN DISTINCT via, record.fiscal_year AS year
    UNION
    MATCH (self)<-[acts:ACTS_FOR]-(:Recipient)<-[holds:AWARDED_TO]-(record:Award)
      -[made:MADE_UNDER]->(via:GrantProgram)
    WHERE acts.retired_at IS NULL AND holds.retired_at IS NULL AND made.retired_at IS NULL AND record.retired_at IS NULL
    RETURN DISTINCT via, record.fiscal_year AS year
  }
  WITH via, collect(year) AS years
  CALL (via) {
    MATCH (found:GrantTerm)-[bound:ATTACHES_TO]->(via) WHERE bound.retired_at IS NULL
    RETURN found, bound, 'MONEY' AS why
    UNION
    MATCH (via)-[runs:ADMINISTERED_BY]->(:Agency) (()-[part:OFFICE_OF WHERE part.retired_at IS NULL]->()){0,6} (:Agency) (()-[twin:SAME_AS WHERE twin.retired_at IS NULL]-()){0,2} (:Agency)<-[bound:COVERS]-(found:GrantTerm)
    WHERE runs.retired_at IS NULL AND bound.retired_at IS NULL
    RETURN DISTINCT found, bound, 'CLASS_OF_MONEY' AS why
  }
  WITH found, why, via WHERE any(year IN years WHERE coalesce(bound.from_fiscal_year <= year, true)
      AND coalesce(year <= bound.to_fiscal_year, true))
    AND NOT EXISTS { (found)-[bind:BINDS]->() WHERE bind.retired_at IS NULL }
  RETURN found, why, null AS link, via
  UNION ALL
  MATCH (self)-[party:PARTY_TO]->(via:Case)<-[decided:DECIDED_IN]-(found:Ruling)
  WHERE party.retired_at IS NULL AND decided.retired_at IS NULL
  RETURN found, 'PARTY' AS why, null AS link, via
  UNION ALL
  CALL (self) {
    RETURN self AS via
    UNION
    MATCH (self)<-[adopted:ADOPTED_BY]-(policy:Policy)
      (()<-[part:PART_OF WHERE part.retired_at IS NULL]-()){0,4} (via:Policy)
    WHERE adopted.retired_at IS NULL
    RETURN via
  }
  MATCH (found:Claim)-[about_it:ABOUT]->(via) WHERE about_it.retired_at IS NULL
  RETURN found, 'ABOUT' AS why, null AS link, via
}
RETURN found, why, link, via
}
WITH found, why, link, via WHERE found.retired_at IS NULL
WITH found, why, link, via, head([at IN range(0, size(['ITSELF', 'WHOLE', 'PART', 'IMPOSES', 'IMPOSED', 'REVOKES', 'CHALLENGED', 'ADOPTED', 'LISTED', 'AGREED', 'BOUND', 'MONEY', 'CLASS_OF_MONEY', 'ENJOINS', 'ORDERED', 'NAMED', 'SUBDIVISION', 'NATIONWIDE', 'CLASS', 'STAYS', 'DECIDED', 'HOLDS', 'INTERPRETS', 'PARTY', 'SAID', 'ABOUT', 'AGAINST']) - 1) WHERE ['ITSELF', 'WHOLE', 'PART', 'IMPOSES', 'IMPOSED', 'REVOKES', 'CHALLENGED', 'ADOPTED', 'LISTED', 'AGREED', 'BOUND', 'MONEY', 'CLASS_OF_MONEY', 'ENJOINS', 'ORDERED', 'NAMED', 'SUBDIVISION', 'NATIONWIDE', 'CLASS', 'STAYS', 'DECIDED', 'HOLDS', 'INTERPRETS', 'PARTY', 'SAID', 'ABOUT', 'AGAINST'][at] = why]) AS rank
ORDER BY rank, coalesce(link.valid_from, date('0001-01-01')), via.id
WITH found, head(collect({why: why, link: link, via: via})) AS way
CALL (found, way) {
  RETURN found AS node, way.why AS why, way.link AS link, way.via AS via
  UNION ALL
  MATCH (found:Relief)<-[link:STAYS]-(node:Ruling) WHERE link.retired_at IS NULL AND node.retired_at IS NULL
  RETURN node, 'STAYS' AS why, link, found AS via
}
WITH node AS claim, why, link, via
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
WITH claim AS node, why, link, via, said_on, why = 'STAYS' AS stay, stated_in + said_by AS speakers
CALL (node) {
  OPTIONAL MATCH (node)-[given:ORDERED_BY|LISTED_IN]->(origin:Node) WHERE given.retired_at IS NULL
  WITH origin ORDER BY coalesce(origin.decided_on, origin.issued_on), origin.id
  RETURN head(collect(origin)) AS origin
}
CALL (node) {
  MATCH (node:LegalText) (()-[part:PART_OF WHERE part.retired_at IS NULL]->()){0,8} (whole:LegalText)
  OPTIONAL MATCH (revoker:LegalText)-[revokes:REVOKES]->(whole)
  WHERE revoker.retired_at IS NULL AND revokes.retired_at IS NULL AND NOT coalesce(revokes.in_part, false)
  RETURN collect([whole.valid_to, whole.valid_to_precision]) + collect(
    [coalesce(revokes.valid_from, revoker.valid_from, revoker.issued_on), null]) AS ended
}
WITH *, head([day IN [
    [CASE WHEN stay THEN link.valid_from END, link.valid_from_precision],
    [node.valid_from, node.valid_from_precision], [node.effective_on, null],
    [node.announced_on, node.announced_on_precision], [node.enacted_on, node.enacted_on_precision],
    [node.signed_on, null], [node.decided_on, null], [node.issued_on, node.issued_on_precision],
    [node.filed_on, node.filed_on_precision], [said_on, null], [origin.decided_on, null],
    [origin.issued_on, origin.issued_on_precision], [link.valid_from, link.valid_from_precision]]
  WHERE day[0] IS NOT NULL]) AS start,
  [day IN ended + [[node.valid_to, node.valid_to_precision], [link.valid_to, link.valid_to_precision],
    [node.closed_on, null]] WHERE day[0] IS NOT NULL] AS stops
WITH *, CASE WHEN link.valid_from > start[0] THEN [link.valid_from, link.valid_from_precision]
    ELSE coalesce(start, [node.planned_from, null]) END AS first,
  reduce(earliest = null, day IN stops | CASE WHEN earliest[0] <= day[0] THEN earliest ELSE day END) AS stop,
  NOT stay AND node:Ruling|Claim AS point
WITH *, first[0] AS begins, CASE WHEN stay OR NOT node:Ruling THEN stop[0] END AS ends
WHERE coalesce(point OR begins < ends, true) AND coalesce(begins <= $to, true)
  AND coalesce(CASE WHEN point THEN begins >= $from_ ELSE ends > $from_ END, true)
RETURN CASE WHEN stay THEN 'STAY' WHEN node:Relief THEN 'RELIEF' WHEN node:Ruling THEN 'RULING'
    WHEN node:Claim THEN 'CLAIM' WHEN node:Policy THEN 'POLICY' WHEN node:Condition THEN 'CONDITION'
    WHEN node:Rule THEN 'RULE' WHEN node:Designation THEN 'DESIGNATION' WHEN node:Agreement THEN 'AGREEMENT'
    WHEN node:Case THEN 'CASE' WHEN node:ExecutiveAction THEN 'ACTION' ELSE 'LAW' END AS lane,
  node, CASE WHEN stay THEN 'Stay: ' + via.name ELSE node.name END AS label,
  begins, first[1] AS begins_precision, ends, CASE WHEN ends IS NOT NULL THEN stop[1] END AS ends_precision,
  point, start IS NULL AND node.planned_from IS NOT NULL AS planned, why, via,
  CASE WHEN stay THEN CASE WHEN link.outside_parties_only THEN 'OUTSIDE_PARTIES_ONLY' ELSE 'WHOLE' END
    ELSE coalesce(node.stance, node.scope, link.outcome, node.heading, node.model, node.kind) END AS says,
  CASE WHEN stay THEN [via] ELSE COLLECT {
    MATCH (node)-[toward:ENJOINS|LISTED_IN|ABOUT|AGAINST|HOLDS|ATTACHES_TO|COVERS]->(thing:Node)
    WHERE toward.retired_at IS NULL RETURN DISTINCT thing ORDER BY thing.id } END AS concerns,
  COLLECT {
    CALL (node) {
      MATCH (node)-[by:ADOPTED_BY|ISSUED_BY|AGREED_WITH|RULED_BY|MADE_BY]->(who:Node) WHERE by.retired_at IS NULL
      RETURN who
      UNION
      MATCH (node)-[from_it:ORDERED_BY|LISTED_IN|IMPOSED_BY]->(:Node)-[by:RULED_BY|ISSUED_BY]->(who:Node)
      WHERE from_it.retired_at IS NULL AND by.retired_at IS NULL
      RETURN who
    }
    RETURN DISTINCT who ORDER BY who.name, who.id } AS said_by,
  coalesce(node.citation, origin.citation, head([each IN speakers WHERE each.citation IS NOT NULL
    | each.citation])) AS citation,
  CASE WHEN stay THEN coalesce(link.confidence, node.confidence) ELSE node.confidence END AS confidence,
  CASE WHEN stay THEN coalesce(link.source, node.source, []) ELSE coalesce(node.source, []) END AS sources
ORDER BY begins IS NOT NULL, begins, lane, node.id, via.id
