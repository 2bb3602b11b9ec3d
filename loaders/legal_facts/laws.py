"""Acts of Congress, and units of the codes."""

import re
from collections.abc import Iterable, Iterator

import msgspec

from loaders.citations import Citation
from loaders.cited import cited
from loaders.legal_facts import days, units
from loaders.legal_facts.evidence import Evidence, evidence, grounded
from loaders.source import Row
from schema.law import (
    Cites,
    Corpus,
    EnactedBy,
    PartOf,
    Provision,
    PublicLaw,
    Supplements,
    TransferredTo,
    VersionOf,
)
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
    """The first unit that the fact cites, what it is part of, and the other units; or a version of one."""
    told, identifier = evidence(row), row.take("id")
    cited_units = units.units(row.find("identifiers.usc") or row.find("identifiers.cfr") or "")
    version = row.find("supplements")
    yield _unit(row, identifier, told, cited_units)
    parent = row.find("parent")
    above = row.find("above") or (parent if parent in units.ancestors(identifier) else None)
    if parent and parent != above:
        yield Supplements(start=identifier, end=parent, **told.derived)
    if version:
        yield from _version(identifier, cited_units[0], above, told)
        cited_units = []
    for place, unit in enumerate(cited_units):
        yield from grounded(units.wholes(unit, above if place == 0 else None), told)
        yield from grounded([units.stated(unit)] if place else [], told)
    yield from _links(row, identifier, told, [unit.id for unit in cited_units])


def _unit(row: Row, identifier: str, told: Evidence, cited_units: list[Citation]) -> Provision:
    """The provision itself; what an act alone holds has no unit of a code."""
    base = units.stated(cited_units[0]) if cited_units else _of_an_act(row, identifier)
    name = row.find("own.name") or base.name
    named = row.fields.get("named_in")
    since = None if named else row.find("dates.from")
    begun = [row.find("dates.effective"), since, row.find("dates.enacted")]
    begins = days.beginning(next(filter(None, begun), None))
    appropriated, ended = row.find("amount_usd"), row.find("dates.to")
    until = days.after(ended) if "supplements" in row.raw else days.ending(ended)
    return msgspec.structs.replace(
        base,
        id=identifier,
        name=name,
        aliases=tuple(each for each in _aliases(row, base.name, _undotted(base.name)) if each != name),
        citation=row.find("citation") or base.name,
        summary=row.take("text"),
        appropriated=appropriated,
        available_through=days.date(ended) if appropriated else None,
        former_citation=row.fields.get("identifiers.former"),
        amended_on=days.date(row.find("dates.amended") or row.find("dates.revised")),
        mentioned_only=None,
        **days.validity(begins, None if appropriated else until) | told.node,
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


def _version(identifier: str, unit: Citation, above: str | None, told: Evidence) -> Iterator[Record]:
    """The unit whose text the fact gives as it read for a time; the unit itself is only mentioned."""
    yield from grounded([*cited(unit), *units.wholes(unit, above)], told)
    yield VersionOf(start=identifier, end=unit.id, **told.derived)


def _links(row: Row, identifier: str, told: Evidence, cited_units: list[str]) -> Iterator[Record]:
    act = row.find("enacted_by")
    section = row.find("identifiers.act_section") or row.find("own.act_section")
    if act:
        number = section.split()[-1] if section else None
        yield EnactedBy(start=identifier, end=act, act_section=number, **told.derived)
    if identifier.startswith("/us/pl/"):
        whole = identifier.rpartition("/s")[0]
        yield from grounded(cited(_act(whole)), told)
        yield PartOf(start=identifier, end=whole, **told.derived)
    for former in units.units(row.find("identifiers.former") or ""):
        yield from grounded(cited(former), told)
        yield TransferredTo(start=former.id, end=identifier, **told.derived)
    naming, since = row.find("named_in"), days.validity(days.beginning(row.find("dates.from")))
    for unit in cited_units if naming else ():
        yield Cites(start=naming, end=unit, **since | told.derived)


def _aliases(row: Row, *usual: str) -> tuple[str, ...]:
    """Usual short forms, those that we know, and the other places where the text is printed."""
    section = row.fields.get("identifiers.act_section")
    act = [section, _spelled_out(section)] if section else []
    printed = [row.find(f"identifiers.{name}") for name in ("ina", "fr", "bill")]
    page = [row.find("identifiers.stat")]
    known = [*usual, *(row.find("own.aliases") or ()), *act, *printed, *page]
    return tuple(dict.fromkeys(each for each in known if each))


def _spelled_out(section: str) -> str:
    """Section 642 of IIRIRA for IIRIRA 642, Section 601 of the Civil Rights Act of 1964 for its § 601."""
    act, sign, number = (each.strip(", ") for each in section.partition("§"))
    return f"Section {number} of the {act}" if sign else re.sub(r"(\w+) (\w+)", r"Section \2 of \1", section)


def _act(identifier: str) -> Citation:
    printed = f"Pub. L. {'-'.join(identifier.split('/')[3:])}"
    return Citation(identifier, printed, printed)


def _pages(row: Row) -> str | None:
    """Where the act stands in the Statutes at Large, with the sections that the fact places apart."""
    whole = row.fields.get("identifiers.stat")
    parts = {"section 642": row.find("identifiers.iirira_642"), "COPS": row.find("identifiers.cops_stat")}
    section = row.find("identifiers.section")
    apart = [f"{name} at {page}" for name, page in parts.items() if page]
    if whole and section:
        return f"{whole} (section {section})"
    return f"{whole} ({'; '.join(apart)})" if whole and apart else whole
