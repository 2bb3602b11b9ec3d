# ruff: noqa: E501
"""Trees in, statements and shaped answers out; no database."""

import string
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.reading import cursors
from graph.reading.statement import Fault, compiled
from graph.reading.tree import (
    Branch,
    Constant,
    Cursor,
    EdgeRows,
    Info,
    Key,
    Leaf,
    Listing,
    NodeRows,
    Order,
    Page,
    Shape,
    Single,
    Target,
    Total,
    Typename,
    Walk,
)
from schema.errors import InvalidQuestion
from schema.registry import Link
from schema.subjects import MODEL


def leaf(label: str, name: str, key: str | None = None) -> Leaf:
    return Leaf(key or name, MODEL.nodes[label].property(name))


def link(label: str, field: str) -> Link:
    return next(each for each in MODEL.links(label) if each.field == field)


def one(label: str, *fields: Any) -> Shape:
    return Shape((Branch((label,), fields),))


def courts(shape: Shape, *, dated: bool = False) -> Single:
    return Single("court", "Court", 0, dated, shape)


ID = Key(MODEL.nodes["Node"].property("id"), edge=False)
ROLE = Key(next(each for each in MODEL.edges["PARTY_TO"].properties if each.name == "role"), edge=True)
BY_ID = Order((ID,))
BY_ROLE = Order((ID, ROLE), (False, False))

