MATCH (provision:Node {id: '/us/usc/t8/s1373'})
CALL (provision) {
  MATCH (provision) (()<-[part:PART_OF WHERE part.retired_at IS NULL]-()){0,8} (text:LegalText)
  RETURN text
  UNION
  MATCH (provision) (()-[part:PART_OF WHERE part.retired_at IS NULL]->()){1,8} (text:LegalText)
  WHERE text.section = provision.section OR provision:ExecutiveAction OR provision:Policy
  RETURN text
}
MATCH (claim:Claim)-[about:ABOUT|AGAINST]->(text)
WHERE (claim.retired_at IS NULL AND coalesce(claim.valid_from <= $as_of, true) AND coalesce($as_of < claim.valid_to, true)) AND about.retired_at IS NULL AND "DETAINERS" IN claim.conduct
  AND claim.stance IN ['REQUIRES', 'DOES_NOT_REQUIRE', 'READS_NARROWLY', 'READS_BROADLY']
WITH claim, text ORDER BY text.id
WITH claim, collect(DISTINCT text) AS about
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
WITH claim, about, said_by, court, stated_in, said_on
ORDER BY coalesce(court.rank, 0) DESC, coalesce(said_on, date('0001-01-01')) DESC, claim.id
WITH collect({claim: claim, stance: claim.stance, statement: claim.statement, said_by: said_by,
  stated_in: stated_in, about: about, court: court, valid_from: said_on, valid_to: claim.valid_to,
  confidence: claim.confidence, sources: coalesce(claim.source, [])}) AS claims
WITH [c IN claims WHERE c.stance = 'REQUIRES'] AS claims_for,
  [c IN claims WHERE c.stance = 'DOES_NOT_REQUIRE'] AS claims_against,
  [c IN claims WHERE c.stance IN ['REQUIRES', 'DOES_NOT_REQUIRE']] AS both,
  [c IN claims WHERE c.stance IN ['READS_NARROWLY', 'READS_BROADLY']] AS readings
RETURN CASE
    WHEN size(claims_for) > 0 AND size(claims_against) > 0 THEN 'CONTESTED'
    WHEN size(claims_for) > 0 THEN 'YES'
    WHEN size(claims_against) > 0 THEN 'NO'
    ELSE 'UNKNOWN' END AS verdict,
  claims_for, claims_against, head(both) AS leading, readings
