"""What the words around a name say of it: that it is a part of a longer one, or stands for itself."""

import re

from loaders.documents.context import Context
from loaders.documents.gazetteer import Hit

_BEFORE = re.compile(r"(?:^|[\s(“\"‘/-])(?P<word>[A-Z][\w'’]*\.?)\s$")
_NEXT = re.compile(r"\s(?P<words>[A-Z][\w&'’]*(?:\s(?:of|and|the|for|&)\s[A-Z][\w'’]*|\s[A-Z][\w'’]*){0,5})")
_OF_NAME = re.compile(
    r"\b(?:University|College|Bank|Port|Archdiocese|Diocese|Bishop|Gulf|Bay|Battle|Duke|Institute|School|Trustees|Church|Museum|Estate|Lake|Fort|Cape|Mount|Camp|Isle|Island|Society|Club|Foundation|Hotel|Cathedral|Treaty|Straits?)\s(?:of|at)\s(?:the\s)?$"
)
_REACH = 25
_PART = 0.4
_ENDS_SENTENCE = re.compile(r"\w{5,}\.$")
_GOVERNING_WORDS = (
    "Police City County Mayor Council Sheriff Sheriff’s Sheriff's Attorney Public Board Governor "
    "Legislature General Fire Health Housing Office Department Commission Commissioners Commissioner "
    "Alderman Aldermen Municipal Metropolitan Metro State Parish Community Township Town Village Senate "
    "House Supreme Superior District Regional Area Code Law Human Welcoming Task Division Bureau "
    "Authority Transit Local School Schools Fair "
)
_GOVERNING = frozenset(_GOVERNING_WORDS.split())
"""Words that follow a place in the names of its government’s bodies and officers."""
_GOVERNED = frozenset({"Authority", "Department", "Commission", "Council"})
_DATE_WORDS = (
    "January February March April May June July August September October November December Monday "
    "Tuesday Wednesday Thursday Friday Saturday Sunday Today "
)
_DATES = frozenset(_DATE_WORDS.split())
_OTHER_WORDS = (
    "River Rivers Avenue Ave Street St Road Boulevard Blvd Drive Highway Bay Lake Creek Mountains "
    "Mountain Valley Falls Springs University College Institute School Hospital Post Times Tribune "
    "Journal Globe Herald Hotel Inc Inc. Corp Corporation LLC Company Co Bank Sound Ocean Strait Island "
    "Islands Island’s Basin Coast Beach Peninsula Reservation Tribe Tribes Nation Band Airport Railroad "
    "Railway Lines Airlines Museum Foundation Association Society Conference Convention Act Program "
    "Treaty Gulf Current Square Center Lunch Site Project Sea Canal Bridge Church Medicine Monument "
    "Memorial Cemetery Park Territory’s Delta Shelf Sanctuary Refuge Forest Harbor Landing Ranch LP Ltd "
)
_OTHER = frozenset(_OTHER_WORDS.split())
"""Words that make of a place’s name that of a river, a street, a company."""
_COMMON_WORDS = (
    "Allen Anderson Austin Carson Carter Chandler Clinton Corona Davis Enterprise Franklin Fremont Garland "
    "Gilbert Grant Hamilton Hayward Independence Irving Jackson Jefferson Kent Lawrence Lee Lincoln Logan "
    "Madison Marion Marshall Mobile Monroe Moore Murray Norman Orange Peters Pierce Richardson Sterling "
    "Surprise Taylor Tracy Troy Tyler Warren Wayne Wilson"
)
_COMMON = frozenset(_COMMON_WORDS.split())
_IDLE_WORDS = (
    "The In Of And At From Near For To By On With Both As When While After Since Although But If This "
    "That Northern Southern Eastern Western Central North South East West Greater Downtown Upstate "
    "Rural Mr Today Unlike Like Under Those Cities City State Metropolitan Only Mayor "
    "Governor Gov. Sen. Rep. Senator Senators Representative Where Because Other Many Most Some Since "
    "Even Said Town County Outside Southwest Southeast Northwest Northeast Attention Re Subject Dear "
    "And/or Plaintiffs Plaintiff Defendant Defendants Amici "
)
_IDLE = frozenset(_IDLE_WORDS.split())
"""Words that begin sentences, titles and directions before a place, without being a part of its name."""


def standing_alone(hit: Hit, context: Context, *, is_state: bool) -> float:
    """Less than one where capitals beside a name show that it is a part of a longer one."""
    if _OF_NAME.search(context.text, max(0, hit.begins - _REACH), hit.begins):
        return _PART
    after = _NEXT.match(context.text, hit.ends)
    followed = _followed(is_state, after["words"].split()) if after else 1.0
    return followed * (0.6 if _preceded(hit, context, is_state) else 1.0)


def _preceded(hit: Hit, context: Context, is_state: bool) -> bool:
    """Whether a capital before a name belongs to it: a first name, or another part of a name."""
    before = _BEFORE.search(context.text, max(0, hit.begins - _REACH), hit.begins)
    if not before or before["word"].strip(".") in _IDLE or _ENDS_SENTENCE.search(before["word"]):
        return False
    if not is_state:
        return True
    sentence = context.text[max(0, before.start("word") - 2) : before.start("word")].rstrip(" ")
    return bool(sentence) and sentence[-1] not in ".\n”:"


def _followed(is_state: bool, words: list[str]) -> float:
    """What the capitals after a name make of it: a body of its government, or what only bears its name."""
    if words[0] in _DATES or words[-1] in _GOVERNED:
        return 1.0
    if any(word.rstrip("’'s") in _OTHER or word in _OTHER for word in words[:4]):
        return _PART
    if words[0].startswith("Area") and is_state:
        return 0.5
    if is_state or words[0] in _GOVERNING:
        return 1.0
    return 0.5


def is_common(words: str) -> bool:
    """Whether a city’s name is as often a surname or a plain word, so that more must speak for it."""
    return words in _COMMON


def shouted(hit: Hit, context: Context) -> float:
    """Less than one for a short name in a line of capitals, where any word may look like a name."""
    if not hit.words.isupper() or len(hit.words) < 5:
        return 1.0
    begins, ends = context.line(hit)
    return 0.85 if context.text[begins:ends].isupper() and " " not in hit.words else 1.0
