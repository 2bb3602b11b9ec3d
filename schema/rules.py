"""Terms stated by class of money: who and what they bind, from when, above which amount, at what cost.

A rule is evaluated when asked (`queries.applicability`), never spread over its programs. Its clauses are
joined by and, the entries of one list by or; an empty clause is no limit, and what is excluded is taken off.
The programs that it lists are its ATTACHES_TO, the agencies its COVERS, the beginnings of numbers its
prefixes: one of these is enough; the programs that it leaves out are its EXEMPTS. Where a percentage or an
amount changed with time, each tier is a rule of its own.
"""

from typing import Annotated

from schema.classes import (
    Activity,
    AssistanceType,
    Attachment,
    Comparison,
    DateBasis,
    Measure,
    RecipientType,
    Side,
    Tier,
)
from schema.duties import GrantTerm
from schema.law import LegalText
from schema.model import Edge
from schema.money import Agency, GrantProgram
from schema.values import INDEXED, Citation, Count, Day, Flag, Money, Percent, Text


class Rule(GrantTerm, kw_only=True):
    """A term stated by class of money rather than program by program; it is evaluated when asked."""

    attaches_by: Annotated[Attachment, "How it finds the money that it binds.", INDEXED] = Attachment.CLASS
    side: Annotated[Side, "Who bears it."] = Side.RECIPIENT
    tiers: Annotated[tuple[Tier, ...], "Where in the chain of an award it binds; empty means anywhere."] = ()

    program_prefixes: Annotated[tuple[Text, ...], "Beginnings of the listing numbers that it covers."] = ()
    also_covers: Annotated[
        Text | None, "Programs or agencies that it covers besides those listed, in words; empty means none."
    ] = None
    assistance_types: Annotated[
        tuple[AssistanceType, ...], "Kinds of assistance that it covers; empty means all."
    ] = ()
    conditional_assistance_types: Annotated[
        tuple[AssistanceType, ...], "Kinds that it covers only where the agency applies it to them."
    ] = ()
    excluded_assistance_types: Annotated[
        tuple[AssistanceType, ...], "Kinds of assistance that it leaves out."
    ] = ()
    recipient_types: Annotated[
        tuple[RecipientType, ...], "Kinds of recipient that it binds; empty means all."
    ] = ()
    conditional_recipient_types: Annotated[
        tuple[RecipientType, ...], "Kinds that it binds only where the agency applies it to them."
    ] = ()
    excluded_recipient_types: Annotated[
        tuple[RecipientType, ...], "Kinds of recipient that it leaves out."
    ] = ()

    threshold: Annotated[Money | None, "Amount from which it binds, in US dollars; 0 means no floor."] = None
    threshold_operator: Annotated[Comparison, "How amounts are held against its thresholds."] = (
        Comparison.AT_LEAST
    )
    threshold_measure: Annotated[Measure, "The amount that the threshold measures."] = Measure.AWARD
    threshold_per: Annotated[Text | None, "What that amount is counted by, in words."] = None
    certification_threshold: Annotated[
        Money | None, "Amount of an award, other than a loan, from which a certificate is owed."
    ] = None
    loan_certification_threshold: Annotated[
        Money | None, "Amount of a loan from which a certificate is owed."
    ] = None
    contract_threshold: Annotated[
        Money | None, "Amount of a contract from which it also binds the contractor."
    ] = None

    date_basis: Annotated[
        DateBasis | None, "The date that its interval is held against; empty means the day itself."
    ] = None
    dates_as_stated: Annotated[
        Text | None, "Its dates in words, where its interval does not say all of them."
    ] = None
    construction_only: Annotated[Flag, "It binds construction work only."] = False
    infrastructure_only: Annotated[Flag, "It binds infrastructure projects only."] = False
    activities: Annotated[
        tuple[Activity, ...], "It binds only those who do one of these; empty means whatever they do."
    ] = ()
    triggers: Annotated[
        tuple[Text, ...],
        "Circumstances that must all be given for it to bind, each to follow the word whether.",
    ] = ()
    exceptions: Annotated[tuple[Text, ...], "What it does not reach within what it binds."] = ()
    reach: Annotated[Text | None, "How far it reaches within what it binds, in words."] = None

    instrument: Annotated[Text | None, "How compliance is promised or certified."] = None
    enforcement: Annotated[Text | None, "Who enforces it, in words."] = None

    penalty: Annotated[Text | None, "What a breach costs, in words."] = None
    penalty_percent: Annotated[Percent | None, "Share of the money that a breach costs."] = None
    penalty_at_most: Annotated[Flag, "The share is the most that may be taken."] = False
    penalty_at_least: Annotated[Flag, "The share is the least that is taken."] = False
    penalty_first_percent: Annotated[Percent | None, "Share for a first breach, where it is another."] = None
    penalty_base: Annotated[Text | None, "What the share is taken of."] = None
    penalty_mandatory: Annotated[Flag | None, "Whether the penalty follows without discretion."] = None
    penalty_formula: Annotated[Text | None, "How its amount is computed, where that is no share."] = None
    penalty_minimum: Annotated[Money | None, "Least amount, in US dollars."] = None
    penalty_maximum: Annotated[Money | None, "Greatest amount, in US dollars."] = None
    penalty_years: Annotated[Count | None, "Most years that it lasts."] = None
    penalty_trigger: Annotated[Text | None, "What must happen before it falls due."] = None
    penalty_limit: Annotated[Text | None, "The money that it is limited to."] = None
    penalty_process: Annotated[Text | None, "The steps that must come before it."] = None


class Exempts(Edge[Rule, GrantProgram]):
    """The rule leaves out the awards of the program."""

    forward, reverse = "exempts", "exemptFrom"

    basis: Annotated[Citation | None, "Where that is written."] = None


class EnforcedBy(Edge[GrantTerm, Agency]):
    """The agency enforces the term."""

    forward, reverse = "enforcedBy", "enforces"


class WouldChange(Edge[LegalText, LegalText]):
    """The first text is a proposal to change or replace the second."""

    forward, reverse = "wouldChange", "proposedChanges"

    planned_from: Annotated[Day | None, "Day from which the change is planned to take effect."] = None
