"""The shorter ways in which people write names: initials, abbreviated states, courts and saints.

Each gives further spellings of a whole text in small letters; the text itself is tried before them.
"""

import re
from collections.abc import Iterator

_STATES = (
    "ala=alabama ariz=arizona ark=arkansas cal=california calif=california colo=colorado conn=connecticut "
    "del=delaware fla=florida ga=georgia ill=illinois ind=indiana kan=kansas ky=kentucky la=louisiana "
    "md=maryland mass=massachusetts mich=michigan minn=minnesota miss=mississippi mo=missouri mont=montana "
    "neb=nebraska nev=nevada n.h=new_hampshire n.j=new_jersey n.m=new_mexico n.y=new_york n.c=north_carolina "
    "n.d=north_dakota okla=oklahoma or=oregon pa=pennsylvania p.r=puerto_rico r.i=rhode_island "
    "s.c=south_carolina s.d=south_dakota tenn=tennessee tex=texas vt=vermont va=virginia wash=washington "
    "w._va=west_virginia w.va=west_virginia wis=wisconsin wyo=wyoming"
)
STATES = dict(pair.replace("_", " ").split("=") for pair in _STATES.split())
"""States by the abbreviations that lawyers use, without the last point."""

_PLACES = {
    "nyc": "new york city",
    "sf": "san francisco",
    "philly": "philadelphia",
    "d.c": "district of columbia",
}
_QUARTERS = {"n": "northern", "s": "southern", "e": "eastern", "w": "western", "c": "central", "m": "middle"}
_CIRCUITS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
    "eleventh",
)
_SAINTS = (("saint ", "st. "), ("st ", "st. "), ("fort ", "ft. "), ("mount ", "mt. "))


def loosely(name: str) -> list[str]:
    """Other spellings of a name in small letters, the likeliest first."""
    return [each for each in dict.fromkeys(_loosely(name)) if each and each != name]


def docket(text: str) -> str | None:
    """The end that the docket numbers of a case share: 17-cv-5720 and 1:17-cv-05720-HDL end 17-cv-05720."""
    found = re.fullmatch(r"(?:no\.\s*)?(?:\d:)?(\d\d)-(cv|cr|mc|md)-(\d{1,5})(?:-[a-z]{1,4})*", text)
    return f"{found[1]}-{found[2]}-{int(found[3]):05}" if found else None


def reported(text: str) -> list[str]:
    """A citation in small letters as reporters and the Federal Register are also spelt."""
    spaced = re.sub(r"\bf\.?\s?supp\.?\s?(2d|3d)\b\.?", r"f. supp. \1", text)
    spaced = re.sub(r"\bf\.?\s?(2d|3d|4th)\b\.?", r"f.\1", spaced)
    spaced = re.sub(r"\bs\.?\s?ct\b\.?", "s. ct.", re.sub(r"\bu\.\s?s\.(?=\s*\d)", "u.s.", spaced))
    register = re.sub(r"\b(?:f\.?\s?r\.?|fed\.?\s?reg\.?)(?=\s+(?:at\s+)?\d)", "fed. reg.", spaced)
    return list(dict.fromkeys([text, spaced, register, register.replace("fed. reg.", "fr")]))


def _loosely(name: str) -> Iterator[str]:
    bare = name.removeprefix("the ").rstrip(".")
    yield bare
    yield _PLACES.get(bare, "")
    if re.fullmatch(r"(?:[a-z]\.\s?)+[a-z]?", name):
        initials = re.sub(r"[.\s]", "", name)
        yield from (initials, _PLACES.get(initials, ""))
    yield from _court(bare)
    for written, kept in _SAINTS:
        if bare.startswith(written):
            yield kept + bare.removeprefix(written)
    yield from (f"{bare} county", f"{bare} parish")


def _court(name: str) -> Iterator[str]:
    if found := re.fullmatch(r"(\d\d?)(?:st|d|nd|rd|th) cir(?:cuit|\.)?", name):
        number = int(found[1])
        yield f"{_CIRCUITS[number - 1]} circuit" if 0 < number <= len(_CIRCUITS) else ""
    if found := re.fullmatch(r"(?:([nsewcm])\.?\s?)?d\.?\s?(.+)", name):
        state = STATES.get(found[2].rstrip("."), found[2])
        quarter = f"{_QUARTERS[found[1]]} " if found[1] else ""
        yield f"united states district court for the {quarter}district of {state}"
