"""Awards and audits in a database: recipients find the governments there, and audits find them again."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.layout import statements
from graph.store import Store
from loaders import awards, single_audits
from loaders.loading import load
from schema.places import Jurisdiction, JurisdictionKind
from schema.subjects import MODEL
from tests.planting import plant

pytestmark = pytest.mark.database
DATASETS = ["awards-test-places", awards.SOURCE.name, single_audits.SOURCE.name]
CHICAGO, NEW_YORK = "test/place:chicago", "test/place:new_york"


@pytest.fixture
def places(store: Store) -> Iterator[Store]:
    """A database that holds two cities."""
    for text in statements(MODEL):
        store.define(text)
    cities = [
        Jurisdiction(id=CHICAGO, name="Chicago", kind=JurisdictionKind.PLACE, state="IL", geoid="1714000"),
        Jurisdiction(id=NEW_YORK, name="New York", kind=JurisdictionKind.PLACE, state="NY", geoid="3651000"),
    ]
    plant(store, *cities, dataset=DATASETS[0])
    yield store
    store.write("MATCH (n) WHERE n.dataset IN $datasets DETACH DELETE n", {"datasets": DATASETS})


def test_recipients_and_auditees_find_their_governments(
    places: Store, excerpts: Path, tmp_path: Path
) -> None:
    tally = load(places, awards.SOURCE, excerpts / "awards" / "download-transactions")
    assert (tally.rejected, tally.leftover["a deleted transaction"]) == (1, 1)
    acting = "MATCH (r:Recipient)-[a:ACTS_FOR]->(p) RETURN r.name AS name, p.id AS place, a.score AS score"
    assert sorted(map(tuple, (row.values() for row in places.read(acting)))) == [
        ("CHICAGO, CITY OF", CHICAGO, 1.0),
        ("NEW YORK CITY DEPARTMENT OF EDUCATION", NEW_YORK, 0.93),
    ]
    assert load(places, awards.SOURCE, excerpts / "awards" / "download-transactions").updated == 0
    (whole,) = (excerpts / "single-audits").iterdir()
    audit = tmp_path / "2022-12-GSAFAC-0000000001.json"
    audit.write_text(
        whole.read_text(encoding="utf-8").replace("ZUFJEU4NMK52", "MXAQEF6MNHJ8"), encoding="utf-8"
    )
    assert load(places, single_audits.SOURCE, audit).rejected == 0
    spent = (
        "MATCH (a:Allocation)-[:ALLOCATED_TO]->(p) RETURN a.basis AS basis, p.id AS place, count(a) AS total"
    )
    assert places.read(spent) == [{"basis": "EXPENDED", "place": CHICAGO, "total": 5}]
    named = "MATCH (r:Recipient {uei: 'MXAQEF6MNHJ8'}) RETURN r.name AS name, r.mentioned_only AS only"
    assert places.read(named) == [{"name": "CHICAGO, CITY OF", "only": None}]
