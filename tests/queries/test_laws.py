"""Laws of the questions that hold in any legal world, tried on drawn ones."""

import datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from queries.changes import ChangeKind, Changes
from queries.condition_status import ConditionStatus
from queries.exposure import Exposure
from queries.grants_depending_on import GrantsDependingOn
from queries.groups import Exposed, Grouping
from queries.obligations_of import ObligationsOf
from queries.question import Question
from queries.status import Status
from queries.timeline import Timeline
from schema.courts import Enjoins, LimitedTo, OrderedBy, Protects, Relief, Scope, Stays
from schema.duties import AttachesTo, Condition, ConditionKind, GrantTerm, ImposedBy
from schema.law import ExecutiveAction, LegalText, Revokes
from schema.model import Record
from schema.money import GrantProgram
from schema.places import Jurisdiction
from schema.values import Precision
from tests.queries.drawing import ASKED, DAYS, some
from tests.queries.generated import Drawn, worlds
from tests.queries.world import World, supposing_nothing

pytestmark = pytest.mark.database

laws = settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
SUMS = ("exact", "approximate", "count", "without_amount")
DAY = datetime.timedelta(days=1)


def become(world: World, drawn: Drawn) -> None:
    """Make the world the drawn one."""
    world.clear()
    world.add(*drawn.records)


def ids(drawn: Drawn, kind: type[Any]) -> list[str]:
    """The identifiers of the world's nodes of a class."""
    return [each.id for each in drawn.all(kind)]


def one(drawn: Drawn, kind: type[Any]) -> st.SearchStrategy[str]:
    """A node of the world."""
    return st.sampled_from(ids(drawn, kind))


@st.composite
def empty_relief(draw: st.DrawFn, drawn: Drawn) -> list[Record]:
    """A relief that holds on no day, whatever it enjoins, for whomever, limited or stayed."""
    name, day = "t/empty", draw(DAYS)
    return [
        Relief(id=name, name="Empty", scope=draw(st.sampled_from(list(Scope))), valid_from=day, valid_to=day),
        *(OrderedBy(start=name, end=ruling) for ruling in draw(some(["t/ruling/1"]))),
        *(Enjoins(start=name, end=text) for text in draw(some(ids(drawn, LegalText), least=1))),
        *(Protects(start=name, end=place) for place in draw(some(ids(drawn, Jurisdiction)))),
        *(LimitedTo(start=name, end=listing) for listing in draw(some(ids(drawn, GrantProgram)))),
        *(Stays(start=ruling, end=name) for ruling in draw(some(["t/ruling/1"]))),
    ]


@laws
@given(drawn=worlds(), on=ASKED, data=st.data())
def test_relief_that_holds_on_no_day_changes_no_answer(
    world: World, drawn: Drawn, on: datetime.date, data: st.DataObject
) -> None:
    place = data.draw(one(drawn, Jurisdiction))
    first, last = sorted([on, data.draw(ASKED)])
    questions: list[Question] = [
        ConditionStatus(condition=data.draw(one(drawn, GrantTerm)), jurisdiction=place, as_of=on),
        ConditionStatus(condition="t/order", as_of=on),
        Exposure(jurisdiction=place, as_of=on, include_subdivisions=True),
        Changes(from_=first, to=last),
        Changes(from_=first, to=last, scope=place),
    ]
    become(world, drawn)
    before = [world.ask(question) for question in questions]
    world.add(*data.draw(empty_relief(drawn)))
    assert [world.ask(question) for question in questions] == before


def within(on: datetime.date, day: datetime.date | None, precision: Precision | None) -> bool:
    """Whether the day lies in the month or year that another is known to."""
    if day is None or precision is None:
        return False
    return on.year == day.year and (precision is Precision.YEAR or on.month == day.month)


def bound(drawn: Drawn, term: GrantTerm, on: datetime.date) -> Status:
    """The status, by the domain, of a term that a relief enjoins everywhere.

    Not in force outside its interval, or once revoked whole; else uncertain in the month or year in which it
    began or ended, where no more is known; else enjoined.
    """
    begins = term.valid_from or (term.announced_on if isinstance(term, Condition) else None)
    if (begins and on < begins) or (term.valid_to and term.valid_to <= on):
        return Status.NOT_IN_FORCE
    issued = {action.id: action.issued_on for action in drawn.all(ExecutiveAction)}
    for each in drawn.all(Revokes):
        since = each.valid_from or issued[each.start]
        if each.end == term.id and not each.in_part and since and since <= on:
            return Status.NOT_IN_FORCE
    last = term.valid_to and term.valid_to - DAY
    rough = within(on, term.valid_from, term.valid_from_precision)
    return Status.UNCERTAIN if rough or within(on, last, term.valid_to_precision) else Status.ENJOINED


@laws
@given(drawn=worlds(), on=ASKED, data=st.data())
def test_nationwide_relief_enjoins_everywhere_what_is_in_force(
    world: World, drawn: Drawn, on: datetime.date, data: st.DataObject
) -> None:
    term = data.draw(st.sampled_from(drawn.all(GrantTerm)))
    against = data.draw(
        st.sampled_from([term.id, *(each.end for each in drawn.all(ImposedBy) if each.start == term.id)])
    )
    become(world, drawn)
    world.add(
        Relief(id="t/all", name="All", scope=Scope.NATIONWIDE, valid_from=on, valid_to=on + DAY),
        Enjoins(start="t/all", end=against),
    )
    for place in (None, *ids(drawn, Jurisdiction)):
        (row,) = world.ask(ConditionStatus(condition=term.id, jurisdiction=place, as_of=on))
        assert row["status"] == bound(drawn, term, on), place
        assert "t/all" in reaching(row)


