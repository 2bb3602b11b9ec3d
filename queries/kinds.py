"""Kinds of recipient and of assistance: which others a kind certainly is, and which it may be.

`…_IS` and `…_MAY_BE` are Cypher's maps from a kind to the others. A body that only may be of a kind that a
rule names leaves the rule open; a rule's exclusions are held against what the body certainly is. `admits`
and `listed` are expressions about a rule's three lists, a map of types, perhaps and excluded.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from schema.classes import AssistanceType as Assistance
from schema.classes import RecipientType as Recipient
from schema.places import JurisdictionKind as Place


def _cypher(kinds: Mapping[StrEnum, Sequence[StrEnum]]) -> str:
    entries = (f"{kind}: {[each.value for each in others]}" for kind, others in kinds.items())
    return "{" + ", ".join(entries) + "}"


RECIPIENT_IS = _cypher(
    {
        # 2 C.F.R. 200.1 counts a state's agencies as the state and school districts as local governments.
        Recipient.STATE_EDUCATIONAL_AGENCY: [Recipient.STATE_EDUCATIONAL_AGENCY, Recipient.STATE],
        Recipient.LOCAL_EDUCATIONAL_AGENCY: [Recipient.LOCAL_EDUCATIONAL_AGENCY, Recipient.LOCAL_GOVERNMENT],
        Recipient.PUBLIC_SECONDARY_SCHOOL: [Recipient.PUBLIC_SECONDARY_SCHOOL, Recipient.SCHOOL],
    }
)
RECIPIENT_MAY_BE = _cypher(
    {
        Recipient.STATE: [Recipient.STATE_EDUCATIONAL_AGENCY],
        Recipient.DISTRICT_OF_COLUMBIA: [Recipient.STATE, Recipient.LOCAL_GOVERNMENT],
        Recipient.TERRITORY: [Recipient.STATE],
        Recipient.LOCAL_GOVERNMENT: [Recipient.LOCAL_EDUCATIONAL_AGENCY],
        Recipient.SCHOOL: [
            Recipient.PUBLIC_SECONDARY_SCHOOL,
            Recipient.LOCAL_EDUCATIONAL_AGENCY,
            Recipient.LOCAL_GOVERNMENT,
            Recipient.NONPROFIT,
            Recipient.FOR_PROFIT,
        ],
        Recipient.PUBLIC_SECONDARY_SCHOOL: [Recipient.LOCAL_EDUCATIONAL_AGENCY, Recipient.LOCAL_GOVERNMENT],
        Recipient.RESEARCH_INSTITUTION: [
            Recipient.INSTITUTION_OF_HIGHER_EDUCATION,
            Recipient.NONPROFIT,
            Recipient.FOR_PROFIT,
        ],
        Recipient.LIBRARY: [Recipient.LOCAL_GOVERNMENT, Recipient.NONPROFIT],
        Recipient.HOSPITAL: [
            Recipient.STATE,
            Recipient.LOCAL_GOVERNMENT,
            Recipient.NONPROFIT,
            Recipient.FOR_PROFIT,
        ],
    }
)
_OF_PLACE = _cypher(
    {
        Place.STATE: [Recipient.STATE],
        Place.DISTRICT: [Recipient.DISTRICT_OF_COLUMBIA],
        Place.TERRITORY: [Recipient.TERRITORY],
        Place.COUNTY: [Recipient.LOCAL_GOVERNMENT],
        Place.PLACE: [Recipient.LOCAL_GOVERNMENT],
        Place.CONSOLIDATED_CITY_COUNTY: [Recipient.LOCAL_GOVERNMENT],
        Place.TRIBE: [Recipient.TRIBE],
    }
)
ASSISTANCE_IS = _cypher(
    {
        Assistance.FIXED_AMOUNT_AWARD: [Assistance.FIXED_AMOUNT_AWARD, Assistance.GRANT],
        Assistance.FOOD_COMMODITY: [Assistance.FOOD_COMMODITY, Assistance.PROPERTY],
        Assistance.COST_REIMBURSEMENT_CONTRACT: [
            Assistance.COST_REIMBURSEMENT_CONTRACT,
            Assistance.PROCUREMENT_CONTRACT,
        ],
    }
)
ASSISTANCE_MAY_BE = _cypher(
    {
        Assistance.DIRECT_PAYMENT: [
            Assistance.GRANT,
            Assistance.COOPERATIVE_AGREEMENT,
            Assistance.STUDENT_FINANCIAL_ASSISTANCE,
            Assistance.INTEREST_SUBSIDY,
            Assistance.SUBSIDY,
        ],
        Assistance.STUDENT_FINANCIAL_ASSISTANCE: [
            Assistance.GRANT,
            Assistance.DIRECT_PAYMENT,
            Assistance.LOAN,
        ],
        Assistance.PROPERTY: [Assistance.FOOD_COMMODITY],
        Assistance.LOAN_GUARANTEE: [Assistance.INTEREST_SUBSIDY],
    }
)


def joined(texts: str, between: str = ", ") -> str:
    """Cypher for the texts of a list in one, '' for none."""
    return f"substring(reduce(said = '', text IN {texts} | said + '{between}' + text), {len(between)})"


def plain(kind: str) -> str:
    """Cypher for a kind in words."""
    return f"toLower(replace({kind}, '_', ' '))"


def words(kinds: str) -> str:
    """Cypher for a list of kinds in words."""
    return joined(f"[kind IN {kinds} | {plain('kind')}]")


def listed(kinds: str, every: str) -> str:
    """Cypher for what a rule's lists say, where an empty list of types means every kind."""
    return (
        f"CASE WHEN size({kinds}.types) = 0 THEN '{every}' ELSE {words(f'{kinds}.types')} END"
        f" + CASE WHEN size({kinds}.perhaps) = 0 THEN '' ELSE '; where the agency applies it, '"
        f" + {words(f'{kinds}.perhaps')} END"
        f" + CASE WHEN size({kinds}.excluded) = 0 THEN '' ELSE '; not ' + {words(f'{kinds}.excluded')} END"
    )


def admits(kinds: str, kind: str) -> str:
    """Cypher for whether a rule's lists admit a kind, a map of what it `is`, `may_be`, and is `surely`."""
    return (
        f"CASE WHEN any(k IN {kind}.is WHERE k IN {kinds}.excluded) THEN 'NO'"
        f" WHEN any(k IN {kind}.is WHERE k IN {kinds}.types)"
        f" OR (size({kinds}.types) = 0 AND {kind}.surely) THEN 'YES'"
        f" WHEN size({kinds}.types) = 0"
        f" OR any(k IN {kind}.is + {kind}.may_be WHERE k IN {kinds}.types + {kinds}.perhaps) THEN 'UNKNOWN'"
        " ELSE 'NO' END"
    )


def recipient_of(place: str) -> str:
    """Cypher for the kind of recipient that the government of a place is; null for the country."""
    return f"head({_OF_PLACE}[{place}.kind])"


def binds_place(rule: str, place: str) -> str:
    """Cypher for whether a rule may bind the government of a place, by what kind of recipient that is."""
    kind = recipient_of(place)
    return (
        f"(coalesce({rule}.side, 'RECIPIENT') = 'RECIPIENT'"
        f" AND NOT {kind} IN coalesce({rule}.excluded_recipient_types, [])"
        f" AND (size(coalesce({rule}.recipient_types, [])) = 0 OR any("
        f"k IN [{kind}] + coalesce({RECIPIENT_MAY_BE}[{kind}], []) WHERE k IN {rule}.recipient_types"
        f" OR k IN coalesce({rule}.conditional_recipient_types, []))))"
    )
