"""Federal money: who gives it, under which program, to whom, and how much."""

from enum import StrEnum
from typing import Annotated

from schema.model import Edge, Node
from schema.places import Jurisdiction
from schema.values import (
    FULLTEXT,
    INDEXED,
    Count,
    Day,
    FiscalYear,
    Flag,
    ListingNumber,
    Money,
    Score,
    Text,
)


class Agency(Node, kw_only=True):
    """A federal department, an agency of one, or an office of that."""

    code: Annotated[Text | None, "Treasury, FREC or subtier code, leading zeros kept.", INDEXED] = None
    abbreviation: Annotated[Text | None, "Usual abbreviation.", FULLTEXT] = None


class GrantProgram(Node, kw_only=True):
    """An assistance listing: a federal program that awards money."""

    number: Annotated[ListingNumber, "Number in the catalogue, such as 16.738.", INDEXED]
    popular_name: Annotated[Text | None, "Name in everyday use.", FULLTEXT] = None
    assistance_types: Annotated[tuple[Text, ...], "Kinds of assistance, as the catalogue labels them."] = ()
    applicant_types: Annotated[tuple[Text, ...], "Who may apply, as the catalogue labels them."] = ()
    subject_to_single_audit: Annotated[
        Flag | None, "Whether the catalogue says that 2 C.F.R. part 200 subpart F (single audits) applies."
    ] = None


class ProgramYear(Node, kw_only=True):
    """What a program was reported to obligate and pay out in one federal fiscal year."""

    fiscal_year: Annotated[FiscalYear, "Federal fiscal year.", INDEXED]
    estimated: Annotated[Money | None, "Agency's estimate of obligations, in US dollars."] = None
    reported: Annotated[Money | None, "Agency's actual obligations, in US dollars."] = None
    obligated: Annotated[Money | None, "Obligations recorded by USAspending, in US dollars."] = None
    outlaid: Annotated[Money | None, "Outlays recorded by USAspending, in US dollars."] = None

    searchable = False


class Recipient(Node, kw_only=True):
    """Whoever receives an award, by the identifier that the award's source uses."""

    uei: Annotated[Text | None, "Unique Entity Identifier.", INDEXED] = None
    duns: Annotated[Text | None, "DUNS number.", INDEXED] = None

    searchable = False


class Award(Node, kw_only=True):
    """Money obligated to a recipient; a negative amount is a de-obligation."""

    award_number: Annotated[Text | None, "Federal award identification number.", INDEXED] = None
    award_type: Annotated[Text | None, "Kind of award, as published."] = None
    obligated_amount: Annotated[Money | None, "Total obligated amount, in US dollars."] = None
    obligated_on: Annotated[Day | None, "Day of the first obligation.", INDEXED] = None
    fiscal_year: Annotated[FiscalYear | None, "Federal fiscal year of that day.", INDEXED] = None
    place_country: Annotated[Text | None, "Country code of the place of performance."] = None
    place_state: Annotated[Text | None, "State code of the place of performance.", INDEXED] = None

    searchable = False


class Basis(StrEnum):
    """What a published amount counts."""

    ALLOCATED = "ALLOCATED"
    AWARDED = "AWARDED"
    APPROPRIATED = "APPROPRIATED"
    REQUESTED = "REQUESTED"
    ANTICIPATED = "ANTICIPATED"
    AT_STAKE = "AT_STAKE"
    STATED = "STATED"
    RECEIVED = "RECEIVED"
    EXPENDED = "EXPENDED"


class Allocation(Node, kw_only=True):
    """A published amount for a program and a fiscal year, for one place or for all."""

    amount: Annotated[Money, "Amount, or its lower bound, in US dollars."]
    fiscal_year: Annotated[
        FiscalYear | None,
        "Fiscal year, the federal one unless its end is given; empty where not stated.",
        INDEXED,
    ] = None
    fiscal_year_ends_on: Annotated[
        Day | None, "Last day of the fiscal year where it is the recipient's own, not the federal one."
    ] = None
    amount_at_most: Annotated[Money | None, "Upper bound where a range was published, in US dollars."] = None
    approximate: Annotated[Flag, "The amount is rounded or estimated."] = False
    qualifier: Annotated[Text | None, "Words that limit the amount, such as more than."] = None
    basis: Annotated[Basis, "What the amount counts."] = Basis.ALLOCATED
    includes_localities: Annotated[Flag, "A state's amount that includes its localities' share."] = False
    recipients: Annotated[Count | None, "How many recipients share it, as published."] = None
    award_number: Annotated[Text | None, "Award that it names, if any.", INDEXED] = None
    summary: Annotated[Text | None, "What the publication says."] = None


