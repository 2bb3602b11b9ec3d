"""Places named by the Department of Justice: the same records as the researched facts have."""

import datetime
import json
from pathlib import Path

import msgspec
import pytest

from data.shipped import FOLDER
from loaders import normalised
from loaders.designations import SOURCE, Named, parser
from loaders.governments import Governments
from schema.errors import InvalidRecord, InvalidSource
from schema.law import ActionKind, Cites, ExecutiveAction, IssuedBy
from schema.model import Record
from schema.places import Within
from schema.politics import Designates, Designation, ListedIn
from schema.values import Confidence
from tests.loaders.parsing import Parsed

US = "ocd-division/country:us/"
LIST, LETTERS = "ea-doj-list-2025-08-05", "ea-doj-letters-2017-04-21"


@pytest.fixture(scope="module")
def facts() -> list[Record]:
    return list(normalised.records(FOLDER / "legal_facts.ndjson"))


@pytest.fixture(scope="module")
def named(facts: list[Record]) -> tuple[Named, ...]:
    """What the graph says of named places once the shipped facts are loaded."""
    lists = {each.start: each.end for each in facts if isinstance(each, ListedIn)}
    places = {each.start: each.end for each in facts if isinstance(each, Designates)}
    lying = [
        each
        for each in normalised.records(FOLDER / "jurisdictions.ndjson.gz")
        if isinstance(each, Within) and "/county:" in each.end
    ]
    return tuple(
        Named(
            document=lists[each],
            designation=each,
            place=places[each],
            inside=frozenset(link.start for link in lying if link.end == places[each]),
        )
        for each in sorted(lists)
    )


def made(path: Path, known: Governments, named: tuple[Named, ...] = ()) -> Parsed:
    """What the source makes of a file when the graph holds these."""
    return Parsed(msgspec.structs.replace(SOURCE, parse=parser(known, named)), path)


def refused(path: Path, known: Governments, named: tuple[Named, ...] = ()) -> list[str]:
    """The reasons of the rows that are refused."""
    parse, reasons = parser(known, named), []
    for row in SOURCE.read(path):
        try:
            list(parse(row))
        except InvalidRecord as error:
            reasons.append(error.message)
    return reasons


@pytest.fixture(scope="module")
def listed(excerpts: Path, governments: Governments, named: tuple[Named, ...]) -> Parsed:
    return made(next((excerpts / "doj-lists" / "list").iterdir()), governments, named)


@pytest.fixture(scope="module")
def letters(excerpts: Path, governments: Governments, named: tuple[Named, ...]) -> Parsed:
    return made(next((excerpts / "doj-lists" / "letters").iterdir()), governments, named)


def test_counts_of_the_list(listed: Parsed) -> None:
    assert listed.counts() == {
        "ExecutiveAction": 2,
        "IssuedBy": 1,
        "Cites": 1,
        "Designation": 35,
        "ListedIn": 35,
        "Designates": 35,
    }
    assert not listed.left


def test_the_list_is_the_action_of_the_facts(listed: Parsed, facts: list[Record]) -> None:
    action = listed.node(ExecutiveAction, LIST)
    (fact,) = (each for each in facts if isinstance(each, ExecutiveAction) and each.id == LIST)
    for name in ("id", "name", "kind", "issued_on", "valid_from", "recipients"):
        assert getattr(action, name) == getattr(fact, name), name
    assert listed.ends(Cites, LIST) == ["/us/eo/14287"]
    assert listed.ends(IssuedBy, LIST) == ["agency/015"]
    assert listed.node(ExecutiveAction, "/us/eo/14287").mentioned_only


