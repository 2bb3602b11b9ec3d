"""A load brings the graph to the state of its source, whatever happened before."""

import datetime
import threading
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest

from graph import stream as stream_module
from graph.store import Result, Run, Store
from graph.stream import Stream
from graph.tally import Origin, Tally
from schema.errors import InvalidRecord, InvalidSource
from schema.model import Node, Record
from schema.money import Agency, OfficeOf
from schema.places import Jurisdiction, JurisdictionKind, SameAs
from schema.subjects import MODEL
from schema.values import Confidence

pytestmark = pytest.mark.database
DATASET, OTHER = "stream-test", "stream-test-other"


def origin(dataset: str = DATASET, most: int = 10_000) -> Origin:
    return Origin(
        dataset=dataset,
        title="Test source",
        address="https://example.org/source",
        licence="CC0-1.0",
        confidence=Confidence.VERIFIED,
        expected={Agency: (0, most), OfficeOf: (0, most)},
        through=datetime.date(2026, 1, 31),
    )


def agency(number: int, **more: Any) -> Agency:
    return Agency(id=f"stream-test/{number:05}", name=f"Agency {number}", **more)


def office(start: int, end: int) -> OfficeOf:
    return OfficeOf(f"stream-test/{start:05}", f"stream-test/{end:05}")


def load(
    store: Store,
    records: Iterable[Record],
    *,
    of: Origin | None = None,
    whole: bool = True,
    shrunk: bool = False,
) -> Tally:
    with Stream(store, MODEL, of or origin()) as stream:
        for record in records:
            stream.add([record])
        return stream.finish(whole=whole, shrunk=shrunk)


def revisions(store: Store) -> list[dict[str, Any]]:
    """What records said before, oldest first."""
    query = """MATCH (v:Node:Revision)-[:REVISION_OF]->(n)
        RETURN n.id AS of, v.kind AS kind, v.other AS other, v.before AS before, v.code AS code,
            v.stated_at < v.replaced_at AS ordered ORDER BY v.replaced_at, v.kind"""
    return store.read(query)


def graph_of(store: Store) -> list[Any]:
    """Everything that the test datasets state, without the runs that wrote it."""
    nodes = """MATCH (n:Agency) WHERE n.id STARTS WITH 'stream-test/'
        RETURN n {.*, run: null, stated_at: null} AS node, labels(n) AS labels ORDER BY n.id"""
    links = """MATCH (a:Agency)-[r:OFFICE_OF]->(b) WHERE a.id STARTS WITH 'stream-test/'
        RETURN a.id, b.id, r {.*, run: null, stated_at: null} AS link ORDER BY a.id, b.id"""
    return [store.read(nodes), store.read(links)]


@pytest.fixture(autouse=True)
def _clean(store: Store) -> Iterator[None]:
    yield
    store.write("MATCH (n:Agency) WHERE n.id STARTS WITH 'stream-test/' DETACH DELETE n")
    store.write(
        "MATCH (n:Load|Unresolved|Revision) WHERE n.dataset STARTS WITH 'stream-test' DETACH DELETE n"
    )


def test_nodes_carry_every_label_and_their_provenance(store: Store) -> None:
    load(store, [agency(1, confidence=Confidence.RECALLED), agency(2, source=("28 U.S.C. 501",))])
    first, second = store.read(
        "MATCH (n:Node:Agency) WHERE n.dataset = $d RETURN n {.*} AS n ORDER BY n.id", {"d": DATASET}
    )
    assert first["n"]["confidence"] == "RECALLED"
    assert first["n"]["source"] == ["https://example.org/source"]
    assert second["n"]["confidence"] == "VERIFIED"
    assert second["n"]["source"] == ["28 U.S.C. 501"]
    assert first["n"]["run"].startswith(DATASET)


def test_loading_twice_changes_nothing_and_says_so(store: Store) -> None:
    records = [agency(1), agency(2), office(1, 2)]
    assert load(store, [agency(1), agency(2), office(1, 2)]).inserted == 3
    before = graph_of(store)
    again = load(store, records)
    assert (again.inserted, again.updated, again.retired, again.unchanged) == (0, 0, 0, 3)
    assert again.changed == 0
    assert graph_of(store) == before


