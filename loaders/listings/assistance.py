"""Types of assistance in the same words for every edition: those of the inventory.

The inventory of December 2025 labelled them from the table of applicant types, which `MISTAKEN` undoes
(worked out from sample listings, not from a code book). The catalogue's own editions print them in capitals.
"""

from collections.abc import Iterable

from loaders.citations import cleaned

_SCHOOLS = "institutions of higher education and hospitals"
MISTAKEN = {
    "Government - General": "Formula Grants",
    "Project Grants": "Project Grants",
    "Interstate": "Direct Payments for a Specified Use",
    "Intrastate": "Direct Payments with Unrestricted Use",
    f"State (includes District of Columbia, public {_SCHOOLS})": "Direct Loans",
    f"Local (includes State-designated Indian Tribes, excludes {_SCHOOLS}": "Guaranteed/Insured Loans",
    "Sponsored organization": "Insurance",
    "Non-Government - General": "Dissemination of Technical Information",
    "Minority group": "Investigation of Complaints",
    f"U.S. Territories and possessions (includes {_SCHOOLS})": "Advisory Services and Counseling",
}
_USUAL = (
    *MISTAKEN.values(),
    "Cooperative Agreements",
    "Cooperative Agreements (Discretionary Grants)",
    "Federal Employment",
    "Formula Grants (Apportionments)",
    "Formula Grants (Cooperative Agreements)",
    "Formula Grants (Health Incentive Grants)",
    "Information",
    "Project Grants (Capacity Building and Complaint Processing, Training)",
    "Project Grants (Contracts)",
    "Project Grants (Cooperative Agreements or Contracts)",
    "Project Grants (Cooperative Agreements)",
    "Project Grants (Discretionary)",
    "Project Grants (Fellowships)",
    "Project Grants (including individual awards)",
    "Project Grants (with Formula Distribution)",
    "Provision of Specialized Services",
    "Salaries and Expenses",
    "Sale, Exchange, or Donation of Property or Goods",
    "Training",
    "Use of Property, Facilities, or Equipment",
)
_NOTHING = frozenset({"none", "not applicable", "n/a", ""})


def _known_by(label: str) -> str:
    """What tells a label from the others: neither case nor articles nor the last point count."""
    words = cleaned(label).casefold().rstrip(".").replace("and/or", "or").split()
    return " ".join(word for word in words if word != "a")


_BY_LABEL = {_known_by(each): each for each in _USUAL}


def translated(labels: Iterable[str]) -> tuple[str, ...]:
    """The types that the inventory's mistaken labels stand for; other labels are right."""
    return tuple(dict.fromkeys(MISTAKEN.get(each, each) for each in labels))


def usual(labels: Iterable[str]) -> tuple[str, ...]:
    """The types in the inventory's words; a label that it does not have keeps its own, capitals aside."""
    named = (_BY_LABEL.get(_known_by(each), _written(each)) for each in labels if _states(each))
    return tuple(dict.fromkeys(named))


def known(label: str) -> bool:
    """Whether the label is one of the catalogue's."""
    return _known_by(label) in _BY_LABEL


def _states(label: str) -> bool:
    return _known_by(label) not in _NOTHING


def _written(label: str) -> str:
    plain = cleaned(label).rstrip(".")
    return plain.title() if plain.isupper() else plain
