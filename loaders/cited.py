"""The legal texts that citations name, as records, each with the section that it is a unit of."""

from collections.abc import Iterable, Iterator

from loaders.citations import Citation
from schema.law import ActionKind, Corpus, ExecutiveAction, PartOf, Provision, PublicLaw
from schema.model import Record

_CORPORA = {"usc": Corpus.UNITED_STATES_CODE, "cfr": Corpus.CODE_OF_FEDERAL_REGULATIONS}
_LINKED = ("pl", "eo", *_CORPORA)


def linked(found: Iterable[Citation]) -> list[Citation]:
    """The citations of texts that the graph holds: a page alone does not tell which text stands on it."""
    return [each for each in found if each.kind in _LINKED]


def cited(citation: Citation) -> Iterator[Record]:
    """The text that is cited; for a unit of a section also the section, and the link between them.

    Nothing for pages of the Statutes at Large and of the Federal Register: the page that is printed beside a
    law may be that of one of its sections.
    """
    _, _, kind, *parts = citation.id.split("/")
    if kind == "pl":
        yield PublicLaw(
            id=citation.id,
            name=citation.usual,
            citation=citation.usual,
            number="-".join(parts),
            mentioned_only=True,
        )
    elif kind == "eo":
        yield _order(citation, parts[0])
    elif kind in _CORPORA:
        yield from _provisions(citation, _CORPORA[kind], parts)


def _order(citation: Citation, number: str) -> ExecutiveAction:
    return ExecutiveAction(
        id=citation.id,
        name=f"Executive Order {number}",
        kind=ActionKind.ORDER,
        number=number,
        citation=citation.usual,
        mentioned_only=True,
    )


def _provisions(citation: Citation, corpus: Corpus, parts: list[str]) -> Iterator[Record]:
    title, unit, *path = parts
    code = "U.S.C." if corpus is Corpus.UNITED_STATES_CODE else "C.F.R."
    part = unit.startswith("pt")
    section = unit.removeprefix("pt") if part else unit.removeprefix("s")
    whole = f"/us/{citation.id.split('/')[2]}/{title}/{unit}"
    usual = f"{title[1:]} {code} {'Part ' if part else ''}{section}"
    yield Provision(
        id=whole,
        name=usual,
        citation=usual,
        corpus=corpus,
        title=title[1:],
        section=None if part else section,
        level="part" if part else "section",
        mentioned_only=True,
    )
    if path:
        yield Provision(
            id=citation.id,
            name=citation.usual,
            citation=citation.usual,
            corpus=corpus,
            title=title[1:],
            section=section,
            level=_level(path),
            mentioned_only=True,
        )
        yield PartOf(start=citation.id, end=whole)


def _level(path: list[str]) -> str:
    """What the last unit of a path is called in the United States Code."""
    last = path[-1]
    if last == "note":
        return "note"
    if last[0].isdigit():
        return "paragraph"
    if last.isupper():
        return "subparagraph" if len(path) <= 3 else "subclause"
    return "subsection" if len(path) == 1 else "clause"
