"""Funding opportunities and forecasts: the daily extract of Grants.gov, one XML file in a zip.

A ceiling, a sum or a number of awards that is printed as 0 or none is not stated, and left empty.
"""

import datetime
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from graph.store import Store
from loaders import files, known_agencies
from loaders.citations import cleaned
from loaders.known_agencies import Agencies
from loaders.source import Parser, Row, Source
from schema.errors import InvalidRecord
from schema.model import Record
from schema.money import OfferedBy, OfferedUnder, Opportunity
from schema.values import Confidence

NAMESPACE = b"http://apply.grants.gov/system/OpportunityDetail-V1.0"
_SYNOPSIS, _FORECAST = "OpportunitySynopsisDetail_1_0", "OpportunityForecastDetail_1_0"
_MANY = frozenset({"CFDANumbers", "EligibleApplicants", "FundingInstrumentType", "CategoryOfFundingActivity"})
_NOWHERE_ELSE = "other than institutions of higher education"
APPLICANTS = {
    "00": "State governments",
    "01": "County governments",
    "02": "City or township governments",
    "04": "Special district governments",
    "05": "Independent school districts",
    "06": "Public and State controlled institutions of higher education",
    "07": "Native American tribal governments (Federally recognized)",
    "08": "Public housing authorities/Indian housing authorities",
    "11": "Native American tribal organizations (other than Federally recognized tribal governments)",
    "12": f"Nonprofits having a 501(c)(3) status with the IRS, {_NOWHERE_ELSE}",
    "13": f"Nonprofits that do not have a 501(c)(3) status with the IRS, {_NOWHERE_ELSE}",
    "20": "Private institutions of higher education",
    "21": "Individuals",
    "22": "For-profit organizations other than small businesses",
    "23": "Small businesses",
    "25": "Others (see additional information on eligibility)",
    "99": "Unrestricted",
}
"""Codes of eligible applicants, which the schema does not spell out."""
INSTRUMENTS = {"G": "Grant", "CA": "Cooperative agreement", "PC": "Procurement contract", "O": "Other"}
CATEGORIES = {
    "D": "Discretionary",
    "M": "Mandatory",
    "C": "Continuation",
    "E": "Earmark",
    "O": "Other",
}


def read(path: Path) -> Iterator[Row]:
    """One row an opportunity, fields that can come several times as lists."""
    tags = [f"{{*}}{each}" for each in (_SYNOPSIS, _FORECAST)]
    with files.opened(path) as file:
        for number, element in enumerate(files.elements(file, path, tags), start=1):
            yield Row(number, _fields(element))


def parser(agencies: Agencies) -> Parser:
    """A parser that links opportunities to these agencies."""

    def parse(row: Row) -> Iterable[Record]:
        """The opportunity, the programs that it is offered under, and who offers it."""
        opportunity = _opportunity(row)
        yield opportunity
        for number in dict.fromkeys(row.find("CFDANumbers") or ()):
            yield OfferedUnder(start=opportunity.id, end=number)
        yield from _offered(row, opportunity.id, agencies)

    return parse


def looks_up(store: Store) -> Parser:
    """The parser for the agencies that the graph knows."""
    return parser(known_agencies.known(store))


def recognises(path: Path) -> bool:
    """Whether a file is an extract, by the namespace at its beginning."""
    start = files.head(path, 4096)
    return NAMESPACE in start and b"Grants" in start and b"schema>" not in start and b":schema " not in start


def through(path: Path) -> datetime.date | None:
    """The day in the extract's name, which its content does not tell: GrantsDBExtract20260131v2.zip."""
    found = re.search(r"Extract(\d{4})(\d{2})(\d{2})", path.name)
    try:
        return datetime.date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def _fields(element: etree._Element) -> dict[str, Any]:
    fields: dict[str, Any] = {"forecast": etree.QName(element).localname == _FORECAST}
    for child in element.iterchildren(tag=etree.Element):
        name, text = etree.QName(child).localname, (child.text or "").strip()
        if name in _MANY:
            fields.setdefault(name, []).append(text)
        else:
            fields[name] = text
    return fields


