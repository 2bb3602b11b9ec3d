"""Numbers, statuses, credits and citations as the United States Code prints them."""

import datetime

import pytest

from loaders.us_code import entries
from loaders.us_code.acts import acts
from loaders.us_code.credit import enacted
from loaders.us_code.entries import Entry, designation
from loaders.us_code.references import cited, printed, published, unknown
from loaders.us_code.status import ended, renumbered, status
from schema.law import ProvisionStatus


@pytest.mark.parametrize(
    ("printed_number", "expected"),
    [
        ("§ 1373.", "1373"),
        ("§ 724a–1.", "724a-1"),
        ("§ 104A.", "104A"),
        ("[§ 3315a.", "3315a"),
        ("§§ 1 to 18.", "1...18"),
        ("§§ 31, 32.", "31,32"),
        ("§§ 43b, 43b–1.", "43b,43b-1"),
        ("§§ 61i to 61j–1.", "61i...61j-1"),
        ("§ 503 to 507.", "503...507"),
        ("(a)", "a"),
        ("[(vi)", "vi"),
        ("(b–1)", "b-1"),
        ("CHAPTER 12—", "12"),
        ("[CHAPTER 137—", "137"),
        ("CHAPTER 9B–1—", "9B-1"),
        ("CHAPTERS 1003 THROUGH 1099—", "1003...1099"),
        ("SUBCHAPTER XVIII–A—", "XVIII-A"),
        ("Part A–1—", "A-1"),
        ("subpart iii—", "iii"),
        ("Division A—", "A"),
        ("SUBTITLE II—", "II"),
        ("“SECTION 1.", "1"),
    ],
)
def test_numbers(printed_number: str, expected: str) -> None:
    assert designation(printed_number) == expected


def entry(heading: str | None, said: str | None = None) -> Entry:
    made = entries.section("section", "§ 5.", heading, entries.title("8"), None)
    made.status = said
    return made


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Repealed. Pub. L. 93–461, Oct. 20, 1974, 88 Stat. 1387", ProvisionStatus.REPEALED),
        ("Omitted", ProvisionStatus.OMITTED),
        ("Omitted]", ProvisionStatus.OMITTED),
        ("[Reserved]", ProvisionStatus.RESERVED),
        ("Renumbered § 7", ProvisionStatus.RENUMBERED),
        ("Vacant", ProvisionStatus.VACANT),
        ("Repealed or Omitted", ProvisionStatus.SEVERAL),
        ("Repealed or transferred", ProvisionStatus.SEVERAL),
        ("Vacant rooms; assignment to Representatives", ProvisionStatus.IN_FORCE),
        ("Transferred or reemployed employees", ProvisionStatus.IN_FORCE),
        ("Reserved funds", ProvisionStatus.IN_FORCE),
        ("Definitions", ProvisionStatus.IN_FORCE),
        (None, ProvisionStatus.IN_FORCE),
    ],
)
def test_statuses(heading: str | None, expected: ProvisionStatus) -> None:
    assert status(entry(heading)) is expected


def test_a_published_status_counts_more_than_a_heading() -> None:
    assert status(entry("Definitions", "operational")) is ProvisionStatus.IN_FORCE
    assert status(entry("Short title", "repealed")) is ProvisionStatus.REPEALED
    assert status(entry("Repealed or Omitted", "repealed")) is ProvisionStatus.SEVERAL
    assert status(entry("Rule", "crossReference")) is None


def test_a_repeal_with_two_days_has_no_single_end() -> None:
    assert ended(entry("Repealed. Pub. L. 1, eff. Dec. 24, 1952")) == datetime.date(1952, 12, 24)
    assert ended(entry("Repealed. Pub. L. 1, eff. Dec. 24, 1952; Pub. L. 2, eff. Jan. 1, 1953")) is None
    assert ended(entry("Transferred, eff. Dec. 24, 1952")) is None


def test_a_renumbered_section_tells_its_new_number() -> None:
    assert renumbered(entry("Renumbered § 724a–1")) == "/us/usc/t8/s724a-1"
    assert renumbered(entry("Renumbered §§ 7, 8")) is None


