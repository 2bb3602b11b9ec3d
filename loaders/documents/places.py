"""Which place a name means: by the state beside it, its neighbours, its size, and the words around it."""

import re
from collections.abc import Iterator

from loaders.documents import surroundings
from loaders.documents.context import Context
from loaders.documents.gazetteer import Gazetteer, Hit, Thing
from loaders.documents.spans import Span, matched
from schema.documents import MentionKind

_KIND = MentionKind.PLACE
_STATES = frozenset({"STATE", "DISTRICT", "TERRITORY"})
_CITIES = frozenset({"PLACE", "CONSOLIDATED_CITY_COUNTY"})
_SMALL, _LARGE = 3_000, 100_000
_UNSURE = 0.5
_FORM = re.compile(
    r"\b(?:(?P<city>[Cc]it(?:y|ies)|[Tt]owns?|[Vv]illages?|[Bb]oroughs?)|(?P<county>[Cc]ount(?:y|ies))"
    r"|(?P<state>[Ss]tates?|Commonwealths?|Territory))\sof\s$"
)
_COUNTIES = re.compile(r"\s(?P<form>[Cc]ounties|[Pp]arishes)\b")
_FORMS = {"counties": "County", "parishes": "Parish"}
_LONGEST_LIST = 300
_ONE = r"[A-Z][\w.'’-]*(?:\s[A-Z][\w.'’-]*)?"
_NAMES = re.compile(rf"(?:{_ONE},\s)*{_ONE},?\s(?:and|or)\s{_ONE}$")
_EACH = re.compile(r"(?!and\b|or\b)[A-Z][\w.'’-]*(?:\s[A-Z][\w.'’-]*)*")
_IN = re.compile(r"\b(?:in|near|from|at|outside|around|throughout|across|within|downtown|to)\s(?:the\s)?$")


def place(hit: Hit, context: Context) -> Span | None:
    """The place that a name means, with the state behind it as part of the name."""
    things = [each for each in hit.things if each.kind is MentionKind.PLACE]
    behind = context.states.after(context.text, hit.ends)
    if behind and not _is_list(hit, things, context, behind):
        in_state = [each for each in things if each.state == behind[0] and each.sort not in _STATES]
        if in_state or not any(each.sort in _STATES for each in things):
            chosen = _of_form(hit, context, in_state) or in_state
            return matched(hit.begins, behind[1], _KIND, ((each.id, 0.97 / len(chosen)) for each in chosen))
    weights = {each: _weight(each, hit, context) for each in things}
    total = sum(weights.values())
    scores = [(each.id, weight / total * _exists(each, hit, context)) for each, weight in weights.items()]
    return matched(hit.begins, hit.ends, _KIND, _cautiously(scores, hit, things, context))


def counties(context: Context, gazetteer: Gazetteer) -> Iterator[Span]:
    """Each of several counties that share the word: Westmoreland and Cambria Counties, Pennsylvania."""
    for word in _COUNTIES.finditer(context.text):
        listed = _NAMES.search(context.text, max(0, word.start() - _LONGEST_LIST), word.start())
        each_one = list(_EACH.finditer(listed[0])) if listed else []
        behind = context.states.after(context.text, word.end())
        for each in each_one:
            things = gazetteer.named(f"{each[0]} {_FORMS[word['form'].lower()]}")
            if behind:
                things = tuple(thing for thing in things if thing.state == behind[0])
            begins = listed.start() if listed else 0
            ends = behind[1] if behind and each is each_one[-1] else begins + each.end()
            if span := _county(begins + each.start(), ends, things, context):
                yield span


def _county(begins: int, ends: int, things: tuple[Thing, ...], context: Context) -> Span | None:
    weights = {each: _size(each) * _said(each, context) for each in things}
    total = sum(weights.values())
    return matched(
        begins, ends, _KIND, ((each.id, 0.95 * weight / total) for each, weight in weights.items())
    )


def _is_list(hit: Hit, things: list[Thing], context: Context, behind: tuple[str, int, str]) -> bool:
    """Whether the state behind a name is the next of a list of states: Washington, Oregon, and California."""
    if not any(each.sort in _STATES for each in things) or behind[2] not in context.states.names:
        return False
    rest = context.text[behind[1] : behind[1] + 40]
    following = re.match(r",?\s(?:and|or)\s|,\s", rest)
    after = following and any(rest[following.end() :].startswith(name) for name in context.states.names)
    before = re.search(
        r"(?P<name>[A-Z][\w. ]+),\s(?:and\s)?$", context.text[max(0, hit.begins - 40) : hit.begins]
    )
    listed = before and any(before["name"].endswith(name) for name in context.states.names)
    return bool(after or listed)


