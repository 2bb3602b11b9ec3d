"""What people write, as identifiers and names."""

import pytest

from queries.spelling import quoted, spellings, written


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        ("8 USC 1373(a)", "/us/usc/t8/s1373/a"),
        ("8 U.S.C. § 1373(a)", "/us/usc/t8/s1373/a"),
        ("8 U.S.C.A. §1373 (a)(1)", "/us/usc/t8/s1373/a/1"),
        ("section 1373(a) of title 8", "/us/usc/t8/s1373/a"),
        ("title 8, section 1373", "/us/usc/t8/s1373"),
        ("34 USC 10153(a)(5)(D)", "/us/usc/t34/s10153/a/5/D"),
        ("42 U.S.C. 3796dd", "/us/usc/t42/s3796dd"),
        ("42 U.S.C. 2000d-7", "/us/usc/t42/s2000d-7"),
        ("2 CFR 200.339", "/us/cfr/t2/s200.339"),
        ("2 C.F.R. § 200.339(b)", "/us/cfr/t2/s200.339/b"),
        ("EO 13768", "/us/eo/13768"),
        ("E.O. 13,768", "/us/eo/13768"),
        ("Executive Order 13,768 s. 9(a)", "/us/eo/13768/s9/a"),
        ("Exec. Order No. 13,768, § 9(a)", "/us/eo/13768/s9/a"),
        ("section 9(a) of Executive Order 13768", "/us/eo/13768/s9/a"),
        ("Pub. L. 104-208", "/us/pl/104/208"),
        ("Public Law No. 104–208", "/us/pl/104/208"),
        ("P.L. 104-208, § 642", "/us/pl/104/208/s642"),
        ("CFDA 16.738", "16.738"),
        ("Assistance Listing 16.738", "16.738"),
        ("exec order 13768 section 9(a)", "/us/eo/13768/s9/a"),
        ("cond-1", "cond-1"),
    ],
)
def test_citation_stands_for_its_identifier(text: str, identifier: str) -> None:
    assert identifier in spellings(text)


@pytest.mark.parametrize(
    ("text", "names", "state"),
    [
        ("Byrne JAG", ["byrne jag", "byrne jag program"], None),
        ("Springfield, IL", ["springfield"], "IL"),
        ("springfield, Illinois", ["springfield"], "IL"),
        ("City of Portland, Me.", ["city of portland", "portland"], "ME"),
        ("City of Chicago v. Sessions", ["city of chicago v. sessions", "chicago v. sessions"], None),
        ("County of Cook, Ill.", ["county of cook", "cook", "cook county"], "IL"),
        ("Chicago Illinois", ["chicago"], "IL"),
        ("City of New York", ["city of new york", "new york"], None),
        ("West Virginia", ["west virginia", "west virginia program"], None),
        ("County of Cook, IL", ["county of cook", "cook", "cook county"], "IL"),
    ],
)
def test_place_may_be_followed_by_its_state(text: str, names: list[str], state: str | None) -> None:
    made = written(text)
    assert (made["names"], made["state"]) == (names, state)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("N.Y.C.", "new york city"),
        ("NYC", "new york city"),
        ("Calif.", "ca"),
        ("Saint Louis, MO", "st. louis"),
        ("Miami-Dade", "miami-dade county"),
        ("The Department of Justice", "department of justice"),
        ("9th Cir.", "ninth circuit"),
        ("N.D. Cal.", "united states district court for the northern district of california"),
        ("D. Or.", "united states district court for the district of oregon"),
    ],
)
def test_name_is_also_tried_as_it_is_written_out(text: str, name: str) -> None:
    assert name in written(text)["loosely"]


@pytest.mark.parametrize(
    ("text", "citation"),
    [
        ("82 FR 8799", "82 fed. reg. 8799"),
        ("82 Fed. Reg. 8799", "82 fr 8799"),
        ("897 F. 3d 1225", "897 f.3d 1225"),
        ("264 F.Supp.3d 933", "264 f. supp. 3d 933"),
    ],
)
def test_citation_is_also_tried_in_its_other_form(text: str, citation: str) -> None:
    assert citation in written(text)["cites"]


@pytest.mark.parametrize("text", ["1:17-cv-05720", "17-cv-5720", "No. 17-cv-05720", "1:17-cv-05720-HDL"])
def test_docket_number_is_known_without_its_office_and_judge(text: str) -> None:
    assert written(text)["docket"] == "17-cv-05720"


def test_section_of_an_act_is_known_by_act_and_number() -> None:
    act = {"id": "/us/pl/104/208", "section": "642", "parts": "/a"}
    assert written("Pub. L. 104-208, § 642(a)")["act"] == act


def test_nothing_of_the_text_is_obeyed_by_the_index() -> None:
    assert quoted('a" OR name:*\\') == '"a  OR name:*"'


@pytest.mark.parametrize("text", ["", "   ", '"', "\\", "((((", "x" * 1_000_000])
def test_hostile_text_asks_for_nothing_or_for_words(text: str) -> None:
    made = written(text)
    assert made["query"].count('"') % 2 == 0
    assert len(made["query"]) < 10_000
