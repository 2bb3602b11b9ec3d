"""What people write for a thing, turned into what the graph knows it by; nothing here asks the graph.

Citations follow schemes, so their identifiers are made, not looked up: 8 U.S.C. § 1373(a) is
`/us/usc/t8/s1373/a`. Names are matched as they stand, without case; a place may be followed by its state.
"""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Any

from queries import everyday
from queries.everyday import docket, loosely, reported

LONGEST = 400
"""No identifier, citation or name is longer; see schema.values.Identifier."""

_PARTS = r"(?P<parts>(?:\s*\([0-9A-Za-z]{1,6}\))*)"
_MARK = r"(?:§+|sections?|sec\.|s\.)"
_SECTION = r"(?P<section>\d+[A-Za-z]{0,4}(?:-\d+[A-Za-z]{0,2})?)"
_USC = r"U\.?\s?S\.?\s?C\.?(?:ode|\s?A\.?)?"
_CFR = r"C\.?\s?F\.?\s?R\.?"
_ORDER = r"(?:E\.?\s?O\.?|Exec(?:utive|\.)?\s+Ord(?:er|\.)?)(?:\s+No\.?)?\s*(?P<number>\d{1,2},?\d{3})"
_LAW = r"(?:Pub(?:lic|\.)\s*L(?:aw|\.)|P\.?\s?L\.?)(?:\s+No\.?)?\s*(?P<congress>\d{2,3})-(?P<number>\d{1,4})"
_OF_AN_ACT = rf"(?:(?:,|\s)\s*{_MARK}?\s*(?P<section>\d+[A-Za-z]?){_PARTS})?"

_SCHEMES = (
    (rf"(?P<title>\d+)\s*{_USC}\s*{_MARK}?\s*{_SECTION}{_PARTS}", "/us/usc/t{title}/s{section}{parts}"),
    (rf"title\s+(?P<title>\d+),?\s+{_MARK}\s*{_SECTION}{_PARTS}", "/us/usc/t{title}/s{section}{parts}"),
    (rf"{_MARK}\s*{_SECTION}{_PARTS}\s+of\s+title\s+(?P<title>\d+)", "/us/usc/t{title}/s{section}{parts}"),
    (
        rf"(?P<title>\d+)\s*{_CFR}\s*{_MARK}?\s*(?P<section>\d+[a-z]?\.\d+[a-z]?(?:-\d+)?){_PARTS}",
        "/us/cfr/t{title}/s{section}{parts}",
    ),
    (
        rf"(?P<title>\d+)\s*{_CFR}\s*(?:part|pt\.)?\s*(?P<section>\d+){_PARTS}",
        "/us/cfr/t{title}/pt{section}{parts}",
    ),
    (rf"{_ORDER}{_OF_AN_ACT}", "/us/eo/{number}{section}{parts}"),
    (rf"{_MARK}\s*(?P<section>\d+){_PARTS}\s+of\s+{_ORDER}", "/us/eo/{number}{section}{parts}"),
    (rf"{_LAW}{_OF_AN_ACT}", "/us/pl/{congress}/{number}{section}{parts}"),
    (rf"{_MARK}\s*(?P<section>\d+){_PARTS}\s+of\s+{_LAW}", "/us/pl/{congress}/{number}{section}{parts}"),
    (
        r"(?:(?:CFDA|ALN|AL|Assistance\s+Listing)(?:\s+(?:No\.?|Number))?:?\s*)(?P<number>\d\d\.[0-9A-Za-z]{3})",
        "{number}",
    ),
)
_COMPILED = tuple((re.compile(pattern, re.IGNORECASE), form) for pattern, form in _SCHEMES)

