"""Courts, cases, rulings, and the relief that rulings give."""

from enum import StrEnum
from typing import Annotated

from schema.law import LegalText
from schema.model import Edge, Node
from schema.money import GrantProgram
from schema.places import Jurisdiction, JurisdictionKind
from schema.values import FULLTEXT, INDEXED, KEY, Citation, Count, Day, Flag, Money, Precision, Text


class CourtLevel(StrEnum):
    """How high a court sits."""

    TRIAL = "TRIAL"
    APPEALS = "APPEALS"
    SUPREME = "SUPREME"


class Court(Node, kw_only=True):
    """A court, by its usual short identifier, such as ca7."""

    found_by = ("stated_at",)

    level: Annotated[CourtLevel, "How high it sits.", INDEXED]
    rank: Annotated[Count, "1 for trial courts, 2 for appeals, 3 for a supreme court."]
    federal: Annotated[Flag, "Whether it is a federal court."] = True
    citation_form: Annotated[Text | None, "How it is abbreviated in citations, such as 7th Cir."] = None


class Case(Node, kw_only=True):
    """A lawsuit."""

    found_by = ("stated_at",)

    docket: Annotated[Text | None, "Docket number in the court of first instance.", FULLTEXT] = None
    appeal_dockets: Annotated[tuple[Text, ...], "Docket numbers on appeal."] = ()
    citation: Annotated[Citation | None, "How the case is cited.", FULLTEXT] = None
    summary: Annotated[Text | None, "What the case is about.", FULLTEXT] = None
    doctrine: Annotated[Text | None, "Line of doctrine that it belongs to.", INDEXED] = None
    filed_on: Annotated[Day | None, "Day of filing."] = None
    filed_on_precision: Annotated[Precision | None, "How exactly that day is known."] = None
    closed_on: Annotated[Day | None, "Day on which it ended."] = None
    at_stake: Annotated[Money | None, "Money at issue, as stated, in US dollars."] = None
    unlisted_parties: Annotated[Text | None, "Parties that are known to exist and are not loaded."] = None


class RulingKind(StrEnum):
    """What a court did."""

    PRELIMINARY_INJUNCTION = "PRELIMINARY_INJUNCTION"
    RESTRAINING_ORDER = "RESTRAINING_ORDER"
    SUMMARY_JUDGMENT = "SUMMARY_JUDGMENT"
    JUDGMENT = "JUDGMENT"
    DISMISSAL = "DISMISSAL"
    APPELLATE_OPINION = "APPELLATE_OPINION"
    STAY = "STAY"
    STAY_DENIED = "STAY_DENIED"
    STAY_LIFTED = "STAY_LIFTED"
    REHEARING_DENIED = "REHEARING_DENIED"
    CERTIORARI_DENIED = "CERTIORARI_DENIED"
    ENFORCEMENT = "ENFORCEMENT"
    CLARIFICATION = "CLARIFICATION"
    PROCEEDING = "PROCEEDING"
    OTHER = "OTHER"


class Ruling(Node, kw_only=True):
    """A decision or order of a court."""

    found_by = ("stated_at",)

    kind: Annotated[RulingKind, "What the court did.", INDEXED]
    decided_on: Annotated[Day | None, "Day of the decision.", INDEXED] = None
    citation: Annotated[Citation | None, "Reporter citation, or the docket and date.", FULLTEXT] = None
    summary: Annotated[Text | None, "What was decided.", FULLTEXT] = None
    dockets: Annotated[tuple[Text, ...], "Docket numbers that it decides."] = ()


class Outcome(StrEnum):
    """What a ruling says of a text."""

    LAWFUL = "LAWFUL"
    UNLAWFUL = "UNLAWFUL"
    LIKELY_UNLAWFUL = "LIKELY_UNLAWFUL"
    UNCONSTITUTIONAL = "UNCONSTITUTIONAL"
    UNLAWFUL_AS_APPLIED = "UNLAWFUL_AS_APPLIED"
    ENJOINED = "ENJOINED"
    NOT_ENJOINED = "NOT_ENJOINED"
    VACATED = "VACATED"
    NOT_DECIDED = "NOT_DECIDED"


class Scope(StrEnum):
    """Whom a relief reaches."""

    NATIONWIDE = "NATIONWIDE"
    PARTIES = "PARTIES"
    STATE = "STATE"
    CLASS = "CLASS"


