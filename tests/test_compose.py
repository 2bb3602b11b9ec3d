"""The Compose file: as its specification has it, closed to other machines, without a password."""

import subprocess
import sys
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT

FILE = ROOT / "docker-compose.yml"


@pytest.fixture
def services() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))["services"]
    return found


def test_file_is_as_the_compose_specification_wants_it() -> None:
    checker = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec"]
    done = subprocess.run([*checker, str(FILE)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_port_is_open_to_this_machine_only(services: dict[str, Any]) -> None:
    ports = [port for service in services.values() for port in service["ports"]]
    assert ports
    assert all(port.startswith("127.0.0.1:") for port in ports)


def test_every_service_tells_its_health_and_waits_for_what_it_needs(services: dict[str, Any]) -> None:
    assert all(service["healthcheck"]["test"] for service in services.values())
    assert services["proviso"]["depends_on"]["neo4j"]["condition"] == "service_healthy"


def test_passwords_come_from_the_environment_and_have_no_default() -> None:
    lines = [line for line in FILE.read_text(encoding="utf-8").splitlines() if "PASSWORD" in line]
    assert lines
    assert all("${NEO4J_PASSWORD:?" in line for line in lines if ":" in line and not line.startswith("#"))


def test_neo4j_of_compose_is_the_one_that_is_locked(services: dict[str, Any]) -> None:
    locked = (ROOT / "graph/server/jgo.toml").read_text(encoding="utf-8")
    version = services["neo4j"]["image"].removeprefix("neo4j:").removesuffix("-community")
    assert f'"org.neo4j:neo4j:{version}"' in locked


def test_the_image_takes_every_package(services: dict[str, Any]) -> None:
    recipe = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    let_in = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    packages = {each.name for each in ROOT.iterdir() if (each / "__init__.py").exists()} - {"tests"}
    assert packages
    for name in packages:
        assert f"COPY {name} {name}" in recipe
        assert f"!{name}" in let_in
