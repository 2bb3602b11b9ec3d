CALL () {
  CALL () {
  CALL () {
  MATCH (what:Jurisdiction) WHERE $from_ < what.stated_at AND what.stated_at <= $to
    AND NOT EXISTS { MATCH (what)<-[:REVISION_OF]-(was:Revision) WHERE was.other IS NULL }
  RETURN what, what.stated_at AS at, what.run AS run
  UNION
  MATCH (what:LegalText) WHERE $from_ < what.stated_at AND what.stated_at <= $to
    AND NOT EXISTS { MATCH (what)<-[:REVISION_OF]-(was:Revision) WHERE was.other IS NULL }
  RETURN what, what.stated_at AS at, what.run AS run
  UNION
  MATCH (what:Obligation) WHERE $from_ < what.stated_at AND what.stated_at <= $to
    AND NOT EXISTS { MATCH (what)<-[:REVISION_OF]-(was:Revision) WHERE was.other IS NULL }
  RETURN what, what.stated_at AS at, what.run AS run
  UNION
  MATCH (what:Claim) WHERE $from_ < what.stated_at AND what.stated_at <= $to
    AND NOT EXISTS { MATCH (what)<-[:REVISION_OF]-(was:Revision) WHERE was.other IS NULL }
  RETURN what, what.stated_at AS at, what.run AS run
  UNION
  MATCH (what:Organization) WHERE $from_ < what.stated_at AND what.stated_at <= $to
    AND NOT EXISTS { MATCH (what)<-[:REVISION_OF]-(was:Revision) WHERE was.other IS NULL }
  RETURN what, what.stated_at AS at, what.run AS run
  UNION
  MATCH (what:Agency) WHERE $from_ < what.stated_at AND what.stated_at <= $to
    AND NOT EXISTS { MATCH (what)<-[:REVISION_OF]-(was:Revision) WHERE was.other IS NULL }
  RETURN what, what.stated_at AS at, what.run AS run
  UNION
  MATCH (what:GrantProgram) WHERE $from_ < what.stated_at AND what.stated_at <= $to
    AND NOT EXISTS { MATCH (what)<-[:REVISION_OF]-(was:Revision) WHERE was.other IS NULL }
  RETURN what, what.stated_at AS at, what.run AS run
  UNION
  MATCH (what:Allocation) WHERE $from_ < what.stated_at AND what.stated_at <= $to
    AND NOT EXISTS { MATCH (what)<-[:REVISION_OF]-(was:Revision) WHERE was.other IS NULL }
  RETURN what, what.stated_at AS at, what.run AS run
  UNION
  MATCH (what:Opportunity) WHERE $from_ < what.stated_at AND what.stated_at <= $to
    AND NOT EXISTS { MATCH (what)<-[:REVISION_OF]-(was:Revision) WHERE was.other IS NULL }
  RETURN what, what.stated_at AS at, what.run AS run
  UNION
  MATCH (what:Designation) WHERE $from_ < what.stated_at AND what.stated_at <= $to
    AND NOT EXISTS { MATCH (what)<-[:REVISION_OF]-(was:Revision) WHERE was.other IS NULL }
  RETURN what, what.stated_at AS at, what.run AS run
  UNION
  MATCH (what:Agreement) WHERE $from_ < what.stated_at AND what.stated_at <= $to
    AND NOT EXISTS { MATCH (what)<-[:REVISION_OF]-(was:Revision) WHERE was.other IS NULL }
  RETURN what, what.stated_at AS at, what.run AS run
  UNION
  MATCH (what:Court) WHERE $from_ < what.stated_at AND what.stated_at <= $to
    AND NOT EXISTS { MATCH (what)<-[:REVISION_OF]-(was:Revision) WHERE was.other IS NULL }
  RETURN what, what.stated_at AS at, what.run AS run
  UNION
  MATCH (what:Case) WHERE $from_ < what.stated_at AND what.stated_at <= $to
    AND NOT EXISTS { MATCH (what)<-[:REVISION_OF]-(was:Revision) WHERE was.other IS NULL }
  RETURN what, what.stated_at AS at, what.run AS run
  UNION
  MATCH (what:Ruling) WHERE $from_ < what.stated_at AND what.stated_at <= $to
    AND NOT EXISTS { MATCH (what)<-[:REVISION_OF]-(was:Revision) WHERE was.other IS NULL }
  RETURN what, what.stated_at AS at, what.run AS run
  UNION
  MATCH (what:Relief) WHERE $from_ < what.stated_at AND what.stated_at <= $to
    AND NOT EXISTS { MATCH (what)<-[:REVISION_OF]-(was:Revision) WHERE was.other IS NULL }
  RETURN what, what.stated_at AS at, what.run AS run
  UNION
  MATCH (first:Revision)-[:REVISION_OF]->(what:Node)
  WHERE $from_ < first.stated_at AND first.stated_at <= $to AND first.other IS NULL AND NOT EXISTS {
    MATCH (what)<-[:REVISION_OF]-(was:Revision) WHERE was.other IS NULL AND was.stated_at < first.stated_at }
  RETURN what, first.stated_at AS at, first.run AS run
  }
  RETURN what, at, run
  }
  RETURN what, at, run, 'NEW' AS kind, null AS revision
}
WITH what, at, run, kind, revision, coalesce(revision.dataset, what.dataset) AS dataset
CALL (at, dataset) {
  OPTIONAL MATCH (load:Load {started_at: at}) WHERE load.dataset = dataset
  RETURN head(collect(load)) AS load
}
RETURN at, kind, what, CASE WHEN revision.other IS NOT NULL THEN revision.kind END AS link,
  revision.other AS other, coalesce(revision.before, []) AS before, revision, dataset, load
ORDER BY at, kind, what.id, link, other
