"""From a source's file to the graph: read, parse, count what is left over, set rejected rows aside."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import file_digest, sha256
from itertools import islice
from pathlib import Path
from typing import Any, TextIO

from graph.intake import Intake, Watch
from graph.offline import Offline
from graph.store import Store
from graph.stream import Say, Stream
from graph.tally import Origin, Tally
from loaders.source import Parser, Row, Source
from schema.errors import InvalidRecord, InvalidSource
from schema.subjects import MODEL


@dataclass(frozen=True, kw_only=True)
class Extent:
    """How much of its dataset a file stands for, and how much of the file is read.

    Parameters
    ----------
    limit
        Read only so many rows of each file, and retire nothing.
    part
        The files are parts of their dataset: retire nothing, and expect no number of records.
    shrunk
        The publisher dropped most of what is loaded: retire it all the same.
    """

    limit: int | None = None
    part: bool = False
    shrunk: bool = False


ALL = Extent()


def load(
    store: Store,
    source: Source,
    path: Path,
    *,
    extent: Extent = ALL,
    rejects: Path | None = None,
    watch: Watch = lambda _: None,
    say: Say = lambda _: None,
) -> Tally:
    """Bring the graph to the state of the file.

    Rejected rows go to `rejects` with line and reason. Raises InvalidSource when the file is missing, cut
    or of another kind, before anything is retired.
    """
    rows = islice(source.read(path), extent.limit)
    parse = source.looks_up(store) if source.looks_up else source.parse
    with Stream(store, MODEL, origin(source, path), watch, say) as stream, _Rejects(rejects) as kept:
        for row in rows:
            _take(source, parse, row, stream, kept)
        if kept.used:
            stream.tally.rejects = str(rejects)
        whole = extent.limit is None and not extent.part and not source.partial(path)
        return stream.finish(whole=whole, shrunk=extent.shrunk)


def take_in(
    into: Offline,
    source: Source,
    path: Path,
    *,
    extent: Extent = ALL,
    rejects: Path | None = None,
    watch: Watch = lambda _: None,
) -> Tally:
    """Take a file in for a database that is yet to be built; as `load`."""
    intake = into.intake(origin(source, path), watch)
    with _Rejects(rejects) as kept:
        for row in islice(source.read(path), extent.limit):
            _take(source, source.parse, row, intake, kept)
        if kept.used:
            intake.tally.rejects = str(rejects)
    return intake.finish(whole=extent.limit is None and not extent.part and not source.partial(path))


def origin(source: Source, path: Path) -> Origin:
    """What the stream is told of a source's file."""
    if not path.exists():
        raise InvalidSource(f"There is no file {path}.", f"Fetch it from {source.address}.")
    return Origin(
        dataset=source.name,
        title=source.title,
        address=source.address,
        licence=source.licence,
        confidence=source.confidence,
        expected=source.expected,
        through=source.through(path),
        covers=source.covers(path),
        lasting=source.lasting,
        file=path.name,
        checksum=checksum(path),
        gaps=source.gaps,
    )


def checksum(path: Path) -> str:
    """SHA-256 of a file, or of the sorted files of a folder."""
    if path.is_dir():
        parts = [f"{each.name} {checksum(each)}" for each in sorted(path.iterdir()) if each.is_file()]
        return sha256("\n".join(parts).encode()).hexdigest()
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _take(source: Source, parse: Parser, row: Row, stream: Intake, kept: "_Rejects") -> None:
    stream.tally.rows += 1
    try:
        stream.add(_parsed(source, parse, row))
    except InvalidRecord as error:
        stream.tally.rejected += 1
        kept.add(row, error)
        return
    stream.tally.leftover.update(name for name in row.fields if name not in source.ignored)


def _parsed(source: Source, parse: Parser, row: Row) -> Iterable[Any]:
    """All of a row's records at once, so that a row is taken whole or not at all."""
    try:
        return list(parse(row))
    except (KeyError, TypeError, ValueError) as error:
        raise InvalidRecord(f"Not as {source.title} writes it ({error}).") from error


class _Rejects:
    """The file of rejected rows, made when the first one comes."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.used = False
        self._file: TextIO | None = None

    def __enter__(self) -> "_Rejects":
        return self

    def __exit__(self, *_: object) -> None:
        if self._file:
            self._file.close()

    def add(self, row: Row, error: InvalidRecord) -> None:
        if self.path is None:
            return
        if self._file is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._file = self.path.open("w", encoding="utf-8")
            self.used = True
        entry = {"line": row.number, "reason": str(error), "row": row.raw}
        self._file.write(json.dumps(entry, ensure_ascii=False, default=str) + "\n")


def dry_run(source: Source, path: Path, limit: int | None = None) -> Iterator[tuple[int, str]]:
    """Read and parse without a database; yields the line and reason of each row that would be refused."""
    for row in islice(source.read(path), limit):
        try:
            _parsed(source, source.parse, row)
        except InvalidRecord as error:
            yield row.number, str(error)