class Opportunity(Node, kw_only=True):
    """An invitation to apply for federal money, or the forecast of one."""

    number: Annotated[Text | None, "Funding opportunity number of the agency.", INDEXED] = None
    forecast: Annotated[Flag, "It is planned: applications are not taken yet, and dates are estimates."] = (
        False
    )
    posted_on: Annotated[Day | None, "Day on which it was published.", INDEXED] = None
    closes_on: Annotated[Day | None, "Last day for applications.", INDEXED] = None
    archived_on: Annotated[Day | None, "Day on which it moves to the archive."] = None
    expected_on: Annotated[Day | None, "Day on which a forecast one is to be published."] = None
    fiscal_year: Annotated[FiscalYear | None, "Federal fiscal year that a forecast is for."] = None
    award_ceiling: Annotated[Money | None, "Largest award, in US dollars."] = None
    award_floor: Annotated[Money | None, "Smallest award, in US dollars."] = None
    estimated_funding: Annotated[Money | None, "Estimated funding of all awards, in US dollars."] = None
    expected_awards: Annotated[Count | None, "Expected number of awards."] = None
    category: Annotated[Text | None, "Discretionary, mandatory, continuation, earmark or other."] = None
    instruments: Annotated[tuple[Text, ...], "Kinds of funding instrument."] = ()
    applicant_types: Annotated[tuple[Text, ...], "Who may apply, in words."] = ()
    cost_sharing: Annotated[Flag | None, "Whether the applicant must pay a share."] = None


class OfficeOf(Edge[Agency, Agency]):
    """The first agency is an office of the second."""

    forward, reverse = "officeOf", "offices"


class AdministeredBy(Edge[GrantProgram, Agency]):
    """The agency runs the program."""

    forward, reverse = "administeredBy", "administers"


class YearOf(Edge[ProgramYear, GrantProgram]):
    """The figures are those of the program."""

    forward, reverse = "program", "years"


class MadeUnder(Edge[Award, GrantProgram]):
    """The award was made under the program; one award may have several."""

    forward, reverse = "programs", "awards"


class AwardedTo(Edge[Award, Recipient]):
    """The recipient holds the award."""

    forward, reverse = "recipients", "awards"


class PerformedIn(Edge[Award, Jurisdiction]):
    """The award's place of performance."""

    forward, reverse = "performedIn", "awardsPerformed"


class ActsFor(Edge[Recipient, Jurisdiction]):
    """The recipient is, or is a department of, the government of the place."""

    forward, reverse = "actsFor", "recipients"

    score: Annotated[Score | None, "How sure the match is, from 0 to 1."] = None


class AllocatedUnder(Edge[Allocation, GrantProgram]):
    """The amount belongs to the program."""

    forward, reverse = "program", "allocations"


class AllocatedTo(Edge[Allocation, Jurisdiction]):
    """The amount is the place's, alone or shared."""

    forward, reverse = "jurisdictions", "allocations"


class ReportedBy(Edge[Allocation, Recipient]):
    """The recipient booked the amount: as revenue that it received, or as money that it spent."""

    forward, reverse = "reportedBy", "reportedAmounts"


class AllocatedBy(Edge[Allocation, Agency]):
    """The agency awards the amount."""

    forward, reverse = "agencies", "allocations"


class OfferedUnder(Edge[Opportunity, GrantProgram]):
    """The money is offered under the program; one opportunity may have several."""

    forward, reverse = "offeredUnder", "opportunities"


class OfferedBy(Edge[Opportunity, Agency]):
    """The agency offers the money."""

    forward, reverse = "offeredBy", "opportunities"
