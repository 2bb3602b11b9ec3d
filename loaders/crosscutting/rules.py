"""Rules: the term, its earlier tiers, and its links to duties, texts, programs, agencies and rulings."""

from collections.abc import Iterable, Iterator

import msgspec

from loaders.crosscutting.clauses import clauses
from loaders.crosscutting.penalties import penalty
from loaders.crosscutting.tiers import interval, tiers
from loaders.legal_facts.evidence import Evidence, evidence
from loaders.source import Row
from schema.courts import Interprets
from schema.duties import AttachesTo, Covers, ImposedBy, Requires
from schema.model import Record
from schema.rules import EnforcedBy, Exempts, Rule

_CLAUSE = "applies_to."
_SHORT = {"applies_to.all_federal_financial_assistance": "all", "applies_to.tiers": "percentages"}


def parse(row: Row) -> Iterable[Record]:
    """The rule of a fact with its tiers: one rule for each time in which a share or amount was another."""
    told, identifier = evidence(row), row.take("id")
    unpacked(row)
    links = list(_links(row, identifier, told))
    earlier = list(tiers(row))
    made = Rule(
        id=identifier,
        name=row.take("own.name"),
        aliases=tuple(row.find("own.aliases") or ()),
        summary=row.take("text"),
        instrument=row.find("instrument"),
        enforcement=row.find("enforcement"),
        **clauses(row),
        **penalty(row),
        **interval(row) | told.node,
    )
    for rule in (made, *(each.of(made) for each in earlier)):
        yield rule
        yield from (msgspec.structs.replace(link, **_same(link, identifier, rule.id)) for link in links)


def unpacked(row: Row) -> None:
    """Put the clauses under their own names."""
    for name in [each for each in row.fields if each.startswith(_CLAUSE)]:
        value = row.fields.pop(name)
        row.fields[_SHORT.get(name) or name.removeprefix(_CLAUSE)] = value


def _links(row: Row, identifier: str, told: Evidence) -> Iterator[Record]:
    duty = row.find("obligation")
    if duty:
        yield Requires(start=identifier, end=duty, **told.derived)
    for text in dict.fromkeys((*row.take("under"), *(row.find("further") or ()))):
        yield ImposedBy(start=identifier, end=text, **told.derived)
    yield from _programs(row, identifier, told)
    for agency in (*(row.find("own.covers") or ()), *filter(None, (row.find("awarding_office"),))):
        yield Covers(start=identifier, end=agency, **told.derived)
    for agency in row.find("enforced_by") or ():
        yield EnforcedBy(start=identifier, end=agency, **told.derived)
    for case in row.find("cases") or ():
        yield Interprets(start=case.replace("case-", "rul-"), end=identifier, **told.derived)


def _programs(row: Row, identifier: str, told: Evidence) -> Iterator[Record]:
    """The programs that the rule lists, with what it says of each, and those that it leaves out."""
    basis, by_statute = row.find("exclusion_basis"), _statutes(row)
    first, last = _fiscal_year(row.fields.get("from")), _fiscal_year(row.fields.get("to"))
    for program in row.fields.get("programs") or ():
        yield AttachesTo(
            start=identifier,
            end=program,
            from_fiscal_year=first,
            to_fiscal_year=last,
            federal_share=row.find(f"federal_share_percent.{program}"),
            note=row.find(f"notes.{program}") or by_statute.get(program),
            **told.derived,
        )
    for program in (*(row.find("excludes_programs") or ()), *(row.find("no_match_programs") or ())):
        yield Exempts(start=identifier, end=program, basis=basis, **told.derived)
    for program, where in (row.find("exempted") or {}).items():
        yield Exempts(start=identifier, end=program, basis=where, **told.derived)


def _statutes(row: Row) -> dict[str, str]:
    """The statute of each program that makes the rule reach it: usc-23-113 is 23 U.S.C. 113."""
    found: dict[str, str] = {}
    for name in [each for each in row.fields if each.startswith("by_statute.")]:
        _, title, section = name.removeprefix("by_statute.").split("-", 2)
        found |= dict.fromkeys(row.take(name), f"By {title} U.S.C. {section}.")
    return found


def _fiscal_year(text: object) -> int | None:
    """FY2012 is 2012; days are none."""
    words = str(text)
    return int(words.removeprefix("FY")) if words.startswith("FY") else None


def _same(link: Record, rule: str, tier: str) -> dict[str, str]:
    """The end of a link that is the rule, for one of its tiers."""
    return {end: tier for end in ("start", "end") if getattr(link, end) == rule}
