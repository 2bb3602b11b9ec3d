"""Acts of Congress, and units of the codes."""

import re
from collections.abc import Iterable, Iterator

import msgspec

from loaders.citations import Citation
from loaders.cited import cited
from loaders.legal_facts import days, units
from loaders.legal_facts.evidence import Evidence, evidence, grounded
from loaders.source import Row
from schema.law import Cites, Corpus, EnactedBy, PartOf, Provision, PublicLaw, TransferredTo
from schema.model import Record


def public_law(row: Row) -> Iterable[Record]:
    """The act, and the units of the code that it names."""
    told, identifier, number = evidence(row), row.take("id"), row.take("identifiers.public_law")
    enacted = row.take("dates.enacted")
    yield PublicLaw(
        id=identifier,
        name=row.take("own.name"),
        aliases=_aliases(row, f"Public Law {number}", f"Pub. L. {number}", f"P.L. {number}"),
        number=number,
        citation=row.take("citation"),
        summary=row.take("text"),
        statutes_at_large=_pages(row),
        **days.validity(days.beginning(row.find("dates.effective") or enacted)),
        **days.dated("enacted_on", enacted) | told.node,
    )
    for unit in units.units(row.find("identifiers.usc") or ""):
        yield from grounded(cited(unit), told)
        yield EnactedBy(start=unit.id, end=identifier, **told.derived)


def provision(row: Row) -> Iterable[Record]:
    """The first unit that the fact cites, what it is part of, and the other units."""
    told, identifier = evidence(row), row.take("id")
    cited_units = units.units(row.find("identifiers.usc") or row.find("identifiers.cfr") or "")
    yield _unit(row, identifier, told, cited_units)
    above = row.find("parent") or row.find("above")
    for place, unit in enumerate(cited_units):
        yield from grounded(units.wholes(unit, above if place == 0 else None), told)
        yield from grounded([units.stated(unit)] if place else [], told)
    yield from _links(row, identifier, told, [unit.id for unit in cited_units])


def _unit(row: Row, identifier: str, told: Evidence, cited_units: list[Citation]) -> Provision:
    """The provision itself; what an act alone holds has no unit of a code."""
    base = units.stated(cited_units[0]) if cited_units else _of_an_act(row, identifier)
    name = row.find("own.name") or base.name
    named = row.fields.get("named_in")
    begun = [
        row.find("dates.effective"),
        row.find("dates.enacted"),
        None if named else row.find("dates.from"),
    ]
    begins = days.beginning(next(filter(None, begun), None))
    return msgspec.structs.replace(
        base,
        name=name,
        aliases=tuple(each for each in _aliases(row, base.name, _undotted(base.name)) if each != name),
        citation=row.find("citation") or base.name,
        summary=row.take("text"),
        appropriated=row.find("amount_usd"),
        available_through=days.date(row.find("dates.to")),
        former_citation=row.fields.get("identifiers.former"),
        mentioned_only=None,
        **days.validity(begins) | told.node,
    )


def _undotted(name: str) -> str:
    """8 USC 1373(a) for 8 U.S.C. 1373(a)."""
    return name.replace("U.S.C.", "USC").replace("C.F.R.", "CFR")


def _of_an_act(row: Row, identifier: str) -> Provision:
    number, section = row.take("identifiers.public_law"), row.take("identifiers.section")
    return Provision(
        id=identifier,
        name=f"Pub. L. {number}, section {section}",
        corpus=Corpus.PUBLIC_LAW,
        section=section.partition("(")[0],
    )


def _links(row: Row, identifier: str, told: Evidence, cited_units: list[str]) -> Iterator[Record]:
    act = row.find("enacted_by")
    section = row.find("identifiers.act_section") or row.find("own.act_section")
    if act:
        number = section.split()[-1] if section else None
        yield EnactedBy(start=identifier, end=act, act_section=number, **told.derived)
    if identifier.startswith("/us/pl/"):
        yield PartOf(start=identifier, end=identifier.rpartition("/s")[0], **told.derived)
    for former in units.units(row.find("identifiers.former") or ""):
        yield from grounded(cited(former), told)
        yield TransferredTo(start=former.id, end=identifier, **told.derived)
    naming, since = row.find("named_in"), days.validity(days.beginning(row.find("dates.from")))
    for unit in cited_units if naming else ():
        yield Cites(start=naming, end=unit, **since | told.derived)


def _aliases(row: Row, *usual: str) -> tuple[str, ...]:
    """Usual short forms, those that we know, and the other places where the text is printed."""
    section = row.fields.get("identifiers.act_section")
    act = [section, re.sub(r"(\w+) (\w+)", r"Section \2 of \1", section)] if section else []
    printed = [row.find(f"identifiers.{name}") for name in ("ina", "fr", "bill")]
    page = [row.find("identifiers.stat")]
    known = [*usual, *(row.find("own.aliases") or ()), *act, *printed, *page]
    return tuple(dict.fromkeys(each for each in known if each))


def _pages(row: Row) -> str | None:
    """Where the act stands in the Statutes at Large, with the sections that the fact places apart."""
    whole = row.fields.get("identifiers.stat")
    parts = {"section 642": row.find("identifiers.iirira_642"), "COPS": row.find("identifiers.cops_stat")}
    section = row.find("identifiers.section")
    apart = [f"{name} at {page}" for name, page in parts.items() if page]
    if whole and section:
        return f"{whole} (section {section})"
    return f"{whole} ({'; '.join(apart)})" if whole and apart else whole
