"""When the Federal Register published a regulation, as notes say: [68 FR 35279, June 13, 2003, …]."""

import re
from collections.abc import Iterable
from typing import Any

from loaders.printed_days import day

_PUBLISHED = re.compile(r"(\d+ FR \d+),? ([A-Z][a-z]{2})[a-z]*\.? (\d{1,2}), (\d{4})")
_CHANGED = re.compile(r"\bas amended\b|\bamended at\b", re.IGNORECASE)


def published(sources: Iterable[str], histories: Iterable[str]) -> dict[str, Any]:
    """Where and when the text was published, and when its last amendment was; nothing that is not said.

    A note that names several publications dates none of them: each brought a part of the text.
    """
    for note in (*sources, *histories):
        first, changed, rest = _parted(note)
        found = [(each[1], day(each[2], each[3], each[4])) for each in _PUBLISHED.finditer(first)]
        if found and note.lstrip("[ ").startswith(found[0][0]):
            later = [day(each[2], each[3], each[4]) for each in _PUBLISHED.finditer(rest)] if changed else []
            return {
                "federal_register": "; ".join(dict.fromkeys(citation for citation, _ in found)),
                "published_on": found[0][1] if len(found) == 1 else None,
                "amended_on": max((each for each in later if each), default=None),
            }
    return {}


def _parted(note: str) -> tuple[str, bool, str]:
    found = _CHANGED.search(note)
    return (note[: found.start()], True, note[found.end() :]) if found else (note, False, "")
