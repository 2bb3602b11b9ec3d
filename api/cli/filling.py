"""Loads with a bar for each file: what ships, and what a person names."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from api.cli.printing import ERR
from data import shipped
from graph.store import Store
from graph.tally import Tally
from loaders.loading import checksum, load
from loaders.source import Source
from schema.errors import Unavailable
from schema.loads import LoadState

_LOADED = """
MATCH (l:Load {state: $done}) RETURN DISTINCT l.dataset AS dataset, l.checksum AS checksum
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
    """The shipped files, in order, that no load has taken in whole."""
    loads = store.read(_LOADED, {"done": LoadState.DONE.value})
    taken = {(row["dataset"], row["checksum"]) for row in loads}
    return [each for each in shipped.sources() if (each[0].name, checksum(each[1])) not in taken]


def filled(store: Store, files: list[tuple[Source, Path]]) -> Iterator[Tally]:
    """Load files in order, each with a bar on a terminal and a line when it is done."""
    for source, path in files:
        with bar(source) as watch:
            tally = load(store, source, path, watch=watch)
        ERR.print(f"{source.name}: {summary(tally)}")
        yield tally


@contextmanager
def bar(source: Source) -> Iterator[Callable[[Tally], None]]:
    """A bar that follows a load, of known length where the source promises an exact number of records."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=ERR, transient=True, disable=not ERR.is_terminal) as progress:
        task = progress.add_task(source.name, total=_promised(source.expected))
        yield lambda tally: progress.update(task, completed=tally.settled)


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


def _promised(expected: Mapping[type, tuple[int, int]]) -> int | None:
    least, most = (sum(bounds[end] for bounds in expected.values()) for end in (0, 1))
    return most if least == most else None
