# ruff: noqa: E501
"""A small graph with every kind of link that reading must get right, and an engine that counts statements."""

import asyncio
import datetime
from collections.abc import Awaitable, Callable, Iterator, Mapping
from typing import Any

import pytest

from api.engine import Engine, Reply
from api.settings import Settings
from graph import layout
from graph.address import Address
from graph.store import Reader, Store
from queries.question import Question
from schema.claims import About, Claim, MadeBy, Organization, Stance
from schema.courts import (
    Case,
    Court,
    CourtLevel,
    DecidedIn,
    EndedBy,
    Enjoins,
    Holds,
    OrderedBy,
    Outcome,
    PartyTo,
    Protects,
    Relief,
    Role,
    RuledBy,
    Ruling,
    RulingKind,
    Scope,
)
from schema.duties import (
    ArisesFrom,
    AttachesTo,
    Condition,
    ConditionKind,
    Conduct,
    ImposedBy,
    Modality,
    Obligation,
    Requires,
    Sanction,
)
from schema.law import ActionKind, Corpus, ExecutiveAction, PartOf, Provision
from schema.loads import Load, LoadState
from schema.model import Edge, Node
from schema.money import (
    AdministeredBy,
    Agency,
    Award,
    AwardedTo,
    GrantProgram,
    MadeUnder,
    OfficeOf,
    Recipient,
)
from schema.places import Jurisdiction, JurisdictionKind, SameAs, Within
from schema.rules import Rule
from schema.subjects import MODEL
from schema.values import Confidence
from tests.planting import plant

DAY = datetime.date
GONE = datetime.datetime(2026, 9, 1, 12, tzinfo=datetime.UTC)


def load(name: str, **told: Any) -> Load:
    """A load, later the higher its number."""
    dataset, number = name.split("@")
    moment = GONE + datetime.timedelta(minutes=int(number))
    usual: dict[str, Any] = {
        "state": LoadState.DONE,
        "whole": True,
        "started_at": moment,
        "finished_at": moment,
    }
    return Load(id=name, name=f"All {dataset}", dataset=dataset, **usual | told)


