"""Which duties does a policy touch, and who says that it breaks them?"""

from enum import StrEnum
from typing import Annotated, ClassVar

from queries.claims import DECIDED, PolicyClaim
from queries.dependence import DUTIES
from queries.holding import expanded
from queries.policy_duties import BINDS, CLAIMED, GROUNDS, SUBJECTS
from queries.question import Answer, Dated
from queries.status import Verdict
from schema.courts import Court, Outcome, Ruling
from schema.duties import Conduct, Obligation
from schema.law import LegalText
from schema.model import Node
from schema.places import Jurisdiction
from schema.politics import Policy
from schema.values import Citation, Confidence, Day, Flag, Text


class Conflicting(StrEnum):
    """Whether a policy breaks a duty, by what is claimed."""

    YES = "YES"
    NO = "NO"
    CONTESTED = "CONTESTED"
    UNKNOWN = "UNKNOWN"


class ConflictClaim(PolicyClaim, frozen=True, kw_only=True):
    """Someone's statement that the policy does or does not break the duty, and whether it binds the place."""

    court: Annotated[Court | None, "The court, where a court says so."]
    binds: Annotated[Flag, "A court over the place, or in a case of the place, says so and was not undone."]
    sources: Annotated[tuple[Text, ...], "Where it was seen."]


class Ground(Answer, frozen=True, kw_only=True):
    """A text that the duty rests on, or a term that makes money depend on it."""

    text: Annotated[LegalText, "The text or term."]
    relation: Annotated[Text, "ARISES_FROM: the text makes the duty. REQUIRES: the term requires it."]
    verdict: Annotated[Verdict, "Its status for the place on the day."]


class RulingOn(Answer, frozen=True, kw_only=True):
    """What a court said of the policy or of a ground."""

    ruling: Annotated[Ruling, "The ruling."]
    text: Annotated[LegalText, "What it speaks of."]
    outcome: Annotated[Outcome | None, "The holding; empty where it only reads the text."]
    court: Annotated[Court | None, "The court."]
    binds: Annotated[Flag, "It binds the place and was not undone."]
    decided_on: Annotated[Day | None, "Day of the decision."]
    citation: Annotated[Citation | None, "Where it is written."]
    confidence: Annotated[Confidence | None, "How far it was checked."]


class Conflict(Answer, frozen=True, kw_only=True):
    """A policy, or a place as a whole, beside one duty that it touches."""

    place: Annotated[Jurisdiction | None, "Whose policy it is."]
    subject: Annotated[Policy | None, "The policy; empty for claims about the place as a whole."]
    sections: Annotated[
        tuple[Policy, ...],
        "Its units in force that touch the duty: those that claims name first, deepest first.",
    ]
    measure: Annotated[Node, "The duty, or the text that claims name where no duty of it is modelled."]
    conduct: Annotated[tuple[Conduct, ...], "Conduct that both are about; empty where only claims join them."]
    grounds: Annotated[tuple[Ground, ...], "What the duty rests on that is in force or that claims name."]
    verdict: Annotated[Conflicting, "Yes, no, contested where claims disagree, unknown where there are none."]
    reading: Annotated[Conflicting, "What the leading claim says; unknown where no court that binds spoke."]
    leading: Annotated[
        ConflictClaim | None,
        "Of the claims of courts that bind the place, the highest court's, latest first.",
    ]
    claims_for: Annotated[
        tuple[ConflictClaim, ...], "Claims that it conflicts, highest court first, then latest."
    ]
    claims_against: Annotated[tuple[ConflictClaim, ...], "Claims that it does not."]
    rulings: Annotated[tuple[RulingOn, ...], "What courts said of the policy and the grounds, latest first."]
    missing: Annotated[tuple[Text, ...], "The facts that are missing: dates known only to the month or year."]


