"""What the names of recipients say: which sort of government, of what place, or a department of it."""

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import lru_cache

import msgspec


class Form(StrEnum):
    """The word by which a government calls itself."""

    CITY = "city"
    TOWN = "town"
    VILLAGE = "village"
    BOROUGH = "borough"
    TOWNSHIP = "township"
    MUNICIPALITY = "municipality"
    COUNTY = "county"
    PARISH = "parish"
    STATE = "state"

    @property
    def groups(self) -> tuple[str, ...]:
        """The sorts of place that go by the word, the likelier first."""
        return _GROUPS.get(self, ("place",))


_GROUPS = {
    Form.BOROUGH: ("place", "county"),
    Form.MUNICIPALITY: ("place", "county"),
    Form.COUNTY: ("county",),
    Form.PARISH: ("county",),
    Form.STATE: ("state",),
}


class Named(msgspec.Struct, frozen=True):
    """One reading of a name: the place's bare name, the form it states, and whether a department is meant."""

    core: str
    form: Form | None = None
    department: bool = False


_WORDS = {
    "CITY AND COUNTY": Form.CITY,
    "CITY AND BOROUGH": Form.CITY,
    "CITY": Form.CITY,
    "TOWN": Form.TOWN,
    "VILLAGE": Form.VILLAGE,
    "BOROUGH": Form.BOROUGH,
    "CHARTER TOWNSHIP": Form.TOWNSHIP,
    "TOWNSHIP": Form.TOWNSHIP,
    "MUNICIPALITY": Form.MUNICIPALITY,
    "MUNICIPIO": Form.MUNICIPALITY,
    "COUNTY": Form.COUNTY,
    "PARISH": Form.PARISH,
    "STATE": Form.STATE,
    "COMMONWEALTH": Form.STATE,
    "TERRITORY": Form.STATE,
    "GOVERNMENT": Form.STATE,
}
_FORM = "|".join(_WORDS)
_PREFIX = re.compile(rf"^(?:THE )?(?P<form>{_FORM}) (?:OF|DE) (?:THE )?(?P<core>.+)$")
_SUFFIX = re.compile(rf"^(?:THE )?(?P<core>.+?) (?P<form>{_FORM})(?: GOVERNMENT)?$")
_PART_OF_NAMES = frozenset({"CITY", "TOWN", "VILLAGE"})
_INVERTED = re.compile(r"^(?P<last>.+), (?P<first>[^,]*\b(?:OF|FOR|DE))$")
_SPELT = (
    (re.compile(r"[.'’`]"), ""),
    (re.compile(r"&"), " AND "),
    (re.compile(r"[^A-Z0-9Ñ, -]"), " "),
    (re.compile(r"\b(?:CNTY|CTY)\b"), "COUNTY"),
    (re.compile(r"\bDEPT\b"), "DEPARTMENT"),
    (re.compile(r"\bDIV\b"), "DIVISION"),
    (re.compile(r"\bTWP\b"), "TOWNSHIP"),
    (re.compile(r"\bST (?=[A-Z])"), "SAINT "),
    (re.compile(r"\bSTE (?=[A-Z])"), "SAINTE "),
    (re.compile(r"\bFT (?=[A-Z])"), "FORT "),
    (re.compile(r"\bMT (?=[A-Z])"), "MOUNT "),
    (re.compile(r"-"), " "),
    (re.compile(r" +"), " "),
    (re.compile(r"(?:, THE|,)$"), ""),
)
_BODIES = frozenset({"DEPARTMENT", "DIVISION", "OFFICE", "BUREAU", "SHERIFF", "SHERIFFS", "POLICE", "BOARD"})
_BODIES_OF_STATES = frozenset({"AGENCY", "COMMISSION", "EXECUTIVE", "GOVERNORS", "SUPREME"}) | _BODIES
_BOARD = re.compile(r"^BOARD OF (?:COUNTY )?(?:COMMISSIONERS|SUPERVISORS)\b")
_SEPARATE = re.compile(
    r"\b(?:AUTHORITY|UNIVERSITY|COLLEGE|SCHOOLS?|INC|INCORPORATED|LLC|LLP|LTD|LP|CORP|CORPORATION|COMPANY|"
    r"FOUNDATION|ASSOCIATION|UNION|VOLUNTEER|TRUST|COUNCIL|AUXILIARY|LEAGUE|ATHLETIC|REGENTS|TRIBE|NATION|"
    r"TRIBAL|HOSPITAL|SOCIETY|MUSEUM|COOPERATIVE|PARTNERSHIP|CREDIT|RETIREMENT)\b|\bDISTRICT\b(?! ATTORNEY)"
)
_POLICE = re.compile(r"POLICE(?: (?:DEPARTMENT|DIVISION|BUREAU))?")
_LONGEST_BODY = 4
"""Words before the word that tells a department, as in Public Health and Environment Department."""


