"""Agreements under section 287(g): the intervals give back every list, and agencies keep their places."""

import csv
import datetime
import gzip
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import cast

import msgspec
import pytest
from neo4j.time import Date

from graph.store import Store
from loaders.agreements import ICE, SOURCE, parser
from loaders.governments import Governments, spelt
from schema.errors import InvalidRecord, InvalidSource
from schema.politics import AgreedFor, AgreedWith, Agreement
from schema.values import Confidence
from tests.loaders.parsing import Parsed

US = "ocd-division/country:us/"
TAMPA = f"{US}state:fl/place:tampa"
LISTS = "ice_287g_agreements_17_snapshots.csv"
HEADER = "date,state,county,zip,agency,agency_id,ori,type,population_policed,operating_budget,agency_type\n"


def made(path: Path, known: Governments) -> Parsed:
    """What the source makes of a file when the graph holds these governments."""
    return Parsed(msgspec.structs.replace(SOURCE, parse=parser(known)), path)


def holding(parsed: Parsed, day: datetime.date) -> list[Agreement]:
    """The agreements that hold on a day."""
    return [
        each
        for each in parsed.every(Agreement)
        if each.valid_from and each.valid_from <= day and (each.valid_to is None or day < each.valid_to)
    ]


def printed(path: Path) -> dict[str, set[tuple[str, str, str]]]:
    """What each list prints, read independently of the loader: state, agency and model by date."""
    found: dict[str, set[tuple[str, str, str]]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["date"], set()).add((row["state"], row["agency"], row["type"]))
    return found


