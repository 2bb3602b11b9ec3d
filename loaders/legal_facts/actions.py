"""What the executive issued: orders and their sections, memoranda, letters, lists, forms."""

from collections.abc import Iterable, Iterator
from typing import Any

from loaders.legal_facts import days
from loaders.legal_facts.evidence import Evidence, evidence, told_elsewhere
from loaders.legal_facts.views import stated
from loaders.source import Row
from schema.law import ActionKind, Cites, ExecutiveAction, IssuedBy, PartOf, Revokes
from schema.model import Record

_SERIES = ("eo", "gao", "oig", "doj_pr", "form")
_OTHER_NUMBERS = {"ncj": "NCJ {}", "olc": "OLC {}", "docket": "No. {}"}


def parse(row: Row) -> Iterable[Record]:
    """The action, who issued it, what it is a section of, and what it ends."""
    told, identifier = evidence(row), row.take("id")
    issued = row.find("dates.issued") or row.find("dates.from")
    ends = row.find("own.to") or row.find("dates.to") or row.find("dates.withdrawn")
    told_elsewhere(row, "programs", "program", "fy", "revoked_by")
    yield ExecutiveAction(
        id=identifier,
        kind=ActionKind(row.take("own.kind")),
        citation=row.find("citation"),
        summary=row.take("text"),
        federal_register=row.find("identifiers.fr"),
        deadline=days.date(row.find("deadline")),
        recipients=row.find("count") or row.find("own.recipients"),
        recipients_at_least=row.find("count_min"),
        claimed_effective_on=days.date(row.find("effective_claimed")),
        **_named(row),
        **days.dated("issued_on", issued),
        **days.validity(days.beginning(issued), days.ending(ends)) | told.node,
    )
    yield from _links(row, identifier, told)
    yield from stated(row, identifier, told)


def _named(row: Row) -> dict[str, Any]:
    """Name, number and aliases: an order and its sections have usual ones, the others are named by us."""
    numbers = [row.find(f"identifiers.{series}") for series in _SERIES]
    number = next((each for each in numbers if each), None)
    others = [
        form.format(value)
        for name, form in _OTHER_NUMBERS.items()
        if (value := row.find(f"identifiers.{name}"))
    ]
    own = tuple(row.find("own.aliases") or ())
    if not (row.raw.get("identifiers.eo") and number):
        return {"name": row.take("own.name"), "number": number, "aliases": (*own, *others)}
    order, _, section = number.partition(" s.")
    short = f", section {section}" if section else ""
    title = row.find("own.name")
    usual = [f"EO {order}{short}", f"E.O. {order[:2]},{order[2:]}{short}"]
    if section:
        usual += [f"EO {order} s. {section}", f"EO {order} s {section}", f"Section {section} of EO {order}"]
    aliases = tuple(filter(None, (title, *usual, *own)))
    return {"name": f"Executive Order {order}{short}", "number": order, "aliases": aliases}


def _links(row: Row, identifier: str, told: Evidence) -> Iterator[Record]:
    for agency in row.find("own.by") or ():
        yield IssuedBy(start=identifier, end=agency, **told.derived)
    whole = row.find("parent")
    if whole:
        yield PartOf(start=identifier, end=whole, **told.derived)
    ended = [each for each in (row.find("revokes"), row.find("withdraws")) if each]
    since = days.validity(days.beginning(row.raw.get("dates.issued")))
    read = row.find("interprets")
    if read:
        yield Cites(start=identifier, end=read, **told.derived)
    for text in ended:
        yield Revokes(start=identifier, end=text, **since | told.derived)
