"""What the graph holds that a document can name, read from it once a load."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from typing import Any

import msgspec

from graph.store import Store
from loaders.documents.citing import Reports, docket, pages
from loaders.documents.gazetteer import Gazetteer, Name, Thing, spellings
from loaders.documents.states import States
from schema.documents import MentionKind

_PLACES = """
MATCH (n:Jurisdiction) WHERE n.retired_at IS NULL AND n.kind <> 'COUNTRY'
RETURN n.id AS id, n.name AS name, n.aliases AS aliases, n.kind AS kind, n.state AS state,
  n.population AS population, n.valid_to IS NULL AS active,
  COUNT { (n)--(:Policy|Designation|Allocation|Relief|Agreement|Case) } AS facts"""
_AGENCIES = """
MATCH (n:Agency) WHERE n.retired_at IS NULL
RETURN n.id AS id, n.name AS name, n.aliases AS aliases, n.abbreviation AS abbreviation,
  n.valid_to IS NULL AS active, COUNT { (n)<--(:GrantProgram|ExecutiveAction|Claim|Allocation) } AS facts"""
_PROGRAMS = """
MATCH (n:GrantProgram) WHERE n.retired_at IS NULL
OPTIONAL MATCH (n)-[:ADMINISTERED_BY]->(agency:Agency)
WITH n, collect(agency.id) AS agencies
RETURN n.id AS id, n.name AS name, n.aliases AS aliases, n.popular_name AS popular, n.note AS note,
  n.valid_to IS NULL AS active, agencies,
  COUNT { (n)--(:Condition|Allocation|Case|Relief) } AS facts"""
_DECISIONS = """
MATCH (n:Case|Ruling) WHERE n.retired_at IS NULL
RETURN n.id AS id, n.name AS name, n.aliases AS aliases, n.citation AS citation,
  'Case' IN labels(n) AS lawsuit, [(n)-[:DECIDED_IN]->(lawsuit:Case) | lawsuit.id] AS lawsuits,
  [x IN [n.docket] + coalesce(n.appeal_dockets, []) WHERE x IS NOT NULL] AS dockets"""
_COURTS = """
MATCH (n:Court) WHERE n.retired_at IS NULL RETURN n.id AS id, n.name AS name, n.aliases AS aliases"""
_LAWS = """
MATCH (n:PublicLaw|ExecutiveAction|Policy|Provision) WHERE n.retired_at IS NULL
  AND (n.aliases IS NOT NULL OR n:PublicLaw OR n.federal_register IS NOT NULL OR NOT n.name =~ '.*[0-9].*')