NODES: list[Node] = [
    Agency(id="doj", name="Department of Justice", code="015", aliases=("DOJ", "Justice")),
    Agency(id="ojp", name="Office of Justice Programs"),
    GrantProgram(
        id="16.738", name="JAG", number="16.738", popular_name='Byrne "JAG" {x}', valid_from=DAY(2005, 1, 1)
    ),
    GrantProgram(id="16.606", name="SCAAP", number="16.606", assistance_types=("FORMULA GRANTS",)),
    GrantProgram(id="16.999", name="Retired program", number="16.999", retired_at=GONE),
    GrantProgram(id="97.067", name="Homeland", number="97.067", valid_to=DAY(2010, 1, 1)),
    *(
        Award(
            id=f"award-{n:02}",
            name=f"Award {n}",
            obligated_amount=1000.5 * n,
            obligated_on=DAY(2016, 1, n + 1),
        )
        for n in range(12)
    ),
    Award(id="award-retired", name="Gone", retired_at=GONE),
    load("money@1", through=DAY(2017, 1, 1), states=("Award", "GrantProgram"), rows=7, unresolved=2),
    load(
        "money@2",
        through=DAY(2018, 1, 1),
        states=("AWARDED_TO", "Award", "GrantProgram"),
        gaps=("No pennies.",),
    ),
    load("money@3", state=LoadState.FAILED, states=("ADMINISTERED_BY",)),
    load("money@4", whole=False, through=DAY(2019, 1, 1), states=("ADMINISTERED_BY",)),
    load("offices@1", covers=("a/",), through=DAY(2011, 1, 1), states=("Agency",), rejected=1),
    load("offices@2", covers=("b/",), through=DAY(2012, 1, 1), states=("OFFICE_OF",)),
    load("administrators@1", whole=False, states=("ADMINISTERED_BY",)),
    load("places@1", states=("Jurisdiction", "WITHIN")),
    Recipient(id="uei-1", name="City of Chicago", uei="ABC"),
    Jurisdiction(id="us", name="United States", kind=JurisdictionKind.COUNTRY),
    Jurisdiction(id="il", name="Illinois", kind=JurisdictionKind.STATE, state="IL"),
    Jurisdiction(
        id="chicago",
        name="Chicago",
        kind=JurisdictionKind.PLACE,
        population=2_695_598,
        aliases=("Windy City",),
    ),
    Jurisdiction(id="sf-city", name="San Francisco", kind=JurisdictionKind.PLACE),
    Jurisdiction(id="sf-whole", name="San Francisco", kind=JurisdictionKind.CONSOLIDATED_CITY_COUNTY),
    Provision(
        id="/us/usc/t8/s1373", name="Section 1373", corpus=Corpus.UNITED_STATES_CODE, citation="8 U.S.C. 1373"
    ),
    Provision(id="/us/usc/t8/s1373/a", name="Section 1373(a)", corpus=Corpus.UNITED_STATES_CODE),
    ExecutiveAction(
        id="/us/eo/13768", name="EO 13768", kind=ActionKind.ORDER, number="13768", issued_on=DAY(2017, 1, 25)
    ),
    ExecutiveAction(
        id="/us/eo/13768/9/a", name="EO 13768, 9(a)", kind=ActionKind.SECTION, valid_to=DAY(2021, 1, 20)
    ),
    Condition(
        id="cond-17",
        name="Certification",
        kind=ConditionKind.CERTIFICATION,
        valid_from=DAY(2017, 7, 25),
        sanctions=(Sanction.WITHHOLD, Sanction.CLAW_BACK),
        summary="Certify.",
    ),
    Condition(id="cond-18", name="Second", kind=ConditionKind.SPECIAL_CONDITION, valid_from=DAY(2018, 1, 1)),
    Rule(id="rule-1", name="Rule", program_prefixes=("16.",), threshold=100000.0, penalty_percent=10.0),
    Obligation(
        id="obl-1373",
        name="Share",
        bearer="Governments",
        modality=Modality.MUST_NOT,
        action="restrict",
        conduct=(Conduct.INFORMATION_SHARING,),
    ),
    Claim(
        id="claim-1",
        name="Claim",
        stance=Stance.CONFLICTS,
        statement="It conflicts.",
        confidence=Confidence.PARTIAL,
    ),
    Organization(id="org-1", name="A newsroom"),
    Organization(id="org-2", name="Seventh Circuit"),
    Court(id="ca7", name="Seventh Circuit", level=CourtLevel.APPEALS, rank=2),
    Case(id="case-1", name="City of Chicago v. Sessions", docket="1:17-cv-05720"),
    Ruling(
        id="ruling-1", name="Injunction", kind=RulingKind.PRELIMINARY_INJUNCTION, decided_on=DAY(2017, 9, 15)
    ),
    Ruling(id="ruling-2", name="Affirmance", kind=RulingKind.APPELLATE_OPINION, decided_on=DAY(2018, 4, 19)),
    Relief(
        id="relief-1",
        name="Nationwide",
        scope=Scope.NATIONWIDE,
        valid_from=DAY(2017, 9, 15),
        valid_to=DAY(2018, 6, 26),
        permanent=False,
        unlisted_kinds=(JurisdictionKind.PLACE,),
    ),
    Relief(id="relief-2", name="Retired relief", scope=Scope.PARTIES, retired_at=GONE),
]

EDGES: list[Edge[Any, Any]] = [
    OfficeOf(start="ojp", end="doj"),
    AdministeredBy(start="16.738", end="ojp", valid_from=DAY(2006, 1, 1)),
    AdministeredBy(start="16.606", end="ojp", retired_at=GONE),
    *(MadeUnder(start=f"award-{n:02}", end="16.738" if n % 2 else "16.606") for n in range(12)),
    MadeUnder(start="award-retired", end="16.738"),
    AwardedTo(start="award-01", end="uei-1"),
    Within(start="chicago", end="il"),
    Within(start="il", end="us"),
    SameAs(start="sf-city", end="sf-whole"),
    PartOf(start="/us/usc/t8/s1373/a", end="/us/usc/t8/s1373"),
    PartOf(start="/us/eo/13768/9/a", end="/us/eo/13768"),
    AttachesTo(start="cond-17", end="16.738", from_fiscal_year=2017, valid_from=DAY(2017, 7, 25), source=("a",)),
    AttachesTo(start="cond-18", end="16.738", valid_from=DAY(2018, 1, 1), valid_to=DAY(2019, 1, 1)),
    AttachesTo(start="rule-1", end="16.738", confidence=Confidence.RECALLED),
    Requires(start="cond-17", end="obl-1373"),
    ImposedBy(start="cond-17", end="/us/eo/13768/9/a"),
    ArisesFrom(start="obl-1373", end="/us/usc/t8/s1373/a"),
    About(start="claim-1", end="chicago"),
    MadeBy(start="claim-1", end="ruling-1"),
    MadeBy(start="claim-1", end="org-1"),
    MadeBy(start="claim-1", end="doj"),
    DecidedIn(start="ruling-1", end="case-1"),
    DecidedIn(start="ruling-2", end="case-1"),
    RuledBy(start="ruling-2", end="ca7"),
    PartyTo(start="chicago", end="case-1", role=Role.PLAINTIFF),
    PartyTo(start="chicago", end="case-1", role=Role.INTERVENOR),
    PartyTo(start="il", end="case-1", role=Role.INTERVENOR),
    Holds(start="ruling-1", end="cond-17", outcome=Outcome.LIKELY_UNLAWFUL, words="Likely."),
    Holds(start="ruling-1", end="cond-17", outcome=Outcome.ENJOINED),
    OrderedBy(start="relief-1", end="ruling-1"),
    Enjoins(start="relief-1", end="cond-17"),
    Enjoins(start="relief-1", end="/us/eo/13768/9/a"),
    Protects(start="relief-1", end="chicago", includes_subdivisions=True),
    EndedBy(start="relief-1", end="ruling-2"),
]  # fmt: skip


