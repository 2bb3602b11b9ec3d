"""What the Code prints in a provision's place: that it is repealed, omitted, transferred and so on."""

import datetime
import re

from loaders.us_code.acts import MONTHS
from loaders.us_code.entries import DASHES, Entry
from schema.law import ProvisionStatus

_WORDS = "Repealed|Omitted|Transferred|Renumbered|Redesignated|Reserved|Vacant|Expired|Terminated"
_SAID = re.compile(
    rf"^[\[\s]*(?P<first>{_WORDS})(?:(?:,\s*|\s+(?:or|and)\s+)(?P<second>{_WORDS}))?(?=\s*(?:\.|\]|,|§|$))",
    re.IGNORECASE,
)
_END = re.compile(
    rf"\beff\.\s+(?P<month>{'|'.join(MONTHS)})[a-z]*\.?\s+"
    r"(?P<day>\d{1,2}),\s+(?P<year>\d{4})"
)
_NEW = re.compile(r"^[\[\s]*Renumbered\s+§\s*(?P<number>\d[\w-]*)\s*\.?\]?$")
_PUBLISHED = {
    "operational": ProvisionStatus.IN_FORCE,
    "redesignated": ProvisionStatus.RENUMBERED,
} | {each.value.lower(): each for each in ProvisionStatus}


def status(entry: Entry) -> ProvisionStatus | None:
    """The status that the XML gives, else what the heading says; in force where nothing is said of a section.

    The schema of the Code's XML takes a provision without a status to be operational. None for a level above
    sections, whose sections tell, and where the XML gives a status that is none of ours.
    """
    said = _SAID.match(entry.heading or entry.begins)
    if said and said["second"] and said["second"].lower() != said["first"].lower():
        return ProvisionStatus.SEVERAL
    if entry.status:
        return _PUBLISHED.get(entry.status)
    if said:
        return _PUBLISHED[said["first"].lower()]
    return ProvisionStatus.IN_FORCE if entry.section else None


def ended(entry: Entry) -> datetime.date | None:
    """The day from which a repeal took effect, where its entry gives one and only one."""
    days = {(each["year"], each["month"], each["day"]) for each in _END.finditer(entry.heading or "")}
    if len(days) != 1 or status(entry) is not ProvisionStatus.REPEALED:
        return None
    ((year, month, day),) = days
    return datetime.date(int(year), MONTHS.index(month) + 1, int(day))


def renumbered(entry: Entry) -> str | None:
    """The section of the same title that a renumbered section has become."""
    found = _NEW.match((entry.heading or "").translate(DASHES))
    return f"/us/usc/t{entry.title}/s{found['number']}" if found else None
