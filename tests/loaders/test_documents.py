"""Documents and what they mention: what needs no graph, and how names are weighed in a small one."""

import datetime
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.documents import SOURCE, citing, figures
from loaders.documents.citing import Reports
from loaders.documents.context import Context
from loaders.documents.gazetteer import Gazetteer, Name, Thing, capitalised, folded
from loaders.documents.known import Known
from loaders.documents.mentions import aided, unaided
from loaders.documents.spans import LINKED, Span, settled
from loaders.documents.states import States
from schema.documents import Document, Mention, MentionedIn, MentionKind, RefersTo
from tests.loaders.parsing import Parsed

PLACE, AGENCY, PROGRAM = MentionKind.PLACE, MentionKind.AGENCY, MentionKind.PROGRAM


@pytest.fixture(scope="module")
def made(excerpts: Path) -> Parsed:
    return Parsed(SOURCE, excerpts.parent / "documents" / "order-14287.md")


PLAIN = {
    "/us/usc/t18/s1501",
    "/us/usc/t8/s1324",
    "/us/usc/t18/s371",
    "/us/usc/t18/s372",
    "/us/usc/t18/s1961",
    "/us/usc/t8/s1623",
}
RUNNING_ON = "/us/usc/t8/s1611/c"
"""Cited in the middle of a sentence, where only a daring reader of citations is sure."""


def test_an_order_becomes_a_document_with_its_mentions(made: Parsed) -> None:
    """Counted by hand: citations of the United States Code, and the day of signing."""
    ends = {each.end for each in made.every(RefersTo)}
    assert PLAIN <= ends <= PLAIN | {RUNNING_ON}
    assert [each.day for each in made.every(Mention) if each.kind is MentionKind.DATE] == [
        datetime.date(2025, 4, 28)
    ]
    assert made.counts()["Mention"] == made.counts()["MentionedIn"] == len(ends) + 1
    assert not made.left
    (document,) = made.every(Document)
    assert document.name == "Protecting American Communities from Criminal Aliens"
    assert document.media_type == "text/markdown"
    assert {each.end for each in made.every(MentionedIn)} == {document.id}


def test_a_mention_keeps_where_it_stands_and_not_the_text(made: Parsed, excerpts: Path) -> None:
    (row,) = SOURCE.read(excerpts.parent / "documents" / "order-14287.md")
    for mention in made.every(Mention):
        assert row.raw["text"][mention.begins : mention.ends] == mention.name
        assert mention.id == f"{made.every(Document)[0].id}/{mention.begins}-{mention.ends}"
    assert "obstruct" not in repr(made.records)


LAWS = [
    ("8 U.S.C. § 1373 and again 8 U.S.C. § 1373", ["8 U.S.C. § 1373", "8 U.S.C. § 1373"]),
    ("See 8 U.S.C. 1373(a) and (b).", ["8 U.S.C. 1373(a)", "(b)"]),
    ("Public Laws 88-450, 90-432, and 93-82", ["Public Laws 88-450", "90-432", "93-82"]),
    ("E.O. 13768; 2 CFR 200.339; Pub. L. 104–208", ["E.O. 13768", "2 CFR 200.339", "Pub. L. 104–208"]),
    ("nothing of the kind in 1373", []),
]


@pytest.mark.parametrize(("text", "expected"), LAWS)
def test_every_citation_of_law_has_its_place(text: str, expected: list[str]) -> None:
    spans = sorted(citing.laws(text), key=lambda each: each.begins)
    assert [text[each.begins : each.ends] for each in spans] == expected


def test_each_of_several_units_has_a_place_of_its_own() -> None:
    spans = sorted(citing.laws("See 8 U.S.C. 1373(a) and (b)."), key=lambda each: each.begins)
    assert [target for span in spans for target, _ in span.targets] == [
        "/us/usc/t8/s1373/a",
        "/us/usc/t8/s1373/b",
    ]