@pytest.mark.parametrize("name", ["listed", "letters"])
def test_the_designations_are_those_of_the_facts(
    name: str, request: pytest.FixtureRequest, facts: list[Record]
) -> None:
    parsed: Parsed = request.getfixturevalue(name)
    document = {each.end for each in parsed.every(ListedIn)}
    told = {each.start for each in facts if isinstance(each, ListedIn) and each.end in document}
    assert {each.id for each in parsed.every(Designation)} == told
    places = {(each.start, each.end) for each in facts if isinstance(each, Designates) and each.start in told}
    assert {(each.start, each.end) for each in parsed.every(Designates)} == places


def test_entries_read_as_in_the_facts(listed: Parsed, facts: list[Record]) -> None:
    for fact in facts:
        if isinstance(fact, Designation) and fact.id.startswith("desig-doj202508-"):
            mine = listed.node(Designation, fact.id)
            for name in ("name", "listed_as", "heading", "valid_from"):
                assert getattr(mine, name) == getattr(fact, name), (fact.id, name)


def test_the_district_is_listed_among_states_and_san_francisco_twice(listed: Parsed) -> None:
    headings = {each.listed_as: each.heading for each in listed.every(Designation)}
    assert headings["District of Columbia"] == "States"
    assert headings["San Francisco County, CA"] == "Counties"
    assert headings["San Francisco City, CA"] == "Cities"
    assert listed.ends(Designates, "desig-doj202508-us-ca-sf") == [f"{US}state:ca/place:san_francisco"]
    assert listed.ends(Designates, "desig-doj202508-us-ca-sf-county") == [
        f"{US}state:ca/county:san_francisco"
    ]


def test_letters_went_to_the_places_that_the_facts_know(letters: Parsed) -> None:
    assert letters.counts() == {
        "ExecutiveAction": 1,
        "IssuedBy": 1,
        "Designation": 9,
        "ListedIn": 9,
        "Designates": 9,
    }
    action = letters.node(ExecutiveAction, LETTERS)
    assert (action.kind, action.number, action.recipients) == (ActionKind.LETTER, "17-436", 9)
    assert action.deadline == datetime.date(2017, 6, 30)
    assert letters.ends(IssuedBy, LETTERS) == ["agency/015/1550"]
    meant = {each.listed_as: letters.ends(Designates, each.id) for each in letters.every(Designation)}
    assert meant["Las Vegas"] == [f"{US}state:nv/county:clark"]
    assert meant["Miami"] == [f"{US}state:fl/county:miami-dade"]
    assert meant["Milwaukee"] == [f"{US}state:wi/county:milwaukee"]
    assert meant["New York"] == [f"{US}state:ny/place:new_york"]
    assert meant["California"] == [f"{US}state:ca"]
    assert not letters.left


def test_a_name_that_could_mean_others_says_so(letters: Parsed) -> None:
    doubted = {each.listed_as for each in letters.every(Designation) if each.confidence}
    assert doubted == {"California", "Philadelphia", "Las Vegas", "Miami", "Milwaukee", "New York"}
    (link,) = (each for each in letters.every(Designates) if each.start == "desig-ltr201704-us-nv-clark")
    assert link.confidence is Confidence.PARTIAL
    assert link.note
    assert link.note.startswith("Printed as Las Vegas")


def test_without_the_facts_an_ambiguous_name_is_refused(excerpts: Path, governments: Governments) -> None:
    path = next((excerpts / "doj-lists" / "letters").iterdir())
    reasons = refused(path, governments)
    assert len(reasons) == 6
    assert f"Las Vegas could be {US}state:nm/place:las_vegas, {US}state:nv/place:las_vegas." in reasons


def test_without_the_facts_a_list_gets_ids_of_its_own(excerpts: Path, governments: Governments) -> None:
    path = next((excerpts / "doj-lists" / "list").iterdir())
    own = {each.id for each in made(path, governments).every(Designation)}
    assert "designation/doj-list-2025-08-05/state:ca/county:san_francisco" in own
    assert len(own) == 35
    assert all(each.startswith(SOURCE.covers(path)) for each in own)


