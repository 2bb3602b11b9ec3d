"""The catalogue's own editions, a table of 40 columns (Catalog of Federal Domestic Assistance, then SAM.gov).

Until 2017 cells hold text, in which signs of windows-1252 may be written out as `\\x93`; since 2018 many hold
JSON. Numbers that went through a spreadsheet lost the zeros at their ends.
"""

import datetime
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import orjson

from loaders import files
from loaders.agency_names import Names
from loaders.listings import runner
from loaders.listings.amounts import years
from loaders.listings.assistance import usual
from loaders.listings.program import Texts, administered, authority, program, texts, year
from loaders.listings.rejoined import AUTHORIZATION, END, NUMBER, TITLE, Piece, padded, rejoined
from loaders.source import Row
from loaders.whole import whole
from schema.errors import InvalidRecord
from schema.model import Record
from schema.money import GrantProgram

POPULAR, AGENCY, TYPES = "Popular Name (020)", "Federal Agency (030)", "Types of Assistance (060)"
_ADDRESS = re.compile(r"\b(?:https?://|www\.)[^\s<>\"',;]+")
OBLIGATIONS, ADDRESS, PUBLISHED, ARCHIVED = "Obligations (122)", "URL", "Published Date", "Archived Date"
COLUMNS = (TITLE, NUMBER, POPULAR, AGENCY, AUTHORIZATION, TYPES, OBLIGATIONS, *END)
IGNORED = frozenset(
    {
        "Objectives (050)",
        "Uses and Use Restrictions (070)",
        "Applicant Eligibility (081)",
        "Beneficiary Eligibility (082)",
        "Credentials/Documentation (083)",
        "Preapplication Coordination (091)",
        "Application Procedures (092)",
        "Award Procedure (093)",
        "Deadlines (094)",
        "Range of Approval/Disapproval Time (095)",
        "Appeals (096)",
        "Renewals (097)",
        "Formula and Matching Requirements (101)",
        "Length and Time Phasing of Assistance (102)",
        "Reports (111)",
        "Audits (112)",
        "Records (113)",
        "Account Identification (121)",
        "Range and Average of Financial Assistance (123)",
        "Program Accomplishments (130)",
        "Regulations, Guidelines, and Literature (140)",
        "Regional or Local Office (151) ",
        "Regional or, Local Office (151)",
        "Headquarters Office (152)",
        "Website Address (153)",
        "Related Programs (160)",
        "Examples of Funded Projects (170)",
        "Criteria for Selecting Proposals (180)",
        "Recovery",
        "OMB Agency Code",
        "OMB Bureau Code",
        PUBLISHED,
    }
)
_HEADER = b"Program Title,Program Number,Popular Name (020),Federal Agency (030),Authorization (040)"
_ESCAPED = re.compile(r"\\x([89a-f][0-9a-f])")
_MISSING = frozenset({"", "none", "n/a", "not applicable", "no data available"})


def recognises(head: bytes) -> bool:
    """Whether a file that begins so is an edition of the catalogue."""
    return head.startswith(_HEADER)


def read(path: Path) -> Iterator[Row]:
    """The listings, each numbered by its first line, and the fragments that belong to none."""
    rows = files.table(path, COLUMNS, files.encoding(path))
    for piece in rejoined(whole(rows, path)):
        yield Row(piece.lines[0][0], _fields(piece))


def latest(path: Path) -> datetime.date | None:
    """The last day on which a listing of the edition was published."""
    days = (_day(fields[PUBLISHED] or "") for _, fields in files.table(path, COLUMNS, files.encoding(path)))
    return max((each for each in days if each), default=None)


def run_by(row: Row, names: Names) -> runner.Found:
    """The agency that the listing's one cell of names means."""
    printed = re.sub(r",?\s*None;?\s*$", "", row.fields.get(AGENCY) or "")
    top, office = runner.split(names, _plain(printed))
    return runner.found(names, top, office, tuple((office or "").split(", ")))