def lists(path: Path, *rows: str) -> Path:
    """A file of lists, of the given rows: date, state, county, agency, number, model and kind."""
    cells = (row.split("|") for row in rows)
    lines = [f"{d},{s},{c},NA,{a},{n},NA,{m},NA,NA,{k}\n" for d, s, c, a, n, m, k in cells]
    path.write_text(HEADER + "".join(lines), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def excerpt(excerpts: Path, governments: Governments) -> Parsed:
    return made(excerpts / "287g-agreements" / LISTS, governments)


def test_counts_of_the_excerpt(excerpt: Parsed) -> None:
    assert excerpt.counts() == {"Agreement": 30, "AgreedWith": 30, "AgreedFor": 26}
    assert excerpt.left == {
        "no government: a school, an airport or a body of several places": 2,
        "no government: several places have its name": 1,
        "no government: its name and its county disagree": 1,
        "listed twice on one list": 1,
    }


def test_an_agreement_says_who_signed_which_model(excerpt: Parsed) -> None:
    found = excerpt.node(Agreement, "agreement/287g/636822/jail-enforcement-model")
    assert found.name == "Jacksonville Sheriff, Florida: 287(g) Jail Enforcement Model"
    assert (found.party, found.model) == ("jacksonville sheriff", "Jail Enforcement Model")
    assert (found.agency_kind, found.ori) == ("Local Police", "FL0160200")
    assert excerpt.ends(AgreedWith, found.id) == [ICE]


def test_of_the_first_list_nobody_knows_since_when(excerpt: Parsed) -> None:
    found = excerpt.node(Agreement, "agreement/287g/636822/jail-enforcement-model")
    assert (found.valid_from, found.valid_to) == (datetime.date(2025, 5, 16), None)
    assert found.note == "Listed in the first snapshot; signed on or before that day."


def test_an_agreement_ends_with_the_first_list_that_lacks_it(excerpt: Parsed) -> None:
    found = excerpt.node(Agreement, "agreement/287g/634010/warrant-service-officer")
    assert (found.valid_from, found.valid_to) == (datetime.date(2025, 5, 23), datetime.date(2025, 6, 6))
    assert found.confidence is Confidence.PARTIAL
    assert found.note == (
        "Listed on 2025-05-23, not on 2025-05-20; signed before it was listed."
        " Last listed on 2025-06-04, not on 2025-06-06."
    )


@pytest.mark.parametrize(
    ("identifier", "now", "before"),
    [
        ("florida-town-of-palm-beach-police", "palm beach police", "Town of Palm Beach Police"),
        ("michigan-berrian-county-sheriff-offic", "berrian county sheriff", "Berrian County Sheriff Offic"),
        ("florida-indialantic-police", "indiatlantic police", "Indialantic Police"),
        (
            "tennessee-of-safety-and-homeland-security-thp",
            "tennessee of safety and homeland security",
            "Tennessee of Safety and Homeland Security / Thp",
        ),
    ],
)
def test_another_spelling_is_no_end(excerpt: Parsed, identifier: str, now: str, before: str) -> None:
    (found,) = (
        each for each in excerpt.every(Agreement) if each.id.startswith(f"agreement/287g/{identifier}/")
    )
    assert (found.party, found.aliases, found.valid_to) == (now, (before,), None)
    assert found.valid_from == datetime.date(2025, 5, 16)


def test_another_agency_of_the_place_is_another_agreement(excerpt: Parsed) -> None:
    sheriff = excerpt.node(Agreement, "agreement/287g/636924/warrant-service-officer")
    county = excerpt.node(
        Agreement, "agreement/287g/florida-okaloosa-county-of-corrections/warrant-service-officer"
    )
    assert sheriff.valid_to == county.valid_from == datetime.date(2025, 7, 3)
    places = [excerpt.ends(AgreedFor, each.id) for each in (sheriff, county)]
    assert places == [[f"{US}state:fl/county:okaloosa"]] * 2


@pytest.mark.parametrize(
    ("agency", "place"),
    [
        ("jacksonville sheriff", "state:fl/county:duval"),
        ("butler county sheriff", "state:pa/county:butler"),
        ("st mary county sheriff", "state:md/county:st_mary~s"),
        ("berrian county sheriff", "state:mi/county:berrien"),
        ("hopewell county sheriff", "state:va/place:hopewell"),
        ("nassau county police", "state:ny/county:nassau"),
        ("okaloosa county of corrections", "state:fl/county:okaloosa"),
        ("florida of corrections", "state:fl"),
        ("iowa of public safety", "state:ia"),
        ("tennessee of safety and homeland security", "state:tn"),
        ("palm beach police", "state:fl/place:palm_beach"),
        ("indiatlantic police", "state:fl/place:indialantic"),
        ("manheim borough police", "state:pa/place:manheim"),
        ("candia police", "state:nh/place:candia"),
        ("st cloud police", "state:fl/place:st_cloud"),
        ("las vegas metropolitan police", "state:nv/county:clark"),
        ("camden police", "state:ny/place:camden"),
    ],
)
def test_the_place_of_an_agency(excerpt: Parsed, agency: str, place: str) -> None:
    agreements = [each.id for each in excerpt.every(Agreement) if each.party == agency]
    assert agreements
    assert all(excerpt.ends(AgreedFor, each) == [US + place] for each in agreements)


def test_a_place_in_doubt_says_so(excerpt: Parsed) -> None:
    notes = {
        each.end: each.note for each in excerpt.every(AgreedFor) if each.confidence is Confidence.PARTIAL
    }
    assert notes == {
        f"{US}state:fl/county:duval": "It is listed under Duval County, not named for it.",
        f"{US}state:fl/place:indialantic": "Printed as indiatlantic; Indialantic is one letter away.",
        f"{US}state:md/county:st_mary~s": "Printed as st mary county; St. Mary's County is one letter away.",
        f"{US}state:mi/county:berrien": "Printed as berrian county; Berrien County is one letter away.",
        f"{US}state:nv/county:clark": "No place has the agency's name; it is listed under Clark County.",
        f"{US}state:ny/place:camden": "The name could also mean Town of Camden (Oneida County).",
    }


def test_a_misprinted_county_does_not_move_a_sheriff(excerpt: Parsed) -> None:
    """Some lists print Bedford County beside the sheriff of Bradford County, Pennsylvania."""
    assert excerpt.ends(AgreedFor, "agreement/287g/633979/warrant-service-officer") == [
        f"{US}state:pa/county:bradford"
    ]


@pytest.mark.parametrize("party", ["madison county sheriff", "derry township constable"])
def test_an_agency_whose_place_is_not_clear_has_none(excerpt: Parsed, party: str) -> None:
    (found,) = (each for each in excerpt.every(Agreement) if each.party == party)
    assert excerpt.ends(AgreedFor, found.id) == []


def test_a_second_interval_has_its_first_day_in_its_id(tmp_path: Path, governments: Governments) -> None:
    row = "{}|FLORIDA|NA|tampa police|637010|Task Force Model|(003) Local Police"
    other = "{}|FLORIDA|NA|ocala police|636919|Task Force Model|(003) Local Police"
    path = lists(
        tmp_path / "lists.csv",
        *(row.format(day) for day in ("2025-05-01", "2025-07-01 am")),
        *(other.format(day) for day in ("2025-05-01", "2025-06-01", "2025-07-01 am", "2025-08-01")),
    )
    held = {
        each.id: (str(each.valid_from), str(each.valid_to))
        for each in made(path, governments).every(Agreement)
    }
    assert held == {
        "agreement/287g/637010/task-force-model": ("2025-05-01", "2025-06-01"),
        "agreement/287g/637010/task-force-model/2025-07-01": ("2025-07-01", "2025-08-01"),
        "agreement/287g/636919/task-force-model": ("2025-05-01", "None"),
    }


def test_the_later_list_of_a_day_counts(tmp_path: Path, governments: Governments) -> None:
    row = "2025-05-01 {}|FLORIDA|NA|{}|{}|Task Force Model|(003) Local Police"
    path = lists(
        tmp_path / "lists.csv",
        row.format("pm", "tampa police", 637010),
        row.format("am", "ocala police", 636919),
    )
    parsed = made(path, governments)
    assert [each.party for each in parsed.every(Agreement)] == ["tampa police"]
    assert parsed.left == {"not counted: on an earlier list of a day only": 1}


def test_names_that_differ_by_a_word_are_two_agencies(tmp_path: Path, governments: Governments) -> None:
    row = "{}|FLORIDA|NA|{}|NA|Task Force Model|(003) Local Police"
    path = lists(
        tmp_path / "lists.csv",
        row.format("2025-05-01", "st augustine police"),
        row.format("2025-06-01", "st augustine beach police"),
    )
    assert len(made(path, governments).every(Agreement)) == 2


def test_an_agency_that_gets_a_number_stays_the_same(tmp_path: Path, governments: Governments) -> None:
    row = "{}|FLORIDA|NA|tampa police|{}|Task Force Model|(003) Local Police"
    path = lists(tmp_path / "lists.csv", row.format("2025-05-01", "NA"), row.format("2025-06-01", "637010"))
    (found,) = made(path, governments).every(Agreement)
    assert (found.id, found.valid_to) == ("agreement/287g/florida-tampa-police/task-force-model", None)


def test_two_numbers_are_two_agencies(tmp_path: Path, governments: Governments) -> None:
    row = "{}|FLORIDA|NA|tampa police|{}|Task Force Model|(003) Local Police"
    path = lists(tmp_path / "lists.csv", row.format("2025-05-01", "1"), row.format("2025-06-01", "2"))
    assert len(made(path, governments).every(Agreement)) == 2


def test_one_list_alone_and_a_folder_of_lists_are_read(
    excerpts: Path, tmp_path: Path, governments: Governments, excerpt: Parsed
) -> None:
    text = (excerpts / "287g-agreements" / LISTS).read_text(encoding="utf-8").splitlines(keepends=True)
    for date in sorted({line.split(",")[0] for line in text[1:]}):
        rows = [line for line in text[1:] if line.startswith(f"{date},")]
        (tmp_path / f"{date.replace(' ', '')}.csv.gz").write_bytes(
            gzip.compress("".join([text[0], *rows]).encode())
        )
    (tmp_path / "notes.csv").write_text("a,b\n1,2\n")
    first = made(tmp_path / "2025-05-16am.csv.gz", governments)
    assert len(first.every(Agreement)) == len(printed(excerpts / "287g-agreements" / LISTS)["2025-05-16 am"])
    assert SOURCE.recognises(tmp_path)
    assert SOURCE.through(tmp_path) == datetime.date(2025, 7, 3)
    assert made(tmp_path, governments).every(Agreement) == excerpt.every(Agreement)


def test_a_later_list_alone_does_not_end_what_the_earlier_say(
    excerpts: Path, governments: Governments
) -> None:
    parse = parser(governments, datetime.date(2025, 5, 1))
    with pytest.raises(InvalidSource, match="Lists from 2025-05-01 on are loaded"):
        [list(parse(row)) for row in SOURCE.read(excerpts / "287g-agreements" / LISTS)]


class Graph:
    """Stands for a graph that holds one county, and agreements listed since a day."""

    def __init__(self, since: datetime.date | None) -> None:
        self.since = since

    def read(self, statement: str, _: object = None) -> list[dict[str, object]]:
        if "min(a.valid_from)" in statement:
            return [{"first": Date.from_native(self.since) if self.since else None}]
        return [
            {"id": f"{US}state:fl", "name": "Florida", "aliases": ["FL"], "state": "FL"},
            {"id": TAMPA, "name": "Tampa", "aliases": ["City of Tampa"], "state": "FL"},
        ]


@pytest.mark.parametrize("since", [None, datetime.date(2025, 5, 1), datetime.date(2025, 6, 1)])
def test_places_and_the_first_day_come_from_the_graph(tmp_path: Path, since: datetime.date | None) -> None:
    assert SOURCE.looks_up
    parse = SOURCE.looks_up(cast("Store", Graph(since)))
    (row,) = SOURCE.read(
        lists(tmp_path / "lists.csv", "2025-06-01|FLORIDA|NA|tampa police|1|Task Force Model|NA")
    )
    if since == datetime.date(2025, 5, 1):
        with pytest.raises(InvalidSource, match="Put it in one folder with the earlier lists"):
            list(parse(row))
    else:
        assert [each.end for each in parse(row) if isinstance(each, AgreedFor)] == [
            f"{US}state:fl/place:tampa"
        ]


@pytest.mark.parametrize(
    ("agency", "place"),
    [
        ("kansas city police", "state:ks/place:kansas_city"),
        ("kansas city kansas police", None),
        ("kansas highway patrol", "state:ks"),
        ("kansas of corrections", "state:ks"),
        ("kansas state university police", None),
        ("Kansas City Police Department", "state:ks/place:kansas_city"),
        ("Wyandotte County Sheriff's Office", "state:ks/county:wyandotte"),
    ],
)
def test_a_name_that_begins_with_the_states_may_be_a_citys(
    tmp_path: Path, governments: Governments, agency: str, place: str | None
) -> None:
    path = lists(tmp_path / "lists.csv", f"2025-06-01|KANSAS|NA|{agency}|NA|Task Force Model|NA")
    links = made(path, governments).every(AgreedFor)
    assert [each.end for each in links] == ([US + place] if place else [])


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("2025-06|FLORIDA|NA|tampa police|1|Task Force Model|NA", "The date '2025-06' is not a day"),
        ("|FLORIDA|NA|tampa police|1|Task Force Model|NA", "The date '' is not a day"),
        ("2025-02-30|FLORIDA|NA|tampa police|1|Task Force Model|NA", "The date '2025-02-30' is not a day"),
        ("2025-06-01|NA|NA|tampa police|1|Task Force Model|NA", "Field state is missing"),
        ("2025-06-01|FLORIDA|NA||1|Task Force Model|NA", "Field agency is missing"),
        ("2025-06-01|FLORIDA|NA|tampa police|1||NA", "Field type is missing"),
    ],
)
def test_a_broken_row_is_set_aside_alone(
    tmp_path: Path, governments: Governments, row: str, reason: str
) -> None:
    good = "2025-06-01|FLORIDA|NA|ocala police|2|Task Force Model|NA"
    parse, kept, reasons = parser(governments), 0, []
    for each in SOURCE.read(lists(tmp_path / "lists.csv", row, good)):
        try:
            kept += sum(isinstance(record, Agreement) for record in parse(each))
        except InvalidRecord as error:
            reasons.append((each.number, error.message))
    assert kept == 1
    ((line, message),) = reasons
    assert line == 2
    assert message.startswith(reason)


