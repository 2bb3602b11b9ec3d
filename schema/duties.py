"""What recipients of federal money must do: obligations, and the terms that make money depend on them."""

from enum import StrEnum
from typing import Annotated

from schema.law import LegalText
from schema.model import Edge, Node
from schema.money import Agency, GrantProgram
from schema.places import Jurisdiction
from schema.values import FULLTEXT, INDEXED, Day, FiscalYear, Percent, Precision, Text


class Conduct(StrEnum):
    """The conduct that a policy regulates or a duty is about."""

    INFORMATION_SHARING = "INFORMATION_SHARING"
    INQUIRY = "INQUIRY"
    DETAINERS = "DETAINERS"
    JAIL_ACCESS = "JAIL_ACCESS"
    NOTIFICATION = "NOTIFICATION"
    AGREEMENTS_287G = "AGREEMENTS_287G"
    ARREST = "ARREST"
    USE_OF_RESOURCES = "USE_OF_RESOURCES"
    CRIMINAL_HISTORY = "CRIMINAL_HISTORY"
    HARBORING = "HARBORING"
    BENEFITS = "BENEFITS"
    PENALTY = "PENALTY"
    VERIFICATION = "VERIFICATION"
    DISCRIMINATION = "DISCRIMINATION"
    EQUAL_ACCESS = "EQUAL_ACCESS"
    RELIGIOUS_EXERCISE = "RELIGIOUS_EXERCISE"
    PRIVACY = "PRIVACY"
    INTERNET_SAFETY = "INTERNET_SAFETY"
    DRUGS = "DRUGS"
    LOBBYING = "LOBBYING"
    POLITICAL_ACTIVITY = "POLITICAL_ACTIVITY"
    RETALIATION = "RETALIATION"
    TRAFFICKING = "TRAFFICKING"
    WAGES = "WAGES"
    AUDITS = "AUDITS"
    REPORTING = "REPORTING"
    REGISTRATION = "REGISTRATION"
    EXCLUDED_PARTIES = "EXCLUDED_PARTIES"
    PROCUREMENT = "PROCUREMENT"
    DOMESTIC_PREFERENCE = "DOMESTIC_PREFERENCE"
    TELECOMMUNICATIONS = "TELECOMMUNICATIONS"
    FINANCIAL_MANAGEMENT = "FINANCIAL_MANAGEMENT"
    USE_OF_FUNDS = "USE_OF_FUNDS"
    SUPPLANTING = "SUPPLANTING"
    COST_SHARING = "COST_SHARING"
    MAINTENANCE_OF_EFFORT = "MAINTENANCE_OF_EFFORT"
    RELOCATION = "RELOCATION"
    ENVIRONMENT = "ENVIRONMENT"
    HISTORIC_PRESERVATION = "HISTORIC_PRESERVATION"
    FLOOD_INSURANCE = "FLOOD_INSURANCE"
    CRIMINAL_JUSTICE = "CRIMINAL_JUSTICE"
    TRAFFIC_LAW = "TRAFFIC_LAW"
    HEALTH = "HEALTH"
    TERMINATION = "TERMINATION"
    CLEAR_NOTICE = "CLEAR_NOTICE"
    OTHER = "OTHER"


class Modality(StrEnum):
    """Whether the bearer must, must not or may."""

    MUST = "MUST"
    MUST_NOT = "MUST_NOT"
    MAY = "MAY"


class Obligation(Node, kw_only=True):
    """A duty: who bears it, whether they must, must not or may, and what."""

    bearer: Annotated[Text, "Who is bound."]
    modality: Annotated[Modality, "Must, must not or may.", INDEXED]
    action: Annotated[Text, "What they must, must not or may do.", FULLTEXT]
    summary: Annotated[Text | None, "The duty in the words of its dataset.", FULLTEXT] = None
    conduct: Annotated[tuple[Conduct, ...], "The conduct that it is about."] = ()
    trigger: Annotated[Text | None, "What makes it bind, where that is not a term of an award."] = None
    sanction: Annotated[Text | None, "What follows a breach, in words."] = None
    certification: Annotated[Text | None, "How compliance is certified, in words."] = None


