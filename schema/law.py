"""Texts that bind: public laws, provisions of codes, and what the executive issues."""

from enum import StrEnum
from typing import Annotated

from schema.model import Edge, Node
from schema.money import Agency
from schema.values import FULLTEXT, INDEXED, Citation, Count, Day, Flag, Money, Precision, Text


class LegalText(Node, kw_only=True):
    """A text that someone may be bound by: a law, an action, a term of an award or a local policy."""

    citation: Annotated[Citation | None, "How the text is cited.", FULLTEXT] = None
    summary: Annotated[Text | None, "What it says, in the words of its dataset.", FULLTEXT] = None


class PublicLaw(LegalText, kw_only=True):
    """An act of Congress."""

    number: Annotated[
        Text | None,
        "Congress and number, such as 104-208; empty for an old act known by date and chapter.",
        INDEXED,
    ] = None
    statutes_at_large: Annotated[Citation | None, "Volume and page in the Statutes at Large."] = None
    enacted_on: Annotated[Day | None, "Day on which it became law."] = None


class Corpus(StrEnum):
    """The body of law that a provision belongs to."""

    UNITED_STATES_CODE = "UNITED_STATES_CODE"
    CODE_OF_FEDERAL_REGULATIONS = "CODE_OF_FEDERAL_REGULATIONS"
    CONSTITUTION = "CONSTITUTION"
    PUBLIC_LAW = "PUBLIC_LAW"


class ProvisionStatus(StrEnum):
    """What the publisher of a code prints in a provision's place."""

    IN_FORCE = "IN_FORCE"
    PENDING = "PENDING"
    SUSPENDED = "SUSPENDED"
    REPEALED = "REPEALED"
    OMITTED = "OMITTED"
    TRANSFERRED = "TRANSFERRED"
    RENUMBERED = "RENUMBERED"
    RESERVED = "RESERVED"
    VACANT = "VACANT"
    EXPIRED = "EXPIRED"
    TERMINATED = "TERMINATED"
    SEVERAL = "SEVERAL"


class Provision(LegalText, kw_only=True):
    """A unit of a code, an act or the Constitution, at any depth down to a subparagraph."""

    heading: Annotated[Text | None, "Its printed heading.", FULLTEXT] = None
    corpus: Annotated[Corpus, "The body of law that it belongs to.", INDEXED]
    title: Annotated[Text | None, "Title number of the code.", INDEXED] = None
    section: Annotated[Text | None, "Section number without its subdivisions.", INDEXED] = None
    level: Annotated[Text | None, "What the unit is: title, part, section, subsection, paragraph."] = None
    status: Annotated[
        ProvisionStatus | None,
        "What its code prints of it; several where one entry stands for sections that ended differently.",
        INDEXED,
    ] = None
    appropriated: Annotated[Money | None, "Amount that the text itself appropriates, in US dollars."] = None
    available_through: Annotated[Day | None, "Last day on which that amount may be obligated."] = None
    former_citation: Annotated[Citation | None, "Where it stood before it was moved."] = None
    federal_register: Annotated[Citation | None, "Where the Federal Register published its text."] = None
    published_on: Annotated[Day | None, "Day of that publication, which is not when it took effect."] = None
    amended_on: Annotated[Day | None, "Day on which its latest amendment was published."] = None


class ActionKind(StrEnum):
    """What the executive issued."""

    ORDER = "ORDER"
    MEMORANDUM = "MEMORANDUM"
    GUIDANCE = "GUIDANCE"
    RULE = "RULE"
    PROPOSED_RULE = "PROPOSED_RULE"
    NOTICE = "NOTICE"
    PROCLAMATION = "PROCLAMATION"
    LETTER = "LETTER"
    LIST = "LIST"
    REPORT = "REPORT"
    OPINION = "OPINION"
    DECISION = "DECISION"
    ANNOUNCEMENT = "ANNOUNCEMENT"
    SCORING = "SCORING"
    FORM = "FORM"
    FILING = "FILING"
    SECTION = "SECTION"


class ExecutiveAction(LegalText, kw_only=True):
    """An order, memorandum, guidance, rule, letter or list of the executive, or a section of one."""

    kind: Annotated[ActionKind, "What was issued.", INDEXED]
    number: Annotated[Text | None, "Its number in its own series, such as 13768.", INDEXED] = None
    document_number: Annotated[Text | None, "Number of the document in the Federal Register.", INDEXED] = None
    federal_register: Annotated[Citation | None, "Volume and page in the Federal Register."] = None
    published_on: Annotated[Day | None, "Day on which the Federal Register published it."] = None
    issued_on: Annotated[Day | None, "Day on which it was issued."] = None
    issued_on_precision: Annotated[Precision | None, "How exactly that day is known."] = None
    deadline: Annotated[Day | None, "Day by which it wants an answer."] = None
    recipients: Annotated[Count | None, "How many places it names or was sent to, as published."] = None
    recipients_at_least: Annotated[Count | None, "A published lower bound on that number."] = None
    claimed_effective_on: Annotated[Day | None, "Day from which its author said it would apply."] = None


class PartOf(Edge[LegalText, LegalText]):
    """The first text is a unit of the second."""

    forward, reverse = "partOf", "parts"


class EnactedBy(Edge[Provision, PublicLaw]):
    """The act put the provision into law."""

    forward, reverse = "enactedBy", "enacted"

    act_section: Annotated[Text | None, "Section of the act, such as 642."] = None


class Cites(Edge[LegalText, LegalText]):
    """The first text cites the second."""

    forward, reverse = "cites", "citedBy"


class Amends(Edge[LegalText, LegalText]):
    """The first text changes the second."""

    forward, reverse = "amends", "amendedBy"

    in_part: Annotated[Flag, "The source says that only a part of it is changed."] = False
    called: Annotated[Text | None, "What the source calls it, where that is not to amend."] = None


class Revokes(Edge[LegalText, LegalText]):
    """The first text ends the second, or a part: revokes, rescinds, repeals, supersedes or withdraws it."""

    forward, reverse = "revokes", "revokedBy"

    in_part: Annotated[Flag, "Only a part of the second text ends: the rest goes on."] = False
    called: Annotated[Text | None, "What the source calls it, where that is not to revoke."] = None


class VersionOf(Edge[Provision, Provision]):
    """The first text is how the second read for a time: its own interval says for which."""

    forward, reverse = "versionOf", "versions"


class Supplements(Edge[LegalText, LegalText]):
    """The first text defines, enforces or limits what the second, of which it is no unit, requires."""

    forward, reverse = "supplements", "supplementedBy"


class SeeAlso(Edge[LegalText, LegalText]):
    """A note of the publisher on the first text points to the second, without saying that either changed."""

    forward, reverse = "seeAlso", "seeAlsoFrom"

    called: Annotated[Text | None, "The note's words, where they say more than see."] = None


class IssuedUnder(Edge[LegalText, LegalText]):
    """The regulation names the text as the authority under which it was issued."""

    forward, reverse = "issuedUnder", "implementedBy"


class TransferredTo(Edge[Provision, Provision]):
    """The first place in a code was moved to the second, by its editors or by law."""

    forward, reverse = "transferredTo", "transferredFrom"


class IssuedBy(Edge[LegalText, Agency]):
    """The agency issued the text."""

    forward, reverse = "issuedBy", "issued"
