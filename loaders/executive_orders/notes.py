"""Disposition notes of executive orders: Revoked by: EO 13993, January 20, 2021 (in part); Proc. 2965, …"""

import datetime
import re
from collections.abc import Iterator

import msgspec

from loaders.printed_days import day

_LINE = re.compile(
    r"(?P<label>[A-Z][^:;\d]{2,70}?)\s*(?::|;(?=\s*EO\b)|\s(?=(?:EO|Proc\.|Pub\. ?L\.)\s?\d))(?P<items>.*)"
)
_TARGET = re.compile(
    r"(?:EO|Executive [Oo]rder(?: No\.)?)\s*(?P<eo>\d{1,5}(?!\d| 1/2)(?:-?[A-Z](?![a-z]))?)"
    r"|Public Land Order\s*(?P<plo>\d+)|Proc(?:\.|lamation\.?)\s*(?P<proc>\d+)"
    r"|Pub(?:\.|lic)\s*L(?:\.|aw)\s*(?P<pl>\d{2,3}-\d{1,4})"
)
_DATE = re.compile(r"\s*(?:,|of)?\s*([A-Z][a-z]+)[.,]*\s*(\d{1,2}),?\s*(\d{4})(?!\d)")
_NUMBERS = re.compile(r"\s*(?:,|of)?\s*(\d{1,2})/(\d{1,2})/(\d{4})")
_CITED = re.compile(r"[^;]{0,60}?\(\s*(\d+ FR \d+)")
_STOP = re.compile(r"read in conjunction|\bwhich\b|\bto (?:the )?extent\b|\bexcept\b|\bas amended\b")
_ENDS = r"(?:revok|supers|suspers|rescind|repeal|nullif|void)\w*"
_REVOKES = re.compile(
    rf"{_ENDS}(?: or {_ENDS})?(?P<part>[ (]*(?:by )?(?:in )?par[ty][ )]*| to extent inconsistent| \(.*\))?"
    r"(?: and supplement\w*)?(?P<by> ?by)?(?P<again> in part)?(?: and supplement\w*)?(?: \(continued\))?",
    re.IGNORECASE,
)
_AMENDS = re.compile(r"(?:amend|modif)\w*(?P<by> by)?(?P<part> in part)?(?: \(continued\))?", re.IGNORECASE)
_PART = re.compile(r"\bin part\b", re.IGNORECASE)
REVOKES, AMENDS, SEE = "revokes", "amends", "see"


class Target(msgspec.Struct, frozen=True):
    """A text that a note names, with the day and the page that the note gives it."""

    id: str
    on: datetime.date | None = None
    federal_register: str | None = None


class Mention(msgspec.Struct, frozen=True):
    """What one note says of one text: how the two are related, and which of them acts on the other."""

    relation: str
    target: Target
    acts: bool
    in_part: bool = False
    called: str | None = None


class Note(msgspec.Struct, frozen=True):
    """One line: what it says of texts that have numbers, and what it says besides."""

    mentions: tuple[Mention, ...] = ()
    ending: str | None = None
    remark: bool = False


def note(line: str) -> Note:
    """Read a line; words without a label are a remark, unless they say that the order was ended."""
    found = _LINE.match(line)
    if not found or not _TARGET.search(found["items"]) or found["label"].lower() == "note":
        return Note(ending=line if _ended(line) else None, remark=True)
    label = " ".join(found["label"].split())
    relation, acts, part = _relation(label)
    called = _called(label, relation)
    mentions = tuple(
        Mention(relation, target, acts, part or in_part, called)
        for item in found["items"].split(";")
        for target, in_part in _targets(_STOP.split(item)[0])
    )
    return Note(mentions=mentions)


_VERBS = {
    "revok": None,
    "amend": None,
    "supers": "supersedes",
    "suspers": "supersedes",
    "rescind": "rescinds",
    "repeal": "repeals",
    "nullif": "nullifies",
    "void": "voids",
    "modif": "modifies",
}


def _called(label: str, relation: str) -> str | None:
    """The note's word for the relation, the same from either side."""
    if relation == SEE:
        return None if label == "See" else label
    found = [each for each in _VERBS if label.lower().startswith(each)]
    both = re.search(r" or (revok|supers)", label.lower())
    return "supersedes or revokes" if both else _VERBS[found[0]]


def _ended(line: str) -> bool:
    """Whether a line tells that something other than a numbered text ended the order."""
    return bool(re.match(rf"{_ENDS}\s*(?:or {_ENDS}\s*)?by\b", line, re.IGNORECASE))


def _relation(label: str) -> tuple[str, bool, bool]:
    """The relation, whether the target acts on the order, and whether on a part only."""
    for relation, form in ((REVOKES, _REVOKES), (AMENDS, _AMENDS)):
        found = form.fullmatch(label)
        if found:
            parts = found.groupdict()
            acts = bool(parts["by"]) or bool(re.search(r"\bby\b", parts["part"] or ""))
            return relation, acts, bool((parts["part"] or "").strip() or parts.get("again"))
    return SEE, False, False


def _targets(item: str) -> Iterator[tuple[Target, bool]]:
    found = list(_TARGET.finditer(item))
    for place, each in enumerate(found):
        rest = item[each.end() : found[place + 1].start() if place + 1 < len(found) else None]
        cited = _CITED.match(rest)
        yield Target(_identifier(each), _day(rest), cited[1] if cited else None), bool(_PART.search(rest))


def _identifier(found: re.Match[str]) -> str:
    if found["eo"]:
        return f"/us/eo/{numbered(found['eo'])}"
    if found["pl"]:
        return f"/us/pl/{found['pl'].replace('-', '/')}"
    return f"/us/plo/{found['plo']}" if found["plo"] else f"/us/proc/{found['proc']}"


def numbered(printed: str) -> str:
    """An order's number as it is mostly printed: 11359A is 11359-A."""
    return re.sub(r"(?<=\d)(?=[A-Z])", "-", printed)


def dates(text: str) -> Iterator[datetime.date]:
    """Every day that a text names in words."""
    for found in re.finditer(r"\b([A-Z][a-z]+) (\d{1,2}), (\d{4})\b", text):
        named = day(*found.groups())
        if named:
            yield named


def _day(text: str) -> datetime.date | None:
    words, numbers = _DATE.match(text), _NUMBERS.match(text)
    if numbers:
        try:
            return datetime.date(int(numbers[3]), int(numbers[1]), int(numbers[2]))
        except ValueError:
            return None
    return day(words[1], words[2], words[3]) if words else None
