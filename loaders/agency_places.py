"""The government of a local agency, by its name, its kind and the county that it is listed under."""

import re
from collections.abc import Iterable

import msgspec
from rapidfuzz.distance import Levenshtein

from loaders.governments import Government, Governments, Sort, core_of, spelt
from schema.values import Confidence

_SHERIFF = re.compile(r" sheriff'?s?( offic\w*)?$")
_COUNTY = re.compile(r"^(?P<core>.+? (?:county|parish))\b")
_BODIES = (
    "police|of public safety|public safety|corrections|constable|marshal|sheriff|of corrections|dispatch|jail"
)
_BODY = re.compile(rf" (?:{_BODIES})\b.*$")
_SHARED = re.compile(r"\b(?:university|college|school|airport|regional|district|authority)\b")
_STATEWIDE = (
    "of|state|highway|national guard|military|doc|attorney general|law enforcement|bureau|division|department"
    "|alcohol|fish|wildlife|gaming|marine"
)


class Found(msgspec.Struct, frozen=True):
    """The government of an agency with what is in doubt, or the reason why none is named."""

    government: Government | None = None
    note: str | None = None
    reason: str = ""

    @property
    def confidence(self) -> Confidence | None:
        """PARTIAL where something is in doubt."""
        return Confidence.PARTIAL if self.note else None


def place(
    state: str, names: Iterable[str], counties: Iterable[str], kind: str | None, governments: Governments
) -> Found:
    """The government of an agency of a state; its latest name comes last, any of its names will do."""
    code = governments.state(state)
    if code is None:
        return Found(reason="its state is not known")
    found = Found(reason="no place has its name")
    for name in reversed(tuple(names)):
        found = _Agency(name.lower(), tuple(counties), kind, code, spelt(state)).place(governments)
        if found.government:
            return found
    return found


class _Agency(msgspec.Struct, frozen=True):
    name: str
    counties: tuple[str, ...]
    kind: str | None
    state: str
    state_name: str

    def place(self, governments: Governments) -> Found:
        county = _COUNTY.match(self.name)
        if county or self.kind == "Sheriff" or _SHERIFF.search(self.name):
            return self._county(county["core"] if county else None, governments)
        if _SHARED.search(self.name):
            return Found(reason="a school, an airport or a body of several places")
        if re.match(rf"{self.state_name} (?:{_STATEWIDE})\b", self.name):
            return _only(governments.find(self.state_name, Sort.STATE), "no place has its name")
        return self._city(_BODY.sub("", self.name), governments)

    def _county(self, core: str | None, governments: Governments) -> Found:
        """The county of the name, when the county of the list is none or the same."""
        if core is None:
            own = _SHERIFF.sub("", self.name)
            printed = self.counties[-1] if self.counties else own
            note = None if _same_county(own, printed) else f"It is listed under {printed}, not named for it."
            return _only(governments.find(printed, Sort.COUNTY, self.state), "no county has its name", note)
        if self.counties and not any(_same_county(core, each) for each in self.counties):
            return Found(reason="its name and its county disagree")
        return _near(core, Sort.COUNTY, self.state, governments)

    def _city(self, core: str, governments: Governments) -> Found:
        county = self.counties[-1] if self.counties else None
        found = governments.find(core, Sort.PLACE, self.state, county)
        if len(found) == 1:
            others = [each for each in governments.alike(core, Sort.PLACE, self.state) if each != found[0]]
            return Found(found[0], _could_be(others)) if others and not county else Found(found[0])
        if found:
            return Found(reason="several places have its name")
        near = _near(core, Sort.PLACE, self.state, governments)
        if near.government or county is None or "constable" in self.name:
            return near
        listed = governments.find(county, Sort.COUNTY, self.state)
        same = _same_county(core, county)
        note = None if same else f"No place has the agency's name; it is listed under {county}."
        return Found(listed[0], note) if len(listed) == 1 else near


def _near(core: str, sort: Sort, state: str, governments: Governments) -> Found:
    found = governments.find(core, sort, state)
    if found:
        return _only(found, "")
    near = governments.near(core, sort, state)
    if len(near) == 1:
        return Found(near[0], f"Printed as {core}; {near[0].name} is one letter away.")
    return Found(reason="no county has its name" if sort is Sort.COUNTY else "no place has its name")


def _only(found: tuple[Government, ...], unknown: str, note: str | None = None) -> Found:
    if len(found) == 1:
        return Found(found[0], note)
    return Found(reason="several places have its name" if found else unknown)


def _could_be(others: list[Government]) -> str:
    named = sorted(f"{each.name} ({each.county} County)" if each.county else each.name for each in others)
    return f"The name could also mean {', '.join(named)}."


def _same_county(one: str, other: str) -> bool:
    return Levenshtein.distance(core_of(one, Sort.COUNTY), core_of(other, Sort.COUNTY)) <= 1
