"""The assistance feed of the first USAspending.gov, up to 2017: transactions of codes with labels.

An award is told by the number that its agency gave it (FAIN) and the agency's code: of these USAspending made
its ids from 2017 to 2025, so they are made here too. An aggregate has no FAIN but a URI. A transaction with
neither is an award of its own, by the feed's number.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from loaders import files
from loaders.awards.amounts import cents, day, dollars
from loaders.awards.awarded import Awarded, records
from loaders.awards.holders import Level
from loaders.awards.known import Known, began
from loaders.awards.recipients import Party, duns
from loaders.awards.transactions import SET_ASIDE, Transaction, Transactions, Whole
from loaders.source import Row
from schema.errors import InvalidRecord, InvalidSource
from schema.model import Record

COLUMNS = frozenset({"unique_transaction_id", "federal_award_id", "agency_code", "cfda_program_num"})
IGNORED = frozenset(
    {
        "transaction_status",
        "sai_number",
        "account_title",
        "recipient_city_name",
        "recipient_county_name",
        "recipient_zip",
        "federal_award_mod",
        "non_fed_funding_amount",
        "total_funding_amount",
        "starting_date",
        "ending_date",
        "fyq",
        "fyq_correction",
        "principal_place_code",
        "principal_place_state",
        "principal_place_cc",
        "principal_place_zip",
        "principal_place_cd",
        "cfda_program_title",
        "agency_name",
        "project_description",
        "duns_conf_code",
        "progsrc_agen_code",
        "progsrc_acnt_code",
        "progsrc_subacnt_code",
        "receip_addr1",
        "receip_addr2",
        "receip_addr3",
        "face_loan_guran",
        "orig_sub_guran",
        "fiscal_year",
        "recip_cat_type",
        "asst_cat_type",
        "recipient_cd",
        "maj_agency_cat",
        "rec_flag",
        "recipient_country_code",
        "last_modified_date",
        *(f"exec{number}_{what}" for number in range(1, 6) for what in ("fullname", "amount")),
    }
)
_LEVELS = {"00": Level.STATE, "01": Level.COUNTY, "02": Level.MUNICIPALITY, "25": None}
_PERSON, _AGGREGATE, _NEW, _DELETED = "21", "1", "A", "D"
_NUMBERED = "The feed gives the award no number: it is one transaction."


def read(path: Path) -> Iterator[Row]:
    """The awards, each as one row; before them the transactions that are void or not understood."""
    with Transactions() as kept:
        for number, cells in files.table(path, COLUMNS):
            if None in cells.values():
                raise InvalidSource(f"{path.name} breaks off at line {number}.", "Fetch it again.")
            fields = {name: cell for name, cell in cells.items() if cell and name}
            if fields.get("transaction_status", "active") != "active" or _code(fields, _LATE) == _DELETED:
                yield Row(number, {SET_ASIDE: "a deleted transaction"})
                continue
            try:
                kept.add(_transaction(number, fields))
            except (InvalidRecord, KeyError) as error:
                yield Row(number, fields | {"problem": f"Not a transaction: {error}"})
        for whole in kept.awards():
            yield Row(whole.number, whole.fields | {"transactions": whole})


def parse(row: Row, known: Known | None) -> Iterable[Record]:
    """The award with its listings, recipient and place; raises InvalidRecord for what is no transaction."""
    problem = row.find("problem")
    if problem:
        raise InvalidRecord(problem)
    whole: Whole = row.take("transactions")
    identifier = _award(row.fields)
    published = identifier if identifier.startswith("ASST_") else None
    number, other = row.find("federal_award_id"), row.find("uri")
    transaction = row.take("unique_transaction_id")
    first, told = began(whole, identifier, known)
    award = Awarded(
        id=identifier,
        published=published,
        number=(number or other or transaction).strip(),
        kind=_label(row.find("assistance_type")),
        amount=dollars(whole.cents),
        day=first,
        country=row.find("principal_place_country_code"),
        state=row.find("principal_place_state_code"),
        listings=whole.listings,
        party=_party(row),
        note=" ".join(filter(None, (_note(whole, published), told))),
    )
    for name in ("agency_code", "cfda_program_num", "obligation_action_date", "fed_funding_amount"):
        row.fields.pop(name, None)
    for name in ("action_type", "record_type", _LATE):
        row.fields.pop(name, None)
    return records(row, award, known)


_LATE = "correction_late_ind"


def _transaction(number: int, fields: dict[str, str]) -> Transaction:
    modified = fields.get("last_modified_date")
    return Transaction(
        award=_award(fields),
        key=fields["unique_transaction_id"],
        number=number,
        modified=day(modified).isoformat() if modified else "",
        day=day(fields["obligation_action_date"]),
        cents=cents(fields.get("fed_funding_amount")),
        total=None,
        listing=fields.get("cfda_program_num"),
        opens=_code(fields, "action_type") == _NEW,
        fields=fields,
    )


def _award(fields: dict[str, str]) -> str:
    """The id that USAspending makes of an award's number and its agency's code."""
    agency, aggregate = _code(fields, "agency_code"), _code(fields, "record_type") == _AGGREGATE
    number = fields.get("uri" if aggregate else "federal_award_id", "").strip()
    if not agency or not number:
        return f"feed/{fields['unique_transaction_id']}"
    return f"ASST_{'AGG' if aggregate else 'NON'}_{number}_{agency}".upper()


def _note(whole: Whole, published: str | None) -> str:
    if published:
        return f"The amount is the sum of the award's transactions in the file ({whole.actions})."
    return f"{_NUMBERED} The amount is the transaction's."


def _party(row: Row) -> Party:
    kind = _code(row.fields, "recipient_type")
    row.fields.pop("recipient_type", None)
    return Party(
        name=row.find("recipient_name") or "",
        duns=duns(row.find("duns_no")),
        person=kind == _PERSON,
        level=_LEVELS.get(kind, Level.OTHER) if kind else None,
        state=row.find("recipient_state_code") or "",
        county=row.find("recipient_county_code"),
        city=row.find("recipient_city_code"),
    )


def _code(fields: dict[str, str], name: str) -> str:
    """What stands before the colon: that of 12D2: FARM SERVICE AGENCY is 12D2."""
    return fields.get(name, "").split(":")[0].strip()


def _label(cell: str | None) -> str | None:
    return cell.partition(":")[2].strip() or None if cell else None
