"""Source credits: which act put a section into law, as the Code prints it under the section."""

import re
from collections.abc import Iterator

from loaders.citations import Citation
from loaders.us_code.acts import PRINTED, printed_act
from schema.law import EnactedBy

_LAW = r"Pub\.\s+L\.\s+(?P<congress>\d{1,3})[-\u2010-\u2013](?P<number>\d{1,4})"
_DAY = r"(?:Jan|Feb|Mar|Apr|May|June|July|Aug|Sept|Oct|Nov|Dec)[a-z]*\.?\s\d"
_FIRST = re.compile(rf"^\(?(?P<added>Added(?:\s+and\s+amended)?\s+)?(?:act\s+)?(?:{_LAW}|{PRINTED})")
_AS_ADDED = re.compile(rf"\bas\s+added\s+(?:act\s+)?(?:{_LAW}|{PRINTED})")
_PLACES = re.compile(
    r"\s*,\s*(?:(?:title|div\.|subtitle|subtit\.|pt\.|ch\.|subch\.|art\.|subpt\.)\s+[\w-]+\s*,\s*)*"
    r"§\s*(?P<section>[0-9A-Za-z][\w.-]*(?:\(\w+\))*)"
)


def enacted(identifier: str, credit: str) -> Iterator[tuple[EnactedBy, Citation]]:
    """The act that the credit names first, and the one that added the section to it where it says so."""
    clause = credit.partition(";")[0]
    first = _FIRST.match(clause)
    if first is None or (act := _act(first)) is None:
        return
    section, added = _section(clause, first.end()), _AS_ADDED.search(clause)
    adding = _act(added) if added else None
    if added is None or adding is None:
        yield EnactedBy(start=identifier, end=act.id, act_section=section), act
        return
    as_added = f"As added by {adding.usual}."
    yield EnactedBy(start=identifier, end=act.id, act_section=section, note=as_added), act
    if adding.id != act.id:
        within = f"Added it to {act.usual}."
        told = _section(clause, added.end())
        yield EnactedBy(start=identifier, end=adding.id, act_section=told, note=within), adding


def _act(found: "re.Match[str]") -> Citation | None:
    if found["congress"]:
        law = f"{found['congress']}-{found['number']}"
        return Citation(f"/us/pl/{law.replace('-', '/')}", f"Pub. L. {law}", found[0])
    return printed_act(found)


def _section(clause: str, place: int) -> str | None:
    found = _PLACES.match(clause, place)
    return found["section"].rstrip(".") if found else None