def test_what_changed_upstream_is_updated_and_what_it_dropped_is_emptied(store: Store) -> None:
    load(store, [agency(1, abbreviation="AB"), agency(2)])
    tally = load(store, [agency(1, code="7"), agency(2)])
    assert (tally.updated, tally.unchanged) == (1, 1)
    (row,) = store.read("MATCH (n:Agency {id: 'stream-test/00001'}) RETURN n.abbreviation AS a, n.code AS c")
    assert row == {"a": None, "c": "7"}


def test_what_vanished_upstream_is_retired_not_deleted_and_comes_back(store: Store) -> None:
    load(store, [agency(1), agency(2), office(1, 2)])
    tally = load(store, [agency(1)])
    assert tally.retired == 2
    query = "MATCH (n:Agency {id: 'stream-test/00002'}) RETURN n.retired_at IS NOT NULL AS retired"
    assert store.read(query) == [{"retired": True}]
    assert load(store, [agency(1)]).retired == 0
    back = load(store, [agency(1), agency(2), office(1, 2)])
    assert back.updated == 2
    assert store.read(query) == [{"retired": False}]


def test_what_a_record_said_before_it_changed_is_kept(store: Store) -> None:
    load(store, [agency(1, code="7"), agency(2), office(1, 2)])
    load(store, [agency(1, abbreviation="AB", aliases=("X", "Y")), agency(2), office(1, 2)])
    load(store, [agency(1, code="8"), agency(2), noted(1, 2)])
    first, second, link = revisions(store)
    assert (first["of"], first["kind"], first["code"]) == ("stream-test/00001", "Agency", "7")
    assert sorted(first["before"]) == ["abbreviation:", "aliases:", "code: 7"]
    assert sorted(second["before"]) == ["abbreviation: AB", "aliases: X; Y", "code:"]
    assert (link["kind"], link["other"], link["before"]) == ("OFFICE_OF", "stream-test/00002", ["note:"])
    assert all(each["ordered"] for each in (first, second, link))
    load(store, [agency(1, code="8"), agency(2), noted(1, 2)])
    assert len(revisions(store)) == 3


def noted(start: int, end: int) -> OfficeOf:
    return OfficeOf(f"stream-test/{start:05}", f"stream-test/{end:05}", note="Since renamed.")


def test_the_time_in_which_a_record_was_not_stated_is_kept(store: Store) -> None:
    load(store, [agency(1), agency(2)])
    load(store, [agency(1)])
    load(store, [agency(1), agency(2)])
    (revision,) = revisions(store)
    assert (revision["of"], revision["before"], revision["ordered"]) == ("stream-test/00002", [], True)


def test_a_record_that_was_only_mentioned_gives_way(store: Store) -> None:
    load(store, [agency(1, mentioned_only=True)])
    tally = load(store, [agency(1, code="7")], of=origin(OTHER))
    assert (tally.updated, tally.foreign) == (1, 0)
    again = load(store, [agency(1, mentioned_only=True)])
    assert (again.foreign, again.retired) == (1, 0)
    (row,) = store.read("MATCH (n:Agency {id: 'stream-test/00001'}) RETURN n.code AS c, n.dataset AS d")
    assert row == {"c": "7", "d": OTHER}
    assert revisions(store) == []


def test_a_statement_goes_before_a_mention_of_the_same_dataset(store: Store) -> None:
    tally = load(store, [agency(1, mentioned_only=True), agency(1, code="7"), agency(2, mentioned_only=True)])
    assert (tally.inserted, tally.conflicting) == (2, 0)
    assert load(store, [agency(1, mentioned_only=True)], whole=False).changed == 0
    query = "MATCH (n:Agency) WHERE n.dataset = $d RETURN n.code AS c, n.mentioned_only AS m ORDER BY n.id"
    assert store.read(query, {"d": DATASET}) == [{"c": "7", "m": None}, {"c": None, "m": True}]


