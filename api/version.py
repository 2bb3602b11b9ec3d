"""Which state of the graph an answer was drawn from: it changes with every load."""

import datetime
import time
from hashlib import sha256

import orjson

from api.asks import Asking
from api.engine import Reads
from schema.errors import ProvisoError

_LOADS = """MATCH (l:Load) WHERE l.id > ''
RETURN count(l), toString(max(l.finished_at)), sum(CASE l.state WHEN 'RUNNING' THEN 1 ELSE 0 END)"""
_FRESH = 1.0


class Version:
    """The version of the graph, asked for once a second at most."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._at = 0.0
        self._known: str | None = None

    def forget(self) -> None:
        """Ask again the next time."""
        self._at = 0.0

    async def tag(self, reader: Reads, asking: Asking, text: str) -> str | None:
        """The entity tag of an answer; none while a load runs, for then answers change with each batch."""
        version = await self._current(reader)
        if version is None:
            return None
        day = datetime.datetime.now(datetime.UTC).date().isoformat()
        said = [version, day, text, asking.variables, asking.operationName]
        return f'W/"{sha256(orjson.dumps(said, option=orjson.OPT_SORT_KEYS)).hexdigest()[:32]}"'

    async def _current(self, reader: Reads) -> str | None:
        if time.monotonic() - self._at > _FRESH:
            try:
                ((loads, last, running),) = await reader.rows(_LOADS, {}, name="version")
            except ProvisoError:
                return None
            self._known = None if running else f"{loads} {last}"
            self._at = time.monotonic()
        return self._known


def matches(tag: str, given: str | None) -> bool:
    """Whether an If-None-Match names the tag."""
    return given is not None and (given.strip() == "*" or tag in [each.strip() for each in given.split(",")])
