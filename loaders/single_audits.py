"""Schedules of federal awards from single audits: workbooks of the Federal Audit Clearinghouse, in JSON.

A document holds sheets of named ranges of cells: the n-th cells of the ranges of its form are one award. It
tells the auditee by its UEI only, and neither its name nor its fiscal year: the year is known where the file
is named for the report, such as 2022-06-GSAFAC-0000012345, whose audit ends in June 2022.
"""

import calendar
import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import orjson

from graph.store import Store
from loaders import files
from loaders.source import Parser, Row, Source
from schema.errors import InvalidSource
from schema.model import Record
from schema.money import AllocatedTo, AllocatedUnder, Allocation, Basis, Recipient, ReportedBy
from schema.values import Confidence

UNMATCHED = "recipient not matched to a place"
_REPORT = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-[A-Z]+-\d{10}|\d{5,}")
_LISTING = re.compile(r"\d{2}\.[0-9A-Z]{3}")
_UNKNOWN = re.compile(r"U\d\d|RD")
_REMEDY = "Fetch it again."
_PLACES = """
MATCH (recipient:Recipient)-[acts:ACTS_FOR]->(place:Jurisdiction)
WHERE recipient.uei IS NOT NULL AND acts.retired_at IS NULL
RETURN recipient.uei AS uei, place.id AS place"""


def read(path: Path) -> Iterator[Row]:
    """The awards of the form, each with the auditee and the report."""
    sheets = _document(path)
    cover, form = sheets["Coversheet"], sheets["Form"]
    sizes = {len(cells) for cells in form.values()}
    if len(sizes) != 1:
        raise InvalidSource(f"{path.name} has columns of different lengths: {sorted(sizes)}.", _REMEDY)
    common = {"auditee_uei": _first(cover, "auditee_uei"), "report": _report(path, cover)}
    for number in range(sizes.pop()):
        yield Row(number + 2, {name: cells[number] for name, cells in form.items()} | common)


def parse(row: Row, places: Mapping[str, str] | None = None) -> Iterable[Record]:
    """What the auditee spent of an award, its listing, and the place that the auditee acts for if known."""
    uei, report = row.take("auditee_uei"), row.take("report")
    number = f"{row.take('federal_agency_prefix')}.{row.take('three_digit_extension')}"
    ends, reference = _ends(report), row.take("award_reference")
    spent = Allocation(
        id=f"single-audits/{report}/{reference}",
        name=f"{row.take('program_name')}, expended, {uei}",
        amount=row.take("amount_expended"),
        basis=Basis.EXPENDED,
        fiscal_year=ends.year if ends else None,
        fiscal_year_ends_on=ends,
        summary=_summary(row),
        record=f"{report} {reference}",
        valid_from=ends + datetime.timedelta(days=1) if ends else None,
        note=_note(number, ends),
    )
    yield spent
    yield Recipient(id=f"recipient/uei/{uei}", name=f"Recipient {uei}", uei=uei, mentioned_only=True)
    yield ReportedBy(start=spent.id, end=f"recipient/uei/{uei}")
    if _is_listing(number):
        yield AllocatedUnder(start=spent.id, end=number)
    place = (places or {}).get(uei)
    if place:
        yield AllocatedTo(
            start=spent.id,
            end=place,
            confidence=Confidence.PARTIAL,
            note=f"Inferred: the awards say that the recipient {uei} acts for the place.",
        )
    else:
        row.fields[UNMATCHED] = True


def parser(store: Store) -> Parser:
    """A parser that knows the places which recipients in the graph act for."""
    places = {each["uei"]: each["place"] for each in store.read(_PLACES)}
    return partial(parse, places=places)


def _document(path: Path) -> dict[str, dict[str, list[Any]]]:
    """The cells of each range of each sheet; raises InvalidSource for what is no such document."""
    with files.opened(path) as file:
        text = file.read(files.LONGEST_LINE + 1)
    if len(text) > files.LONGEST_LINE:
        raise InvalidSource(f"{path.name} is too long for a schedule of one audit.", _REMEDY)
    try:
        sheets = orjson.loads(text)
        found = {each["name"]: {r["name"]: r["values"] for r in each["ranges"]} for each in sheets}
        return {name: found[name] for name in ("Coversheet", "Form")}
    except (ValueError, KeyError, TypeError) as error:
        raise InvalidSource(f"{path.name} is not a schedule of federal awards ({error}).", _REMEDY) from error


def _first(ranges: Mapping[str, list[Any]], name: str) -> Any:
    return next(iter(ranges.get(name, ())), None)


def _report(path: Path, cover: Mapping[str, list[Any]]) -> str:
    """The report that the file is named for, or failing that the auditee."""
    found = _REPORT.search(path.name)
    return found[0] if found else str(_first(cover, "auditee_uei"))


def _ends(report: str) -> datetime.date | None:
    found = _REPORT.fullmatch(report)
    if not found or not found["year"]:
        return None
    year, month = int(found["year"]), int(found["month"])
    return datetime.date(year, month, calendar.monthrange(year, month)[1])


def _is_listing(number: str) -> bool:
    return bool(_LISTING.fullmatch(number)) and not _UNKNOWN.fullmatch(number[3:])


def _note(number: str, ends: datetime.date | None) -> str | None:
    told = [] if ends else ["The file does not state the fiscal year."]
    if not _is_listing(number):
        told.append(f"The number {number} stands for an award whose assistance listing is not known.")
    return " ".join(told) or None


def _summary(row: Row) -> str:
    """How the money came and what of it was passed on."""
    direct, through, number = (row.find(name) for name in _ROUTE)
    passed, other = row.find("subrecipient_amount"), row.find("additional_award_identification")
    told = ["Direct award" if direct == "Y" else f"Passed through by {through or 'a body that is not named'}"]
    told += [f"number {number}"] if number else []
    told += [f"also identified as {other}"] if other else []
    told += [f"${passed:,} passed on to subrecipients"] if passed else []
    told += ["a loan or loan guarantee"] if row.find("is_guaranteed") == "Y" else []
    return "; ".join(told) + "."


_ROUTE = ("is_direct", "passthrough_name", "passthrough_identifying_number")


def _recognises(path: Path) -> bool:
    head = files.head(path)
    return head.lstrip().startswith(b"[") and b'"Coversheet"' in head and b"FederalAwardsExpended" in head


SOURCE = Source(
    name="single-audits",
    title="Schedules of expenditures of federal awards, from single audits",
    address="https://www.fac.gov/",
    licence="Public domain (work of the United States government)",
    confidence=Confidence.VERIFIED,
    read=read,
    parse=parse,
    looks_up=parser,
    recognises=_recognises,
    covers=lambda path: (f"single-audits/{_report(path, _document(path)['Coversheet'])}/",),
    expected={
        Allocation: (1, 1_000_000),
        Recipient: (1, 100_000),
        ReportedBy: (1, 1_000_000),
        AllocatedUnder: (0, 1_000_000),
        AllocatedTo: (0, 1_000_000),
    },
    turn=55,
    ignored=frozenset(
        {
            "cluster_name",
            "state_cluster_name",
            "other_cluster_name",
            "uniform_state_cluster_name",
            "uniform_other_cluster_name",
            "default_program_name",
            "federal_program_total",
            "cluster_total",
            "loan_balance_at_audit_period_end",
            "is_passed",
            "is_major",
            "audit_report_type",
            "number_of_audit_findings",
            "cfda_key",
        }
    ),
    gaps=(
        "Clusters of programs, findings and opinions are not kept.",
        "The auditee's name and fiscal year are not in the schedule.",
    ),
)
