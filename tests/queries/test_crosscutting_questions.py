"""What experts ask of rules on federal money: answered by general questions, as the answers file says."""

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from graph.store import Store
from queries.applies import Applies
from queries.grants_depending_on import GrantsDependingOn
from queries.obligations_of import ObligationsOf
from queries.question import Question
from queries.requires import Requires
from queries.search import Search
from schema.classes import AssistanceType, RecipientType
from schema.duties import Conduct
from tests.queries.world import ask, day

pytestmark = pytest.mark.database
Rows = list[dict[str, Any]]
JAG, HIGHWAYS, STOP = "16.738", "20.205", "16.588"
STATE, CITY = RecipientType.STATE, RecipientType.LOCAL_GOVERNMENT


class Asked(msgspec.Struct, frozen=True):
    """A question, what of its answer is looked at, and what of the file's answer that must be."""

    number: str
    question: Question
    found: Callable[[Rows], Any]
    expected: Callable[[dict[str, Any]], Any]


def verdict(rows: Rows) -> str:
    return str(rows[0]["verdict"])


def no(answer: dict[str, Any]) -> str:
    return {False: "NO", True: "YES"}[answer["answer"]]


def given(*names: str) -> Callable[[dict[str, Any]], Any]:
    return lambda answer: {name: answer[name] for name in names}


def threshold(rows: Rows) -> dict[str, Any]:
    return {"threshold_usd": rows[0]["deciding"]["term"]["threshold"]}


def numbers(rows: Rows) -> set[str]:
    return {row["program"]["number"] for row in rows if row["program"]}


def cuts(rows: Rows) -> dict[str, Any]:
    """Percentage, and whether it is mandatory, of each duty whose breach reduces the money."""
    return {
        row["obligation"]["id"].removeprefix("ob-"): {
            "percent": row["penalty"]["percent"],
            "mandatory": row["penalty"]["mandatory"],
        }
        for row in rows
        if row["obligation"] and row["penalty"] and "REDUCE" in row["penalty"]["kinds"]
    }


def summed(rows: Rows) -> dict[str, float]:
    shares = [each for each in cuts(rows).values() if each["percent"]]
    mandatory = sum(each["percent"] for each in shares if each["mandatory"])
    every = sum(each["percent"] for each in shares)
    return {
        "sum_percent_max": every,
        "mandatory_percent": mandatory,
        "discretionary_up_to": every - mandatory,
    }


def attached(rows: Rows) -> dict[str, list[str]]:
    """The duties that the fact base of rules states, by who bears them and how they attach."""
    groups: dict[str, set[str]] = {
        name: set()
        for name in (
            "cross_cutting_always",
            "cross_cutting_conditional",
            "program_specific",
            "awarding_agency_side",
        )
    }
    for row in rows:
        if row["obligation"] and row["obligation"]["dataset"] == "crosscutting":
            groups[_group(row)].add(row["obligation"]["id"])
    return {name: sorted(found) for name, found in groups.items()}


def _group(row: dict[str, Any]) -> str:
    if row["side"] == "AWARDING_AGENCY":
        return "awarding_agency_side"
    if not row["by_class"]:
        return "program_specific"
    return "cross_cutting_always" if row["applies"] == "YES" else "cross_cutting_conditional"


def highways(rows: Rows) -> dict[str, float]:
    names = {
        "ob-hw-drinking-age": "drinking_age",
        "ob-hw-bac-08": "bac_08",
        "ob-hw-zero-tolerance": "zero_tolerance",
        "ob-hw-drug-license": "drug_license",
    }
    return {
        names[row["obligation"]["id"]]: row["penalty"]["percent"]
        for row in rows
        if row["obligation"] and row["obligation"]["id"] in names
    }


def cases(rows: Rows) -> set[str]:
    """The rulings that say so, by the names of their cases."""
    said = {who["id"] for claim in rows[0]["claims_for"] for who in claim["said_by"]}
    return {each.replace("rul-", "case-") for each in said}


def begins(rows: Rows) -> str:
    found: datetime.date = rows[0]["node"]["valid_from"]
    return found.isoformat()


def starts(rows: Rows) -> str:
    found: datetime.date = rows[0]["deciding"]["term"]["valid_from"]
    return found.isoformat()


def audited(on: str) -> Applies:
    """Whether a city's fiscal year that begins on the day must be audited, with two million spent in it."""
    question = Applies(obligation="ob-single-audit", program=JAG, recipient_type=CITY, measured=2_000_000.0)
    return msgspec.structs.replace(question, as_of=day(on))