def test_a_row_that_is_cut_short_is_set_aside(tmp_path: Path, governments: Governments) -> None:
    path = tmp_path / "lists.csv"
    path.write_text(HEADER + "2025-06-01,FLORIDA,NA\n", encoding="utf-8")
    (row,) = SOURCE.read(path)
    with pytest.raises(InvalidRecord, match="Field agency is missing"):
        list(parser(governments)(row))


def test_a_column_that_nothing_reads_is_counted(tmp_path: Path, governments: Governments) -> None:
    path = lists(tmp_path / "lists.csv", "2025-06-01|FLORIDA|NA|tampa police|1|Task Force Model|NA")
    header, row = path.read_text().splitlines()
    path.write_text(f"{header},moa\n{row},yes\n")
    assert made(path, governments).left == {"moa": 1}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda data: data.replace(b"agency_id", b"number"), "lacks the columns agency_id"),
        (
            lambda data: data + b"2025-07-04,FLORIDA,NA,1,caf\xe9 police,1,NA,Task Force Model,1,1,NA\n",
            "not written in",
        ),
        (lambda data: gzip.compress(data)[:-20], "is cut or damaged"),
        (lambda _: b"\x00\x01\x02\x03" * 100, "lacks the columns"),
        (lambda _: b"", "lacks the columns"),
    ],
)
def test_a_damaged_file_is_refused(
    excerpts: Path, tmp_path: Path, change: Callable[[bytes], bytes], reason: str
) -> None:
    path = tmp_path / "lists.csv"
    path.write_bytes(change((excerpts / "287g-agreements" / LISTS).read_bytes()))
    with pytest.raises(InvalidSource, match=reason):
        list(SOURCE.read(path))


