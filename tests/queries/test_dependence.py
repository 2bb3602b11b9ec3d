"""Which programs depend on a text, what a program's recipients must do, and which places a list names."""

import pytest

from queries.grants_depending_on import GrantsDependingOn
from queries.listed_places import ListedPlaces
from queries.obligations_of import ObligationsOf
from schema.courts import Enjoins, Relief, Scope
from schema.duties import (
    ArisesFrom,
    AttachesTo,
    AuthorizedBy,
    Binds,
    Condition,
    ConditionKind,
    Covers,
    ImposedBy,
    Modality,
    Obligation,
    Requires,
)
from schema.law import ActionKind, Corpus, ExecutiveAction, PartOf, Provision, TransferredTo
from schema.money import (
    AdministeredBy,
    Agency,
    AllocatedTo,
    AllocatedUnder,
    Allocation,
    GrantProgram,
    OfficeOf,
    ProgramYear,
    YearOf,
)
from schema.places import Jurisdiction, JurisdictionKind
from schema.politics import Designates, Designation, ListedIn
from schema.rules import Rule
from tests.queries.world import World, day

pytestmark = pytest.mark.database


@pytest.fixture
def law(world: World) -> World:
    """A section with a subsection from which a duty arises; a condition, a rule by class, two programs."""
    code = Corpus.UNITED_STATES_CODE
    world.add(
        Provision(id="t/s1", name="Section 1", corpus=code, section="1"),
        Provision(id="t/s1/a", name="Section 1(a)", corpus=code, section="1"),
        Provision(id="t/s2", name="Section 2", corpus=code, section="2"),
        PartOf(start="t/s1/a", end="t/s1"),
        Obligation(id="t/duty", name="Duty", bearer="all", modality=Modality.MUST, action="comply"),
        ArisesFrom(start="t/duty", end="t/s1/a"),
        Agency(id="t/office", name="Office"),
        Agency(id="t/department", name="Department"),
        OfficeOf(start="t/office", end="t/department"),
        GrantProgram(id="99.001", number="99.001", name="One"),
        GrantProgram(id="99.002", number="99.002", name="Two"),
        AdministeredBy(start="99.001", end="t/office"),
        AdministeredBy(start="99.002", end="t/office"),
        ExecutiveAction(id="t/memo", name="Memo", kind=ActionKind.MEMORANDUM),
        Condition(id="t/cond", name="Cond", kind=ConditionKind.CERTIFICATION, valid_from=day("2017-01-01")),
        ImposedBy(start="t/cond", end="t/memo"),
        Requires(start="t/cond", end="t/duty"),
        AttachesTo(start="t/cond", end="99.001", from_fiscal_year=2017, to_fiscal_year=2018),
        Rule(id="t/rule", name="Rule", valid_from=day("2016-01-01")),
        Requires(start="t/rule", end="t/duty"),
        Covers(start="t/rule", end="t/department"),
    )
    return world


def programs(
    world: World, on: str, as_of: str = "2017-06-01", *, include_by_class: bool = False
) -> list[str | None]:
    """The programs of the answer; None for a class of them."""
    question = GrantsDependingOn(on=on, as_of=day(as_of), include_by_class=include_by_class)
    rows = world.ask(question)
    return [row["program"] and row["program"]["id"] for row in rows]


@pytest.mark.parametrize("on", ["t/s1", "t/s1/a", "t/duty"])
def test_whole_part_and_duty_lead_to_the_programs(law: World, on: str) -> None:
    rows = law.ask(GrantsDependingOn(on=on, as_of=day("2017-06-01")))
    assert [(row["program"] and row["program"]["id"], row["by_class"]) for row in rows] == [
        ("99.001", False),
        (None, True),
    ]
    (term,) = rows[0]["terms"]
    assert (term["term"]["id"], term["from_fiscal_year"], term["to_fiscal_year"]) == ("t/cond", 2017, 2018)
    assert [text["id"] for text in term["texts"]] == ["t/s1/a"]
    assert [duty["id"] for duty in term["obligations"]] == ["t/duty"]
    assert (term["verdict"]["status"], term["verdict"]["since"]) == ("IN_FORCE", day("2017-01-01"))
    assert rows[1]["agency"]["id"] == "t/department"


def test_text_that_imposes_a_term_leads_to_its_program(law: World) -> None:
    assert programs(law, "t/memo") == ["99.001"]


def test_sibling_text_leads_nowhere(law: World) -> None:
    assert programs(law, "t/s2") == []


def test_former_place_in_the_code_leads_to_the_same_programs(law: World) -> None:
    law.add(TransferredTo(start="t/s2", end="t/s1"))
    assert programs(law, "t/s2") == ["99.001", None]


def test_class_is_spread_over_its_programs_when_asked(law: World) -> None:
    assert programs(law, "t/s1", include_by_class=True) == ["99.001", "99.002"]


