# ruff: noqa: E501
"""The compiled path and plain resolvers give the same JSON, errors' paths included."""

import json
import random
from typing import Any

import pytest

from graph.store import Store
from schema.registry import Link, NodeType
from schema.subjects import MODEL
from tests.api.conftest import NODES
from tests.api.oracle import Oracle
from tests.api.sifting import mark

pytestmark = pytest.mark.database

PROGRAM = "fragment P on GrantProgram { id name number aliases assistanceTypes validFrom validTo }"
CURSOR = mark(["cond-17"])
TEXT = "... on LegalText { citation __typename } ... on Condition { kind sanctions } ... on Rule { constructionOnly }"

COVERAGE = (
    "coverage { meaning notLoaded sources { dataset title states through since loadedAt whole files rows rejected "
    "unresolved gaps } }"
)

CORPUS: list[tuple[str, dict[str, Any]]] = [
    ('{ grantProgram(id: "16.738") { id name popularName validFrom validTo source } }', {}),
    ('{ grantProgram(id: "nowhere") { id conditions { nodes { id } } } }', {}),
    ('{ grantProgram(id: "16.999") { id retiredAt } }', {}),
    ('{ a: grantProgram(id: "16.738") { x: name y: name } b: grantProgram(id: "16.606") { name } }', {}),
    ("{ grantPrograms { nodes { id } totalCount } }", {}),
    ('{ grantPrograms(asOf: "2017-06-01") { nodes { id } totalCount } }', {}),
    ('{ grantPrograms(first: 1) { nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }', {}),
    ("{ grantPrograms(first: 0) { nodes { id } pageInfo { hasNextPage endCursor } totalCount } }", {}),
    ("{ grantPrograms(first: null, after: null) { nodes { id } } }", {}),
    ("query ($n: Int) { awards(first: $n) { nodes { id } } }", {}),
    ("query ($n: Int = 3) { awards(first: $n) { nodes { id obligatedAmount obligatedOn } } }", {}),
    ("query ($n: Int) { awards(first: $n) { pageInfo { hasNextPage } } }", {"n": 12}),
    ("query ($n: Int) { awards(first: $n) { pageInfo { hasNextPage } } }", {"n": 11}),
    ("query ($a: String) { awards(first: 5, after: $a) { edges { cursor node { id } } } }", {"a": mark(["award-04"])}),
    ("query ($a: String) { awards(after: $a) { edges { cursor } pageInfo { hasPreviousPage } } }", {"a": mark(["zzz"])}),
    ('{ grantProgram(id: "16.738") { conditions { totalCount edges { cursor fromFiscalYear source node { id } } } } }', {}),
    (f'{{ grantProgram(id: "16.738") {{ conditions(after: "{CURSOR}") {{ edges {{ cursor }} totalCount }} }} }}', {}),
    ('{ grantProgram(id: "16.738", asOf: "2018-06-01") { conditions { nodes { id } totalCount } } }', {}),
    ('{ grantProgram(id: "16.738", asOf: "2019-01-01") { conditions { nodes { id } } administeredBy { nodes { id } } } }', {}),
    ('query ($d: Date) { grantProgram(id: "97.067", asOf: $d) { id validTo } }', {"d": "2020-01-01"}),
    ('query ($d: Date) { grantProgram(id: "16.738", asOf: $d) { conditions { totalCount } } }', {"d": None}),
    ('query ($d: Date) { grantProgram(id: "16.738", asOf: $d) { conditions { totalCount } } }', {}),
    ('{ grantProgram(id: "16.606") { administeredBy { nodes { id } totalCount } awards { totalCount } } }', {}),
    ('{ grantProgram(id: "16.738") { conditions { nodes { __typename id ' + TEXT + " } } } }", {}),
    ('{ legalText(id: "cond-17") { __typename id ' + TEXT + " } }", {}),
    ('{ legalText(id: "rule-1") { ' + TEXT + " ... on GrantTerm { sanctions } } }", {}),
    ('{ legalText(id: "chicago") { id } node(id: "chicago") { __typename ... on Jurisdiction { population } } }', {}),
    ("{ legalTexts(first: 3) { edges { node { __typename id ... on Provision { corpus parts { nodes { id } } } } } } }", {}),
    ('{ legalTexts(asOf: "2022-01-01") { nodes { id __typename } totalCount } }', {}),
    ("{ allNodes(first: 50) { nodes { __typename id name ... on Award { obligatedAmount } ... on Agency { code } } } }", {}),
    ("{ allNodes(first: 50) { nodes { ... on Award { n: awardType } ... on Provision { n: section } ... on Case { n: docket } } } }", {}),
    ('{ relief(id: "relief-1") { permanent vacatur unlistedKinds enjoins { nodes { __typename ' + TEXT + " } } } }", {}),
    ('{ relief(id: "relief-1") { endedBy { nodes { __typename ... on Ruling { decidedOn } } } orderedBy { nodes { id } } } }', {}),
    ('{ relief(id: "relief-1") { protects { edges { includesSubdivisions validFrom node { name aliases } } } } }', {}),
    (("{ claim(id: \"claim-1\") { madeBy { nodes { __typename name ... on Ruling { decidedIn { nodes { docket } } } "
     "... on Agency { offices { nodes { name } } } } } } }"), {}),
    ('{ case(id: "case-1") { parties { edges { cursor role node { id } } totalCount } } }', {}),
    ('{ case(id: "case-1") { parties(first: 1) { edges { cursor role } pageInfo { hasNextPage endCursor } } } }', {}),
    (f'{{ case(id: "case-1") {{ parties(after: "{mark(["chicago", "INTERVENOR"])}") {{ edges {{ role node {{ id }} }} }} }} }}', {}),
    ('{ ruling(id: "ruling-1") { holds { edges { outcome words cursor node { id ... on Condition { kind } } } } } }', {}),
    ('{ jurisdiction(id: "chicago") { within { nodes { within { nodes { within { nodes { id } } name } } } } } }', {}),
    ('{ jurisdiction(id: "sf-city") { sameAs { nodes { id sameAsBy { nodes { id } } } } sameAsBy { totalCount } } }', {}),
    ('query A { court(id: "ca7") { ...C ...C } } fragment C on Court { id ...D } fragment D on Node { name __typename }', {}),
    ('query ($y: Boolean!) { court(id: "ca7") { id @include(if: $y) name @skip(if: $y) level } }', {"y": True}),
    ('query ($y: Boolean!) { court(id: "ca7") { id @include(if: $y) name @skip(if: $y) level } }', {"y": False}),
    ('query ($y: Boolean!) { court(id: "ca7") { ...X @include(if: $y) rank } } fragment X on Court { federal }', {"y": False}),
    ('query ($y: Boolean! = false) { grantProgram(id: "16.738") { conditions @include(if: $y) { totalCount } } }', {}),
    ('{ court(id: "ca7") { ... { id } ... @skip(if: true) { name } ... on Court { level } ... on Node { note } } }', {}),
    ('{ grantProgram(id: "16.738") { conditions { nodes { id } } conditions { nodes { name } totalCount } } }', {}),
    ('{ grantProgram(id: "16.738") { c: conditions { a: nodes { id } b: nodes { name } edges { node { id } } } } }', {}),
    ('{ grantProgram(id: "16.738") { a: conditions(first: 1) { nodes { id } } b: conditions { nodes { id } } } }', {}),
    ('{ grantProgram(id: "16.738") { conditions { __typename edges { __typename } pageInfo { __typename } } __typename } }', {}),
    ("{ __typename a: __typename courts { totalCount } }", {}),
    ('{ x: __type(name: "Court") { name kind } court(id: "ca7") { name } __schema { queryType { name } } }', {}),
    ('{ ...Q } fragment Q on Query { court(id: "ca7") { name } agency(id: "doj") { offices { nodes { id } } } }', {}),
    (PROGRAM + "{ grantPrograms { nodes { ...P } } }", {}),
    ('{ grantTerm(id: "cond-17") { attachesTo { nodes { ...P conditions { nodes { id } } } } } }' + PROGRAM, {}),
    ('query ($i: ID!) { node(id: $i) { id } }', {"i": "it's \"quoted\" {braced} `ticked` \\ $x } RETURN 1 //"}),
    ("{ obligation(id: \"obl-1373\") { conduct arisesFrom { nodes { citation partOf { nodes { citation } } } } } }", {}),
    (('{ conditionStatus(condition: "cond-17", jurisdiction: "Chicago", asOf: "2018-01-15") { status since scope '
     "text { id __typename } relief { id enjoins { nodes { id } } } missing reasons { relation decides subject { id } "
     "object { __typename id } validFrom } } }"), {}),
    ('{ conditionStatus(condition: "cond-17", asOf: "2016-01-15") { s: status relief { id } __typename } }', {}),
    ('{ obligationsOf(program: "16.738", asOf: "2018-02-01") { rows { level term { id } verdict { status reasons { says } } } } }', {}),
    (('{ obligationsOf(program: "16.738", asOf: "2018-02-01", first: 1) { total rows { term { id ' + TEXT + " } byClass } "
     "again: rows { texts { id } } } }"), {}),
    ('{ administration(program: "16.738") { rows { step agency { name officeOf { nodes { id } } } sources } __typename } }', {}),
    ('{ administration(program: "16.738", first: 0) { total n: total rows { step } } }', {}),
    ('{ a: administration(program: "16.738") { rows { step } } b: administration(program: "16.606") { rows { step } } }', {}),
    ("{ administration(program: \"16.738\") { " + COVERAGE + " } }", {}),
    ("{ listedPlaces(list: \"/us/eo/13768\") { total rows { listedAs } " + COVERAGE + " } }", {}),
    ('{ conditionStatus(condition: "cond-17") { status ' + COVERAGE + " } }", {}),
    ('{ conditionStatus(condition: "cond-17") { c: coverage { m: meaning __typename sources { dataset __typename } } } }', {}),
    ('{ search(text: "Chicago") { coverage { meaning sources { dataset } } } }', {}),
]  # fmt: skip