def test_files_are_told_by_their_content(excerpts: Path) -> None:
    known = {path.name for path in excerpts.rglob("*") if path.is_file() and SOURCE.recognises(path)}
    assert known == {LISTS}


def test_without_a_graph_agreements_have_no_place(excerpts: Path) -> None:
    parsed = Parsed(SOURCE, excerpts / "287g-agreements" / LISTS)
    assert parsed.counts() == {"Agreement": 30, "AgreedWith": 30}
    assert parsed.left["no government: its state is not known"] == 30


@pytest.fixture(scope="module")
def full(shared: Path, governments: Governments) -> Parsed:
    return made(shared / "conditions" / LISTS, governments)


@pytest.mark.shared
def test_the_intervals_give_back_every_list(shared: Path, full: Parsed) -> None:
    """On each of the 15 days, what holds is what the last list of the day prints: agency by agency."""
    told = printed(shared / "conditions" / LISTS)
    last = {date[:10]: date for date in sorted(told)}
    assert (len(told), len(last)) == (17, 15)
    names = {each.id: {each.party, *map(str.lower, each.aliases)} for each in full.every(Agreement)}
    for day, date in last.items():
        held = holding(full, datetime.date.fromisoformat(day))
        assert len(held) == len(told[date]), date
        for state, agency, model in told[date]:
            same = [
                each
                for each in held
                if each.model == model and agency in names[each.id] and f", {state.title()}: " in each.name
            ]
            assert len(same) == 1, (date, state, agency, model)


