"""Agencies and their offices in the code lists of USAspending and of SAM.gov, as one hierarchy.

A row that names the department itself again, or an office again under a second code, is the same agency: its
other codes are aliases.
"""

import re
from pathlib import Path
from typing import Any

import msgspec

from loaders import files
from loaders.agency_names import bare, same_name
from loaders.folder import member
from loaders.whole import whole
from schema.errors import InvalidSource

CODES, HIERARCHY = "agency_codes.csv", "sam_organizations.json"
CGAC, AGENCY, SUBTIER, OFFICE = "CGAC AGENCY CODE", "AGENCY NAME", "SUBTIER CODE", "SUBTIER NAME"
SAM = "https://sam.gov/"
_TWICE = re.compile(r"\s*-\s*associated to Assistance Data$")
_INITIALS = frozenset({"USDA", "US", "NASA", "VA", "BBG"})
_SMALL = frozenset({"of", "the", "and", "for", "on", "in", "to", "with", "or"})

Offices = dict[tuple[str, str], dict[str, Any]]


def listed(place: Path) -> Offices:
    """Agencies by department's code and name, departments before their offices, rows of one office joined."""
    offices: Offices = {}
    path = codes(place)
    for _, record in whole(files.table(path, (CGAC, AGENCY, SUBTIER, OFFICE)), path):
        _join(offices, record)
    for organization in organizations(place):
        _add(offices, organization)
    return offices


def codes(place: Path) -> Path:
    """The code list: the file itself, or the one of that name in the folder."""
    return place if is_codes(place) else member(place, CODES)


def is_codes(path: Path) -> bool:
    """Whether a file is a code list of USAspending, by its header."""
    return files.head(path, 200).startswith(f"{CGAC},{AGENCY},".encode())


def organizations(place: Path, status: str = "ACTIVE") -> list[dict[str, Any]]:
    """The records of SAM.gov's federal hierarchy that have the status and a code."""
    return [each for each in hierarchy(place) if each["modStatus"] == status and coded(each)]


def hierarchy(place: Path) -> list[dict[str, Any]]:
    """All records of SAM.gov's federal hierarchy."""
    path = member(place, HIERARCHY)
    try:
        with files.opened(path) as file:
            return msgspec.json.decode(file.read(), type=list[dict[str, Any]])
    except msgspec.MsgspecError as error:
        raise InvalidSource(f"{path.name} is cut or of another kind ({error}).", "Fetch it again.") from error


def coded(organization: dict[str, Any]) -> bool:
    """Whether a record of the hierarchy has a code below its department's."""
    return bool(organization.get("cgac") and organization.get("code"))


def written(name: str) -> str:
    """A name in capitals as people write it: OFFICE OF THE WHIP is Office of the Whip."""
    turned = re.sub(r"^(.*), (DEPARTMENT OF(?: THE)?)$", r"\2 \1", name.strip())
    if not turned.isupper():
        return turned
    spoken = re.sub(r"[A-Z][A-Z'’]*", lambda word: _spoken(word[0]), turned)
    return spoken[0].upper() + spoken[1:]


def holder(offices: Offices, cgac: str, code: str) -> dict[str, Any] | None:
    """The agency of the department that has the code."""
    holders = (each for (top, _), each in offices.items() if top == cgac and code in each.get("codes", ()))
    return next(holders, None)


def identifier(cgac: str, agency: dict[str, Any]) -> str:
    """The id of an agency: its department's code, then its own first code."""
    listed_codes = agency.get("codes") or []
    return f"agency/{cgac}/{listed_codes[0]}" if listed_codes else f"agency/{cgac}"


def _spoken(word: str) -> str:
    if word in _INITIALS:
        return word
    return word.lower() if word.lower() in _SMALL else word.capitalize()


def _join(offices: Offices, record: dict[str, str]) -> None:
    cgac, name = record[CGAC], record[AGENCY].strip()
    top = offices.setdefault(
        (cgac, ""), {"name": name, "abbreviation": record["AGENCY ABBREVIATION"].strip()}
    )
    if not top.get("aliases"):
        top["aliases"] = _everyday(name)
    office, code = _TWICE.sub("", record[OFFICE]).strip(), record[SUBTIER].strip()
    if not code or same_name(office) == same_name(name):
        top["website"] = top.get("website") or record["WEBSITE"].strip()
        return
    found = offices.setdefault((cgac, same_name(office)), {"name": office, "codes": []})
    selectable = record["USER SELECTABLE ON USASPENDING.GOV"] == "TRUE"
    found["codes"].insert(0 if selectable else len(found["codes"]), code)
    found["abbreviation"] = found.get("abbreviation") or record["SUBTIER ABBREVIATION"].strip()


def _add(offices: Offices, organization: dict[str, Any]) -> None:
    """Take an agency of the hierarchy that the code list lacks, or its newer name for a code."""
    cgac, code, level = organization["cgac"], organization["code"], organization["level"]
    name = written(bare(organization["name"]))
    if level > 2 or (level == 1 and (cgac, same_name(name)) in offices):
        return
    known = offices.get((cgac, "")) if level == 1 else holder(offices, cgac, code)
    if known is None and not (level == 2 and same_name(name) == same_name(offices[cgac, ""]["name"])):
        fresh = {"name": name, "abbreviation": organization.get("shortName"), "source": [SAM]}
        offices[cgac, same_name(name) if level == 2 else ""] = fresh | (
            {"codes": [code]} if level == 2 else {}
        )
    elif known and same_name(name) not in map(same_name, (known["name"], *known.get("aliases", ()))):
        known["aliases"] = [*known.get("aliases", ()), name]


def _everyday(name: str) -> list[str]:
    """The Department of the Treasury is also called the Treasury Department."""
    found = re.fullmatch(r"Department of (?:the )?(.+)", name)
    return [f"{found[1]} Department"] if found else []
