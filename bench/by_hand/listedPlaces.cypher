MATCH (list:Node {id: 'ea-oig-memo-2016-05-31'})
MATCH (list)<-[listed:LISTED_IN]-(designation:Designation)-[names:DESIGNATES]->(place:Jurisdiction)
WHERE (designation.retired_at IS NULL AND coalesce(designation.valid_from <= $as_of, true) AND coalesce($as_of < designation.valid_to, true)) AND (listed.retired_at IS NULL AND coalesce(listed.valid_from <= $as_of, true) AND coalesce($as_of < listed.valid_to, true)) AND (names.retired_at IS NULL AND coalesce(names.valid_from <= $as_of, true) AND coalesce($as_of < names.valid_to, true))
CALL (place) {
  OPTIONAL MATCH (place)-[twin:SAME_AS]-(other:Jurisdiction) WHERE twin.retired_at IS NULL
  WITH DISTINCT other ORDER BY other.id
  RETURN collect(other) AS same_as
}
RETURN place, designation.listed_as AS listed_as, designation, same_as,
  designation.valid_from AS valid_from, designation.valid_to AS valid_to,
  designation.confidence AS confidence, coalesce(designation.source, []) AS sources
ORDER BY place.name, place.id, designation.id
