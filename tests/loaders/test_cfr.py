"""The Code of Federal Regulations: one reading of four forms."""

import datetime
import re
from collections import Counter
from pathlib import Path

import pytest

from loaders.cfr import SOURCE
from loaders.cfr.designators import Head
from loaders.cfr.paragraphs import paths
from loaders.cfr.publication import published
from loaders.cfr.references import references
from loaders.cfr.units import Place, Unit, titled, unit
from schema.errors import InvalidSource
from schema.law import Cites, IssuedUnder, PartOf, Provision, ProvisionStatus
from tests.loaders.parsing import Parsed

FORMS = {
    "bulk": "ECFR-title1.xml",
    "api": "title-3_2024-05-17.xml",
    "json": "title-2_chapter-II.json",
    "markdown": "title-8_chapter-I.md",
}


@pytest.fixture(scope="module")
def made(excerpts: Path) -> dict[str, Parsed]:
    return {form: Parsed(SOURCE, excerpts / "cfr" / form / name) for form, name in FORMS.items()}


def test_every_form_is_told_by_its_content(excerpts: Path, tmp_path: Path) -> None:
    for form, name in FORMS.items():
        path = tmp_path / form
        path.write_bytes((excerpts / "cfr" / form / name).read_bytes())
        assert SOURCE.recognises(path)
    others = [path for path in excerpts.rglob("*") if path.is_file() and "cfr" not in path.parts]
    assert not any(SOURCE.recognises(path) for path in others)


def test_levels_of_the_excerpts(made: dict[str, Parsed]) -> None:
    found = {
        form: Counter(each.level for each in parsed.every(Provision) if each.id.startswith("/us/cfr/"))
        for form, parsed in made.items()
    }
    assert {
        form: {level: n for level, n in each.items() if level != "paragraph"} for form, each in found.items()
    } == {
        "bulk": {"title": 1, "chapter": 5, "subchapter": 3, "part": 8, "subpart": 3, "section": 6},
        "api": {"title": 1, "chapter": 1, "part": 4, "section": 6},
        "json": {"chapter": 1, "part": 2, "subpart": 6, "section": 4, "appendix": 2},
        "markdown": {"chapter": 1, "subchapter": 1, "part": 5, "subpart": 4, "section": 8},
    }
    assert not any(parsed.left for parsed in made.values())


def test_a_unit_is_stated_once_and_has_its_whole(made: dict[str, Parsed]) -> None:
    above = {"json": {"/us/cfr/t2"}, "markdown": {"/us/cfr/t8"}}
    for form, parsed in made.items():
        stated = Counter(each.id for each in parsed.every(Provision) if each.id.startswith("/us/cfr/"))
        assert set(stated.values()) == {1}
        regulations = [each for each in parsed.every(PartOf) if each.start.startswith("/us/cfr/")]
        assert {each.end for each in regulations} - set(stated) == above.get(form, set())
        assert len(regulations) == len(stated) - (form in {"bulk", "api"})


def test_a_section_of_2_cfr_200_is_placed_named_and_dated(made: dict[str, Parsed]) -> None:
    section = made["json"].node(Provision, "/us/cfr/t2/s200.340")
    assert (section.name, section.heading, section.section) == ("2 C.F.R. 200.340", "Termination", "200.340")
    assert "2 CFR 200.340" in section.aliases
    assert section.official_url == "https://www.ecfr.gov/current/title-2/section-200.340"
    assert made["json"].ends(PartOf, section.id) == ["/us/cfr/t2/pt200/sptD"]
    assert made["json"].ends(PartOf, "/us/cfr/t2/pt200/sptD") == ["/us/cfr/t2/pt200"]
    assert made["json"].ends(PartOf, "/us/cfr/t2/pt200") == ["/us/cfr/t2/chII"]


def test_paragraphs_have_their_own_places(made: dict[str, Parsed]) -> None:
    clause = made["json"].node(Provision, "/us/cfr/t2/s200.340/a/4")
    assert (clause.name, clause.level) == ("2 C.F.R. 200.340(a)(4)", "paragraph")
    assert made["json"].ends(PartOf, clause.id) == ["/us/cfr/t2/s200.340/a"]
    assert made["json"].ends(PartOf, "/us/cfr/t2/s200.340/c/1/ii") == ["/us/cfr/t2/s200.340/c/1"]
    assert made["markdown"].node(Provision, "/us/cfr/t8/s287.7/a").name == "8 C.F.R. 287.7(a)"
    assert made["markdown"].ends(PartOf, "/us/cfr/t8/s287.8/a/1/iv/A") == ["/us/cfr/t8/s287.8/a/1/iv"]


