"""What a breach of a term costs.

`PENALTY` is the map of Penalty's fields for `term`, or null where none is stated.
"""

from typing import Annotated

from queries.question import Answer
from schema.duties import Sanction
from schema.values import Count, Flag, Money, Percent, Text


class Penalty(Answer, frozen=True, kw_only=True):
    """What a breach costs, as its text states it; percentages of different bases do not add up."""

    kinds: Annotated[tuple[Sanction, ...], "What it leads to."]
    words: Annotated[Text | None, "In words."]
    percent: Annotated[Percent | None, "Share of the base that is lost."]
    at_most: Annotated[Flag, "The share is the most that may be taken."]
    at_least: Annotated[Flag, "The share is the least that is taken."]
    first_percent: Annotated[Percent | None, "Share for a first breach, where it is another."]
    base: Annotated[Text | None, "What the share is taken of."]
    mandatory: Annotated[Flag | None, "Whether it follows without discretion; empty where not stated."]
    formula: Annotated[Text | None, "How its amount is computed, where that is no share."]
    minimum: Annotated[Money | None, "Least amount, in US dollars."]
    maximum: Annotated[Money | None, "Greatest amount, in US dollars."]
    years: Annotated[Count | None, "Most years that it lasts."]
    falls_due: Annotated[Text | None, "What must happen before it falls due."]
    limited_to: Annotated[Text | None, "The money that it is limited to."]
    process: Annotated[Text | None, "The steps that must come before it."]


PENALTY = """CASE WHEN coalesce(term.penalty, term.penalty_percent, term.sanctions) IS NOT NULL THEN {
    kinds: coalesce(term.sanctions, []), words: term.penalty, percent: term.penalty_percent,
    at_most: coalesce(term.penalty_at_most, false), at_least: coalesce(term.penalty_at_least, false),
    first_percent: term.penalty_first_percent, base: term.penalty_base, mandatory: term.penalty_mandatory,
    formula: term.penalty_formula, minimum: term.penalty_minimum, maximum: term.penalty_maximum,
    years: term.penalty_years, falls_due: term.penalty_trigger, limited_to: term.penalty_limit,
    process: term.penalty_process} END"""