TODAY = day("2025-10-01")
TABLE = (
    Asked("xq01", audited("2024-12-01"), threshold, given("threshold_usd")),
    Asked("xq02", audited("2024-07-01"), threshold, given("threshold_usd")),
    Asked("xq03", audited("2014-07-01"), threshold, given("threshold_usd")),
    Asked(
        "xq05",
        GrantsDependingOn(on="ob-sorna-implement", as_of=TODAY),
        numbers,
        lambda answer: set(answer["programs"]),
    ),
    Asked(
        "xq05",
        Applies(obligation="ob-sorna-implement", program=JAG, recipient_type=STATE, as_of=TODAY),
        lambda rows: {name: rows[0]["deciding"]["penalty"][name] for name in ("percent", "mandatory")},
        given("percent", "mandatory"),
    ),
    Asked(
        "xq05",
        Applies(obligation="ob-sorna-implement", program=JAG, recipient_type=CITY, as_of=TODAY),
        verdict,
        lambda answer: "NO" if "not direct local awards" in answer["hits"] else "YES",
    ),
    Asked("xq06", ObligationsOf(program=JAG, recipient_type=STATE, as_of=TODAY), cuts, dict),
    Asked(
        "xq07",
        ObligationsOf(program=JAG, recipient_type=STATE, as_of=TODAY),
        summed,
        given("sum_percent_max", "mandatory_percent", "discretionary_up_to"),
    ),
    Asked(
        "xq08",
        Applies(obligation="ob-prea-standards", program=STOP, recipient_type=STATE, as_of=day("2019-10-01")),
        verdict,
        no,
    ),
    Asked("xq10", Applies(obligation="2 CFR 200.216", program=JAG, as_of=day("2019-06-01")), verdict, no),
    Asked(
        "xq10",
        Applies(obligation="2 CFR 200.216", program=JAG, as_of=day("2019-06-01")),
        starts,
        lambda answer: answer["effective"],
    ),
    Asked("xq11", Search(text="2 CFR 200.216"), begins, lambda answer: answer["date"]),
    Asked("xq11", Search(text="cfr-2-200-340-v2020"), begins, lambda answer: answer["date"]),
    Asked("xq11", Search(text="85 Fed. Reg. 49506"), begins, lambda answer: answer["rest"]),
    Asked("xq12", ObligationsOf(program=JAG, recipient_type=CITY, as_of=TODAY), attached, dict),
    Asked("xq14", Requires(provision="Davis-Bacon Act", conduct=Conduct.WAGES), verdict, no),
    Asked(
        "xq14",
        GrantsDependingOn(on="Davis-Bacon wages", construction=True, as_of=TODAY),
        numbers,
        lambda answer: set(answer["examples_that_have_it"]),
    ),
    Asked(
        "xq15", ObligationsOf(program=HIGHWAYS, recipient_type=STATE, as_of=day("2026-01-01")), highways, dict
    ),
    Asked(
        "xq18",
        Applies(obligation="ob-hatch-act", program=JAG, jurisdiction="Chicago", as_of=TODAY),
        lambda rows: "2 years" in rows[0]["deciding"]["penalty"]["words"],
        lambda answer: answer["withhold"].startswith("two years of the employee's pay"),
    ),
    Asked(
        "xq18",
        Applies(obligation="ob-hatch-act", program=JAG, jurisdiction="Chicago", as_of=TODAY),
        lambda rows: rows[0]["deciding"]["penalty"]["falls_due"].split(" days")[0].split()[-1],
        lambda answer: str(answer["after_days"]),
    ),
    Asked(
        "xq21",
        GrantsDependingOn(
            on="Solomon Amendment",
            recipient_type=RecipientType.INSTITUTION_OF_HIGHER_EDUCATION,
            as_of=TODAY,
        ),
        lambda rows: (
            len({row["agency"]["id"] for row in rows if row["agency"]})
            + len({each["term"]["also_covers"] for row in rows for each in row["terms"]})
        ),
        lambda answer: len(answer["loses"]),
    ),
    Asked(
        "xq21",
        Applies(
            obligation="Solomon Amendment",
            recipient_type=RecipientType.INSTITUTION_OF_HIGHER_EDUCATION,
            assistance_type=AssistanceType.STUDENT_FINANCIAL_ASSISTANCE,
            as_of=TODAY,
        ),
        verdict,
        lambda answer: "NO" if answer["keeps"] == "student financial assistance" else "YES",
    ),
    Asked(
        "xq22",
        Applies(obligation="Title VI", assistance_type=AssistanceType.INSURANCE, as_of=TODAY),
        verdict,
        no,
    ),
    Asked("xq25", Requires(provision="Spending Clause", conduct=Conduct.CLEAR_NOTICE), cases, set),
    Asked("xq26", Requires(provision="8 USC 1642", conduct=Conduct.VERIFICATION), verdict, no),
    Asked(
        "xq26",
        Applies(obligation="8 USC 1642", recipient_type=RecipientType.NONPROFIT, as_of=TODAY),
        verdict,
        no,
    ),
    Asked(
        "xq28",
        Applies(
            obligation="ob-termination-clear-terms",
            program=JAG,
            recipient_type=CITY,
            as_of=day("2026-11-01"),
        ),
        verdict,
        lambda answer: answer["answer"].upper(),
    ),
)


@pytest.fixture(scope="module")
def answers(shared: Path) -> dict[str, Any]:
    content = (shared / "facts" / "crosscutting_questions.yaml").read_bytes()
    questions = yaml.load(content, Loader=yaml.CSafeLoader)["questions"]
    return {each["id"]: each["answer"] for each in questions}


@pytest.mark.shared
@pytest.mark.parametrize("asked", TABLE, ids=lambda each: f"{each.number}-{type(each.question).__name__}")
def test_the_answer_is_the_experts(shipped: Store, answers: dict[str, Any], asked: Asked) -> None:
    assert asked.found(ask(shipped, asked.question)) == asked.expected(answers[asked.number])


@pytest.mark.shared
def test_every_question_is_asked(answers: dict[str, Any]) -> None:
    assert {each.number for each in TABLE} == set(answers)


def test_the_missing_fact_is_named(shipped: Store) -> None:
    """Why the text of October 2026 is not known: the proposal, and the day that it was planned for."""
    question = Applies(obligation="2 CFR 200.340", program=JAG, recipient_type=CITY, as_of=day("2026-11-01"))
    (row,) = ask(shipped, question)
    assert any("Proposed Uniform Grants Regulation" in each for each in row["missing"]), row["missing"]