UNHURRIED = Settings(seconds=120)
"""Tests of answers wait for a first plan on a busy machine; the tests of limits set their own."""

RETIRE_NODES = "MATCH (n:Node) WHERE n.id IN $ids SET n.retired_at = $at"
RETIRE_EDGES = """UNWIND $ends AS ends MATCH (:Node {id: ends[0]})-[r]->(:Node {id: ends[1]})
SET r.retired_at = $at"""
EMPTY = "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 1000 ROWS"


@pytest.fixture(scope="module")
def world(store: Store) -> Iterator[Store]:
    """The small graph, alone in the database."""
    for statement in layout.statements(MODEL):
        store.define(statement)
    store.define(EMPTY)
    plant(store, *NODES, *EDGES, dataset="test")
    store.write(RETIRE_NODES, {"ids": [each.id for each in NODES if each.retired_at], "at": GONE})
    ends = [[each.start, each.end] for each in EDGES if each.retired_at]
    store.write(RETIRE_EDGES, {"ends": ends, "at": GONE})
    store.define("CALL db.awaitIndexes(60)")
    yield store
    store.define(EMPTY)


class Counting:
    """A reader that remembers what it ran."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.ran: list[tuple[str, Mapping[str, Any]]] = []

    async def rows(self, statement: str, values: Mapping[str, Any], *, name: str = "") -> list[list[Any]]:
        self.ran.append((statement, values))
        return await self.reader.rows(statement, values, name=name)

    async def hits(self, statement: str, values: Mapping[str, Any]) -> int:
        return await self.reader.hits(statement, values)


class Client:
    """Runs operations in one event loop, for tests that are not asynchronous."""

    def __init__(
        self, address: Address, settings: Settings, asked: Mapping[str, type[Question]] | None = None
    ) -> None:
        self.loop = asyncio.new_event_loop()
        self.reader = Reader(address, seconds=settings.seconds)
        self.counting = Counting(self.reader)
        self.engine = Engine(self.counting, settings, asked=asked)

    def ask(self, text: str, variables: Mapping[str, Any] | None = None, name: str | None = None) -> Reply:
        """Answer an operation; errors of ours are raised."""
        reply: Reply = self.run(self.engine.answer(text, variables, name))
        return reply

    def data(self, text: str, **variables: Any) -> dict[str, Any]:
        """The data of an operation that has no errors."""
        reply = self.ask(text, variables)
        assert reply.errors == []
        assert reply.data is not None
        return reply.data

    def run(self, awaitable: Awaitable[Any]) -> Any:
        async def whole() -> Any:
            return await awaitable

        return self.loop.run_until_complete(whole())

    def close(self) -> None:
        self.run(self.reader.close())
        self.loop.close()


@pytest.fixture(scope="module")
def client(world: Store) -> Iterator[Client]:
    """An engine over the small graph."""
    made = Client(world.address, UNHURRIED)
    yield made
    made.close()


@pytest.fixture(scope="module")
def facts(shipped: Store) -> Iterator[Client]:
    """An engine over what ships."""
    made = Client(shipped.address, UNHURRIED)
    yield made
    made.close()


@pytest.fixture
def code() -> Callable[[Reply], str]:
    """The code of a reply's first error."""
    return lambda reply: str(reply.errors[0]["extensions"]["code"])