RETURN n.id AS id, n.name AS name, n.aliases AS aliases, n.federal_register AS register"""
_NUMBERED = re.compile(
    r"\d+ (?:U\.?S\.?C|C\.?F\.?R|Stat|Fed)|^(?:P(?:ub(?:lic|\.)?)?\.?\s?L|E\.?O\.?\s|Exec)"
    r"|[Ss]ection \d|§|\bs\.? \d"
)
_PREFIX = re.compile(r"^(?:The )?(?:U\.?\s?S\.?|United States) (?=[A-Z])")
_ARTICLE = re.compile(r"^Office of (?P<article>the )?")
_DEPARTMENT = re.compile(r"^Department of (?:the )?")
_PROGRAM = re.compile(r"\s(?:Grants?\s)?Programs?$")
_BRACKETED = re.compile(r"\s*\((?P<initials>[A-Z][A-Za-z&/-]{1,15})\)")

Rows = Iterable[dict[str, Any]]


class Known(msgspec.Struct, frozen=True):
    """The names, the states and the reported decisions of the graph."""

    gazetteer: Gazetteer
    states: States
    reports: Reports
    programs: frozenset[str]
    departments: Mapping[str, Thing]


def known(store: Store) -> Known:
    """Read them: some five seconds for what ships, with which the process takes 240 MB in all."""
    places, decisions, laws = store.read(_PLACES), store.read(_DECISIONS), store.read(_LAWS)
    programs = store.read(_PROGRAMS)
    names = (
        *_places(places),
        *_agencies(store.read(_AGENCIES)),
        *_programs(programs),
        *_called(MentionKind.CASE, (each for each in decisions if each["lawsuit"])),
        *_called(MentionKind.COURT, store.read(_COURTS)),
        *_called(MentionKind.CITATION, laws),
    )
    return Known(
        Gazetteer(names),
        States({each["name"]: each["state"] for each in places if _is_state(each)}),
        _reports(decisions, laws),
        frozenset(each["id"] for each in programs),
        {name.thing.id: name.thing for name in names if name.thing.sort == "DEPARTMENT"},
    )


def _is_state(row: dict[str, Any]) -> bool:
    return row["kind"] in {"STATE", "DISTRICT", "TERRITORY"} and bool(row["state"])


def _places(rows: Rows) -> Iterator[Name]:
    large = _large_cities()
    for row in rows:
        thing = Thing(
            id=row["id"],
            kind=MentionKind.PLACE,
            sort=row["kind"],
            state=row["state"],
            population=max(row["population"] or 0, large.get(row["id"], 0)) or None,
            facts=row["facts"],
            active=row["active"],
        )
        called = {name: None for name in (row["name"], *(row["aliases"] or ())) if _spoken(name, row["name"])}
        if row["kind"] == "DISTRICT":
            called |= {"D.C.": None, "Washington": None}
        for name in spellings(called):
            yield Name(name, thing)


def _spoken(name: str, first: str) -> bool:
    """Whether a name of a place is one that is searched for: no code, no identifier, no state behind it."""
    return "," not in name and "/" not in name and (len(name) > 2 or name == first)


def _large_cities() -> dict[str, int]:
    with files("loaders.documents").joinpath("large_cities.csv").open(encoding="utf-8") as file:
        return {row["id"]: int(row["population"]) for row in csv.DictReader(file)}


def _agencies(rows: Rows) -> Iterator[Name]:
    for row in rows:
        top = "/".join(row["id"].split("/")[:2])
        thing = Thing(
            id=row["id"],
            kind=MentionKind.AGENCY,
            sort="DEPARTMENT" if row["id"] == top else "OFFICE",
            above=top,
            facts=row["facts"],
            active=row["active"],
            initials="".join(word[0] for word in _PREFIX.sub("", row["name"]).split() if word[0].isupper()),
            shortly=_DEPARTMENT.sub("", row["name"]) if _DEPARTMENT.match(row["name"]) else "",
        )
        called = dict.fromkeys(
            form
            for name in (row["name"], *(row["aliases"] or ()))
            for form in _agency_names(name, top=row["id"] == top)
        )
        for name in spellings(called):
            yield Name(name, thing, initials=_initials(name))
        if row["abbreviation"]:
            yield Name(row["abbreviation"], thing, initials=True)


def _agency_names(name: str, *, top: bool) -> Iterator[str]:
    """An agency's name with and without the country before it and the article in it.

    A single word is the name of a department only; codes that stand among the aliases are none.
    """
    bare = _PREFIX.sub("", name)
    if any(each.isalpha() for each in name) and (" " in name or top or _initials(name)):
        yield name
    if " " in bare or (top and bare != name):
        yield from (bare, f"U.S. {bare}", f"United States {bare}")
        if office := _ARTICLE.match(bare):
            yield _ARTICLE.sub("Office of " if office["article"] else "Office of the ", bare)


def _programs(rows: Rows) -> Iterator[Name]:
    for row in rows:
        inactive = "inactive" in (row["note"] or "")
        thing = Thing(
            id=row["id"],
            kind=MentionKind.PROGRAM,
            above=next(iter(row["agencies"]), ""),
            facts=row["facts"],
            active=row["active"] and not inactive,
        )
        called: dict[str, None] = {}
        for name in (row["name"], row["popular"], *(row["aliases"] or ())):
            for each in _apart(name or ""):
                called |= dict.fromkeys(_program_names(each))
        for name in spellings(called):
            yield Name(name, thing, initials=_initials(name))


def _apart(names: str) -> list[str]:
    """Several names that the catalogue prints as one: A Program, B Program; C Program (CP)."""
    parts = [" ".join(each.split()) for each in re.split(r"[;,]\s+(?=[A-Z])", names)]
    whole = [names.strip()] if any(each.isalpha() for each in names) else []
    several = len(parts) > 1 and all(len(each.split()) >= 3 or each.isupper() for each in parts)
    return [*whole, *parts] if several else whole


def _program_names(name: str) -> Iterator[str]:
    """A program's name with and without its initials in brackets and the word program at its end."""
    bare = " ".join(_BRACKETED.sub("", name).split())
    short = _PROGRAM.sub("", bare)
    single = short.removesuffix("s") if short.endswith("Grants") else short
    yield bare
    if len(short.split()) >= 3:
        yield short
    if single.endswith("Grant"):
        yield from (single, f"{single}s", f"{single} Program", f"{single}s Program")
    else:
        yield from (f"{short} Program", f"{short} Grant", f"{short} Grants", f"{short} Grant Program")
    yield from filter(_initials, (found["initials"] for found in _BRACKETED.finditer(name)))


def _initials(name: str) -> bool:
    return name.isupper() and " " not in name.strip()


def _called(kind: MentionKind, rows: Rows) -> Iterator[Name]:
    for row in rows:
        for name in dict.fromkeys((row["name"], *(row["aliases"] or ()))):
            if not _NUMBERED.search(name) and (len(name.split()) >= 2 or _initials(name)):
                yield Name(name, Thing(row["id"], kind), initials=_initials(name))


def _reports(decisions: Sequence[dict[str, Any]], laws: Rows) -> Reports:
    """Decisions before lawsuits: what a reporter prints on a page is a decision."""
    rulings, lawsuits = defaultdict[str, list[str]](list), defaultdict[str, list[str]](list)
    dockets: defaultdict[str, list[str]] = defaultdict(list)
    for row in decisions:
        for page in dict.fromkeys(pages(row["citation"] or "")):
            (lawsuits if row["lawsuit"] else rulings)[page].append(row["id"])
        for number in row["dockets"] if row["lawsuit"] else ():
            dockets[docket(number)].append(row["id"])
    for row in laws:
        for page in dict.fromkeys(pages(row["register"] or "")):
            rulings[page].append(row["id"])
    cited = {page: tuple(each) for page, each in (lawsuits | rulings).items()}
    return Reports(
        cited,
        {number: tuple(dict.fromkeys(each)) for number, each in dockets.items()},
        {row["id"]: row["lawsuits"][0] for row in decisions if len(row["lawsuits"]) == 1},
    )