class Relief(Node, kw_only=True):
    """What a ruling orders: an injunction or vacatur, against which texts, for whom, and for how long."""

    found_by = ("stated_at",)

    scope: Annotated[Scope, "Whom it reaches.", INDEXED]
    scope_words: Annotated[Text | None, "Its reach in the words of its dataset."] = None
    permanent: Annotated[Flag | None, "Whether it is a final judgment; empty when not known."] = None
    vacatur: Annotated[Flag, "It sets the text aside rather than enjoining its use."] = False
    summary: Annotated[Text | None, "What it orders.", FULLTEXT] = None
    unlisted_members: Annotated[Text | None, "Whom it also reaches who are not loaded one by one."] = None
    unlisted_kinds: Annotated[tuple[JurisdictionKind, ...], "Sorts of place those may be."] = ()
    ended_because: Annotated[Text | None, "What ended it, in words."] = None


class AppealsTo(Edge[Court, Court]):
    """Decisions of the first court are reviewed by the second."""

    forward, reverse = "appealsTo", "reviews"


class SitsOver(Edge[Court, Jurisdiction]):
    """The court's decisions bind in the place."""

    forward, reverse = "sitsOver", "courts"


class FiledIn(Edge[Case, Court]):
    """The court in which the case began."""

    forward, reverse = "filedIn", "cases"


class Role(StrEnum):
    """On which side a party stands."""

    PLAINTIFF = "PLAINTIFF"
    DEFENDANT = "DEFENDANT"
    INTERVENOR = "INTERVENOR"


class PartyTo(Edge[Jurisdiction, Case]):
    """The place is a party to the case."""

    forward, reverse = "partyTo", "parties"

    role: Annotated[Role, "On which side it stands.", KEY]


class Challenges(Edge[Case, LegalText]):
    """The case attacks the text."""

    forward, reverse = "challenges", "challengedIn"


class Involves(Edge[Case, GrantProgram]):
    """The case is about money of the program."""

    forward, reverse = "involves", "cases"


class DecidedIn(Edge[Ruling, Case]):
    """The case in which the ruling was made."""

    forward, reverse = "decidedIn", "rulings"


class RuledBy(Edge[Ruling, Court]):
    """The court that made the ruling."""

    forward, reverse = "ruledBy", "rulings"


class Holds(Edge[Ruling, LegalText]):
    """What the ruling says of the text."""

    forward, reverse = "holds", "holdings"

    outcome: Annotated[Outcome, "The holding.", KEY]
    words: Annotated[Text | None, "The holding in the words of its dataset."] = None


class Interprets(Edge[Ruling, LegalText]):
    """The ruling reads the text."""

    forward, reverse = "interprets", "interpretedBy"


class Affirms(Edge[Ruling, Ruling]):
    """The first ruling upholds the second."""

    forward, reverse = "affirms", "affirmedBy"

    in_part: Annotated[Flag, "Only a part is upheld."] = False


class Reverses(Edge[Ruling, Ruling]):
    """The first ruling overturns the second."""

    forward, reverse = "reverses", "reversedBy"

    in_part: Annotated[Flag, "Only a part is overturned."] = False


class Vacates(Edge[Ruling, Ruling]):
    """The first ruling sets the second aside."""

    forward, reverse = "vacates", "vacatedBy"

    in_part: Annotated[Flag, "Only a part is set aside."] = False


class Moots(Edge[Ruling, Ruling]):
    """The first ruling leaves the second without effect, undecided."""

    forward, reverse = "moots", "mootedBy"


class Disagrees(Edge[Ruling, Ruling]):
    """The two rulings answer one question differently."""

    forward, reverse = "disagreesWith", "disagreedWithBy"


class OrderedBy(Edge[Relief, Ruling]):
    """The ruling that gives the relief."""

    forward, reverse = "orderedBy", "orders"


class Enjoins(Edge[Relief, LegalText]):
    """The relief bars use of the text."""

    forward, reverse = "enjoins", "enjoinedBy"


class Protects(Edge[Relief, Jurisdiction]):
    """The relief reaches the place by name."""

    forward, reverse = "protects", "protectedBy"

    includes_subdivisions: Annotated[Flag, "The order says that the place's subdivisions are covered."] = (
        False
    )


class LimitedTo(Edge[Relief, GrantProgram]):
    """The relief concerns money of the program only."""

    forward, reverse = "limitedTo", "reliefs"


class Stays(Edge[Ruling, Relief]):
    """The ruling suspends the relief while the link is valid, in whole or for those outside the parties."""

    forward, reverse = "stays", "stayedBy"
    found_by = ("valid_from", "valid_to")

    outside_parties_only: Annotated[Flag, "The parties keep their relief."] = False


class EndedBy(Edge[Relief, Node]):
    """The ruling or action that ended the relief."""

    forward, reverse = "endedBy", "ended"
