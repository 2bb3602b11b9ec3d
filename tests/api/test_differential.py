# ruff: noqa: E501
"""The compiled path and plain resolvers give the same JSON, errors' paths included.

The resolvers fetch naively, a statement each, and know nothing of the compiler: graphql-core executes the
document over the printed schema, and lists are filtered, ordered and cut here, in Python.
"""

import base64
import datetime
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from graphql import GraphQLResolveInfo, build_schema, execute_sync, parse

from api.schema import FILE
from graph.store import Store
from queries.catalogue import questions
from queries.question import bind, slots, statement
from schema.registry import Link
from schema.subjects import MODEL
from schema.values import Mark

pytestmark = pytest.mark.database

SCHEMA = build_schema(FILE.read_text(encoding="utf-8"))
SINGLE = {node.single: node.name for node in MODEL.nodes.values()}
SEVERAL = {node.several: node.name for node in MODEL.nodes.values()}
NODE = "RETURN properties(n) AS properties, labels(n) AS labels"


class Oracle:
    """Answers operations by resolvers."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def answer(self, text: str, variables: dict[str, Any], name: str | None = None) -> dict[str, Any]:
        result = execute_sync(
            SCHEMA,
            parse(text),
            variable_values=variables,
            operation_name=name,
            field_resolver=self.resolve,
            type_resolver=lambda value, _info, _type: value["#kind"],
        )
        paths = sorted(json.dumps(error.path) for error in result.errors or ())
        return {"data": result.data, "paths": paths}

    def resolve(self, source: Any, info: GraphQLResolveInfo[Any], **given: Any) -> Any:
        if info.parent_type.name == "Query":
            return self.root(info.field_name, given)
        if callable(found := source.get(info.field_name)):
            return found(**given)
        return found

    def root(self, field: str, given: dict[str, Any]) -> Any:
        day = datetime.date.fromisoformat(given["asOf"]) if given.get("asOf") else None
        if field in SINGLE:
            found = self.nodes(f"MATCH (n:{SINGLE[field]}) WHERE n.id = $id {NODE}", day, id=given["id"])
            return found[0] if found else None
        if field in SEVERAL:
            nodes = self.nodes(f"MATCH (n:{SEVERAL[field]}) {NODE}", day)
            rows = [
                {"node": node, "order": [node["id"]], "said": {}} for node in nodes if seen(node["#raw"], day)
            ]
            return page(rows, f"{SEVERAL[field]}Edge", **given)
        return self.question(field, given, day)

    def nodes(self, statement: str, day: datetime.date | None, **values: Any) -> list[dict[str, Any]]:
        rows = self.store.read(statement, values)
        return [self.node(row["properties"], row["labels"], day) for row in rows]

    def node(self, raw: dict[str, Any], labels: list[str], day: datetime.date | None) -> dict[str, Any]:
        (kind,) = {node.name for node in MODEL.concrete} & set(labels)
        fields: dict[str, Any] = {
            each.field: plain(raw, each.name, each.many) for each in MODEL.nodes[kind].properties
        }
        for link in MODEL.links(kind):
            fields[link.field] = self.walk(raw["id"], link, day)
        return {**fields, "#kind": kind, "#raw": raw}

    def walk(self, id_: str, link: Link, day: datetime.date | None) -> Callable[..., Any]:
        def walked(**given: Any) -> Any:
            left, right = ("-", "->") if link.outgoing else ("<-", "-")
            rows = self.store.read(
                f"MATCH (a:Node {{id: $id}}){left}[r:{link.edge.name}]{right}(n) "
                f"RETURN properties(r) AS said, properties(n) AS properties, labels(n) AS labels",
                {"id": id_},
            )
            keys = [each.name for each in link.edge.properties if Mark.KEY in each.marks]
            found = [
                {
                    "node": self.node(row["properties"], row["labels"], day),
                    "order": [row["properties"]["id"], *(row["said"][key] for key in keys)],
                    "said": {e.field: plain(row["said"], e.name, e.many) for e in link.edge.properties},
                }
                for row in rows
                if seen(row["said"], day) and seen(row["properties"], day)
            ]
            return page(found, "", **given)

        return walked

    def question(self, field: str, given: dict[str, Any], day: datetime.date | None) -> Any:
        cls = questions()[field]
        wanted = {slot.field: slot.name for slot in slots(cls)}
        values = {wanted[key]: value for key, value in given.items() if key in wanted}
        if "as_of" in values:
            values["as_of"] = day
        rows = [
            {slot.field: self.column(slot, row[slot.name], day) for slot in slots(cls.answer)}
            for row in self.store.read(statement(cls), bind(cls(**values)))
        ]
        return rows[: given["first"]] if cls.many else rows[0] if rows else None

    def column(self, slot: Any, value: Any, day: datetime.date | None) -> Any:
        if slot.many:
            return [self.one(slot, each, day) for each in value or ()]
        return None if value is None else self.one(slot, value, day)

    def one(self, slot: Any, value: Any, day: datetime.date | None) -> Any:
        if slot.node:
            return self.nodes(f"MATCH (n:Node) WHERE n.id = $id {NODE}", day, id=value["id"])[0]
        if slot.nested:
            return {each.field: self.column(each, value.get(each.name), day) for each in slots(slot.nested)}
        return shown(value)


def page(
    rows: list[dict[str, Any]], _: str, *, first: int | None = None, after: str | None = None, **__: Any
) -> Any:
    """What a connection resolves to."""
    ordered = sorted(rows, key=lambda row: row["order"])
    begun = json.loads(base64.urlsafe_b64decode(after)) if after else None
    rest = [row for row in ordered if begun is None or row["order"] > begun]
    cut = rest[: 20 if first is None else first]
    edges = [{**row["said"], "node": row["node"], "cursor": mark(row["order"])} for row in cut]
    info = {
        "hasNextPage": len(rest) > len(cut),
        "hasPreviousPage": begun is not None,
        "startCursor": edges[0]["cursor"] if edges else None,
        "endCursor": edges[-1]["cursor"] if edges else None,
    }
    nodes = [row["node"] for row in cut]
    return {"edges": edges, "nodes": nodes, "pageInfo": info, "totalCount": len(rows)}


def mark(order: list[str]) -> str:
    """The cursor of a position."""
    text = json.dumps(order, separators=(",", ":"), ensure_ascii=False)
    return base64.urlsafe_b64encode(text.encode()).decode()


def seen(raw: dict[str, Any], day: datetime.date | None) -> bool:
    """Whether a list shows the record."""
    if raw.get("retired_at") is not None:
        return False
    begins, ends = raw.get("valid_from"), raw.get("valid_to")
    return day is None or (
        (begins is None or begins.to_native() <= day) and (ends is None or day < ends.to_native())
    )


def plain(raw: dict[str, Any], name: str, many: bool) -> Any:
    """A property as JSON has it."""
    value = raw.get(name)
    return list(value or ()) if many else shown(value)


def shown(value: Any) -> Any:
    """Dates as text."""
    if not hasattr(value, "iso_format"):
        return value
    text = value.iso_format()
    return re.sub(r"\.0+\+00:00$", "Z", text) if "T" in text else text


PROGRAM = "fragment P on GrantProgram { id name number aliases assistanceTypes validFrom validTo }"
CURSOR = mark(["cond-17"])
TEXT = "... on LegalText { citation __typename } ... on Condition { kind sanctions } ... on Rule { constructionOnly }"

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
    ("{ nodes(first: 50) { nodes { __typename id name ... on Award { obligatedAmount } ... on Agency { code } } } }", {}),
    ("{ nodes(first: 50) { nodes { ... on Award { n: awardType } ... on Provision { n: section } ... on Case { n: docket } } } }", {}),
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
    ('{ obligationsOf(program: "16.738", asOf: "2018-02-01") { level term { id } verdict { status reasons { says } } } }', {}),
    ('{ obligationsOf(program: "16.738", asOf: "2018-02-01", first: 1) { term { id ' + TEXT + " } byClass } }", {}),
    ('{ administration(program: "16.738") { step agency { name officeOf { nodes { id } } } sources } }', {}),
    ('{ a: administration(program: "16.738") { step } b: administration(program: "16.606") { step } }', {}),
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
