"""The United States Code: the structure of each published form, and what its provisions cite."""

import datetime
from collections import Counter
from pathlib import Path

import pytest
from lxml import etree

from loaders.us_code import SOURCE
from loaders.us_code.editions import covers
from schema.law import (
    Cites,
    EnactedBy,
    PartOf,
    Provision,
    ProvisionStatus,
    PublicLaw,
    Revokes,
    TransferredTo,
)
from tests.loaders.parsing import Parsed

USLM_1 = "{http://xml.house.gov/schemas/uslm/1.0}"


@pytest.fixture(scope="module")
def folder(excerpts: Path) -> Path:
    return excerpts / "us-code"


@pytest.fixture(scope="module")
def stripped(folder: Path) -> Parsed:
    return Parsed(SOURCE, folder / "stripped")


@pytest.fixture(scope="module")
def official(folder: Path) -> Parsed:
    return Parsed(SOURCE, folder / "uslm-1" / "usc06.xml")


@pytest.fixture(scope="module")
def second(folder: Path) -> Parsed:
    """A short title written by hand after the schema of version 2: no official file of it is at hand."""
    return Parsed(SOURCE, folder / "uslm-2" / "usc41.xml")


def levels(made: Parsed) -> Counter[str | None]:
    return Counter(each.level for each in made.every(Provision) if not each.mentioned_only)


def printed_sections(folder: Path) -> int:
    return sum(path.read_bytes().count(b"<section>") for path in folder.rglob("*.xml"))


def test_every_printed_section_is_a_provision(stripped: Parsed, folder: Path) -> None:
    assert levels(stripped)["section"] == printed_sections(folder / "stripped") == 27
    assert not stripped.left


def test_no_id_comes_twice(stripped: Parsed, official: Parsed, second: Parsed) -> None:
    for made in (stripped, official, second):
        ids = Counter(each.id for each in made.every(Provision) if not each.mentioned_only)
        assert max(ids.values()) == 1


def test_a_unit_lies_in_its_section_and_the_section_in_the_nearest_level(stripped: Parsed) -> None:
    way, place = ["/us/usc/t8/s1373/b/1"], "/us/usc/t8/s1373/b/1"
    while above := stripped.ends(PartOf, place):
        (place,) = above
        way.append(place)
    assert way == [
        "/us/usc/t8/s1373/b/1",
        "/us/usc/t8/s1373/b",
        "/us/usc/t8/s1373",
        "/us/usc/t8/ch12/schII/ptIX",
        "/us/usc/t8/ch12/schII",
        "/us/usc/t8/ch12",
        "/us/usc/t8",
    ]


def test_a_provision_has_its_citation_and_heading_but_not_its_words(stripped: Parsed) -> None:
    found = stripped.node(Provision, "/us/usc/t8/s1373/a")
    assert (found.name, found.citation) == ("8 U.S.C. 1373(a)", "8 U.S.C. 1373(a)")
    assert (found.level, found.title, found.section) == ("subsection", "8", "1373")
    assert (found.heading, found.status) == ("In general", ProvisionStatus.IN_FORCE)
    assert found.summary is None
    section = stripped.node(Provision, "/us/usc/t8/s1373")
    assert section.aliases == ("8 USC 1373",)
    part = stripped.node(Provision, "/us/usc/t8/ch12/schII/ptIX")
    assert (part.name, part.heading) == ("8 U.S.C. ch. 12, subch. II, pt. IX", "Miscellaneous")
    assert part.status is None


def test_an_entry_for_several_sections_is_one_provision(stripped: Parsed) -> None:
    ended = stripped.node(Provision, "/us/usc/t8/s701...724a")
    assert (ended.name, ended.section) == ("8 U.S.C. 701 to 724a", "701 to 724a")
    assert ended.aliases == ("8 U.S.C. 701", "8 U.S.C. 724a", "8 USC 701", "8 USC 724a")
    both = stripped.node(Provision, "/us/usc/t8/s903a,903b")
    assert (both.name, both.status) == ("8 U.S.C. 903a, 903b", ProvisionStatus.TRANSFERRED)


def test_a_dash_in_a_number_is_a_plain_hyphen(stripped: Parsed) -> None:
    assert stripped.node(Provision, "/us/usc/t8/s724a-1").name == "8 U.S.C. 724a-1"


