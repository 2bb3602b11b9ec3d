"""Numbers of assistance listings that the inventory lacks, from the Federal Audit Clearinghouse (July 2026).

Its two lists give number and title only. A number that the inventory has is the inventory's; the note on
every other says on which list it stands.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

import orjson

from loaders import files
from loaders.folder import member
from loaders.listings import FILE, everyday
from loaders.source import Row, Source
from schema.model import Record
from schema.money import GrantProgram
from schema.values import Confidence

LISTS = {"active": "active-alns.csv", "inactive": "inactive-alns.csv"}
TITLE, NUMBER = "Program Title", "Program Number"


def read(place: Path) -> Iterator[Row]:
    """The rows of both lists, each with the list's name and whether an inventory beside has the number."""
    spoken, inventory = everyday(), _inventory(place)
    number = 0
    for name, file_name in LISTS.items():
        path = place if name == "active" and place.is_file() else member(place, file_name)
        for _, record in files.table(path, (TITLE, NUMBER)):
            number += 1
            listed = None if inventory is None else record[NUMBER] in inventory
            yield Row(number, record | {"list": name, "listed": listed, "spoken": spoken.get(record[NUMBER])})


def parse(row: Row) -> Iterable[Record]:
    """The program that the inventory lacks; nothing for the others, which are counted."""
    listed = row.fields.pop("listed")
    if listed:
        row.fields = {f"in the inventory, here {row.fields['list']}": True}
        return []
    number, name = row.take(NUMBER), " ".join(row.take(TITLE).split())
    told = f"On the list of {row.take('list')} numbers of July 2026"
    unknown = listed is False and "inactive" not in told
    note = f"{told}; not in the inventory of December 2025." if unknown else f"{told}."
    aliases = tuple(row.find("spoken") or ())
    return [GrantProgram(id=number, number=number, name=name, aliases=aliases, note=note)]


def _inventory(place: Path) -> set[str] | None:
    """The numbers of the newest inventory in the folder; None where there is none."""
    found = sorted((place.parent if place.is_file() else place).glob(FILE))
    if not found:
        return None
    with files.opened(found[-1]) as file:
        return {orjson.loads(line)["id"] for _, line in files.lines(file, found[-1])}


def _is_list(path: Path) -> bool:
    return files.head(path, 200).replace(b"\r", b"").partition(b"\n")[0] == f"{TITLE},{NUMBER}".encode()


def _recognises(path: Path) -> bool:
    """Both lists look alike: only their names tell the active numbers from the inactive ones."""
    return "inactive" not in path.name.lower() and _is_list(path)


def _accompanies(path: Path) -> bool:
    return "inactive" in path.name.lower() and _is_list(path)


SOURCE = Source(
    name="listing-numbers",
    title="Numbers of assistance listings (Federal Audit Clearinghouse)",
    address="https://www.fac.gov/",
    licence="Public domain (work of the United States government)",
    confidence=Confidence.VERIFIED,
    read=read,
    parse=parse,
    recognises=_recognises,
    accompanies=_accompanies,
    turn=45,
    expected={GrantProgram: (1_000, 4_000)},
    gaps=("Number and title only; the day on which a number became inactive is not given.",),
)
