"""Contested readings: who says that a policy breaks a duty, or what a text does or does not require."""

from enum import StrEnum
from typing import Annotated

from schema.duties import Conduct
from schema.model import Edge, Node
from schema.values import FULLTEXT, INDEXED, Text


class Stance(StrEnum):
    """What a claim says."""

    CONFLICTS = "CONFLICTS"
    DOES_NOT_CONFLICT = "DOES_NOT_CONFLICT"
    REQUIRES = "REQUIRES"
    DOES_NOT_REQUIRE = "DOES_NOT_REQUIRE"
    INVALID = "INVALID"
    VALID = "VALID"
    READS_NARROWLY = "READS_NARROWLY"
    READS_BROADLY = "READS_BROADLY"
    OTHER = "OTHER"


class Claim(Node, kw_only=True):
    """Someone's statement about what a text requires or whether a policy breaks it; claims may disagree."""

    stance: Annotated[Stance, "What it says.", INDEXED]
    statement: Annotated[Text, "The statement, in the words of its dataset.", FULLTEXT]
    conduct: Annotated[tuple[Conduct, ...], "The conduct that it is about."] = ()
    bearer: Annotated[Text | None, "Whose duty it speaks of, where it names someone."] = None
    outcome: Annotated[Text | None, "Its result in the speaker's words, such as preliminary violation."] = (
        None
    )


class Organization(Node, kw_only=True):
    """A body outside courts and executive that is quoted: a newsroom, an advocate, a research service."""

    abbreviation: Annotated[Text | None, "Usual abbreviation.", FULLTEXT] = None


class MadeBy(Edge[Claim, Node]):
    """Who makes the claim: an agency, a court's ruling, a place, an organization, or a text itself."""

    forward, reverse = "madeBy", "claimsMade"


class StatedIn(Edge[Claim, Node]):
    """Where the claim is written."""

    forward, reverse = "statedIn", "statements"


class About(Edge[Claim, Node]):
    """What the claim is about: a policy, a place, or the text that is read."""

    forward, reverse = "about", "claimsAbout"


class Against(Edge[Claim, Node]):
    """The text or duty that the claim measures its subject against."""

    forward, reverse = "against", "claimsUnder"