def parse(row: Row) -> Iterator[Record]:
    """The program, its years, its agency and the texts that authorize it."""
    if lost := row.find("lost"):
        raise InvalidRecord(lost)
    number = padded(row.take(NUMBER))
    read_texts = texts(_authorizations(row.find(AUTHORIZATION) or ""))
    if read_texts.unread:
        row.fields[AUTHORIZATION] = read_texts.unread
    yield _program(row, number, read_texts)
    cell = row.find(OBLIGATIONS) or ""
    figures = list(years(number, cell))
    if "$" in cell and not figures:
        row.fields[OBLIGATIONS] = cell
    for each in figures:
        yield from year(each)
    yield from administered(row, number, AGENCY, AGENCY)
    yield from authority(number, read_texts)


def _fields(piece: Piece) -> dict[str, Any]:
    if piece.lost:
        return {"lost": piece.lost, "cells": [each for each in piece.cells.values() if each]}
    return piece.cells | ({"cut in": piece.cut_in} if piece.cut_in else {})


def _program(row: Row, number: str, read_texts: Texts) -> GrantProgram:
    cut = row.find("cut in")
    told = f"In this edition the listing breaks off in the column “{cut}”." if cut else None
    popular = _plain(row.find(POPULAR) or "")
    named = program(number, _plain(row.take(TITLE)), popular if _states(popular) else None)
    return msgspec.structs.replace(
        named,
        assistance_types=usual((row.find(TYPES) or "").split(";")),
        official_url=_address(row.find(ADDRESS)),
        valid_to=_archived(row),
        note=" ".join(each for each in (read_texts.note, told) if each) or None,
    )


def _archived(row: Row) -> datetime.date | None:
    """The day on which a listing left the catalogue; since 2018 the column also holds that of a change."""
    printed = row.find(ARCHIVED) or ""
    return _day(printed) if re.match(r"[A-Z][a-z]{2},", printed) else None


def _authorizations(cell: str) -> list[str]:
    """The texts that authorize, each as one text."""
    if not cell.startswith("{"):
        return [_plain(cell)] if _states(cell) else []
    try:
        return [_authorization(each) for each in orjson.loads(cell)["list"]]
    except orjson.JSONDecodeError as error:
        raise InvalidRecord(f"The authorization is not whole JSON ({error}).") from error


def _authorization(entry: dict[str, dict[str, str]]) -> str:
    """The parts of an authorization as the citation that they make."""
    said = [_part(entry, "act", "description"), _part(entry, "executiveOrder", "description")]
    title, section = _part(entry, "USC", "title"), _part(entry, "USC", "section")
    if title.isdigit() and section:
        said += [f"{title} U.S.C. {each}" for each in re.split(r"\s*[,;]\s*(?=\d)", section)]
    congress, law = _part(entry, "publicLaw", "congressCode"), _part(entry, "publicLaw", "number")
    if law:
        said.append(f"Public Law {congress}-{law}" if congress and "-" not in law else f"Public Law {law}")
    return "; ".join(each.strip().rstrip(".;") for each in said if each.strip())


def _part(entry: dict[str, dict[str, str]], name: str, key: str) -> str:
    return str((entry.get(name) or {}).get(key) or "")


def _states(cell: str) -> bool:
    """Whether a cell says more than that there is nothing to say."""
    return cell.strip().rstrip(".").casefold() not in _MISSING


def _plain(text: str) -> str:
    """The text with written-out signs of windows-1252 as themselves."""
    return _ESCAPED.sub(lambda sign: bytes.fromhex(sign[1]).decode("cp1252", "replace"), text)


def _day(printed: str) -> datetime.date | None:
    """A day such as “Jul, 22 2014” or “Sep 17,2017”."""
    found = re.fullmatch(r"([A-Z][a-z]{2}),? (\d{2}),? ?(\d{4})", printed.strip())
    if not found:
        return None
    return datetime.datetime.strptime(" ".join(found.groups()), "%b %d %Y").date()  # noqa: DTZ007 — a day has no zone


def _address(printed: str | None) -> str | None:
    """The first address of a website cell, which may hold words too; a bare www address is completed."""
    found = _ADDRESS.search(printed or "")
    if not found:
        return None
    return found[0] if found[0].startswith("http") else f"http://{found[0]}"
