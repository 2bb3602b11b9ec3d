"""Which duties a policy touches, and who says that it breaks them: side by side, binding courts first."""

from typing import Any

import pytest

from graph.store import Store
from queries.conflicts import Conflicts
from schema.claims import About, Against, Claim, MadeBy, Organization, Stance
from schema.courts import (
    Court,
    CourtLevel,
    Enjoins,
    Holds,
    Outcome,
    Protects,
    Relief,
    Reverses,
    RuledBy,
    Ruling,
    RulingKind,
    Scope,
    SitsOver,
)
from schema.duties import ArisesFrom, Binds, Condition, ConditionKind, Conduct, Modality, Obligation, Requires
from schema.law import Corpus, PartOf, Provision
from schema.places import Jurisdiction, JurisdictionKind, Within
from schema.politics import AdoptedBy, Policy, PolicyKind
from schema.values import Precision
from tests.queries.world import World, ask, day

pytestmark = pytest.mark.database

JAILS, DETAINERS = (Conduct.JAIL_ACCESS,), (Conduct.DETAINERS,)


@pytest.fixture
def town(world: World) -> World:
    """A city with an ordinance of two sections, and a condition that requires jail access."""
    world.add(
        Jurisdiction(id="t/state", name="Quux State", kind=JurisdictionKind.STATE),
        Jurisdiction(id="t/city", name="Quux City", kind=JurisdictionKind.PLACE),
        Within(start="t/city", end="t/state"),
        Policy(id="t/p", name="Ordinance", kind=PolicyKind.ORDINANCE, conduct=(*JAILS, *DETAINERS)),
        Policy(id="t/p/1", name="Section 1", kind=PolicyKind.SECTION, conduct=JAILS),
        Policy(
            id="t/p/2",
            name="Section 2",
            kind=PolicyKind.SECTION,
            conduct=JAILS,
            valid_from=day("2021-01-01"),
        ),
        PartOf(start="t/p/1", end="t/p"),
        PartOf(start="t/p/2", end="t/p"),
        AdoptedBy(start="t/p", end="t/city"),
        Obligation(
            id="t/access",
            name="Access",
            bearer="Grantees",
            modality=Modality.MUST,
            action="Admit",
            conduct=JAILS,
        ),
        Condition(
            id="t/term",
            name="Term",
            kind=ConditionKind.SPECIAL_CONDITION,
            valid_from=day("2017-01-01"),
            valid_to=day("2023-01-01"),
        ),
        ArisesFrom(start="t/access", end="t/term"),
        Requires(start="t/term", end="t/access"),
        Organization(id="t/critic", name="Critic"),
    )
    return world


def claim(
    name: str, stance: Stance, about: str, against: str, by: str = "t/critic", **fields: Any
) -> list[Any]:
    """Someone's claim."""
    return [
        Claim(id=name, name=name, stance=stance, statement="It says.", **fields),
        About(start=name, end=about),
        Against(start=name, end=against),
        MadeBy(start=name, end=by),
    ]


def ruling(name: str, court: str, on: str) -> list[Any]:
    """A decision."""
    return [
        Ruling(id=name, name=name, kind=RulingKind.JUDGMENT, decided_on=day(on)),
        RuledBy(start=name, end=court),
    ]


def court(name: str, level: CourtLevel, rank: int, over: str | None = None) -> list[Any]:
    """A court, and the place that it sits over."""
    made: list[Any] = [Court(id=name, name=name, level=level, rank=rank)]
    return [*made, SitsOver(start=name, end=over)] if over else made


def rows(
    world: World, on: str = "2020-01-01", policy: str = "t/p", against: str | None = None
) -> list[dict[str, Any]]:
    return world.ask(Conflicts(policy=policy, against=against, as_of=day(on)))


def test_conduct_alone_joins_a_policy_and_a_duty_and_tells_nothing(town: World) -> None:
    (row,) = rows(town)
    assert (row["measure"]["id"], row["conduct"], row["verdict"]) == ("t/access", ["JAIL_ACCESS"], "UNKNOWN")
    assert (row["place"]["id"], row["subject"]["id"], row["leading"]) == ("t/city", "t/p", None)
    (ground,) = row["grounds"]
    assert (ground["text"]["id"], ground["verdict"]["status"]) == ("t/term", "IN_FORCE")


def test_a_duty_that_rests_on_nothing_in_force_is_not_touched(town: World) -> None:
    assert [len(rows(town, on)) for on in ("2016-12-31", "2017-01-01", "2023-01-01")] == [0, 1, 0]


