"""Citations as the assistance listings print them: what is read, and what is left alone."""

import html
import re
import time
from pathlib import Path

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.citations import labelled, ours, score
from loaders.citations import KINDS, citations, cleaned, occurrences
from loaders.cited import cited, linked
from schema.law import PartOf, Provision, PublicLaw

READ = [
    ("7 U.S.C. &sect; 3318(b).", ["/us/usc/t7/s3318/b"]),
    ("28 U.S.C. 530C(a).. Pub. L. 90, 351.", ["/us/usc/t28/s530C/a", "/us/pl/90/351"]),
    ("34 U.S.C. § 10153(a)(5)(D)", ["/us/usc/t34/s10153/a/5/D"]),
    ("34 U.S.C. 10151-10726, including", ["/us/usc/t34/s10151", "/us/usc/t34/s10726"]),
    (
        "34 U.S.C. 11171-72;. Pub. L. Pub. L. No. 118-42",
        ["/us/usc/t34/s11171", "/us/usc/t34/s11172", "/us/pl/118/42"],
    ),
    ("7 U.S.C. &sect; 361a-i.", ["/us/usc/t7/s361a", "/us/usc/t7/s361i"]),
    ("42 U.S.C. 1861 et seq.", ["/us/usc/t42/s1861"]),
    ("42 U.S.C. 300u-3", ["/us/usc/t42/s300u-3"]),
    ("15 U.S.C. &sect; 714c(a) and 714c(b).", ["/us/usc/t15/s714c/a", "/us/usc/t15/s714c/b"]),
    ("34 U.S.C. 20103 (a) and (b).", ["/us/usc/t34/s20103/a", "/us/usc/t34/s20103/b"]),
    ("7 U.S.C. &sect; 601, 602, and 608a.", ["/us/usc/t7/s601", "/us/usc/t7/s602", "/us/usc/t7/s608a"]),
    ("7 U.S.C. &sect; 1621 note.", ["/us/usc/t7/s1621/note"]),
    ("Act of 1968 U.S.C. &sect; 34 U.S.C. 12621.", ["/us/usc/t34/s12621"]),
    ("7 U.S.C. 1989 U.S.C. &sect; .", ["/us/usc/t7/s1989"]),
    ("34 - CRIME CONTROL AND LAW ENFORCEMENT US Code U.S.C. &sect; 10381.", ["/us/usc/t34/s10381"]),
    ("15 US Code 1540", ["/us/usc/t15/s1540"]),
    ("42 U.S.C.5121-5206.", ["/us/usc/t42/s5121", "/us/usc/t42/s5206"]),
    ("54 U.S.C. §200305 Land and Water Conservation Fund", ["/us/usc/t54/s200305"]),
    ("307 [42 U.S.C.242l], as amended; Authority:38 U.S.C. 101", ["/us/usc/t42/s242l", "/us/usc/t38/s101"]),
    ("Pub. L 117-2 and Pub L No. 115-31", ["/us/pl/117/2", "/us/pl/115/31"]),
    ("the Act [42] U.S.C. Section 241(a) and 247b(k)(2)", ["/us/usc/t42/s241/a", "/us/usc/t42/s247b/k/2"]),
    ("Public Law (PL) 110–275 as amended", ["/us/pl/110/275"]),
    ("Public Laws 88-450, 90-432, and 93-82", ["/us/pl/88/450", "/us/pl/90/432", "/us/pl/93/82"]),
    ("Pub. L. 117, 117-58.", ["/us/pl/117/58"]),
    ("Pub. L. 095, 273.", ["/us/pl/95/273"]),
    ("2 CFR 200.339", ["/us/cfr/t2/s200.339"]),
    ("2 C.F.R. Part 200", ["/us/cfr/t2/pt200"]),
    ("Executive Order 13768", ["/us/eo/13768"]),
    ("E.O. 13111 and 42 U.S.C. 241", ["/us/usc/t42/s241", "/us/eo/13111"]),
    ("Exec. Order No. 13,768, 82 Fed. Reg. 8,799", ["/us/eo/13768", "/us/fr/82/8799"]),
    ("Executive Orders 12866 (58 FR 51735) and 13563", ["/us/eo/12866", "/us/eo/13563", "/us/fr/58/51735"]),
    ("Public Law 104–208, 110 Stat. 3009–546", ["/us/pl/104/208", "/us/stat/110/3009-546"]),
    ("136 Stat. 4459, 4536.", ["/us/stat/136/4459"]),
    ("82 Stat. 197-199", ["/us/stat/82/197"]),
    ("Public Law 109-432, 120 STAT 3000", ["/us/pl/109/432", "/us/stat/120/3000"]),
    ("16 U.S.C. &sect; 753 a.", ["/us/usc/t16/s753a"]),
    ("16 U.S.C. &sect; 565a1-a3.", ["/us/usc/t16/s565a-1", "/us/usc/t16/s565a-3"]),
    ("22 U.S.C. 2151-1", ["/us/usc/t22/s2151-1"]),
    ("7 U.S.C. 499a-4995.", ["/us/usc/t7/s499a"]),
    ("(42 U.S.C. 300d – 73)", ["/us/usc/t42/s300d-73"]),
    ("42 U.S.C. &sect; 42 U.S.C. §§ 300ff-21 – 32", ["/us/usc/t42/s300ff-21", "/us/usc/t42/s300ff-32"]),
    ("42 USC 287b 31 USC 6305", ["/us/usc/t42/s287b", "/us/usc/t31/s6305"]),
    ("49 U.S.C. 106(g), 40113", ["/us/usc/t49/s106/g", "/us/usc/t49/s40113"]),
    ("8 U.S.C. 1185 (pursuant to an order), 1258", ["/us/usc/t8/s1185", "/us/usc/t8/s1258"]),
    ("8 U.S.C. 1373 requires", ["/us/usc/t8/s1373"]),
    ("section 1103(g) of title 8, United States Code", ["/us/usc/t8/s1103/g"]),
    ("sections 1373 and 1644 of title 8", ["/us/usc/t8/s1373", "/us/usc/t8/s1644"]),
    ("section 200.340(a)(2) of title 2, Code of Federal Regulations", ["/us/cfr/t2/s200.340/a/2"]),
    ("42 CFR §§ 137.24-26", ["/us/cfr/t42/s137.24", "/us/cfr/t42/s137.26"]),
    (
        "33 CFR 1.05–1, 6.04–6, and 160.5",
        ["/us/cfr/t33/s1.05-1", "/us/cfr/t33/s6.04-6", "/us/cfr/t33/s160.5"],
    ),
    ("41 CFR 102–3.140", ["/us/cfr/t41/s102-3.140"]),
    ("45 CFR Part 75 and Part 96", ["/us/cfr/t45/pt75", "/us/cfr/t45/pt96"]),
]
LEFT = [
    ".",
    "none.",
    "Consolidated Appropriations Act, 2022.",
    "1442, Safe Drinking Water Act.",
    "Pub. L. 34, 12513.",
    "Pub. L. 116, Consolidated Appropriations Act 2021",
    "133 U.S.C. &sect; 13, 113.",
    "Title II, 434 U.S.C. 12511(b).",
    "42 U.S.C. &sect; Ch. 163 Subch. II.",
    "50 U.S.C. App. 2401",
    "38 U.S.C. &sect; 3.808.",
    "7 CFR, 272, 2",
    "42 U.S.C. 300-3",
    "3 CFR, 1954–1958 Comp., p. 189",
    "42 Stat. 5422(g)",
    "42 Stat. 12501 et seq.",
    "section 101 of title 38 of the Act",
    "section 321j of this title",
    "42 U.S.C. 110th Congress",
]