CASES = {
    "properties": (
        courts(one("Court", leaf("Court", "name"), Constant("t", "Court"), leaf("Court", "aliases"), leaf("Court", "valid_from"))),
        "COLLECT { MATCH (n0:Court {id: $p0_id}) RETURN [n0.name, 'Court', coalesce(n0.aliases, []), toString(n0.valid_from)] }",
    ),
    "a property twice is read once": (
        courts(one("Court", leaf("Court", "name", "a"), leaf("Court", "name", "b"))),
        "COLLECT { MATCH (n0:Court {id: $p0_id}) RETURN [n0.name] }",
    ),
    "nothing selected": (courts(one("Court")), "COLLECT { MATCH (n0:Court {id: $p0_id}) RETURN [] }"),
    "a link, its order before its columns": (
        courts(one("Court", Walk("cases", link("Court", "cases"), Page(1, BY_ID, (NodeRows("nodes", one("Case", leaf("Case", "docket"))),))))),
        ("COLLECT { MATCH (n0:Court {id: $p0_id}) RETURN [COLLECT { MATCH (n0)<-[r1:FILED_IN]-(n1) "
        "WHERE r1.retired_at IS NULL AND n1.retired_at IS NULL "
        "WITH r1, n1 ORDER BY n1.id LIMIT $p1_first RETURN [n1.docket] }] }"),
    ),
    "only a count": (
        courts(one("Court", Walk("cases", link("Court", "cases"), Page(1, BY_ID, (Total("n"),))))),
        ("COLLECT { MATCH (n0:Court {id: $p0_id}) RETURN [COUNT { MATCH (n0)<-[r1:FILED_IN]-(n1) "
        "WHERE r1.retired_at IS NULL AND n1.retired_at IS NULL }] }"),
    ),
    "a relationship's key is part of the order": (
        Single("case", "Case", 0, False, one("Case", Walk("parties", link("Case", "parties"), Page(1, BY_ROLE, (EdgeRows("edges", (Cursor("cursor"),)),))))),
        ("COLLECT { MATCH (n0:Case {id: $p0_id}) RETURN [COLLECT { MATCH (n0)<-[r1:PARTY_TO]-(n1) "
        "WHERE n1.id >= $p1_after0 AND (n1.id > $p1_after0 OR (n1.id = $p1_after0 AND r1.role > $p1_after1)) "
        "AND r1.retired_at IS NULL AND n1.retired_at IS NULL "
        "WITH r1, n1 ORDER BY n1.id, r1.role LIMIT $p1_first RETURN [[n1.id, r1.role]] }] }"),
    ),
    "a list begins at its index": (
        Listing("courts", "Court", False, Page(0, BY_ID, (NodeRows("nodes", one("Court", leaf("Court", "id"))),))),
        ("COLLECT { MATCH (n0:Court) WHERE n0.id > '' AND n0.retired_at IS NULL "
        "WITH n0 ORDER BY n0.id LIMIT $p0_first RETURN [n0.id] }"),
    ),
    "a day filters relationships and nodes": (
        courts(one("Court", Walk("cases", link("Court", "cases"), Page(1, BY_ID, (Total("n"),)))), dated=True),
        ("COLLECT { MATCH (n0:Court {id: $p0_id}) RETURN [COUNT { MATCH (n0)<-[r1:FILED_IN]-(n1) "
        "WHERE r1.retired_at IS NULL AND n1.retired_at IS NULL "
        "AND coalesce(r1.valid_from <= $p0_day, true) AND coalesce(r1.valid_to > $p0_day, true) "
        "AND coalesce(n1.valid_from <= $p0_day, true) AND coalesce(n1.valid_to > $p0_day, true) }] }"),
    ),
    "a type known only when it is read": (
        Single("term", "GrantTerm", 0, False, Shape((Branch(("Condition", "Rule"), (Typename("t"),)),))),
        "COLLECT { MATCH (n0:GrantTerm {id: $p0_id}) RETURN [[label IN labels(n0) WHERE label IN ['Condition', 'Rule']][0]] }",
    ),
    "fragments read only what their type has": (
        Single(
            "term",
            "GrantTerm",
            0,
            False,
            Shape((Branch(("Condition",), (leaf("Condition", "id"), leaf("Condition", "kind"))), Branch(("Rule",), (leaf("Rule", "id"),)))),
        ),
        ("COLLECT { MATCH (n0:GrantTerm {id: $p0_id}) RETURN [[label IN labels(n0) WHERE label IN ['Condition', 'Rule']][0], "
        "n0.id, CASE WHEN n0:Condition THEN n0.kind END] }"),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("root", "text"), CASES.values(), ids=CASES)
def test_a_tree_becomes_a_statement(root: Single | Listing, text: str) -> None:
    assert compiled([root]).text == f"RETURN {text} AS c0"


def test_rows_take_the_order_and_the_keys_of_the_document() -> None:
    page = Page(
        1,
        Order((ID,), (False,)),
        (
            Total("total"),
            EdgeRows(
                "e", (Target("n", one("Court", leaf("Court", "id", "i"))), Cursor("c"), Constant("t", "E"))
            ),
            Info("p", (("more", "hasNextPage"), ("end", "endCursor"), ("back", "hasPreviousPage"))),
        ),
    )
    statement = compiled([Constant("t", "Query"), Listing("l", "Court", False, page)])
    rows = [[[["a"], ["a"], "E"], ["a"]], [[["b"], ["b"], "E"], ["b"]]]
    answer = statement.shape(["Query", [rows, 9]], {"p1_first": 2, "p1_after0": "Z"})
    assert list(answer.data) == ["t", "l"]
    assert answer.data["l"] == {
        "total": 9,
        "e": [{"n": {"i": "a"}, "c": cursors.encode(["a"]), "t": "E"}],
        "p": {"more": True, "end": cursors.encode(["a"]), "back": True},
    }


def test_a_type_decides_which_columns_are_shown() -> None:
    branches = (
        Branch(("Condition",), (leaf("Condition", "kind", "k"), Constant("t", "Condition"))),
        Branch(("Rule",), (Constant("t", "Rule"), leaf("Rule", "id"))),
    )
    shape = compiled([Single("x", "GrantTerm", 0, False, Shape(branches))]).shape
    assert shape([[["Condition", "VALIDATION", None]]], {}).data == {
        "x": {"k": "VALIDATION", "t": "Condition"}
    }
    assert shape([[["Rule", None, "r"]]], {}).data == {"x": {"t": "Rule", "id": "r"}}
    assert shape([[]], {}).data == {"x": None}


def test_a_missing_value_is_told_with_its_path() -> None:
    page = Page(0, BY_ID, (NodeRows("nodes", one("Court", leaf("Court", "id"), leaf("Court", "name", "n"))),))
    answer = compiled([Listing("l", "Court", False, page)]).shape(
        [[["a", "x"], ["b", None]]], {"p0_first": 5}
    )
    assert answer.data == {"l": None}
    assert answer.faults == [Fault(("l", "nodes", 1, "n"))]


@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), min_size=1, max_size=3
    )
)
def test_a_cursor_comes_back_as_it_was(position: list[str]) -> None:
    assert cursors.decode(cursors.encode(position), len(position)) == position


@given(st.text(max_size=40), st.integers(1, 3))
def test_anything_else_is_refused_as_a_cursor(text: str, length: int) -> None:
    try:
        position = cursors.decode(text, length)
    except InvalidQuestion:
        return
    assert len(position) == length


def test_no_key_of_the_document_reaches_the_statement() -> None:
    key = "zz" + string.ascii_letters
    root = Single(
        key, "Court", 0, True, one("Court", leaf("Court", "name", key + "1"), Constant(key + "2", "Court"))
    )
    assert key not in compiled([root]).text
