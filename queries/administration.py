"""Who runs a program, up to the department?"""

from typing import Annotated, ClassVar

from queries.holding import expanded
from queries.question import Answer, Dated
from schema.money import Agency, GrantProgram
from schema.values import Confidence, Count, Day, Text


class Office(Answer, frozen=True, kw_only=True):
    """One office of the chain."""

    step: Annotated[Count, "0 for the office that runs the program, counting up to the department."]
    agency: Annotated[Agency, "The office, agency or department."]
    valid_from: Annotated[Day | None, "First day on which that link of the chain holds."]
    valid_to: Annotated[Day | None, "First day on which it no longer holds."]
    confidence: Annotated[Confidence | None, "How far that link was checked."]
    sources: Annotated[tuple[Text, ...], "Where that link was seen."]


class Administration(Dated, frozen=True, kw_only=True):
    """The office that administers a program on a day, what it is an office of, and so on up."""

    answer = Office
    example: ClassVar = {"program": "16.738"}
    cypher = expanded(
        """
MATCH path = (program)-[runs:ADMINISTERED_BY WHERE HOLDS(runs)]->(:Agency)
  (()-[part:OFFICE_OF WHERE HOLDS(part)]->()){0,8} (agency:Agency)
WITH agency, length(path) - 1 AS step, last(relationships(path)) AS link
// One source may name the bureau and another only the department above it: the longest chain tells both.
ORDER BY step DESC
WITH agency, head(collect({step: step, link: link})) AS furthest
RETURN furthest.step AS step, agency, furthest.link.valid_from AS valid_from,
  furthest.link.valid_to AS valid_to, furthest.link.confidence AS confidence,
  coalesce(furthest.link.source, []) AS sources
ORDER BY step, agency.id"""
    )

    program: Annotated[Text, GrantProgram, "The program."]
