"""When a fact holds: the one text about validity that every question uses.

A question's text says of a node or relationship x

* `HOLDS(x)`: its dataset states it, and the day `$as_of` lies in its interval;
* `STANDS(x)`: its dataset states it, whatever the day;
* `BEGUN(x)` and `OVER(x)`: the day of a legal text's beginning has come, or that of its end;
* `UNSURE(x)`: the day lies where a date known to the month or year only decides;
* `SET_ASIDE(x)` and `ASSUMED(x)`: a supposition says so of node x.

`spelt` puts the predicates in their places, as a `Frame` wants them:

* By default a dataset states what no load has retired, and nothing is supposed.
* When `known`, it states what it stated at the moment `$known_at`: not what was stated first after it, also
  what was retired after it; and what a load changed after it has the interval that its revision tells.
* When `supposed`, the lists of nodes `set_aside`, `assumed` and `goes_on` are read (`queries.supposing`):
  every `CALL (…) { … }` of the text imports them. What is set aside neither stands nor holds; what is assumed
  does both whatever its dates; what goes on has no end.

Other properties than those of the interval are always the present ones, and so are the days that an answer
shows. A record without the moment of its load counts as known.
"""

import re

import msgspec

SUPPOSED = ("set_aside", "assumed", "goes_on")
"""The variables that a supposing text imports."""


class Frame(msgspec.Struct, frozen=True):
    """What a text is read under besides the day: what had been loaded by then, and what is supposed."""

    known: bool = False
    supposed: bool = False


PLAIN = Frame()

_STATED = "{0}.retired_at IS NULL"
_BEGUN = "coalesce({0}.valid_from <= $as_of, true)"
_LASTS = "coalesce($as_of < {0}.valid_to, true)"
_COME = (
    "coalesce(coalesce({0}.valid_from, {0}.announced_on, {0}.issued_on) <= $as_of,"
    " {0}.planned_from <= $as_of, true)"
)
_PAST = "coalesce({0}.valid_to <= $as_of, false)"
_SPAN = "CASE {{0}}.{0}_precision WHEN 'MONTH' THEN duration('P1M') WHEN 'YEAR' THEN duration('P1Y') END"
_ROUGH_BEGIN = f"coalesce($as_of < {{0}}.valid_from + {_SPAN.format('valid_from')}, false)"
_ROUGH_END = f"coalesce($as_of >= {{0}}.valid_to - {_SPAN.format('valid_to')}, false)"

_UNDER = {
    "STANDS": "(NOT {0} IN set_aside AND ({0} IN assumed OR {1}))",
    "HOLDS": "(NOT {0} IN set_aside AND ({0} IN assumed OR {1}))",
    "BEGUN": "({0} IN assumed OR {1})",
    "OVER": "(NOT {0} IN assumed AND ({0} IN set_aside OR {1}))",
    "UNSURE": "(NOT {0} IN assumed AND {1})",
}
"""The test of a word, {1}, on node {0} under a supposition."""

_VERSIONS = """CASE WHEN coalesce({0}.stated_at <= $known_at, true) THEN {present} ELSE EXISTS {{
  {found}
    AND coalesce(was.stated_at <= $known_at, true) AND $known_at < was.replaced_at AND {former}
}} END"""
_OF_NODE = "MATCH ({0})<-[:REVISION_OF]-(was:Revision) WHERE was.other IS NULL"
_OF_LINK = """WITH startNode({0}) AS stating MATCH (stating)<-[:REVISION_OF]-(was:Revision)
  WHERE was.kind = type({0}) AND was.other = endNode({0}).id"""

_WORD = re.compile(r"\b(HOLDS|UNSURE|STANDS|BEGUN|OVER|SET_ASIDE|ASSUMED)\((\w+)\)")
_CALL = re.compile(r"\bCALL \(([\w, ]*)\) \{")
_LINK = re.compile(r"-\[(\w+)(?::| WHERE |\])")


def expanded(text: str) -> str:
    """A text as a question keeps it; its words about validity wait for the frame."""
    return text.strip()


def spelt(text: str, frame: Frame = PLAIN) -> str:
    """The text with its words about validity spelt out, as the frame wants them."""
    links = frozenset(_LINK.findall(text))
    if frame.supposed:
        text = _CALL.sub(lambda call: f"CALL ({', '.join([*filter(None, [call[1]]), *SUPPOSED])}) {{", text)
    return _WORD.sub(lambda word: _predicate(word[1], word[2], word[2] in links, frame), text)


def _predicate(word: str, name: str, link: bool, frame: Frame) -> str:
    supposed = frame.supposed and not link
    if word in {"SET_ASIDE", "ASSUMED"}:
        return f"{name} IN {word.lower()}" if supposed else "false"
    stated = [_STATED.format(name)] if word in {"HOLDS", "STANDS"} else []
    test = _all([*stated, *_dates(word, name, name, supposed)])
    if frame.known:
        test = _known(word, name, link, supposed)
    return _UNDER[word].format(name, test) if supposed else test


def _known(word: str, name: str, link: bool, supposed: bool) -> str:
    """The test of the version that was known at the moment: the record itself, or a revision of it."""
    stated = [f"coalesce($known_at < {name}.retired_at, true)"] if word in {"HOLDS", "STANDS"} else []
    present = _all([*stated, *_dates(word, name, name, supposed)])
    former = _all(_dates(word, name, "was", supposed))
    found = (_OF_LINK if link else _OF_NODE).format(name)
    return _VERSIONS.format(name, found=found, present=present, former=former)


def _dates(word: str, name: str, version: str, supposed: bool) -> list[str]:
    """The tests of the interval that a word makes, on the record or a version of it."""
    lasts, past, rough = (each.format(version) for each in (_LASTS, _PAST, _ROUGH_END))
    if supposed:
        lasts = f"({name} IN goes_on OR {lasts})"
        past, rough = (f"(NOT {name} IN goes_on AND {each})" for each in (past, rough))
    return {
        "STANDS": [],
        "HOLDS": [_BEGUN.format(version), lasts],
        "BEGUN": [_COME.format(version)],
        "OVER": [past],
        "UNSURE": [f"({_ROUGH_BEGIN.format(version)} OR {rough})"],
    }[word]


def _all(tests: list[str]) -> str:
    return f"({' AND '.join(tests)})" if len(tests) > 1 else tests[0] if tests else "true"
