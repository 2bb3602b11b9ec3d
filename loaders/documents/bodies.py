"""Which agency, program, court, case or act a name means."""

import re
from collections.abc import Iterator

from loaders.documents.context import Context
from loaders.documents.gazetteer import Hit, Thing
from loaders.documents.spans import Span, matched
from schema.documents import MentionKind

_OF_A_STATE = re.compile(
    r"(?:[Ss]tate|[Cc]ity|[Cc]ounty|[Cc]ounty[’']s|[Ss]tate[’']s|[Cc]ity[’']s|Tribal)\s$"
)
_MONEY = re.compile(
    r"\b(?:grants?|programs?|fund(?:s|ing|ed)?|awards?|assistance|formula|solicitation|applica\w+|recipients?|grantees?|allocations?|block)\b",
    re.IGNORECASE,
)
_MONEY_NEXT = re.compile(
    r"\s(?:[A-Za-z]+\s)?(?:grants?|programs?|funds?|funding|awards?|money)\b", re.IGNORECASE
)
_NAMED_SO = re.compile(
    r"\b(?:Grants?|Programs?|Assistance|Fund|Initiative|Partnerships?|Project|Services|Block)\b",
    re.IGNORECASE,
)
_FOLLOWED = re.compile(
    r"\s(?:\([^)]{1,20}\)\s)?(?:grants?|programs?|funds?|funding|awards?)\b", re.IGNORECASE
)
_SHORTLY = re.compile(r"(?:\s\([A-Z]{2,8}\))?,\s(?P<name>[A-Z][a-z]+)(?=[.,;\n]|$)")
_KNOWN_AS = 0.97


def body(hit: Hit, context: Context) -> Span | None:
    """The best of what a name may mean that is no place; an agency’s name in full is no program’s."""
    kinds = hit.kinds() - {MentionKind.PLACE}
    if MentionKind.AGENCY in kinds and MentionKind.PROGRAM in kinds:
        kinds -= {MentionKind.AGENCY if _is_program(hit, context) else MentionKind.PROGRAM}
    spans = [span for kind in sorted(kinds) if (span := _of_kind(hit, kind, context))]
    return max(spans, key=lambda each: each.score, default=None)


def _is_program(hit: Hit, context: Context) -> bool:
    """Whether initials of an agency and a program are the program’s: COPS grants, the COPS hiring program."""
    return hit.initials and _MONEY_NEXT.match(context.text, hit.ends) is not None


def _of_kind(hit: Hit, kind: MentionKind, context: Context) -> Span | None:
    things = [each for each in hit.things if each.kind is kind]
    if hit.initials and hit.words in context.defined:
        meant = [each for each in context.defined[hit.words] if each.kind is kind]
        things = [each for each in things if each in meant] or meant
        scores = _shares(things, _KNOWN_AS, hit, context)
    elif kind is MentionKind.AGENCY:
        scores = _agencies(hit, things, context)
    elif kind is MentionKind.PROGRAM:
        scores = _programs(hit, things, context)
    else:
        scores = {each: 0.95 / len(things) for each in things}
    return matched(hit.begins, hit.ends, kind, ((each.id, score) for each, score in scores.items()))


def _agencies(hit: Hit, things: list[Thing], context: Context) -> dict[Thing, float]:
    if not hit.initials and _is_local(hit, context):
        return {}
    certainty = _of_initials(hit, context) if hit.initials else _KNOWN_AS
    if hit.initials and (spelt := [each for each in things if each.initials == hit.words]):
        things = spelt
    if not hit.initials and " " not in hit.words.strip():
        certainty = 0.85
    return _shares(things, certainty, hit, context)


def _shares(things: list[Thing], certainty: float, hit: Hit, context: Context) -> dict[Thing, float]:
    """The certainty, shared between those of one name: by department, then by what the graph says of them."""
    if len(things) < 2:
        return dict.fromkeys(things, certainty)
    tops = [each.above for each in things]
    likely = context.department(hit, tops) if len(set(tops)) > 1 else {}
    if likely and sum(likely.values()) > 0:
        return {each: min(certainty, likely.get(each.above, 0) / tops.count(each.above)) for each in things}
    weights = {each: (0.1 + min(each.facts, 50)) * (1 if each.active else 0.05) for each in things}
    total = sum(weights.values())
    return {each: certainty * weight / total for each, weight in weights.items()}


def departments(context: Context) -> Iterator[Span]:
    """Departments named shortly after one of their agencies: National Park Service, Interior."""
    for hit in context.hits:
        if hit.begins not in context.above:
            continue
        found = _SHORTLY.match(context.text, hit.ends)
        top = context.tops.get(context.above[hit.begins])
        if found and top and top.shortly == found["name"]:
            yield Span(found.start("name"), found.end(), MentionKind.AGENCY, ((top.id, 0.9),), 0.9)


def _is_local(hit: Hit, context: Context) -> bool:
    """Whether a state or a city stands before the name: the Illinois Department of Transportation."""
    before = context.text[max(0, hit.begins - 12) : hit.begins]
    if _OF_A_STATE.search(before):
        return True
    place = context.places[hit.begins]
    other = context.hits[place - 1] if place else None
    if other is None or MentionKind.PLACE not in other.kinds():
        return False
    return context.text[other.ends : hit.begins] in {" ", "’s ", "'s ", "’ ", "' ", " State "}


def _of_initials(hit: Hit, context: Context) -> float:
    """How sure initials are that the document does not explain."""
    begins, ends = context.line(hit)
    line = context.text[begins:ends]
    letters = [each for each in line if each.isalpha()]
    shouted = sum(each.isupper() for each in letters) > 0.8 * len(letters) and len(line.split()) > 3
    if shouted and len(hit.words) > 3:
        return 0.6
    if len(hit.words) > 6:
        return 0.5
    return 0.88


def _programs(hit: Hit, things: list[Thing], context: Context) -> dict[Thing, float]:
    text = context.text
    near = text[max(0, hit.begins - 60) : hit.ends + 60]
    if hit.initials or len(hit.words) <= 5:
        certainty = 0.88 if _MONEY.search(near.replace(hit.words, "")) else 0.5
    elif _NAMED_SO.search(hit.words) and len(hit.words.split()) >= 3:
        certainty = 0.95
    elif _FOLLOWED.match(text, hit.ends) or len(hit.words.split()) >= 4:
        certainty = 0.85
    else:
        certainty = 0.45
    if numbered := [each for each in things if each.id in context.numbers]:
        things = numbered
        certainty = _KNOWN_AS
    elif any(each.active for each in things):
        things = [each for each in things if each.active]
    return _shares(things, certainty, hit, context)
