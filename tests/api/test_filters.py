# ruff: noqa: E501
"""Filters, orders and pages both ways: the compiled path and plain Python give the same JSON."""

import json
import random
from typing import Any

import pytest

from graph.store import Store, hits
from schema.registry import Link, NodeType, Property
from schema.subjects import MODEL
from tests.api.conftest import EDGES, NODES
from tests.api.oracle import Oracle
from tests.api.sifting import mark

pytestmark = pytest.mark.database

AWARDS = "nodes { id obligatedAmount obligatedOn } totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }"

FILTERED: list[tuple[str, dict[str, Any]]] = [
    ('{ grantPrograms(where: {number: {eq: "16.738"}}) { nodes { id } totalCount } }', {}),
    ('{ grantPrograms(where: {number: {in: ["16.738", "16.606"]}, name: {startsWith: "J"}}) { nodes { id } } }', {}),
    ('{ grantPrograms(where: {or: [{name: {contains: "AA"}}, {popularName: {isNull: false}}]}) { nodes { id } } }', {}),
    ('{ grantPrograms(where: {not: {popularName: {contains: "JAG"}}}) { nodes { id popularName } totalCount } }', {}),
    ('{ grantPrograms(where: {assistanceTypes: {has: "FORMULA GRANTS"}}) { nodes { id } } }', {}),
    ('{ grantPrograms(where: {assistanceTypes: {isEmpty: true}, not: {assistanceTypes: {hasAny: ["X"]}}}) { nodes { id } } }', {}),
    ("{ grantPrograms(where: {and: []}) { totalCount } a: grantPrograms(where: {or: []}) { totalCount } }", {}),
    ('{ awards(where: {obligatedAmount: {gt: 3000, lte: 8004}}) { ' + AWARDS + " } }", {}),
    ('{ awards(where: {obligatedOn: {gte: "2016-01-05", lt: "2016-01-09"}}) { ' + AWARDS + " } }", {}),
    ('{ awards(where: {programs: {some: {node: {number: {eq: "16.738"}}}}}, first: 3) { ' + AWARDS + " } }", {}),
    ('{ awards(where: {programs: {some: {node: {conditions: {some: {node: {id: {eq: "cond-17"}}}}}}}}) { totalCount } }', {}),
    ('{ awards(where: {programs: {none: {}}}) { totalCount } }', {}),
    ('{ grantPrograms(where: {conditions: {all: {node: {validFrom: {isNull: false}}}}}) { nodes { id } } }', {}),
    ('{ grantPrograms(where: {conditions: {some: {fromFiscalYear: {gte: 2017}, node: {name: {isNull: false}}}}}) { nodes { id } } }', {}),
    ('{ grantPrograms(where: {not: {conditions: {some: {}}}}) { nodes { id } } }', {}),
    ('{ grantPrograms(asOf: "2016-06-01", where: {conditions: {none: {}}}) { nodes { id } } }', {}),
    ('{ conditions(where: {kind: {eq: CERTIFICATION}}) { nodes { id kind } } }', {}),
    ('{ conditions(where: {kind: {in: [CERTIFICATION, SPECIAL_CONDITION]}, sanctions: {isEmpty: false}}) { nodes { id } } }', {}),
    ('{ legalTexts(where: {officialUrl: {isNull: true}}, first: 2) { nodes { __typename id } pageInfo { hasNextPage } } }', {}),
    ('{ case(id: "case-1") { parties(where: {role: {eq: INTERVENOR}}) { edges { role node { id } } totalCount } } }', {}),
    ('{ case(id: "case-1") { parties(where: {node: {name: {contains: "i"}}}, orderBy: [{role: DESC}]) { edges { cursor role node { id } } } } }', {}),
    ('{ case(id: "case-1") { parties(last: 1) { edges { cursor role } pageInfo { hasNextPage hasPreviousPage startCursor } } } }', {}),
    ('{ jurisdictions(where: {within: {some: {node: {within: {some: {node: {kind: {eq: COUNTRY}}}}}}}}) { nodes { id } } }', {}),
    ('{ jurisdictions(orderBy: [{validFrom: DESC}]) { edges { cursor node { id validFrom } } } }', {}),
    ('{ nodes: allNodes(last: 5) { nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }', {}),
    ('query ($w: GrantProgramWhere) { grantPrograms(where: $w) { nodes { id } } }', {"w": {"number": {"eq": "16.606"}}}),
    ('query ($w: GrantProgramWhere) { grantPrograms(where: $w) { nodes { id } } }', {"w": {"name": {"contains": "o"}, "or": [{"number": {"gt": "20"}}]}}),
    ('query ($w: GrantProgramWhere) { grantPrograms(where: $w) { nodes { id } } }', {}),
    ('query ($n: [ID!]) { grantPrograms(where: {number: {in: $n}}) { nodes { id } } }', {"n": ["16.738"]}),
    ('query ($o: [GrantProgramOrder!]) { grantPrograms(orderBy: $o) { nodes { id } } }', {"o": [{"validFrom": "DESC"}]}),
    ('query ($o: [GrantProgramOrder!]) { grantPrograms(orderBy: $o) { nodes { id } } }', {"o": [{"validTo": "ASC"}, {"id": "DESC"}]}),
    ('query ($l: Int, $f: Int = 2) { awards(last: $l) { nodes { id } } b: awards(first: $f) { nodes { id } } }', {"l": 2}),
    ('query ($a: String) { awards(orderBy: [{obligatedOn: DESC}], after: $a, first: 2) { nodes { id } } }', {"a": mark(["2016-01-05", "award-04"])}),
    ('query ($a: String) { grantPrograms(orderBy: [{validTo: DESC}], after: $a) { nodes { id } } }', {"a": mark([None, "16.606"])}),
    ("{ legalTexts(where: {is: [Condition, Rule]}) { nodes { __typename id } totalCount } }", {}),
    ("{ allNodes(where: {not: {is: [Award]}, is: [Award, Case, Court]}) { nodes { __typename id } } }", {}),
    ("{ legalTexts(where: {is: []}) { totalCount } }", {}),
    ('query ($k: [GrantTermKind!]) { obligations(where: {requiredBy: {some: {node: {is: $k}}}}) { nodes { id } } }', {"k": ["Condition"]}),
    ("{ awards { aggregate { count obligatedAmount { sum average minimum maximum count distinct } obligatedOn { minimum maximum } } } }", {}),
    ("{ awards(where: {obligatedAmount: {gt: 4000}}) { aggregate { n: count s: obligatedAmount { t: sum __typename } } totalCount nodes { id } } }", {}),
    ("{ awards(where: {name: {eq: \"none\"}}) { aggregate { count obligatedAmount { sum average minimum } groups(by: [awardType]) { count } } } }", {}),
    ("{ jurisdictions { aggregate { groups(by: [kind, state]) { key { kind state name __typename } count population { sum } } } } }", {}),
    ("query ($by: [JurisdictionGrouping!]!) { jurisdictions { aggregate { groups(by: $by, first: 2) { k: key { s: state } count } } } }", {"by": ["state"]}),
    ('{ grantProgram(id: "16.738") { awards { totalCount aggregate { count obligatedAmount { sum } groups(by: [obligatedOn], first: 3) { key { obligatedOn } count } } } } }', {}),
    ('{ case(id: "case-1") { parties { totalCount aggregate { count name { distinct } } } } }', {}),
    ('{ awards(where: {programs: {some: {node: {number: {in: ["16.738", "16.606"]}}}}}) { totalCount aggregate { count obligatedAmount { sum } } } }', {}),
    ("{ legalTexts { aggregate { count __typename groups(by: [validFrom]) { __typename key { validFrom } count } } } }", {}),
]  # fmt: skip