@pytest.mark.parametrize(("text", "expected"), READ)
def test_a_citation_is_read(text: str, expected: list[str]) -> None:
    assert [each.id for each in citations(text)] == expected


@pytest.mark.parametrize("text", LEFT)
def test_what_is_not_certain_is_left_alone(text: str) -> None:
    assert citations(text) == []


@given(st.text(alphabet="0123456789 .,;()-–§USCPubLaFREaii notesq", max_size=60))
def test_any_text_gives_well_formed_identifiers(text: str) -> None:
    for each in citations(f"42 U.S.C. {text} Pub. L. {text}"):
        assert re.fullmatch(
            r"/us/(usc/t\d+/s\w+(-\w+)?(/\w+)*|cfr/t\d+/(s[\w.-]+|pt[\w-]+)(/\w+)*|pl/\d+/\d+|eo/\d+"
            r"|stat/\d+/\d+(-\d+)?|fr/\d+/\d+)",
            each.id,
        )
        assert each.printed


def test_a_citation_keeps_the_words_that_cite_it() -> None:
    (first, last) = citations("codified at 34 U.S.C. &sect; 10151 - 10158); see also")
    assert first.printed == last.printed == "34 U.S.C. § 10151 - 10158"
    assert (first.usual, last.usual) == ("34 U.S.C. 10151", "34 U.S.C. 10158")


def test_each_citation_has_its_own_place_in_the_given_text() -> None:
    text = "see\n34 U.S.C. &sect;&nbsp; 10151 - 10158; and  Pub. L. 90, 351, 8 U.S.C. 1373."
    assert [text[each.begins : each.ends] for each in occurrences(text)] == [
        "34 U.S.C. &sect;&nbsp; 10151",
        "10158",
        "Pub. L. 90, 351",
        "8 U.S.C. 1373",
    ]


