"""Citations as the assistance listings print them: what is read, and what is left alone."""

import re
from pathlib import Path

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.citations import citations
from loaders.cited import cited
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
    "16 U.S.C. &sect; 753 a.",
    "16 U.S.C. &sect; 565a1-a3.",
    "22 U.S.C. 2151-1",
    "42 U.S.C. &sect; Ch. 163 Subch. II.",
    "50 U.S.C. App. 2401",
    "38 U.S.C. &sect; 3.808.",
    "7 U.S.C. 499a-4995.",
    "136 Stat. 4459, 4536.",
    "7 CFR, 272, 2",
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
            r"/us/(usc/t\d+/s\w+(-\w+)?(/\w+)*|cfr/t\d+/(s[\w.]+|pt\d+)|pl/\d+/\d+|eo/\d+)", each.id
        )
        assert each.printed


def test_a_citation_keeps_the_words_that_cite_it() -> None:
    (first, last) = citations("codified at 34 U.S.C. &sect; 10151 - 10158); see also")
    assert first.printed == last.printed == "34 U.S.C. § 10151 - 10158"
    assert (first.usual, last.usual) == ("34 U.S.C. 10151", "34 U.S.C. 10158")


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
    assert len(agreeing) == 1822


def _agrees(text: str, parts: list[str]) -> bool:
    kind, first, *_, last = parts
    found = [each.id for each in citations(text)]
    if kind == "uscode":
        return any(each.startswith(f"/us/usc/t{first}/s{last}") for each in found)
    return f"/us/pl/{int(first)}/{int(last)}" in found
