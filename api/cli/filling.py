"""Loads with a bar for each file: what ships, and what a person names."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rich.progress import (
    BarColumn,
    Progress,
    TaskProgressColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from api.cli.printing import ERR
from data import shipped
from graph.store import Store
from graph.tally import Tally
from loaders.loading import checksum, load
from loaders.meter import metering
from loaders.source import Source
from schema.errors import Unavailable
from schema.loads import LoadState

_LOADED = """
MATCH (l:Load {state: $done}) RETURN DISTINCT l.dataset AS dataset, l.file AS file, l.checksum AS checksum
"""
_HELD = "MATCH (n) RETURN n:Node AS ours LIMIT 1"


def ship(store: Store) -> list[Tally]:
    """Load the shipped files that this database has not taken in whole; returns what each did."""
    if any(not row["ours"] for row in store.read(_HELD)):
        raise Unavailable(
            f"The database {store.address.database} at {store.address.uri} holds data of something else.",
            "Give Proviso one of its own: set NEO4J_DATABASE or NEO4J_URI.",
        )
    return list(filled(store, lacking(store)))


def lacking(store: Store) -> list[tuple[Source, Path]]:
    """The shipped files, in order, that no load has taken in whole.

    What a reader loaded of the same dataset from a file of their own stays as it is.
    """
    loads = store.read(_LOADED, {"done": LoadState.DONE.value})
    taken = {(row["dataset"], row["checksum"]) for row in loads}
    own = {row["dataset"] for row in loads} - {
        source.name for source, path in shipped.sources() if _only_shipped(source, path, loads)
    }
    return [
        (source, path)
        for source, path in shipped.sources()
        if (source.name, checksum(path)) not in taken and source.name not in own
    ]


def _only_shipped(source: Source, path: Path, loads: list[dict[str, Any]]) -> bool:
    return {row["file"] for row in loads if row["dataset"] == source.name} <= {path.name}


def filled(store: Store, files: list[tuple[Source, Path]]) -> Iterator[Tally]:
    """Load files in order, each with a bar on a terminal and a line when it is done."""
    for source, path in files:
        with bar(source) as watch:
            tally = load(store, source, path, watch=watch)
        ERR.print(f"{source.name}: {summary(tally)}")
        yield tally


@contextmanager
def bar(source: Source) -> Iterator[Callable[[Tally], None]]:
    """A bar that follows a load: how much of its files is read, then how many records are written."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with (
        metering() as meter,
        Progress(*columns, console=ERR, transient=True, disable=not ERR.is_terminal) as progress,
    ):
        task = progress.add_task(source.name, total=1.0, rate="")

        def watch(tally: Tally) -> None:
            done = tally.settled / max(1, sum(tally.types.values()))
            read = min(1.0, meter.read / meter.total) if meter.total else 1.0
            rate = f"{tally.settled:,} records, {tally.settled / max(tally.seconds, 0.001):,.0f}/s"
            progress.update(task, completed=read * done, rate=rate)

        yield watch


def summary(tally: Tally) -> str:
    """The counts of a load that are not zero, as one line."""
    counts = {name: getattr(tally, name) for name in FATES}
    told = ", ".join(f"{count:,} {name.replace('_', ' ')}" for name, count in counts.items() if count)
    nothing = "" if tally.changed else "Nothing changed: "
    return f"{nothing}{told or 'no records'} ({tally.seconds:.1f} s)"


FATES = (
    "inserted",
    "updated",
    "unchanged",
    "retired",
    "foreign",
    "conflicting",
    "unresolved",
    "resolved_later",
    "rejected",
)
