"""What both bases of facts keep to as shipped: linked, sourced, named, covered, and fresh."""

import json
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from data.build_legal_facts import build
from data.shipped import FOLDER
from loaders import crosscutting, legal_facts, normalised
from loaders.crosscutting.reading import CURATED
from loaders.legal_facts.curated import FOLDER as FIRST
from loaders.legal_facts.curated import curated
from loaders.source import Source
from schema.model import Edge
from schema.registry import upper_snake
from schema.subjects import MODEL
from tests.loaders.facts import Facts


class Base(NamedTuple):
    """A base: the name of its files, its source, and the folder of what we add."""

    name: str
    source: Source
    added: Path

    @property
    def facts(self) -> Facts:
        return Facts(FOLDER / f"{self.name}.ndjson")

    @property
    def coverage(self) -> dict[str, dict[str, Any]]:
        told: dict[str, dict[str, Any]] = json.loads((FOLDER / f"{self.name}_coverage.json").read_bytes())
        return told


BASES = (
    Base("legal_facts", legal_facts.SOURCE, FIRST),
    Base("crosscutting", crosscutting.SOURCE, CURATED),
)


@pytest.fixture(params=BASES, ids=[each.name for each in BASES])
def base(request: pytest.FixtureRequest) -> Base:
    given: Base = request.param
    return given


def test_every_end_is_a_shipped_node_of_the_right_type(
    base: Base, labels: dict[str, tuple[str, ...]]
) -> None:
    wrong = []
    for edge in base.facts.every(Edge):
        kind = MODEL.edges[upper_snake(type(edge).__name__)]
        ends = ((edge.start, kind.start), (edge.end, kind.end))
        wrong += [(kind.name, end, label) for end, label in ends if label not in labels.get(end, ())]
    assert wrong == []


def test_every_record_says_how_far_it_was_checked_and_where(base: Base) -> None:
    assert [each for each in base.facts.records if each.confidence is None or not each.source] == []


def test_names_are_short_and_tell_nodes_of_a_type_apart(base: Base) -> None:
    nodes = list(base.facts.nodes.values())
    assert [each.name for each in nodes if len(each.name) > 130] == []
    twice = Counter((type(each), each.name) for each in nodes)
    assert [name for name, total in twice.items() if total > 1] == []


def test_coverage_gives_each_fact_records_or_a_reason(base: Base) -> None:
    lacking = [name for name, entry in base.coverage.items() if not entry["made"] and "reason" not in entry]
    assert lacking == []


def test_coverage_names_records_that_ship(base: Base) -> None:
    made = {
        f"{type(each).__name__} {each.start} > {each.end}"
        if isinstance(each, Edge)
        else f"{type(each).__name__} {' '.join(normalised.key(each))}"
        for each in base.facts.records
    }
    assert {label for entry in base.coverage.values() for label in entry["made"]} - made == set()


def test_what_we_add_rests_on_facts_or_on_law(base: Base) -> None:
    added = curated(base.added).records
    assert [each for each in added if not each["facts"] and not each.get("source")] == []


@pytest.mark.shared
def test_no_field_is_left_over(base: Base, shared: Path) -> None:
    left: Counter[str] = Counter()
    for row in base.source.read(shared / "facts" / f"{base.name}.yaml"):
        list(base.source.parse(row))
        left.update(set(row.fields) - base.source.ignored)
    assert left == {}


@pytest.mark.shared
def test_every_fact_is_covered(base: Base, shared: Path) -> None:
    content = (shared / "facts" / f"{base.name}.yaml").read_bytes()
    stated = yaml.load(content, Loader=yaml.CSafeLoader)["facts"]
    assert [fact["id"] for fact in stated] == list(base.coverage)


@pytest.mark.shared
def test_shipped_files_are_fresh(shared: Path, tmp_path: Path) -> None:
    build(shared.parent, tmp_path)
    for base in BASES:
        for name in (f"{base.name}.ndjson", f"{base.name}_coverage.json"):
            assert (tmp_path / name).read_bytes() == (FOLDER / name).read_bytes(), (
                f"{name} is not what the build makes."
            )
