"""The courts of a drawn world: cases, rulings that hold and undo, reliefs of each scope, and what stays them.

`lawsuits` draws two lists: the parties, which the dataset of places states; and what the courts' one does.
"""

from typing import Any

from hypothesis import strategies as st

from schema.courts import (
    Case,
    Court,
    CourtLevel,
    DecidedIn,
    EndedBy,
    Enjoins,
    Holds,
    LimitedTo,
    OrderedBy,
    Outcome,
    PartyTo,
    Protects,
    Relief,
    Reverses,
    Role,
    RuledBy,
    Ruling,
    RulingKind,
    Scope,
    SitsOver,
    Stays,
    Vacates,
)
from schema.model import Record
from schema.places import JurisdictionKind
from tests.queries.drawing import DAYS, intervals, maybe, some

_OUTCOMES = [Outcome.LAWFUL, Outcome.UNLAWFUL, Outcome.UNLAWFUL_AS_APPLIED, Outcome.NOT_DECIDED]


@st.composite
def lawsuits(
    draw: st.DrawFn, where: list[str], listings: list[str], texts: list[str], *, exact: bool, nationwide: bool
) -> tuple[list[Record], list[Record]]:
    """One case, up to three rulings and as many reliefs, the first of which may have to be nationwide."""
    parties: list[Record] = [
        PartyTo(start=place, end="t/case", role=Role.PLAINTIFF) for place in draw(some(where))
    ]
    made: list[Record] = [
        Court(id="t/trial", name="Test trial court", level=CourtLevel.TRIAL, rank=1),
        Court(id="t/appeals", name="Test court of appeals", level=CourtLevel.APPEALS, rank=2),
        Court(id="t/supreme", name="Test supreme court", level=CourtLevel.SUPREME, rank=3),
        *(SitsOver(start="t/trial", end=place) for place in draw(some(where, most=1))),
        SitsOver(start="t/appeals", end="t/state"),
        Case(id="t/case", name="Test case"),
    ]
    rulings: list[str] = []
    for n in range(1, draw(st.integers(1, 3)) + 1):
        made += draw(_ruling(f"t/ruling/{n}", texts, rulings))
        rulings.append(f"t/ruling/{n}")
    for n in range(1, draw(st.integers(int(nationwide), 3)) + 1):
        scopes = [Scope.NATIONWIDE] if nationwide and n == 1 else list(Scope)
        scope = draw(st.sampled_from(scopes))
        made += draw(_relief(f"t/relief/{n}", scope, where, listings, texts, rulings, exact=exact))
    return parties, made


@st.composite
def _ruling(draw: st.DrawFn, name: str, texts: list[str], earlier: list[str]) -> list[Record]:
    said = st.tuples(st.sampled_from(texts), st.sampled_from(_OUTCOMES))
    made: list[Record] = [
        Ruling(id=name, name=name, kind=RulingKind.JUDGMENT, decided_on=draw(DAYS)),
        RuledBy(start=name, end=draw(st.sampled_from(["t/trial", "t/appeals", "t/supreme"]))),
        *(
            Holds(start=name, end=text, outcome=outcome)
            for text, outcome in draw(st.lists(said, max_size=2, unique=True))
        ),
    ]
    if draw(st.booleans()):
        made.append(DecidedIn(start=name, end="t/case"))
    if earlier and (undone := draw(maybe(st.sampled_from(earlier)))):
        undoes = draw(st.sampled_from([Reverses, Vacates]))
        made.append(undoes(start=name, end=undone, in_part=draw(st.booleans())))
    return made


@st.composite
def _relief(
    draw: st.DrawFn,
    name: str,
    scope: Scope,
    where: list[str],
    listings: list[str],
    texts: list[str],
    rulings: list[str],
    *,
    exact: bool,
) -> list[Record]:
    fields: dict[str, Any] = draw(intervals(exact=exact))
    if scope is Scope.CLASS:
        fields["unlisted_kinds"] = (draw(st.sampled_from([JurisdictionKind.PLACE, JurisdictionKind.STATE])),)
    made: list[Record] = [
        Relief(id=name, name=name, scope=scope, **fields),
        *(OrderedBy(start=name, end=ruling) for ruling in draw(some(rulings))),
        *(Enjoins(start=name, end=text) for text in draw(some(texts, least=1))),
        *(LimitedTo(start=name, end=listing) for listing in draw(some(listings, most=1))),
        *(EndedBy(start=name, end=ruling) for ruling in draw(some(rulings, most=1)) if fields["valid_to"]),
    ]
    for place in draw(some(where)):
        covered = draw(st.booleans())
        made.append(Protects(start=name, end=place, includes_subdivisions=covered))
    for ruling in draw(some(rulings)):
        fields = {"outside_parties_only": draw(st.booleans()), **draw(intervals(exact=exact))}
        made.append(Stays(start=ruling, end=name, **fields))
    return made
