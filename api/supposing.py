"""`whatIf`: the root field that asks questions of one supposition, by their own texts."""

import msgspec
from strawberry.types.field import StrawberryField

from api.asking import Answers
from api.fields import empty, field, fill
from queries.question import Question, Supposing, slots

WHAT_IF = "whatIf"
SUPPOSED = "WhatIf"
_OWN = {each.name for each in msgspec.structs.fields(Supposing)} - {"known_at"}
_SENTENCE = (
    "Questions as they would be answered with what is named set aside or assumed; nothing is written. "
    "Naming nothing, the answers are the plain ones."
)


def what_if(asked: list[type[Question]], answers: Answers) -> StrawberryField | None:
    """The root field, if any of the questions may be asked of a supposition."""
    supposing = [cls for cls in asked if issubclass(cls, Supposing)]
    if not supposing:
        return None
    own = {slot.field for slot in slots(Supposing) if slot.name in _OWN}
    roots = {cls.field(): answers.root(cls) for cls in supposing}
    shared = [each for each in next(iter(roots.values())).arguments if each.graphql_name in own]
    for root in roots.values():
        root.arguments = [each for each in root.arguments if each.graphql_name not in own]
    kind = fill(empty(SUPPOSED), roots, _SENTENCE)
    return field(WHAT_IF, kind | None, _SENTENCE, shared)
