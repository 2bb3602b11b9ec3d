"""Paragraphs of regulations: told by their designators, where one reading is left."""

import pytest

from loaders.cfr.designators import Head
from loaders.cfr.paragraphs import opened, paths


def told(*texts: str) -> list[str]:
    return ["".join(f"({each})" for each in path) for path in paths([Head(text) for text in texts])]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("(a) x", "(1) x", "(2) x", "(b) x"), ["(a)", "(a)(1)", "(a)(2)", "(b)"]),
        (("(h) x", "(1) x", "(i) x", "(ii) x"), ["", "", "", ""]),
        (("(a) x", "(1)(i) x", "(ii) x", "(A) x"), ["(a)", "(a)(1)(i)", "(a)(1)(ii)", "(a)(1)(ii)(A)"]),
        (("(a) x", "() x", "(b) x"), ["(a)", "", "(b)"]),
        (("(a) x", "(c) x"), ["(a)", "(c)"]),
        (("(a) x: (1) y, and", "(2) z"), ["(a)", "(a)(2)"]),
        (("(a)-(c) [Reserved]", "(d) x"), ["(c)", "(d)"]),
        (("(1) x", "(2) x"), ["", ""]),
        (("Words", "(a) x", "Words", "(a) x"), ["", "", "", ""]),
        (("(a) x", "Thing means:", "(1) x", "(2) x", "(b) y"), ["(a)", "", "", "", "(b)"]),
        (("(a) x", "(1) x", "(i) x", "(A) x", "(_1_) x", "(_2_) x"), None),
        (("(a) x", "(PAL) x", "(b) x"), ["(a)", "", "(b)"]),
    ],
)
def test_a_paragraph_is_told_where_one_reading_is_left(
    texts: tuple[str, ...], expected: list[str] | None
) -> None:
    assert told(*texts) == (
        expected or ["(a)", "(a)(1)", "(a)(1)(i)", "(a)(1)(i)(A)", "(a)(1)(i)(A)(1)", "(a)(1)(i)(A)(2)"]
    )


def test_letters_and_roman_numbers_are_told_apart_by_what_follows() -> None:
    letters = [f"({chr(each)}) x" for each in range(ord("a"), ord("h") + 1)]
    assert told(*letters, "(1) x", "(i) x", "(j) x")[-2:] == ["(i)", "(j)"]
    assert told(*letters, "(1) x", "(i) x", "(ii) x", "(i) x")[-3:] == ["(h)(1)(i)", "(h)(1)(ii)", "(i)"]
    assert told(*letters, "(1) x", "(i) x")[-1] == ""


def test_several_units_begin_at_one_head() -> None:
    head = Head("(a) —(1)  (i) Words")
    assert list(opened(("a", "1", "i"), head)) == [("a",), ("a", "1"), ("a", "1", "i")]
    assert list(opened(("c",), Head("(a)-(c) [Reserved]"))) == []