_POSTAL_CODES = (
    "alabama=AL alaska=AK arizona=AZ arkansas=AR california=CA colorado=CO connecticut=CT delaware=DE "
    "district_of_columbia=DC florida=FL georgia=GA hawaii=HI idaho=ID illinois=IL indiana=IN iowa=IA "
    "kansas=KS kentucky=KY louisiana=LA maine=ME maryland=MD massachusetts=MA michigan=MI minnesota=MN "
    "mississippi=MS missouri=MO montana=MT nebraska=NE nevada=NV new_hampshire=NH new_jersey=NJ "
    "new_mexico=NM new_york=NY north_carolina=NC north_dakota=ND ohio=OH oklahoma=OK oregon=OR "
    "pennsylvania=PA rhode_island=RI south_carolina=SC south_dakota=SD tennessee=TN texas=TX utah=UT "
    "vermont=VT virginia=VA washington=WA west_virginia=WV wisconsin=WI wyoming=WY american_samoa=AS "
    "guam=GU northern_mariana_islands=MP puerto_rico=PR virgin_islands=VI"
)
STATES = dict(pair.split("=") for pair in _POSTAL_CODES.split())
"""Postal codes by the name of the state or territory, spaces as underscores."""

_GOVERNMENTS = (
    (r"(?:the )?city and county of (?P<name>.+)", ("CONSOLIDATED_CITY_COUNTY", "PLACE", "COUNTY")),
    (r"(?:the )?(?:city|town|village|borough) of (?P<name>.+)", ("PLACE", "CONSOLIDATED_CITY_COUNTY")),
    (r"(?:the )?county of (?P<name>.+)", ("COUNTY", "CONSOLIDATED_CITY_COUNTY")),
    (r"(?:the )?(?:state|commonwealth) of (?P<name>.+)", ("STATE",)),
)
_CITED = re.compile(r"\d.*[A-Za-z].*\s|\d.*\s.*[A-Za-z]|[A-Za-z].*\s.*\d|\s.*[A-Za-z].*\d|^\d\d-\d{1,5}$")
_CIRCUIT = re.compile(r"\d\d?(?:st|d|nd|rd|th)\s+cir(?:\.|cuit)?", re.IGNORECASE)
_ACT = re.compile(rf"{_LAW}(?:,|\s)\s*{_MARK}?\s*(?P<section>\d+[A-Za-z]?){_PARTS}", re.IGNORECASE)
_ALONE = re.compile(rf"{_MARK}\s*{_SECTION}{_PARTS}", re.IGNORECASE)
_IDENTIFIER = re.compile(r"\S*[/:_]\S*|\d\d\.[0-9A-Z]{3}")
_SLUG = re.compile(r"[a-z0-9.-]+")
FIELDS = ("name", "aliases", "popular_name", "abbreviation", "record", "citation", "docket")
"""What the full-text index is asked for: names, numbers and citations."""


def spellings(text: str) -> list[str]:
    """The identifiers that the text may stand for, most literal first."""
    plain = _plain(text)
    return list(dict.fromkeys([plain, *_cited(plain)]))


def written(text: str, fields: Sequence[str] = FIELDS) -> dict[str, Any]:
    """The text as the resolver takes it: identifiers, names without case, state, kinds and index query.

    The query asks the given fields of the index, those that what is looked for can have.
    """
    plain = _plain(text) if len(text) <= LONGEST else ""
    name, state = _without_state(plain.lower())
    names, kinds = _names(name)
    if not state and not kinds:
        names = list(dict.fromkeys([*names, name.removesuffix(" program"), f"{name} program"]))
    shortened = everyday.STATES.get(name.rstrip("."), "").replace(" ", "_")
    loose = [*loosely(name), *([STATES[shortened].lower()] if shortened else [])]
    cites = reported(plain.lower())
    return {
        "text": plain,
        "spellings": [{"id": each, "rank": rank} for rank, each in enumerate(spellings(plain)) if each],
        "whole": plain.lower(),
        "names": names,
        "state": state,
        "kinds": kinds,
        "loosely": loose,
        "cites": cites,
        "cited": bool(_CITED.search(plain)) and not _CIRCUIT.fullmatch(plain),
        "docket": docket(plain.lower()),
        "act": _act(plain),
        "part": _part(plain),
        "query": _query([*cites, *names, *loose, *_numbers(plain)], fields),
        "words": _words(plain),
        "nearest": _nearest(plain),
    }


class Form(StrEnum):
    """What a text can be by its letters alone; an identifier is never tried as a name, nor a name as one."""

    IDENTIFIER = "IDENTIFIER"
    EITHER = "EITHER"
    NAME = "NAME"


