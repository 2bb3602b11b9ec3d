"""What a text mentions: every span with its kind, its value, and what of the graph it may mean."""

import re
from collections.abc import Iterator

from loaders.documents import bodies, citing, figures, places
from loaders.documents.citing import Reports
from loaders.documents.context import Context
from loaders.documents.gazetteer import Hit
from loaders.documents.known import Known
from loaders.documents.spans import LINKED, Span, settled
from schema.documents import MentionKind

_LISTING = re.compile(
    r"\b(?:CFDA|ALNs?|Assistance\sListings?|Catalogue?\sof\sFederal\sDomestic\sAssistance|Federal\sDomestic\sAssistance)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?<![\d.$-])\d{2}\.(?:\d{3}|[A-Z]\d{2}|\d[A-Z]\d)(?![\d-]|\.\d)")
_REACH = 400


def unaided(text: str) -> list[Span]:
    """The spans that need no graph: citations, assistance listings, amounts and dates."""
    return settled(
        [
            citing.laws(text),
            citing.cases(text, Reports()),
            _numbers(text, None),
            citing.names(text),
            *_figures(text),
        ]
    )


def aided(text: str, known: Known) -> list[Span]:
    """All spans, with what the graph knows by name."""
    hits = known.gazetteer.hits(text)
    context = Context(text, hits, known.states, known.departments)
    found = [span for hit in hits if (span := _span(hit, context))]
    found += [span for hit in context.introduced() if (span := bodies.body(hit, context))]
    courts = {MentionKind.CASE, MentionKind.COURT}
    lawsuits = [span for span in found if span.kind in courts]
    others = [span for span in found if span.kind not in courts]
    spans = settled(
        [
            citing.laws(text),
            citing.cases(text, known.reports),
            _numbers(text, known.programs),
            lawsuits,
            citing.names(text),
            places.counties(context, known.gazetteer),
            [*(span for span in others if span.score >= LINKED), *bodies.departments(context)],
            *_figures(text),
            others,
        ]
    )
    return citing.named_with(spans, known.reports)


def _figures(text: str) -> tuple[Iterator[Span], Iterator[Span]]:
    return figures.amounts(text), figures.dates(text)


def _span(hit: Hit, context: Context) -> Span | None:
    """The better of a place and of anything else that a name may mean."""
    where = places.place(hit, context) if MentionKind.PLACE in hit.kinds() else None
    if where and where.score >= LINKED:
        return where
    what = bodies.body(hit, context)
    return max((span for span in (where, what) if span), key=lambda span: span.score, default=None)


def _numbers(text: str, listed: frozenset[str] | None) -> Iterator[Span]:
    """Numbers of assistance listings: those that the graph has, after words that say what they are."""
    reach = -1
    for found in re.finditer(
        rf"(?P<said>{_LISTING.pattern})|(?P<number>{_NUMBER.pattern})", text, re.IGNORECASE
    ):
        if found["said"]:
            reach = found.end() + _REACH
        elif found.start() <= reach and "\n" not in text[found.start() - 1 : found.start()]:
            reach = found.end() + _REACH
            targets = ((found[0], 0.99),) if listed is None or found[0] in listed else ()
            yield Span(*found.span(), MentionKind.PROGRAM, targets, 0.99)
