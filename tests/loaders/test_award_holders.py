"""Recipients and the governments that they act for: names from published files, labelled by hand."""

from pathlib import Path
from typing import NamedTuple

import pytest

from data.shipped import FOLDER
from loaders import normalised
from loaders.awards.holder_names import Form, Named, core, forms, readings, spelt
from loaders.awards.holders import THRESHOLD, Governments, Holder, Level, Match, Place
from schema.places import Jurisdiction

US = "ocd-division/country:us/"


class Labelled(NamedTuple):
    """A recipient as printed, with its state, and the place that it acts for, if any."""

    name: str
    state: str
    place: str | None


FEED = [
    Labelled(name, state, None)
    for name, state in (
        ("CANDLERIDGE APTS", "TX"),
        ("C PIERCE FARMS INC", "NC"),
        ("KELM BROTHERS FARMS", "TX"),
        ("TANGLEWOOD FARM INC", "VA"),
        ("LANCASTER PROPERTIES", "NC"),
        ("J L G INC", "NE"),
        ("LUST FARMS PARTNERSHIP", "OH"),
        ("EDWARDS FAMILY INVESTMENTS LLC", "TN"),
        ("DREW FARMS", "SC"),
        ("C & C FARMS", "WA"),
        ("LINCOLN RIDGEVIEW FARMS INC", "IA"),
        ("HILLS OF HOME FARMS", "PA"),
        ("DESERT COULEE RANCH INC", "MT"),
        ("TAMARACK PLANTING CO", "LA"),
        ("BUTLER BROTHERS", "WV"),
        ("STAFFORD FAMILY LIMITED PARTNERSH", "OK"),
        ("NORTH CENTRAL EQUIPMENT INC", "WI"),
        ("RICHARDSON CATTLE COMPANY", "OK"),
        ("PEARSON FARMS", "MO"),
        ("CAMPBELL FARMS", "MO"),
        ("ELLIS FARMS", "TX"),
        ("LYNNACRES", "PA"),
    )
]
ANSWERS = [
    Labelled("CALIFORNIA, STATE OF", "CA", "state:ca"),
    Labelled("NEW YORK, STATE OF", "NY", "state:ny"),
    Labelled("HEALTH CARE SERVICES, CALIFORNIA DEPARTMENT OF", "CA", "state:ca"),
    Labelled("OPTUM BANK", "UT", None),
    Labelled("THE UNIVERSITY OF ALABAMA IN HUNTSVILLE", "AL", None),
    Labelled("BAY AREA ENVIRONMENTAL RESEARCH INSTITUTE", "CA", None),
    Labelled("BAYLOR COLLEGE OF MEDICINE", "TX", None),
    Labelled("IOWA COLLEGE ACQUISITION CORP.", "IA", None),
    Labelled("THE UNIVERSITY OF IOWA", "IA", None),
    Labelled("UNIVERSITY OF IOWA, THE", "IA", None),
    Labelled("REGENTS OF THE UNIVERSITY OF CALIFORNIA, THE", "CA", None),
    Labelled("CALIFORNIA INSTITUTE OF TECHNOLOGY", "CA", None),
    Labelled("AUBURN UNIVERSITY", "AL", None),
    Labelled("UNIVERSITIES SPACE RESEARCH ASSOCIATION", "MD", None),
    Labelled("UNIVERSITY OF ALASKA FAIRBANKS", "AK", None),
    Labelled("CHUGACH FEDERAL SOLUTIONS, INC.", "AK", None),
    Labelled("ORBITAL SCIENCES LLC", "VA", None),
    Labelled("LOCKHEED MARTIN CORP", "CO", None),
    Labelled("THE BOEING COMPANY", "AL", None),
    Labelled("VICTORY SOLUTIONS, INC.", "AL", None),
]
AUDITS = [
    Labelled("CITY OF MIAMI", "FL", "state:fl/place:miami"),
    Labelled("AROOSTOOK COUNTY", "ME", "state:me/county:aroostook"),
    Labelled("STATE OF FLORIDA DEPARTMENT OF", "FL", "state:fl"),
    Labelled("FL DEPT OF AGRICULTURE & CONSUMER SERVIC", "FL", "state:fl"),
    Labelled("FL DEPT OF ECONOMIC OPPORTUNITY", "FL", "state:fl"),
    Labelled("FL DEPT OF ELDERLY AFFAIRS", "FL", "state:fl"),
    Labelled("FL DEPT OF LEGAL AFFAIRS/ATTOR GENERAL", "FL", "state:fl"),
    Labelled("FL DIVISION OF EMERGENCY MANAGEMENT", "FL", "state:fl"),
    Labelled("FL EXECUTIVE OFFICE OF GOVERNOR", "FL", "state:fl"),
    Labelled("FLORIDA DEPARTMENT DIVISION OF EMERGENCY MANAGEMENT", "FL", "state:fl"),
    Labelled("FLORIDA DEPARTMENT OF CHILDREN & FAMILIE", "FL", "state:fl"),
    Labelled("FLORIDA DEPARTMENT OF LAW ENFORCEMENT", "FL", "state:fl"),
    Labelled("FLORIDA DEPARTMENT OF REVENUE", "FL", "state:fl"),
    Labelled("FLORIDA DEPARTMENT OF STATE", "FL", "state:fl"),
    Labelled("FLORIDA DEPARTMENT OF TRANSPORTATION", "FL", "state:fl"),
    Labelled("FLORIDA DEPT OF EDUCATION", "FL", "state:fl"),
    Labelled("FLORIDA LAW ENFORCE", "FL", "state:fl"),
    Labelled("FDLE", "FL", "state:fl"),
    Labelled("FEMA", "FL", None),
    Labelled("ALLIANCE FOR AGING, INC", "FL", None),
    Labelled("PUBLIC HOUSING & COMMUNITY DEVELOPMENT", "FL", None),
    Labelled("SOUTH FLORIDA BEHAVIORAL HEALTH NETWORK", "FL", None),
    Labelled("DISABILITY INDEPENDENCE GROUP", "FL", None),
    Labelled("UNITED WAY OF AMERICA", "VA", None),
    Labelled("UNIVERSITY OF MARYLAND, BALTIMORE", "MD", None),
    Labelled("APPALACHIAN TRAIL COMMISSION", "ME", None),
    Labelled("ATLANTIC STATE MARINE FISHERIES COMMISSION", "VA", None),
    Labelled("NATIONAL FISH & WILDLIFE FOUNDATION", "DC", None),
    Labelled("NORTHERN BORDER REGIONAL COMMISSION", "NH", None),
    Labelled("THE NATURE CONSERVANCY", "ME", None),
    Labelled("UNIVERSITY OF VERMONT", "VT", None),
    Labelled("HOOD COLLEGE", "MD", None),
]
AGREEMENTS = [
    Labelled("jefferson county sheriff", "FL", "state:fl/county:jefferson"),
    Labelled("st mary county sheriff", "MD", "state:md/county:st_mary~s"),
    Labelled("st johns county sheriff", "FL", "state:fl/county:st_johns"),
    Labelled("lexington county sheriff", "SC", "state:sc/county:lexington"),
    Labelled("franklin county sheriffs", "PA", "state:pa/county:franklin"),
    Labelled("crow wing county sheriff", "MN", "state:mn/county:crow_wing"),
    Labelled("washington county sheriff", "UT", "state:ut/county:washington"),
    Labelled("canadian county sheriff", "OK", "state:ok/county:canadian"),
    Labelled("tarpon springs police", "FL", "state:fl/place:tarpon_springs"),
    Labelled("kenneth city police", "FL", "state:fl/place:kenneth_city"),
    Labelled("north bay village police", "FL", "state:fl/place:north_bay_village"),
    Labelled("kodiak police", "AK", "state:ak/place:kodiak"),
    Labelled("oklahoma of corrections", "OK", "state:ok"),
    Labelled("florida national guard", "FL", "state:fl"),
    Labelled("university of florida police", "FL", None),
    Labelled("university of west florida board of trustees", "FL", None),
    Labelled("okmulgee county criminal justice authority", "OK", None),
]
EVERY = [*FEED, *ANSWERS, *AUDITS, *AGREEMENTS]


