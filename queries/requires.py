"""Does a provision require a conduct, and who says so?"""

from enum import StrEnum
from typing import Annotated, ClassVar

from queries.claims import DECIDED, SAID
from queries.holding import expanded
from queries.question import Answer, Dated
from schema.claims import Claim, Stance
from schema.duties import Conduct
from schema.law import LegalText
from schema.model import Node
from schema.values import Confidence, Day, Text


class Required(StrEnum):
    """Whether it is required, by what is claimed."""

    YES = "YES"
    NO = "NO"
    CONTESTED = "CONTESTED"
    UNKNOWN = "UNKNOWN"


class Reading(Answer, frozen=True, kw_only=True):
    """Someone's statement about what the text requires."""

    claim: Annotated[Claim, "The claim."]
    stance: Annotated[Stance, "What it says."]
    statement: Annotated[Text, "In the words of its dataset."]
    said_by: Annotated[tuple[Node, ...], "Who says so."]
    stated_in: Annotated[tuple[Node, ...], "Where it is written."]
    about: Annotated[tuple[LegalText, ...], "The texts that it reads."]
    court: Annotated[Node | None, "The court, where a court says so."]
    valid_from: Annotated[Day | None, "Day from which it was held."]
    valid_to: Annotated[Day | None, "Day from which it no longer was."]
    confidence: Annotated[Confidence | None, "How far it was checked."]
    sources: Annotated[tuple[Text, ...], "Where it was seen."]


class Requirement(Answer, frozen=True, kw_only=True):
    """The verdict and the claims behind it; courts first, the highest before the others, the latest first."""

    verdict: Annotated[Required, "Yes, no, contested where claims disagree, unknown where there are none."]
    claims_for: Annotated[tuple[Reading, ...], "Claims that it is required."]
    claims_against: Annotated[tuple[Reading, ...], "Claims that it is not."]
    leading: Annotated[Reading | None, "Of all, the claim of the highest court, the latest first."]
    readings: Annotated[tuple[Reading, ...], "Claims that read the text narrowly or broadly."]


class Requires(Dated, frozen=True, kw_only=True):
    """Whether a provision requires a conduct, with the claims for and against, and who made them."""

    answer = Requirement
    many = False
    example: ClassVar = {"provision": "8 USC 1373", "conduct": "DETAINERS"}
    cypher = expanded(
        f"""
CALL (provision) {{
  // Its parts, and the wholes of the same section that it is part of.
  MATCH (provision) (()<-[part:PART_OF WHERE STANDS(part)]-()){{0,8}} (text:LegalText)
  RETURN text
  UNION
  MATCH (provision) (()-[part:PART_OF WHERE STANDS(part)]->()){{1,8}} (text:LegalText)
  WHERE text.section = provision.section OR provision:ExecutiveAction OR provision:Policy
  RETURN text
}}
MATCH (claim:Claim)-[about:ABOUT|AGAINST]->(text)
WHERE HOLDS(claim) AND STANDS(about) AND $conduct IN claim.conduct
  AND claim.stance IN ['REQUIRES', 'DOES_NOT_REQUIRE', 'READS_NARROWLY', 'READS_BROADLY']
WITH claim, text ORDER BY text.id
WITH claim, collect(DISTINCT text) AS about
{SAID}
WITH claim, about, said_by, court, stated_in, said_on
ORDER BY coalesce(court.rank, 0) DESC, coalesce(said_on, date('0001-01-01')) DESC, claim.id
WITH collect({{claim: claim, stance: claim.stance, statement: claim.statement, said_by: said_by,
  stated_in: stated_in, about: about, court: court, valid_from: said_on, valid_to: claim.valid_to,
  confidence: claim.confidence, sources: coalesce(claim.source, [])}}) AS claims
WITH [c IN claims WHERE c.stance = 'REQUIRES'] AS claims_for,
  [c IN claims WHERE c.stance = 'DOES_NOT_REQUIRE'] AS claims_against,
  [c IN claims WHERE c.stance IN ['REQUIRES', 'DOES_NOT_REQUIRE']] AS both,
  [c IN claims WHERE c.stance IN ['READS_NARROWLY', 'READS_BROADLY']] AS readings
RETURN {DECIDED} AS verdict,
  claims_for, claims_against, head(both) AS leading, readings"""
    )

    provision: Annotated[Text, LegalText, "The provision, or another text."]
    conduct: Annotated[Conduct, "The conduct."]
