"""Citations of court decisions in free text, such as 897 F.3d 1225 (9th Cir. 2018), found by eyecite.

Names of parties are left: what eyecite 2.7.8 makes of “City of Chicago v. Sessions” is “City  Chicago”. What
“id.” and “supra” repeat is left too, as it may be a statute that eyecite does not know.
"""

import logging
import re
from collections.abc import Iterator
from functools import cache

import msgspec
from eyecite import get_citations, helpers
from eyecite.models import CitationBase, FullCaseCitation, ShortCaseCitation
from eyecite.resolve import resolve_citations

from loaders.plain_text import PlainText

_WINDOW, _BEFORE, _AFTER = 10_000, 500, 1_000
"""eyecite looks for the parties of every case in all of the rest: 350,000 characters at once took 46 s."""


class CaseCitation(msgspec.Struct, frozen=True):
    """A decision that is cited, by its reporter, and what the citation tells of it.

    `usual` is volume, reporter and first page; `court` is the identifier of courts-db, such as ca9; `page` is
    the passage, as printed. What is cited again in short, such as 897 F.3d at 1231, has the usual citation of
    the decision that it repeats. `begins` and `ends` are its place in the given text.
    """

    id: str
    usual: str
    printed: str
    begins: int
    ends: int
    court: str | None = None
    year: int | None = None
    page: str | None = None
    repeated: bool = False


def cases(text: str) -> list[CaseCitation]:
    """Every decision cited by a reporter, each time that it is printed, in reading order."""
    plain = PlainText(text)
    placed = dict(_found(plain.text))
    known = {
        id(each): _full(plain, each, place)
        for place, each in placed.items()
        if isinstance(each, FullCaseCitation)
    }
    places = {id(each): place for place, each in placed.items()}
    read = list(known.values())
    for cited in resolve_citations(list(placed.values())).values():
        first = next((known[id(each)] for each in cited if id(each) in known), None)
        short = [each for each in cited if isinstance(each, ShortCaseCitation)]
        read += [_again(plain, first, each, places[id(each)]) for each in short if first]
    return sorted(read, key=lambda each: (each.begins, each.ends))


def _found(text: str) -> Iterator[tuple[int, CitationBase]]:
    """The citations of cases with the places where they begin, from windows of the text that overlap."""
    _prepare()
    for start in range(0, len(text), _WINDOW):
        first = max(0, start - _BEFORE)
        for each in get_citations(text[first : start + _WINDOW + _AFTER]):
            begins = first + each.token.start
            if isinstance(each, (FullCaseCitation, ShortCaseCitation)) and start <= begins < start + _WINDOW:
                yield begins, each


@cache
def _prepare() -> None:
    """Make eyecite quiet, and have it look up a court once: it compares 3,000 names at 25 ms a citation."""
    logging.getLogger("eyecite").setLevel(logging.ERROR)
    known = helpers.get_court_by_paren

    @cache
    def court(printed: str) -> str | None:
        """The court's identifier; courts-db 0.10.27 has 3rd Cir. for what is cited as 3d Cir."""
        return known(re.sub(r"^3d(?=\s?Cir)", "3rd", printed.strip()))

    vars(helpers)["get_court_by_paren"] = court


def _full(plain: PlainText, found: FullCaseCitation, place: int) -> CaseCitation:
    tells = found.metadata
    reporter = found.edition_guess.short_name if found.edition_guess else found.groups["reporter"]
    parts = (found.groups.get("volume"), reporter, found.groups.get("page"))
    usual = " ".join(str(each) for each in parts if each)
    begins, ends = plain.given(place, place + len(found.token))
    return CaseCitation(
        id=f"/us/case/{usual}",
        usual=usual,
        printed=str(found.token),
        begins=begins,
        ends=ends,
        court=tells.court or None,
        year=int(tells.year) if tells.year and tells.year.isdigit() else None,
        page=tells.pin_cite or None,
    )


def _again(plain: PlainText, known: CaseCitation, found: ShortCaseCitation, place: int) -> CaseCitation:
    begins, ends = plain.given(place, place + len(found.token))
    return msgspec.structs.replace(
        known,
        printed=str(found.token),
        begins=begins,
        ends=ends,
        page=found.metadata.pin_cite or None,
        repeated=True,
    )
