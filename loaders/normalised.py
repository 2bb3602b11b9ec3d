"""The form in which facts ship: a header line, then one record of the model a line, sorted."""

import datetime
import gzip
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, cast

import msgspec

from loaders import files
from loaders.source import Row, Source
from schema.errors import InvalidRecord, InvalidSource
from schema.model import Edge, Node, Record
from schema.registry import EdgeType, NodeType
from schema.subjects import MODEL
from schema.values import Confidence, Mark

_TYPES: dict[str, type[Record]] = {cls.__name__: cls for cls in MODEL.by_class}
_REMEDY = "Make the file again with the command that its header names."


class Header(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a file holds: where it comes from, how far it was checked, and how many records of each type."""

    dataset: str
    title: str
    source: str
    address: str
    licence: str
    confidence: Confidence
    command: str
    date: datetime.date | None = None
    gaps: tuple[str, ...] = ()
    records: dict[str, int] = msgspec.field(default_factory=dict)


def write(path: Path, header: Header, records: Iterable[Record]) -> Header:
    """Write the records once each, nodes first, by type and key; returns the header with their counts.

    The bytes depend on the records only. Raises InvalidRecord when one key is given two contents.
    """
    lines: dict[tuple[bool, str, tuple[str, ...]], bytes] = {}
    for record in records:
        key, line = _key(record), _line(record)
        if lines.setdefault(key, line) != line:
            raise InvalidRecord(f"{key[1]} {' to '.join(key[2])} is stated twice, differently.")
    keys = sorted(lines)
    counted = msgspec.structs.replace(header, records=dict(Counter(kind for _, kind, _ in keys)))
    with _writing(path) as file:
        file.write(msgspec.json.encode(counted) + b"\n")
        file.writelines(lines[key] for key in keys)
    return counted


def header(path: Path) -> Header:
    """The first line of a file of this form."""
    with _reading(path) as file:
        try:
            return msgspec.json.decode(file.readline(), type=Header)
        except (msgspec.MsgspecError, gzip.BadGzipFile) as error:
            raise InvalidSource(f"{path} has no header ({error}).", _REMEDY) from error


def recognises(path: Path) -> bool:
    """Whether a file begins with a header of this form."""
    first = files.head(path).split(b"\n", 1)[0]
    try:
        msgspec.json.decode(first, type=Header)
    except msgspec.MsgspecError:
        return False
    return True


def source(path: Path) -> Source:
    """The source that one file is: it promises exactly the counts of its header."""
    found = header(path)
    return Source(
        name=found.dataset,
        title=found.title,
        address=found.address,
        licence=found.licence,
        confidence=found.confidence,
        read=read,
        parse=parse,
        through=lambda _: found.date,
        expected={_type(name): (total, total) for name, total in found.records.items()},
        gaps=found.gaps,
    )


def read(path: Path) -> Iterator[Row]:
    """The records of a file as rows, numbered by line."""
    with _reading(path) as file:
        try:
            for number, line in enumerate(file, start=1):
                if number > 1:
                    yield Row(number, msgspec.json.decode(line))
        except (EOFError, msgspec.DecodeError) as error:
            raise InvalidSource(f"{path} is cut ({error}).", _REMEDY) from error


def parse(row: Row) -> Iterable[Record]:
    """The record of a row."""
    cls = _type(row.take("type"))
    names = [name for name in cls.__struct_fields__ if name in row.fields]
    try:
        yield msgspec.convert({name: row.take(name) for name in names}, cls)
    except msgspec.ValidationError as error:
        raise InvalidRecord(f"{cls.__name__}: {error}.") from error


def records(path: Path) -> Iterator[Record]:
    """All records of a file."""
    for row in read(path):
        yield from parse(row)


def _type(name: str) -> type[Record]:
    try:
        return _TYPES[name]
    except KeyError:
        raise InvalidRecord(f"The model has no type {name}.") from None


def key(record: Record) -> tuple[str, ...]:
    """What tells a record from the others of its type: its id, or its ends and key properties."""
    if isinstance(record, Node):
        return (record.id,)
    kind: NodeType | EdgeType = MODEL.by_class[type(record)]
    marked = [str(getattr(record, each.name)) for each in kind.properties if Mark.KEY in each.marks]
    return (_end(record, "start"), _end(record, "end"), *marked)


def _end(record: Record, name: str) -> str:
    return str(getattr(record, name))


def _key(record: Record) -> tuple[bool, str, tuple[str, ...]]:
    return (isinstance(record, Edge), type(record).__name__, key(record))


def _line(record: Record) -> bytes:
    plain: dict[str, Any] = msgspec.to_builtins(record, builtin_types=(datetime.date, datetime.datetime))
    kept = {name: value for name, value in plain.items() if value not in (None, (), [])}
    order = sorted(kept, key=lambda name: (name not in {"id", "start", "end"}, name == "end", name))
    named = {name: kept[name] for name in order}
    return msgspec.json.encode({"type": type(record).__name__} | named) + b"\n"


@contextmanager
def _reading(path: Path) -> Iterator[IO[bytes]]:
    if not path.exists():
        raise InvalidSource(f"There is no file {path}.", "Run the build of the shipped data.")
    with path.open("rb") as plain:
        if path.suffix != ".gz":
            yield plain
            return
        with gzip.open(plain, "rb") as unpacked:
            yield cast("IO[bytes]", unpacked)


@contextmanager
def _writing(path: Path) -> Iterator[IO[bytes]]:
    """A file that is the same in every run: no name and no time in the gzip header."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as plain:
        if path.suffix != ".gz":
            yield plain
            return
        with gzip.GzipFile(filename="", mode="wb", fileobj=plain, mtime=0, compresslevel=9) as packed:
            yield cast("IO[bytes]", packed)
