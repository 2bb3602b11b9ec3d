"""Executive orders: several publications about one order, and notes of both sides about one relation."""

import datetime
import re
import shutil
from collections import Counter
from pathlib import Path

import orjson
import pytest

from loaders.executive_orders import SOURCE
from loaders.executive_orders.notes import AMENDS, REVOKES, SEE, note
from loaders.executive_orders.records import ended
from schema.errors import InvalidRecord, InvalidSource
from schema.law import ActionKind, Amends, Cites, ExecutiveAction, PartOf, Revokes, SeeAlso
from schema.model import Edge
from tests.loaders.parsing import Parsed


@pytest.fixture(scope="module")
def folder(excerpts: Path) -> Path:
    return excerpts / "executive-orders"


@pytest.fixture(scope="module")
def made(folder: Path) -> Parsed:
    return Parsed(SOURCE, folder)


def link(
    made: Parsed, cls: type[Amends | Revokes | SeeAlso], start: str, end: str
) -> Amends | Revokes | SeeAlso:
    (found,) = (each for each in made.every(cls) if (each.start, each.end) == (f"/us/{start}", f"/us/{end}"))
    return found


def order(made: Parsed, number: str) -> ExecutiveAction:
    return made.node(ExecutiveAction, f"/us/eo/{number}")


def test_an_order_is_stated_once(made: Parsed, folder: Path) -> None:
    printed = {
        *(
            number
            for path in folder.glob("*.txt")
            for number in re.findall(
                r"(?m)^ ?Executive Order (\d+(?:-?[A-Z])?)$", path.read_text(encoding="utf-8")
            )
        ),
        *(
            str(each["executive_order_number"])
            for path in folder.glob("*.json")
            for each in orjson.loads(path.read_bytes())["results"]
        ),
    }
    stated = [each.number or "" for each in made.every(ExecutiveAction) if not each.mentioned_only]
    orders = [each for each in stated if each not in {"14218", "14287"}]
    assert sorted(orders) == sorted(number.replace("A", "-A").replace("--", "-") for number in printed)
    assert len(orders) == 18
    assert not made.left - Counter(remarks=2)


def test_the_order_on_public_safety(made: Parsed) -> None:
    found = order(made, "13768")
    assert (found.document_number, found.federal_register) == ("2017-02102", "82 FR 8799")
    assert (found.issued_on, found.published_on) == (datetime.date(2017, 1, 25), datetime.date(2017, 1, 30))
    assert found.name == "Executive Order 13768"
    assert found.aliases == (
        "Enhancing Public Safety in the Interior of the United States",
        "EO 13768",
        "E.O. 13,768",
    )


def test_publications_that_differ_are_both_told(made: Parsed) -> None:
    found = order(made, "13763")
    assert found.federal_register == "82 FR 7621"
    assert found.note == "The page in the Federal Register is 81 FR 7621 in the National Archives."
    assert order(made, "12893").federal_register is None


def test_both_sides_of_a_revocation_give_one_link(made: Parsed) -> None:
    whole = link(made, Revokes, "eo/13897", "eo/13495")
    assert isinstance(whole, Revokes)
    assert (whole.valid_from, whole.in_part) == (datetime.date(2019, 10, 31), False)
    assert link(made, Amends, "eo/10418", "eo/10321").valid_from == datetime.date(1952, 12, 6)
    pairs = Counter((type(each), each.start, each.end) for each in made.records if isinstance(each, Edge))
    assert {pair for pair, total in pairs.items() if total > 1} == set()


def test_a_part_is_not_the_whole(made: Parsed) -> None:
    for start, end in (("eo/7535", "eo/6119"), ("eo/12893", "eo/11063"), ("eo/13456", "eo/12919")):
        found = link(made, Revokes, start, end)
        assert isinstance(found, Revokes)
        assert found.in_part
    whole = link(made, Revokes, "eo/12893", "eo/12259")
    assert isinstance(whole, Revokes)
    assert not whole.in_part


def test_notes_that_differ_leave_a_part_standing(made: Parsed) -> None:
    found = link(made, Revokes, "eo/12919", "eo/12773")
    assert isinstance(found, Revokes)
    assert (found.in_part, found.note) == (True, "One note says in part, another does not.")
    assert found.called == "supersedes or revokes; supersedes"


def test_a_public_land_order_ends_an_order(made: Parsed) -> None:
    land = made.node(ExecutiveAction, "/us/plo/801")
    assert (land.name, land.federal_register, land.mentioned_only) == (
        "Public Land Order 801",
        "17 FR 1357",
        True,
    )
    assert link(made, Revokes, "plo/801", "eo/7532").valid_from == datetime.date(1952, 2, 5)


def test_a_relation_holds_from_the_signing_of_the_later_order(made: Parsed) -> None:
    assert link(made, Revokes, "eo/12866", "eo/12498").valid_from == datetime.date(1993, 9, 30)
    assert link(made, Amends, "eo/8184", "eo/7532").valid_from == datetime.date(1939, 6, 28)