def test_what_is_cited_twice_has_two_places() -> None:
    text = "8 U.S.C. 1373; see 8 U.S.C. 1373"
    assert [(each.begins, each.ends) for each in occurrences(text)] == [(0, 13), (19, 32)]
    assert len(citations(text)) == 1


@given(st.text(alphabet="0123 &sect;nbp#x20AU.SCPubL\n\t ", max_size=80))
def test_places_lie_in_the_given_text(text: str) -> None:
    for each in occurrences(f"42 U.S.C. {text} 8 U.S.C. 1373 {text}"):
        given_text = f"42 U.S.C. {text} 8 U.S.C. 1373 {text}"
        assert 0 <= each.begins < each.ends <= len(given_text)
        assert cleaned(given_text[each.begins : each.ends]) in cleaned(given_text)


@given(st.text(max_size=80))
def test_cleaning_decodes_entities_and_squeezes_spaces(text: str) -> None:
    assert cleaned(text) == " ".join(html.unescape(text).split())


def test_pages_are_kept_as_found_and_not_linked() -> None:
    law, page = citations("Pub. L. 104-208, 110 Stat. 3009-546")
    assert linked([law, page]) == [law]
    assert list(cited(page)) == []


def test_labelled_texts_are_read_as_a_reader_does() -> None:
    texts = labelled()
    found = score(texts, ours)
    assert len(texts) >= 220
    assert {each.split("/")[2] for text in texts for each in text.cites} == set(KINDS)
    assert found.precision() >= 0.98, found.disagreements
    assert found.recall() >= 0.95, found.disagreements


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_read_well(kind: str) -> None:
    found = score(labelled(), ours)
    assert found.precision([kind]) >= 0.98
    assert found.recall([kind]) >= 0.95


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("42 U.S.C. " + "1, " * 50_000, 50_000),
        ("2 CFR " + "200.1, " * 20_000, 20_000),
        ("Executive Orders 12866" + " and 12866" * 10_000, 10_001),
        ("42 U.S.C. 1" + "(a)" * 40_000, 1),
        ("42 U.S.C. 1" + "-1" * 40_000, 0),
        ("Pub. L. " * 30_000, 0),
        ("section 1 " * 20_000, 0),
        ("&amp;" * 40_000, 0),
    ],
    ids=lambda value: str(value)[:20],
)
def test_hostile_texts_take_no_long_time_and_no_memory(text: str, found: int) -> None:
    begins = time.perf_counter()
    read = occurrences(text)
    assert len(read) == found
    assert len({id(each.printed) for each in read if each.usual.endswith(" 1")}) <= 1
    assert time.perf_counter() - begins < 15


def test_a_long_document_is_read_in_seconds() -> None:
    page = " ".join(each.text for each in labelled())
    document = page * (350_000 // len(page) + 1)
    begins = time.perf_counter()
    assert len(occurrences(document)) > 5_000
    assert time.perf_counter() - begins < 15


def test_a_unit_of_a_section_is_part_of_the_section() -> None:
    (citation,) = citations("8 U.S.C. 1231(i)")
    whole, unit, link = cited(citation)
    assert isinstance(whole, Provision)
    assert isinstance(unit, Provision)
    assert (whole.id, whole.level, whole.name) == ("/us/usc/t8/s1231", "section", "8 U.S.C. 1231")
    assert (unit.level, unit.section, unit.title) == ("subsection", "1231", "8")
    assert link == PartOf(start="/us/usc/t8/s1231/i", end="/us/usc/t8/s1231")


def test_a_public_law_is_known_by_its_number() -> None:
    (law,) = cited(citations("Pub. L. 104, 208.")[0])
    assert isinstance(law, PublicLaw)
    assert (law.number, law.citation) == ("104-208", "Pub. L. 104-208")


@pytest.mark.shared
def test_the_addresses_that_the_inventory_gives_agree(shared: Path) -> None:
    """The inventory links some texts itself, to one title and section or to one law."""
    lines = (shared / "programs" / "fpi_programs_2025-12.ndjson").read_bytes().splitlines()
    pairs = [(each["text"], each["url"]) for line in lines for each in orjson.loads(line)["authorizations"]]
    checked = [
        (text, url.split("/link/")[1].split("/")) for text, url in pairs if url and "/statute/" not in url
    ]
    agreeing = [text for text, parts in checked if _agrees(text, parts)]
    assert (len(pairs), len(checked)) == (3915, 1853)
    assert len(agreeing) == 1835


def _agrees(text: str, parts: list[str]) -> bool:
    kind, first, *_, last = parts
    found = [each.id for each in citations(text)]
    if kind == "uscode":
        return any(each.startswith(f"/us/usc/t{first}/s{last}") for each in found)
    return f"/us/pl/{int(first)}/{int(last)}" in found
