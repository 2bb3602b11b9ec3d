"""From a division to the graph: the unit, its paragraphs, what they are part of, and what they cite."""

from collections.abc import Iterable, Iterator

from loaders.cfr.designators import Head
from loaders.cfr.paragraphs import opened, paths
from loaders.cfr.publication import published
from loaders.cfr.references import references
from loaders.cfr.units import Place, placed, reserved, titled
from loaders.citations import Citation, citations
from loaders.cited import cited, linked
from loaders.source import Row
from schema.law import Cites, Corpus, IssuedUnder, PartOf, Provision, ProvisionStatus
from schema.model import Record

_PUBLIC = "https://www.ecfr.gov/current"
_OWN = "/us/cfr/"


def parse(row: Row) -> Iterable[Record]:
    """The unit, its place, its authority, and its paragraphs with what each cites."""
    place, heading = placed(row.take("path")), row.find("heading") or ""
    text, authority = row.find("text") or [], row.find("authority") or []
    notes = published(row.find("source") or (), row.find("history") or ())
    yield _unit(place, heading, notes)
    if place.above:
        yield PartOf(start=place.id, end=place.above.id)
    for each in _distinct(citation for note in authority for citation in linked(citations(note))):
        yield from _mentioned(each)
        yield IssuedUnder(start=place.id, end=each.id)
    heads = [Head(marked) for marked, _ in text]
    told = _told(place, heading, heads)
    yield from _paragraphs(place, heads, told)
    yield from _cites(place, [(path, printed) for path, (_, printed) in zip(told, text, strict=True)])


def _unit(place: Place, heading: str, notes: dict[str, object]) -> Provision:
    own, number = place.last, place.last.number
    section = own.level == "section"
    return Provision(
        id=place.id,
        name=place.name,
        aliases=_aliases(place),
        citation=place.name,
        corpus=Corpus.CODE_OF_FEDERAL_REGULATIONS,
        title=place.title,
        section=number if section else None,
        level=own.level,
        heading=None if reserved(heading) else titled(heading),
        status=ProvisionStatus.RESERVED if reserved(heading) else None,
        official_url=_address(place),
        **notes,  # type: ignore[arg-type]  # by the names of fields
    )


def _paragraphs(place: Place, heads: list[Head], told: list[tuple[str, ...]]) -> Iterator[Record]:
    """Each paragraph that can be told, below the nearest one above it that can."""
    known: set[tuple[str, ...]] = {()}
    for head, path in zip(heads, told, strict=True):
        for unit in opened(path, head):
            name = f"{place.name}{_brackets(unit)}"
            yield Provision(
                id=_within(place, unit),
                name=name,
                aliases=(name.replace("C.F.R.", "CFR"),),
                citation=name,
                corpus=Corpus.CODE_OF_FEDERAL_REGULATIONS,
                title=place.title,
                section=place.last.number,
                level="paragraph",
                status=ProvisionStatus.RESERVED if head.reserved and unit == path else None,
                official_url=f"{_address(place)}#p-{place.last.number}{_brackets(unit)}",
            )
            above = next(unit[:end] for end in range(len(unit) - 1, -1, -1) if unit[:end] in known)
            known.add(unit)
            yield PartOf(start=_within(place, unit), end=_within(place, above))


def _cites(place: Place, text: list[tuple[tuple[str, ...], str]]) -> Iterator[Record]:
    """One link from each unit to each text that its own words cite."""
    seen: set[tuple[str, str]] = set()
    for path, printed in text:
        start = _within(place, path)
        for each in references(printed, place.title):
            if each.id != place.id and (start, each.id) not in seen:
                seen.add((start, each.id))
                yield from _mentioned(each)
                yield Cites(start=start, end=each.id)


def _told(place: Place, heading: str, heads: list[Head]) -> list[tuple[str, ...]]:
    if place.last.level != "section" or _defines(heading, heads):
        return [()] * len(heads)
    return paths(heads)


def _defines(heading: str, heads: list[Head]) -> bool:
    """Whether a section is a list of definitions without designators, so that (a) is one of theirs."""
    first = next((place for place, head in enumerate(heads) if head.labels[:1] == ["a"]), 0)
    return "efinition" in heading and first > 1


def _mentioned(citation: Citation) -> Iterator[Record]:
    """The cited text, unless it is a regulation: those are stated by this source alone."""
    if not citation.id.startswith(_OWN):
        yield from cited(citation)


def _distinct(found: Iterable[Citation]) -> Iterable[Citation]:
    return {each.id: each for each in found}.values()


def _within(place: Place, path: tuple[str, ...]) -> str:
    return "/".join((place.id, *path))


def _brackets(path: tuple[str, ...]) -> str:
    return "".join(f"({each})" for each in path)


def _aliases(place: Place) -> tuple[str, ...]:
    plain = place.name.replace("C.F.R.", "CFR")
    if place.last.level == "title":
        return (plain, f"Title {place.title} of the Code of Federal Regulations")
    return (plain, plain.replace(" Part ", " ")) if place.last.level == "part" else (plain,)


def _address(place: Place) -> str | None:
    """The current text on ecfr.gov; none for the levels that have no address of their own there."""
    title, number = f"{_PUBLIC}/title-{place.title}", place.last.number
    if place.last.level == "title":
        return title
    return f"{title}/{place.last.level}-{number}" if place.last.level in {"part", "section"} else None
