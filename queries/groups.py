"""Sums of a place's counted money by what its records have in common; each record is in one group.

`GROUPS` needs `found`, maps of the `row` of a ProgramExposure and its `years`, each with a level, and the
parameter `$group_by`. It binds `groups`, maps with the fields of MoneyGroup. `CLASSES` names the levels.
"""

from enum import StrEnum
from typing import Annotated

from queries.question import Answer
from schema.money import Agency, GrantProgram
from schema.places import Jurisdiction
from schema.values import Count, FiscalYear, Money, Text


class Exposed(StrEnum):
    """What hangs over money: the strongest that applies, in this order."""

    AT_RISK = "AT_RISK"
    UNCERTAIN = "UNCERTAIN"
    CONDITIONED = "CONDITIONED"
    PROTECTED = "PROTECTED"
    UNCONDITIONED = "UNCONDITIONED"


CLASSES = "['', " + ", ".join(f"'{each}'" for each in Exposed) + "]"
"""The classes as Cypher's list, the strongest at 1."""


class Grouping(StrEnum):
    """What money may be summed by."""

    PROGRAM = "PROGRAM"
    AGENCY = "AGENCY"
    PLACE = "PLACE"
    STATE = "STATE"
    FISCAL_YEAR = "FISCAL_YEAR"
    STATUS = "STATUS"


class MoneyGroup(Answer, frozen=True, kw_only=True):
    """Counted money that is alike in what was asked for; the groups together are all of it, once."""

    program: Annotated[GrantProgram | None, "Its program, if grouped by program."]
    agency: Annotated[Agency | None, "The agency that administers the program, if grouped by agency."]
    place: Annotated[Jurisdiction | None, "Whose money it is, if grouped by place."]
    state: Annotated[Text | None, "Postal code of the state that the place lies in, if grouped by state."]
    fiscal_year: Annotated[FiscalYear | None, "Federal fiscal year, if grouped by it."]
    exposure: Annotated[Exposed | None, "What hangs over it, if grouped by status."]
    undivided: Annotated[
        tuple[Grouping, ...], "What its records have several of, or none: they are not split by it."
    ]
    exact: Annotated[Money, "Sum of exact amounts, in US dollars."]
    approximate: Annotated[Money, "Sum of rounded, estimated or bounding amounts, in US dollars."]
    count: Annotated[Count, "Records counted."]
    without_amount: Annotated[Count, "Records that have no amount."]


_SUMS = """sum(CASE WHEN approximate THEN 0.0 ELSE coalesce(amount, 0.0) END) AS exact,
    sum(CASE WHEN approximate THEN coalesce(amount, 0.0) ELSE 0.0 END) AS rounded,
    count(record) AS counted, sum(CASE WHEN amount IS NULL THEN 1 ELSE 0 END) AS without_amount"""

TOTALS = f"""CALL (found) {{
  UNWIND found AS f
  UNWIND f.years AS y
  UNWIND y.items AS i
  WITH y, i WHERE i.counted
  WITH i.record AS record, i.amount AS amount, i.approximate AS approximate, min(y.level) AS level
  WITH level, {_SUMS}
  ORDER BY level
  RETURN collect({{exposure: {CLASSES}[level], exact: exact, approximate: rounded, count: counted,
    without_amount: without_amount}}) AS totals
}}"""
"""From `found` to `totals`, the sums by class."""

_KEYS = {
    Grouping.PROGRAM: "programs",
    Grouping.AGENCY: "agencies",
    Grouping.PLACE: "places",
    Grouping.STATE: "states",
    Grouping.FISCAL_YEAR: "fiscal_years",
    Grouping.STATUS: "levels",
}
"""The list of each record that is looked at for each grouping: it must hold one thing."""

_ASKED = ", ".join(f"'{grouping}' IN $group_by AS by_{name}" for grouping, name in _KEYS.items())
_EACH = ",\n    ".join(
    f"CASE WHEN by_{name} AND size({name}) = 1 THEN {name}[0] END AS {name}" for name in _KEYS.values()
)
_UNDIVIDED = " +\n    ".join(
    f"CASE WHEN by_{name} AND size({name}) <> 1 THEN ['{grouping}'] ELSE [] END"
    for grouping, name in _KEYS.items()
)

GROUPS = f"""CALL (found) {{
  UNWIND CASE WHEN $group_by IS NULL THEN [] ELSE found END AS f
  WITH f, f.row.program AS program, f.row.place AS place
  CALL (program) {{
    MATCH (program)-[by:ADMINISTERED_BY]->(agency:Agency) WHERE HOLDS(by) AND STANDS(agency)
    RETURN collect(DISTINCT agency) AS administrators
  }}
  UNWIND f.years AS y
  UNWIND y.items AS i
  WITH * WHERE i.counted
  WITH i.record AS record, i.amount AS amount, i.approximate AS approximate, [min(y.level)] AS levels,
    collect(DISTINCT program) AS programs, collect(DISTINCT place) AS places,
    collect(DISTINCT place.state) AS states, collect(DISTINCT y.fiscal_year) AS fiscal_years,
    collect(administrators) AS each
  WITH *, reduce(agencies = [], some IN each | agencies + [x IN some WHERE NOT x IN agencies]) AS agencies,
    {_ASKED}
  WITH record, amount, approximate,
    {_UNDIVIDED} AS undivided,
    {_EACH}
  WITH programs AS program, agencies AS agency, places AS place, states AS state,
    fiscal_years AS fiscal_year, levels AS level, undivided, {_SUMS}
  ORDER BY level, program.number, agency.name, agency.id, state, place.name, place.id, fiscal_year, undivided
  RETURN collect({{program: program, agency: agency, place: place, state: state, fiscal_year: fiscal_year,
    exposure: {CLASSES}[level], undivided: undivided, exact: exact, approximate: rounded, count: counted,
    without_amount: without_amount}}) AS groups
}}"""
