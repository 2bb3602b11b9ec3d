"""Which sources an answer draws on, through which day, with which gaps; and so what emptiness means.

What a question reads follows from its own text: the labels and relationship types that it names, and those
of its parameters. `coverage(question)` is the body of a `CALL () { … }` that returns one row with the fields
of Coverage. Of each dataset that states one of these types the newest edition counts, of each of its files
where a dataset comes in several; parts of an edition count where no whole one was loaded.
"""

import re
from enum import StrEnum
from typing import Annotated

from queries.question import Answer, Question, named
from schema.subjects import MODEL
from schema.values import Count, Day, Flag, Moment, Text

_OWN = frozenset({"Node", "Load", "Revision", "REVISION_OF"})
"""Names that say nothing of what is known: any record, and the records of loading."""


class Absence(StrEnum):
    """What it means that something is not in an answer."""

    NONE_KNOWN = "NONE_KNOWN"
    PARTLY_LOADED = "PARTLY_LOADED"
    NOT_LOADED = "NOT_LOADED"
    UNCERTAIN = "UNCERTAIN"


class Consulted(Answer, frozen=True, kw_only=True):
    """A dataset that states something of what the question reads."""

    dataset: Annotated[Text, "Its name."]
    title: Annotated[Text, "What it is."]
    states: Annotated[tuple[Text, ...], "Types of the records that the question reads of it."]
    through: Annotated[Day | None, "Day of the newest edition loaded."]
    since: Annotated[
        Day | None, "Day of the oldest edition that still counts, where there are several files."
    ]
    loaded_at: Annotated[Moment | None, "When the newest was loaded."]
    whole: Annotated[Flag, "Editions were loaded to their end; otherwise only parts of one."]
    files: Annotated[Count, "How many files count."]
    rows: Annotated[Count, "Rows read of them."]
    rejected: Annotated[Count, "Rows refused."]
    unresolved: Annotated[Count, "Links kept aside because an end was not loaded."]
    gaps: Annotated[tuple[Text, ...], "What the source is known to lack."]


class Coverage(Answer, frozen=True, kw_only=True):
    """What an answer was drawn from, and what was not there to be asked."""

    meaning: Annotated[
        Absence,
        "What an empty answer means: NONE_KNOWN, all that it reads is loaded; PARTLY_LOADED, only a part of"
        " something; NOT_LOADED, something is not; UNCERTAIN, an old load does not tell what it stated.",
    ]
    not_loaded: Annotated[tuple[Text, ...], "Types that the question reads and no load has stated."]
    sources: Annotated[tuple[Consulted, ...], "The datasets that were consulted, by name."]


_TEXT = """WITH {reads} AS reads, {wanted} AS wanted
CALL (wanted) {{
  MATCH (load:Load)
  WHERE load.state = 'DONE' AND (load.states IS NULL OR any(type IN load.states WHERE type IN wanted)){known}
  WITH wanted, load
  ORDER BY load.whole DESC, coalesce(load.through, date('0001-01-01')) DESC, load.finished_at DESC, load.id
  WITH wanted, load.dataset AS dataset, coalesce(load.covers, []) AS extent, head(collect(load)) AS load
  ORDER BY load.finished_at DESC, load.id
  WITH wanted, dataset, head(collect(load)) AS last, collect(coalesce(load.states, [])) AS stated,
    max(load.through) AS through, min(load.through) AS since, max(load.finished_at) AS loaded_at,
    min(toInteger(load.whole)) = 1 AS whole, max(toInteger(load.states IS NULL)) = 1 AS silent,
    count(load) AS files, sum(load.rows) AS rows, sum(load.rejected) AS rejected,
    sum(load.unresolved) AS unresolved
  ORDER BY dataset
  RETURN collect({{dataset: dataset, title: last.name, through: through, since: since, loaded_at: loaded_at,
    whole: whole, silent: silent, files: files, rows: rows, rejected: rejected, unresolved: unresolved,
    gaps: coalesce(last.gaps, []),
    states: [type IN wanted WHERE any(each IN stated WHERE type IN each)]}}) AS sources
}}
WITH sources, [read IN reads
    WHERE none(source IN sources WHERE any(type IN read.types WHERE type IN source.states))
    | read.name] AS not_loaded,
  any(read IN reads WHERE none(source IN sources
    WHERE source.whole AND any(type IN read.types WHERE type IN source.states))) AS partly
RETURN CASE WHEN size(not_loaded) > 0 AND any(source IN sources WHERE source.silent) THEN 'UNCERTAIN'
    WHEN size(not_loaded) > 0 THEN 'NOT_LOADED'
    WHEN partly THEN 'PARTLY_LOADED' ELSE 'NONE_KNOWN' END AS meaning, not_loaded, sources"""

_KNOWN = "\n    AND coalesce(load.finished_at <= $known_at, true)"


def reads(question: type[Question]) -> tuple[str, ...]:
    """The labels and relationship types that a question reads, in order; Node if it names none."""
    bare = re.sub(r"//[^\n]*|'[^']*'", "", question.cypher)
    written = set(re.findall(r"[:|&!]\s*(\w+)", bare))
    meant = {cls.__name__ for slot in named(question) for cls in slot.nodes}
    return tuple(sorted((written | meant) & {*MODEL.nodes, *MODEL.edges} - _OWN)) or ("Node",)


def coverage(question: type[Question], *, known: bool = False) -> str:
    """The Cypher of a question's Coverage, to be put into `CALL () { … }`.

    Where `known`, later loads than `$known_at` do not count; otherwise it has no parameter.
    """
    names = reads(question)
    each = ", ".join(f"{{name: '{name}', types: {_concrete(name)}}}" for name in names)
    wanted = sorted({kind for name in names for kind in _concrete(name)})
    return _TEXT.format(reads=f"[{each}]", wanted=wanted, known=_KNOWN if known else "")


def _concrete(name: str) -> list[str]:
    found = MODEL.nodes[name].concrete if name in MODEL.nodes else (name,)
    return [each for each in found if each not in _OWN]
