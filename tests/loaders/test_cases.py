"""Decisions cited by reporters, as court documents print them."""

from pathlib import Path

import msgspec
import pytest

from loaders.cases import cases

LABELLED = Path(__file__).resolve().parents[1] / "citations" / "cases.ndjson"


class Cited(msgspec.Struct, frozen=True):
    text: str
    usual: list[str]
    court: str
    year: int


EVERY = [msgspec.json.decode(line, type=Cited) for line in LABELLED.read_bytes().splitlines()]


@pytest.mark.parametrize("cited", EVERY, ids=lambda each: each.usual[0])
def test_a_decision_is_known_by_its_reporter(cited: Cited) -> None:
    found = cases(cited.text)
    assert [each.usual for each in found] == cited.usual
    assert {(each.court, each.year) for each in found} == {(cited.court, cited.year)}
    assert [cited.text[each.begins : each.ends] for each in found] == cited.usual


def test_the_passage_is_told() -> None:
    (found,) = cases("City & Cnty. of S.F. v. Trump, 897 F.3d 1225, 1231 (9th Cir. 2018)")
    assert (found.id, found.page, found.repeated) == ("/us/case/897 F.3d 1225", "1231", False)


def test_a_short_citation_repeats_the_decision_cited_before() -> None:
    text = "Printz v. United States, 521 U.S. 898 (1997). So it was held. Printz,  521 U.S., at 904."
    first, again = cases(text)
    assert (again.usual, again.page, again.repeated) == (first.usual, "904", True)
    assert text[again.begins : again.ends] == "521 U.S., at 904"


def test_a_short_citation_of_what_was_not_cited_before_is_left() -> None:
    assert cases("See 521 U.S., at 904.") == []


def test_places_are_those_of_the_given_text() -> None:
    text = "See&nbsp;&nbsp;  City of Chicago v. Sessions,\n888  F.3d 272 (7th&nbsp;Cir. 2018)"
    (found,) = cases(text)
    assert text[found.begins : found.ends] == "888  F.3d 272"
    assert found.printed == "888 F.3d 272"


def test_statutes_and_registers_are_no_decisions() -> None:
    assert cases("8 U.S.C. § 1373; 82 Fed. Reg. 8799 (Jan. 25, 2017); 110 Stat. 3009; Pub. L. 104-208") == []


def test_a_long_document_is_read_whole() -> None:
    filler = "The court considered the matter at length and found as follows. " * 300
    text = "".join(f"{each.text}. {filler}" for each in EVERY)
    assert len(text) > 350_000
    assert [each.usual for each in cases(text)] == [name for each in EVERY for name in each.usual]
    assert cases("") == []
