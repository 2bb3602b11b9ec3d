"""One issue of the Federal Register: documents by number, who issued them, and what they change."""

import datetime
import re
from collections import Counter
from pathlib import Path

import msgspec
import pytest

from loaders.federal_register import SOURCE
from loaders.federal_register.effective_dates import effective
from loaders.federal_register.records import parser
from loaders.known_agencies import Agencies
from loaders.source import Source
from schema.errors import InvalidRecord, InvalidSource
from schema.law import ActionKind, Amends, Cites, ExecutiveAction, IssuedBy, Provision
from schema.places import SameAs
from tests.loaders.parsing import Parsed


@pytest.fixture(scope="module")
def issue(excerpts: Path) -> Path:
    return excerpts / "federal-register" / "FR-2024-02-12.xml"


@pytest.fixture(scope="module")
def source(known: Agencies) -> Source:
    return msgspec.structs.replace(SOURCE, parse=parser(known))


@pytest.fixture(scope="module")
def made(issue: Path, source: Source) -> Parsed:
    return Parsed(source, issue)


def document(made: Parsed, number: str) -> ExecutiveAction:
    return made.node(ExecutiveAction, f"/us/fr/{number}")


def test_documents_of_the_excerpt(made: Parsed) -> None:
    assert Counter(each.kind for each in made.every(ExecutiveAction)) == {
        ActionKind.RULE: 7,
        ActionKind.PROPOSED_RULE: 1,
        ActionKind.NOTICE: 4,
        ActionKind.PROCLAMATION: 1,
    }


def test_a_rule_has_its_page_its_day_and_the_part_that_it_changes(made: Parsed) -> None:
    rule = document(made, "2024-02930")
    assert rule.name == "Airworthiness Directives; The Boeing Company Airplanes"
    assert (rule.citation, rule.published_on) == ("89 FR 9741", datetime.date(2024, 2, 12))
    assert rule.valid_from == datetime.date(2024, 2, 12)
    assert rule.official_url == "https://www.federalregister.gov/d/2024-02930"
    (change,) = (each for each in made.every(Amends) if each.start == rule.id)
    assert (change.end, change.valid_from) == ("/us/cfr/t14/pt39", datetime.date(2024, 2, 12))
    part = made.node(Provision, "/us/cfr/t14/pt39")
    assert (part.name, part.mentioned_only) == ("14 C.F.R. Part 39", True)


def test_parts_that_are_only_named_are_cited(made: Parsed) -> None:
    assert made.ends(Amends, "/us/fr/2024-02705") == ["/us/cfr/t42/pt414"]
    assert len(made.ends(Cites, "/us/fr/2024-02705")) == 15
    assert "/us/cfr/t42/pt600" in made.ends(Cites, "/us/fr/2024-02705")
    assert made.ends(Amends, "/us/fr/2024-02795") == []
    assert made.ends(Cites, "/us/fr/2024-02443") == ["/us/cfr/t14/pt39"]
    assert made.ends(Amends, "/us/fr/2024-02443") == []


def test_a_proclamation_is_the_one_of_its_number(made: Parsed) -> None:
    found = document(made, "2024-02934")
    assert (found.name, found.number) == ("National Tribal Colleges and Universities Week, 2024", "10701")
    assert (found.issued_on, found.citation) == (datetime.date(2024, 2, 6), "89 FR 9739")
    assert made.ends(SameAs, found.id) == ["/us/proc/10701"]


def test_pages_come_from_the_contents_or_from_the_first_break(made: Parsed) -> None:
    assert document(made, "2024-02807").citation == "89 FR 9851"
    assert document(made, "2024-01667").citation == "89 FR 9968"