def test_a_repeal_has_its_law_and_its_day_where_one_is_given(stripped: Parsed) -> None:
    ended = stripped.node(Provision, "/us/usc/t8/s501...504")
    assert (ended.status, ended.valid_to) == (ProvisionStatus.REPEALED, datetime.date(1952, 12, 24))
    assert "/us/usc/t8/s501...504" in stripped.ends(Revokes, "/us/act/1952-06-27/ch477")
    undated = stripped.node(Provision, "/us/usc/t8/s331...339")
    assert (undated.status, undated.valid_to) == (ProvisionStatus.REPEALED, None)
    assert stripped.ends(Revokes, "/us/pl/93/461") == ["/us/usc/t8/s331...339"]


def test_sections_of_one_entry_that_ended_differently_are_several(stripped: Parsed) -> None:
    assert stripped.node(Provision, "/us/usc/t8/s1...18").status is ProvisionStatus.SEVERAL


def test_two_sections_of_one_number_are_two_provisions(stripped: Parsed) -> None:
    one = stripped.node(Provision, "/us/usc/t5/s3598")
    other = stripped.node(Provision, "/us/usc/t5/s3598~2")
    assert one.name == other.name == "5 U.S.C. 3598"
    assert other.note == "The Code prints this number more than once here; this is number 2."
    assert stripped.ends(PartOf, "/us/usc/t5/s3598~2/a") == ["/us/usc/t5/s3598~2"]
    assert one.heading == other.heading == "Federal Bureau of Investigation Reserve Service"


def test_two_paragraphs_of_one_number_are_two_provisions(stripped: Parsed) -> None:
    assert stripped.node(Provision, "/us/usc/t5/s604/a/6~2").note
    assert stripped.node(Provision, "/us/usc/t5/s604/a/6").note is None


def test_a_section_of_a_quoted_document_is_told_apart(stripped: Parsed) -> None:
    quoted = stripped.node(Provision, "/us/usc/t25/s5329/s1")
    assert (quoted.name, quoted.section) == ("25 U.S.C. 5329, quoted section 1", "5329")
    assert quoted.note == "A section of a document that the Code sets out here, not of the Code."
    assert not [each for each in stripped.every(Provision) if each.id.startswith("/us/usc/t25/s5329/s1/")]
    assert stripped.ends(Cites, "/us/usc/t25/s5329/s1") == ["/us/usc/t25/s450"]


def test_a_level_without_number_is_known_by_its_heading(stripped: Parsed) -> None:
    place = "/us/usc/t12/ch7/schI/administrative-provisions-relative-to-this-subchapter"
    assert stripped.ends(PartOf, "/us/usc/t12/s651") == [place]
    assert stripped.ends(PartOf, place) == ["/us/usc/t12/ch7/schI"]


def test_a_credit_tells_the_act_and_its_section(stripped: Parsed) -> None:
    (link,) = (each for each in stripped.every(EnactedBy) if each.start == "/us/usc/t8/s1373")
    assert (link.end, link.act_section) == ("/us/pl/104/208", "642")
    law = stripped.node(PublicLaw, "/us/pl/104/208")
    assert (law.number, law.mentioned_only) == ("104-208", True)


def test_a_section_that_was_added_to_an_act_has_both_acts(stripped: Parsed) -> None:
    links = [each for each in stripped.every(EnactedBy) if each.start == "/us/usc/t25/s5329"]
    assert [(each.end, each.act_section) for each in links] == [
        ("/us/pl/93/638", "108"),
        ("/us/pl/103/413", "103"),
    ]
    assert [each.note for each in links] == ["As added by Pub. L. 103-413.", "Added it to Pub. L. 93-638."]


def test_an_old_act_is_known_by_day_and_chapter(stripped: Parsed) -> None:
    act = stripped.node(PublicLaw, "/us/act/1952-06-27/ch477")
    assert (act.name, act.number) == ("Act of June 27, 1952, ch. 477", None)
    assert act.enacted_on == datetime.date(1952, 6, 27)


def test_the_innermost_unit_cites(stripped: Parsed) -> None:
    assert stripped.ends(Cites, "/us/usc/t25/s5329/a/2") == ["/us/usc/t25/s5321"]
    assert not stripped.ends(Cites, "/us/usc/t25/s5329/a")


def test_ids_are_the_published_identifiers(official: Parsed, folder: Path) -> None:
    tree = etree.parse(str(folder / "uslm-1" / "usc06.xml"))
    published = {each.get("identifier") for each in tree.iter() if each.get("identifier")}
    assert {each.id for each in official.every(Provision) if not each.mentioned_only} == published


def test_sections_of_quoted_acts_are_not_sections_of_the_code(official: Parsed, folder: Path) -> None:
    tree = etree.parse(str(folder / "uslm-1" / "usc06.xml"))
    quoted = list(tree.iter(f"{USLM_1}quotedContent"))
    inside = sum(len(list(each.iter(f"{USLM_1}section"))) for each in quoted)
    assert inside == 2
    assert levels(official)["section"] == len(list(tree.iter(f"{USLM_1}section"))) - inside == 5


