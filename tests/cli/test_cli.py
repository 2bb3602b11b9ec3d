"""The command line as scripts use it: one server, from the first `up` to the last `down`."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from api.cli.app import DONE, FAILED, LOOK, WRONG
from tests.conftest import ROOT

pytestmark = pytest.mark.database

Run = Callable[..., subprocess.CompletedProcess[str]]
CLI = [sys.executable, "-c", "from api.cli import main; main()"]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def environment(home: Path) -> dict[str, str]:
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("NEO4J_", "PROVISO_HOME"))
    }
    return kept | {"PROVISO_HOME": str(home), "PROVISO_WARM": "false", "COLUMNS": "200"}


@pytest.fixture(scope="module")
def run(environment: dict[str, str]) -> Run:
    def call(*arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*CLI, *arguments],
            env=environment,
            input=given,
            capture_output=True,
            text=True,
            cwd=ROOT,
            check=False,
        )

    return call


@pytest.fixture(scope="module")
def site(run: Run) -> Iterator[dict[str, Any]]:
    """Everything up and loaded, by one command."""
    done = run("up", "--detach", "--json")
    assert done.returncode == DONE, done.stderr
    yield json.loads(done.stdout)
    assert run("down").returncode == DONE


def asked(run: Run, *arguments: str) -> Any:
    done = run("ask", *arguments, "--json")
    assert done.returncode == DONE, done.stderr
    return json.loads(done.stdout)


def graphql(site: dict[str, Any], query: str) -> Any:
    request = urllib.request.Request(
        site["graphql"], json.dumps({"query": query}).encode(), {"content-type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=60) as response:
        told = json.load(response)
    assert "errors" not in told, told
    return told["data"]


def test_second_up_finds_the_first_and_loads_nothing(run: Run, site: dict[str, Any]) -> None:
    again = run("up", "--detach", "--json")
    assert json.loads(again.stdout) == site
    assert "inserted" not in again.stderr


def test_up_elsewhere_while_it_runs_says_what_to_do(run: Run, site: dict[str, Any]) -> None:
    done = run("up", "--detach", "--port", "1")
    assert done.returncode == FAILED
    assert "proviso down" in done.stderr


def test_status_and_doctor_say_that_all_is_well(run: Run, site: dict[str, Any]) -> None:
    status = run("status", "--json")
    told = json.loads(status.stdout)
    assert status.returncode == DONE
    assert told["api"]["ready"]
    assert {each["state"] for each in told["database"]["loads"]} == {"DONE"}
    doctor = run("doctor", "--json")
    assert (doctor.returncode, json.loads(doctor.stdout)) == (DONE, [])


def test_programs_of_chicago_that_hung_on_1373_in_march_2017(run: Run, site: dict[str, Any]) -> None:
    kinds = ("--kinds", "certification", "--kinds", "validation")
    about = ("--jurisdiction", "Chicago", "--as-of", "2017-03-27", "--under", "8 USC 1373")
    found = asked(run, "exposure", *about, *kinds)
    assert [each["program"]["id"] for each in found["programs"]] == ["16.738"]
    same = graphql(
        site,
        '{ exposure(jurisdiction: "Chicago", asOf: "2017-03-27", under: "8 USC 1373",'
        " kinds: [CERTIFICATION, VALIDATION]) { programs { program { number } } } }",
    )
    assert same["exposure"]["programs"] == [{"program": {"number": "16.738"}}]


def test_section_9a_was_enjoined_nationwide_since_april_2017(run: Run, site: dict[str, Any]) -> None:
    found = asked(run, "conditionStatus", "--condition", "EO 13768 s. 9(a)", "--as-of", "2017-05-22")
    assert (found["status"], found["scope"], found["since"]) == ("ENJOINED", "NATIONWIDE", "2017-04-25")
    same = graphql(
        site,
        '{ conditionStatus(condition: "EO 13768 s. 9(a)", asOf: "2017-05-22") { status scope since } }',
    )
    assert same["conditionStatus"] == {name: found[name] for name in ("status", "scope", "since")}


@pytest.mark.parametrize(("place", "status"), [("Philadelphia, PA", "ENJOINED"), ("Chicago", "IN_FORCE")])
def test_certification_of_2017_on_15_january_2018(
    run: Run, site: dict[str, Any], place: str, status: str
) -> None:
    about = ("--condition", "cond-jag-fy2017-cert", "--jurisdiction", place, "--as-of", "2018-01-15")
    assert asked(run, "conditionStatus", *about)["status"] == status
    same = graphql(
        site,
        f'{{ conditionStatus(condition: "cond-jag-fy2017-cert", jurisdiction: "{place}", asOf: "2018-01-15")'
        " { status } }",
    )
    assert same["conditionStatus"]["status"] == status


def test_1373_does_not_require_honouring_detainers_and_who_says_so(run: Run, site: dict[str, Any]) -> None:
    found = asked(run, "requires", "--provision", "8 U.S.C. 1373", "--conduct", "detainers")
    assert found["verdict"] == "NO"
    assert found["claimsAgainst"]
    assert all(each["saidBy"] and each["sources"] for each in found["claimsAgainst"])


def test_ten_places_of_the_memorandum_of_may_2016(run: Run, site: dict[str, Any]) -> None:
    found = asked(run, "listedPlaces", "--list", "ea-oig-memo-2016-05-31")
    assert sorted(each["listedAs"] for each in found["rows"]) == [
        "California (state)",
        "Chicago, Illinois",
        "Clark County, Nevada",
        "Connecticut (state)",
        "Cook County, Illinois",
        "Miami-Dade County, Florida",
        "Milwaukee County, Wisconsin",
        "New York, New York",
        "Orleans Parish, Louisiana",
        "Philadelphia, Pennsylvania",
    ]


def test_who_administers_16_738_up_to_the_department(run: Run, site: dict[str, Any]) -> None:
    found = asked(run, "administration", "--program", "16.738")
    assert [each["agency"]["name"] for each in found["rows"]] == [
        "Bureau of Justice Assistance",
        "Office of Justice Programs",
        "Department of Justice",
    ]


def test_grants_depending_on_1373_come_with_terms_dates_status_amounts_and_sources(
    run: Run, site: dict[str, Any]
) -> None:
    found = asked(run, "grantsDependingOn", "--on", "8 U.S.C. 1373", "--as-of", "2017-10-01")
    byrne = next(each for each in found["rows"] if each["program"]["id"] == "16.738")
    term = next(each for each in byrne["terms"] if each["term"]["id"] == "cond-jag-fy2017-cert")
    assert term["verdict"]["since"] == "2017-07-25"
    assert term["verdict"]["status"] == "IN_FORCE"
    assert term["sources"]
    assert {each["fiscalYear"] for each in byrne["figures"]} >= {2016, 2018}
    assert all(each["sources"] and each["amount"] is not None for each in byrne["figures"])


def test_cypher_prints_rows_as_json_csv_and_table(run: Run, site: dict[str, Any]) -> None:
    text = "MATCH (p:GrantProgram {id: $id}) RETURN p.number AS number, p.popular_name AS popular"
    as_json = run("cypher", text, "--param", 'id="16.738"', "--json")
    assert [each["number"] for each in json.loads(as_json.stdout)] == ["16.738"]
    as_csv = run("cypher", "-", "--param", 'id="16.738"', "-f", "csv", given=text)
    assert as_csv.stdout.splitlines()[0] == "number,popular"
    assert "16.738" in run("cypher", text, "--param", 'id="16.738"').stdout


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE (n:Award)",
        "MATCH (n:Award) SET n.name = 'x'",
        "MATCH (n) DETACH DELETE n",
        "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
        "LOAD CSV FROM 'http://127.0.0.1/' AS line RETURN line",
        "CALL dbms.listConfig() YIELD name RETURN name",
        "SHOW SETTINGS",
        "MATCH (n) RETURN n; MATCH (m) DETACH DELETE m",
        'RETURN "}{\'\\" unclosed',
    ],
)
def test_cypher_refuses_what_does_not_read_the_graph(run: Run, site: dict[str, Any], statement: str) -> None:
    before = graphql(site, "{ awards { totalCount } }")
    done = run("cypher", statement, "--json")
    assert done.returncode == WRONG
    assert json.loads(done.stderr)["error"]["message"]
    assert done.stdout == ""
    assert graphql(site, "{ awards { totalCount } }") == before


def test_an_ambiguous_name_lists_what_it_may_be(run: Run, site: dict[str, Any]) -> None:
    done = run("ask", "exposure", "--jurisdiction", "Philadelphia")
    assert done.returncode == WRONG
    assert "Philadelphia, PA [ocd-division/country:us/state:pa/place:philadelphia]" in done.stderr


def test_loading_what_ships_again_changes_nothing_and_says_so(run: Run, site: dict[str, Any]) -> None:
    done = run("load", "shipped", "--json")
    assert done.returncode == DONE, done.stderr
    for tally in json.loads(done.stdout):
        assert [tally[fate] for fate in ("inserted", "updated", "retired", "rejected")] == [0, 0, 0, 0]
        assert tally["unchanged"]


def test_loads_that_can_not_be_done_say_why(run: Run, site: dict[str, Any], tmp_path: Path) -> None:
    assert "There is no source" in run("load", "nothing", str(tmp_path)).stderr
    absent = run("load", "agencies", str(tmp_path / "absent"))
    assert absent.returncode == FAILED
    assert "There is no file" in absent.stderr


def test_rows_that_break_the_model_are_set_aside_with_their_reason(
    run: Run, site: dict[str, Any], tmp_path: Path
) -> None:
    header = {
        "dataset": "of-a-test",
        "title": "A test",
        "source": "a test",
        "address": "https://example.org/",
        "licence": "CC0",
        "confidence": "RECALLED",
        "command": "none",
        "records": {"Organization": 1},
    }
    good = {"type": "Organization", "id": "org-of-a-test", "name": "An organization"}
    bad = {"type": "Organization", "id": "", "name": "No identifier"}
    file, aside = tmp_path / "facts.ndjson", tmp_path / "aside"
    file.write_text("".join(json.dumps(each) + "\n" for each in (header, good, bad)))
    dry = run("load", "normalised", str(file), "--dry-run", "--json")
    assert (dry.returncode, json.loads(dry.stdout)["rejected"]) == (LOOK, 1)
    done = run("load", "normalised", str(file), "--rejects", str(aside), "--json")
    (tally,) = json.loads(done.stdout)
    assert (done.returncode, tally["inserted"], tally["rejected"]) == (LOOK, 1, 1)
    assert json.loads((aside / "of-a-test.ndjson").read_text())["line"] == 3
    gone = {**header, "records": {}}
    file.write_text(json.dumps(gone) + "\n")
    assert run("load", "normalised", str(file)).returncode == DONE


def test_a_directory_is_loaded_by_what_its_files_hold(run: Run, site: dict[str, Any], tmp_path: Path) -> None:
    shutil.copy(ROOT / "tests" / "excerpts" / "documents" / "letter.txt", tmp_path / "letter.dat")
    (tmp_path / "noise.csv").write_bytes(bytes(range(256)) * 20)
    done = run("load", "--all", str(tmp_path), "--json")
    assert done.returncode == DONE, done.stderr
    told = json.loads(done.stdout)
    assert [each["dataset"] for each in told["loads"]] == ["documents"]
    assert [Path(each).name for each in told["unknown"]] == ["noise.csv"]
    found = graphql(
        site,
        """{ documents(first: 1) { nodes { name spans(first: 50) { nodes { name kind
            refersTo(first: 3) { nodes { id } } } } } } }""",
    )
    (document,) = found["documents"]["nodes"]
    named = {
        span["name"]: [each["id"] for each in span["refersTo"]["nodes"]]
        for span in document["spans"]["nodes"]
    }
    assert named["8 U.S.C. 1373(a)"] == ["/us/usc/t8/s1373/a"]
    assert named["16.738"] == ["16.738"]
    chicago = ["ocd-division/country:us/state:il/place:chicago"]
    assert chicago in named.values()
    again = run("load", "--all", str(tmp_path), "--json")
    assert json.loads(again.stdout)["loads"][0]["inserted"] == 0


def test_a_directory_without_anything_known_is_refused(
    run: Run, site: dict[str, Any], tmp_path: Path
) -> None:
    done = run("load", "--all", str(tmp_path))
    assert done.returncode == FAILED
    assert "Nothing in" in done.stderr


def test_a_database_that_is_there_is_not_built_anew(run: Run, site: dict[str, Any], tmp_path: Path) -> None:
    file = ROOT / "data" / "agencies.ndjson"
    done = run("load", "normalised", str(file), "--offline")
    assert done.returncode == WRONG
    assert "There is a database" in done.stderr


def test_a_source_that_can_not_be_fetched_says_where_to_save_it_from(run: Run, tmp_path: Path) -> None:
    done = run("fetch", "awards", "--into", str(tmp_path))
    assert done.returncode == FAILED
    assert "Save its file from https://" in done.stderr


def test_wrong_words_are_told_with_what_there_is(run: Run) -> None:
    done = run("ask", "exposures")
    assert done.returncode == WRONG
    assert "exposure" in done.stdout + done.stderr


def test_port_that_is_named_and_taken_stops_the_start(run: Run, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        environment = {**os.environ, "PROVISO_HOME": str(tmp_path), "NEO4J_URI": "bolt://127.0.0.1:9"}
        done = subprocess.run(
            [*CLI, "up", "--port", port],
            env=environment,
            capture_output=True,
            text=True,
            cwd=ROOT,
            check=False,
        )
    assert done.returncode == FAILED
    assert "Neo4j does not answer" in done.stderr


def test_reset_asks_and_leaves_everything_unless_told_yes(run: Run, site: dict[str, Any]) -> None:
    done = run("reset", given="n\n")
    assert done.returncode == FAILED
    assert "Nothing was deleted" in done.stderr
    assert graphql(site, "{ awards { totalCount } }")["awards"]["totalCount"]


def test_foreground_up_serves_until_it_is_told_to_stop(
    environment: dict[str, str], run: Run, site: dict[str, Any], home: Path
) -> None:
    assert run("down").returncode == DONE
    try:
        with subprocess.Popen(
            [*CLI, "up"],
            env=environment,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        ) as process:
            assert process.stdout
            assert site["graphql"] in process.stdout.readline()
            server = json.loads((home / "run" / "server.json").read_text())["server"]["pid"]
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=60)
        assert not psutil.pid_exists(server)
        assert run("status").returncode == LOOK
    finally:
        assert run("up", "--detach").returncode == DONE


def test_killed_api_is_seen_and_started_again(run: Run, site: dict[str, Any]) -> None:
    os.kill(json.loads(run("status", "--json").stdout)["api"]["process"], signal.SIGKILL)
    time.sleep(0.5)
    assert run("status").returncode == LOOK
    assert run("up", "--detach").returncode == DONE
    assert run("status").returncode == DONE
