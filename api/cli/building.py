"""A first load without a server: files become a database, which is then started."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from api.cli.filling import bar, summary
from api.cli.printing import ERR
from graph.address import configured
from graph.importing import arguments
from graph.offline import Offline
from graph.server import Managed
from graph.store import Store
from graph.stream import lay_out
from graph.tally import Tally
from loaders.loading import Extent, take_in
from loaders.recognition import Found
from schema.errors import Refused
from schema.subjects import MODEL

_INDEXED = "CALL db.awaitIndexes(3600)"


def first_editions(places: Sequence[Found]) -> list[Found]:
    """The first file of each dataset that needs nothing of the graph; the others follow online."""
    first: dict[str, Found] = {}
    for each in places:
        if each.source and (not each.source.looks_up or each.source.alone(each.path)):
            first.setdefault(each.source.name, each)
    return list(first.values())


def build(places: Sequence[Found], extent: Extent, aside: Path) -> list[Tally]:
    """Build the managed database of the files, in their order; returns what each load did."""
    if configured():
        raise Refused(
            "Only the managed database is built without a server.",
            "Unset NEO4J_URI, or load online.",
        )
    server = Managed()
    server.home.make()
    with TemporaryDirectory(prefix="import-", dir=server.home.path) as folder:
        tallies = fill(server, places, extent, aside, Path(folder))
    with Store(server.start(say=ERR.print)) as store:
        lay_out(store, MODEL)
        store.define(_INDEXED)
    return tallies


def fill(server: Managed, places: Sequence[Found], extent: Extent, aside: Path, folder: Path) -> list[Tally]:
    """Write the files to import into a folder, and import them."""
    with Offline(MODEL, folder) as into:
        tallies = take_all(into, places, extent, aside)
        files = into.finish()
    server.build(arguments(files), say=ERR.print)
    return tallies


def take_all(into: Offline, places: Sequence[Found], extent: Extent, aside: Path) -> list[Tally]:
    """Take files in, each with a bar on a terminal and a line when it is done."""
    tallies = []
    for each in places:
        assert each.source  # noqa: S101 — narrows the type
        rejects = aside / each.rejects(many=len(places) > 1)
        with bar(each.source) as watch:
            tally = take_in(into, each.source, each.path, extent=extent, rejects=rejects, watch=watch)
        ERR.print(f"{each.source.name}: {summary(tally)}")
        tallies.append(tally)
    return tallies