def test_only_the_title_is_a_title_though_the_metadata_have_one(official: Parsed) -> None:
    (title,) = (each for each in official.every(Provision) if each.level == "title")
    assert (title.id, title.heading, title.citation) == ("/us/usc/t6", "DOMESTIC SECURITY", "6 U.S.C.")


def test_addresses_are_followed_from_the_innermost_unit(official: Parsed) -> None:
    assert official.ends(Cites, "/us/usc/t6/s112/c") == ["/us/usc/t6/s361"]
    assert official.ends(Cites, "/us/usc/t6/s101/9/B") == ["/us/usc/t14/s3", "/us/usc/t50/s3003/4"]


def test_notes_tell_where_a_section_went(official: Parsed) -> None:
    assert official.ends(TransferredTo, "/us/usc/t6/s533") == ["/us/usc/t28/s599B"]
    assert official.node(Provision, "/us/usc/t6/s533").status is ProvisionStatus.TRANSFERRED


def test_provisions_of_the_code_are_never_only_mentioned(official: Parsed, stripped: Parsed) -> None:
    """One that is only mentioned would stand in the way of the one that another title states."""
    for made in (official, stripped):
        assert not [each for each in made.every(Provision) if each.mentioned_only]


def test_a_hand_written_title_of_version_2_is_read(second: Parsed) -> None:
    assert levels(second) == {
        "title": 1,
        "subtitle": 2,
        "division": 1,
        "chapter": 3,
        "subchapter": 1,
        "section": 4,
        "paragraph": 2,
    }
    assert not second.left


def test_a_chapter_is_the_same_in_forms_with_and_without_levels_above_it(second: Parsed) -> None:
    chapter = second.node(Provision, "/us/usc/t41/ch1")
    assert (chapter.name, chapter.record) == ("41 U.S.C. ch. 1", "/us/usc/t41/stI/dA/ch1")
    assert second.ends(PartOf, "/us/usc/t41/ch1") == ["/us/usc/t41/stI/dA"]
    assert second.ends(Cites, "/us/usc/t41/s102/1") == ["/us/usc/t5/ch5/schII"]


def test_a_chapter_without_sections_is_kept(second: Parsed) -> None:
    assert second.node(Provision, "/us/usc/t41/ch2").status is ProvisionStatus.RESERVED


def test_entries_for_several_sections_have_the_published_range(second: Parsed) -> None:
    both = second.node(Provision, "/us/usc/t41/s6101,6102")
    assert both.record == "/us/usc/t41/s6101 /us/usc/t41/s6102"
    assert (both.status, both.valid_to) == (ProvisionStatus.REPEALED, datetime.date(2023, 1, 1))
    assert both.heading
    assert both.heading.endswith("eff. Jan. 1, 2023")
    assert second.node(Provision, "/us/usc/t41/s6103...6109").record is None


def test_a_footnote_is_no_part_of_a_heading(second: Parsed) -> None:
    assert second.node(Provision, "/us/usc/t41/s102").heading == "Commercial component"


def test_an_address_with_a_dash_means_the_plain_hyphen(second: Parsed) -> None:
    assert second.ends(Cites, "/us/usc/t41/s102/2") == ["/us/usc/t10/s3001-1/a", "/us/pl/104/106"]


def test_an_appendix_is_a_title_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "usc05A.xml"
    path.write_text(
        """<uscDoc xmlns="http://xml.house.gov/schemas/uslm/1.0" identifier="/us/usc/t5a">
        <meta><docNumber>5a</docNumber></meta><appendix identifier="/us/usc/t5a"><heading>APPENDIX</heading>
        <compiledAct identifier="/us/usc/t5a/act1"><num>1</num><heading>AN ACT</heading>
        <section identifier="/us/usc/t5a/act1/s1"><num value="1">§ 1.</num><heading> Short</heading></section>
        </compiledAct><section identifier="/us/usc/t5a/s1"><num value="1">§ 1.</num></section>
        </appendix></uscDoc>"""
    )
    made = Parsed(SOURCE, path)
    assert made.node(Provision, "/us/usc/t5a").citation == "5 U.S.C. App."
    assert made.ends(PartOf, "/us/usc/t5a/act1/s1") == ["/us/usc/t5a/act1"]
    assert made.node(Provision, "/us/usc/t5a/s1").name == "5 U.S.C. App. 1"
    assert covers(path) == ("/us/usc/t5a/",)
