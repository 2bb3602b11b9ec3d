"""Agreements under section 287(g), from dated copies of ICE's list of the agencies that take part.

A list says which agreements stand on its day, not when they were signed or ended: an agreement holds from the
first list that has it to the first that lacks it. Population, budget and postal code of an agency come from
an older census of agencies without a year, and are left out.
"""

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from graph.store import Store
from loaders import agency_places, files, governments
from loaders.governments import Governments
from loaders.snapshots import Interval, Listed, Snapshots, day
from loaders.source import Parser, Row, Source
from schema.errors import InvalidRecord, InvalidSource
from schema.model import Record
from schema.politics import AgreedFor, AgreedWith, Agreement
from schema.values import Confidence

NAME = "287g-agreements"
ICE = "agency/070/7012"
COLUMNS = ("date", "state", "county", "agency", "agency_id", "ori", "type", "agency_type")
_FIRST = """MATCH (a:Agreement) WHERE a.dataset = $dataset AND a.retired_at IS NULL
RETURN min(a.valid_from) AS first"""
_SMALL = frozenset({"of", "the", "and", "for"})


def read(path: Path) -> Iterator[Row]:
    """One row an agreement and interval, of all lists in the file or folder; broken rows as they are."""
    lists = Snapshots()
    for number, fields in _printed(path):
        try:
            lists.add(number, fields)
        except InvalidRecord as error:
            yield Row(number, {"broken": str(error)} | fields)
    for agency in lists.agencies():
        yield from _agreements(agency, lists)


def parser(known: Governments, since: datetime.date | None = None) -> Parser:
    """The parser for a graph that holds these governments, and agreements listed since that day."""

    def parse(row: Row) -> Iterator[Record]:
        broken = row.find("broken")
        if broken:
            raise InvalidRecord(broken)
        _refuse_gap(row.take("lists from"), since)
        held = row.find("held")
        if held is None:
            row.fields = {"not counted: on an earlier list of a day only": True}
            return
        yield from _agreement(row, held)
        yield from _place(row, known)

    return parse


def looks_up(store: Store) -> Parser:
    """The parser for what the graph holds."""
    (found,) = store.read(_FIRST, {"dataset": NAME})
    first = found["first"]
    return parser(governments.loaded(store), first.to_native() if hasattr(first, "to_native") else first)


def recognises(path: Path) -> bool:
    """Whether a file has the columns of a dated list, or a folder holds such a file."""
    if path.is_dir():
        return bool(_lists(path))
    first = files.head(path, 4096).split(b"\n", 1)[0].decode("utf-8", "replace").strip()
    return set(COLUMNS) <= set(first.split(","))


def through(path: Path) -> datetime.date | None:
    """The day of the last list."""
    days = (day(fields["date"]) for _, fields in _printed(path))
    return max((each for each in days if each), default=None)


def _lists(path: Path) -> list[Path]:
    return sorted(each for each in path.iterdir() if each.is_file() and recognises(each))


def _printed(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    for each in _lists(path) if path.is_dir() else [path]:
        for number, fields in files.table(each, COLUMNS):
            yield number, {str(name): value or "" for name, value in fields.items()}


def _agreements(agency: Listed, lists: Snapshots) -> Iterator[Row]:
    shared: dict[str, Any] = dict.fromkeys(lists.columns.keys() - COLUMNS, True) | {
        "state": agency.state,
        "names": tuple(agency.names),
        "counties": tuple(agency.counties),
        "kind": agency.kind,
        "ori": agency.ori,
        "lists from": lists.days[0],
    }
    for model, listed in agency.models.items():
        fields = shared | {"model": model, "agreement": f"agreement/287g/{agency.slug}/{_slug(model)}"}
        if model in agency.again:
            fields["listed twice on one list"] = True
        for place, held in enumerate(lists.intervals(listed)):
            later = f"/{held.begins}" if place else ""
            yield Row(agency.line, fields | {"held": held, "agreement": fields["agreement"] + later})
        if not lists.intervals(listed):
            yield Row(agency.line, fields)


def _agreement(row: Row, held: Interval) -> Iterator[Record]:
    identifier, model = row.take("agreement"), row.take("model")
    *former, party = row.take("names")
    state = row.fields["state"]
    yield Agreement(
        id=identifier,
        name=f"{_titled(party)}, {_titled(state)}: 287(g) {model}",
        aliases=tuple(_titled(each) for each in former),
        model=model,
        party=party,
        agency_kind=row.find("kind"),
        ori=row.find("ori"),
        valid_from=held.begins,
        valid_to=held.ends,
        confidence=Confidence.PARTIAL if held.ends else None,
        note=_note(held),
    )
    yield AgreedWith(start=identifier, end=ICE)


def _note(held: Interval) -> str:
    """Between which lists the true days lie."""
    begins = f"Listed on {held.begins}, not on {held.before}; signed before it was listed."
    if held.before is None:
        begins = "Listed in the first snapshot; signed on or before that day."
    return begins + (f" Last listed on {held.last}, not on {held.ends}." if held.ends else "")


def _place(row: Row, known: Governments) -> Iterator[Record]:
    """The link to the agency's government; a reason to count where none is named."""
    identifier = row.raw["agreement"]
    state, names, counties = row.take("state"), row.raw["names"], row.find("counties") or ()
    found = agency_places.place(state, names, counties, row.raw["kind"], known)
    if found.government:
        yield AgreedFor(
            start=identifier, end=found.government.id, note=found.note, confidence=found.confidence
        )
    else:
        row.fields[f"no government: {found.reason}"] = True


def _refuse_gap(first: datetime.date, since: datetime.date | None) -> None:
    if since and since < first:
        raise InvalidSource(
            f"Lists from {since} on are loaded, and this one begins on {first}: loading it alone would end "
            "what the earlier lists say.",
            "Put it in one folder with the earlier lists and load the folder.",
        )


def _slug(text: str) -> str:
    return "-".join(text.lower().split())


def _titled(name: str) -> str:
    return " ".join(word if word in _SMALL else word.capitalize() for word in name.lower().split())


SOURCE = Source(
    name=NAME,
    title="Agencies in agreements under section 287(g) (ICE), dated copies",
    address="https://www.ice.gov/identify-and-arrest/287g",
    licence="Public domain (work of the United States government)",
    confidence=Confidence.VERIFIED,
    read=read,
    parse=parser(Governments(())),
    through=through,
    recognises=recognises,
    looks_up=looks_up,
    turn=60,
    expected={Agreement: (1, 50_000), AgreedWith: (1, 50_000), AgreedFor: (0, 50_000)},
    ignored=frozenset({"zip", "population_policed", "operating_budget"}),
    gaps=(
        "Days of signature and of termination are not told, only the lists between which they lie.",
        "Names of agencies are printed without the word department.",
        "Agencies of schools, airports and several places are not linked to a place.",
    ),
)