def later(path: Path, **changes: object) -> Path:
    """A later list in the same form."""
    text = {"title": "List under Executive Order 14287", "published": "2026-01-15", "states": ["Illinois"]}
    path.write_text(json.dumps(text | changes), encoding="utf-8")
    return path


def test_a_later_list_is_a_document_of_its_own(
    tmp_path: Path, governments: Governments, named: tuple[Named, ...]
) -> None:
    path = later(tmp_path / "list.json")
    parsed = made(path, governments, named)
    assert SOURCE.recognises(path)
    assert SOURCE.through(path) == datetime.date(2026, 1, 15)
    assert SOURCE.covers(path) == ("ea-doj-list-2026-01-15", "designation/doj-list-2026-01-15/")
    (entry,) = parsed.every(Designation)
    assert entry.id == "designation/doj-list-2026-01-15/state:il"
    assert entry.name == "Illinois, DOJ sanctuary list of 15 January 2026"


@pytest.mark.parametrize(
    ("heading", "printed", "reason"),
    [
        ("states", "Jefferson", "No government is known by the name Jefferson"),
        ("cities", "Springfield", "Springfield could be "),
        ("cities", "Cook County, IL", "No government is known"),
        ("counties", "Chicago, IL", "No government is known"),
    ],
)
def test_an_entry_that_is_not_clear_is_refused(
    tmp_path: Path, governments: Governments, heading: str, printed: str, reason: str
) -> None:
    path = later(tmp_path / "list.json", **{heading: [printed]})
    (message,) = refused(path, governments)
    assert message.startswith(reason)


def test_what_a_list_says_beyond_its_form_is_counted(tmp_path: Path, governments: Governments) -> None:
    parsed = made(later(tmp_path / "list.json", tribes=["Penobscot Nation"]), governments)
    assert parsed.left == {"tribes": 1}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b'{"title": "List", "published": "2026-01-15", "states": ["Ill', "not whole JSON"),
        (b'{"title": "Caf\xe9", "published": "2026-01-15", "states": []}', "not whole JSON"),
        (b"[" * 100_000, "not whole JSON"),
        (b"\x00\x01\x02", "not whole JSON"),
        (b'["Illinois"]', "not one list"),
        (b'{"title": "List", "states": ["Illinois"]}', "no day"),
        (b'{"title": "List", "published": "soon", "states": ["Illinois"]}', "no day"),
        (b'{"title": "List", "published": "2026-01-15", "states": "Illinois"}', "not a list of names"),
        (b'{"title": "List", "published": "2026-13-45", "states": ["Illinois"]}', "no day"),
    ],
)
def test_what_is_no_list_is_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "list.json"
    path.write_bytes(content)
    with pytest.raises(InvalidSource, match=reason):
        list(SOURCE.read(path))


def test_files_are_told_by_their_content(excerpts: Path) -> None:
    known = {path.name for path in excerpts.rglob("*") if SOURCE.recognises(path)}
    assert known == {path.name for path in (excerpts / "doj-lists").glob("*/*")}


def test_without_a_graph_the_form_is_checked(excerpts: Path) -> None:
    path = next((excerpts / "doj-lists" / "list").iterdir())
    assert Parsed(SOURCE, path).counts() == {"ExecutiveAction": 2, "IssuedBy": 1, "Cites": 1}


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "total"), [("doj_eo14287_list_2025-08-05.json", 35), ("doj_1373_letters_2017-04-21.json", 9)]
)
def test_full_size(
    shared: Path, governments: Governments, named: tuple[Named, ...], name: str, total: int
) -> None:
    published = json.loads((shared / "conditions" / name).read_text(encoding="utf-8"))
    entries = [
        each
        for key, each in published.items()
        if key in {"states", "counties", "cities", "as_named_by_latimes"}
    ]
    parsed = made(shared / "conditions" / name, governments, named)
    assert sum(map(len, entries)) == total
    assert [each.listed_as for each in parsed.every(Designation)] == [
        each for part in entries for each in part
    ]
    assert not parsed.left
