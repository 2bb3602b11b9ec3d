"""Executive orders: the Federal Register's records, the National Archives' disposition notes, and texts.

All files of a folder are read as one, as several tell of the same order: an order is stated once, and what
one order does to another is one link, whichever side's note says it.
"""

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from loaders import files
from loaders.citations import citations
from loaders.cited import linked
from loaders.executive_orders import archives, register, texts
from loaders.executive_orders.entry import Entry
from loaders.executive_orders.notes import Target
from loaders.executive_orders.records import parse
from loaders.executive_orders.relations import Relations
from loaders.source import Row, Source
from schema.errors import InvalidSource
from schema.law import Amends, Cites, ExecutiveAction, PartOf, Provision, PublicLaw, Revokes, SeeAlso
from schema.values import Confidence


def read(place: Path) -> Iterator[Row]:
    """One row an order, then one a section, then one a text that the notes name and no file states."""
    orders, found = _gathered(place)
    relations = Relations(orders)
    sections = list(_sections(orders, found))
    rows = (*_orders(orders, relations), *sections, *_named(relations, sections))
    for number, fields in enumerate(rows, start=1):
        yield Row(number, fields)


def recognises(path: Path) -> bool:
    """Whether a file is the first of those of a folder: it stands for all of them."""
    return _form(path) is not None and path == next(iter(_all(path)))


def accompanies(path: Path) -> bool:
    """Whether a file is read along with the first of its folder, or of the folder above."""
    return _form(path) is not None and not recognises(path)


def through(place: Path) -> datetime.date | None:
    """The last day on which an order of the records was signed; a text's day only where there are none."""
    orders, found = _gathered(place)
    days = [each.signed for each in orders.values() if each.signed]
    return max(days or [each.signed for each in found], default=None)


def _all(place: Path) -> Iterator[Path]:
    """The files of a folder and of those in it; a file stands for its folder, a text for the one above."""
    folder = place.parent if place.is_file() else place
    if _form(place) is texts and any(_form(each) not in {None, texts} for each in _listed(folder.parent)):
        folder = folder.parent
    yield from (each for each in (*_listed(folder), *_listed_below(folder)) if _form(each))


def _listed(folder: Path) -> list[Path]:
    return sorted(each for each in folder.iterdir() if each.is_file())


def _listed_below(folder: Path) -> Iterator[Path]:
    for each in sorted(folder.iterdir()):
        if each.is_dir():
            yield from _listed(each)


def _form(path: Path) -> Any:
    """The module that reads a file's form; None for other files."""
    start = files.head(path, 16_384)
    if register.BEGINS.match(start) and register.ORDER in start:
        return register
    if archives.BEGINS.match(start):
        return archives
    return texts if texts.BEGINS.match(start) else None


def _gathered(place: Path) -> tuple[dict[str, Entry], list[texts.Text]]:
    """The orders by id, the Federal Register's record first, and the texts."""
    orders: dict[str, Entry] = {}
    found: list[texts.Text] = []
    for path in sorted(_all(place), key=lambda each: _form(each) is not register):
        form = _form(path)
        with files.opened(path) as file:
            if form is texts:
                found.append(texts.text(file, path))
            else:
                _take(orders, form, file, path)
    if not orders and not found:
        raise InvalidSource(
            f"{place} holds no executive order.", "Put the files of the source in one folder."
        )
    return orders, found


def _take(orders: dict[str, Entry], form: Any, file: IO[bytes], path: Path) -> None:
    try:
        for entry in form.entries(file, path):
            known = orders.get(entry.id)
            orders[entry.id] = known.joined(entry, form.PUBLISHER) if known else entry
    except UnicodeDecodeError as error:
        raise InvalidSource(f"{path.name} is not written in utf-8.", "Fetch it again.") from error


def _orders(orders: dict[str, Entry], relations: Relations) -> Iterator[dict[str, Any]]:
    for entry in orders.values():
        yield {
            "order": entry,
            "relations": relations.by_order.get(entry.id, []),
            "endings": relations.endings.get(entry.id, []),
            "remarks": relations.remarks.get(entry.id, []),
        }


def _sections(orders: dict[str, Entry], found: list[texts.Text]) -> Iterator[dict[str, Any]]:
    numbers = {(each.title.casefold(), each.signed): each.number for each in orders.values()}
    for text in found:
        title = text.title.casefold()
        number = numbers.get((title, text.signed)) or texts.LATER.get(title)
        stated = f"/us/eo/{number}" in orders
        yield {"text": text, "number": number, "stated": stated}
        for section in text.sections:
            cited = [each for each in linked(citations(section.text)) if each.id != f"/us/eo/{number}"]
            yield {"section": section, "of": text, "number": number, "cites": cited}


def _named(relations: Relations, sections: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The texts that notes name and the orders that sections cite, where no file states them."""
    cited = {each.id for fields in sections for each in fields.get("cites", ()) if "/us/eo/" in each.id}
    stated = relations.stated | {f"/us/eo/{fields['number']}" for fields in sections}
    for each in sorted(cited - stated - set(relations.named)):
        yield {"named": Target(each)}
    for mention in relations.named.values():
        yield {"named": mention.target}


SOURCE = Source(
    name="executive-orders",
    title="Executive orders (Federal Register, National Archives)",
    address="https://www.federalregister.gov/presidential-documents/executive-orders",
    licence="Public domain (work of the United States government)",
    confidence=Confidence.VERIFIED,
    read=read,
    parse=parse,
    through=through,
    recognises=recognises,
    accompanies=accompanies,
    turn=30,
    expected={
        ExecutiveAction: (1, 30_000),
        Amends: (0, 30_000),
        Revokes: (0, 30_000),
        SeeAlso: (0, 30_000),
        Cites: (0, 10_000),
        PartOf: (0, 10_000),
        Provision: (0, 10_000),
        PublicLaw: (0, 5_000),
    },
    ignored=frozenset({"remarks"}),
    gaps=(
        "The text is not kept.",
        "Remarks in words, and notes that name a text without a number, are not linked.",
        "Dispositions are known as far as the files' notes go: later revocations are missing.",
    ),
)