def test_agencies_are_linked_and_unknown_ones_counted(made: Parsed) -> None:
    (whole,) = (each for each in made.every(IssuedBy) if each.start == "/us/fr/2024-02839")
    assert (whole.end, whole.note) == ("agency/070/7022", None)
    (office,) = (each for each in made.every(IssuedBy) if each.start == "/us/fr/2024-02701")
    assert office.end == "agency/070"
    assert office.note == "Issued by “Coast Guard”, which has no code of its own."
    assert set(made.left) == {"agencies"}


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ("DATES: This rule is effective March 13, 2024.", ("2024-03-13", None)),
        ("Effective April 12, 2024. Comments are due by May 1, 2024.", ("2024-04-12", None)),
        ("Effective February 9, 2024, through December 31, 2024.", ("2024-02-09", "2025-01-01")),
        ("This rule is effective from 10:30 a.m. until 11:35 a.m. on February 10, 2024.", (None, None)),
        ("This rule is effective March 13, 2024, except for the amendments to 64.2011.", (None, None)),
        ("Effective February 12, 2024 and is applicable beginning January 1, 2024.", (None, None)),
        ("Section 1 is effective May 1, 2024. Section 2 is effective June 1, 2024.", (None, None)),
        ("Comments must be received on or before March 28, 2024.", (None, None)),
        ("This rule is effective 30 days after publication.", (None, None)),
        ("", (None, None)),
    ],
)
def test_a_rule_takes_effect_where_its_words_leave_no_doubt(
    dates: str, expected: tuple[str | None, str | None]
) -> None:
    assert effective(dates) == tuple(datetime.date.fromisoformat(each) if each else None for each in expected)


def test_only_rules_take_effect(made: Parsed) -> None:
    dated = [each.kind for each in made.every(ExecutiveAction) if each.valid_from]
    assert set(dated) == {ActionKind.RULE}


def test_an_issue_is_told_by_its_content_and_covers_its_documents(issue: Path, excerpts: Path) -> None:
    assert SOURCE.recognises(issue)
    others = [each for each in excerpts.rglob("*") if each.is_file() and each != issue]
    assert not any(SOURCE.recognises(each) for each in others)
    assert SOURCE.through(issue) == datetime.date(2024, 2, 12)
    assert len(SOURCE.covers(issue)) == 13
    assert "/us/fr/2024-02930" in SOURCE.covers(issue)


def test_broken_input_is_refused(issue: Path, tmp_path: Path) -> None:
    path, whole = tmp_path / "issue.xml", issue.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(InvalidSource, match="is not whole XML"):
        Parsed(SOURCE, path)
    path.write_bytes(b"garbage")
    with pytest.raises(InvalidSource, match="is no issue of the Federal Register"):
        Parsed(SOURCE, path)
    path.write_bytes(whole.replace("FR Doc. 2024–02930".encode(), b"Doc."))
    with pytest.raises(InvalidRecord, match="document is missing"):
        Parsed(SOURCE, path)
    declared = b'<!DOCTYPE FEDREG [<!ENTITY own SYSTEM "file:///etc/passwd">]><FEDREG'
    path.write_bytes(whole.replace(b"<FEDREG", declared, 1).replace(b"Final rule.", b"&own;"))
    with pytest.raises(InvalidSource, match="entities of its own"):
        Parsed(SOURCE, path)


@pytest.mark.shared
def test_the_issue_in_full(shared: Path) -> None:
    path = shared / "reference" / "FR-2024-02-12.xml"
    text = path.read_text(encoding="utf-8")
    numbers = re.findall(r"<FRDOC>\[FR Doc\. (\d{4}–\d{5})", text)
    made = Parsed(SOURCE, path)
    assert len(numbers) == 96
    assert {each.document_number for each in made.every(ExecutiveAction)} == {
        each.replace("–", "-") for each in numbers
    }
    assert Counter(each.kind for each in made.every(ExecutiveAction)) == {
        ActionKind.RULE: len(re.findall("<RULE>", text)),
        ActionKind.PROPOSED_RULE: len(re.findall("<PRORULE>", text)),
        ActionKind.NOTICE: len(re.findall("<NOTICE>", text)),
        ActionKind.PROCLAMATION: 1,
    }
    assert all(each.citation for each in made.every(ExecutiveAction))
    assert len(made.every(Amends)) == 15
    listed = dict(re.findall(r"<PGS>(\d+)[^<]*</PGS>\s*<FRDOCBP>([^<]*)</FRDOCBP>", text))
    for page, number in listed.items():
        assert document(made, number.replace("–", "-")).citation == f"89 FR {page}"