def reaching(row: dict[str, Any]) -> list[str]:
    """The reliefs that reach the place of a status."""
    return [
        step["subject"]["id"]
        for step in row["reasons"]
        if (step["relation"], step["says"]) == ("ENJOINS", "REACHES")
    ]


@settings(laws, max_examples=4)
@given(drawn=worlds(), on=ASKED, data=st.data())
def test_supposing_nothing_is_the_plain_answer(
    world: World, drawn: Drawn, on: datetime.date, data: st.DataObject
) -> None:
    place, listing = data.draw(one(drawn, Jurisdiction)), data.draw(one(drawn, GrantProgram))
    text = data.draw(st.sampled_from(["t/law", "t/order", *ids(drawn, GrantTerm)]))
    become(world, drawn)
    for question in (
        ConditionStatus(condition=text, jurisdiction=place, as_of=on),
        Exposure(jurisdiction=place, as_of=on, include_subdivisions=True),
        GrantsDependingOn(on=text, as_of=on),
        ObligationsOf(program=listing, jurisdiction=place, as_of=on),
        Timeline(about=text),
        Timeline(about=place),
    ):
        assert supposing_nothing(world.store, question) == world.ask(question), question


@laws
@given(drawn=worlds(), days=st.lists(ASKED, min_size=3, max_size=3).map(sorted), data=st.data())
def test_changes_until_a_day_and_after_it_are_those_of_the_whole(
    world: World, drawn: Drawn, days: list[datetime.date], data: st.DataObject
) -> None:
    scopes = [*ids(drawn, Jurisdiction), *ids(drawn, GrantProgram), *ids(drawn, GrantTerm)]
    become(world, drawn)
    first, middle, last = days
    for scope in (None, "t/order", "t/department", data.draw(st.sampled_from(scopes))):
        earlier = world.ask(Changes(from_=first, to=middle, scope=scope))
        later = world.ask(Changes(from_=middle, to=last, scope=scope))
        assert earlier + later == world.ask(Changes(from_=first, to=last, scope=scope)), scope


def summed(rows: list[dict[str, Any]]) -> list[float]:
    """Each sum over all rows."""
    return [sum(row[name] for row in rows) for name in SUMS]


@laws
@given(
    drawn=worlds(),
    on=ASKED,
    by=st.lists(st.sampled_from(list(Grouping)), unique=True),
    within_it=st.booleans(),
    data=st.data(),
)
def test_groups_sum_to_the_totals_however_many_terms_hang_on_the_money(
    world: World,
    drawn: Drawn,
    on: datetime.date,
    by: list[Grouping],
    within_it: bool,
    data: st.DataObject,
) -> None:
    place = data.draw(one(drawn, Jurisdiction))
    question = Exposure(jurisdiction=place, as_of=on, group_by=tuple(by), include_subdivisions=within_it)
    become(world, drawn)
    (before,) = world.ask(question)
    world.add(
        Condition(id="t/more", name="More", kind=ConditionKind.CERTIFICATION),
        *(AttachesTo(start="t/more", end=listing) for listing in ids(drawn, GrantProgram)),
    )
    (after,) = world.ask(question)
    records = {item["record"]["id"] for item in counted(before)}
    assert summed(before["totals"])[2] == len(records)
    for row in (before, after):
        assert summed(row["groups"]) == summed(row["totals"]) == summed(before["totals"])
    assert {each["exposure"] for each in after["totals"]} <= {*Exposed} - {Exposed.UNCONDITIONED}


def counted(row: dict[str, Any]) -> list[dict[str, Any]]:
    """The records that an exposure counts, as often as programs list them."""
    return [
        item
        for program in row["programs"]
        for year in program["years"]
        for item in year["items"]
        if item["counted"]
    ]


@laws
@given(drawn=worlds(exact=True, nationwide=True), day=DAYS, data=st.data())
def test_relief_enjoins_and_frees_in_changes_when_it_does_in_the_status(
    world: World, drawn: Drawn, day: datetime.date, data: st.DataObject
) -> None:
    """Of a relief that states its beginning, for the country as a whole and for a place that it names."""
    relief = "t/relief/1"
    assume(all(each.valid_from for each in drawn.all(Relief) if each.id == relief))
    text = data.draw(st.sampled_from([each.end for each in drawn.all(Enjoins) if each.start == relief]))
    named = [each.end for each in drawn.all(Protects) if each.start == relief]
    become(world, drawn)
    (was_all, is_all), *others = [
        [
            relief in reaching(row)
            for on in (day - DAY, day)
            for row in world.ask(ConditionStatus(condition=text, jurisdiction=place, as_of=on))
        ]
        for place in (None, *named[:1])
    ]
    was_one, is_one = others[0] if others else (was_all, is_all)
    found = world.ask(Changes(from_=day - DAY, to=day, kinds=(ChangeKind.ENJOINED, ChangeKind.FREED)))
    told = [(row["kind"], row["outside_parties_only"]) for row in found if row["what"]["id"] == relief]
    if (was_all, was_one) == (is_all, is_one):
        assert told == []
    else:
        kind = ChangeKind.ENJOINED if is_all > was_all or is_one > was_one else ChangeKind.FREED
        assert told == [(kind, was_one and is_one)]
