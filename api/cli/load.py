"""`proviso load`: bring the graph to the state of a file."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from api.cli.app import DONE, LOOK
from api.cli.filling import bar, filled, summary
from api.cli.printing import ERR, OUT, Shape, show, show_json
from data import shipped
from graph.server import connected
from graph.store import Store
from graph.tally import Tally
from loaders import catalogue
from loaders.loading import dry_run
from loaders.loading import load as bring
from schema.errors import InvalidSource

_TOLD = 20


def load(
    source: str | None = None,
    file: Path | None = None,
    /,
    *,
    limit: int | None = None,
    dry_run: bool = False,
    rejects: Path | None = None,
    json: bool = False,
) -> int:
    """Load a file, or a folder of files, of a source; without a source, list those there are.

    Parameters
    ----------
    source
        Name of the source; `normalised` for a file of Proviso's own form, `shipped` for what ships.
    file
        The file as its publisher gives it.
    limit
        Read only so many rows, and retire nothing.
    dry_run
        Read and check the file; write nothing.
    rejects
        Where to put refused rows with their reasons; `rejects/<source>.ndjson` unless given.
    json
        Print the report as JSON.
    """
    if source is None:
        return _list(as_json=json)
    if source == "shipped":
        return _ship(as_json=json)
    if file is None:
        raise InvalidSource(f"No file of {source} was named.", f"Write it: `proviso load {source} FILE`.")
    chosen = catalogue.source(source, file)
    if dry_run:
        return _check(source, file, limit, as_json=json)
    aside = rejects or Path("rejects") / f"{chosen.name}.ndjson"
    with _store() as store, bar(chosen) as watch:
        tally = bring(store, chosen, file, limit=limit, rejects=aside, watch=watch)
    return _report([tally], as_json=json)


def _ship(*, as_json: bool) -> int:
    with _store() as store:
        return _report(list(filled(store, list(shipped.sources()))), as_json=as_json)


def _check(name: str, file: Path, limit: int | None, *, as_json: bool) -> int:
    source = catalogue.source(name, file)
    if not file.exists():
        raise InvalidSource(f"There is no file {file}.", f"Fetch it from {source.address}.")
    refused = [{"line": line, "reason": reason} for line, reason in dry_run(source, file, limit)]
    if as_json:
        show_json({"rejected": len(refused), "rows": refused})
    else:
        for each in islice(refused, _TOLD):
            OUT.print(f"line {each['line']}: {each['reason']}", markup=False)
        OUT.print(f"{len(refused):,} rows would be rejected; nothing was written.")
    return LOOK if refused else DONE


def _list(*, as_json: bool) -> int:
    rows = [
        {"source": each.name, "what": each.title, "published at": each.address, "licence": each.licence}
        for each in catalogue.sources().values()
    ]
    show(rows, Shape.JSON if as_json else Shape.TABLE)
    return DONE


def _report(tallies: list[Tally], *, as_json: bool) -> int:
    if as_json:
        show_json([each.report() for each in tallies])
    for each in () if as_json else tallies:
        OUT.print(f"{each.dataset}: {summary(each)}")
        if each.leftover:
            left = ", ".join(f"{name} {count:,}" for name, count in each.leftover.most_common())
            OUT.print(f"  fields that nothing reads: {left}", markup=False)
        if each.rejects:
            OUT.print(f"  rejected rows, with their reasons: {each.rejects}", markup=False)
    return LOOK if any(each.rejected for each in tallies) else DONE


@contextmanager
def _store() -> Iterator[Store]:
    with connected(say=ERR.print) as address, Store(address) as store:
        yield store
