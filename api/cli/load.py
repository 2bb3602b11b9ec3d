"""`proviso load`: bring the graph to the state of files."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter

from api.cli import building
from api.cli.app import DONE, FAILED, LOOK
from api.cli.filling import bar, filled, summary
from api.cli.printing import ERR, OUT, Shape, show, show_json, tell
from data import shipped
from graph.server import connected
from graph.store import Store
from graph.tally import Tally
from loaders import catalogue, recognition
from loaders.loading import ALL, Extent, dry_run
from loaders.loading import load as bring
from loaders.recognition import Found
from schema.errors import InvalidSource

_TOLD = 20


@dataclass(frozen=True, kw_only=True)
class Manner:
    """How files are loaded.

    Parameters
    ----------
    dry_run
        Read and check the files; write nothing.
    offline
        Build the database of a first load without a server, which takes a fraction of the time.
    rejects
        Folder in which to put refused rows with their reasons.
    """

    dry_run: bool = False
    offline: bool = False
    rejects: Path = Path("rejects")


USUAL = Manner()


def load(
    source: str | None = None,
    /,
    *files: Path,
    all_of: Annotated[Path | None, Parameter(name="--all")] = None,
    extent: Annotated[Extent, Parameter(name="*")] = ALL,
    manner: Annotated[Manner, Parameter(name="*")] = USUAL,
    json: bool = False,
) -> int:
    """Load files, or folders of files, of a source; without a source, list those there are.

    Parameters
    ----------
    source
        Name of the source; `normalised` for files of Proviso's own form, `shipped` for what ships.
    files
        The files as their publisher gives them; the oldest edition is loaded first.
    all_of
        Load everything that is recognised by its content in this directory and below it.
    json
        Print the report as JSON.
    """
    if all_of is not None:
        places, others = _recognised(all_of)
    elif source is None:
        return _list(as_json=json)
    elif source == "shipped":
        return _ship(as_json=json)
    else:
        places, others = _named(source, files), []
    if manner.dry_run:
        return _check(places, extent, as_json=json)
    first = building.first_editions(places) if manner.offline else []
    tallies = building.build(first, extent, manner.rejects) if first else []
    left = [each for each in places if each not in first]
    return _load(left, others, extent, manner.rejects, tallies, as_json=json)


def _named(source: str, files: Iterable[Path]) -> list[Found]:
    places = [Found(path, catalogue.source(source, path)) for path in files]
    if not places:
        raise InvalidSource(f"No file of {source} was named.", f"Write it: `proviso load {source} FILE`.")
    for each in places:
        if not each.path.exists():
            address = each.source.address if each.source else ""
            raise InvalidSource(f"There is no file {each.path}.", f"Fetch it from {address}.")
    return sorted(places, key=lambda each: each.order)


def _recognised(directory: Path) -> tuple[list[Found], list[Found]]:
    """What is loaded, in its order, and what is not: read along with another, or of no known kind."""
    if not directory.is_dir():
        raise InvalidSource(f"There is no directory {directory}.")
    found = list(recognition.found(directory, list(catalogue.sources().values())))
    loaded = [each for each in found if each.source and not each.along]
    if not loaded:
        raise InvalidSource(f"Nothing in {directory} is recognised.", "`proviso load` lists the sources.")
    return sorted(loaded, key=lambda each: each.order), [each for each in found if each not in loaded]


def _load(
    places: list[Found],
    others: list[Found],
    extent: Extent,
    aside: Path,
    tallies: list[Tally],
    *,
    as_json: bool,
) -> int:
    failures: list[dict[str, Any]] = []
    with _store() as store:
        for each in places:
            try:
                tallies.append(_one(store, each, extent, aside, many=len(places) > 1))
            except InvalidSource as error:
                if len(places) == 1 and not tallies:
                    raise
                failures.append({"file": str(each.path), "message": error.message, "remedy": error.remedy})
                tell(error, as_json=False)
    return _report(tallies, others, failures, as_json=as_json)


def _one(store: Store, found: Found, extent: Extent, aside: Path, *, many: bool) -> Tally:
    source = found.source
    assert source  # noqa: S101 — narrows the type
    file = aside / found.rejects(many=many)
    if many:
        ERR.print(f"{found.path}: {source.title}", markup=False)
    with bar(source) as watch:
        return bring(store, source, found.path, extent=extent, rejects=file, watch=watch, say=ERR.print)


def _ship(*, as_json: bool) -> int:
    with _store() as store:
        return _report(list(filled(store, list(shipped.sources()))), as_json=as_json)


def _check(places: list[Found], extent: Extent, *, as_json: bool) -> int:
    refused = [
        {"file": str(each.path), "line": line, "reason": reason}
        for each in places
        if each.source
        for line, reason in dry_run(each.source, each.path, extent.limit)
    ]
    if as_json:
        show_json({"rejected": len(refused), "rows": refused})
    else:
        for row in islice(refused, _TOLD):
            OUT.print(f"{row['file']}, line {row['line']}: {row['reason']}", markup=False)
        OUT.print(f"{len(refused):,} rows would be rejected; nothing was written.")
    return LOOK if refused else DONE


def _list(*, as_json: bool) -> int:
    rows = [
        {
            "source": each.name,
            "what": each.title,
            "published at": each.address,
            "can be fetched": "yes" if each.fetched else "no",
            "licence": each.licence,
        }
        for each in catalogue.sources().values()
    ]
    show(rows, Shape.JSON if as_json else Shape.TABLE)
    return DONE


def _report(
    tallies: list[Tally],
    others: Iterable[Found] = (),
    failures: Iterable[dict[str, Any]] = (),
    *,
    as_json: bool,
) -> int:
    unknown = [str(each.path) for each in others if not each.source]
    refused = list(failures)
    if as_json:
        told: Any = [each.report() for each in tallies]
        show_json({"loads": told, "refused": refused, "unknown": unknown} if unknown or refused else told)
    else:
        _tell(tallies, unknown)
    if refused:
        return FAILED
    return LOOK if any(each.rejected for each in tallies) else DONE


def _tell(tallies: list[Tally], unknown: list[str]) -> None:
    for each in tallies:
        OUT.print(f"{each.dataset}: {summary(each)}")
        if each.leftover:
            left = ", ".join(f"{name} {count:,}" for name, count in each.leftover.most_common())
            OUT.print(f"  fields that nothing reads: {left}", markup=False)
        if each.rejects:
            OUT.print(f"  rejected rows, with their reasons: {each.rejects}", markup=False)
    for path in unknown:
        OUT.print(f"of no known kind, not loaded: {path}", markup=False)


@contextmanager
def _store() -> Iterator[Store]:
    with connected(say=ERR.print) as address, Store(address) as store:
        yield store
