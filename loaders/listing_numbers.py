"""Numbers of assistance listings that the inventory lacks, from the Federal Audit Clearinghouse (July 2026).

Its two lists give number and title only. A number that the inventory has is the inventory's; the note on
every other says on which list it stands.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

import orjson

from loaders.folder import matching, member, table
from loaders.listings import FILE, everyday
from loaders.source import Row, Source
from schema.model import Record
from schema.money import GrantProgram
from schema.values import Confidence

LISTS = {"active": "active-alns.csv", "inactive": "inactive-alns.csv"}
TITLE, NUMBER = "Program Title", "Program Number"


def read(folder: Path) -> Iterator[Row]:
    """The rows of both lists, each with the list's name and whether the inventory has the number."""
    with matching(folder, FILE).open("rb") as file:
        listed = {orjson.loads(line)["id"] for line in file}
    spoken, number = everyday(), 0
    for name, file_name in LISTS.items():
        for record in table(member(folder, file_name), {TITLE, NUMBER}):
            number += 1
            told = {"list": name, "listed": record[NUMBER] in listed, "spoken": spoken.get(record[NUMBER])}
            yield Row(number, record | told)


def parse(row: Row) -> Iterable[Record]:
    """The program that the inventory lacks; nothing for the others, which are counted."""
    if row.fields["listed"]:
        row.fields = {f"in the inventory, here {row.fields['list']}": True}
        return []
    row.find("listed")
    number, name = row.take(NUMBER), " ".join(row.take(TITLE).split())
    inactive = row.take("list") == "inactive"
    note = (
        "On the list of inactive numbers of July 2026."
        if inactive
        else "On the list of active numbers of July 2026; not in the inventory of December 2025."
    )
    aliases = tuple(row.find("spoken") or ())
    return [GrantProgram(id=number, number=number, name=name, aliases=aliases, note=note)]


SOURCE = Source(
    name="listing-numbers",
    title="Numbers of assistance listings (Federal Audit Clearinghouse)",
    address="https://www.fac.gov/",
    licence="Public domain (work of the United States government)",
    confidence=Confidence.VERIFIED,
    read=read,
    parse=parse,
    through=lambda _: None,
    expected={GrantProgram: (1_000, 4_000)},
    gaps=("Number and title only; the day on which a number became inactive is not given.",),
)
