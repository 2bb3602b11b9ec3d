"""One resolver: identifier, record, citation, name, alias; alternatives instead of a guess."""

import pytest

from queries.administration import Administration
from queries.condition_status import ConditionStatus
from queries.resolve import Ambiguous
from schema.courts import Ruling, RulingKind
from schema.errors import InvalidQuestion
from schema.law import Corpus, Provision
from schema.money import AdministeredBy, Agency, GrantProgram, OfficeOf
from schema.places import Jurisdiction, JurisdictionKind, SameAs
from tests.queries.world import World, day

pytestmark = pytest.mark.database


@pytest.fixture
def places(world: World) -> World:
    """Two cities of one name, a consolidated city with its county, and a text."""
    world.add(
        Jurisdiction(id="t/il/q", name="Quimbleton", kind=JurisdictionKind.PLACE, state="IL", record="jur-q"),
        Jurisdiction(id="t/oh/q", name="Quimbleton", kind=JurisdictionKind.PLACE, state="OH", population=9),
        Jurisdiction(id="t/ca/z", name="Zanford", kind=JurisdictionKind.CONSOLIDATED_CITY_COUNTY, state="CA"),
        Jurisdiction(id="t/ca/z-county", name="Zanford", kind=JurisdictionKind.COUNTY, state="CA"),
        SameAs(start="t/ca/z", end="t/ca/z-county"),
        Jurisdiction(id="t/ny", name="Nyland", kind=JurisdictionKind.STATE, state="NY"),
        Jurisdiction(
            id="t/ny/n", name="Nyland", kind=JurisdictionKind.PLACE, state="NY", aliases=("Nyland City",)
        ),
        Provision(
            id="/us/usc/t99/s1/a",
            name="99 U.S.C. 1(a)",
            citation="99 U.S.C. § 1(a)",
            corpus=Corpus.UNITED_STATES_CODE,
            record="usc-99-1-a",
        ),
    )
    return world


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("t/il/q", "t/il/q"),
        ("jur-q", "t/il/q"),
        ("JUR-Q", "t/il/q"),
        ("Quimbleton, IL", "t/il/q"),
        ("quimbleton, ohio", "t/oh/q"),
        ("City of Quimbleton, OH", "t/oh/q"),
        ("Zanford", "t/ca/z"),
        ("City and County of Zanford", "t/ca/z"),
        ("State of Nyland", "t/ny"),
        ("City of Nyland", "t/ny/n"),
        ("nyland city", "t/ny/n"),
    ],
)
def test_place_is_found_by_what_people_write(places: World, text: str, place: str) -> None:
    (row,) = places.ask(ConditionStatus(condition="99 USC 1(a)", jurisdiction=text))
    assert row["place"]["id"] == place


@pytest.mark.parametrize("text", ["/us/usc/t99/s1/a", "usc-99-1-a", "99 USC 1(a)", "99 U.S.C. § 1(a)"])
def test_text_is_found_by_identifier_record_and_citation(places: World, text: str) -> None:
    (row,) = places.ask(ConditionStatus(condition=text))
    assert row["text"]["id"] == "/us/usc/t99/s1/a"


def test_ambiguous_name_is_not_guessed(places: World) -> None:
    with pytest.raises(Ambiguous, match=r"Quimbleton.*t/oh/q.*t/il/q") as raised:
        places.ask(ConditionStatus(condition="99 USC 1(a)", jurisdiction="Quimbleton"))
    assert [each["id"] for each in raised.value.alternatives] == ["t/oh/q", "t/il/q"]


def test_unknown_optional_argument_is_not_taken_for_none(places: World) -> None:
    with pytest.raises(InvalidQuestion, match="nothing is called") as raised:
        places.ask(ConditionStatus(condition="99 USC 1(a)", jurisdiction="Nowhereville, Quux"))
    assert not isinstance(raised.value, Ambiguous)


def test_thing_of_another_kind_is_not_found(places: World) -> None:
    with pytest.raises(InvalidQuestion):
        places.ask(ConditionStatus(condition="t/il/q"))


@pytest.mark.parametrize(
    "text", ['"', "\\", "}) RETURN 1 //", "' OR 1=1", "name:*", "((", "x" * 100_000, "∅"]
)
def test_hostile_text_is_only_not_found(places: World, text: str) -> None:
    with pytest.raises(InvalidQuestion, match="nothing is called"):
        places.ask(ConditionStatus(condition=text))


def test_retired_record_is_not_found(places: World) -> None:
    places.store.write("MATCH (n:Node {id: 't/oh/q'}) SET n.retired_at = datetime()")
    (row,) = places.ask(ConditionStatus(condition="99 USC 1(a)", jurisdiction="Quimbleton"))
    assert row["place"]["id"] == "t/il/q"


def test_reporter_citation_is_found_within_a_longer_one(world: World) -> None:
    world.add(
        Ruling(
            id="t/r",
            name="A v. B",
            kind=RulingKind.JUDGMENT,
            citation="A v. B, 998 F.9th 1225 (99th Cir. 2018)",
        )
    )
    found = world.store.read(
        "CALL db.index.fulltext.queryNodes('search', 'citation:\"998 f.9th 1225\"') "
        "YIELD node RETURN node.id AS id"
    )
    assert found == [{"id": "t/r"}]


def test_program_is_found_by_its_popular_name(world: World) -> None:
    world.add(
        GrantProgram(id="99.001", number="99.001", name="Test program", popular_name="Quux JAG"),
        Agency(id="t/office", name="Test office"),
        Agency(id="t/bureau", name="Test bureau"),
        Agency(id="t/former", name="Former department"),
        Agency(id="t/department", name="Test department"),
        AdministeredBy(start="99.001", end="t/office"),
        OfficeOf(start="t/office", end="t/bureau"),
        OfficeOf(start="t/bureau", end="t/former", valid_to=day("2003-03-01")),
        OfficeOf(start="t/bureau", end="t/department", valid_from=day("2003-03-01")),
    )
    for text in ("99.001", "CFDA 99.001", "quux jag", "Test Program"):
        rows = world.ask(Administration(program=text, as_of=day("2017-01-01")))
        assert [(row["step"], row["agency"]["id"]) for row in rows] == [
            (0, "t/office"),
            (1, "t/bureau"),
            (2, "t/department"),
        ]


def test_source_that_names_a_higher_office_does_not_shorten_the_chain(world: World) -> None:
    world.add(
        GrantProgram(id="99.001", number="99.001", name="Test program"),
        Agency(id="t/office", name="Test office"),
        Agency(id="t/bureau", name="Test bureau"),
        AdministeredBy(start="99.001", end="t/office"),
        AdministeredBy(start="99.001", end="t/bureau"),
        OfficeOf(start="t/office", end="t/bureau"),
    )
    rows = world.ask(Administration(program="99.001"))
    assert [(row["step"], row["agency"]["id"]) for row in rows] == [(0, "t/office"), (1, "t/bureau")]


def test_two_records_that_point_to_each_other_are_one(world: World) -> None:
    world.add(
        Provision(id="t/p1", name="Quuxish text", corpus=Corpus.PUBLIC_LAW),
        Provision(id="t/p2", name="Quuxish text", corpus=Corpus.PUBLIC_LAW),
        SameAs(start="t/p1", end="t/p2"),
        SameAs(start="t/p2", end="t/p1"),
    )
    (row,) = world.ask(ConditionStatus(condition="quuxish text"))
    assert row["text"]["id"] == "t/p1"