def test_program_before_its_condition_is_not_listed(law: World) -> None:
    assert programs(law, "t/s1", "2016-12-31") == [None]


def test_enjoined_condition_is_listed_as_such(law: World) -> None:
    law.add(
        Relief(id="t/r", name="Relief", scope=Scope.NATIONWIDE, valid_from=day("2017-05-01")),
        Enjoins(start="t/r", end="t/cond"),
    )
    (row, _) = law.ask(GrantsDependingOn(on="t/s1", as_of=day("2017-06-01")))
    assert row["terms"][0]["verdict"]["status"] == "ENJOINED"
    law.remove("t/r")
    (row, _) = law.ask(GrantsDependingOn(on="t/s1", as_of=day("2017-06-01")))
    assert row["terms"][0]["verdict"]["status"] == "IN_FORCE"


def test_figures_are_listed_by_kind_up_to_the_fiscal_year(law: World) -> None:
    law.add(
        ProgramYear(id="t/2016", name="2016", fiscal_year=2016, obligated=5.0, estimated=6.0),
        ProgramYear(id="t/2018", name="2018", fiscal_year=2018, obligated=7.0),
        YearOf(start="t/2016", end="99.001"),
        YearOf(start="t/2018", end="99.001"),
        Allocation(id="t/total", name="Total", fiscal_year=2017, amount=9.0, approximate=True),
        AllocatedUnder(start="t/total", end="99.001"),
        Allocation(id="t/local", name="Local", fiscal_year=2017, amount=1.0),
        AllocatedUnder(start="t/local", end="99.001"),
        Jurisdiction(id="t/a", name="Aville", kind=JurisdictionKind.PLACE),
        AllocatedTo(start="t/local", end="t/a"),
    )
    figures = law.ask(GrantsDependingOn(on="t/s1", as_of=day("2017-06-01")))[0]["figures"]
    assert [(f["fiscal_year"], f["kind"], f["amount"], f["approximate"]) for f in figures] == [
        (2016, "ESTIMATED", 6.0, True),
        (2016, "OBLIGATED", 5.0, False),
        (2017, "ALLOCATED", 9.0, True),
    ]


def test_places_that_alone_are_bound_are_named(law: World) -> None:
    law.add(
        Jurisdiction(id="t/a", name="Aville", kind=JurisdictionKind.PLACE), Binds(start="t/cond", end="t/a")
    )
    (row, _) = law.ask(GrantsDependingOn(on="t/s1", as_of=day("2017-06-01")))
    assert [place["id"] for place in row["terms"][0]["binds"]] == ["t/a"]


def test_law_comes_before_actions_and_terms(law: World) -> None:
    law.add(
        AuthorizedBy(start="99.001", end="t/s2"),
        Obligation(id="t/own", name="Own", bearer="recipient", modality=Modality.MUST, action="report"),
        ArisesFrom(start="t/own", end="t/s2"),
        Condition(id="t/bare", name="Bare", kind=ConditionKind.STANDARD_TERM),
        AttachesTo(start="t/bare", end="99.001"),
        Condition(id="t/by-memo", name="By memo", kind=ConditionKind.STANDARD_TERM),
        ImposedBy(start="t/by-memo", end="t/memo"),
        AttachesTo(start="t/by-memo", end="99.001"),
    )
    rows = law.ask(ObligationsOf(program="99.001", as_of=day("2017-06-01")))
    found = [
        (r["level"], r["obligation"] and r["obligation"]["id"], r["term"] and r["term"]["id"], r["by_class"])
        for r in rows
    ]
    assert found == [
        ("LAW", "t/own", None, False),
        ("LAW", "t/duty", "t/cond", False),
        ("LAW", "t/duty", "t/rule", True),
        ("ACTION", None, "t/by-memo", False),
        ("TERM", None, "t/bare", False),
    ]
    assert rows[0]["verdict"] is None
    assert rows[1]["verdict"]["status"] == "IN_FORCE"


def test_list_names_its_places_until_it_is_withdrawn(world: World) -> None:
    world.add(
        ExecutiveAction(id="t/list", name="List", kind=ActionKind.LIST),
        Jurisdiction(id="t/a", name="Aville", kind=JurisdictionKind.PLACE),
        Designation(
            id="t/d",
            name="Entry",
            listed_as="Aville (city)",
            valid_from=day("2025-05-29"),
            valid_to=day("2025-06-01"),
        ),
        ListedIn(start="t/d", end="t/list"),
        Designates(start="t/d", end="t/a"),
    )
    (row,) = world.ask(ListedPlaces(list="t/list", as_of=day("2025-05-31")))
    assert (row["place"]["id"], row["listed_as"]) == ("t/a", "Aville (city)")
    assert world.ask(ListedPlaces(list="t/list", as_of=day("2025-06-01"))) == []
