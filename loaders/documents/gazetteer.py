"""The names that the graph knows, found in a text all at once.

A name is found whatever its punctuation, hyphens, accents and case; whether its capitals are right is the
matter of who weighs what was found. Names of places have no state in them here: what follows a place is
read from the text.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

import ahocorasick  # type: ignore[import-not-found,import-untyped,unused-ignore]  # no types
import msgspec

from schema.documents import MentionKind

_IDENTIFIER = re.compile(r"[-–/_]+(?:[A-Z]*\d|[A-Z]+[-–]|[a-z]+[./])|\.[a-z]{2,3}\b|@")
_IDENTIFIED = re.compile(r"\d[-–_]\Z|[a-z][@/.]\Z")
_SMALL = frozenset(
    {"of", "the", "and", "for", "on", "in", "to", "with", "or", "a", "an", "at", "by", "from", "v", "s"}
)


class Thing(msgspec.Struct, frozen=True):
    """Something in the graph that a text can name."""

    id: str
    kind: MentionKind
    sort: str = ""
    state: str | None = None
    population: int | None = None
    facts: int = 0
    above: str = ""
    active: bool = True
    initials: str = ""
    shortly: str = ""


class Name(msgspec.Struct, frozen=True):
    """One spelling of a thing's name; initials must stand in capitals."""

    words: str
    thing: Thing
    initials: bool = False


class Hit(msgspec.Struct, frozen=True):
    """A spelling found in a text, and the things that it may mean."""

    begins: int
    ends: int
    words: str
    things: tuple[Thing, ...]
    initials: bool

    def kinds(self) -> frozenset[MentionKind]:
        """What sorts of thing it may mean."""
        return frozenset(each.kind for each in self.things)


class Gazetteer:
    """Every name, in one automaton that reads a text once."""

    def __init__(self, names: Iterable[Name]) -> None:
        """Build it; names that are spelt alike share an entry."""
        self._entries: list[tuple[tuple[Thing, ...], tuple[Thing, ...]]] = []
        plain: dict[str, dict[Thing, None]] = {}
        initials: dict[str, dict[Thing, None]] = {}
        for name in names:
            if key := _key(name.words):
                (initials if name.initials else plain).setdefault(key, {})[name.thing] = None
        self._automaton = ahocorasick.Automaton(ahocorasick.STORE_INTS)
        for key in plain.keys() | initials.keys():
            self._automaton.add_word(key, len(self._entries))
            self._entries.append((tuple(plain.get(key, ())), tuple(initials.get(key, ()))))
        self._sizes = [0] * len(self._entries)
        for key, place in self._automaton.items():
            self._sizes[place] = len(key)
        if self._entries:
            self._automaton.make_automaton()

    def __len__(self) -> int:
        """How many spellings it knows."""
        return len(self._entries)

    @property
    def size(self) -> int:
        """Bytes that the automaton takes."""
        return int(self._automaton.get_stats()["total_size"])

    def named(self, words: str) -> tuple[Thing, ...]:
        """The things of exactly that name."""
        place = self._automaton.get(_key(words), None)
        return () if place is None else self._entries[place][0]

    def hits(self, text: str) -> list[Hit]:
        """What is found, the longest where several overlap, in the order of the text."""
        found = sorted(self._found(text), key=lambda each: (each.begins, -each.ends))
        kept: list[Hit] = []
        for hit in found:
            if not kept or hit.begins >= kept[-1].ends:
                kept.append(hit)
        return kept

    def _found(self, text: str) -> Iterator[Hit]:
        if not self._entries:
            return
        searched = folded(text)
        for last, place in self._automaton.iter(searched):
            begins, ends = last + 1 - self._sizes[place], last + 1
            if _stands_alone(searched, begins, ends) and (hit := self._hit(text, begins, ends, place)):
                yield hit

    def _hit(self, text: str, begins: int, ends: int, place: int) -> Hit | None:
        plain, initials = self._entries[place]
        words = text[begins:ends]
        if _IDENTIFIER.match(text, ends) or _IDENTIFIED.search(text, max(0, begins - 3), begins):
            return None
        if initials and words.isupper():
            return Hit(
                begins, ends, words, (*initials, *(each for each in plain if each not in initials)), True
            )
        return Hit(begins, ends, words, plain, False) if plain and capitalised(words) else None


def capitalised(words: str) -> bool:
    """Whether every word but the small ones begins with a capital or a digit."""
    first, *others = words.split() or [""]
    return bool(first) and not first[0].islower() and all(map(_is_capital, others))


def _is_capital(word: str) -> bool:
    plain = word.strip("().,;:“”‘’\"'")
    return not plain[:1].islower() or plain in _SMALL


def folded(text: str) -> str:
    """The text in small letters without accents, as long as before; all but letters and digits is space.

    Breaks of lines stay: no name goes across one.
    """
    return text.translate(_Folding())


class _Folding(dict[int, str]):
    def __missing__(self, code: int) -> str:
        self[code] = _letter(chr(code))
        return self[code]


@cache
def _letter(character: str) -> str:
    if character == "\n":
        return "\n"
    if not character.isalnum():
        return " "
    plain = unicodedata.normalize("NFKD", character)[0].lower()
    return plain if len(plain) == 1 else character


def _key(words: str) -> str:
    """A name as it is searched for."""
    return folded(words).strip()


def _stands_alone(searched: str, begins: int, ends: int) -> bool:
    """Whether no letter or digit touches a name."""
    return not (begins and searched[begins - 1].isalnum()) and not searched[ends : ends + 1].isalnum()


def spellings(names: Mapping[str, None]) -> Iterator[str]:
    """Names in the forms that writers use: & for and, St. for Saint."""
    for name in names:
        yield name
        if " & " in name:
            yield name.replace(" & ", " and ")
        if " and " in name:
            yield name.replace(" and ", " & ")
        if name.startswith("St. "):
            yield "Saint " + name[4:]
            yield "St " + name[4:]
