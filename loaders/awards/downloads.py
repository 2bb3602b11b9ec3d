"""The CSV files of USAspending's downloads: prime transactions, and summaries of prime awards.

A zip holds them in several parts, next to files of contracts and subawards, which are set aside. The names of
the columns are those of the Data Dictionary Crosswalk and of the downloads of 2024. A transaction repeats its
award's total; where it does not, the sum of the file's transactions stands and says so.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO

from loaders import files
from loaders.awards.amounts import cents, day, dollars
from loaders.awards.awarded import Awarded, permanent, records
from loaders.awards.holders import Level
from loaders.awards.known import Known, began
from loaders.awards.places import postal
from loaders.awards.recipients import Party, duns, uei
from loaders.awards.transactions import SET_ASIDE, Transaction, Transactions, Whole
from loaders.source import Row
from schema.errors import InvalidRecord, InvalidSource
from schema.model import Record

KEY, BASE, ACTION = "assistance_award_unique_key", "award_base_action_date", "action_date"
_OFFICERS = (f"highly_compensated_officer_{n}_{what}" for n in range(1, 6) for what in ("name", "amount"))
_MONEY_OF = (
    f"{what}_amount_{how}_{bill}{of}"
    for what in ("obligated", "outlayed")
    for how in ("from", "funded_by")
    for bill in ("COVID-19_supplementals", "IIJA_supplemental")
    for of in ("", "_for_overall_award")
)
_AGENCIES = (
    f"{who}_{unit}_{what}"
    for who in ("awarding", "funding")
    for unit in ("agency", "sub_agency", "office")
    for what in ("code", "name")
)
_PLACES = (
    f"{whose}_{what}"
    for whose in ("recipient", "primary_place_of_performance")
    for what in (
        "address_line_1",
        "address_line_2",
        "city_name",
        "congressional_district",
        "country_name",
        "county_name",
        "foreign_city_name",
        "foreign_location",
        "foreign_postal_code",
        "foreign_province_name",
        "scope",
        "zip_4",
        "zip_code",
        "zip_last_4_code",
        "county_code",
        "state_name",
    )
)
_CODED = (
    f"prime_award_{level}_{whose}_{what}"
    for level in ("transaction", "summary")
    for whose in ("recipient", "place_of_performance")
    for what in ("cd_original", "cd_current", "county_fips_code", "state_fips_code")
)
IGNORED = frozenset(
    {
        *_OFFICERS,
        *_MONEY_OF,
        *_AGENCIES,
        *_PLACES,
        *_CODED,
        "action_date_fiscal_year",
        "action_type",
        "action_type_code",
        "action_type_description",
        "assistance_transaction_unique_key",
        "assistance_type_code",
        "award_base_action_date_fiscal_year",
        "award_description",
        "award_latest_action_date",
        "award_latest_action_date_fiscal_year",
        "business_funds_indicator_code",
        "business_funds_indicator_description",
        "business_types_description",
        "cfda_title",
        "correction_delete_ind",
        "correction_delete_indicator_code",
        "correction_delete_indicator_description",
        "disaster_emergency_fund_codes",
        "disaster_emergency_fund_codes_for_overall_award",
        "face_value_of_loan",
        "federal_accounts_funding_this_award",
        "funding_opportunity_goals_text",
        "funding_opportunity_number",
        "generated_pragmatic_obligations",
        "indirect_cost_federal_share_amount",
        "initial_report_date",
        "last_modified_date",
        "modification_number",
        "non_federal_funding_amount",
        "object_classes_funding_this_award",
        "original_loan_subsidy_cost",
        "period_of_performance_current_end_date",
        "period_of_performance_start_date",
        "prime_award_base_transaction_description",
        "program_activities_funding_this_award",
        "recipient_name_raw",
        "recipient_parent_duns",
        "recipient_parent_name",
        "recipient_parent_name_raw",
        "recipient_parent_uei",
        "record_type_code",
        "record_type_description",
        "sai_number",
        "total_face_value_of_loan",
        "total_funding_amount",
        "total_loan_subsidy_cost",
        "total_non_federal_funding_amount",
        "total_outlayed_amount",
        "total_outlayed_amount_for_overall_award",
        "transaction_description",
        "treasury_accounts_funding_this_award",
        "usaspending_permalink",
    }
)
_FIPS = "prime_award_transaction_recipient_county_fips_code"
_LEVELS = {"A": Level.STATE, "F": Level.STATE, "B": Level.COUNTY, "C": Level.MUNICIPALITY}
_UNCLEAR = frozenset("X")
_NEW, _DELETED, _PERSON = "A", "D", "P"


def is_ours(header: Iterable[str]) -> bool:
    """Whether a CSV file with these columns holds prime awards, or their transactions."""
    columns = set(header)
    return KEY in columns and bool(columns & {BASE, ACTION})


def header(file: IO[bytes]) -> list[str]:
    """The columns of a CSV file that was just opened; reads its first line."""
    line = file.readline(files.LONGEST_LINE).decode("utf-8-sig", errors="replace")
    return next(csv.reader([line]), [])


def read(path: Path) -> Iterator[Row]:
    """The awards of all parts, then the transactions that are not understood, each as one row."""
    with Transactions() as kept:
        for name, file in files.members(path, ".csv"):
            columns = header(file)
            if not is_ours(columns):
                yield Row(1, {SET_ASIDE: f"not prime awards: {name.rsplit('/', 1)[-1]}"})
            elif BASE in columns:
                yield from (Row(number, fields) for number, fields in _rows(file, path, columns))
            else:
                yield from _keep(kept, _rows(file, path, columns))
        for whole in kept.awards():
            yield Row(whole.number, whole.fields | {"transactions": whole})


def parse(row: Row, known: Known | None) -> Iterable[Record]:
    """The award with its listings, recipient and place; raises InvalidRecord for what is no award."""
    problem = row.find("problem")
    if problem:
        raise InvalidRecord(problem)
    published = row.take(KEY)
    whole: Whole | None = row.find("transactions")
    number, other = row.find("award_id_fain"), row.find("award_id_uri")
    office = row.fields.get("awarding_sub_agency_code")
    if number is None and other is None:
        raise InvalidRecord("The award has neither a FAIN nor a URI.")
    identifier = permanent(published, office, row.fields.get("awarding_agency_code"))
    base, amount = row.find(BASE), row.find("total_obligated_amount")
    first, told = began(whole, identifier, known) if whole else (day(base) if base else None, None)
    award = Awarded(
        id=identifier,
        published=published,
        number=number or other,
        kind=row.find("assistance_type_description"),
        amount=_amount(whole) if whole else dollars(cents(amount)),
        day=first,
        country=row.find("primary_place_of_performance_country_code"),
        state=_state(row),
        listings=_listings(row, whole),
        party=_party(row),
        note=" ".join(filter(None, (_note(whole), told))) or None if whole else None,
    )
    row.fields.pop(ACTION, None)
    row.fields.pop("federal_action_obligation", None)
    return records(row, award, known)


def _rows(file: IO[bytes], path: Path, columns: list[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows after the header, with only the cells that hold something."""
    for number, cells in files.rows(file, path, (), names=columns):
        if cells[columns[-1]] is None:
            raise InvalidSource(
                f"{path.name} breaks off: line {number + 1} has fewer cells than there are columns.",
                "Fetch it again.",
            )
        yield number + 1, {name: cell for name, cell in cells.items() if cell and name}