def test_citations_leave_from_the_innermost_unit(made: dict[str, Parsed]) -> None:
    assert made["json"].ends(Cites, "/us/cfr/t2/s200.340/c/1/i") == ["/us/cfr/t2/s200.342"]
    assert made["json"].ends(Cites, "/us/cfr/t2/s200.340/d") == ["/us/cfr/t2/s200.344", "/us/cfr/t2/s200.345"]
    assert made["json"].ends(Cites, "/us/cfr/t2/s200.340") == []
    assert set(made["api"].ends(Cites, "/us/cfr/t3/s100.1")) == {"/us/cfr/t5/pt2635", "/us/cfr/t5/pt2634"}


def test_regulations_are_not_mentioned_beside_being_stated(made: dict[str, Parsed]) -> None:
    for parsed in made.values():
        mentioned = [each.id for each in parsed.every(Provision) if each.mentioned_only]
        assert not any(each.startswith("/us/cfr/") for each in mentioned)


def test_a_part_names_its_authority(made: dict[str, Parsed]) -> None:
    assert set(made["json"].ends(IssuedUnder, "/us/cfr/t2/pt200")) == {
        "/us/usc/t31/s503",
        "/us/usc/t31/s6101",
        "/us/usc/t31/s6106",
        "/us/usc/t31/s6307",
        "/us/usc/t31/s7501",
        "/us/usc/t31/s7507",
    }
    assert set(made["bulk"].ends(IssuedUnder, "/us/cfr/t1/pt1")) == {"/us/usc/t44/s1506", "/us/eo/10530"}
    assert "/us/usc/t8/s1357" in made["markdown"].ends(IssuedUnder, "/us/cfr/t8/pt287")


def test_publication_is_no_effective_date(made: dict[str, Parsed]) -> None:
    part = made["json"].node(Provision, "/us/cfr/t2/pt200")
    assert (part.federal_register, part.published_on) == ("89 FR 30136", datetime.date(2024, 4, 22))
    assert (part.valid_from, part.amended_on) == (None, None)
    section = made["markdown"].node(Provision, "/us/cfr/t8/s287.7")
    assert (section.published_on, section.amended_on) == (
        datetime.date(2003, 6, 13),
        datetime.date(2011, 8, 29),
    )


def test_several_publications_date_nothing() -> None:
    note = "40 FR 8061, Feb. 25, 1975; 55 FR 46067, Nov. 1, 1990, unless otherwise noted."
    assert published([note], []) == {
        "federal_register": "40 FR 8061; 55 FR 46067",
        "published_on": None,
        "amended_on": None,
    }
    assert published([], ["Redesignated at 55 FR 46067, Nov. 1, 1990"]) == {}


def test_reserved_numbers_are_marked(made: dict[str, Parsed]) -> None:
    reserved = {
        form: [
            each.id
            for each in parsed.every(Provision)
            if each.status is ProvisionStatus.RESERVED and each.level != "paragraph"
        ]
        for form, parsed in made.items()
    }
    assert set(reserved["bulk"]) == {
        "/us/cfr/t1/pt10/sptB",
        "/us/cfr/t1/pt23-49",
        "/us/cfr/t1/pt50",
        "/us/cfr/t1/chV",
        "/us/cfr/t1/s457.104-457.109",
    }
    assert set(reserved["markdown"]) == {
        "/us/cfr/t8/s103.1",
        "/us/cfr/t8/s103.20-103.36",
        "/us/cfr/t8/pt103/sptC",
        "/us/cfr/t8/pt393-499",
    }
    assert reserved["json"] == ["/us/cfr/t2/pt201-299"]
    assert made["bulk"].node(Provision, "/us/cfr/t1/pt23-49").name == "1 C.F.R. Parts 23-49"
    assert made["markdown"].node(Provision, "/us/cfr/t8/s204.6/b").status is ProvisionStatus.RESERVED


def test_headings_lose_number_and_volume() -> None:
    assert titled("Title 1—General Provisions--Volume 1") == "General Provisions"
    assert (
        titled(" CHAPTER II—OFFICE OF MANAGEMENT AND BUDGET GUIDANCE")
        == "OFFICE OF MANAGEMENT AND BUDGET GUIDANCE"
    )
    assert (
        titled("§ 1.401(k)-1   Certain cash or deferred arrangements.")
        == "Certain cash or deferred arrangements"
    )
    assert titled("Appendix II to Part 200—Contract Provisions") == "Contract Provisions"
    assert titled("Property Standards") == "Property Standards"