def test_see_is_no_change(made: Parsed) -> None:
    assert link(made, SeeAlso, "eo/12498", "eo/12291").valid_from is None
    assert made.ends(Amends, "/us/eo/12291") == made.ends(Revokes, "/us/eo/12291") == []


def test_a_title_that_begins_like_a_number_is_a_title(made: Parsed) -> None:
    assert order(made, "10418").aliases[0] == "Executive Order 10321 Amended"
    assert order(made, "7962").aliases[0].startswith("Executive Order 4601 Amended")
    assert made.ends(Amends, "/us/eo/7962") == ["/us/eo/4601", "/us/eo/7786"]


def test_letters_and_misprints(made: Parsed) -> None:
    assert order(made, "11359-A").federal_register is None
    assert order(made, "7677-A").issued_on == datetime.date(1937, 7, 26)
    assert made.ends(Revokes, "/us/eo/7961") == []


def test_an_end_by_a_text_without_number_is_told(made: Parsed) -> None:
    found = order(made, "11326")
    assert found.valid_to == datetime.date(1972, 5, 15)
    assert (found.note or "").startswith(
        "Ended by a text without a number here: Nullified by treaty with Japan on May 15, 1972"
    )


@pytest.mark.parametrize(
    ("notes", "day"),
    [
        (["Superseded by: Canal Zone Order 18, July 14, 1949 (14 FR 6151)."], datetime.date(1949, 7, 14)),
        (["Superseded by: Foreign Service Reg. S-12, October 5, 1945 (10 FR 12626)(in part)."], None),
        (["Revoked by: Regulation of December 27, 1942 (Approved October 27, 1942)."], None),
        (["Superseded by: Canal Zone Order 65 (28 FR 6213)."], None),
        ([], None),
    ],
)
def test_the_day_of_such_an_end_is_told_where_it_is_one(notes: list[str], day: datetime.date | None) -> None:
    assert ended(notes) == day


def test_sections_are_parts_and_cite(made: Parsed) -> None:
    section = order(made, "14287/s2")
    assert (section.kind, section.name) == (ActionKind.SECTION, "Executive Order 14287, section 2")
    assert section.aliases[0] == "Designation of “Sanctuary” Jurisdictions"
    assert made.ends(PartOf, section.id) == ["/us/eo/14287"]
    assert made.ends(Cites, "/us/eo/14287/s5") == ["/us/usc/t8/s1623"]
    assert order(made, "14287").issued_on == datetime.date(2025, 4, 28)
    assert made.ends(Cites, "/us/eo/14218/s1") == ["/us/pl/104/193"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Revoked by: EO 8384, March 29, 1940", [(REVOKES, "/us/eo/8384", True, False, None)]),
        (
            "Superseded in part by EO 11478, August 8, 1969",
            [(REVOKES, "/us/eo/11478", True, True, "supersedes")],
        ),
        ("Revoked (in part) by: EO 13316, September 17, 2003", [(REVOKES, "/us/eo/13316", True, True, None)]),
        ("Revoked by in part by: EO 12148", [(REVOKES, "/us/eo/12148", True, True, None)]),
        ("Revoked in pary by: EO 12148", [(REVOKES, "/us/eo/12148", True, True, None)]),
        (
            "Supersedes (export control provisions): EO 10945",
            [(REVOKES, "/us/eo/10945", False, True, "supersedes")],
        ),
        ("Amended by; EO 9183, June 15, 1942", [(AMENDS, "/us/eo/9183", True, False, None)]),
        ("Modifies EO 11198, February 10, 1965", [(AMENDS, "/us/eo/11198", False, False, "modifies")]),
        (
            "Nullified by Pub. L. 93-198 (87 Stat. 779)",
            [(REVOKES, "/us/pl/93/198", True, False, "nullifies")],
        ),
        (
            "Revoked by: Proc. 2965, February 25, 1952 (in part)",
            [(REVOKES, "/us/proc/2965", True, True, None)],
        ),
        ("Committee continued by: EO 12110", [(SEE, "/us/eo/12110", False, False, "Committee continued by")]),
        (
            "Authority repealed by: Pub. L. 94-455",
            [(SEE, "/us/pl/94/455", False, False, "Authority repealed by")],
        ),
        (
            "Revoked by: EO 13470, July 30, 2008, read in conjunction with EO 12333, December 4, 1981",
            [(REVOKES, "/us/eo/13470", True, False, None)],
        ),
        (
            "Superseded by: EO 13138, September 30, 1999EO 13038, March 11, 1997 (in part)",
            [
                (REVOKES, "/us/eo/13138", True, False, "supersedes"),
                (REVOKES, "/us/eo/13038", True, True, "supersedes"),
            ],
        ),
        ("Amends: Executive order of September 11, 1854 (unnumbered series)", []),
        ("Note: EO 12965 is nullified by virtue of the Council being abolished by EO 13138", []),
        ("Board terminated on June 20, 1968 pursuant to Pub. L. 89-283", []),
    ],
)
def test_a_note_is_read_as_far_as_it_is_sure(line: str, expected: list[object]) -> None:
    assert [
        (each.relation, each.target.id, each.acts, each.in_part, each.called) for each in note(line).mentions
    ] == expected


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("EO 1, January, 4, 2008", datetime.date(2008, 1, 4)),
        ("EO 1 of Oct 2, 1963", datetime.date(1963, 10, 2)),
        ("EO 1 of 5/21/2018", datetime.date(2018, 5, 21)),
        ("EO 1, September 2, 1031", None),
        ("EO 1, February 30, 1931", None),
        ("EO 1", None),
    ],
)
def test_days_are_read_as_they_are_printed(printed: str, day: datetime.date | None) -> None:
    (mention,) = note(f"Revokes: {printed}").mentions
    assert mention.target.on == day