class ConditionKind(StrEnum):
    """The form that a condition takes."""

    CERTIFICATION = "CERTIFICATION"
    VALIDATION = "VALIDATION"
    SPECIAL_CONDITION = "SPECIAL_CONDITION"
    SCORING_FACTOR = "SCORING_FACTOR"
    ELIGIBILITY_RULE = "ELIGIBILITY_RULE"
    GENERAL_ASSURANCE = "GENERAL_ASSURANCE"
    STANDARD_TERM = "STANDARD_TERM"


class Sanction(StrEnum):
    """What a breach of a term leads to; none, where its text says so; not stated, where no text says."""

    NONE = "NONE"
    NOT_STATED = "NOT_STATED"
    WITHHOLD = "WITHHOLD"
    CLAW_BACK = "CLAW_BACK"
    INELIGIBLE = "INELIGIBLE"
    TERMINATE = "TERMINATE"
    REDUCE = "REDUCE"
    FALSE_CLAIMS_LIABILITY = "FALSE_CLAIMS_LIABILITY"
    LOST_PREFERENCE = "LOST_PREFERENCE"
    SUSPEND = "SUSPEND"
    DEBAR = "DEBAR"
    DISALLOW = "DISALLOW"
    REDIRECT = "REDIRECT"
    HOLD = "HOLD"
    CIVIL_PENALTY = "CIVIL_PENALTY"
    INJUNCTION = "INJUNCTION"
    PRIVATE_REMEDY = "PRIVATE_REMEDY"


class GrantTerm(LegalText, kw_only=True):
    """A string attached to federal money, whichever way it says which money."""

    sanctions: Annotated[tuple[Sanction, ...], "What a breach leads to."] = ()


class Condition(GrantTerm, kw_only=True):
    """A term that names its programs: a certification, special condition, scoring factor or the like."""

    kind: Annotated[ConditionKind, "The form that it takes.", INDEXED]
    announced_on: Annotated[Day | None, "Day on which it was announced."] = None
    announced_on_precision: Annotated[Precision | None, "How exactly that day is known."] = None
    deadline: Annotated[Day | None, "Day by which it must be met."] = None
    planned_from: Annotated[Day | None, "Day on which it was to take effect."] = None


class ArisesFrom(Edge[Obligation, LegalText]):
    """The text creates the duty, or is read to."""

    forward, reverse = "arisesFrom", "obligations"


class Requires(Edge[GrantTerm, Obligation]):
    """The term makes money depend on the duty."""

    forward, reverse = "requires", "requiredBy"


class AttachesTo(Edge[GrantTerm, GrantProgram]):
    """The term binds awards of the program, for the fiscal years given."""

    forward, reverse = "attachesTo", "conditions"

    from_fiscal_year: Annotated[FiscalYear | None, "First federal fiscal year of the awards bound."] = None
    to_fiscal_year: Annotated[FiscalYear | None, "Last federal fiscal year of the awards bound."] = None
    federal_share: Annotated[
        Percent | None, "Share of the cost that the program's own law lets federal money pay."
    ] = None


class Covers(Edge[GrantTerm, Agency]):
    """The term binds the awards of every program that the agency or an office of it administers."""

    forward, reverse = "covers", "termsCovering"

    from_fiscal_year: Annotated[FiscalYear | None, "First federal fiscal year of the awards bound."] = None
    to_fiscal_year: Annotated[FiscalYear | None, "Last federal fiscal year of the awards bound."] = None


class ImposedBy(Edge[GrantTerm, LegalText]):
    """The text puts the term on the money."""

    forward, reverse = "imposedBy", "imposes"


class Binds(Edge[GrantTerm, Jurisdiction]):
    """The term binds only the places so named; a term without any binds every recipient."""

    forward, reverse = "binds", "boundBy"


class AuthorizedBy(Edge[GrantProgram, LegalText]):
    """The text authorizes the program."""

    forward, reverse = "authorizedBy", "authorizes"

    cited_as: Annotated[Text | None, "The citation as the program's source prints it."] = None