class Conflicts(Dated, frozen=True, kw_only=True):
    """The duties that a policy touches on a day, by conduct or by claims, who says that it breaks them, and
    what courts ruled; of a place, for each of its policies.
    """

    answer = Conflict
    scans = ("duty:Obligation",)
    example: ClassVar = {"policy": "Chicago", "against": "cond-jag-fy2017-access"}
    cypher = expanded(
        f"""
{SUBJECTS}
{CLAIMED}
WITH place, selves, homes, collect({{root: root, units: units, claimed: claimed,
  conduct: reduce(all = [], unit IN units | all + coalesce(unit.conduct, []))}}) AS subjects
WITH *, reduce(all = [], s IN subjects | all + s.conduct) AS regulated
CALL (regulated) {{
  MATCH (duty:Obligation)
  WHERE HOLDS(duty) AND any(kind IN duty.conduct WHERE kind IN regulated AND kind <> 'OTHER')
  RETURN collect(duty) AS touched
}}
CALL (subjects, touched) {{
  UNWIND [s IN subjects | [c IN s.claimed | c.measure]] + [touched] AS some
  UNWIND some AS measure
  RETURN collect(DISTINCT measure) AS measures
}}
CALL (measures, selves, homes, place) {{
  {GROUNDS}
  RETURN collect({{text: text, uses: uses, verdict: verdict}}) AS grounds
}}
CALL (grounds, subjects, selves, homes) {{
  UNWIND [g IN grounds | g.text] + reduce(all = [], s IN subjects | all + s.units) AS text
  MATCH (ruling:Ruling)-[speaks:HOLDS|INTERPRETS]->(text:LegalText)
  WHERE STANDS(ruling) AND STANDS(speaks) AND ruling.decided_on <= $as_of
  OPTIONAL MATCH (ruling)-[ruled:RULED_BY]->(court:Court) WHERE STANDS(ruled)
  WITH selves, homes, text, ruling, speaks, court ORDER BY court.rank DESC, court.id
  WITH selves, homes, text, ruling, speaks, head(collect(court)) AS court
  WITH *, {BINDS} AS binds
  ORDER BY ruling.decided_on DESC, ruling.id, text.id, speaks.outcome
  RETURN collect({{ruling: ruling, text: text, outcome: speaks.outcome, court: court, binds: binds,
    decided_on: ruling.decided_on, citation: ruling.citation, confidence: ruling.confidence}}) AS rulings
}}
CALL (against) {{
  WITH against AS on WHERE on IS NOT NULL
  {DUTIES}
  RETURN texts + duties AS wanted
  UNION
  WITH against WHERE against IS NULL
  RETURN null AS wanted
}}
UNWIND subjects AS each
UNWIND measures AS measure
WITH place, each, measure, wanted, rulings,
  [c IN each.claimed WHERE c.measure = measure] AS claims,
  [kind IN coalesce(measure.conduct, []) WHERE measure IN touched AND kind IN each.conduct
    AND kind <> 'OTHER'] AS conduct, grounds
WHERE size(claims) > 0 OR size(conduct) > 0
WITH *, [g IN grounds WHERE any(use IN g.uses WHERE use.measure = measure) AND
  (g.verdict.status <> 'NOT_IN_FORCE' OR any(c IN claims WHERE c.on = g.text)) | {{text: g.text,
    relation: head([use IN g.uses WHERE use.measure = measure | use.relation]), verdict: g.verdict}}] AS rests
WHERE size(claims) > 0 OR size(rests) > 0
WITH *, [c IN claims WHERE c.row.stance = 'CONFLICTS' | c.row] AS told_for,
  [c IN claims WHERE c.row.stance = 'DOES_NOT_CONFLICT' | c.row] AS told_against
WHERE wanted IS NULL OR measure IN wanted OR any(g IN rests WHERE g.text IN wanted)
  OR any(c IN claims WHERE c.on IN wanted)
WITH *, [at IN range(0, size(told_for) - 1) WHERE NOT told_for[at].claim IN [c IN told_for[..at] | c.claim]
    | told_for[at]] AS claims_for,
  [at IN range(0, size(told_against) - 1) WHERE NOT told_against[at].claim
    IN [c IN told_against[..at] | c.claim] | told_against[at]] AS claims_against,
  head([c IN claims WHERE c.row.binds | c.row]) AS leading
WITH *, {DECIDED} AS verdict
RETURN place, each.root AS subject, COLLECT {{
    UNWIND [unit IN each.units WHERE unit:Policy AND unit <> each.root] AS unit
    WITH unit, any(c IN claims WHERE unit IN c.subjects) AS named,
      any(kind IN unit.conduct WHERE kind IN conduct) AS alike
    WHERE named OR alike
    RETURN unit ORDER BY named DESC, COUNT {{ (unit) (()-[:PART_OF]->()){{1,4}} (:Policy) }} DESC, unit.id
  }} AS sections, measure, conduct, rests AS grounds, verdict,
  CASE leading.stance WHEN 'CONFLICTS' THEN 'YES' WHEN 'DOES_NOT_CONFLICT' THEN 'NO' ELSE 'UNKNOWN' END
    AS reading, leading, claims_for, claims_against,
  [r IN rulings WHERE r.text IN each.units OR any(g IN rests WHERE g.text = r.text)] AS rulings,
  [unit IN each.units WHERE UNSURE(unit)
    | 'The exact day on which “' + unit.name + '” began or ended.'] AS missing
ORDER BY CASE verdict WHEN 'YES' THEN 0 WHEN 'CONTESTED' THEN 1 WHEN 'NO' THEN 2 ELSE 3 END,
  coalesce(subject.name, ''), coalesce(subject.id, ''), measure.name, measure.id"""
    )

    policy: Annotated[Text, Policy, Jurisdiction, "The policy, or the place whose policies are meant."]
    against: Annotated[
        Text | None, Obligation, LegalText, "Only this duty, or what rests on this condition or text."
    ] = None
