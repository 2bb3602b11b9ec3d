"""The classes in which law speaks of money, of those who get it and of what is done with it."""

from enum import StrEnum


class AssistanceType(StrEnum):
    """The form of federal help; a fixed amount award is also a grant, a food commodity also property."""

    GRANT = "GRANT"
    COOPERATIVE_AGREEMENT = "COOPERATIVE_AGREEMENT"
    FIXED_AMOUNT_AWARD = "FIXED_AMOUNT_AWARD"
    DIRECT_PAYMENT = "DIRECT_PAYMENT"
    STUDENT_FINANCIAL_ASSISTANCE = "STUDENT_FINANCIAL_ASSISTANCE"
    LOAN = "LOAN"
    LOAN_GUARANTEE = "LOAN_GUARANTEE"
    INTEREST_SUBSIDY = "INTEREST_SUBSIDY"
    INSURANCE = "INSURANCE"
    PROPERTY = "PROPERTY"
    FOOD_COMMODITY = "FOOD_COMMODITY"
    SERVICE = "SERVICE"
    TAX_CREDIT = "TAX_CREDIT"
    SUBSIDY = "SUBSIDY"
    PROCUREMENT_CONTRACT = "PROCUREMENT_CONTRACT"
    COST_REIMBURSEMENT_CONTRACT = "COST_REIMBURSEMENT_CONTRACT"


class RecipientType(StrEnum):
    """What sort of body or person gets the money."""

    STATE = "STATE"
    DISTRICT_OF_COLUMBIA = "DISTRICT_OF_COLUMBIA"
    TERRITORY = "TERRITORY"
    LOCAL_GOVERNMENT = "LOCAL_GOVERNMENT"
    TRIBE = "TRIBE"
    STATE_EDUCATIONAL_AGENCY = "STATE_EDUCATIONAL_AGENCY"
    LOCAL_EDUCATIONAL_AGENCY = "LOCAL_EDUCATIONAL_AGENCY"
    SCHOOL = "SCHOOL"
    PUBLIC_SECONDARY_SCHOOL = "PUBLIC_SECONDARY_SCHOOL"
    INSTITUTION_OF_HIGHER_EDUCATION = "INSTITUTION_OF_HIGHER_EDUCATION"
    RESEARCH_INSTITUTION = "RESEARCH_INSTITUTION"
    LIBRARY = "LIBRARY"
    HOSPITAL = "HOSPITAL"
    NONPROFIT = "NONPROFIT"
    FOR_PROFIT = "FOR_PROFIT"
    INDIVIDUAL = "INDIVIDUAL"
    FOREIGN_ENTITY = "FOREIGN_ENTITY"


class Tier(StrEnum):
    """Where in the chain of an award someone stands."""

    APPLICANT = "APPLICANT"
    RECIPIENT = "RECIPIENT"
    PASSTHROUGH_ENTITY = "PASSTHROUGH_ENTITY"
    SUBRECIPIENT = "SUBRECIPIENT"
    CONTRACTOR = "CONTRACTOR"


class Side(StrEnum):
    """Who bears a duty about an award: the one who gets it, or the agency that makes it."""

    RECIPIENT = "RECIPIENT"
    AWARDING_AGENCY = "AWARDING_AGENCY"


class Activity(StrEnum):
    """What the money, or the body that gets it, is for."""

    EDUCATION_PROGRAM = "EDUCATION_PROGRAM"
    HEALTH_PROGRAM = "HEALTH_PROGRAM"
    INSTITUTION_CUSTODY = "INSTITUTION_CUSTODY"
    FEDERAL_PUBLIC_BENEFIT = "FEDERAL_PUBLIC_BENEFIT"


class DateBasis(StrEnum):
    """The date that decides whether a rule is in time; a recipient's fiscal year has twelve months."""

    AWARD_DATE = "AWARD_DATE"
    OBLIGATION_DATE = "OBLIGATION_DATE"
    OBLIGATION_OR_EXPENDITURE_DATE = "OBLIGATION_OR_EXPENDITURE_DATE"
    FEDERAL_FISCAL_YEAR = "FEDERAL_FISCAL_YEAR"
    FISCAL_YEAR_BEGIN = "FISCAL_YEAR_BEGIN"


class Comparison(StrEnum):
    """How an amount is held against a threshold."""

    AT_LEAST = "AT_LEAST"
    MORE_THAN = "MORE_THAN"


class Measure(StrEnum):
    """The amount that a threshold measures."""

    AWARD = "AWARD"
    FEDERAL_AWARDS_EXPENDED = "FEDERAL_AWARDS_EXPENDED"
    SUBAWARD = "SUBAWARD"
    CONTRACT = "CONTRACT"
    ITEM = "ITEM"
    SERVICES_ABROAD = "SERVICES_ABROAD"


class Attachment(StrEnum):
    """How a rule finds its money: its clauses, its list, other statutes, or what is done with the money."""

    CLASS = "CLASS"
    LISTED = "LISTED"
    PROGRAM_STATUTE = "PROGRAM_STATUTE"
    ACTIVITY = "ACTIVITY"