@pytest.mark.shared
def test_how_many_hold_on_each_day(full: Parsed) -> None:
    """Counted from the file: cut -d, -f1,2,5,8 | sort -u | cut -d, -f1 | uniq -c, the later list of a day."""
    may = {16: 570, 19: 587, 20: 602, 23: 627, 28: 627, 29: 634}
    june = {4: 640, 6: 648, 17: 704, 20: 717, 23: 717, 26: 726, 27: 735}
    july = {1: 742, 3: 752}
    for month, days in ((5, may), (6, june), (7, july)):
        held = {day: len(holding(full, datetime.date(2025, month, day))) for day in days}
        assert held == days


@pytest.mark.shared
def test_no_list_that_a_later_one_of_its_day_replaced_is_lost(shared: Path, full: Parsed) -> None:
    told = printed(shared / "conditions" / LISTS)
    for day in ("2025-05-19", "2025-05-23"):
        assert told[f"{day} am"] <= told[f"{day} pm"]
    assert "not counted: on an earlier list of a day only" not in full.left


@pytest.mark.shared
def test_full_size(full: Parsed) -> None:
    assert full.counts() == {"Agreement": 755, "AgreedWith": 755, "AgreedFor": 733}
    assert full.left == {
        "no government: a school, an airport or a body of several places": 17,
        "no government: no place has its name": 3,
        "no government: several places have its name": 1,
        "no government: its name and its county disagree": 1,
        "listed twice on one list": 2,
    }
    ended = Counter(each.valid_to for each in full.every(Agreement))
    assert sum(total for day, total in ended.items() if day) == 3


