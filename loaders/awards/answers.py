"""Answers of the USAspending API, as scripts save them: searches of awards, and single awards.

A search may be saved as one JSON document, or its awards one a line. Of 692,336 lines in the file
of September 2023, a search by listing, 15,225 tell an award again, under the same listing and a few with
another amount. Answers hold contracts too, which are no assistance and are set aside.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import orjson

from loaders import files
from loaders.awards.awarded import Awarded, iso, permanent, records
from loaders.awards.holders import Level
from loaders.awards.known import Known
from loaders.awards.recipients import Party, duns, uei
from loaders.source import Row
from schema.errors import InvalidRecord, InvalidSource
from schema.model import Record

IGNORED = frozenset(
    {
        "internal_id",
        "Description",
        "COVID-19 Obligations",
        "COVID-19 Outlays",
        "Infrastructure Obligations",
        "Infrastructure Outlays",
        "Total Outlays",
        "Start Date",
        "End Date",
        "Last Modified Date",
        "SAI Number",
        "Awarding Agency",
        "Awarding Agency Code",
        "Awarding Sub Agency",
        "Funding Agency",
        "Funding Agency Code",
        "Funding Sub Agency",
        "Funding Sub Agency Code",
        "awarding_agency_id",
        "agency_slug",
        "def_codes",
        "primary_assistance_listing",
        "prime_award_recipient_id",
        "Loan Value",
        "Subsidy Cost",
        "Issued Date",
        "id",
        "uri",
        "category",
        "type",
        "description",
        "subaward_count",
        "total_subaward_amount",
        "total_subsidy_cost",
        "total_loan_value",
        "base_and_all_options",
        "base_exercised_options",
        "non_federal_funding",
        "total_funding",
        "total_account_outlay",
        "total_account_obligation",
        "account_outlays_by_defc",
        "account_obligations_by_defc",
        "record_type",
        "transaction_obligated_amount",
        "funding_agency",
        "period_of_performance",
        "executive_details",
        "total_outlay",
        "funding_opportunity",
    }
)
_CATEGORIES = {
    "Regional and State Government": Level.STATE,
    "U.S. Territory or Possession": Level.STATE,
    "Local Government": Level.LOCAL,
}
_NEUTRAL = frozenset({"Government", "Special Designations"})


def lines(path: Path) -> Iterator[Row]:
    """The awards of a file that has one a line."""
    with files.opened(path) as file:
        for number, line in files.lines(file, path):
            try:
                fields = orjson.loads(line)
            except orjson.JSONDecodeError as error:
                raise InvalidSource(
                    f"{path.name} is cut, or not JSON, at line {number} ({error}).", "Fetch it again."
                ) from error
            yield Row(number, fields if type(fields) is dict else {})


def search(path: Path) -> Iterator[Row]:
    """The awards of one page of a search."""
    results = document(path).get("results")
    if not isinstance(results, list):
        raise InvalidSource(f"{path.name} is not an answer to a search.", "Fetch it again.")
    for number, result in enumerate(results, start=1):
        yield Row(number, result if isinstance(result, dict) else {})


def single(path: Path) -> Iterator[Row]:
    """The one award of an answer about an award."""
    yield Row(1, document(path))


def document(path: Path) -> dict[str, Any]:
    """The JSON object that a file is; raises InvalidSource for anything else, or what is too long."""
    with files.opened(path) as file:
        text = file.read(files.LONGEST_LINE + 1)
    if len(text) > files.LONGEST_LINE:
        raise InvalidSource(f"{path.name} is too long for one answer.", "Save awards one a line.")
    try:
        found = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise InvalidSource(f"{path.name} is cut, or not JSON ({error}).", "Fetch it again.") from error
    if not isinstance(found, dict):
        raise InvalidSource(f"{path.name} is not an answer of the API.", "Fetch it again.")
    return found


def parse_found(row: Row, known: Known | None) -> Iterable[Record]:
    """The award of a search, with what else the search was asked to give of it."""
    published = row.take("generated_internal_id")
    if not published.startswith("ASST_"):
        return _set_aside(row, published)
    number, day = row.take("Award ID").strip(), row.find("Base Obligation Date")
    place = row.find("Primary Place of Performance") or {}
    office, department = row.find("Awarding Sub Agency Code"), row.fields.get("Awarding Agency Code")
    award = Awarded(
        id=permanent(published, office, department) if office else published,
        published=published,
        number=number,
        kind=row.find("Award Type"),
        amount=row.find("Award Amount"),
        day=iso(day) if day else None,
        country=row.find("Place of Performance Country Code") or place.get("location_country_code"),
        state=row.find("Place of Performance State Code") or place.get("state_code"),
        listings=_listings(row),
        party=_found_party(row),
    )
    return records(row, award, known)


def parse_one(row: Row, known: Known | None) -> Iterable[Record]:
    """The award of an answer about one award."""
    published = row.take("generated_unique_award_id")
    if not published.startswith("ASST_"):
        return _set_aside(row, published)
    place = row.find("place_of_performance") or {}
    day = row.find("date_signed")
    award = Awarded(
        id=permanent(published, *_codes(row)),
        published=published,
        number=row.find("fain") or row.take("uri"),
        kind=row.find("type_description"),
        amount=row.find("total_obligation"),
        day=iso(day) if day else None,
        country=place.get("location_country_code"),
        state=place.get("state_code"),
        listings=_unique(each.get("cfda_number") for each in row.find("cfda_info") or ()),
        party=_party_of_one(row.find("recipient") or {}),
    )
    return records(row, award, known)


def _set_aside(row: Row, published: str) -> list[Record]:
    """Leave nothing of a contract but the reason why it is left out, which is counted."""
    kind = "a contract vehicle" if published.startswith("CONT_IDV") else "a contract"
    if not published.startswith("CONT_"):
        raise InvalidRecord(f"{published} is neither assistance nor a contract.")
    row.fields = {f"not assistance: {kind}": True}
    return []


def _listings(row: Row) -> tuple[str, ...]:
    one, several = row.find("CFDA Number"), row.find("Assistance Listings")
    if several is None:
        return (one,) if one else ()
    return _unique((one, *(each.get("cfda_number") for each in several)))


def _unique(numbers: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each for each in numbers if each))


def _found_party(row: Row) -> Party:
    number, name = row.find("recipient_id"), row.find("Recipient Name")
    if not name:
        return Party(hash=number, uei=uei(row.find("Recipient UEI")))
    return Party(
        name=name,
        hash=number,
        uei=uei(row.find("Recipient UEI")),
        duns=duns(row.find("Recipient DUNS Number")),
        **_address(row.find("Recipient Location") or {}),
    )


def _party_of_one(told: Mapping[str, Any]) -> Party:
    categories = [each for each in told.get("business_categories") or () if each not in _NEUTRAL]
    levels = {_CATEGORIES.get(each, Level.OTHER) for each in categories}
    return Party(
        name=told.get("recipient_name") or "",
        hash=told.get("recipient_hash"),
        uei=uei(told.get("recipient_uei")),
        duns=duns(told.get("recipient_unique_id")),
        person="Individuals" in categories,
        level=(levels.pop() if len(levels) == 1 else Level.OTHER) if levels else None,
        **_address(told.get("location") or {}),
    )


def _address(location: Mapping[str, Any]) -> dict[str, Any]:
    return {"state": location.get("state_code") or "", "county": location.get("county_code")}


def _codes(row: Row) -> tuple[str | None, str | None]:
    """The codes of the office and of the department that made the award."""
    agency = row.fields.pop("awarding_agency", None) or {}
    office, department = (agency.get(f"{tier}tier_agency") or {} for tier in ("sub", "top"))
    return office.get("code"), department.get("code")
