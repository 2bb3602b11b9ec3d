"""Finding the government that a source means by a name, a state and a sort of place; never by guessing.

A name is compared as it stands; when nothing is called so, with its form turned (Borough of Manheim is
Manheim Borough); and at last without its form (Town of Candia is Candia). Case, accents and marks do not
count, and Saint is St.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from enum import StrEnum

import msgspec
from rapidfuzz.distance import Levenshtein

from graph.store import Store
from loaders.place_names import slug

_JURISDICTIONS = """MATCH (j:Jurisdiction) WHERE j.retired_at IS NULL AND j.valid_to IS NULL
RETURN j.id AS id, j.name AS name, coalesce(j.aliases, []) AS aliases, j.state AS state ORDER BY id"""
_MARKS = str.maketrans("", "", ".'’`")
_SHORT = {"saint": "st", "sainte": "ste", "fort": "ft", "mount": "mt"}
_NEWSPAPERS = (  # abbreviations of the Associated Press Stylebook that are not the postal code
    "AL ala, AZ ariz, AR ark, CA calif, CO colo, CT conn, DE del, FL fla, IL ill, IN ind, KS kan, MA mass,"
    " MI mich, MN minn, MS miss, MT mont, NE neb, NV nev, OK okla, OR ore, TN tenn, WA wash, WI wis, WY wyo"
)


class Sort(StrEnum):
    """The level of a government, as its identifier tells it."""

    STATE = "STATE"
    COUNTY = "COUNTY"
    PLACE = "PLACE"


_LEVELS = {
    "state": Sort.STATE,
    "district": Sort.STATE,
    "territory": Sort.STATE,
    "county": Sort.COUNTY,
    "parish": Sort.COUNTY,
    "borough": Sort.COUNTY,
    "municipality": Sort.COUNTY,
    "municipio": Sort.COUNTY,
    "place": Sort.PLACE,
}
_FORMS = {
    Sort.STATE: "state|commonwealth|territory",
    Sort.COUNTY: "county|parish|borough|municipality|city and borough|municipio",
    Sort.PLACE: "city|town|village|borough|township|charter township|plantation",
}
_TRAILING = {  # a city's or town's name may end so by itself, as in Jersey City; these are always forms
    Sort.STATE: "territory",
    Sort.COUNTY: _FORMS[Sort.COUNTY],
    Sort.PLACE: "township|charter township|plantation",
}
_BEFORE = {sort: re.compile(rf"^(?P<form>{forms}) (?:of|de) (?P<core>.+)$") for sort, forms in _FORMS.items()}
_AFTER = {sort: re.compile(rf"^(?P<core>.+) (?:{forms})$") for sort, forms in _TRAILING.items()}


_Key = tuple[Sort, str, str]


class Government(msgspec.Struct, frozen=True):
    """A government as the graph knows it; `state` is a postal code."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    state: str | None = None

    @property
    def sort(self) -> Sort | None:
        """Its level; None for the country."""
        return sort_of(self.id)

    @property
    def county(self) -> str:
        """The county that its identifier names, as a name without its form; empty when it names none."""
        parent = self.id.rsplit("/", 1)[0]
        return slug(parent) if sort_of(parent) is Sort.COUNTY else ""