def test_an_older_edition_is_refused_after_a_newer_one(store: Store) -> None:
    load(store, [agency(1)])
    older = Origin(**{**_fields(origin()), "through": datetime.date(2025, 12, 31)})
    with pytest.raises(InvalidSource, match="the edition of 2026-01-31 is loaded, and this one is of 2025"):
        load(store, [agency(1)], of=older)


def test_a_part_retires_within_itself_only(store: Store) -> None:
    part = Origin(**{**_fields(origin()), "covers": ("stream-test/0000",)})
    load(store, [agency(1), agency(2), agency(10), office(1, 2), office(10, 1)])
    assert load(store, [agency(1)], of=part).retired == 2
    query = "MATCH (n:Agency) WHERE n.dataset = $d AND n.retired_at IS NULL RETURN n.id AS id ORDER BY id"
    assert [row["id"] for row in store.read(query, {"d": DATASET})] == [
        "stream-test/00001",
        "stream-test/00010",
    ]


def test_a_source_that_lost_most_of_its_records_is_refused(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream_module, "_FEW", 5)
    load(store, [agency(number) for number in range(20)])
    with pytest.raises(InvalidSource, match="lacks 15 of the 20 Agency records that are loaded"):
        load(store, [agency(number) for number in range(5)])
    assert store.read("MATCH (n:Agency) WHERE n.retired_at IS NOT NULL RETURN n") == []
    assert load(store, [agency(number) for number in range(5)], shrunk=True).retired == 15


def test_what_later_editions_need_not_repeat_stays(store: Store) -> None:
    lasting = Origin(**{**_fields(origin()), "lasting": frozenset({Agency})})
    load(store, [agency(1), agency(2), office(1, 2)])
    assert load(store, [agency(1)], of=lasting).retired == 1


def test_a_promise_of_any_node_retires_none_of_another_type(store: Store) -> None:
    wide = Origin(**{**_fields(origin()), "expected": {Node: (0, 9), Agency: (0, 9), OfficeOf: (0, 9)}})
    assert load(store, [agency(1), agency(2)], of=wide).retired == 0


def test_loads_take_turns(store: Store) -> None:
    said: list[str] = []
    done: list[str] = []

    def second() -> None:
        with Stream(store, MODEL, origin(OTHER), say=said.append) as stream:
            done.append("second")
            stream.add([agency(1, code="second")])
            stream.finish()

    with Stream(store, MODEL, origin()) as stream:
        other = threading.Thread(target=second)
        other.start()
        stream.add([agency(1, code="first")])
        other.join(3)
        done.append("first")
        stream.finish()
    other.join(30)
    assert done == ["first", "second"]
    assert said == ["Another load runs: waiting for its end."]
    assert store.read("MATCH (n:Agency {id: 'stream-test/00001'}) RETURN n.code AS c") == [{"c": "first"}]


def test_a_partial_load_retires_nothing(store: Store) -> None:
    load(store, [agency(1), agency(2)])
    assert load(store, [agency(1)], whole=False).retired == 0


def test_a_source_outside_its_expected_counts_is_refused_before_anything_is_retired(store: Store) -> None:
    load(store, [agency(1), agency(2)])
    short = Origin(**{**_fields(origin()), "expected": {Agency: (2, 9), OfficeOf: (0, 9)}})
    with pytest.raises(InvalidSource, match="1 Agency records, where 2 to 9 are expected"):
        load(store, [agency(1)], of=short)
    assert store.read("MATCH (n:Agency) WHERE n.retired_at IS NOT NULL RETURN n") == []
    query = "MATCH (l:Load {dataset: $d}) RETURN l.state AS s ORDER BY l.started_at DESC LIMIT 1"
    (latest,) = store.read(query, {"d": DATASET})
    assert latest["s"] == "FAILED"


def _fields(struct: Any) -> dict[str, Any]:
    return {name: getattr(struct, name) for name in struct.__struct_fields__}


def test_a_link_without_its_end_is_kept_and_completed_by_a_later_load_of_another_dataset(
    store: Store,
) -> None:
    first = load(store, [agency(1), office(1, 2)])
    assert first.unresolved == 1
    assert load(store, [agency(1), office(1, 2)]).changed == 0
    later = load(store, [agency(2)], of=origin(OTHER))
    assert later.resolved_later == 1
    query = "MATCH (:Agency {id: 'stream-test/00001'})-[r:OFFICE_OF]->() RETURN r.dataset AS dataset"
    assert store.read(query) == [{"dataset": DATASET}]
    assert store.read("MATCH (u:Unresolved {dataset: $d}) RETURN u", {"d": DATASET}) == []


