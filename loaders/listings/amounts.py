"""Obligations by fiscal year, as the catalogue's own editions write them in one cell.

A cell names a kind of assistance in brackets, then years with amounts, then remarks after a dash, and so on
for the next kind: "(Direct Loans) FY 15 $1,355,000; FY 16 est $150,000,000; and FY 17 est $0 - No loans.".
Since 2018 amounts have cents; remarks that repeat figures of older years have none.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

import msgspec

from loaders.citations import cleaned
from loaders.listings.assistance import known, usual
from schema.money import ProgramYear

_LABEL = r"\((?P<label>[^()]{1,120}(?:\([^()]{1,120}\)[^()]{0,120}){0,3})\)"
_AMOUNT = r"\$\s?\d[\d,]*(?:\.\d\d)?(?![\d,.]*\d)(?!\s*(?:million|billion|thousand))"
_LACKING = r"(?:est(?:imate)?\s+)?not\s+(?:available|separately\s+identifiable|reported)"
_ENTRY = rf"FY\s*\d\d(?!\d)\s*(?:(?:est\s*)?{_AMOUNT}|{_LACKING})?"
_GROUP = re.compile(
    rf"(?P<remark>-\s*)?{_LABEL}\s*(?P<entries>{_ENTRY}(?:[;,\s]*(?:and\s+)?{_ENTRY})*)", re.IGNORECASE
)
_READ = re.compile(
    rf"FY\s*(?P<year>\d\d)(?!\d)\s*(?P<estimate>est\b)?\s*(?P<amount>{_AMOUNT})?", re.IGNORECASE
)


class Amount(msgspec.Struct, frozen=True):
    """What one kind of assistance obligates in a year; None where the edition gives no amount."""

    kind: str
    year: int
    estimated: bool
    dollars: float | None


def years(number: str, cell: str) -> Iterator[ProgramYear]:
    """The years of a program for which the cell gives an amount: sums, where it gives several kinds."""
    by_year: defaultdict[int, list[Amount]] = defaultdict(list)
    for each in amounts(cell):
        by_year[each.year].append(each)
    for fiscal, every in sorted(by_year.items()):
        if any(each.dollars is not None for each in every):
            yield ProgramYear(
                id=f"{number}/{fiscal}",
                name=f"{number} in fiscal year {fiscal}",
                fiscal_year=fiscal,
                estimated=_sum(each.dollars for each in every if each.estimated),
                reported=_sum(each.dollars for each in every if not each.estimated),
                note=_parts(every),
            )


def amounts(cell: str) -> Iterator[Amount]:
    """Every amount that stands under a kind of assistance; what remarks repeat is left out."""
    groups = [each for each in _GROUP.finditer(cleaned(cell)) if _stands(each)]
    cents = any("." in found["entries"] for found in groups[:1])
    for found in groups:
        if not cents or "." in found["entries"] or "$" not in found["entries"]:
            yield from _entries(found)


def _stands(group: re.Match[str]) -> bool:
    """Whether a group of years is a kind of assistance, not words in brackets within remarks."""
    first = group.start() == 0
    return not group["remark"] and (first or known(group["label"]) or "." in group["entries"])


def _entries(group: re.Match[str]) -> Iterator[Amount]:
    kind = next(iter(usual([group["label"]])), "Not Applicable")
    seen = set()
    for each in _READ.finditer(group["entries"]):
        fiscal, estimated = _century(int(each["year"])), bool(each["estimate"])
        if (fiscal, estimated) not in seen:
            seen.add((fiscal, estimated))
            plain = re.sub(r"[$,\s]", "", each["amount"] or "")
            yield Amount(kind, fiscal, estimated, float(plain) if plain else None)


def _century(year: int) -> int:
    """The catalogue began in 1965."""
    return 1900 + year if year >= 65 else 2000 + year


def _sum(dollars: Iterator[float | None]) -> float | None:
    given = [each for each in dollars if each is not None]
    return sum(given) if given else None


def _parts(every: list[Amount]) -> str | None:
    """Which kinds a sum has, with their amounts, and which kind has none."""
    if len(every) == 1:
        return None
    told = (f"{each.kind} {_printed(each.dollars)}" for each in every)
    return f"By kind of assistance: {'; '.join(told)}."


def _printed(dollars: float | None) -> str:
    return "not given" if dollars is None else f"{dollars:,.2f}".removesuffix(".00")