@pytest.fixture(scope="module")
def governments() -> Governments:
    """The governments that ship with the product."""
    shipped: Path = FOLDER / "jurisdictions.ndjson.gz"
    return Governments(
        Place(each.id, each.name, each.kind, each.state, each.geoid, each.aliases)
        for each in normalised.records(shipped)
        if isinstance(each, Jurisdiction) and each.state and each.valid_to is None
    )


def linked(governments: Governments, holder: Holder) -> str | None:
    match = governments.match(holder)
    return match.place.removeprefix(US) if match and match.score >= THRESHOLD else None


def test_precision_comes_first(governments: Governments) -> None:
    assert len(EVERY) >= 80
    told = [(each, linked(governments, Holder(each.name, each.state))) for each in EVERY]
    wrong = [(each, found) for each, found in told if found and found != each.place]
    assert wrong == []
    acting = [each for each in EVERY if each.place]
    right = [each for each, found in told if found == each.place and found]
    assert len(right) / len(acting) >= 0.8


@pytest.mark.parametrize(
    ("name", "state", "place"),
    [
        ("CITY OF CHICAGO", "IL", "state:il/place:chicago"),
        ("CHICAGO, CITY OF", "IL", "state:il/place:chicago"),
        ("The City of Chicago", "IL", "state:il/place:chicago"),
        ("CITY OF CHICAGO, ILLINOIS", "IL", "state:il/place:chicago"),
        ("COUNTY OF COOK", "IL", "state:il/county:cook"),
        ("COOK, COUNTY OF", "IL", "state:il/county:cook"),
        ("COOK COUNTY GOVERNMENT", "IL", "state:il/county:cook"),
        ("CITY & COUNTY OF SAN FRANCISCO", "CA", "state:ca/place:san_francisco"),
        ("COUNTY OF SAN FRANCISCO", "CA", "state:ca/county:san_francisco"),
        ("HONOLULU, CITY & COUNTY OF", "HI", "state:hi/place:honolulu"),
        ("CITY OF ST. LOUIS", "MO", "state:mo/place:st_louis"),
        ("SAINT LOUIS COUNTY", "MO", "state:mo/county:st_louis"),
        ("KANSAS CITY, CITY OF", "MO", "state:mo/place:kansas_city"),
        ("KANSAS CITY", "MO", "state:mo/place:kansas_city"),
        ("NEW YORK CITY", "NY", "state:ny/place:new_york"),
        ("GOVERNMENT OF THE DISTRICT OF COLUMBIA", "DC", "district:dc"),
        ("PUERTO RICO, COMMONWEALTH OF", "PR", "territory:pr"),
        ("GOVERNMENT OF GUAM", "GU", "territory:gu"),
        ("ORLEANS PARISH", "LA", "state:la/parish:orleans"),
        ("TOWN OF ATHENS", "NY", "state:ny/county:greene/place:athens"),
        ("ATHENS, VILLAGE OF", "NY", "state:ny/place:athens"),
    ],
)
def test_a_government_is_known_by_the_forms_of_its_name(
    governments: Governments, name: str, state: str, place: str
) -> None:
    match = governments.match(Holder(name, state))
    assert match is not None
    assert (match.place.removeprefix(US), match.score) == (place, 0.95)


