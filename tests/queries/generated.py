"""Little legal worlds, drawn: coherent records of the model for laws that hold of any world.

Every identifier begins with t/ or is a program 99.00n. What can be left out is, when an example shrinks. With
`exact` no date is known to the month or year only.
"""

from collections.abc import Iterator
from typing import Any, TypeVar

import msgspec
from hypothesis import strategies as st

from schema.claims import About, Against, Claim, MadeBy, Stance
from schema.duties import (
    ArisesFrom,
    AttachesTo,
    Binds,
    Condition,
    ConditionKind,
    Covers,
    GrantTerm,
    ImposedBy,
    Modality,
    Obligation,
    Requires,
)
from schema.law import ActionKind, Corpus, ExecutiveAction, IssuedBy, PartOf, Provision, Revokes
from schema.model import Record
from schema.money import (
    ActsFor,
    AdministeredBy,
    Agency,
    AllocatedTo,
    AllocatedUnder,
    Allocation,
    Award,
    AwardedTo,
    Basis,
    GrantProgram,
    MadeUnder,
    OfficeOf,
    Recipient,
)
from schema.places import Jurisdiction, JurisdictionKind, SameAs, Within
from schema.politics import (
    AdoptedBy,
    AgreedFor,
    Agreement,
    Designates,
    Designation,
    ListedIn,
    Policy,
    PolicyKind,
)
from schema.rules import Exempts, Rule
from tests.queries.drawing import DAYS, intervals, maybe, some
from tests.queries.generated_courts import lawsuits

Kind = TypeVar("Kind", bound=Record)

_YEARS = st.sampled_from([2017, 2018, 2019])
_AMOUNTS = st.sampled_from([100.0, 0.0, -40.0, 25.5])


class Drawn(msgspec.Struct, frozen=True):
    """A world in two datasets: law, places and money; and courts. Each names records of the other."""

    law: tuple[Record, ...]
    courts: tuple[Record, ...]

    @property
    def records(self) -> tuple[Record, ...]:
        """All of it."""
        return self.law + self.courts

    def all(self, kind: type[Kind]) -> list[Kind]:
        """The records of a class, or of what is below it."""
        return [each for each in self.records if isinstance(each, kind)]


@st.composite
def places(draw: st.DrawFn) -> list[Record]:
    """A country, its state and a city; perhaps a county that is the city, a second city, a second state."""

    def place(name: str, kind: JurisdictionKind, within: str, state: str) -> list[Record]:
        made = Jurisdiction(id=f"t/{name}", name=f"Test {name}", kind=kind, state=state)
        return [made, Within(start=made.id, end=within)]

    made: list[Record] = [
        Jurisdiction(id="t/us", name="Testland", kind=JurisdictionKind.COUNTRY),
        *place("state", JurisdictionKind.STATE, "t/us", "TS"),
        *place("city", JurisdictionKind.PLACE, "t/state", "TS"),
    ]
    if draw(st.booleans()):
        made += [
            *place("county", JurisdictionKind.COUNTY, "t/state", "TS"),
            SameAs(start="t/county", end="t/city"),
        ]
    if draw(st.booleans()):
        made += place("town", JurisdictionKind.PLACE, "t/state", "TS")
    if draw(st.booleans()):
        made += place("far", JurisdictionKind.STATE, "t/us", "TF")
    return made


@st.composite
def programs(draw: st.DrawFn) -> list[Record]:
    """Up to three programs of an office or of its department, or of nobody known."""
    made: list[Record] = [
        Agency(id="t/department", name="Test department"),
        Agency(id="t/office", name="Test office"),
        OfficeOf(start="t/office", end="t/department"),
    ]
    for n in range(1, draw(st.integers(1, 3)) + 1):
        number = f"99.00{n}"
        made.append(GrantProgram(id=number, number=number, name=f"Test program {n}"))
        made += [
            AdministeredBy(start=number, end=by) for by in draw(some(["t/office", "t/department"], most=1))
        ]
    return made


@st.composite
def law(draw: st.DrawFn, where: list[str], listings: list[str], *, exact: bool) -> list[Record]:
    """A provision and the duty of it; an order in sections; the terms, and perhaps what revokes one."""
    made: list[Record] = [
        Provision(id="t/law", name="Test law", corpus=Corpus.UNITED_STATES_CODE),
        Obligation(id="t/duty", name="Test duty", bearer="a place", modality=Modality.MUST, action="comply"),
        ArisesFrom(start="t/duty", end="t/law"),
        ExecutiveAction(id="t/order", name="Test order", kind=ActionKind.ORDER, issued_on=draw(maybe(DAYS))),
        ExecutiveAction(id="t/order/1", name="Test order s. 1", kind=ActionKind.SECTION),
        PartOf(start="t/order/1", end="t/order"),
        IssuedBy(start="t/order", end="t/department"),
    ]
    terms = [f"t/term/{n}" for n in range(1, draw(st.integers(1, 3)) + 1)]
    for name in terms:
        made += draw(_term(name, where, listings, exact=exact))
    if ended := draw(maybe(st.sampled_from([*terms, "t/order"]))):
        made += [
            ExecutiveAction(id="t/undo", name="Test undo", kind=ActionKind.ORDER, issued_on=draw(DAYS)),
            Revokes(start="t/undo", end=ended, valid_from=draw(maybe(DAYS)), in_part=draw(st.booleans())),
        ]
    return made