def test_conduct_that_is_not_named_joins_nothing(town: World) -> None:
    other = (Conduct.OTHER,)
    town.add(
        Policy(id="t/q", name="Q", kind=PolicyKind.RESOLUTION, conduct=other),
        Obligation(id="t/odd", name="Odd", bearer="All", modality=Modality.MUST, action="Do", conduct=other),
        ArisesFrom(start="t/odd", end="t/term"),
    )
    assert rows(town, policy="t/q") == []


def test_claims_that_disagree_stand_side_by_side(town: World) -> None:
    town.add(*claim("t/c1", Stance.CONFLICTS, "t/p", "t/access"))
    (row,) = rows(town)
    assert (row["verdict"], row["reading"]) == ("YES", "UNKNOWN")
    town.add(*claim("t/c2", Stance.DOES_NOT_CONFLICT, "t/p", "t/term"))
    (row,) = rows(town)
    assert row["verdict"] == "CONTESTED"
    assert [each["claim"]["id"] for each in row["claims_for"]] == ["t/c1"]
    assert [each["claim"]["id"] for each in row["claims_against"]] == ["t/c2"]
    town.remove("t/c1")
    assert [row["verdict"] for row in rows(town)] == ["NO"]


def test_the_highest_court_over_the_place_leads_and_others_do_not_bind(town: World) -> None:
    town.add(
        *court("t/trial", CourtLevel.TRIAL, 1, "t/state"),
        *court("t/appeals", CourtLevel.APPEALS, 2, "t/state"),
        *court("t/far", CourtLevel.APPEALS, 2),
        *ruling("t/r1", "t/trial", "2019-01-01"),
        *ruling("t/r2", "t/appeals", "2018-01-01"),
        *ruling("t/r3", "t/far", "2019-06-01"),
        *claim("t/c1", Stance.DOES_NOT_CONFLICT, "t/p", "t/access", "t/r1"),
        *claim("t/c2", Stance.CONFLICTS, "t/p", "t/access", "t/r2"),
        *claim("t/c3", Stance.DOES_NOT_CONFLICT, "t/p", "t/access", "t/r3"),
    )
    (row,) = rows(town)
    assert (row["verdict"], row["reading"], row["leading"]["claim"]["id"]) == ("CONTESTED", "YES", "t/c2")
    assert {each["claim"]["id"]: each["binds"] for each in row["claims_against"]} == {
        "t/c1": True,
        "t/c3": False,
    }
    (row,) = rows(town, "2017-06-01")
    assert (row["verdict"], row["reading"]) == ("UNKNOWN", "UNKNOWN")


def test_a_reversed_decision_binds_nobody(town: World) -> None:
    town.add(
        *court("t/trial", CourtLevel.TRIAL, 1, "t/state"),
        *court("t/appeals", CourtLevel.APPEALS, 2, "t/state"),
        *ruling("t/r1", "t/trial", "2018-01-01"),
        *ruling("t/r2", "t/appeals", "2019-01-01"),
        Reverses(start="t/r2", end="t/r1"),
        *claim("t/c1", Stance.CONFLICTS, "t/p", "t/access", "t/r1"),
    )
    assert [rows(town, on)[0]["reading"] for on in ("2018-12-31", "2019-01-01")] == ["YES", "UNKNOWN"]
    assert rows(town, "2019-01-01")[0]["verdict"] == "YES"


def test_the_section_that_a_claim_names_comes_first_once_in_force(town: World) -> None:
    town.add(*claim("t/c1", Stance.CONFLICTS, "t/p/2", "t/term"))
    found = {
        on: [each["id"] for each in rows(town, on)[0]["sections"]] for on in ("2020-12-31", "2021-01-01")
    }
    assert found == {"2020-12-31": ["t/p/1"], "2021-01-01": ["t/p/2", "t/p/1"]}
    assert [rows(town, on)[0]["verdict"] for on in found] == ["UNKNOWN", "YES"]


def test_of_a_place_each_policy_and_what_is_said_of_the_place_itself(town: World) -> None:
    town.add(*claim("t/c1", Stance.CONFLICTS, "t/city", "t/access"))
    found = rows(town, policy="t/city")
    assert [(row["subject"] and row["subject"]["id"], row["verdict"]) for row in found] == [
        (None, "YES"),
        ("t/p", "UNKNOWN"),
    ]


