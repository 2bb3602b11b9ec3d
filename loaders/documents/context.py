"""What the whole of a document says of a name in it: states, departments, its own abbreviations."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping

from loaders.documents.gazetteer import Hit, Thing
from loaders.documents.states import States
from schema.documents import MentionKind

_IN_BRACKETS = re.compile(
    r"(?:[’']s)?\s?[(“\"]{1,2}(?:the\s)?[“\"]?(?P<initials>[A-Z][A-Za-z&./-]{1,11})[”\"]?[)”\"]{1,2}"
)
_INTRODUCED = re.compile(r"\b[A-Z][\w'’-]*,?\s\([“\"]?(?P<initials>[A-Z]{3,8})[”\"]?\)")
_INITIALS = re.compile(r"(?<![\w-])[A-Z][A-Za-z&./-]{0,10}[A-Za-z](?![A-Za-z\d&]|[-–][A-Z\d])")
_LISTED = re.compile(r"(?:[,;])?\s(?:and\s|or\s)?(?:the\s)?(?:(?:State|Commonwealth)\sof\s)?")
_NUMBER = re.compile(r"(?<!\d)\d\d\.[0-9A-Z]{3}(?![0-9A-Z])")
_NEAR = 2_000
_SORTS = frozenset({"STATE", "DISTRICT", "TERRITORY"})


class Context:
    """A document's text and what was found in it, before anything is weighed."""

    def __init__(self, text: str, hits: list[Hit], states: States, tops: Mapping[str, Thing]) -> None:
        """Count what is plain."""
        self.text = text
        self.hits = hits
        self.places = {hit.begins: place for place, hit in enumerate(hits)}
        self.states = states
        self.tops = tops
        self.codes: Counter[str] = Counter()
        self.departments: Counter[str] = Counter()
        self.above: dict[int, str] = {}
        self.defined: dict[str, tuple[Thing, ...]] = {}
        for hit in hits:
            self._count(hit)
        self.above_at = sorted(self.above)
        self.numbers = frozenset(_NUMBER.findall(text))
        self._define()

    def introduced(self) -> list[Hit]:
        """Where initials stand that the document itself explains by a known name, and no list has."""
        taken = {hit.begins for hit in self.hits}
        known = {initials: things for initials, things in self.defined.items() if things}
        return [
            Hit(*found.span(), found[0], known[found[0]], initials=True)
            for found in _INITIALS.finditer(self.text)
            if found[0] in known and found.start() not in taken
        ]

    def neighbour(self, hit: Hit, step: int) -> Hit | None:
        """The hit before or after it, where both stand in one list."""
        place = self.places[hit.begins] + step
        if not 0 <= place < len(self.hits):
            return None
        other = self.hits[place]
        first, second = (other, hit) if step < 0 else (hit, other)
        between = self.text[first.ends : second.begins]
        return other if _LISTED.fullmatch(between) else None

    def line(self, hit: Hit) -> tuple[int, int]:
        """Where the line of a hit begins and ends, as far as it is near."""
        begins = max(self.text.rfind("\n", max(0, hit.begins - _NEAR), hit.begins) + 1, hit.begins - _NEAR, 0)
        ends = self.text.find("\n", hit.ends, hit.ends + _NEAR)
        return begins, ends if ends >= 0 else min(len(self.text), hit.ends + _NEAR)

    def department(self, hit: Hit, tops: Iterable[str]) -> dict[str, float]:
        """How likely each department is meant by an office that many have: the nearest, then any."""
        wanted = set(tops)
        begins, ends = self.line(hit)
        first, last = bisect_left(self.above_at, begins), bisect_left(self.above_at, ends)
        near = [
            each for each in self.above_at[first:last] if self.above[each] in wanted and each != hit.begins
        ]
        if near:
            return {self.above[min(near, key=lambda place: abs(place - hit.begins))]: 0.85}
        named = {top: self.departments[top] for top in wanted if self.departments[top]}
        return {top: 0.85 * times / sum(named.values()) for top, times in named.items()}

    def _count(self, hit: Hit) -> None:
        kinds = hit.kinds()
        if MentionKind.PLACE in kinds:
            code = self.states.after(self.text, hit.ends)
            sorts = {each.state for each in hit.things if each.sort in _SORTS}
            if code:
                self.codes[code[0]] += 1
            elif len(hit.things) == 1 and sorts:
                self.codes.update(each for each in sorts if each)
        named = not hit.initials or hit.things[0].sort == "DEPARTMENT"
        if kinds == {MentionKind.AGENCY} and len({each.above for each in hit.things}) == 1 and named:
            self.departments[hit.things[0].above] += 1
            self.above[hit.begins] = hit.things[0].above

    def _define(self) -> None:
        """Initials that the document explains: by a name that is known, or by one that is not."""
        for found in _INTRODUCED.finditer(self.text):
            self.defined.setdefault(found["initials"], ())
        for hit in self.hits:
            behind = None if hit.initials else _IN_BRACKETS.match(self.text, hit.ends)
            if behind and _spells(hit.words, behind["initials"]):
                self.defined[behind["initials"]] = hit.things


def _spells(words: str, initials: str) -> bool:
    """Whether the letters of some initials stand in a name in their order, the first at its beginning."""
    letters = iter(words.lower())
    plain = [each for each in initials.lower() if each.isalpha()]
    name = words.removeprefix("U.S. ").removeprefix("United States ").lower()
    return bool(plain) and name[0] in plain[:2] and all(each in letters for each in plain)