def test_a_volume_is_not_a_title(tmp_path: Path) -> None:
    path = tmp_path / "title7.xml"
    volume = (
        '<DIV1 N="2" NODE="7:2" TYPE="TITLE"><HEAD>Title 7—Agriculture--Volume 2</HEAD>'
        '<DIV3 N="I" TYPE="CHAPTER"><HEAD>CHAPTER I—SERVICE (CONTINUED)</HEAD></DIV3></DIV1>'
    )
    numbered = '<IDNO TYPE="title">\n7</IDNO>' + volume.replace('NODE="7:2"', "")
    for content in (volume, numbered):
        path.write_text(f"<DLPSTEXTCLASS>{content}</DLPSTEXTCLASS>")
        made = Parsed(SOURCE, path)
        assert made.node(Provision, "/us/cfr/t7").heading == "Agriculture"
        assert made.node(Provision, "/us/cfr/t7/chI").heading == "SERVICE"


@pytest.mark.parametrize(
    "about",
    ['{"path":"/on/2024-05-17/title-2/part-200"}', '{"citation":"2 CFR Part 200"}'],
)
def test_a_part_alone_says_its_title(tmp_path: Path, about: str) -> None:
    path = tmp_path / "part.xml"
    text = (
        f"<DIV5 N='200' TYPE='PART' hierarchy_metadata='{about}'><HEAD>PART 200—RULES</HEAD>"
        "<DIV8 N='200.1' TYPE='SECTION'><HEAD>§ 200.1 Words.</HEAD></DIV8></DIV5>"
    )
    path.write_text(text)
    assert SOURCE.recognises(path)
    assert Parsed(SOURCE, path).ends(PartOf, "/us/cfr/t2/s200.1") == ["/us/cfr/t2/pt200"]
    assert SOURCE.covers(path) == ("/us/cfr/t2/pt200/", "/us/cfr/t2/s200.")
    path.write_text(text.replace(about, ""))
    with pytest.raises(InvalidSource, match="does not say of which title"):
        Parsed(SOURCE, path)


def test_an_appendix_belongs_to_what_its_heading_says(made: dict[str, Parsed]) -> None:
    assert made["json"].ends(PartOf, "/us/cfr/t2/pt200/appII") == ["/us/cfr/t2/pt200"]
    assert made["json"].node(Provision, "/us/cfr/t2/pt200/appII").name == "2 C.F.R. Part 200, Appendix II"


@pytest.mark.parametrize(
    ("published", "heading", "end", "name"),
    [
        ("Appendix A-1 to Part 60", "Appendix A-1 to Part 60—Test Methods", "/appA-1", ", Appendix A-1"),
        ("Appendix to Part 60", "Appendix to Part 60—Forms", "/app", ", Appendix"),
        (
            "Table 1 to Subpart A of Part 60",
            "Table 1 to Subpart A of Part 60—Limits",
            "/appTable-1-to-Subpart-A-of-Part-60",
            ", Table 1 to Subpart A of Part 60",
        ),
    ],
)
def test_appendices_of_all_names(published: str, heading: str, end: str, name: str) -> None:
    own = unit("APPENDIX", published, heading)
    assert own
    place = Place((Unit("title", "40"), Unit("part", "60"), own))
    assert (place.id, place.name) == (f"/us/cfr/t40/pt60{end}", f"40 C.F.R. Part 60{name}")


def test_units_without_number() -> None:
    assert unit("SUBCHAP", "", " \n\n") is None
    assert unit("CHAPTER", "0", "CHAPTER V [RESERVED]") == Unit("chapter", "V")
    assert unit("SUBJGRP", "26", "Acronyms") is None
    assert (
        Place((Unit("title", "45"), Unit("subtitle", "A"), Unit("subchapter", "A"))).id
        == "/us/cfr/t45/stA/schA"
    )


def test_definitions_are_no_paragraphs_of_their_section(made: dict[str, Parsed]) -> None:
    ids = {each.id for parsed in made.values() for each in parsed.every(Provision)}
    assert not any(re.match(r"/us/cfr/(t2/s200\.1|t1/s457\.103|t3/s102\.103)/", each) for each in ids)
    assert not any(each.startswith("/us/cfr/t8/s204.6/e/") for each in ids)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in § 200.342 and part 25 of this chapter", ["/us/cfr/t2/s200.342", "/us/cfr/t2/pt25"]),
        ("§§ 200.344 and 200.345", ["/us/cfr/t2/s200.344", "/us/cfr/t2/s200.345"]),
        ("45 CFR part 75, § 75.2", ["/us/cfr/t45/pt75"]),
        ("§ 164.502 of title 45", []),
        ("8 U.S.C. 1373(a)", ["/us/usc/t8/s1373/a"]),
        ("paragraph 2.1 of the notice", []),
    ],
)
def test_a_section_sign_means_the_same_title(text: str, expected: list[str]) -> None:
    assert [each.id for each in references(text, "2")] == expected


