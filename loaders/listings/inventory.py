"""The Federal Program Inventory as one JSON object a line (edition of December 2025).

The inventory's other programs are counted by kind and left out. It prints 0.0 both for nothing and for not
reported: such amounts are left empty.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
import orjson

from loaders import files
from loaders.agency_names import Names
from loaders.citations import cleaned
from loaders.listings import runner
from loaders.listings.assistance import translated
from loaders.listings.program import administered, authority, program, texts, year
from loaders.source import Row
from schema.errors import InvalidSource
from schema.model import Record
from schema.money import GrantProgram, ProgramYear

LISTING = "assistance_listing"
_MANY = 1_000
_REMEDY = "Fetch it again."
FILE = "fpi_programs_*.ndjson"
TOP, OFFICE = "top_agency_name", "sub_agency_name"
IGNORED = frozenset(
    {
        "objective",
        "usaspending_url",
        "grants_url",
        "beneficiary_types",
        "categories",
        "other_program_spending",
        "results",
        "rules_regulations",
        "improper_payments",
        "gwo",
        "pons",
    }
)


def recognises(head: bytes) -> bool:
    """Whether a file that begins so is the inventory."""
    line = head.partition(b"\n")[0]
    return line.startswith(b"{") and b'"program_type"' in line and b'"top_agency_name"' in line


def read(path: Path) -> Iterator[Row]:
    """The inventory's lines; refuses a whole inventory of which most listings lost their authorizations."""
    listed = authorized = 0
    with files.opened(path) as file:
        try:
            for number, line in files.lines(file, path):
                row = Row(number, orjson.loads(line))
                yes = row.fields["program_type"] == LISTING
                listed, authorized = listed + yes, authorized + (yes and bool(row.fields["authorizations"]))
                yield row
        except (orjson.JSONDecodeError, KeyError, TypeError) as error:
            raise InvalidSource(f"{path.name} is cut or of another kind ({error}).", _REMEDY) from error
    if listed >= _MANY and authorized * 2 < listed:
        lacking = f"{path.name} names authorizations for {authorized:,} of {listed:,} listings."
        raise InvalidSource(lacking, _REMEDY)


def run_by(row: Row, names: Names) -> runner.Found:
    """The agency that the names of a department and of its office mean."""
    office = row.fields[OFFICE]
    return runner.found(names, names.department(row.fields[TOP] or ""), office and cleaned(office))


def parse(row: Row) -> Iterable[Record]:
    """The program, its years, its agency and the texts that authorize it; nothing for other kinds."""
    kind = row.take("program_type")
    if kind != LISTING:
        row.fields = {f"not a listing: {kind}": True}
        return []
    return _listing(row)


def _listing(row: Row) -> Iterator[Record]:
    number = row.take("id")
    read = texts(each["text"] for each in row.find("authorizations") or ())
    if read.unread:
        row.fields["authorizations"] = read.unread
    yield _program(row, number, read.note)
    yield from _years(row, number)
    yield from administered(row, number, TOP, OFFICE)
    yield from authority(number, read)


def _program(row: Row, number: str, note: str | None) -> GrantProgram:
    named = program(number, row.take("name"), row.find("popular_name"), note)
    audited = row.find("is_subpart_f")
    return msgspec.structs.replace(
        named,
        assistance_types=translated(row.find("assistance_types") or ()),
        applicant_types=tuple(dict.fromkeys(row.find("applicant_types") or ())),
        official_url=row.find("sam_url"),
        subject_to_single_audit=None if audited is None else bool(audited),
    )


def _years(row: Row, number: str) -> Iterator[Record]:
    """Obligations and outlays by fiscal year."""
    paid = {each["x"]: each for each in row.find("outlays") or ()}
    for each in row.find("obligations") or ():
        fiscal = int(each["x"])
        yield from year(
            ProgramYear(
                id=f"{number}/{fiscal}",
                name=f"{number} in fiscal year {fiscal}",
                fiscal_year=fiscal,
                estimated=each["sam_estimate"] or None,
                reported=each["sam_actual"] or None,
                obligated=each["usa_spending_actual"] or None,
                outlaid=paid.get(each["x"], {}).get("outlay") or None,
            )
        )