def form(text: str) -> Form:
    """The form of a text."""
    if _IDENTIFIER.fullmatch(text):
        return Form.IDENTIFIER
    return Form.EITHER if _SLUG.fullmatch(text) else Form.NAME


def quoted(text: str) -> str:
    """The text as a phrase of the full-text index's language, with nothing left that it would obey."""
    escaped = text.replace("\\", " ").replace('"', " ").strip()
    return f'"{escaped}"'


def _plain(text: str) -> str:
    dashes = re.sub("[‐-―−]", "-", text.replace("\0", " "))
    return " ".join(dashes.split())


def _cited(plain: str) -> Iterator[str]:
    for pattern, form in _COMPILED:
        if found := pattern.fullmatch(plain.rstrip(".,;")):
            yield from _identifiers(found.groupdict(), form)


def _identifiers(found: dict[str, str | None], form: str) -> Iterator[str]:
    parts = re.findall(r"\(([^)]+)\)", found.get("parts") or "")
    values = {name: (value or "").replace(",", "") for name, value in found.items()}
    if "{section}{parts}" in form and "/s{section}" not in form and "/pt{section}" not in form:
        values["section"] = f"/s{values['section']}" if values["section"] else ""
    for spelt in dict.fromkeys([tuple(parts), tuple(part.lower() for part in parts)]):
        yield form.format(**values | {"parts": "".join(f"/{part}" for part in spelt)})


def _act(plain: str) -> dict[str, str] | None:
    """A section of an act, which the code may have under a number of its own."""
    found = _ACT.fullmatch(plain)
    if not found:
        return None
    parts = "".join(f"/{part}" for part in re.findall(r"\(([^)]+)\)", found["parts"]))
    law = f"/us/pl/{found['congress']}/{found['number']}"
    return {"id": law, "section": found["section"], "parts": parts}


def _part(plain: str) -> str | None:
    """The end of the identifier of a section that is written without its title or act."""
    found = _ALONE.fullmatch(plain)
    parts = "".join(f"/{part}" for part in re.findall(r"\(([^)]+)\)", found["parts"])) if found else ""
    return f"/s{found['section']}{parts}" if found else None


def _numbers(plain: str) -> list[str]:
    """What the index is asked for where a text is a number of a section or of a case."""
    alone, number = _ALONE.fullmatch(plain), docket(plain.lower())
    sections = [f"section {alone['section']}{alone['parts']}", alone["section"]] if alone else []
    return [*sections, number] if number else sections


def _without_state(name: str) -> tuple[str, str | None]:
    place, comma, last = name.rpartition(",")
    if not comma:
        return _ending(name)
    said = everyday.STATES.get(last.strip().rstrip("."), last.strip().replace(".", ""))
    code = STATES.get(said.replace(" ", "_")) or (said.upper() if said.upper() in STATES.values() else None)
    return (place.strip(), code) if code else (name, None)


def _ending(name: str) -> tuple[str, str | None]:
    """A place followed by its state without a comma; “City of New York” has none."""
    for state, code in STATES.items():
        place = name.removesuffix(f" {state.replace('_', ' ')}")
        if place != name and not re.search(r"(?:^|\s)(?:of|the|west|v\.)$", place):
            return place, code
    return name, None


def _names(name: str) -> tuple[list[str], list[str]]:
    for pattern, kinds in _GOVERNMENTS:
        if found := re.fullmatch(pattern, name):
            bare = found["name"]
            return [name, bare, f"{bare} county"] if "COUNTY" in kinds else [name, bare], list(kinds)
    return [name], []


def _query(names: list[str], fields: Sequence[str]) -> str:
    phrases = [quoted(name) for name in dict.fromkeys(names) if re.search(r"\w", name)]
    return " OR ".join(f"{field}:{phrase}" for field in fields for phrase in phrases)


def _words(plain: str) -> str:
    words = [quoted(word) for word in plain.split() if re.search(r"\w", word)]
    return f"({' AND '.join(words)})^100 OR {' OR '.join(words)}" if words else ""


def _nearest(plain: str) -> str:
    """The words, each with one letter more, less or changed where it is long enough."""
    words = [word for word in re.findall(r"\w+", plain) if len(word) > 1]
    return " OR ".join(f"{word}~1" if len(word) > 3 else word for word in map(str.lower, words[:20]))