def test_the_day_is_the_last_amendment_or_the_name(excerpts: Path) -> None:
    days = {form: SOURCE.through(excerpts / "cfr" / form / name) for form, name in FORMS.items()}
    assert days["bulk"] == datetime.date(2022, 12, 29)
    assert days["api"] == datetime.date(2015, 3, 17)
    assert days["json"] is None


def test_a_name_gives_the_day_where_the_content_does_not(tmp_path: Path) -> None:
    path = tmp_path / "title-2_2024-05-17.json"
    path.write_text("{}")
    assert SOURCE.through(path) == datetime.date(2024, 5, 17)


def test_a_title_covers_all_of_it_and_a_chapter_its_parts(excerpts: Path) -> None:
    covered = {form: SOURCE.covers(excerpts / "cfr" / form / name) for form, name in FORMS.items()}
    assert covered["bulk"] == ("/us/cfr/t1/",)
    assert covered["json"][:3] == ("/us/cfr/t2/chII/", "/us/cfr/t2/pt200/", "/us/cfr/t2/s200.")
    assert "/us/cfr/t8/s287." in covered["markdown"]


@pytest.mark.parametrize("form", FORMS)
def test_a_cut_file_is_refused(excerpts: Path, tmp_path: Path, form: str) -> None:
    whole = (excerpts / "cfr" / form / FORMS[form]).read_bytes()
    path = tmp_path / "cut"
    path.write_bytes(whole[: len(whole) // 2] if form != "markdown" else whole[:100])
    with pytest.raises(InvalidSource):
        Parsed(SOURCE, path)


def test_hostile_files_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "file"
    contents = {
        "entities": '<!DOCTYPE D [<!ENTITY own "x">]><DIV1 N="1" TYPE="TITLE"><HEAD>&own;</HEAD></DIV1>',
        "nothing": "<ECFR></ECFR>",
        "garbage": "\x00\x01 no regulation",
        "another document": '{"content": {"$": {"NODE": 7}}}',
        "other encoding": "---\ntitle: X\nchapter: I\ntitle_number: 8\n---\n# Chapter I\n\xa7",
    }
    for content in contents.values():
        path.write_bytes(content.encode("latin-1"))
        with pytest.raises(InvalidSource):
            Parsed(SOURCE, path)


@pytest.mark.shared
def test_the_title_of_2022_in_full(shared: Path) -> None:
    path = shared / "regulations" / "gpo_bulk_ECFR-title1.xml"
    published = Counter(re.findall(r'<DIV\d [^>]*TYPE="(\w+)"', path.read_text(encoding="utf-8")))
    stated = Counter(
        each.level for each in Parsed(SOURCE, path).every(Provision) if each.id.startswith("/us/cfr/")
    )
    names = {
        "title": "TITLE",
        "chapter": "CHAPTER",
        "subchapter": "SUBCHAP",
        "part": "PART",
        "subpart": "SUBPART",
    }
    assert {level: stated[level] for level in names} == {
        level: published[kind] for level, kind in names.items()
    }
    assert stated["section"] == published["SECTION"] == 288


@pytest.mark.shared
def test_the_chapters_in_full(shared: Path) -> None:
    guidance = Parsed(SOURCE, shared / "regulations" / "ecfr_title-2_chapter-II.json")
    homeland = Parsed(SOURCE, shared / "regulations" / "ecfr_title-8_chapter-I.md")
    text = (shared / "regulations" / "ecfr_title-8_chapter-I.md").read_text(encoding="utf-8")
    levels = Counter(each.level for each in guidance.every(Provision) if each.id.startswith("/us/cfr/"))
    assert (levels["section"], levels["appendix"], levels["paragraph"]) == (180, 12, 1543)
    sections = [each for each in homeland.every(Provision) if each.level == "section" and "/cfr/" in each.id]
    assert len(sections) == len(re.findall(r"^#### ", text, re.MULTILINE)) == 658
    assert guidance.node(Provision, "/us/cfr/t2/s200.340/a/4").name == "2 C.F.R. 200.340(a)(4)"
    assert homeland.node(Provision, "/us/cfr/t8/s287.7/d").name == "8 C.F.R. 287.7(d)"
    assert len(guidance.every(Cites)) == 603


@pytest.mark.shared
def test_nearly_all_designated_paragraphs_are_told(shared: Path) -> None:
    path = shared / "regulations" / "ecfr_title-8_chapter-I.md"
    designated = told_ones = 0
    for row in SOURCE.read(path):
        if row.fields["path"][-1][0] == "section":
            found = [Head(text) for text, _ in row.fields["text"]]
            designated += sum(bool(each.labels) for each in found)
            told_ones += sum(bool(path) for path in paths(found))
    assert designated > 9_000
    assert told_ones / designated > 0.97
