"""Sheets of Excel workbooks, read as tables."""

import re
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from loaders import files
from schema.errors import InvalidSource

_REMEDY = "Check that it is the workbook as its publisher gives it."
_NAMES = re.compile(rb'<sheet [^>]*?name="([^"]*)"')
_LARGEST = 256 * 1024 * 1024
"""Bytes: a workbook has to be held in memory, so that a larger one is refused."""


def sheets(path: Path) -> tuple[str, ...]:
    """The names of a workbook's sheets, without reading them; none for a file of another kind."""
    if not path.is_file() or not zipfile.is_zipfile(path):
        return ()
    try:
        for _, file in files.members(path, "xl/workbook.xml"):
            return tuple(name.decode() for name in _NAMES.findall(file.read(65_536)))
    except (InvalidSource, UnicodeDecodeError):
        pass
    return ()


def table(path: Path, sheet: str, columns: Iterable[str]) -> Iterator[tuple[int, dict[str, Any]]]:
    """The rows of a sheet with a header, each with its number in the sheet; raises InvalidSource.

    Numbers come as float, days as date, an empty cell as empty text.
    """
    _refuse_large(path)
    try:
        rows = CalamineWorkbook.from_path(path).get_sheet_by_name(sheet).iter_rows()
        header = [str(cell) for cell in next(rows, [])]
        missing = sorted(set(columns) - set(header))
        if missing:
            raise InvalidSource(f"{path.name}, {sheet}, lacks the columns {', '.join(missing)}.", _REMEDY)
        for number, cells in enumerate(rows, start=2):
            yield number, dict(zip(header, cells, strict=True))
    except (CalamineError, OSError) as error:
        raise InvalidSource(f"{path.name} is not a whole workbook ({error}).", _REMEDY) from error


def _refuse_large(path: Path) -> None:
    size = 0
    for _, file in files.members(path, ""):
        while chunk := file.read(1024 * 1024):
            size += len(chunk)
            if size > _LARGEST:
                raise InvalidSource(f"{path.name} unpacks to more than {_LARGEST:,} bytes.", _REMEDY)