class Governments:
    """All governments by what they are called."""

    def __init__(self, every: Iterable[Government]) -> None:
        """Index the governments; the country and what lies outside the three levels are left out."""
        self._called: defaultdict[_Key, list[Government]] = defaultdict(list)
        self._cores: defaultdict[tuple[Sort, str | None], set[str]] = defaultdict(set)
        self._states = {name: code for code, name in (each.split() for each in _NEWSPAPERS.split(", "))}
        for each in every:
            for sort, name in _names(each):
                self._add(sort, name, each)

    def find(
        self, name: str, sort: Sort, state: str | None = None, county: str | None = None
    ) -> tuple[Government, ...]:
        """The governments of a sort that the name means: one when it is clear, several when it is not.

        `state` is a postal code. A county, by its name, tells places of one name apart.
        """
        for key in _keys(name, sort):
            found = _in(state, self._called.get(key, ()))
            if found:
                return _apart(found, county)
        return ()

    def alike(self, name: str, sort: Sort, state: str | None = None) -> tuple[Government, ...]:
        """The governments of a sort with the same name when forms such as town or township do not count."""
        return _in(state, self._called.get(_keys(name, sort)[-1], ()))

    def near(self, name: str, sort: Sort, state: str) -> tuple[Government, ...]:
        """The governments whose name, without its form, is one letter away from a misspelt one."""
        core = core_of(name, sort)
        cores = sorted(each for each in self._cores[sort, state] if Levenshtein.distance(each, core) == 1)
        return tuple(each for found in cores for each in self.alike(found, sort, state))

    def state(self, printed: str) -> str | None:
        """The postal code of a state's name, code or newspaper abbreviation."""
        found = self.find(printed, Sort.STATE)
        return found[0].state if len(found) == 1 else self._states.get(spelt(printed))

    def split(self, printed: str) -> tuple[str, str | None]:
        """A printed name and its state: Chicago, IL is Chicago in IL; without a state, the name alone."""
        name, _, last = printed.rpartition(",")
        state = self.state(last) if name else None
        return (name.strip(), state) if state else (printed.strip(), None)

    def _add(self, sort: Sort, name: str, each: Government) -> None:
        keys = _keys(name, sort)
        for key in keys:
            if each not in self._called[key]:
                self._called[key].append(each)
        self._cores[sort, each.state].add(keys[-1][-1])


def loaded(store: Store) -> Governments:
    """The governments that the graph holds."""
    return Governments(msgspec.convert(row, Government) for row in store.read(_JURISDICTIONS))


def sort_of(identifier: str) -> Sort | None:
    """The level of an Open Civic Data identifier; None where it is another, such as the country."""
    return _LEVELS.get(identifier.rsplit("/", 1)[-1].split(":", maxsplit=1)[0])


def spelt(name: str) -> str:
    """A name as it is compared: small letters in single spaces, without marks, saint as st."""
    plain = unicodedata.normalize("NFKD", name.lower().replace("&", " and ").translate(_MARKS))
    words = "".join(each if each.isalnum() else " " for each in plain if not unicodedata.combining(each))
    return " ".join(_SHORT.get(word, word) for word in words.split())


def core_of(name: str, sort: Sort) -> str:
    """A name as it is compared when its form does not count."""
    return _keys(name, sort)[-1][-1]


def _keys(name: str, sort: Sort) -> tuple[_Key, _Key, _Key]:
    """What is compared of a name, strictest first: all of it, with its form turned, without its form."""
    text = spelt(name)
    before = _BEFORE[sort].match(text)
    turned = f"{before['core']} {before['form']}" if before else text
    bare = before or _AFTER[sort].match(text)
    core = bare["core"] if bare else text
    return (sort, "as it stands", text), (sort, "turned", turned), (sort, "without form", core)


def _names(each: Government) -> Iterator[tuple[Sort, str]]:
    """What a government is called; a second identifier is a name of its own sort."""
    if each.sort is None:
        return
    for name in (each.name, *each.aliases):
        second = sort_of(name) if name.startswith("ocd-division/") else None
        if second:
            yield second, slug(name)
        elif "," not in name and "/" not in name:
            yield each.sort, name


def _in(state: str | None, found: Iterable[Government]) -> tuple[Government, ...]:
    return tuple(each for each in found if state is None or each.state == state)


def _apart(found: tuple[Government, ...], county: str | None) -> tuple[Government, ...]:
    """Those of several that lie in the county; all of them where none says so."""
    if len(found) == 1 or not county:
        return found
    core = core_of(county, Sort.COUNTY)
    return tuple(each for each in found if spelt(each.county) == core) or found
