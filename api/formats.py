"""Rows as files: CSV, JSON Lines and Parquet, a piece for each page."""

import csv
import io
from collections.abc import AsyncIterator, Callable, Sequence
from typing import Any

import orjson
import pyarrow as pa
import pyarrow.parquet as pq

from api.columns import Column
from api.exporting import Exported, Row

Written = Callable[[Exported], AsyncIterator[bytes]]


async def lines(exported: Exported) -> AsyncIterator[bytes]:
    """JSON Lines: a row a line, as GraphQL gives it."""
    async for page in exported.pages:
        yield b"".join(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE) for row in page)


async def table(exported: Exported) -> AsyncIterator[bytes]:
    """CSV with a header, as RFC 4180 has it, in UTF-8; a list is JSON, and what is missing is empty."""
    columns = exported.columns
    yield _written([[column.name for column in columns]])
    async for page in exported.pages:
        yield _written([[_cell(column, row) for column in columns] for row in page])


async def parquet(exported: Exported) -> AsyncIterator[bytes]:
    """Parquet, a row group a page; lists of values are lists, and what lies deeper is JSON."""
    schema = pa.schema([(column.name, column.arrow) for column in exported.columns])
    sink = _Sink()
    with pq.ParquetWriter(pa.PythonFile(sink, mode="w"), schema, compression="zstd") as writer:
        async for page in exported.pages:
            writer.write_table(pa.Table.from_arrays(_arrays(exported.columns, page), schema=schema))
            yield sink.taken()
    yield sink.taken()


FORMATS: dict[str, tuple[str, Written]] = {
    "csv": ("text/csv; charset=utf-8", table),
    "jsonl": ("application/x-ndjson", lines),
    "parquet": ("application/vnd.apache.parquet", parquet),
}
"""The formats by their names, which end the names of files: media type and writer."""


def _written(rows: Sequence[Sequence[Any]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def _cell(column: Column, row: Row) -> Any:
    value = column.value(row)
    if isinstance(value, list):
        return orjson.dumps(value).decode()
    return str(value).lower() if isinstance(value, bool) else value


def _arrays(columns: Sequence[Column], page: Sequence[Row]) -> list[Any]:
    return [pa.array([column.value(row) for row in page], type=column.arrow) for column in columns]


class _Sink(io.RawIOBase):
    """A file that is sent away piece by piece, and counts on."""

    def __init__(self) -> None:
        super().__init__()
        self._piece = bytearray()
        self._sent = 0

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._piece += data
        return len(data)

    def tell(self) -> int:
        return self._sent + len(self._piece)

    def taken(self) -> bytes:
        """What was written since the last time."""
        piece = bytes(self._piece)
        self._sent += len(piece)
        self._piece.clear()
        return piece