@pytest.mark.parametrize(
    ("name", "state", "place"),
    [
        ("NEW YORK CITY DEPARTMENT OF EDUCATION", "NY", "state:ny/place:new_york"),
        ("CITY OF CHICAGO DEPARTMENT OF PUBLIC HEALTH", "IL", "state:il/place:chicago"),
        ("LOS ANGELES COUNTY PROBATION DEPARTMENT", "CA", "state:ca/county:los_angeles"),
        ("COUNTY OF LOS ANGELES SHERIFF'S DEPARTMENT", "CA", "state:ca/county:los_angeles"),
        ("TEXAS DEPARTMENT OF TRANSPORTATION", "TX", "state:tx"),
        ("TAMPA POLICE DEPARTMENT", "FL", "state:fl/place:tampa"),
        ("TEXAS EDUCATION AGENCY", "TX", None),
        ("TEXAS COMMISSION ON LAW ENFORCEMENT", "TX", "state:tx"),
        ("DEPARTMENT OF HEALTH, STATE OF FLORIDA", "FL", "state:fl"),
        ("BROWARD COUNTY BOARD OF COUNTY COMMISSIONERS", "FL", "state:fl/county:broward"),
    ],
)
def test_a_department_scores_lower_and_says_so(
    governments: Governments, name: str, state: str, place: str | None
) -> None:
    match = governments.match(Holder(name, state))
    if place is None:
        assert match is None
    else:
        assert match is not None
        assert (match.place.removeprefix(US), match.score) == (place, 0.88)
        assert "a department of" in match.note


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("CHICAGO HOUSING AUTHORITY", "IL"),
        ("CHICAGO BOARD OF EDUCATION", "IL"),
        ("COOK COUNTY SCHOOL DISTRICT 130", "IL"),
        ("VIRGINIA BEACH DEPARTMENT OF EDUCATION", "VA"),
        ("CITY OF HOPE NATIONAL MEDICAL CENTER", "CA"),
        ("WASHINGTON COUNTY HOSPITAL", "MD"),
        ("CITY COLLEGE OF SAN FRANCISCO", "CA"),
        ("BOSTON POLICE FOUNDATION", "MA"),
        ("CHICAGO POLICE MEMORIAL", "IL"),
        ("FIRST NATION BANK OF COOK COUNTY INC", "IL"),
        ("CITY OF CHICAGO", "TX"),
        ("CITY OF CHICAGO", ""),
        ("CHICAGO", "IL"),
        ("", "IL"),
        ("OF", "IL"),
        (", CITY", "IL"),
        ("BURLINGTON COUNTY BRIDGE COMMISSION", "NJ"),
    ],
)
def test_what_is_no_government_of_the_state_is_none(governments: Governments, name: str, state: str) -> None:
    assert linked(governments, Holder(name, state)) is None


