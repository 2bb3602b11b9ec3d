"""What people write for what ships, through the API: one statement finds all of it, or says what is meant."""

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar

import pytest

from api.settings import Settings
from graph.store import Store
from queries.question import Answer, Question
from schema.courts import Case, Court, Ruling
from schema.law import LegalText
from schema.model import Node
from schema.money import Agency, GrantProgram
from schema.places import Jurisdiction
from schema.values import Text
from tests.api.conftest import Client

pytestmark = pytest.mark.database

ILLINOIS = "ocd-division/country:us/state:il"
NEW_YORK = "ocd-division/country:us/state:ny"
FOUND = {
    "texts": {
        "8 USC 1373(a)": "/us/usc/t8/s1373/a",
        "EO 13768": "/us/eo/13768",
        "exec order 13768 section 9(a)": "/us/eo/13768/s9/a",
        "82 FR 8799": "/us/eo/13768",
        "82 Fed. Reg. 8799": "/us/eo/13768",
        "Pub. L. 104-208": "/us/pl/104/208",
        "Pub. L. 104-208 § 642": "/us/usc/t8/s1373",
        "P.L. 104-208, section 642(a)": "/us/usc/t8/s1373/a",
        "section 1373": "/us/usc/t8/s1373",
        "§ 1373": "/us/usc/t8/s1373",
        "2 CFR 200.339": "/us/cfr/t2/s200.339",
    },
    "programs": {"16.738": "16.738", "Byrne JAG": "16.738", "CFDA 16.738": "16.738", "SCAAP": "16.606"},
    "agencies": {"DOJ": "agency/015", "The Department of Justice": "agency/015", "HHS": "agency/075"},
    "places": {
        "Chicago": f"{ILLINOIS}/place:chicago",
        "Chicago Illinois": f"{ILLINOIS}/place:chicago",
        "Cook County, IL": f"{ILLINOIS}/county:cook",
        "County of Cook, Ill.": f"{ILLINOIS}/county:cook",
        "N.Y.C.": f"{NEW_YORK}/place:new_york",
        "New York, NY": f"{NEW_YORK}/place:new_york",
        "State of New York": NEW_YORK,
        "Calif.": "ocd-division/country:us/state:ca",
        "Saint Louis, MO": "ocd-division/country:us/state:mo/place:st_louis",
    },
    "courts": {
        "City of Chicago v. Sessions": "case-chicago-v-sessions",
        "1:17-cv-05720": "case-chicago-v-sessions",
        "17-cv-5720": "case-chicago-v-sessions",
        "897 F.3d 1225": "rul-ca9-sf-v-trump-2018-08-01",
        "897 F. 3d 1225": "rul-ca9-sf-v-trump-2018-08-01",
        "7th Cir.": "ca7",
    },
}
AMBIGUOUS = {
    "places": {
        "New York": {NEW_YORK, f"{NEW_YORK}/place:new_york"},
        "Cook County": {f"{ILLINOIS}/county:cook", "ocd-division/country:us/state:mn/county:cook"},
    },
    "courts": {"San Francisco v. Trump": {"case-sf-v-trump-2017", "case-sf-v-trump-2025"}},
}
NEAREST = {
    "texts": {
        "JAG FY2017 certification": "cond-jag-fy2017-cert",
        "2 CFR 200.340(a)": "/us/cfr/t2/s200.340/a/4",
    },
    "places": {"Chicgo": f"{ILLINOIS}/place:chicago"},
}


class Found(Answer, frozen=True, kw_only=True):
    """A node."""

    node: Annotated[Node, "The node."]


class Names(Question, frozen=True, kw_only=True):
    """The nodes that are named."""

    answer = Found
    example: ClassVar = {}
    cypher = "UNWIND texts + programs + agencies + places + courts AS node RETURN node"

    texts: Annotated[tuple[Text, ...], LegalText, "Texts."] = ()
    programs: Annotated[tuple[Text, ...], GrantProgram, "Programs."] = ()
    agencies: Annotated[tuple[Text, ...], Agency, "Agencies."] = ()
    places: Annotated[tuple[Text, ...], Jurisdiction, "Places."] = ()
    courts: Annotated[tuple[Text, ...], Case, Ruling, Court, "Cases, rulings and courts."] = ()


TEXT = """query ($texts: [String!], $programs: [String!], $agencies: [String!], $places: [String!],
    $courts: [String!]) {
    names(texts: $texts, programs: $programs, agencies: $agencies, places: $places, courts: $courts) {
        rows { node { id } }
    }
}"""


@pytest.fixture(scope="module")
def facts(shipped: Store) -> Iterator[Client]:
    """An engine over what ships that knows this question alone."""
    made = Client(shipped.address, Settings(seconds=120), asked={"names": Names})
    yield made
    made.close()


def refused(facts: Client, wanted: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """The extensions of the errors, by the text that was given."""
    reply = facts.ask(TEXT, {kind: list(texts) for kind, texts in wanted.items()})
    assert reply.data == {"names": None}
    assert {each["extensions"]["given"]: each["extensions"]["argument"] for each in reply.errors} == {
        text: kind for kind, texts in wanted.items() for text in texts
    }
    return {each["extensions"]["given"]: each["extensions"] for each in reply.errors}


def test_everything_that_people_write_is_found_in_one_statement(facts: Client) -> None:
    facts.counting.ran.clear()
    rows = facts.data(TEXT, **{kind: list(texts) for kind, texts in FOUND.items()})["names"]["rows"]
    written = [text for texts in FOUND.values() for text in texts]
    found = dict(zip(written, (row["node"]["id"] for row in rows), strict=True))
    assert found == {text: name for texts in FOUND.values() for text, name in texts.items()}
    assert len(facts.counting.ran) == 1


def test_what_may_mean_several_things_comes_with_them_as_data(facts: Client) -> None:
    told = refused(facts, AMBIGUOUS)
    for texts in AMBIGUOUS.values():
        for text, meant in texts.items():
            assert told[text]["code"] == "AMBIGUOUS"
            assert meant <= {each["id"] for each in told[text]["alternatives"]}
    (state, city) = sorted(told["New York"]["alternatives"], key=lambda each: len(each["id"]))
    assert (state["type"], state["name"], state["state"], state["how"]) == (
        "Jurisdiction",
        "New York",
        "NY",
        "NAME",
    )
    assert city["id"] == f"{NEW_YORK}/place:new_york"
    assert {each["type"] for each in told["San Francisco v. Trump"]["alternatives"]} == {"Case", "Ruling"}


def test_what_is_unknown_comes_with_the_nearest_as_data(facts: Client) -> None:
    told = refused(facts, NEAREST)
    for texts in NEAREST.values():
        for text, near in texts.items():
            assert told[text]["code"] == "NOT_FOUND"
            assert near in {each["id"] for each in told[text]["alternatives"]}
            assert {each["how"] for each in told[text]["alternatives"]} == {"WORDS"}