REPORTS = Reports(
    pages={"888 f.3d 272": ("ruling",), "82 fed. reg. 8799": ("order",)},
    dockets={"1:17-cv-5720": ("lawsuit",), "17-2991": ("lawsuit",)},
    lawsuits={"ruling": "lawsuit"},
)
CASES = [
    ("City of Chicago v. Sessions, 888 F.3d 272, 283 (7th Cir. 2018)", [("888 F.3d 272", "ruling")]),
    (
        "82 Fed. Reg. 8799 (Jan. 30, 2017) and 82 FR 8,799",
        [("82 Fed. Reg. 8799", "order"), ("82 FR 8,799", "order")],
    ),
    ("83 Fed. Reg. 1 (2018)", [("83 Fed. Reg. 1", None)]),
    ("No. 1:17-cv-05720 (N.D. Ill.)", [("No. 1:17-cv-05720", "lawsuit")]),
    ("Case No. 1:17–CV–05720-HDL", [("Case No. 1:17–CV–05720-HDL", "lawsuit")]),
    ("Nos. 17-2991 & 19-3290", [("Nos. 17-2991", "lawsuit")]),
    ("call 17-2992 or 202-514-2007", []),
    ("999 F.3d 111", [("999 F.3d 111", None)]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_decisions_and_dockets_are_looked_up(text: str, expected: list[tuple[str, str | None]]) -> None:
    spans = sorted(citing.cases(text, REPORTS), key=lambda each: each.begins)
    found = [(text[each.begins : each.ends], each.targets[0][0] if each.targets else None) for each in spans]
    assert found == expected


NAMES = [
    ("In City of Chicago v. Sessions, the court", "City of Chicago v. Sessions"),
    ("See United States v. California, 921 F.3d", "United States v. California"),
    (
        "the suit, Illinois v. Federal Emergency Management Agency, was",
        "Illinois v. Federal Emergency Management Agency",
    ),
    ("Trump v. CASA, Inc., decided", "Trump v. CASA, Inc"),
    ("City and County of San Francisco v. Trump is", "City and County of San Francisco v. Trump"),
]


@pytest.mark.parametrize(("text", "expected"), NAMES)
def test_lawsuits_are_named_by_their_parties(text: str, expected: str) -> None:
    (span,) = citing.names(text)
    assert text[span.begins : span.ends] == expected
    assert not span.targets


AMOUNTS = [
    ("$1.7 million", 1_700_000),
    ("$29,000,000", 29_000_000),
    ("$435,180.27 in costs", 435_180.27),
    ("US$ 5bn", 5),
    ("$500K", 500_000),
    ("$2B in aid", 2_000_000_000),
    ("29 million dollars", 29_000_000),
    ("1,000 dollars", 1_000),
    ("$350 billion", 350_000_000_000),
]


@pytest.mark.parametrize(("text", "amount"), AMOUNTS)
def test_amounts_are_in_dollars(text: str, amount: float) -> None:
    (span,) = figures.amounts(text)
    assert span.amount == amount


def test_the_ends_of_a_range_share_their_size() -> None:
    assert [each.amount for each in figures.amounts("$3 to $5 million, $1–2 billion")] == [3e6, 5e6, 1e9]
    assert [each.amount for each in figures.amounts("from $3 to the $5 that it cost")] == [3, 5]


DATES = [
    ("July 25, 2017", (2017, 7, 25), None),
    ("Sept. 8, 2017", (2017, 9, 8), None),
    ("25 July 2017", (2017, 7, 25), None),
    ("the 4th day of May, 2018", (2018, 5, 4), None),
    ("2017-07-25", (2017, 7, 25), None),
    ("7/25/2017", (2017, 7, 25), None),
    ("July 18–19, 2023", (2023, 7, 18), None),
    ("May 2016", (2016, 5, 1), None),
    ("fiscal year 2017", None, 2017),
    ("FY2017", None, 2017),
    ("FY 17", None, 2017),
    ("fiscal year (FY) 2023", None, 2023),
]


@pytest.mark.parametrize(("text", "day", "year"), DATES)
def test_dates_are_days_months_or_fiscal_years(
    text: str, day: tuple[int, int, int] | None, year: int | None
) -> None:
    (span,) = figures.dates(text)
    assert (span.day, span.fiscal_year) == (datetime.date(*day) if day else None, year)


@pytest.mark.parametrize(
    "text", ["in 2017", "February 30, 2017", "may 2017 awards", "13/13/2017", "No. 17-2991"]
)
def test_what_is_no_date_gives_none(text: str) -> None:
    assert list(figures.dates(text)) == []


def test_fiscal_years_are_counted_in_lists() -> None:
    assert [each.fiscal_year for each in figures.dates("fiscal years 2017, 2018 and 2019")] == [
        2017,
        2018,
        2019,
    ]


def test_overlapping_spans_are_settled_by_group_then_length() -> None:
    short, long = Span(4, 8, PLACE), Span(0, 8, AGENCY)
    first, last = Span(6, 10, PROGRAM), Span(20, 22, PLACE)
    assert settled([[short, long], [first, last]]) == [long, last]
    assert settled([[first], [short, long, last]]) == [first, last]


IL, OR_, ME = (
    Thing(id=code, kind=PLACE, sort="STATE", state=code, population=9_000_000) for code in ("IL", "OR", "ME")
)
WA = Thing(id="WA", kind=PLACE, sort="STATE", state="WA", population=7_000_000)
DC = Thing(id="DC", kind=PLACE, sort="DISTRICT", state="DC", population=690_000)
CHICAGO = Thing(id="chicago", kind=PLACE, sort="PLACE", state="IL", population=2_700_000, facts=9)
COOK = Thing(id="cook", kind=PLACE, sort="COUNTY", state="IL", population=5_000_000)
COOK_MN = Thing(id="cook-mn", kind=PLACE, sort="COUNTY", state="MN", population=5_000)
PORTLAND = Thing(id="portland-or", kind=PLACE, sort="PLACE", state="OR", population=600_000)
PORTLAND_ME = Thing(id="portland-me", kind=PLACE, sort="PLACE", state="ME")
JUSTICE_IL = Thing(id="justice-il", kind=PLACE, sort="PLACE", state="IL")
LINCOLN = Thing(id="lincoln", kind=PLACE, sort="PLACE", state="NE", population=300_000)
DOJ = Thing(id="doj", kind=AGENCY, sort="DEPARTMENT", above="doj", initials="DJ", shortly="Justice")
DOT = Thing(id="dot", kind=AGENCY, sort="DEPARTMENT", above="dot", initials="DT")
OIG_DOJ = Thing(id="oig-doj", kind=AGENCY, sort="OFFICE", above="doj")
OIG_DOT = Thing(id="oig-dot", kind=AGENCY, sort="OFFICE", above="dot")
COPS_OFFICE = Thing(id="cops-office", kind=AGENCY, sort="OFFICE", above="doj")
COPS = Thing(id="16.710", kind=PROGRAM, above="doj")
JAG = Thing(id="16.738", kind=PROGRAM, above="doj")
OLD = Thing(id="16.579", kind=PROGRAM, above="doj", active=False)
CALLED = {
    "Illinois": IL, "Oregon": OR_, "Maine": ME, "Chicago": CHICAGO, "Cook County": COOK, "Lincoln": LINCOLN,
    "Justice": JUSTICE_IL, "Department of Justice": DOJ, "Department of Transportation": DOT,
    "Edward Byrne Memorial Justice Assistance Grant Program": JAG,
}  # fmt: skip
SEVERAL = {
    "Washington": [WA, DC], "Cook County": [COOK_MN], "Portland": [PORTLAND, PORTLAND_ME],
    "Office of Inspector General": [OIG_DOJ, OIG_DOT],
    "Edward Byrne Memorial Justice Assistance Grant Program": [OLD],
}  # fmt: skip
INITIALS = {"DOJ": [DOJ], "DOT": [DOT], "COPS": [COPS_OFFICE, COPS], "JAG": [JAG], "OIG": [OIG_DOJ, OIG_DOT]}


@pytest.fixture(scope="module")
def small() -> Known:
    """A gazetteer of a few names that mean several things."""
    names = [Name(words, thing) for words, thing in CALLED.items()]
    names += [Name(words, thing) for words, things in SEVERAL.items() for thing in things]
    names += [Name(words, thing, initials=True) for words, things in INITIALS.items() for thing in things]
    states = {
        "Illinois": "IL",
        "Oregon": "OR",
        "Maine": "ME",
        "Washington": "WA",
        "District of Columbia": "DC",
    }
    return Known(
        Gazetteer(names), States(states), REPORTS, frozenset({"16.738", "16.710"}), {"doj": DOJ, "dot": DOT}
    )


WEIGHED = [
    ("The city sued in Chicago on Monday.", ["chicago"]),
    ("a suit in Portland, Ore., and one in Portland, Maine", ["portland-or", "portland-me"]),
    ("The board of Cook County met.", ["cook"]),
    ("The board of Cook County, Minn., met.", ["cook-mn"]),
    ("Chicago, Cook County, Illinois", ["chicago", "cook"]),
    ("WASHINGTON – The agency said", ["DC"]),
    ("Illinois, Oregon, and Washington sued.", ["IL", "OR", "WA"]),
    ("the State of Washington sued", ["WA"]),
    ("the Washington plan", []),
    ("George Washington and the University of Washington", []),
    ("Justice was done.", []),
    ("Justice, Illinois, is a village.", ["justice-il"]),
    ("justice and chicago, in small letters", []),
    ("Lincoln wrote the brief.", []),
    ("officials in Lincoln wrote the brief", ["lincoln"]),
    ("the Chicago River and the Chicago Tribune", []),
    ("the Chicago Police Department", ["chicago"]),
    ("The DOJ and the Justice Department’s U.S. list", ["doj"]),
    ("the Illinois Department of Transportation", ["IL"]),
    ("the Department of Transportation", ["dot"]),
    ("the Office of Inspector General of the Department of Justice", ["oig-doj", "doj"]),
    ("an Office of Inspector General", []),
    ("COPS hiring grants", ["16.710"]),
    ("the agents of COPS said", ["cops-office"]),
    ("a JAG award", ["16.738"]),
    ("the JAG corps", []),
    ("The Joint Advisory Group (JAG) gave awards. JAG grants ended.", []),
    ("Edward Byrne Memorial Justice Assistance Grant Program", ["16.738"]),
    ("CFDA No. 16.738, and the price was 16.710", ["16.738", "16.710"]),
    ("the price was 16.738", []),
    ("docket DOJ–2024–0001 and doj.gov", []),
    ("City of Elsewhere v. Sessions, 888 F.3d 272 (2018)", ["lawsuit", "ruling"]),
]


@pytest.mark.parametrize(("text", "expected"), WEIGHED, ids=[text for text, _ in WEIGHED])
def test_a_name_is_weighed_by_what_stands_around_it(small: Known, text: str, expected: list[str]) -> None:
    spans = aided(text, small)
    assert [target for each in spans for target, score in each.targets if score >= LINKED] == expected


def test_what_is_unsure_keeps_its_candidates_and_is_no_link(small: Known) -> None:
    (span,) = aided("the Washington plan", small)
    assert [target for target, _ in span.targets] == ["DC", "WA"]
    assert all(score < LINKED for _, score in span.targets)


def test_initials_that_a_document_explains_are_its_own(small: Known) -> None:
    text = "The Edward Byrne Memorial Justice Assistance Grant (EBM) Program. EBM ends. EBM-2024-1 stays."
    names = [*(Name("Edward Byrne Memorial Justice Assistance Grant", JAG),)]
    known = Known(Gazetteer(names), small.states, REPORTS, frozenset(), {})
    found = [(text[each.begins : each.ends], each.targets[0][0]) for each in aided(text, known)]
    assert found == [
        ("Edward Byrne Memorial Justice Assistance Grant", "16.738"),
        ("EBM", "16.738"),
        ("EBM", "16.738"),
    ]


def test_names_are_found_whatever_their_accents_and_hyphens() -> None:
    gazetteer = Gazetteer([Name("Cañon City", CHICAGO), Name("Winston-Salem", COOK)])
    assert [each.words for each in gazetteer.hits("CANON CITY and Winston Salem, not Winston\nSalem")] == [
        "CANON CITY",
        "Winston Salem",
    ]


def test_no_name_is_found_inside_a_word_or_an_address() -> None:
    gazetteer = Gazetteer([Name("Ada", CHICAGO)])
    assert gazetteer.hits("Adams Nevada, www.Ada.org, a@Ada.com, Ada_1") == []


@given(st.text(max_size=80))
def test_folding_keeps_every_character_in_its_place(text: str) -> None:
    assert len(folded(text)) == len(text)
    assert capitalised(text) in {True, False}


@given(st.text(alphabet="ChicagoPortland, .()\n$0123456789vUSC§-–’WashintIlOreDOJACP", max_size=200))
def test_any_text_gives_spans_that_lie_in_it_and_apart(text: str) -> None:
    spans = unaided(text)
    assert all(0 <= each.begins < each.ends <= len(text) for each in spans)
    assert all(first.ends <= second.begins for first, second in pairwise(spans))


CROWDED = [
    "8 U.S.C. 1373(a) " * 20_000,
    "Chicago, Illinois " * 20_000,
    "Office of Inspector General " * 15_000,
    "City of A v. B, " * 20_000,
    "Adams, Baker, " * 15_000 + "and Cook Counties",
    "(AB) Cook County (ABC) " * 12_000,
    "$1,111,111" + ",111" * 60_000,
    "A " * 100_000 + " v. B",
    "888 F.3d 272 " * 15_000,
    "x" * 400_000,
]


@pytest.mark.parametrize("text", CROWDED, ids=[text[:16] for text in CROWDED])
def test_a_crowded_line_takes_time_in_proportion(small: Known, text: str) -> None:
    begun = time.monotonic()
    aided(text, small)
    assert time.monotonic() - begun < 30


def test_context_counts_states_that_are_named_plainly(small: Known) -> None:
    text = "Illinois sued. Portland, Ore., too."
    context = Context(text, small.gazetteer.hits(text), small.states, small.departments)
    assert context.codes == {"IL": 1, "OR": 1}