def test_a_claim_about_a_whole_section_is_about_the_duties_of_its_parts(town: World) -> None:
    code = Corpus.UNITED_STATES_CODE
    town.add(
        Provision(id="t/s1", name="S 1", corpus=code),
        Provision(id="t/s1/a", name="S 1(a)", corpus=code),
        PartOf(start="t/s1/a", end="t/s1"),
        Obligation(id="t/share", name="Share", bearer="All", modality=Modality.MUST, action="Share"),
        ArisesFrom(start="t/share", end="t/s1/a"),
        *claim("t/c1", Stance.CONFLICTS, "t/p", "t/s1"),
    )
    (row,) = rows(town, against="t/s1")
    assert (row["measure"]["id"], row["verdict"], row["conduct"]) == ("t/share", "YES", [])
    assert [each["text"]["id"] for each in row["grounds"]] == ["t/s1/a"]
    assert [row["measure"]["id"] for row in rows(town, against="t/term")] == ["t/access"]
    assert len(rows(town)) == 2


def test_a_text_without_a_modelled_duty_is_its_own_measure(town: World) -> None:
    town.add(
        Provision(id="t/s9", name="S 9", corpus=Corpus.UNITED_STATES_CODE),
        *claim("t/c1", Stance.CONFLICTS, "t/p", "t/s9"),
    )
    assert [row["measure"]["id"] for row in rows(town, against="t/s9")] == ["t/s9"]


def test_law_of_another_state_and_terms_of_other_places_are_no_grounds(town: World) -> None:
    town.add(
        Jurisdiction(id="t/else", name="Elsewhere", kind=JurisdictionKind.STATE),
        Policy(id="t/law", name="Law", kind=PolicyKind.STATUTE),
        AdoptedBy(start="t/law", end="t/else"),
        Obligation(
            id="t/hold", name="Hold", bearer="All", modality=Modality.MUST, action="Hold", conduct=DETAINERS
        ),
        ArisesFrom(start="t/hold", end="t/law"),
    )
    assert [row["measure"]["id"] for row in rows(town)] == ["t/access"]
    town.add(Binds(start="t/term", end="t/else"))
    assert rows(town) == []
    town.add(Binds(start="t/term", end="t/city"))
    assert [row["measure"]["id"] for row in rows(town)] == ["t/access"]


def test_a_ground_has_its_status_for_the_place_and_what_courts_ruled(town: World) -> None:
    town.add(
        *court("t/trial", CourtLevel.TRIAL, 1, "t/state"),
        *ruling("t/r1", "t/trial", "2019-01-01"),
        Holds(start="t/r1", end="t/term", outcome=Outcome.UNLAWFUL),
        Relief(id="t/relief", name="Relief", scope=Scope.PARTIES, valid_from=day("2019-01-01")),
        Enjoins(start="t/relief", end="t/term"),
        Protects(start="t/relief", end="t/city"),
    )
    (row,) = rows(town)
    assert [each["verdict"]["status"] for each in row["grounds"]] == ["ENJOINED"]
    assert [(each["ruling"]["id"], each["outcome"], each["binds"]) for each in row["rulings"]] == [
        ("t/r1", "UNLAWFUL", True)
    ]
    assert rows(town, "2018-12-31")[0]["rulings"] == []


def test_an_inexact_beginning_is_named_as_missing(town: World) -> None:
    town.add(
        Policy(
            id="t/q",
            name="Order",
            kind=PolicyKind.DIRECTIVE,
            conduct=JAILS,
            valid_from=day("2020-01-01"),
            valid_from_precision=Precision.YEAR,
        )
    )
    assert "Order" in rows(town, "2020-06-01", policy="t/q")[0]["missing"][0]
    assert rows(town, "2021-06-01", policy="t/q")[0]["missing"] == []


def test_which_chicago_policy_conflicts_with_the_access_condition(shipped: Store) -> None:
    (row,) = ask(shipped, Conflicts(policy="Chicago", against="cond-jag-fy2017-access"))
    assert row["subject"]["name"] == "Welcoming City Ordinance"
    assert row["sections"][0]["aliases"] == ["MCC 2-173-020(a)(2)"]
    assert (row["verdict"], row["reading"]) == ("YES", "YES")
    assert [each["verdict"]["status"] for each in row["grounds"]] == ["ENJOINED"]


def test_whether_chicagos_ordinance_breaks_1373_is_contested_since_2025(shipped: Store) -> None:
    found = {}
    for on in ("2018-01-15", "2026-01-01"):
        rows = ask(shipped, Conflicts(policy="Welcoming City Ordinance", against="8 USC 1373", as_of=day(on)))
        found[on] = {(row["verdict"], row["reading"]) for row in rows if row["claims_for"]}
    assert found == {"2018-01-15": {("YES", "UNKNOWN")}, "2026-01-01": {("CONTESTED", "NO")}}
