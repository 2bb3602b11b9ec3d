"""Federal agencies and their offices as one hierarchy, and the regulations that each issues.

They come from three lists: the codes of USAspending (`agency_codes.csv`), the federal hierarchy of SAM.gov
(`sam_organizations.json`) and the agencies of the eCFR with the chapters that they issue. Codes keep their
leading zeros.
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from loaders import files
from loaders.agencies import regulations
from loaders.agencies.ended import inactive, left_out, organization
from loaders.agencies.hierarchy import Offices, identifier, is_codes, listed, written
from loaders.agencies.meanings import named, names_of, near
from loaders.agency_names import same_name
from loaders.source import Row, Source
from schema.law import IssuedBy, Provision
from schema.model import Record
from schema.money import Agency, OfficeOf
from schema.places import SameAs
from schema.values import Confidence

__all__ = ["SOURCE", "named", "near", "written"]


def read(place: Path) -> Iterator[Row]:
    """Agencies of the code lists, then those that ended, those of the eCFR alone, and what agencies issue."""
    offices = listed(place)
    read_regulators = regulations.regulators(place, offices, names_of(offices, place))
    gone = list(inactive(place, offices))
    regulations.enrich(offices, read_regulators)
    kinds: dict[str, Iterable[dict[str, Any]]] = {
        "listed": _listed(offices),
        "ended": gone,
        "regulator": read_regulators.own(),
        "issue": read_regulators.issued(),
        "left out": left_out(place),
    }
    number = 0
    for kind, every in kinds.items():
        for fields in every:
            number += 1
            yield Row(number, {"kind": kind} | fields)


def parse(row: Row) -> Iterable[Record]:
    """An agency with its place in the hierarchy, or what one issues; nothing for what is left out."""
    return _KINDS[row.take("kind")](row)


def _listed(offices: Offices) -> Iterator[dict[str, Any]]:
    elsewhere = {same_name(each["name"]): cgac for (cgac, office), each in offices.items() if not office}
    for (cgac, office), each in offices.items():
        other = elsewhere.get(same_name(each["name"])) if office else None
        yield {"cgac": cgac, "elsewhere": other} | each


def _agency(row: Row) -> Iterable[Record]:
    cgac, codes = row.take("cgac"), row.find("codes") or []
    agency = Agency(
        id=identifier(cgac, {"codes": codes}),
        name=row.take("name"),
        code=codes[0] if codes else cgac,
        abbreviation=row.find("abbreviation"),
        aliases=(*(row.find("aliases") or ()), *codes[1:]),
        official_url=row.find("website"),
        source=tuple(row.find("source") or ()),
        note=row.find("note"),
    )
    yield agency
    elsewhere = row.find("elsewhere")
    if codes:
        yield OfficeOf(start=agency.id, end=f"agency/{cgac}")
    if elsewhere:
        yield SameAs(start=agency.id, end=f"agency/{elsewhere}")


def _left_out(row: Row) -> Iterable[Record]:
    row.fields = {row.take("reason"): True}
    return ()


_KINDS: dict[str, Callable[[Row], Iterable[Record]]] = {
    "listed": _agency,
    "ended": organization,
    "regulator": regulations.regulator,
    "issue": regulations.issue,
    "left out": _left_out,
}


def _accompanies(path: Path) -> bool:
    head = files.head(path)
    hierarchy = head.lstrip().startswith(b"[") and b'"fullParentPathName"' in head and b'"modStatus"' in head
    return hierarchy or b"INSERT INTO agency (slug, " in head


SOURCE = Source(
    name="agencies",
    title="Federal agency codes (USAspending reference data, SAM.gov federal hierarchy, eCFR)",
    address="https://www.usaspending.gov/",
    licence="Public domain (work of the United States government)",
    confidence=Confidence.VERIFIED,
    read=read,
    parse=parse,
    recognises=is_codes,
    accompanies=_accompanies,
    turn=20,
    expected={
        Agency: (1_000, 3_000),
        OfficeOf: (1_000, 3_000),
        SameAs: (1, 100),
        IssuedBy: (300, 1_000),
        Provision: (300, 1_000),
    },
    ignored=frozenset(
        {
            "display_name",
            "sortable_name",
            "parent_slug",
            "depth",
            "last_seen_run_id",
            "agency_slug",
            "ref_key",
            "node_citation",
        }
    ),
    gaps=(
        "Offices below the bureaus are not listed.",
        "The last day of an inactive office is that of its record at SAM.gov.",
        "Agencies that only the eCFR names have no code.",
    ),
)
