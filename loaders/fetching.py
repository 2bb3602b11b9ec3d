"""Official files brought here: resumed where they broke off, checked, and recorded with address and date."""

import datetime
from collections.abc import Callable
from hashlib import file_digest
from pathlib import Path

import httpx
import msgspec
from tenacity import RetryCallState, Retrying, retry_if_exception, stop_after_attempt, wait_random_exponential

from loaders.source import Download, Source
from schema.errors import InvalidSource, Unavailable

_TRIES = 6
_LONGEST_WAIT = 120.0
_TIMEOUT = httpx.Timeout(60.0, connect=15.0)
_AGENT = {"user-agent": "proviso (reads public records)"}
Watch = Callable[[int, int | None], None]


class Record(msgspec.Struct, frozen=True):
    """What is known of a fetched file; kept beside it as JSON."""

    address: str
    file: str
    bytes: int
    sha256: str
    fetched_at: datetime.datetime
    last_modified: str | None = None
    etag: str | None = None


def fetch(source: Source, folder: Path, watch: Watch = lambda _done, _total: None) -> list[Record]:
    """Bring every official file of a source into a folder; a file that is there and unchanged is left.

    Raises InvalidSource where the source has no address to fetch from, Unavailable where it does not answer.
    """
    if not source.fetched:
        raise InvalidSource(
            f"{source.title} has no address that a program can fetch.",
            f"Save its file from {source.address}, then `proviso load {source.name} FILE`.",
        )
    folder.mkdir(parents=True, exist_ok=True)
    with httpx.Client(headers=_AGENT, timeout=_TIMEOUT, follow_redirects=True) as client:
        return [_fetched(client, each, folder, watch) for each in source.fetched]


def recorded(path: Path) -> Record | None:
    """What was recorded of a file when it was fetched."""
    try:
        return msgspec.json.decode(_beside(path).read_bytes(), type=Record)
    except (FileNotFoundError, msgspec.MsgspecError):
        return None


def _fetched(client: httpx.Client, download: Download, folder: Path, watch: Watch) -> Record:
    path = folder / download.file
    attempts = Retrying(
        retry=retry_if_exception(_passing),
        stop=stop_after_attempt(_TRIES),
        wait=_pause,
        reraise=True,
    )
    try:
        return attempts(_once, client, download, path, watch)
    except (httpx.HTTPError, OSError) as error:
        raise Unavailable(
            f"{download.address} could not be fetched: {_said(error)}.",
            "Run it again: what has arrived is kept and resumed.",
        ) from error


def _once(client: httpx.Client, download: Download, path: Path, watch: Watch) -> Record:
    part = path.with_name(f"{path.name}.part")
    before, half = recorded(path), recorded(part)
    headers = {}
    if half and half.etag and part.exists() and part.stat().st_size:
        headers = {"range": f"bytes={part.stat().st_size}-", "if-range": half.etag}
    elif before and before.etag and path.exists():
        headers = {"if-none-match": before.etag}
    with client.stream("GET", download.address, headers=headers) as response:
        if response.status_code == httpx.codes.NOT_MODIFIED and before:
            return before
        response.raise_for_status()
        _receive(response, download, part, watch)
    record = _record(response, download, part)
    part.replace(path)
    _beside(path).write_bytes(msgspec.json.encode(record))
    _beside(part).unlink(missing_ok=True)
    return record


def _receive(response: httpx.Response, download: Download, part: Path, watch: Watch) -> None:
    resumed = response.status_code == httpx.codes.PARTIAL_CONTENT
    done = part.stat().st_size if resumed else 0
    length = response.headers.get("content-length")
    total = done + int(length) if length else None
    half = Record(download.address, download.file, 0, "", _now(), etag=response.headers.get("etag"))
    _beside(part).write_bytes(msgspec.json.encode(half))
    with part.open("ab" if resumed else "wb") as file:
        for piece in response.iter_raw():
            file.write(piece)
            done += len(piece)
            watch(done, total)
    if total is not None and done != total:
        raise httpx.ReadError(f"{done:,} of {total:,} bytes arrived")


def _record(response: httpx.Response, download: Download, path: Path) -> Record:
    with path.open("rb") as file:
        checksum = file_digest(file, "sha256").hexdigest()
    return Record(
        address=download.address,
        file=download.file,
        bytes=path.stat().st_size,
        sha256=checksum,
        fetched_at=_now(),
        last_modified=response.headers.get("last-modified"),
        etag=response.headers.get("etag"),
    )


def _passing(error: BaseException) -> bool:
    """Whether trying again may help: not for what the server refuses for good."""
    if isinstance(error, httpx.HTTPStatusError):
        return error.response.status_code in {408, 425, 429} or error.response.status_code >= 500
    return isinstance(error, httpx.TransportError)


def _pause(state: RetryCallState) -> float:
    """As long as the server asks for, else longer each time."""
    error = state.outcome.exception() if state.outcome else None
    if isinstance(error, httpx.HTTPStatusError):
        asked = error.response.headers.get("retry-after", "")
        if asked.isdigit():
            return min(float(asked), _LONGEST_WAIT)
    return wait_random_exponential(multiplier=0.5, max=_LONGEST_WAIT)(state)


def _said(error: Exception) -> str:
    if isinstance(error, httpx.HTTPStatusError):
        return f"the server answers {error.response.status_code} {error.response.reason_phrase}"
    return str(error) or type(error).__name__


def _beside(path: Path) -> Path:
    return path.with_name(f"{path.name}.fetched.json")


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)
