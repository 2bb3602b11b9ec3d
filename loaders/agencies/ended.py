"""Organisations that SAM.gov has as inactive, and those of its hierarchy that are left out."""

import datetime
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from loaders.agencies.hierarchy import (
    SAM,
    Offices,
    coded,
    hierarchy,
    holder,
    identifier,
    organizations,
    written,
)
from loaders.agency_names import bare, same_name
from loaders.source import Row
from schema.model import Record
from schema.money import Agency, OfficeOf
from schema.values import Confidence

_BUREAU = 2
"""Level of a bureau in the hierarchy; a department has 1."""


def inactive(place: Path, offices: Offices) -> Iterator[dict[str, Any]]:
    """The inactive organisations that the code lists do not have, each with the last day of its record.

    Where the lists have the same code that gets a note; where they have the name, the code is an alias there.
    """
    known = {each["orgKey"]: each for each in hierarchy(place)}
    renewed = _renewed(place)
    for each in organizations(place, "INACTIVE"):
        if (each["cgac"], each["code"]) in renewed:
            continue
        cgac, code, name = each["cgac"], each["code"], written(bare(each["name"]))
        other = offices.get((cgac, same_name(name)))
        if same := holder(offices, cgac, code):
            same["note"] = f"SAM.gov has it as inactive{_since(_last_day(each))}; the code list still has it."
        elif other:
            other["codes"] = [*other["codes"], code]
        else:
            above = holder(offices, cgac, known.get(each.get("parentOrgKey"), {}).get("code", "")) or {}
            short, last = each.get("shortName"), _last_day(each)
            fields = {"cgac": cgac, "code": code, "name": name, "abbreviation": short, "last": last}
            yield fields | {"above": identifier(cgac, above)}


def organization(row: Row) -> Iterable[Record]:
    """An inactive organisation, which ended when its record did, and what it was an office of."""
    cgac, code, last = row.take("cgac"), row.take("code"), row.find("last")
    end = last + datetime.timedelta(days=1) if last else None
    inactive = "its record is inactive, and gives no last day" if end is None else "its record ended then"
    agency = Agency(
        id=f"agency/{cgac}/{code}",
        name=row.take("name"),
        code=code,
        abbreviation=row.find("abbreviation"),
        valid_to=end,
        confidence=Confidence.PARTIAL,
        note=f"Inactive at SAM.gov: {inactive}; the office itself may go on under another code.",
        source=(SAM,),
    )
    yield agency
    yield OfficeOf(
        start=agency.id,
        end=row.take("above"),
        valid_to=end,
        confidence=Confidence.PARTIAL,
        source=(SAM,),
    )


def left_out(place: Path) -> Iterator[dict[str, str]]:
    """Why organisations of the hierarchy are left out, one by one."""
    renewed = _renewed(place)
    for each in hierarchy(place):
        if not coded(each):
            yield {"reason": f"without a code: {each['modStatus'].lower()}"}
        elif each["modStatus"] == "ACTIVE" and each["level"] > _BUREAU:
            yield {"reason": "below the bureaus"}
        elif each["modStatus"] != "ACTIVE" and (each["cgac"], each["code"]) in renewed:
            yield {"reason": "inactive, with an active record for the same code"}


def _renewed(place: Path) -> set[tuple[str, str]]:
    """Codes that have an active record: an inactive one of the same code was only replaced by it."""
    return {(each["cgac"], each["code"]) for each in organizations(place)}


def _last_day(record: dict[str, Any]) -> datetime.date | None:
    printed = record.get("endDate")
    return datetime.date.fromisoformat(printed[:10]) if printed else None


def _since(last: datetime.date | None) -> str:
    return f" since {last.day} {last:%B %Y}" if last else ""