def _keep(kept: Transactions, rows: Iterator[tuple[int, dict[str, str]]]) -> Iterator[Row]:
    """Put transactions away; gives back those that are deleted or not understood."""
    for number, fields in rows:
        if _DELETED in {fields.get("correction_delete_ind"), fields.get("correction_delete_indicator_code")}:
            yield Row(number, {SET_ASIDE: "a deleted transaction"})
            continue
        try:
            kept.add(_transaction(number, fields))
        except (InvalidRecord, KeyError) as error:
            yield Row(number, {KEY: None} | fields | {"problem": f"Not a transaction: {error}"})


def _transaction(number: int, fields: Mapping[str, str]) -> Transaction:
    award = fields[KEY]
    return Transaction(
        award=award,
        key=fields.get("assistance_transaction_unique_key") or f"{award} {number}",
        number=number,
        modified=fields.get("last_modified_date", ""),
        day=day(fields[ACTION]),
        cents=cents(fields.get("federal_action_obligation")),
        total=cents(fields.get("total_obligated_amount")),
        listing=fields.get("cfda_number"),
        opens=fields.get("action_type_code") == _NEW,
        fields=dict(fields),
    )


def _amount(whole: Whole) -> float | None:
    return dollars(whole.cents if whole.total is None else whole.total)


def _note(whole: Whole) -> str | None:
    """Where the amount is not stated, or more than once."""
    if whole.total is None:
        return f"The amount is the sum of the {whole.actions} transactions in the file."
    return "Its transactions state different totals: the last modified stands." if whole.totals > 1 else None


def _listings(row: Row, whole: Whole | None) -> tuple[str, ...]:
    """The listings of all transactions; a summary of 2024 prints them with their titles in one cell."""
    one, several = row.find("cfda_number"), row.find("cfda_numbers_and_titles")
    if whole:
        return whole.listings
    if several:
        return tuple(dict.fromkeys(each.split(":")[0].strip() for each in several.split("; ") if ":" in each))
    return (one,) if one else ()


def _state(row: Row) -> str | None:
    """The postal code of the place of performance, from its code such as IL14000 or from the state's name."""
    code = row.find("primary_place_of_performance_code") or ""
    name = row.fields.get("primary_place_of_performance_state_name") or ""
    return postal(name) or (code[:2] if code[:2].isalpha() else None)


def _party(row: Row) -> Party:
    kinds = set(row.find("business_types_code") or "")
    county = row.find("recipient_county_code") or row.fields.get(_FIPS) or ""
    return Party(
        name=row.find("recipient_name") or "",
        uei=uei(row.find("recipient_uei")),
        duns=duns(row.find("recipient_duns")),
        person=_PERSON in kinds,
        level=_level(kinds),
        state=row.find("recipient_state_code") or "",
        county=county[-3:].zfill(3) if county else None,
        city=row.find("recipient_city_code"),
    )


def _level(kinds: set[str]) -> Level | None:
    """What the letters of its types say; of several sorts the recipient is none for sure."""
    levels = {_LEVELS.get(each, Level.OTHER) for each in kinds - _UNCLEAR}
    return (levels.pop() if len(levels) == 1 else Level.OTHER) if levels else None
