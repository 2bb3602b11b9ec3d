"""Which government a recipient of money is, or is a department of, judged by its name, type and address.

Publications name recipients as their registrations do: CHICAGO, CITY OF; COUNTY OF COOK; HEALTH CARE
SERVICES, CALIFORNIA DEPARTMENT OF. A match is an inference: it carries a score and says what it rests on.
A recipient that says that it is no state, county or municipality (a university, a business) has none.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from enum import StrEnum

import msgspec
from rapidfuzz import fuzz, process

from loaders.awards.holder_names import Form, Named, core, forms, readings
from schema.places import JurisdictionKind

THRESHOLD = 0.85
"""The least score of a match that may be stated as a link."""
_SURE, _BARE, _DEPARTMENT = 0.95, 0.80, -0.07
_CODES_AGREE, _CODES_DIFFER, _LEVEL_AGREES, _LEVEL_DIFFERS, _FORM_DIFFERS, _SPELLING = (
    0.05,
    -0.03,
    0.02,
    -0.12,
    -0.08,
    -0.08,
)
_CLOSE = 92.0
_LONG_ENOUGH = 6
_SORTS = {
    JurisdictionKind.COUNTY: ("county",),
    JurisdictionKind.PLACE: ("place",),
    JurisdictionKind.CONSOLIDATED_CITY_COUNTY: ("place", "county"),
}
_STATES = frozenset({JurisdictionKind.STATE, JurisdictionKind.DISTRICT, JurisdictionKind.TERRITORY})


class Level(StrEnum):
    """What a recipient says that it is, as far as governments go."""

    STATE = "state"
    COUNTY = "county"
    MUNICIPALITY = "municipality"
    LOCAL = "local government"
    OTHER = "another kind of recipient"


_BY_LEVEL: dict[Level | None, tuple[str, ...]] = {
    Level.STATE: ("state",),
    Level.COUNTY: ("county",),
    Level.MUNICIPALITY: ("place",),
}


class Place(msgspec.Struct, frozen=True):
    """A government that a recipient may be: aliases such as City of Chicago tell its form."""

    id: str
    name: str
    kind: JurisdictionKind
    state: str
    geoid: str | None = None
    aliases: tuple[str, ...] = ()


class Holder(msgspec.Struct, frozen=True):
    """A recipient as a publication describes it; codes are those of its address within the state."""

    name: str
    state: str
    level: Level | None = None
    county: str | None = None
    city: str | None = None

    @property
    def claims(self) -> bool:
        """Whether its type or the form of its name says that it is a government."""
        if self.level is Level.OTHER:
            return False
        return self.level is not None or any(each.form is not None for each in readings(self.name))


class Match(msgspec.Struct, frozen=True):
    """A place, how sure it is that the recipient acts for it, and what that rests on."""

    place: str
    score: float
    note: str


class Governments:
    """The governments of the country by state, sort and name."""

    def __init__(self, places: Iterable[Place]) -> None:
        """Index the places; those without a state of their own are left out."""
        self._named: defaultdict[tuple[str, str], dict[str, list[Place]]] = defaultdict(dict)
        for place in places:
            for group in _groups(place.kind) if place.state else ():
                for name in _names(place, group):
                    self._named[place.state, group].setdefault(name, []).append(place)

    def match(self, holder: Holder) -> Match | None:
        """The likeliest government, if any is likely at all; two that are as likely are none."""
        if holder.level is Level.OTHER or not holder.state:
            return None
        for candidates in (self._spelt_so(holder), self._spelt_nearly(holder)):
            found = sorted(candidates, key=lambda each: -each.score)
            if found:
                unclear = len(found) > 1 and found[0].score == found[1].score
                return None if unclear else found[0]
        return None

    def _spelt_so(self, holder: Holder) -> list[Match]:
        """The places that the first reading with any place may mean."""
        for named, group in self._read(holder):
            names = self._named.get((holder.state, group), {})
            found = names.get(named.core, [])
            if found:
                return [_score(holder, named, each, 100) for each in _of_form(found, named.form)]
        return []

    def _spelt_nearly(self, holder: Holder) -> list[Match]:
        for named, group in self._read(holder):
            names = self._named.get((holder.state, group), {})
            if named.form and len(named.core) >= _LONG_ENOUGH:
                close = process.extract(
                    named.core, names.keys(), score_cutoff=_CLOSE, scorer=fuzz.ratio, limit=2
                )
                if len(close) == 1:
                    (name, near, _), *_ = close
                    return [_score(holder, named, each, near) for each in _of_form(names[name], named.form)]
        return []

    def _read(self, holder: Holder) -> Iterator[tuple[Named, str]]:
        """The readings of the name, each with a sort of place that it may mean."""
        for named in readings(holder.name, self._states(holder.state)):
            for group in named.form.groups if named.form else _BY_LEVEL.get(holder.level, ()):
                yield named, group

    def _states(self, state: str) -> frozenset[str]:
        return frozenset(self._named.get((state, "state"), {}))


def _score(holder: Holder, named: Named, place: Place, near: float) -> Match:
    """Add up what speaks for a place and what against it."""
    score = (_SURE if named.form else _BARE) + (_DEPARTMENT if named.department else 0)
    what = f"a department of the {named.form or 'government'}" if named.department else f"the {named.form}"
    told = [
        f"the name reads as {what} of {place.name}" if named.form else f"the name is that of {place.name}"
    ]
    agree = _codes(holder, place)
    if agree is not None:
        score += _CODES_AGREE if agree else _CODES_DIFFER
        told.append("the address has the place's code" if agree else "the address has another code")
    if holder.level:
        agrees = _fits(holder.level, place)
        score += _LEVEL_AGREES if agrees else _LEVEL_DIFFERS
        told.append(f"it {'is' if agrees else 'is, unlike the place,'} registered as a {holder.level}")
    own = _forms(place)
    if named.form not in {None, Form.MUNICIPALITY, *own} and own:
        score += _FORM_DIFFERS
        told.append(f"the place is a {min(own)}")
    if near < 100:
        score += _SPELLING - (100 - near) / 100
        told.append(f"the spelling differs from {place.name}")
    return Match(place.id, round(min(score, 1.0), 2), f"Inferred: {'; '.join(told)}.")


def _codes(holder: Holder, place: Place) -> bool | None:
    """Whether the codes of the address are those of the place; None when they can not tell."""
    code = place.geoid or ""
    if len(code) == 7 and holder.city:
        return code[2:] == holder.city
    if len(code) in {5, 10} and holder.county:
        return code[2:5] == holder.county
    return None


def _fits(level: Level, place: Place) -> bool:
    if place.kind is JurisdictionKind.CONSOLIDATED_CITY_COUNTY:
        return level is not Level.STATE
    if place.kind in _STATES:
        return level is Level.STATE or place.kind is JurisdictionKind.DISTRICT
    if level is Level.LOCAL:
        return True
    return level is (Level.COUNTY if place.kind is JurisdictionKind.COUNTY else Level.MUNICIPALITY)


def _of_form(candidates: list[Place], form: Form | None) -> list[Place]:
    """Those that have the form; failing that all."""
    exact = [each for each in candidates if form in _forms(each)]
    return exact or candidates


def _forms(place: Place) -> frozenset[Form]:
    return forms((place.name, *place.aliases))


def _groups(kind: JurisdictionKind) -> tuple[str, ...]:
    """The sorts of place that a government is looked up among."""
    if kind in _STATES:
        return ("state",)
    return _SORTS.get(kind, ())


def _names(place: Place, group: str) -> set[str]:
    own = {core(each) for each in (place.name, *place.aliases) if _own(each)}
    return own | {place.state} if group == "state" else own


def _own(alias: str) -> bool:
    """Whether an alias is the place's own name, without its state and without an identifier."""
    return "," not in alias and "/" not in alias and len(alias) > 2
