"""What places decide, which lists they are put on, and what they agree to."""

from enum import StrEnum
from typing import Annotated

from schema.duties import Conduct
from schema.law import ExecutiveAction, LegalText
from schema.model import Edge, Node
from schema.money import Agency
from schema.places import Jurisdiction
from schema.values import INDEXED, Day, Precision, Text


class PolicyKind(StrEnum):
    """The form of a policy."""

    ORDINANCE = "ORDINANCE"
    STATUTE = "STATUTE"
    RESOLUTION = "RESOLUTION"
    DIRECTIVE = "DIRECTIVE"
    EXECUTIVE_ORDER = "EXECUTIVE_ORDER"
    DEPARTMENT_POLICY = "DEPARTMENT_POLICY"
    CONSENT_DECREE = "CONSENT_DECREE"
    SECTION = "SECTION"
    OTHER = "OTHER"


class Direction(StrEnum):
    """Whether a policy limits cooperation with federal enforcement or commands it."""

    LIMITS = "LIMITS"
    COMMANDS = "COMMANDS"
    ENDS_LIMITS = "ENDS_LIMITS"


class Policy(LegalText, kw_only=True):
    """An ordinance, statute, directive or order of a state or local government."""

    kind: Annotated[PolicyKind, "The form that it has.", INDEXED]
    conduct: Annotated[tuple[Conduct, ...], "The conduct that it regulates."] = ()
    direction: Annotated[Direction, "Whether it limits cooperation or commands it.", INDEXED] = (
        Direction.LIMITS
    )
    introduced_on: Annotated[Day | None, "Day on which it was introduced."] = None
    ordered_on: Annotated[Day | None, "Day on which an executive ordered what it later confirmed."] = None
    passed_on: Annotated[Day | None, "Day on which it was passed."] = None
    enacted_on: Annotated[Day | None, "Day on which it was enacted, signed or issued."] = None
    enacted_on_precision: Annotated[Precision | None, "How exactly that day is known."] = None
    effective_on: Annotated[Day | None, "Day on which it took effect, where that is known."] = None
    status: Annotated[Text | None, "Where it stands, when it is not in force."] = None


class AdoptedBy(Edge[Policy, Jurisdiction]):
    """The place adopted the policy."""

    forward, reverse = "adoptedBy", "policies"


class Designation(Node, kw_only=True):
    """A place's presence on a list, or among the addressees of a letter."""

    found_by = ("stated_at",)

    summary: Annotated[Text | None, "What the list says of the place."] = None
    listed_as: Annotated[Text | None, "The place's name as the list prints it."] = None
    heading: Annotated[Text | None, "Heading under which the list prints it.", INDEXED] = None

    searchable = False


class ListedIn(Edge[Designation, ExecutiveAction]):
    """The list or letter that names the place."""

    forward, reverse = "listedIn", "designations"


class Designates(Edge[Designation, Jurisdiction]):
    """The place that is named."""

    forward, reverse = "designates", "designations"


class Agreement(Node, kw_only=True):
    """An agreement by which local officers perform federal functions, such as under section 287(g)."""

    found_by = ("stated_at",)

    model: Annotated[Text | None, "Model of the agreement, as published.", INDEXED] = None
    signed_on: Annotated[Day | None, "Day of signature."] = None
    party: Annotated[Text | None, "Local agency that signed, as published."] = None
    agency_kind: Annotated[Text | None, "What kind of agency that is, such as Sheriff.", INDEXED] = None
    ori: Annotated[Text | None, "Its identifier in the files of the FBI (ORI).", INDEXED] = None


class AgreedFor(Edge[Agreement, Jurisdiction]):
    """The place whose agency signed."""

    forward, reverse = "agreedFor", "agreements"


class AgreedWith(Edge[Agreement, Agency]):
    """The federal agency on the other side."""

    forward, reverse = "agreedWith", "agreements"