def _opportunity(row: Row) -> Opportunity:
    identifier, number = row.take("OpportunityID"), row.find("OpportunityNumber")
    forecast = bool(row.take("forecast"))
    closes = row.find("EstimatedSynopsisCloseDate" if forecast else "CloseDate")
    title = cleaned(row.find("OpportunityTitle") or "")
    shares = row.find("CostSharingOrMatchingRequirement")
    return Opportunity(
        id=f"opportunity/{identifier}",
        name=title or number or f"Opportunity {identifier}",
        aliases=(number,) if number and title else (),
        number=number,
        forecast=forecast,
        posted_on=_day(row.find("PostDate")),
        closes_on=_day(closes),
        archived_on=_day(row.find("ArchiveDate")),
        expected_on=_day(row.find("EstimatedSynopsisPostDate")),
        fiscal_year=_whole(row.find("FiscalYear")),
        award_ceiling=_whole(row.find("AwardCeiling")),
        award_floor=_whole(row.find("AwardFloor")),
        estimated_funding=_whole(row.find("EstimatedTotalProgramFunding")),
        expected_awards=_whole(row.find("ExpectedNumberOfAwards")),
        category=_worded(row, "OpportunityCategory", CATEGORIES),
        instruments=_words(row, "FundingInstrumentType", INSTRUMENTS),
        applicant_types=_words(row, "EligibleApplicants", APPLICANTS),
        cost_sharing={"Yes": True, "No": False}[shares] if shares else None,
        official_url=f"https://www.grants.gov/search-results-detail/{identifier}",
    )


def _day(text: str | None) -> datetime.date | None:
    """A day as MMDDYYYY."""
    if not text:
        return None
    if not re.fullmatch(r"\d{8}", text):
        raise InvalidRecord(f"{text} is no date: it should be MMDDYYYY.")
    return datetime.date(int(text[4:]), int(text[:2]), int(text[2:4]))


def _whole(text: str | None) -> int | None:
    """A number that states something: neither none nor 0."""
    return None if text in {None, "none"} else int(text or 0) or None


def _worded(row: Row, name: str, words: dict[str, str]) -> str | None:
    """The words of a code; a code that is not known is left over, to be counted."""
    code = row.fields.get(name)
    if code in words:
        row.find(name)
    return words.get(code or "")


def _words(row: Row, name: str, words: dict[str, str]) -> tuple[str, ...]:
    codes = dict.fromkeys(row.find(name) or ())
    unknown = [each for each in codes if each not in words]
    if unknown:
        row.fields[name] = unknown
    return tuple(words[each] for each in codes if each in words)


def _offered(row: Row, identifier: str, agencies: Agencies) -> Iterator[OfferedBy]:
    """The agency, by its name or by its code (USDOJ-OJP-BJA), else the nearest above it that is known."""
    code, name = row.fields.get("AgencyCode") or "", cleaned(row.fields.get("AgencyName") or "")
    top = _department(code.partition("-")[0], name, agencies)
    agency, whole = agencies.within(top, name)
    if top and not whole:
        known = (agencies.offices.get((top, part)) for part in reversed(code.split("-")[1:]))
        agency = next(filter(None, known), agency)
    row.find("AgencyCode")
    if whole or not name:
        row.find("AgencyName")
    if agency:
        told = None if whole or not name else f"Offered by “{name}”, which has no code of its own."
        yield OfferedBy(start=identifier, end=agency, note=told)


def _department(head: str, name: str, agencies: Agencies) -> str | None:
    known = agencies.abbreviations
    return known.get(head) or known.get(head.removeprefix("US")) or agencies.names.department(name)


SOURCE = Source(
    name="grants-gov",
    title="Funding opportunities (Grants.gov extract)",
    address="https://www.grants.gov/xml-extract",
    licence="Public domain (work of the United States government)",
    confidence=Confidence.VERIFIED,
    read=read,
    parse=parser(known_agencies.NONE),
    looks_up=looks_up,
    through=through,
    recognises=recognises,
    turn=45,
    expected={
        Opportunity: (1, 1_000_000),
        OfferedUnder: (0, 2_000_000),
        OfferedBy: (0, 1_000_000),
    },
    ignored=frozenset(
        {
            "OpportunityCategoryExplanation",
            "CategoryOfFundingActivity",
            "CategoryExplanation",
            "AdditionalInformationOnEligibility",
            "CloseDateExplanation",
            "EstimatedSynopsisCloseDateExplanation",
            "LastUpdatedDate",
            "EstimatedAwardDate",
            "EstimatedProjectStartDate",
            "Description",
            "Version",
            "AdditionalInformationURL",
            "AdditionalInformationText",
            "GrantorContactEmail",
            "GrantorContactEmailDescription",
            "GrantorContactText",
            "GrantorContactName",
            "GrantorContactPhoneNumber",
        }
    ),
    gaps=(
        "Descriptions, contacts and further words on eligibility are not kept.",
        "Amounts printed as 0 or none are empty.",
        "An agency is found by its department's abbreviation and its own name; the rest is counted.",
    ),
)