def test_codes_of_the_address_tell_namesakes_apart(governments: Governments) -> None:
    assert governments.match(Holder("WASHINGTON TOWNSHIP", "PA", Level.MUNICIPALITY)) is None
    berks = Holder("WASHINGTON TOWNSHIP", "PA", Level.MUNICIPALITY, county="011")
    assert linked(governments, berks) == "state:pa/county:berks/place:washington"


def test_codes_and_type_make_a_match_sure_or_doubtful(governments: Governments) -> None:
    def score(level: Level | None, city: str | None) -> float:
        match = governments.match(Holder("CITY OF CHICAGO", "IL", level, "031", city))
        assert match is not None
        return match.score

    assert score(Level.MUNICIPALITY, "14000") == 1.0
    assert score(None, "14000") == 1.0
    assert score(Level.LOCAL, None) == 0.97
    assert score(None, "75000") == 0.92
    assert score(Level.STATE, None) == 0.83


def test_a_bare_name_needs_both_type_and_code(governments: Governments) -> None:
    assert linked(governments, Holder("CHICAGO", "IL", Level.MUNICIPALITY, "031", "14000")) is not None
    assert linked(governments, Holder("CHICAGO", "IL", Level.MUNICIPALITY)) is None


def test_a_spelling_that_differs_needs_the_code(governments: Governments) -> None:
    close = governments.match(Holder("CITY OF MINNEAPOLS", "MN"))
    assert close is not None
    assert close.score < THRESHOLD
    sure = governments.match(Holder("CITY OF MINNEAPOLS", "MN", city="43000"))
    assert sure is not None
    assert (sure.score, "spelling differs from Minneapolis" in sure.note) == (0.87, True)


def test_a_recipient_of_another_kind_is_no_government(governments: Governments) -> None:
    assert governments.match(Holder("CITY OF HOPE", "AR", Level.OTHER)) is None
    assert linked(governments, Holder("CITY OF HOPE", "AR")) == "state:ar/place:hope"


def test_who_claims_to_be_a_government() -> None:
    assert Holder("HEALTH, DEPARTMENT OF", "PA", Level.STATE).claims
    assert Holder("CITY OF ATLANTIS", "NV").claims
    assert not Holder("CITY OF ATLANTIS", "NV", Level.OTHER).claims
    assert not Holder("TANGLEWOOD FARM INC", "VA").claims


def test_names_are_spelt_one_way() -> None:
    assert spelt("St. Mary's Cnty") == "SAINT MARYS COUNTY"
    assert spelt("Chicago, City of") == "CITY OF CHICAGO"
    assert core("Cook County") == "COOK"
    assert core("Kansas City") == "KANSAS CITY"
    assert forms(("Anytown", "Village of Anytown", "Town of Other, NY")) == {Form.VILLAGE}


def test_readings_begin_with_the_most_literal() -> None:
    assert list(readings("KANSAS CITY"))[:2] == [
        Named("KANSAS CITY", Form.CITY),
        Named("KANSAS", Form.CITY),
    ]


def test_a_governments_own_name_never_means_another(governments: Governments) -> None:
    shipped = list(normalised.records(FOLDER / "jurisdictions.ndjson.gz"))
    towns = [each for each in shipped if isinstance(each, Jurisdiction) and each.state][::25]
    named = [(each, name) for each in towns for name in each.aliases if " of " in name and "," not in name]
    told = [(each, linked(governments, Holder(name.upper(), each.state or ""))) for each, name in named]
    assert [each.id for each, found in told if found and US + found != each.id] == []
    assert len([found for _, found in told if found]) > 0.8 * len(named) > 1_000


def test_of_two_that_are_as_likely_none_is_chosen() -> None:
    twins = [Place(f"t/{n}", "Twin", kind, "ZZ") for n, kind in enumerate(["PLACE", "PLACE"])]  # type: ignore[arg-type]
    assert Governments(twins).match(Holder("CITY OF TWIN", "ZZ")) is None
    (one, _) = twins
    found = Governments([one]).match(Holder("CITY OF TWIN", "ZZ"))
    assert found == Match("t/0", 0.95, "Inferred: the name reads as the city of Twin.")