def test_an_unresolved_link_that_its_source_drops_is_forgotten(store: Store) -> None:
    load(store, [agency(1), office(1, 2)])
    load(store, [agency(1)])
    assert load(store, [agency(2)], of=origin(OTHER)).resolved_later == 0


def test_a_record_has_one_owner(store: Store) -> None:
    load(store, [agency(1, code="owner")])
    tally = load(store, [agency(1, code="other")], of=origin(OTHER))
    assert (tally.foreign, tally.inserted, tally.updated) == (1, 0, 0)
    assert store.read("MATCH (n:Agency {id: 'stream-test/00001'}) RETURN n.code AS c") == [{"c": "owner"}]


def test_the_first_of_two_conflicting_records_stands_and_the_conflict_is_counted(store: Store) -> None:
    tally = load(store, [agency(1, code="a"), agency(1, code="b"), agency(1, code="a")])
    assert (tally.inserted, tally.conflicting) == (1, 1)
    assert load(store, [agency(1, code="a"), agency(1, code="b")]).changed == 0


def test_a_record_that_breaks_the_model_is_named_with_its_field(store: Store) -> None:
    broken = agency(1)
    broken.name = ""
    with pytest.raises(InvalidRecord, match=r"Agency “stream-test/00001”: .*\$\.name"):
        load(store, [broken])


def test_a_type_that_a_source_does_not_promise_is_refused(store: Store) -> None:
    place = Jurisdiction(id="stream-test/place", name="Place", kind=JurisdictionKind.PLACE)
    with pytest.raises(InvalidSource, match="states a Jurisdiction, which it does not promise"):
        load(store, [place])
    with pytest.raises(InvalidSource, match="states a SAME_AS"):
        load(store, [SameAs("a", "b")])


class Killed(BaseException):
    """Stands for a process that dies between two statements."""


@pytest.mark.parametrize("survivors", range(0, 14, 2))
def test_a_load_killed_at_any_statement_and_run_again_gives_the_same_graph(
    store: Store, monkeypatch: pytest.MonkeyPatch, survivors: int
) -> None:
    monkeypatch.setattr(stream_module, "BATCH", 2)
    records = [
        *(agency(number) for number in range(1, 8)),
        *(office(n, n + 1) for n in range(1, 7)),
        office(7, 9),
    ]
    load(store, records)
    whole = graph_of(store)
    store.write("MATCH (n:Agency) WHERE n.id STARTS WITH 'stream-test/' DETACH DELETE n")
    store.write("MATCH (n:Unresolved {dataset: $d}) DELETE n", {"d": DATASET})
    dying = Dying(store, survivors)
    with pytest.raises(Killed):
        load(dying, records)
    load(store, records)
    assert graph_of(store) == whole
    assert load(store, records).changed == 0


class Dying(Store):
    """A store whose process dies after some writes."""

    def __init__(self, store: Store, survivors: int) -> None:
        self._driver = store._driver
        self.address = store.address
        self.left = survivors

    def write(self, statement: str, values: Any = None) -> list[dict[str, Any]]:
        self._live()
        return super().write(statement, values)

    def batch(self, work: Callable[[Run], Result]) -> Result:
        self._live()
        return super().batch(work)

    def _live(self) -> None:
        if self.left == 0:
            raise Killed
        self.left -= 1


def test_a_load_tells_what_it_did(store: Store) -> None:
    tally = load(store, [agency(1), agency(2), office(1, 2), office(1, 9)])
    (row,) = store.read("MATCH (l:Load {id: $run}) RETURN l {.*} AS l", {"run": tally.run})
    assert row["l"]["state"] == "DONE"
    assert (row["l"]["inserted"], row["l"]["unresolved"]) == (3, 1)
    assert row["l"]["through"].iso_format() == "2026-01-31"
