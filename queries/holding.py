"""When a fact holds: the one text about validity that every question uses.

A question's text says of a node or relationship x

* `HOLDS(x)`: its dataset states it, and the day `$as_of` lies in its interval;
* `STANDS(x)`: its dataset states it, whatever the day;
* `BEGUN(x)` and `OVER(x)`: the day of a legal text's beginning has come, or that of its end;
* `UNSURE(x)`: the day lies where a date known to the month or year only decides;
* `SET_ASIDE(x)` and `ASSUMED(x)`: a supposition says so of node x.

`spelt` puts the predicates in their places, as a `Frame` wants them; `prelude` binds what they need:

* By default a dataset states what no load has retired, and nothing is supposed. Nothing is needed.
* When `known`, it states what it stated at the moment `$known_at`: not what was stated first after it, also
  what was retired after it. What a load changed after it has the interval that its revision tells: the
  prelude finds those records, by the index of revisions, as lists of what `stood`, `held` and so on.
* When `supposed`, nodes are looked up in the lists of `queries.supposing`. What is set aside neither stands
  nor holds; what is assumed does both whatever its dates; what goes on has no end.

Every `CALL (…) { … }` of a text imports the lists that its frame needs. Other properties than those of the
interval are always the present ones, and so are the days that an answer shows. A record without the moment of
its load counts as known.
"""

import re

import msgspec


class Frame(msgspec.Struct, frozen=True):
    """What a text is read under besides the day: what had been loaded by then, and what is supposed."""

    known: bool = False
    supposed: bool = False

    @property
    def variables(self) -> tuple[str, ...]:
        """The lists that a text imports."""
        return (*(_FORMER.values() if self.known else ()), *(_SUPPOSED if self.supposed else ()))


_SUPPOSED = ("set_aside", "assumed", "goes_on")
_FORMER = {
    "STANDS": "stood",
    "HOLDS": "held",
    "BEGUN": "had_begun",
    "OVER": "was_over",
    "UNSURE": "was_unsure",
}
"""The list of the records of which a word is true by what a revision says."""

PLAIN = Frame()

_STATED = "{0}.retired_at IS NULL"
_STATED_THEN = "coalesce({0}.stated_at <= $known_at, true)"
_RETIRED_LATER = "coalesce($known_at < {0}.retired_at, true)"
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
    "STANDS": "WHEN {0} IN set_aside THEN false WHEN {0} IN assumed THEN true",
    "HOLDS": "WHEN {0} IN set_aside THEN false WHEN {0} IN assumed THEN true",
    "BEGUN": "WHEN {0} IN assumed THEN true",
    "OVER": "WHEN {0} IN assumed THEN false WHEN {0} IN set_aside THEN true",
    "UNSURE": "WHEN {0} IN assumed THEN false",
}
"""What a supposition says of a word on node {0}: cases, for the planner takes disjunctions apart."""

_WORD = re.compile(r"\b(HOLDS|UNSURE|STANDS|BEGUN|OVER|SET_ASIDE|ASSUMED)\((\w+)\)")
_CALL = re.compile(r"\bCALL \(([\w, ]*)\) \{")
_LINK = re.compile(r"-\[(\w+)(?::| WHERE |\])")


def expanded(text: str) -> str:
    """A text as a question keeps it; its words about validity wait for the frame."""
    return text.strip()


def spelt(text: str, frame: Frame = PLAIN) -> str:
    """The text with its words about validity spelt out, as the frame wants them."""
    links = frozenset(_LINK.findall(text))
    if frame.variables:
        text = _CALL.sub(
            lambda call: f"CALL ({', '.join([*filter(None, [call[1]]), *frame.variables])}) {{", text
        )
    return _WORD.sub(lambda word: _predicate(word[1], word[2], word[2] in links, frame), text)


def prelude(frame: Frame, *, dated: bool) -> str:
    """What binds the lists of what was true by revisions; without a day only of what stood."""
    if not frame.known:
        return ""
    lists = [
        f"collect(CASE WHEN {_all(_dates(word, 'was', supposed=False))} THEN known END) AS {name}"
        if dated or word == "STANDS"
        else f"collect(null) AS {name}"
        for word, name in _FORMER.items()
    ]
    return f"""CALL () {{
  MATCH (was:Revision)-[:REVISION_OF]->(of:Node)
  WHERE $known_at < was.replaced_at AND {_STATED_THEN.format("was")}
  CALL (was, of) {{
    WITH was, of WHERE was.other IS NULL
    RETURN of AS known
    UNION
    MATCH (of)-[known]->(:Node {{id: was.other}}) WHERE type(known) = was.kind
    RETURN known
  }}
  RETURN {", ".join(lists)}
}}
"""


def _predicate(word: str, name: str, link: bool, frame: Frame) -> str:
    supposed = frame.supposed and not link
    if word in {"SET_ASIDE", "ASSUMED"}:
        return f"{name} IN {word.lower()}" if supposed else "false"
    states = word in {"HOLDS", "STANDS"}
    tests = [] if frame.known or not states else [_STATED]
    if frame.known:
        tests = [_STATED_THEN, _RETIRED_LATER] if states else [_STATED_THEN]
    test = _all([*(each.format(name) for each in tests), *_dates(word, name, supposed=supposed)])
    cases = [_UNDER[word].format(name)] if supposed else []
    cases += [f"WHEN {name} IN {_FORMER[word]} THEN true"] if frame.known else []
    return f"CASE {' '.join(cases)} ELSE {test} END" if cases else test


def _dates(word: str, name: str, *, supposed: bool) -> list[str]:
    """The tests of the interval that a word makes."""
    lasts, past, rough = (each.format(name) for each in (_LASTS, _PAST, _ROUGH_END))
    if supposed:
        lasts = f"({name} IN goes_on OR {lasts})"
        past, rough = (f"(NOT {name} IN goes_on AND {each})" for each in (past, rough))
    return {
        "STANDS": [],
        "HOLDS": [_BEGUN.format(name), lasts],
        "BEGUN": [_COME.format(name)],
        "OVER": [past],
        "UNSURE": [f"({_ROUGH_BEGIN.format(name)} OR {rough})"],
    }[word]


def _all(tests: list[str]) -> str:
    return f"({' AND '.join(tests)})" if len(tests) > 1 else tests[0] if tests else "true"
