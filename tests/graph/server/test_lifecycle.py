"""A managed server: started, found again, stopped, killed, and never left behind."""

import json
import os
import signal
import socket
import stat
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from graph.server import Managed, Running, connected
from graph.store import Store
from schema.errors import ProvisoError
from tests.conftest import ROOT

pytestmark = pytest.mark.database

_BEFORE = """
import sys, time
from pathlib import Path
from graph.server import Managed
m = Managed(Path(sys.argv[1]))
"""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Managed]:
    made = Managed(tmp_path / "home")
    yield made
    made.stop()


def running(server: Managed) -> Running:
    found = server.running()
    assert found
    return found


def child(server: Managed, text: str) -> subprocess.Popen[str]:
    arguments = [sys.executable, "-c", _BEFORE + text, str(server.home.path)]
    return subprocess.Popen(arguments, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def until(done: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, "It did not happen in time."
        time.sleep(0.1)


def alive(pid: int) -> bool:
    """Whether the process still does something; a dead one may wait for its parent to take note."""
    try:
        return bool(psutil.Process(pid).status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def names(server: Managed) -> list[str]:
    with Store(server.address()) as store:
        return [row["name"] for row in store.read("MATCH (p:Pet) RETURN p.name AS name ORDER BY name")]


def keep(server: Managed, name: str) -> None:
    with Store(server.address()) as store:
        store.write("CREATE (:Pet {name: $name})", {"name": name})


def test_server_is_closed_to_others_and_serves_its_browser(server: Managed) -> None:
    server.start()
    process = psutil.Process(running(server).pid)
    listens = [each.laddr.ip for each in process.net_connections("tcp") if each.status == psutil.CONN_LISTEN]
    assert listens
    assert {each.removeprefix("::ffff:") for each in listens} == {"127.0.0.1"}
    assert stat.S_IMODE(server.home.password.stat().st_mode) == 0o600
    assert stat.S_IMODE(server.home.path.stat().st_mode) == 0o700
    assert server.browser_url
    with urllib.request.urlopen(server.browser_url, timeout=10) as response:
        assert b"Neo4j" in response.read()
    with Store(server.address()) as store:
        for place in ("file:///etc/hostname", f"http://127.0.0.1:{running(server).ports.http}/"):
            with pytest.raises(ProvisoError):
                store.read("LOAD CSV FROM $place AS line RETURN line", {"place": place})
        settings = store.read("SHOW SETTINGS YIELD name, value RETURN name, value")
    assert {each["value"] for each in settings if each["name"] == "dbms.usage_report.enabled"} == {"false"}
    assert server.problems() == []


def test_second_start_finds_the_first_and_a_stop_keeps_data_ports_and_logs(server: Managed) -> None:
    address = server.start()
    keep(server, "Rex")
    first = running(server)
    assert Managed(server.home.path).start() == address
    other = child(server, "m.start(); print(m.running().pid)")
    assert other.communicate(timeout=60)[0].strip() == str(first.pid)
    assert running(server).pid == first.pid
    assert server.stop()
    assert not server.stop()
    assert server.running() is None
    assert server.start() == address
    assert names(server) == ["Rex"]
    assert (server.home.logs / "1").is_dir()
    server.erase()
    server.start()
    assert names(server) == []


def test_detached_server_outlives_its_starter_and_another_stops_it(server: Managed) -> None:
    starter = child(server, "m.start(detach=True)")
    assert starter.wait(120) == 0
    starter.communicate()
    pid = running(server).pid
    keep(server, "Rex")
    assert Managed(server.home.path).stop()
    assert not psutil.pid_exists(pid)


@pytest.mark.parametrize("victim", ["starter", "keeper", "server"])
def test_nothing_is_left_behind_and_no_data_lost_when_one_is_killed(server: Managed, victim: str) -> None:
    with child(server, "m.start(); print('up', flush=True); time.sleep(600)") as starter:
        try:
            assert starter.stdout
            assert starter.stdout.readline() == "up\n"
            keep(server, "Rex")
            marks = json.loads(server.home.record.read_text())
            pids = {
                "starter": starter.pid,
                "keeper": marks["keeper"]["pid"],
                "server": marks["server"]["pid"],
            }
            os.kill(pids[victim], signal.SIGKILL)
            until(lambda: not any(map(alive, (pids["keeper"], pids["server"]))))
        finally:
            starter.kill()
    assert server.running() is None
    server.start()
    assert names(server) == ["Rex"]


def test_record_of_a_process_that_is_gone_or_another_is_not_believed(server: Managed) -> None:
    server.home.make()
    own = {"pid": os.getpid(), "started": 1.0}
    server.home.record.write_text(json.dumps({"keeper": own, "server": own}))
    assert server.running() is None
    said: list[str] = []
    server.start(say=said.append)
    assert any("killed" in each for each in said)
    assert psutil.pid_exists(os.getpid())
    assert running(server).pid != os.getpid()


def test_taken_port_is_changed_and_told(server: Managed) -> None:
    server.start()
    before = running(server).ports
    server.stop()
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(("127.0.0.1", before.bolt))
        taken.listen()
        assert any(f"Port {before.bolt}" in each.message for each in server.problems())
        said: list[str] = []
        server.start(say=said.append)
    assert any(f"Port {before.bolt} is taken" in each for each in said)
    assert running(server).ports.bolt != before.bolt
    assert running(server).ports.http == before.http


def test_named_server_is_used_and_none_started(server: Managed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_URI", "neo4j+s://example.org")
    monkeypatch.setenv("NEO4J_PASSWORD", "secret")
    with connected(server.home.path) as address:
        assert address.uri == "neo4j+s://example.org"
        assert "secret" not in repr(address)
    assert not server.home.path.exists()


def test_connection_stops_what_it_started_and_leaves_what_ran(
    server: Managed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NEO4J_URI", raising=False)
    with connected(server.home.path):
        running(server)
    assert server.running() is None
    server.start()
    with connected(server.home.path):
        pass
    running(server)
