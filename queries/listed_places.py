"""Which places does a list, letter or memorandum name?"""

from typing import Annotated, ClassVar

from queries.holding import expanded
from queries.question import Answer, Dated
from schema.law import ExecutiveAction
from schema.places import Jurisdiction
from schema.politics import Designation
from schema.values import Confidence, Day, Text


class ListedPlace(Answer, frozen=True, kw_only=True):
    """A place that the document names."""

    place: Annotated[Jurisdiction, "The place."]
    listed_as: Annotated[Text | None, "Its name as the document prints it."]
    designation: Annotated[Designation, "Its entry."]
    same_as: Annotated[tuple[Jurisdiction, ...], "Other records of the same government."]
    valid_from: Annotated[Day | None, "First day on which it is listed."]
    valid_to: Annotated[Day | None, "First day on which it no longer is."]
    confidence: Annotated[Confidence | None, "How far it was checked."]
    sources: Annotated[tuple[Text, ...], "Where it was seen."]


class ListedPlaces(Dated, frozen=True, kw_only=True):
    """The places that a list, letter or memorandum names on a day, as it names them."""

    answer = ListedPlace
    example: ClassVar = {"list": "ea-oig-memo-2016-05-31"}
    cypher = expanded(
        """
MATCH (list)<-[listed:LISTED_IN]-(designation:Designation)-[names:DESIGNATES]->(place:Jurisdiction)
WHERE HOLDS(designation) AND HOLDS(listed) AND HOLDS(names)
CALL (place) {
  OPTIONAL MATCH (place)-[twin:SAME_AS]-(other:Jurisdiction) WHERE STANDS(twin)
  WITH DISTINCT other ORDER BY other.id
  RETURN collect(other) AS same_as
}
RETURN place, designation.listed_as AS listed_as, designation, same_as,
  designation.valid_from AS valid_from, designation.valid_to AS valid_to,
  designation.confidence AS confidence, coalesce(designation.source, []) AS sources
ORDER BY place.name, place.id, designation.id"""
    )

    list: Annotated[Text, ExecutiveAction, "The list, letter or memorandum."]
