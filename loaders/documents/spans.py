"""Spans of a text that name something, and which of those that overlap are kept."""

import bisect
import datetime
from collections.abc import Iterable

import msgspec

from schema.documents import MentionKind
from schema.values import Precision

LINKED = 0.75
"""Score from which a match is a link."""
REVIEWED = 0.4
"""Score from which a match that is no link is kept to be reviewed."""
_MOST_CANDIDATES = 5


class Span(msgspec.Struct, frozen=True):
    """Characters of a text that name one thing, with the ids that they may mean, best first."""

    begins: int
    ends: int
    kind: MentionKind
    targets: tuple[tuple[str, float], ...] = ()
    score: float = 1.0
    amount: float | None = None
    day: datetime.date | None = None
    precision: Precision | None = None
    fiscal_year: int | None = None


def matched(begins: int, ends: int, kind: MentionKind, scores: Iterable[tuple[str, float]]) -> Span | None:
    """A span with its candidates that are worth a look; None when there is none."""
    kept = sorted(
        ((each, round(score, 3)) for each, score in scores if score >= REVIEWED / 2), key=_best_first
    )
    if not kept or (kept[0][1] < REVIEWED and sum(score for _, score in kept) < LINKED):
        return None
    return Span(begins, ends, kind, tuple(kept[:_MOST_CANDIDATES]), kept[0][1])


def settled(groups: Iterable[Iterable[Span]]) -> list[Span]:
    """The spans in the order of the text: where two overlap, that of the earlier group, then the longer."""
    begins: list[int] = []
    kept: list[Span] = []
    for group in groups:
        for span in sorted(group, key=lambda each: (each.begins - each.ends, each.begins)):
            place = bisect.bisect_left(begins, span.begins)
            free = place == 0 or kept[place - 1].ends <= span.begins
            if free and (place == len(kept) or span.ends <= kept[place].begins):
                begins.insert(place, span.begins)
                kept.insert(place, span)
    return kept


def _best_first(scored: tuple[str, float]) -> tuple[float, str]:
    return -scored[1], scored[0]
