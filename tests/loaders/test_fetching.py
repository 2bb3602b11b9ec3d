"""Official files are fetched whole, resumed where they broke off, and recorded."""

import hashlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import msgspec
import pytest
from tenacity import wait_none

from loaders import fetching
from loaders.awards import SOURCE
from loaders.fetching import fetch, recorded
from loaders.source import Download, Source
from schema.errors import InvalidSource, Unavailable

CONTENT = bytes(range(256)) * 4_000
ETAG = '"edition-1"'


class Publisher(ThreadingHTTPServer):
    """Serves one file on loopback; `faults` are what it does before it does right."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.faults: list[str] = []
        self.ranges: list[str | None] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/file"


class _Handler(BaseHTTPRequestHandler):
    server: Publisher
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.server.ranges.append(self.headers.get("range"))
        fault = self.server.faults.pop(0) if self.server.faults else ""
        if fault.isdigit():
            self.send_response(int(fault))
            self.send_header("content-length", "0")
            self.send_header("retry-after", "0")
            self.end_headers()
            return
        if self.headers.get("if-none-match") == ETAG:
            self.send_response(304)
            self.end_headers()
            return
        start = 0
        if (asked := self.headers.get("range")) and self.headers.get("if-range") == ETAG:
            start = int(asked.removeprefix("bytes=").rstrip("-"))
        body = CONTENT[start:]
        self.send_response(206 if start else 200)
        self.send_header("content-length", str(len(body)))
        self.send_header("etag", ETAG)
        self.send_header("last-modified", "Mon, 02 Nov 2026 00:00:00 GMT")
        self.end_headers()
        self.wfile.write(body[: len(body) // 2] if fault == "cut" else body)
        if fault == "cut":
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


@pytest.fixture
def publisher(monkeypatch: pytest.MonkeyPatch) -> Iterator[Publisher]:
    monkeypatch.setattr(fetching, "_pause", wait_none())
    server = Publisher()
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def source(publisher: Publisher) -> Source:
    return msgspec.structs.replace(SOURCE, fetched=(Download(publisher.address, "file.bin"),))


def test_a_file_is_fetched_and_recorded(publisher: Publisher, tmp_path: Path) -> None:
    (record,) = fetch(source(publisher), tmp_path)
    assert (tmp_path / "file.bin").read_bytes() == CONTENT
    assert record.sha256 == hashlib.sha256(CONTENT).hexdigest()
    assert (record.bytes, record.etag) == (len(CONTENT), ETAG)
    assert recorded(tmp_path / "file.bin") == record
    assert sorted(each.name for each in tmp_path.iterdir()) == ["file.bin", "file.bin.fetched.json"]


def test_what_broke_off_is_resumed(publisher: Publisher, tmp_path: Path) -> None:
    publisher.faults = ["cut"]
    fetch(source(publisher), tmp_path)
    assert (tmp_path / "file.bin").read_bytes() == CONTENT
    first, second = publisher.ranges
    assert first is None
    assert second
    assert 0 < int(second.removeprefix("bytes=").rstrip("-")) < len(CONTENT)


def test_an_unchanged_file_is_left(publisher: Publisher, tmp_path: Path) -> None:
    fetch(source(publisher), tmp_path)
    before = (tmp_path / "file.bin").stat().st_mtime_ns
    fetch(source(publisher), tmp_path)
    assert (tmp_path / "file.bin").stat().st_mtime_ns == before


def test_a_busy_server_is_asked_again(publisher: Publisher, tmp_path: Path) -> None:
    publisher.faults = ["503", "429"]
    fetch(source(publisher), tmp_path)
    assert (tmp_path / "file.bin").read_bytes() == CONTENT


def test_what_is_not_there_is_not_asked_for_again(publisher: Publisher, tmp_path: Path) -> None:
    publisher.faults = ["404"]
    with pytest.raises(Unavailable, match="could not be fetched: the server answers 404"):
        fetch(source(publisher), tmp_path)
    assert len(publisher.ranges) == 1


def test_a_server_that_stays_down_is_given_up(publisher: Publisher, tmp_path: Path) -> None:
    publisher.faults = ["503"] * 20
    with pytest.raises(Unavailable, match="answers 503"):
        fetch(source(publisher), tmp_path)
    assert len(publisher.ranges) == 6


def test_a_source_without_address_says_where_its_page_is(tmp_path: Path) -> None:
    with pytest.raises(InvalidSource, match=r"Save its file from https://api\.usaspending\.gov/"):
        fetch(SOURCE, tmp_path)
