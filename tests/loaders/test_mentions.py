"""Mentions against what ships: how many are right and found, how fast, and what a load leaves."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.documents import LINKS, VALUES, Count, Key, labelled, measure, total
from graph.store import Store
from loaders.documents import SOURCE, plain
from loaders.documents.known import Known, known
from loaders.documents.mentions import aided
from loaders.documents.spans import LINKED
from loaders.loading import load

pytestmark = pytest.mark.database
US = "ocd-division/country:us"


@pytest.fixture(scope="module")
def names(shipped: Store) -> Known:
    """What ships, by name."""
    return known(shipped)


@pytest.fixture(scope="module")
def counts(names: Known) -> dict[Key, Count]:
    """What is found in the labelled texts."""
    return measure(names, labelled().values())


def test_the_labelled_texts_are_many_and_as_they_are_read() -> None:
    texts = labelled()
    assert len([each for each in texts.values() if each.half == "held"]) >= 15
    assert len(texts) >= 30
    for text in texts.values():
        assert plain.read(text.text)[1] == text.text.rstrip("\n")
        for label in text.mentions:
            assert text.text[label.begins : label.ends] == label.words


def test_links_are_right_and_found(counts: dict[Key, Count]) -> None:
    whole, held = total(counts, LINKS), total(counts, LINKS, "held")
    assert whole.expected >= 400
    assert whole.precision >= 0.95
    assert whole.recall >= 0.93
    assert held.precision >= 0.93
    assert held.recall >= 0.9


def test_amounts_dates_and_other_spans_are_right_and_found(counts: dict[Key, Count]) -> None:
    held = total(counts, VALUES, "held")
    assert held.precision >= 0.97
    assert held.recall >= 0.94


IL, NY, OR = f"{US}/state:il", f"{US}/state:ny", f"{US}/state:or"
CHICAGO, COOK = f"{IL}/place:chicago", f"{IL}/county:cook"
OFFICES = ["agency/070/7012", "agency/070/7014", "agency/070/7003", "agency/070"]
SENTENCES = [
    (
        "A judge in Portland, Ore., and Portland, Maine.",
        [f"{OR}/place:portland", f"{US}/state:me/place:portland"],
    ),
    ("CHICAGO – The mayor said that Chicago would sue.", [CHICAGO, CHICAGO]),
    ("Cook County, Illinois, not Cook County, Georgia", [COOK, f"{US}/state:ga/county:cook"]),
    ("The board of Cook County met.", [COOK]),
    ("New York, New Jersey and Washington sued.", [NY, f"{US}/state:nj", f"{US}/state:wa"]),
    ("New York, Chicago and Boston", [f"{NY}/place:new_york", CHICAGO, f"{US}/state:ma/place:boston"]),
    ("agents in New York City", [f"{NY}/place:new_york"]),
    ("WASHINGTON – The Justice Department spoke.", [f"{US}/district:dc", "agency/015"]),
    ("Justice was done in Commerce and Reading by Union and Agency men.", []),
    ("Attorney General Merrick Garland and Mr. Lincoln wrote.", []),
    ("Paris, France, and Paris, Texas", [f"{US}/state:tx/place:paris"]),
    ("the Illinois Department of Transportation", [IL]),
    ("the U.S. Department of Transportation (DOT); DOT said", ["agency/069"] * 3),
    ("ICE, CBP and USCIS are in DHS.", OFFICES),
    ("FEMA paid.", ["agency/070/7022"]),
    ("the Office of the Inspector General of the Department of Justice", ["agency/015/1504", "agency/015"]),
    ("OJP and its BJA award Byrne JAG funds.", ["agency/015/1550", "agency/015/1550/bja", "16.738"]),
    ("Byrne-JAG grants (CFDA 16.738)", ["16.738", "16.738"]),
    ("COPS hiring grants of the COPS Office", ["16.710", "agency/015/cops"]),
    ("City of Chicago v. Sessions, 888 F.3d 272", ["case-chicago-v-sessions", "rul-ca7-chi-2018-04-19"]),
    ("E.O. 13768, 82 Fed. Reg. 8799", ["/us/eo/13768", "/us/eo/13768"]),
    ("the Seventh Circuit (No. 17-2991)", ["ca7", "case-chicago-v-sessions"]),
    ("PRWORA and the Homeland Security Act of 2002", ["/us/pl/104/193", "/us/pl/107/296"]),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES, ids=[text for text, _ in SENTENCES])
def test_names_mean_what_a_reader_takes_them_for(names: Known, text: str, expected: list[str]) -> None:
    spans = aided(text, names)
    assert [target for each in spans for target, score in each.targets if score >= LINKED] == expected


def test_the_names_of_all_that_ships_fit_in_little_memory(names: Known) -> None:
    assert len(names.gazetteer) > 80_000
    assert names.gazetteer.size < 150 * 1024 * 1024


@pytest.fixture
def loaded(shipped: Store, tmp_path: Path) -> Iterator[Path]:
    """A folder for documents, whose mentions are taken out of what ships afterwards."""
    yield tmp_path
    shipped.write("MATCH (n:Mention|Document|Load|Unresolved) WHERE n.dataset = 'documents' DETACH DELETE n")


LETTER = (
    "Re: compliance with 8 U.S.C. 1373\n\n"
    "The City of Chicago, Illinois, has until June 30, 2017, to answer the Department of Justice. "
    "See 12 U.S.C. 9999.\n\n"
    "The Washington plan costs $1.7 million."
)


def test_a_letter_is_linked_to_the_graph(shipped: Store, loaded: Path) -> None:
    path = loaded / "letter.txt"
    path.write_text(LETTER, encoding="utf-8")
    tally = load(shipped, SOURCE, path)
    assert (tally.types["Document"], tally.rejected, tally.unresolved) == (1, 0, 1)
    linked = shipped.read(
        "MATCH (:Document {dataset: 'documents'})<-[:MENTIONED_IN]-(m:Mention)-[r:REFERS_TO]->(n)"
        " RETURN m.name AS words, n.id AS id, r.score >= 0.75 AS sure ORDER BY m.begins"
    )
    assert linked == [
        {"words": "8 U.S.C. 1373", "id": "/us/usc/t8/s1373", "sure": True},
        {"words": "City of Chicago, Illinois", "id": f"{US}/state:il/place:chicago", "sure": True},
        {"words": "Department of Justice", "id": "agency/015", "sure": True},
    ]
    (unsure,) = shipped.read(
        "MATCH (m:Mention {dataset: 'documents'})-[:MAY_REFER_TO]->(n)"
        " RETURN m.name AS words, collect(n.id) AS ids"
    )
    assert unsure["words"] == "Washington"
    assert {f"{US}/state:wa", f"{US}/district:dc"} <= set(unsure["ids"])
    (sum_,) = shipped.read(
        "MATCH (m:Mention {kind: 'AMOUNT', dataset: 'documents'}) RETURN m.amount AS amount, m.name AS words"
    )
    assert sum_ == {"amount": 1_700_000.0, "words": "$1.7 million"}


def test_loading_a_letter_again_changes_nothing(shipped: Store, loaded: Path) -> None:
    path = loaded / "letter.txt"
    path.write_text(LETTER, encoding="utf-8")
    first, second = load(shipped, SOURCE, path), load(shipped, SOURCE, path)
    assert first.inserted > 10
    assert (second.inserted, second.updated, second.retired) == (0, 0, 0)


def test_a_changed_letter_is_another_document(shipped: Store, loaded: Path) -> None:
    for text in (LETTER, LETTER + " It is signed."):
        path = loaded / "letter.txt"
        path.write_text(text, encoding="utf-8")
        load(shipped, SOURCE, path)
    (found,) = shipped.read(
        "MATCH (d:Document {dataset: 'documents'})"
        " RETURN count(d) AS total, collect(DISTINCT d.name) AS names"
    )
    assert found == {"total": 2, "names": ["Re: compliance with 8 U.S.C. 1373"]}


def test_three_hundred_pages_are_loaded_within_a_minute(shipped: Store, loaded: Path) -> None:
    texts = "\n\n".join(each.text for each in labelled().values())
    path = loaded / "long.txt"
    path.write_text("\n\n".join([texts] * (300 * 3_000 // len(texts) + 1)), encoding="utf-8")
    begun = time.monotonic()
    tally = load(shipped, SOURCE, path)
    assert tally.types["Mention"] > 5_000
    assert time.monotonic() - begun < 60
