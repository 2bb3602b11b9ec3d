"""The Federal Program Inventory as two tables, programs and obligations (edition of November 2023).

Years are written as floats ("2016.0"), organisations in capitals ("JUSTICE, DEPARTMENT OF"); 0.0 stands both
for nothing and for not reported, so such amounts are left empty. No authorization and no type is named.
"""

import datetime
from collections.abc import Iterator
from pathlib import Path

from loaders import files
from loaders.agencies import written
from loaders.agency_names import Names, bare
from loaders.listings import runner
from loaders.listings.program import administered, program, year
from loaders.source import Row
from loaders.whole import whole
from schema.errors import InvalidRecord, InvalidSource
from schema.model import Record
from schema.money import ProgramYear

NUMBER, TITLE, TOP, OFFICE = "data.programNumber", "data.title", "l1Name", "l2Name"
OF, YEAR = "cfda_number", "fiscal_year"
ESTIMATE, REPORTED, OBLIGATED = "sam_estimate", "sam_actual", "usa_spending_obligation"
PROGRAMS, OBLIGATIONS = (NUMBER, TITLE, TOP, OFFICE), (OF, YEAR, ESTIMATE, REPORTED, OBLIGATED)
IGNORED = frozenset({"data.objective", "data.organizationId", "data.description", "l1ShortName"})
PUBLISHED = {2023: datetime.date(2023, 11, 1)}
"""The month of the one edition that was made of tables; its files tell the year only."""
_IMPOSSIBLE = 1e13
"""US dollars; all outlays of the United States were 6.8e12 in fiscal year 2024."""


def recognises(head: bytes) -> bool:
    """Whether a file that begins so is the table of programs."""
    return set(PROGRAMS) <= _columns(head)


def accompanies(head: bytes) -> bool:
    """Whether a file that begins so is the table of obligations."""
    return set(OBLIGATIONS) <= _columns(head)


def read(path: Path) -> Iterator[Row]:
    """The rows of both tables, programs first, each numbered in its own table."""
    for table, columns in ((path, PROGRAMS), (_obligations(path), OBLIGATIONS)):
        for number, fields in whole(files.table(table, columns), table):
            yield Row(number, fields)


def run_by(row: Row, names: Names) -> runner.Found:
    """The agency that the names of a department and of its office mean; figures have none."""
    if YEAR in row.fields:
        return {}
    top, office = row.fields.get(TOP) or "", row.fields.get(OFFICE)
    return runner.found(names, names.department(top), written(bare(office)) if office else None)


def parse(row: Row) -> Iterator[Record]:
    """A program with its agency, or the figures of one of its years."""
    if YEAR in row.fields:
        yield from year(_figures(row))
        return
    number = row.take(NUMBER)
    yield program(number, row.take(TITLE), None)
    yield from administered(row, number, TOP, OFFICE)


def _obligations(path: Path) -> Path:
    """The table of obligations beside a table of programs."""
    found = [each for each in sorted(path.parent.iterdir()) if accompanies(files.head(each))]
    if not found:
        raise InvalidSource(
            f"No table of obligations ({OF}, {YEAR} and amounts) lies beside {path.name}.",
            "Put both tables of the edition in one folder.",
        )
    return found[-1]


def _columns(head: bytes) -> set[str]:
    line = head.partition(b"\n")[0].strip()
    return set(line.decode("utf-8", "replace").split(","))


def _figures(row: Row) -> ProgramYear:
    number, fiscal = row.take(OF), _whole_number(row.take(YEAR))
    amounts = {name: _amount(row.find(name)) for name in (ESTIMATE, REPORTED, OBLIGATED)}
    lost = [f"{name} {each:,.0f}" for name, each in amounts.items() if each and each > _IMPOSSIBLE]
    kept = {name: each if each and each <= _IMPOSSIBLE else None for name, each in amounts.items()}
    return ProgramYear(
        id=f"{number}/{fiscal}",
        name=f"{number} in fiscal year {fiscal}",
        fiscal_year=fiscal,
        estimated=kept[ESTIMATE],
        reported=kept[REPORTED],
        obligated=kept[OBLIGATED],
        note=f"The edition prints {', '.join(lost)}, which can not be: left out." if lost else None,
    )


def _whole_number(text: str) -> int:
    number = float(text)
    if not number.is_integer():
        raise InvalidRecord(f"{text} is not a year.")
    return int(number)


def _amount(text: str | None) -> float | None:
    return float(text) or None if text else None