@pytest.fixture(scope="module")
def oracle(world: Store) -> Oracle:
    return Oracle(world)


@pytest.mark.parametrize(("text", "variables"), FILTERED, ids=range(len(FILTERED)))
def test_filtered_pages_are_those_of_plain_python(
    client: Any, oracle: Oracle, text: str, variables: dict[str, Any]
) -> None:
    reply = client.ask(text, variables)
    assert reply.errors == []
    assert json.dumps(reply.data) == json.dumps(oracle.answer(text, variables)["data"])


_HELD: dict[str, type] = {"Int": int, "Float": float}


class Writer:
    """Writes pages at random: tests of every kind of value, links of links, orders, and walks both ways."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def where(self, kind: NodeType | Link, depth: int) -> dict[str, Any]:
        properties = kind.properties if isinstance(kind, NodeType) else kind.edge.properties
        made: dict[str, Any] = {}
        for each in self.random.sample(properties, self.random.randint(0, 2)):
            if each.value.scalar != "DateTime":
                made[each.field] = self.test(each)
        if isinstance(kind, Link):
            made["node"] = self.where(MODEL.nodes[kind.other], depth)
        elif depth and (links := MODEL.links(kind.name)):
            for link in self.random.sample(links, min(2, len(links))):
                quantifier = self.random.choice(["some", "some", "all", "none"])
                made[link.field] = {quantifier: self.where(link, depth - 1)}
        if depth and self.random.random() < 0.4:
            word = self.random.choice(["and", "or"])
            made[word] = [self.where(kind, depth - 1) for _ in range(self.random.randint(1, 2))]
        if depth and self.random.random() < 0.3:
            made["not"] = self.where(kind, depth - 1)
        return made

    def test(self, each: Property) -> dict[str, Any]:
        if each.many:
            return self.random.choice([{"isEmpty": True}, {"isEmpty": False}])
        if self.random.random() < 0.4:
            return {"isNull": self.random.random() < 0.5}
        known = [v for n in (*NODES, *EDGES) if (v := getattr(n, each.name, None)) is not None]
        value = self.random.choice(known) if known else None
        if each.choices or value is None or each.value.scalar == "Boolean":
            chosen = self.random.choice(list(each.choices)).name if each.choices else None
            return {"eq": chosen} if each.choices else {"isNull": False}
        plain = value if isinstance(value, int | float) else str(value)
        if not isinstance(plain, _HELD.get(each.value.scalar, str)):
            return {"isNull": False}
        return {self.random.choice(["eq", "lt", "lte", "gt", "gte"]): plain}

    def order(self, node: NodeType) -> list[dict[str, str]]:
        fields = self.random.sample(["id", "validFrom", "validTo"], self.random.randint(0, 2))
        return [{field: self.random.choice(["ASC", "DESC"])} for field in fields]


@pytest.mark.parametrize("seed", range(40))
def test_filters_written_at_random_let_through_what_plain_python_does(
    client: Any, oracle: Oracle, seed: int
) -> None:
    writer = Writer(seed)
    node = writer.random.choice(
        [
            MODEL.nodes[name]
            for name in ("GrantProgram", "LegalText", "Award", "Node", "Case", "Relief", "Jurisdiction")
        ]
    )
    text = f"query ($w: {node.name}Where) {{ {node.several}(where: $w, first: 100) {{ nodes {{ id }} totalCount }} }}"
    variables = {"w": writer.where(node, 2)}
    reply = client.ask(text, variables)
    assert reply.errors == [], variables
    assert reply.data == oracle.answer(text, variables)["data"], variables


@pytest.mark.parametrize("seed", range(25))
@pytest.mark.parametrize("backward", [False, True])
def test_walking_page_by_page_sees_each_row_once_in_order(
    client: Any, oracle: Oracle, seed: int, backward: bool
) -> None:
    writer = Writer(seed)
    node = writer.random.choice(
        [MODEL.nodes[name] for name in ("GrantProgram", "LegalText", "Award", "Node", "Jurisdiction")]
    )
    order = writer.order(node)
    size, end = ("last", "before") if backward else ("first", "after")
    text = (
        f"query ($o: [{node.name}Order!], $c: String) {{ {node.several}(orderBy: $o, {size}: 4, {end}: $c) "
        "{ nodes { id } pageInfo { startCursor endCursor hasNextPage hasPreviousPage } } }"
    )
    whole = oracle.answer(
        f"query ($o: [{node.name}Order!]) {{ {node.several}(orderBy: $o, first: 1000) {{ nodes {{ id }} }} }}",
        {"o": order},
    )
    expected = [each["id"] for each in whole["data"][node.several]["nodes"]]
    seen: list[str] = []
    cursor, more = None, True
    while more:
        page = client.data(text, o=order, c=cursor)[node.several]
        found = [each["id"] for each in page["nodes"]]
        seen = [*found, *seen] if backward else [*seen, *found]
        cursor = page["pageInfo"]["startCursor" if backward else "endCursor"]
        more = page["pageInfo"]["hasPreviousPage" if backward else "hasNextPage"]
    assert seen == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{ awards(first: 2, last: 2) { totalCount } }", "goes one way"),
        ('{ awards(last: 2, after: "WyJhIl0=") { totalCount } }', "goes one way"),
        ("{ awards(where: {name: {eq: null}}) { totalCount } }", "isNull"),
        ("{ awards(where: {not: null}) { totalCount } }", "Leave it out"),
        ("{ awards(orderBy: [{id: ASC}, {id: DESC}]) { totalCount } }", "stands twice"),
        ('{ awards(orderBy: [{obligatedOn: ASC}], after: "WyJhIl0=") { totalCount } }', "not a cursor"),
        ('{ awards(orderBy: [{obligatedOn: ASC}], after: "WyJhIiwiYiJd") { totalCount } }', "not a cursor"),
        ("{ awards(last: -1) { totalCount } }", "not between"),
    ],
)
def test_what_makes_no_sense_is_refused_with_what_to_change(client: Any, text: str, message: str) -> None:
    reply = client.ask(text)
    assert message in reply.errors[0]["message"]
    assert reply.errors[0]["extensions"]["code"] == "BAD_USER_INPUT"


def test_order_names_exactly_one_property(client: Any) -> None:
    reply = client.ask("{ awards(orderBy: [{id: ASC, validFrom: DESC}]) { totalCount } }")
    assert "AwardOrder" in reply.errors[0]["message"]
    assert reply.errors[0]["extensions"]["code"] == "BAD_USER_INPUT"


def test_too_many_tests_and_too_many_links_are_refused(client: Any) -> None:
    text = "query ($w: AwardWhere) { awards(where: $w) { totalCount } }"
    many = {"or": [{"name": {"eq": str(n)}} for n in range(101)]}
    deep: dict[str, Any] = {}
    for at in range(7):
        deep = {"awards" if at % 2 else "programs": {"some": {"node": deep}}}
    long = {"name": {"in": ["x"] * 1001}}
    for where in (many, deep if "programs" in deep else {"programs": {"some": {"node": deep}}}, long):
        reply = client.ask(text, {"w": where})
        assert reply.errors[0]["extensions"]["code"] == "QUERY_TOO_LARGE"


def test_statement_depends_on_the_shape_of_a_filter_and_not_on_its_values(client: Any) -> None:
    text = "query ($w: AwardWhere) { awards(where: $w) { nodes { id } } }"
    client.counting.ran.clear()
    for where in (
        {"name": {"contains": "' RETURN 1"}},
        {"name": {"contains": "Award 3"}},
        {"name": {"eq": "Award 3"}},
    ):
        client.data(text, w=where)
    one, same, other = (statement for statement, _ in client.counting.ran)
    assert one == same != other
    assert "RETURN 1" not in one


@pytest.mark.parametrize(
    "where",
    [
        'programs: {some: {node: {number: {eq: "97.067"}}}}',
        'programs: {some: {node: {administeredBy: {some: {node: {id: {eq: "agency/070/7022"}}}}}}}',
    ],
)
def test_selective_filter_costs_what_it_finds(facts: Any, shipped: Store, where: str) -> None:
    """A list of all awards would cost a hit for each of them, and there are thousands."""
    facts.counting.ran.clear()
    data = facts.data(f"{{ awards(where: {{{where}}}, first: 5) {{ nodes {{ id }} totalCount }} }}")
    ((text, values),) = facts.counting.ran
    cost = hits(shipped.profile(text, values).profile)
    assert data["awards"]["totalCount"] > 0
    assert cost < 500 + 40 * data["awards"]["totalCount"]