@pytest.fixture(scope="module")
def oracle(world: Store) -> Oracle:
    return Oracle(world)


@pytest.mark.parametrize(("text", "variables"), CORPUS, ids=range(len(CORPUS)))
def test_compiled_operations_answer_as_resolvers_do(
    client: Any, oracle: Oracle, text: str, variables: dict[str, Any]
) -> None:
    reply = client.ask(text, variables)
    expected = oracle.answer(text, variables)
    paths = sorted(json.dumps(error.get("path")) for error in reply.errors)
    assert json.dumps({"data": reply.data, "paths": paths}) == json.dumps(expected)


class Writer:
    """Writes valid operations at random: every kind of node, links both ways, fragments, pages, aliases, days."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.names = 0

    def operation(self) -> str:
        return "{ " + " ".join(self.root() for _ in range(self.random.randint(1, 3))) + " }"

    def alias(self) -> str:
        self.names += 1
        return f"a{self.names}: "

    def root(self) -> str:
        node = self.random.choice(list(MODEL.nodes.values()))
        day = self.random.choice(["", ', asOf: "2018-03-01"', ', asOf: "2005-06-01"', ", asOf: null"])
        if self.random.random() < 0.5:
            wanted = self.random.choice([each.id for each in NODES if isinstance(each, node.cls)] or ["/x"])
            return f'{self.alias()}{node.single}(id: "{wanted}"{day}) {{ {self.fields(node, 3)} }}'
        first = self.random.choice([0, 1, 3, 50])
        return f"{self.alias()}{node.several}(first: {first}{day}) {{ {self.page(node, None, 2)} }}"

    def fields(self, node: NodeType, depth: int) -> str:
        chosen = ["id", *self.random.sample(["__typename", *(each.field for each in node.properties)], 3)]
        links = MODEL.links(node.name)
        if depth and links:
            chosen += [
                self.walk(self.random.choice(links), depth - 1) for _ in range(self.random.randint(0, 3))
            ]
        if node.abstract and self.random.random() < 0.8:
            kinds = self.random.sample(node.concrete, 2)
            chosen += [
                f"... on {kind} {{ {self.fields(MODEL.nodes[kind], max(depth - 1, 0))} }}" for kind in kinds
            ]
        self.random.shuffle(chosen)
        return " ".join(self.named(each) for each in chosen)

    def named(self, field: str) -> str:
        plain = field.isidentifier() and field != "id"
        return self.alias() + field if plain else field

    def walk(self, link: Link, depth: int) -> str:
        first = self.random.choice(["", "(first: 1)", "(first: 2)", "(first: 0)"])
        return f"{self.alias()}{link.field}{first} {{ {self.page(MODEL.nodes[link.other], link, depth)} }}"

    def page(self, node: NodeType, link: Link | None, depth: int) -> str:
        said = self.random.sample([each.field for each in link.edge.properties], 2) if link else []
        parts = [
            "totalCount",
            "pageInfo { endCursor hasNextPage }",
            "pageInfo { startCursor hasPreviousPage }",
            "__typename",
            f"nodes {{ {self.fields(node, depth)} }}",
            f"edges {{ {' '.join(said)} cursor node {{ {self.fields(node, depth)} }} }}",
            f"more: nodes {{ {self.fields(node, 0)} }}",
        ]
        return " ".join(self.random.sample(parts, self.random.randint(1, 4)))


@pytest.mark.parametrize("seed", range(60))
def test_operations_written_at_random_answer_as_resolvers_do(client: Any, oracle: Oracle, seed: int) -> None:
    text = Writer(seed).operation()
    reply = client.ask(text)
    assert reply.errors == [], text
    assert json.dumps(reply.data) == json.dumps(oracle.answer(text, {})["data"]), text


def test_a_record_that_breaks_the_model_fails_its_root_field_alone(client: Any, world: Store) -> None:
    text = '{ bad: agency(id: "broken") { id name } court(id: "ca7") { name } }'
    world.write("CREATE (:Agency:Node {id: 'broken'})")
    try:
        reply = client.ask(text)
        expected = Oracle(world).answer(text, {})
    finally:
        world.write("MATCH (n:Agency {id: 'broken'}) DELETE n")
    assert reply.data == expected["data"] == {"bad": None, "court": {"name": "Seventh Circuit"}}
    assert [json.dumps(error["path"]) for error in reply.errors] == expected["paths"]
