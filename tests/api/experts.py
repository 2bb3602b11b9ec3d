# ruff: noqa: E501
"""What experts ask, as the operations that a front end would send, and how the answer is read off them."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

Data = dict[str, Any]


class Asked(NamedTuple):
    """An operation, what is picked out of its data, and what that must be."""

    operation: str
    picked: Callable[[Data], Any]
    expected: Any


def nodes(connection: Data) -> list[Data]:
    """The nodes of a connection."""
    return [edge["node"] for edge in connection["edges"]]


def first(data: Data) -> Data:
    """The best hit of a search."""
    found: Data = data["search"]["rows"][0]["node"]
    return found


def found(text: str, kind: str, fields: str) -> str:
    """A search, and fields of what it finds."""
    return f'{{ search(text: "{text}", first: 1) {{ rows {{ node {{ ... on {kind} {{ {fields} }} }} }} }} }}'


def status(condition: str, place: str | None, day: str, fields: str = "status") -> str:
    """The status of a condition for a place on a day."""
    named = f', jurisdiction: "{place}"' if place else ""
    return f'conditionStatus(condition: "{condition}"{named}, asOf: "{day}") {{ {fields} }}'


def statuses(asked: Iterable[tuple[str, str]], place: str, day: str, fields: str = "status") -> str:
    """The status of several conditions, each under a name of its own."""
    return (
        "{ "
        + " ".join(f"{name}: {status(condition, place, day, fields)}" for name, condition in asked)
        + " }"
    )


def counted(data: Data, number: str) -> list[tuple[float, bool]]:
    """The sums of a program's money by place, and whether they are approximate."""
    return [
        (year["amount"], year["approximate"])
        for place in data["compare"]["rows"]
        for program in place["programs"]
        if program["program"]["number"] == number
        for year in program["years"]
    ]


def required(provision: str, conduct: str) -> str:
    """Whether a text requires a conduct."""
    return f'{{ requires(provision: "{provision}", conduct: {conduct}) {{ verdict }} }}'


JAG_2017 = (
    ("notice", "cond-jag-fy2017-notice"),
    ("access", "cond-jag-fy2017-access"),
    ("cert", "cond-jag-fy2017-cert"),
)
ENACTED = "enactedBy { edges { actSection node { number enactedOn } } }"
CLAIMED = "claimsAbout(first: 100) { edges { node { outcome } } }"
COMPARED = "rows { programs { program { number } years { fiscalYear amount approximate } } }"
OIG = 'listedPlaces(list: "ea-oig-memo-2016-05-31", asOf: "2017-10-12")'


def enacted(data: Data) -> list[Data]:
    """The laws that enacted a provision, with the section of each."""
    return [
        {
            "public_law": edge["node"]["number"],
            "enacted": edge["node"]["enactedOn"],
            "section": edge["actSection"],
        }
        for edge in first(data)["enactedBy"]["edges"]
    ]