@st.composite
def _term(draw: st.DrawFn, name: str, where: list[str], listings: list[str], *, exact: bool) -> list[Record]:
    fields = draw(intervals(exact=exact))
    years: dict[str, Any] = {"from_fiscal_year": draw(maybe(_YEARS)), "to_fiscal_year": None}
    made: list[Record] = []
    if draw(st.booleans()):
        made += [
            Rule(id=name, name=f"Rule {name}", **fields),
            Covers(start=name, end=draw(st.sampled_from(["t/office", "t/department"])), **years),
            *(Exempts(start=name, end=number) for number in draw(some(listings, most=1))),
        ]
    else:
        announced = None if fields["valid_from"] else draw(maybe(DAYS))
        made.append(
            Condition(
                id=name,
                name=f"Condition {name}",
                kind=ConditionKind.CERTIFICATION,
                announced_on=announced,
                **fields,
            )
        )
        made += [AttachesTo(start=name, end=to, **years) for to in draw(some(listings, least=1, most=3))]
    made += [ImposedBy(start=name, end=by) for by in draw(some(["t/order/1", "t/order"], most=1))]
    made += [Binds(start=name, end=place) for place in draw(some(where, most=1))]
    return [*made, Requires(start=name, end="t/duty")] if draw(st.booleans()) else made


@st.composite
def money(draw: st.DrawFn, where: list[str], listings: list[str]) -> list[Record]:
    """Awards of recipients that act for places, some under two programs or of two recipients; amounts."""
    recipients = {f"t/uei/{place}": place for place in where}
    made: list[Record] = []
    for recipient, place in recipients.items():
        made += [Recipient(id=recipient, name=recipient), ActsFor(start=recipient, end=place)]
    numbers = maybe(st.sampled_from(["T-1", "T-2"]))
    for name in [f"t/award/{n}" for n in range(draw(st.integers(0, 3)))]:
        on = draw(maybe(DAYS))
        made.append(
            Award(
                id=name,
                name=name,
                obligated_amount=draw(maybe(_AMOUNTS)),
                obligated_on=on,
                fiscal_year=None if on else draw(_YEARS),
                award_number=draw(numbers),
            )
        )
        made += [AwardedTo(start=name, end=to) for to in draw(some(list(recipients), least=1))]
        made += [MadeUnder(start=name, end=listing) for listing in draw(some(listings, least=1))]
    for name in [f"t/sum/{n}" for n in range(draw(st.integers(0, 3)))]:
        made.append(
            Allocation(
                id=name,
                name=name,
                amount=draw(_AMOUNTS),
                fiscal_year=draw(_YEARS),
                approximate=draw(st.booleans()),
                basis=draw(st.sampled_from([Basis.ALLOCATED, Basis.STATED, Basis.REQUESTED])),
                includes_localities=draw(st.booleans()),
                award_number=draw(numbers),
                valid_from=draw(maybe(DAYS)),
            )
        )
        made += [AllocatedTo(start=name, end=place) for place in draw(some(where, least=1))]
        made += [AllocatedUnder(start=name, end=listing) for listing in draw(some(listings, most=1))]
    return made


@st.composite
def politics(draw: st.DrawFn, where: list[str], *, exact: bool) -> list[Record]:
    """Perhaps a policy; claims that it or its place breaks the duty, or does not; an entry; an agreement."""
    made: list[Record] = []
    about = [*where]
    if draw(st.booleans()):
        about.append("t/policy")
        made += [
            Policy(
                id="t/policy", name="Test policy", kind=PolicyKind.ORDINANCE, **draw(intervals(exact=exact))
            ),
            AdoptedBy(start="t/policy", end=draw(st.sampled_from(where))),
        ]
    for name in [f"t/claim/{n}" for n in range(draw(st.integers(0, 2)))]:
        stance = draw(st.sampled_from([Stance.CONFLICTS, Stance.DOES_NOT_CONFLICT]))
        fields = draw(intervals(exact=exact))
        made += [
            Claim(id=name, name=name, stance=stance, statement="So it is said.", **fields),
            About(start=name, end=draw(st.sampled_from(about))),
            Against(start=name, end=draw(st.sampled_from(["t/duty", "t/law", "t/term/1"]))),
            MadeBy(start=name, end=draw(st.sampled_from(["t/department", "t/ruling/1"]))),
        ]
    if draw(st.booleans()):
        made += [
            ExecutiveAction(id="t/list", name="Test list", kind=ActionKind.LIST, issued_on=draw(maybe(DAYS))),
            Designation(id="t/entry", name="Test entry", **draw(intervals(exact=exact))),
            ListedIn(start="t/entry", end="t/list"),
            Designates(start="t/entry", end=draw(st.sampled_from(where))),
        ]
    if draw(st.booleans()):
        fields = draw(intervals(exact=exact))
        made += [
            Agreement(id="t/agreed", name="Test agreement", signed_on=draw(maybe(DAYS)), **fields),
            AgreedFor(start="t/agreed", end=draw(st.sampled_from(where))),
        ]
    return made


@st.composite
def worlds(draw: st.DrawFn, *, exact: bool = False, nationwide: bool = False) -> Drawn:
    """A whole world; if `nationwide`, its first relief is."""
    where, given = draw(places()), draw(programs())
    homes = list(_identifiers(where, Jurisdiction))
    listings = list(_identifiers(given, GrantProgram))
    stated = draw(law(homes, listings, exact=exact))
    texts = [*_identifiers(stated, GrantTerm), "t/order", "t/order/1"]
    stated += draw(money(homes, listings))
    stated += draw(politics(homes, exact=exact))
    parties, decided = draw(lawsuits(homes, listings, texts, exact=exact, nationwide=nationwide))
    return Drawn(law=(*where, *given, *stated, *parties), courts=tuple(decided))


def _identifiers(records: list[Record], kind: type[Any]) -> Iterator[str]:
    return (each.id for each in records if isinstance(each, kind))
