"""From orders, their notes and their sections to the graph."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from loaders.citations import Citation
from loaders.cited import cited
from loaders.executive_orders.entry import Entry
from loaders.executive_orders.notes import AMENDS, REVOKES, Target, dates
from loaders.executive_orders.relations import Relation
from loaders.executive_orders.texts import Text
from loaders.source import Row
from schema.errors import InvalidRecord
from schema.law import ActionKind, Amends, Cites, ExecutiveAction, PartOf, Revokes, SeeAlso
from schema.model import Record

_KINDS = {
    "eo": (ActionKind.ORDER, "Executive Order {}", "E.O. {}"),
    "plo": (ActionKind.ORDER, "Public Land Order {}", "Public Land Order {}"),
    "proc": (ActionKind.PROCLAMATION, "Proclamation {}", "Proc. {}"),
}


def parse(row: Row) -> Iterable[Record]:
    """The order with its links; or a section with what it cites; or a text that is only named."""
    if "order" in row.fields:
        return _order(row)
    if "section" in row.fields:
        return _section(row)
    return [_stated(row)] if "text" in row.fields and not row.find("stated") else _named(row)


def _order(row: Row) -> Iterator[Record]:
    entry: Entry = row.take("order")
    endings = [f"{each.rstrip('.')}." for each in row.find("endings") or ()]
    doubts = [*entry.doubts, *(endings and ["Ended by a text without a number here:", *endings])]
    yield ExecutiveAction(
        id=entry.id,
        kind=ActionKind.ORDER,
        number=entry.number,
        issued_on=entry.signed,
        federal_register=entry.citation,
        published_on=entry.published,
        document_number=entry.document_number,
        official_url=entry.address,
        valid_to=ended(endings),
        note=" ".join(doubts) or None,
        **_called(entry.number, entry.title),
    )
    for each in row.find("relations") or ():
        yield _link(each)


def ended(notes: Sequence[str]) -> datetime.date | None:
    """The day on which a text without a number ended the whole order, where the notes give one day."""
    days = {found for note in notes for found in dates(note)}
    whole = len(notes) == 1 and "in part" not in notes[0] and len(days) == 1
    return next(iter(days)) if whole else None


def _called(number: str, title: str) -> dict[str, Any]:
    """The usual names, the title among them."""
    spoken = f"E.O. {number[:-3]},{number[-3:]}" if number.isdecimal() and len(number) == 5 else None
    aliases = tuple(each for each in (title, f"EO {number}", spoken) if each)
    return {"name": f"Executive Order {number}", "citation": f"E.O. {number}", "aliases": aliases}


def _link(relation: Relation) -> Record:
    start, end, called = relation.start, relation.end, "; ".join(relation.called) or None
    told: dict[str, Any] = {"called": called, "note": " ".join(relation.doubts) or None}
    if relation.kind == REVOKES:
        return Revokes(start=start, end=end, valid_from=relation.on, in_part=relation.in_part, **told)
    if relation.kind == AMENDS:
        return Amends(start=start, end=end, valid_from=relation.on, in_part=relation.in_part, **told)
    return SeeAlso(start=start, end=end, **told)


def _stated(row: Row) -> ExecutiveAction:
    """An order that only its own text states."""
    text, number = row.take("text"), _number(row)
    return ExecutiveAction(
        id=f"/us/eo/{number}",
        kind=ActionKind.ORDER,
        number=number,
        issued_on=text.signed,
        official_url=text.address,
        **_called(number, text.title),
    )


def _section(row: Row) -> Iterator[Record]:
    section, number = row.take("section"), _number(row)
    text: Text = row.take("of")
    order = f"/us/eo/{number}"
    identifier = f"{order}/s{section.number}"
    yield ExecutiveAction(
        id=identifier,
        kind=ActionKind.SECTION,
        name=f"Executive Order {number}, section {section.number}",
        number=number,
        citation=f"E.O. {number}, § {section.number}",
        aliases=(
            section.heading,
            f"EO {number}, section {section.number}",
            f"EO {number} s. {section.number}",
        ),
        issued_on=text.signed,
        official_url=text.address,
    )
    yield PartOf(start=identifier, end=order)
    for each in row.find("cites") or ():
        yield from _mentioned(each)
        yield Cites(start=identifier, end=each.id)


def _mentioned(citation: Citation) -> Iterator[Record]:
    """The cited text; an order is stated by this source alone."""
    if not citation.id.startswith("/us/eo/"):
        yield from cited(citation)


def _number(row: Row) -> str:
    number = row.find("number")
    if number is None:
        raise InvalidRecord(
            "The order's number is not known: load the Federal Register's record along with it."
        )
    return str(number)


def _named(row: Row) -> Iterator[Record]:
    """A text that notes name and no file states."""
    target: Target | None = row.find("named")
    if target is None:
        row.fields.clear()
        return
    _, _, kind, number = target.id.split("/", 3)
    if kind == "pl":
        yield from cited(Citation(target.id, f"Pub. L. {number.replace('/', '-')}", ""))
        return
    action, name, citation = _KINDS[kind]
    yield ExecutiveAction(
        id=target.id,
        kind=action,
        name=name.format(number),
        citation=citation.format(number),
        number=number,
        issued_on=target.on,
        federal_register=target.federal_register,
        mentioned_only=True,
    )