def _of_form(hit: Hit, context: Context, things: list[Thing]) -> list[Thing]:
    """Those of the sort of government that the words before name: City of, County of."""
    form = _FORM.search(context.text, max(0, hit.begins - 20), hit.begins)
    words = hit.words.lower()
    if (form and form["city"]) or words.startswith(("city of", "town of", "village of")):
        return [each for each in things if each.sort in _CITIES]
    if form and form["county"]:
        return [each for each in things if each.sort == "COUNTY"]
    if form and form["state"]:
        return [each for each in things if each.sort in _STATES]
    return []


def _weight(thing: Thing, hit: Hit, context: Context) -> float:
    """How often such a place is meant: by its people, what the graph says of it, and what the text says."""
    chosen = _of_form(hit, context, [each for each in hit.things if each.kind is _KIND])
    form = 1.0 if not chosen or thing in chosen else 0.02
    return (
        _size(thing)
        * (1 + 3 * min(thing.facts, 5))
        * _said(thing, context)
        * _listed(thing, hit, context)
        * form
    )


def _size(thing: Thing) -> float:
    return (thing.population or _SMALL) * (3 if thing.sort in _STATES else 1) * (1 if thing.active else 0.01)


def _said(thing: Thing, context: Context) -> float:
    """How much likelier a place is because the text names its state."""
    if thing.sort in _STATES or not context.codes:
        return 1
    return 1 + 40 * context.codes[thing.state or ""] / sum(context.codes.values())


def _listed(thing: Thing, hit: Hit, context: Context) -> float:
    """How much likelier a state is among states, and a city among cities."""
    for step in (-1, 1):
        other = context.neighbour(hit, step)
        things = [each for each in other.things if each.kind is _KIND] if other else []
        if things and other and not _rivals(other):
            return 30.0 if _group(thing) == _group(max(things, key=_size)) else 1.0
    return 1.0


def _rivals(hit: Hit) -> bool:
    """Whether a name is both that of a state and of a great city."""
    things = [each for each in hit.things if each.kind is _KIND]
    states = any(each.sort in _STATES - {"DISTRICT"} for each in things)
    return states and any(
        (each.population or 0) >= _LARGE and each.sort not in _STATES - {"DISTRICT"} for each in things
    )


def _group(thing: Thing) -> str:
    return "state" if thing.sort in _STATES else "county" if thing.sort == "COUNTY" else "city"


def _exists(thing: Thing, hit: Hit, context: Context) -> float:
    """How likely the words are the name of a place at all, were it this one."""
    text, begins = context.text, hit.begins
    if thing in _of_form(hit, context, [thing]):
        return 0.97
    base = _prominence(thing, hit)
    located = _IN.search(text, max(0, begins - 14), begins) is not None
    said = context.codes[thing.state or ""] > 0 or _beside_its_state(thing, hit, context)
    if base < 0.9 and said and (located or " " in hit.words or _beside_its_state(thing, hit, context)):
        base = 0.85
    if surroundings.is_common(hit.words) and not (said or located):
        base *= 0.6
    return (
        base
        * surroundings.standing_alone(hit, context, is_state=thing.sort in _STATES)
        * surroundings.shouted(hit, context)
    )


def _beside_its_state(thing: Thing, hit: Hit, context: Context) -> bool:
    """Whether the name stands in a list with a better known place of the same state."""
    others = (other for step in (-1, 1) if (other := context.neighbour(hit, step)))
    return any(
        each.state == thing.state and _prominence(each, other) > 0.9
        for other in others
        for each in other.things
    )


def _prominence(thing: Thing, hit: Hit) -> float:
    if thing.sort in _STATES:
        return 0.97
    if thing.sort == "COUNTY" and hit.words.rsplit(" ", 1)[-1] in {"County", "Parish", "Borough"}:
        return 0.95
    if (thing.population or 0) >= _LARGE or thing.facts:
        return 0.93
    return 0.55 if " " in hit.words else 0.3


def _cautiously(
    scores: list[tuple[str, float]], hit: Hit, things: list[Thing], context: Context
) -> list[tuple[str, float]]:
    """No choice between a state and a great city of its name where nothing but size tells them apart."""
    states = [each for each in things if each.sort in _STATES - {"DISTRICT"}]
    cities = [each for each in things if each not in states and (each.population or 0) >= _LARGE]
    if not states or not cities or _of_form(hit, context, things) or _listed(states[0], hit, context) > 1:
        return scores
    if any(_listed(each, hit, context) > 1 for each in cities):
        return scores
    text = context.text
    if any(each.sort == "DISTRICT" for each in cities):
        dateline = re.match(r"\s?(?:–|—|--|-)\s|,?\s(?:DC|D\.C\.)", text[hit.ends : hit.ends + 6])
        if dateline:
            capital = next(each for each in cities if each.sort == "DISTRICT")
            return [(capital.id, 0.95)]
    doubted = {each: min(score, _UNSURE) for each, score in scores}
    doubted |= {each.id: _UNSURE for each in cities if doubted.get(each.id, 0) < _UNSURE / 2}
    return list(doubted.items())
