"""What every edition says of a listing: the program, who runs it, what authorizes it, its years."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

import msgspec

from loaders.citations import Citation, citations, cleaned
from loaders.cited import cited, linked
from loaders.listings.everyday import everyday
from loaders.source import Row
from schema.duties import AuthorizedBy
from schema.model import Record
from schema.money import AdministeredBy, GrantProgram, ProgramYear, YearOf


class Texts(msgspec.Struct, frozen=True):
    """The texts that authorize a listing, and the citations that each could be read for."""

    printed: tuple[str, ...]
    found: tuple[list[Citation], ...]

    @property
    def unread(self) -> int:
        """How many texts cite nothing that could be read."""
        return sum(not each for each in self.found)

    @property
    def note(self) -> str | None:
        """What is said of the program where a text could not be read."""
        if not self.unread:
            return None
        return f"{self.unread} of {len(self.printed)} authorizations cite nothing that could be read."


def texts(printed: Iterable[str]) -> Texts:
    """The texts of a listing, read."""
    every = tuple(printed)
    return Texts(every, tuple(linked(citations(each)) for each in every))


def program(number: str, title: str, popular: str | None, note: str | None = None) -> GrantProgram:
    """The program with its names, the everyday ones among its aliases."""
    name, short = cleaned(title), _popular(popular)
    aliases = [each for each in (short, *everyday().get(number, ())) if each and each != name]
    return GrantProgram(
        id=number,
        number=number,
        name=name,
        popular_name=short,
        aliases=tuple(dict.fromkeys(aliases)),
        note=note,
    )


def administered(row: Row, number: str, top: str, office: str) -> Iterator[AdministeredBy]:
    """Who runs the program; a name that means no agency stays in its field, to be counted."""
    agency, coded, printed = row.find("agency"), row.find("coded"), row.find("run_by")
    if coded or not row.fields.get(office):
        row.find(office)
    if agency:
        if top != office:
            row.find(top)
        lost = None if coded else f"Run by “{printed}”, which has no code of its own."
        yield AdministeredBy(start=number, end=agency, note=lost)


def authority(number: str, read: Texts) -> Iterator[Record]:
    """The texts cited, and one link to each, with all the ways in which the listing prints it."""
    printed: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for citation in (each for cites in read.found for each in _authorizing(cites)):
        if citation.id not in printed:
            yield from cited(citation)
        printed[citation.id][citation.printed] = None
    for text, ways in printed.items():
        yield AuthorizedBy(start=number, end=text, cited_as="; ".join(ways))


def year(figures: ProgramYear) -> Iterator[Record]:
    """The figures of one year, and the program whose they are."""
    yield figures
    yield YearOf(start=figures.id, end=figures.id.partition("/")[0])


def _popular(name: str | None) -> str | None:
    return re.sub(r"^\(([^()]*)\)$", r"\1", cleaned(name or "")) or None


def _authorizing(found: list[Citation]) -> list[Citation]:
    """The citations of one text that authorize: beside statutes and orders, a regulation only implements."""
    higher = [each for each in found if not each.id.startswith("/us/cfr/")]
    return higher or found