CREDITS = [
    ("(Pub. L. 107–296, title I, § 101, Nov. 25, 2002, 116 Stat. 2142.)", [("/us/pl/107/296", "101")]),
    ("(Added Pub. L. 95–454, title I, § 101(a), Oct. 13, 1978.)", [("/us/pl/95/454", "101(a)")]),
    ("(Pub. L. 90–196, Dec. 14, 1967, 81 Stat. 581.)", [("/us/pl/90/196", None)]),
    ("(Pub. L. 105–277, div. B, title II, Oct. 21, 1998.)", [("/us/pl/105/277", None)]),
    (
        "(July 30, 1947, ch. 388, 61 Stat. 633; Pub. L. 112–231, § 2(a).)",
        [("/us/act/1947-07-30/ch388", None)],
    ),
    ("(June 27, 1952, ch. 477, title II, ch. 1, § 201.)", [("/us/act/1952-06-27/ch477", "201")]),
    (
        "(Aug. 2, 1946, ch. 753, § 208, as added Aug. 5, 1953, ch. 330; amended Pub. L. 104–186.)",
        [("/us/act/1946-08-02/ch753", "208"), ("/us/act/1953-08-05/ch330", None)],
    ),
    ("(Pub. L. 1–1, § 1; Pub. L. 2–2, § 2, as added Pub. L. 3–3.)", [("/us/pl/1/1", "1")]),
    ("(R.S. § 27; Feb. 14, 1899, ch. 154, 30 Stat. 836.)", []),
    ("(Feb. 30, 1899, ch. 154.)", []),
]


@pytest.mark.parametrize(("credit", "expected"), CREDITS)
def test_credits(credit: str, expected: list[tuple[str, str | None]]) -> None:
    found = [(link.end, link.act_section) for link, _ in enacted("/us/usc/t8/s5", credit)]
    assert found == expected


WORDS = [
    ("under section 12103 or 12104 of this title", ["t8/s12103", "t8/s12104"]),
    ("section 631(b) of title 20", ["t20/s631/b"]),
    (
        "sections 1182(a)(2) and (3), 1227, and 1252b of this title",
        "t8/s1182/a/2 t8/s1182/a/3 t8/s1227 t8/s1252b",
    ),
    ("sections 1571 to 1575 of title 2", ["t2/s1571", "t2/s1575"]),
    ("section 300aa–1(c) of title 42", ["t42/s300aa-1/c"]),
    ("sections 151–166 of title 29", ["t29/s151", "t29/s166"]),
    ("section 136–1 of title 2", ["t2/s136-1"]),
    ("section 100902(a) of title 54", ["t54/s100902/a"]),
    ("Section 552a of title 5, United States Code,", ["t5/s552a"]),
    ("subchapter II of chapter 5 of title 5", ["t5/ch5/schII"]),
    ("chapter 35 of title 44", ["t44/ch35"]),
    ("section 5 of the Act and section 7 of this title", ["t8/s7"]),
    ("section 7 of title II of the Act", []),
    ("section 3 of title 2, Canal Zone Code", []),
    ("subsection (a) of this section", []),
    ("section 5.1 of title 8, Code of Federal Regulations", []),
    ("8 U.S.C. 1324a(b)", ["t8/s1324a/b"]),
]


@pytest.mark.parametrize(("words", "expected"), WORDS)
def test_words_that_cite(words: str, expected: list[str] | str) -> None:
    wanted = expected.split() if isinstance(expected, str) else expected
    assert [each.id for each in printed(words, "8")] == [f"/us/usc/{each}" for each in wanted]


def test_addresses() -> None:
    found = {
        "/us/usc/t50/s3003/4": "/us/usc/t50/s3003/4",
        "/us/usc/t42/s1395w–4": "/us/usc/t42/s1395w-4",
        "/us/usc/t41/stI/dA/ch1/schII": "/us/usc/t41/ch1/schII",
        "/us/pl/107/296/s1114/a": "/us/pl/107/296",
        "/us/act/1947-07-30/ch390/s1": "/us/act/1947-07-30/ch390",
    }
    for address, identifier in found.items():
        citation = published(address)
        assert citation
        assert citation.id == identifier
    assert published("/us/stat/61/633") is None


def test_an_address_of_another_kind_is_counted_and_a_page_is_not() -> None:
    made = entry("Definitions")
    made.references = ["/us/stat/61/633", "/us/treaty/1", "/us/pl/1/2", "https://example.org/"]
    assert unknown(made) == {"treaty", "other"}


def test_a_note_is_cited_and_not_its_section() -> None:
    made = entry("Definitions")
    made.references, made.words = ["/us/usc/t15/s272"], "(15 U.S.C. 272 note)"
    assert list(cited(made)) == ["/us/usc/t15/s272/note"]


def test_a_provision_does_not_cite_itself() -> None:
    made = entry("Definitions")
    made.words = "section 5 of this title and section 6 of this title"
    assert list(cited(made)) == ["/us/usc/t8/s6"]


def test_acts_of_days_that_never_were_are_left_out() -> None:
    assert [each.id for each in acts("act June 27, 1952, ch. 477")] == ["/us/act/1952-06-27/ch477"]
    assert not list(acts("June 31, 1952, ch. 477"))