def test_one_file_stands_for_its_folder(folder: Path, excerpts: Path) -> None:
    files = [each for each in folder.rglob("*") if each.is_file()]
    main = [each for each in files if SOURCE.recognises(each)]
    assert [each.name for each in main] == ["1937.txt"]
    assert sum(SOURCE.accompanies(each) for each in files) == len(files) - 1
    assert Parsed(SOURCE, main[0]).counts() == Parsed(SOURCE, folder).counts()
    others = [each for each in excerpts.rglob("*") if each.is_file() and folder not in each.parents]
    assert not any(SOURCE.recognises(each) or SOURCE.accompanies(each) for each in others)
    assert SOURCE.through(folder) == datetime.date(2019, 10, 31)


def test_a_text_alone_is_read_and_finds_its_number(folder: Path, tmp_path: Path) -> None:
    (text,) = folder.glob("texts/*open-borders.md")
    shutil.copy(text, tmp_path / "order.md")
    assert SOURCE.recognises(tmp_path / "order.md")
    assert order(Parsed(SOURCE, tmp_path), "14218").official_url
    assert SOURCE.through(tmp_path) == datetime.date(2025, 2, 19)
    content = text.read_text(encoding="utf-8").replace("title: Ending", "title: Not Ending")
    (tmp_path / "order.md").write_text(content, encoding="utf-8")
    with pytest.raises(InvalidRecord, match="number is not known"):
        Parsed(SOURCE, tmp_path)


def test_broken_files_are_refused(folder: Path, tmp_path: Path) -> None:
    whole = (folder / "fr.json").read_bytes()
    (tmp_path / "fr.json").write_bytes(whole[: len(whole) - 200])
    with pytest.raises(InvalidSource, match="is cut"):
        Parsed(SOURCE, tmp_path)
    (tmp_path / "fr.json").unlink()
    table = (folder / "1937.txt").read_text(encoding="utf-8")
    (tmp_path / "1937.txt").write_bytes((table + "    Note: Peñasco\n").encode("cp1252"))
    with pytest.raises(InvalidSource, match="not written in utf-8"):
        Parsed(SOURCE, tmp_path)
    (tmp_path / "1937.txt").write_text(table + "A line of no order\n")
    with pytest.raises(InvalidSource, match="belongs to no order"):
        Parsed(SOURCE, tmp_path)
    (tmp_path / "1937.txt").write_bytes(b"\x00garbage")
    with pytest.raises(InvalidSource, match="holds no executive order"):
        Parsed(SOURCE, tmp_path)


@pytest.mark.shared
def test_all_orders_since_1937(shared: Path) -> None:
    folder = shared / "reference" / "executive-orders"
    archived = {
        number.replace("A", "-A").replace("--", "-")
        for path in folder.glob("*.txt")
        for number in re.findall(
            r"(?m)^ ?Executive Order (\d+(?:-?[A-Z])?) *$", path.read_text(encoding="utf-8")
        )
    }
    documents = [
        each for path in folder.glob("fr*.json") for each in orjson.loads(path.read_bytes())["results"]
    ]
    registered = {str(each["executive_order_number"]) for each in documents}
    assert (len(archived), len(documents), len(registered)) == (6_280, 988, 988)
    made = Parsed(SOURCE, folder)
    stated = {
        each.number
        for each in made.every(ExecutiveAction)
        if not each.mentioned_only and each.kind == "ORDER"
    }
    assert stated == archived | registered | {"14159", "14218", "14287"}
    assert not made.left - Counter(remarks=10_000)


@pytest.mark.shared
def test_relations_of_all_orders(shared: Path) -> None:
    made = Parsed(SOURCE, shared / "reference" / "executive-orders")
    pairs = Counter((type(each), each.start, each.end) for each in made.records if isinstance(each, Edge))
    assert max(pairs.values()) == 1
    assert len(made.every(Revokes)) > 2_500
    assert len(made.every(Amends)) > 2_800
    assert 400 < sum(each.in_part for each in made.every(Revokes)) < 600
    assert made.ends(Revokes, "/us/eo/13897") == ["/us/eo/13495"]
    assert [each.start for each in made.every(Revokes) if each.end == "/us/eo/13768"] == []
    section = order(made, "14159/s17")
    assert section.aliases[0] == "Sanctuary Jurisdictions"
    assert {each.number for each in made.every(ExecutiveAction) if each.kind is ActionKind.SECTION} == {
        "14159",
        "14218",
        "14287",
    }