ASKED = {
    "q01": Asked(
        found("8 USC 1373(a)", "Provision", "obligations { edges { node { modality action } } }"),
        lambda data: [
            (duty["modality"], "sending" in duty["action"] and "status" in duty["action"])
            for duty in nodes(first(data)["obligations"])
        ],
        [("MUST_NOT", True)],
    ),
    "q02": Asked(
        found("8 USC 1373", "Provision", ENACTED),
        enacted,
        [{"public_law": "104-208", "enacted": "1996-09-30", "section": "642"}],
    ),
    "q03": Asked(
        found("8 USC 1644", "Provision", ENACTED),
        enacted,
        [{"public_law": "104-193", "enacted": "1996-08-22", "section": "434"}],
    ),
    "q04": Asked(
        found(
            "EO 13768",
            "ExecutiveAction",
            "issuedOn revokedBy { edges { node { name ... on ExecutiveAction { issuedOn } } } }",
        ),
        lambda data: (first(data)["issuedOn"], nodes(first(data)["revokedBy"])),
        ("2017-01-25", [{"name": "Executive Order 13993", "issuedOn": "2021-01-20"}]),
    ),
    "q05": Asked(
        '{ timeline(about: "EO 13768 s. 9(a)", from: "2018-08-01", to: "2018-08-01") { rows { lane begins citation } } }',
        lambda data: [
            row["citation"]
            for row in data["timeline"]["rows"]
            if row["lane"] == "RULING" and row["begins"] == "2018-08-01"
        ],
        ["City & Cnty. of S.F. v. Trump, 897 F.3d 1225 (9th Cir. 2018)"],
    ),
    "q06": Asked(
        '{ administration(program: "Byrne JAG", asOf: "2017-03-27") { rows { step agency { name } } } '
        'search(text: "Byrne JAG", first: 1) { rows { node { ... on GrantProgram { number } } } } }',
        lambda data: (first(data)["number"], data["administration"]["rows"][0]["agency"]["name"]),
        ("16.738", "Bureau of Justice Assistance"),
    ),
    "q07": Asked(
        found("Executive Directive 20", "Policy", "enactedOn adoptedBy { edges { node { name } } }"),
        lambda data: (first(data)["enactedOn"], nodes(first(data)["adoptedBy"])),
        ("2017-03-21", [{"name": "Los Angeles"}]),
    ),
    "q08": Asked(
        found("Special Order 40", "Policy", "enactedOn summary"),
        lambda data: (first(data)["enactedOn"], "Daryl Gates" in first(data)["summary"]),
        ("1979-11-27", True),
    ),
    "q09": Asked(
        found("Executive Order 5-16", "Policy", "enactedOn summary"),
        lambda data: (
            first(data)["enactedOn"],
            "first- or second-degree felony involving violence" in first(data)["summary"],
        ),
        ("2016-01-04", True),
    ),
    "q10": Asked(
        found("Cook County detainer ordinance", "Policy", "name enactedOn citation"),
        first,
        {
            "name": "Cook County Ordinance 11-O-73",
            "enactedOn": "2011-09-07",
            "citation": "Cook Cnty., Ill., Ordinance 11-O-73 (Sept. 7, 2011); Cook Cnty. Code § 46-37",
        },
    ),
    "q11": Asked(
        found("all other applicable Federal laws", "Provision", "citation"),
        first,
        {"citation": "34 U.S.C. § 10153(a)(5)(D)"},
    ),
    "q12": Asked(
        '{ path(from: "34 USC 10153(a)(5)(D)", to: "16.738") { rows { length } } '
        'administration(program: "16.738", asOf: "2017-03-27") { rows { agency { name } } } }',
        lambda data: (
            len(data["path"]["rows"]) > 0,
            [row["agency"]["name"] for row in data["administration"]["rows"]],
        ),
        (True, ["Bureau of Justice Assistance", "Office of Justice Programs", "Department of Justice"]),
    ),
    "q13": Asked(
        f"{{ {OIG} {{ rows {{ designation {{ record }} }} }} }}",
        lambda data: {row["designation"]["record"] for row in data["listedPlaces"]["rows"]},
        {
            f"desig-oig2016-{place}"
            for place in (
                "us-ct",
                "us-ca",
                "us-la-orleans",
                "us-ny-nyc",
                "us-pa-phl",
                "us-il-cook",
                "us-il-chi",
                "us-fl-miamidade",
                "us-wi-milwaukee",
                "us-nv-clark",
            )
        },
    ),
    "q15": Asked(
        f"{{ {OIG} {{ rows {{ place {{ name {CLAIMED} }} }} }} }}",
        lambda data: {
            row["place"]["name"]
            for row in data["listedPlaces"]["rows"]
            if any(
                claim["outcome"] == "no evidence of violation" for claim in nodes(row["place"]["claimsAbout"])
            )
        },
        {"Milwaukee County", "Connecticut", "Clark County", "Miami-Dade County"},
    ),
    "q16": Asked(
        found(
            "DOJ",
            "Agency",
            "claimsMade(first: 100) { edges { node { outcome validFrom "
            "about { edges { node { name ... on Jurisdiction { kind } } } } } } }",
        ),
        lambda data: {
            about["name"]
            for claim in nodes(first(data)["claimsMade"])
            if (claim["outcome"], claim["validFrom"]) == ("preliminary violation", "2017-10-12")
            for about in nodes(claim["about"])
            if "kind" in about
        },
        {"Chicago", "Cook County", "New Orleans", "New York", "Philadelphia"},
    ),
    "q17": Asked(
        f"{{ {OIG} {{ rows {{ place {{ name state }} }} }} }}",
        lambda data: (
            {row["place"]["name"] for row in data["listedPlaces"]["rows"]}
            & {"Los Angeles", "Chicago", "Philadelphia"}
        ),
        {"Chicago", "Philadelphia"},
    ),
    "q18": Asked(
        '{ conflicts(policy: "Chicago", against: "cond-jag-fy2017-access") '
        "{ rows { subject { name } sections { name } verdict } } }",
        lambda data: [
            (row["subject"]["name"], row["sections"][0]["name"])
            for row in data["conflicts"]["rows"]
            if row["verdict"] == "YES" and row["subject"]
        ],
        [("Welcoming City Ordinance", "Municipal Code of Chicago, section 2-173-020(a)(2)")],
    ),
    "q21": Asked(
        statuses(
            JAG_2017,
            "State of New York",
            "2020-02-27",
            "status ruling { citation ruledBy { edges { node { name } } } }",
        ),
        lambda data: {
            (each["status"], each["ruling"]["citation"], nodes(each["ruling"]["ruledBy"])[0]["name"])
            for each in data.values()
        },
        {
            (
                "UPHELD",
                "New York v. U.S. Dep't of Justice, 951 F.3d 84 (2d Cir. 2020)",
                "United States Court of Appeals for the Second Circuit",
            )
        },
    ),
    "q24": Asked(
        f"{{ {status('EO 13768 s. 9(a)', None, '2017-03-27', 'status relief { name }')} }}",
        lambda data: data["conditionStatus"],
        {"status": "IN_FORCE", "relief": None},
    ),
    "q25": Asked(
        f"{{ {status('EO 13768 s. 9(a)', None, '2017-05-22', 'status scope since')} }}",
        lambda data: data["conditionStatus"],
        {"status": "ENJOINED", "scope": "NATIONWIDE", "since": "2017-04-25"},
    ),
    "q27": Asked(
        f"{{ {status('cond-jag-fy2017-notice', 'Seattle', '2018-01-15', 'status relief { record }')} }}",
        lambda data: data["conditionStatus"],
        {"status": "ENJOINED", "relief": {"record": "rel-chi-pi-nation"}},
    ),
    "q29": Asked(
        f"{{ {status('cond-jag-fy2017-access', 'Chicago', '2018-07-01', 'status relief { record }')} }}",
        lambda data: data["conditionStatus"],
        {"status": "ENJOINED", "relief": {"record": "rel-chi-pi-chi"}},
    ),
    "q31": Asked(
        f"{{ {status('cond-jag-fy2017-cert', 'Philadelphia, PA', '2018-01-15', 'status relief { record }')} }}",
        lambda data: data["conditionStatus"],
        {"status": "ENJOINED", "relief": {"record": "rel-phila"}},
    ),
    "q34": Asked(
        f"{{ {status('COPS immigration scoring', None, '2019-01-01', 'status relief { record }')} }}",
        lambda data: data["conditionStatus"],
        {"status": "ENJOINED", "relief": {"record": "rel-la-cops"}},
    ),
    "q39": Asked(
        '{ timeline(about: "Philadelphia, PA", from: "2015-12-30", to: "2015-12-30") '
        "{ rows { lane confidence node { name ... on Policy { conduct } } } } }",
        lambda data: [
            (row["node"]["name"], row["confidence"])
            for row in data["timeline"]["rows"]
            if row["lane"] == "POLICY" and "DETAINERS" in row["node"]["conduct"]
        ],
        [("Philadelphia Executive Order 7-15", "PARTIAL")],
    ),
    "q40": Asked(
        '{ listedPlaces(list: "ea-doj-list-2025-08-05", asOf: "2025-08-05") { total rows { designation { heading } } } }',
        lambda data: (
            data["listedPlaces"]["total"],
            sorted(
                [row["designation"]["heading"] for row in data["listedPlaces"]["rows"]].count(heading)
                for heading in {row["designation"]["heading"] for row in data["listedPlaces"]["rows"]}
            ),
        ),
        (35, [4, 13, 18]),
    ),
    "q42": Asked(
        '{ compare(jurisdictions: ["New York City", "Chicago", "Philadelphia, PA", "Los Angeles"], '
        f'asOf: "2017-03-27", fiscalYears: [2016]) {{ {COMPARED} }} }}',
        lambda data: (
            sum(amount for amount, _ in counted(data, "16.738")),
            all(rough for _, rough in counted(data, "16.738")),
        ),
        (9_500_000, True),
    ),
    "q44": Asked(
        '{ compare(jurisdictions: ["Providence, RI", "Central Falls"], asOf: "2019-06-10", fiscalYears: [2017]) '
        f"{{ {COMPARED} }} }}",
        lambda data: sum(amount for amount, _ in counted(data, "16.738")),
        240_789,
    ),
    "q45": Asked(
        '{ announced: search(text: "ea-sessions-2017-03-27-4b", first: 1) { rows { node { ... on Allocation '
        "{ amount basis program { edges { node { number } } } agencies { edges { node { name } } } } } } } "
        'jag: search(text: "amt-jag-2016-nation", first: 1) { rows { node { ... on Allocation { amount } } } } }',
        lambda data: (
            nodes(data["announced"]["rows"][0]["node"]["program"]),
            data["announced"]["rows"][0]["node"]["basis"],
            round(
                data["announced"]["rows"][0]["node"]["amount"] / data["jag"]["rows"][0]["node"]["amount"], 1
            ),
        ),
        ([], "ANTICIPATED", 14.9),
    ),
    "q47": Asked(
        '{ april: search(text: "DOJ letters of 21 April 2017", first: 1) { rows { node { ... on ExecutiveAction '
        "{ issuedOn recipients } } } } "
        'november: search(text: "DOJ letters of 15 November 2017", first: 1) { rows { node { '
        "... on ExecutiveAction { issuedOn recipients } } } } }",
        lambda data: {
            each["rows"][0]["node"]["issuedOn"]: each["rows"][0]["node"]["recipients"]
            for each in data.values()
        },
        {"2017-04-21": 9, "2017-11-15": 29},
    ),
    "q48": Asked(required("8 USC 1373", "DETAINERS"), lambda data: data["requires"]["verdict"], "NO"),
    "q49": Asked(required("8 USC 1373", "NOTIFICATION"), lambda data: data["requires"]["verdict"], "NO"),
    "q50": Asked(required("8 USC 1373", "INQUIRY"), lambda data: data["requires"]["verdict"], "NO"),
    "q51": Asked(required("8 USC 1373", "PENALTY"), lambda data: data["requires"]["verdict"], "NO"),
    "q52": Asked(required("ea-sessions-2017-03-27", "OTHER"), lambda data: data["requires"]["verdict"], "NO"),
    "q54": Asked(
        f"{{ {status('COPS immigration scoring', 'Los Angeles', '2019-07-12', 'status ruling { citation }')} }}",
        lambda data: data["conditionStatus"],
        {
            "status": "UPHELD",
            "ruling": {"citation": "City of Los Angeles v. Barr, 929 F.3d 1163 (9th Cir. 2019)"},
        },
    ),
    "q55": Asked(
        '{ exposure(jurisdiction: "Chicago", asOf: "2017-03-27", under: "8 USC 1373", '
        "kinds: [CERTIFICATION, VALIDATION]) { programs { program { number } } } }",
        lambda data: [each["program"]["number"] for each in data["exposure"]["programs"]],
        ["16.738"],
    ),
    "q56": Asked(
        '{ exposure(jurisdiction: "Philadelphia, PA", asOf: "2017-03-27", under: "8 USC 1373", '
        "kinds: [VALIDATION]) { programs { program { number } "
        "terms { term { ... on Condition { deadline } } } years { fiscalYear amount approximate } } } }",
        lambda data: [
            (
                each["program"]["number"],
                [term["term"]["deadline"] for term in each["terms"]],
                [(year["fiscalYear"], year["amount"], year["approximate"]) for year in each["years"]],
            )
            for each in data["exposure"]["programs"]
        ],
        [("16.738", ["2017-06-30"], [(2016, 1_700_000, True)])],
    ),
    "q58": Asked(
        statuses(JAG_2017, "Chicago", "2018-01-15"),
        lambda data: {name for name, each in data.items() if each["status"] in {"IN_FORCE", "UPHELD"}},
        {"cert"},
    ),
}
