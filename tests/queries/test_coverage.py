"""What an answer was drawn from follows from the question's own text and the loads that stand."""

import datetime
from typing import Any

import pytest

from queries.administration import Administration
from queries.catalogue import questions
from queries.coverage import Absence, coverage, reads
from queries.question import Question
from schema.loads import Load, LoadState
from schema.subjects import MODEL
from tests.queries.world import World, day

pytestmark = pytest.mark.database

ALL = ("ADMINISTERED_BY", "Agency", "GrantProgram", "OFFICE_OF")
MOMENT = datetime.datetime(2026, 9, 1, tzinfo=datetime.UTC)


def load(name: str, minute: int = 0, **told: Any) -> Load:
    moment = MOMENT + datetime.timedelta(minutes=minute)
    usual: dict[str, Any] = {
        "state": LoadState.DONE,
        "whole": True,
        "started_at": moment,
        "finished_at": moment,
    }
    return Load(id=name, name=f"Edition {name}", **usual | told)


def covered(world: World) -> dict[str, Any]:
    (found,) = world.store.read(
        f"CALL () {{ {coverage(Administration)} }} RETURN meaning, not_loaded, sources"
    )
    return found


@pytest.mark.parametrize("cls", questions().values(), ids=questions())
def test_a_question_reads_types_of_the_model(cls: type[Question]) -> None:
    assert reads(cls)
    assert set(reads(cls)) <= {*MODEL.nodes, *MODEL.edges}


def test_a_question_reads_what_its_text_and_its_parameters_name() -> None:
    assert reads(Administration) == ALL


def test_where_nothing_is_loaded_emptiness_means_that(world: World) -> None:
    assert covered(world) == {"meaning": Absence.NOT_LOADED, "not_loaded": list(ALL), "sources": []}


def test_where_all_is_loaded_none_is_known(world: World) -> None:
    world.add(
        load("t@1", states=ALL, gaps=("Offices below bureaus.",), rejected=3, through=day("2020-01-01"))
    )
    found = covered(world)
    (source,) = found["sources"]
    assert (found["meaning"], found["not_loaded"]) == (Absence.NONE_KNOWN, [])
    assert (source["title"], source["gaps"], source["rejected"]) == (
        "Edition t@1",
        ["Offices below bureaus."],
        3,
    )
    assert (source["through"].to_native(), source["whole"]) == (day("2020-01-01"), True)


def test_what_no_load_has_stated_is_named(world: World) -> None:
    world.add(load("t@1", states=ALL[:-1]))
    found = covered(world)
    assert (found["meaning"], found["not_loaded"]) == (Absence.NOT_LOADED, ["OFFICE_OF"])


def test_a_part_of_an_edition_is_not_the_whole(world: World) -> None:
    world.add(load("t@1", states=ALL, whole=False))
    assert covered(world)["meaning"] == Absence.PARTLY_LOADED


@pytest.mark.parametrize("state", [LoadState.FAILED, LoadState.INTERRUPTED, LoadState.RUNNING])
def test_a_load_that_did_not_end_does_not_count(world: World, state: LoadState) -> None:
    world.add(load("t@1", states=ALL, state=state))
    assert covered(world)["meaning"] == Absence.NOT_LOADED


def test_the_newest_edition_counts(world: World) -> None:
    world.add(
        load("t@2", 1, states=ALL, through=day("2021-01-01"), rows=5),
        load("t@1", 2, states=ALL, through=day("2020-01-01"), rows=9),
    )
    (source,) = covered(world)["sources"]
    assert (source["rows"], source["files"], source["since"]) == (5, 1, source["through"])


def test_an_old_load_leaves_it_uncertain(world: World) -> None:
    world.add(load("t@1", states=ALL))
    world.store.write("MATCH (l:Load {id: 't@1'}) REMOVE l.states")
    assert covered(world)["meaning"] == Absence.UNCERTAIN
