"""Editions and dated lists loaded one after the other: what each told, and what changed between two days."""

import csv
import datetime
import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from data.shipped import FOLDER
from graph.store import Store
from loaders import agreements, listings, normalised
from loaders.loading import load
from queries.administration import Administration
from queries.changes import ChangeKind, Changes
from queries.learned import Learned, News
from schema.errors import InvalidQuestion
from tests.queries.world import ask

pytestmark = [pytest.mark.database, pytest.mark.shared]
EMPTY = "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS"
PROGRAMS = """MATCH (p:GrantProgram {dataset: $dataset}) WHERE p.retired_at IS NULL
RETURN collect(p.id) AS ids"""


@pytest.fixture(scope="module")
def ground(store: Store) -> Iterator[Store]:
    """A database with the agencies that ship."""
    store.define(EMPTY)
    load(store, normalised.source(FOLDER / "agencies.ndjson"), FOLDER / "agencies.ndjson")
    yield store
    store.define(EMPTY)


def now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


def programs(store: Store) -> set[str]:
    (row,) = store.read(PROGRAMS, {"dataset": listings.SOURCE.name})
    return set(row["ids"])


def told(store: Store, since: datetime.datetime, until: datetime.datetime, kind: News) -> set[str]:
    """The programs of which the loads of the listings told so."""
    question = Learned(from_=since, to=until, kinds=(kind,), dataset=listings.SOURCE.name)
    rows: list[dict[str, Any]] = ask(store, question)
    assert {row["kind"] for row in rows} <= {kind}
    assert all(row["load"] for row in rows)
    named = {row["what"]["id"] for row in rows if not row["link"]}
    return {each for each in named if re.fullmatch(r"\d\d\.\w{3}", each)}


def test_two_editions_of_the_listings_become_history(ground: Store, shared: Path) -> None:
    begin = now()
    load(ground, listings.SOURCE, shared / "programs" / "fpi_2023_programs.csv")
    first, middle = programs(ground), now()
    load(ground, listings.SOURCE, shared / "programs" / "fpi_programs_2025-12.ndjson")
    second, end = programs(ground), now()
    assert told(ground, begin, middle, News.NEW) == first
    assert told(ground, begin, middle, News.RETIRED) == set()
    assert told(ground, middle, end, News.NEW) == second - first
    assert told(ground, middle, end, News.RETIRED) == first - second
    assert told(ground, middle, end, News.REVISED) <= first & second
    assert told(ground, begin, end, News.NEW) == first | second
    gone, fresh = min(first - second), min(second - first)
    assert ask(ground, Administration(program=gone, known_at=middle))
    assert ask(ground, Administration(program=fresh))
    for program, moment in ((gone, None), (fresh, middle)):
        with pytest.raises(InvalidQuestion):
            ask(ground, Administration(program=program, known_at=moment))


def printed(path: Path) -> dict[datetime.date, set[tuple[str, str, str]]]:
    """What the last list of each day prints: state, agency and model."""
    found: dict[str, set[tuple[str, str, str]]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["date"], set()).add((row["state"], row["agency"], row["type"]))
    last = {name.split()[0]: found[name] for name in sorted(found)}
    return {datetime.date.fromisoformat(name): rows for name, rows in last.items()}


def test_agreements_change_as_the_dated_lists_do(ground: Store, shared: Path) -> None:
    path = shared / "conditions" / "ice_287g_agreements_17_snapshots.csv"
    load(ground, agreements.SOURCE, path)
    lists = printed(path)
    kinds = (ChangeKind.AGREED, ChangeKind.AGREEMENT_ENDED)
    days = sorted(lists)
    for before, after in itertools.pairwise(days):
        rows = ask(ground, Changes(from_=before, to=after, kinds=kinds))
        begun = sum(row["kind"] == "AGREED" for row in rows)
        assert len(lists[after]) - len(lists[before]) == begun - (len(rows) - begun), after
        assert begun <= len(lists[after] - lists[before])
        assert {row["day"].to_native() for row in rows} <= {after}
    whole = ask(ground, Changes(from_=days[0], to=days[-1], kinds=kinds))
    assert sum(1 if row["kind"] == "AGREED" else -1 for row in whole) == len(lists[days[-1]]) - len(
        lists[days[0]]
    )
