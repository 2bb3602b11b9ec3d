"""The same graph at three sizes, each in a database of its own below one folder.

`shipped` is what ships; `more` has 100,000 awards beside it; `all` has everything of a folder of published
files, in the order of `proviso load --all`. A database that was filled to its end has a marker, and is used
again; one that was not is made anew.
"""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from api.cli import building
from data import shipped
from graph.server import Managed
from graph.store import Store
from graph.stream import lay_out
from loaders import awards, catalogue, recognition
from loaders.loading import ALL, Extent, load
from loaders.recognition import Found
from schema.errors import InvalidSource
from schema.subjects import MODEL

SIZES = ("shipped", "more", "all")
MORE = 100_000
AWARDS = Path("awards") / "usaspending_awards_by_cfda.ndjson.gz"


@contextmanager
def opened(size: str, home: Path, data: Path) -> Iterator[Store]:
    """A connection to the database of that size below `home`, made of `data` unless it is there."""
    server = Managed(home / size)
    finished = home / f"{size}.finished"
    if not finished.exists():
        server.erase()
        started = time.monotonic()
        make(server, size, data)
        finished.write_text(f"{time.monotonic() - started:.0f} s\n")
    address = server.start()
    try:
        with Store(address) as store:
            yield store
    finally:
        server.stop()


def make(server: Managed, size: str, data: Path) -> None:
    """Build the database of what ships without a server, then load what the size has beside it."""
    server.home.make()
    ships = [Found(path, source) for source, path in shipped.sources()]
    with TemporaryDirectory(prefix="import-", dir=server.home.path) as folder:
        building.fill(server, ships, ALL, Path(folder), Path(folder))
    address = server.start()
    try:
        with Store(address) as store:
            lay_out(store, MODEL)
            store.define("CALL db.awaitIndexes(600)")
            for place, extent in beside(size, data):
                take(store, place, extent)
            store.define("CALL db.awaitIndexes(600)")
    finally:
        server.stop()


def beside(size: str, data: Path) -> list[tuple[Found, Extent]]:
    """What a size has beside what ships, and how much of it."""
    if size == "shipped":
        return []
    if size == "more":
        return [(Found(data / AWARDS, awards.SOURCE), Extent(limit=MORE))]
    found = recognition.found(data, list(catalogue.sources().values()))
    loaded = [each for each in found if each.source and not each.along]
    return [(each, ALL) for each in sorted(loaded, key=lambda each: each.order)]


def take(store: Store, place: Found, extent: Extent) -> None:
    """Load one file; one that its source refuses is told and left out, as `proviso load --all` does."""
    assert place.source  # narrows the type
    try:
        tally = load(store, place.source, place.path, extent=extent)
    except InvalidSource as error:
        say(f"{place.path.name}: {error.message}")
    else:
        say(f"{place.path.name}: {tally.rows:,} rows")


def say(line: str) -> None:
    """Print a line at once, beside the results."""
    sys.stderr.write(line + "\n")
    sys.stderr.flush()
