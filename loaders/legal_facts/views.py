"""What is said of a policy's standing under 8 U.S.C. 1373: one claim a statement."""

from collections.abc import Iterator, Mapping
from typing import Any

from loaders.legal_facts import days
from loaders.legal_facts.evidence import Evidence
from loaders.source import Row
from schema.claims import About, Against, Claim, MadeBy, Stance, StatedIn
from schema.duties import Conduct
from schema.errors import InvalidRecord
from schema.model import Record
from schema.values import Confidence

SECTION_1373 = "/us/usc/t8/s1373"


def of_policy(row: Row, policy: str, told: Evidence) -> Iterator[Record]:
    """The claims in the fact's own statement of views, each apart."""
    said = row.find("section_1373_view")
    for number, view in enumerate(row.find("own.views") or (), start=1):
        yield from claim(
            f"claim-{policy}-{number}", {"about": [policy], "against": [SECTION_1373]} | view, told
        )
    if said and "own.views" not in row.raw:
        raise InvalidRecord(f"No claim tells the view that {policy} states.")


def stated(row: Row, action: str, told: Evidence) -> Iterator[Record]:
    """The claims that an action of the executive makes, in the words of its fact."""
    for number, view in enumerate(row.find("own.views") or (), start=1):
        yield from claim(f"claim-{action}-{number}", {"says": row.raw["text"], "in": [action]} | view, told)


def claim(identifier: str, view: Mapping[str, Any], told: Evidence) -> Iterator[Record]:
    """A claim with who makes it (`by`), where (`in`), of what (`about`) and measured by what (`against`)."""
    derived = told.derived | ({"confidence": Confidence(view["confidence"])} if "confidence" in view else {})
    interval = days.validity(days.beginning(view.get("since")), days.ending(view.get("to")))
    yield Claim(
        id=identifier,
        name=view["name"],
        record=told.fact,
        stance=Stance(view["stance"]),
        statement=view["says"],
        outcome=view.get("outcome"),
        bearer=view.get("bearer"),
        conduct=tuple(Conduct(each) for each in view.get("conduct", ())),
        note=view.get("note"),
        **interval | derived,
    )
    for speaker in view["by"]:
        yield MadeBy(start=identifier, end=speaker, **derived)
    for place in view.get("in", ()):
        yield StatedIn(start=identifier, end=place, **derived)
    for subject in view["about"]:
        yield About(start=identifier, end=subject, **derived)
    for measure in (*view.get("against", ()), *view.get("duties", ())):
        yield Against(start=identifier, end=measure, **derived)
