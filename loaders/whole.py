"""Tables that break off are refused."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from schema.errors import InvalidSource

Numbered = tuple[int, dict[str, str]]


def whole(rows: Iterable[Numbered], path: Path) -> Iterator[Numbered]:
    """The rows of a table; refuses it when the last one lacks columns, as where a download was cut."""
    last: Numbered | None = None
    for row in rows:
        if last:
            yield last
        last = row
    if last and None in last[1].values():
        raise InvalidSource(f"{path.name} is cut at line {last[0]}.", "Fetch it again.")
    if last:
        yield last