def spelt(name: str) -> str:
    """A name in capitals, with what is usually abbreviated in full, and CHICAGO, CITY OF turned around."""
    text = name.upper()
    for printed, usual in _SPELT:
        text = printed.sub(usual, text).strip()
    turned = _INVERTED.match(text)
    return f"{turned['first']} {turned['last']}" if turned else text


def core(name: str) -> str:
    """A place's bare name: that of City of Chicago is CHICAGO, that of Cook County is COOK."""
    return _stated(name)[0]


def forms(names: Iterable[str]) -> frozenset[Form]:
    """The forms that a place's own names state."""
    return frozenset(form for name in names if "," not in name if (form := _stated(name)[1]))


@lru_cache(maxsize=200_000)
def _stated(name: str) -> tuple[str, Form | None]:
    """The bare name and the form; the last word of Kansas City is a part of its name."""
    text = spelt(name).replace(",", "")
    prefixed, suffixed = _PREFIX.match(text), _SUFFIX.match(text)
    if prefixed:
        return prefixed["core"], _WORDS[prefixed["form"]]
    if suffixed and suffixed["form"] not in _PART_OF_NAMES:
        return suffixed["core"], _WORDS[suffixed["form"]]
    return text, None


def readings(name: str, states: frozenset[str] = frozenset()) -> Iterator[Named]:
    """The ways to read a recipient's name, the most literal first.

    `states` are the names and the postal code of its state: without them CALIFORNIA DEPARTMENT OF HEALTH
    says nothing.
    """
    text = _without_state(spelt(name), states)
    yield from _whole(text.replace(",", ""))
    yield from _departments(text, states)
    yield Named(text)


def _whole(text: str) -> Iterator[Named]:
    prefixed, suffixed = _PREFIX.match(text), _SUFFIX.match(text)
    if prefixed:
        yield Named(prefixed["core"], _WORDS[prefixed["form"]])
    if suffixed:
        form = _WORDS[suffixed["form"]]
        if suffixed["form"] in _PART_OF_NAMES:
            yield Named(text, form)
        yield Named(suffixed["core"], form)


def _departments(text: str, states: frozenset[str]) -> Iterator[Named]:
    """Readings as a department: the owner before the department's name, or after it and a comma."""
    parts, words = text.split(", "), text.replace(",", "").split()
    if len(parts) > 1 and words and words[0] in _BODIES_OF_STATES and not _SEPARATE.search(text):
        yield from _owned(parts[-1], states, " ".join(words))
        return
    for place, word in enumerate(words):
        if place and word in _BODIES_OF_STATES:
            body = " ".join(words[place:])
            if word != "BOARD" or _BOARD.match(body):
                yield from _owners(words, place, states)
            return


def _owners(words: list[str], place: int, states: frozenset[str]) -> Iterator[Named]:
    for end in range(place, max(0, place - _LONGEST_BODY - 1), -1):
        if not _SEPARATE.search(" ".join(words[end:])):
            body, between = " ".join(words[place:]), " ".join(words[end:place])
            yield from _owned(" ".join(words[:end]), states, body, between)


def _owned(owner: str, states: frozenset[str], body: str, between: str = "") -> Iterator[Named]:
    """A bare name counts only next to the body: a state's, or that of a municipality whose police it is."""
    only_states = body.split(maxsplit=1)[0] not in _BODIES
    for each in _whole(owner):
        if each.form is Form.STATE or not only_states:
            yield Named(each.core, each.form, department=True)
    if not between and owner in states:
        yield Named(owner, Form.STATE, department=True)
    elif not between and _POLICE.fullmatch(body):
        yield Named(owner, Form.MUNICIPALITY, department=True)


def _without_state(text: str, states: frozenset[str]) -> str:
    """CITY OF MIAMI, FL is CITY OF MIAMI."""
    first, comma, last = text.rpartition(", ")
    return first if comma and last in states and _PREFIX.match(first) else text