@pytest.mark.shared
def test_counties_are_those_that_the_lists_print(shared: Path, full: Parsed) -> None:
    """Where a list prints a county beside its sheriff, the agreement is that county's; one is misspelt."""
    linked = {each.start: each.end for each in full.every(AgreedFor)}
    places = {(each.name.split(":")[0], linked.get(each.id)) for each in full.every(Agreement)}
    with (shared / "conditions" / LISTS).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    agencies = {(row["state"].lower(), row["agency"]) for row in rows}
    counties = {(row["state"].lower(), row["county"].lower()) for row in rows}
    pairs = {(state, county) for state, county in counties if (state, f"{county} sheriff") in agencies}
    assert len(pairs) > 300
    for state, county in pairs - {("michigan", "berrian county")}:
        (place,) = (end for name, end in places if name.lower() == f"{county} sheriff, {state}")
        assert place
        slug = county.removesuffix(" county").removesuffix(" parish").replace(" ", "_")
        assert place.rsplit(":", 1)[-1].replace(".", "") == slug


@pytest.mark.shared
def test_the_fbi_places_the_agencies_alike(shared: Path, full: Parsed) -> None:
    """By the FBI's identifier of an agency, its list says whether it is a city's or a county's, and which."""
    with (shared / "places" / "fbi_law_enforcement_employees_2025.csv").open(encoding="utf-8-sig") as file:
        known = {row["ori"]: row for row in csv.DictReader(file)}
    agreements = {each.id: each for each in full.every(Agreement)}
    other, checked = set(), 0
    for link in full.every(AgreedFor):
        party, row = agreements[link.start].party, known.get(agreements[link.start].ori or "")
        if row is None:
            continue
        checked += 1
        kind, _, slug = link.end.rsplit("/", 1)[-1].partition(":")
        own = spelt(slug.replace("_", " ").replace("~", "'"))
        same = {
            "City": kind == "place" and own == spelt(row["pub_agency_name"]),
            "County": kind in {"county", "parish"} and own == spelt(row["county_name"]),
        }
        if not same.get(row["agency_type_name"], kind == "state"):
            other.add(party)
    assert checked == 659
    assert other == {"jacksonville sheriff", "las vegas metropolitan police", "st mary police"}
