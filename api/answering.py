"""Questions as an operation asks them: their texts, and what is wanted of their answers."""

from graphql import FieldNode

from api import sites
from api.asking import COVERAGE
from api.shapes import Shapes
from api.sites import has
from api.walking import QUESTION, Details, Path
from graph.reading import sources
from graph.reading.tree import (
    Answered,
    Asked,
    Beside,
    Column,
    Constant,
    Finder,
    Named,
    Nested,
    Plain,
    Total,
)
from queries.coverage import Coverage, coverage
from queries.holding import Frame
from queries.question import Answer, Question, Slot, Supposing, guarded, named, resolved, slots


class Answering(Shapes):
    """The questions of an operation."""

    def _question(self, path: Path, details: Details, node: FieldNode) -> Asked:
        question = self._names.questions[node.name.value]
        most = self._settings.first_nested if question.many else 0
        number = self._site("Query", node, path, None, most)
        self.sites[number].binder = sites.asked(number, question)
        self._weigh(QUESTION)
        frame = _frame(node, question)
        return Asked(
            key=path[-1],
            site=number,
            dated=has(node, "asOf"),
            finders=tuple(Finder(slot.name, resolved(slot, frame)) for slot in named(question, frame)),
            text=guarded(question, frame),
            parameters=tuple(slot.name for slot in slots(question)),
            names=tuple(slot.name for slot in slots(question.answer)),
            columns=()
            if question.many
            else self._columns(question.answer, details, path, number, question, known=frame.known),
            parts=self._answer_parts(question, details, path, number, known=frame.known)
            if question.many
            else (),
        )

    def _answer_parts(
        self, question: type[Question], details: Details, path: Path, above: int, *, known: bool
    ) -> tuple[Constant | Total | Answered | Beside, ...]:
        kind = self._kind("Query", details[0].node)
        return tuple(
            self._answer_part(key, kind, question, each, (*path, key), above, known=known)
            for key, each in self._fields(kind, details)
        )

    def _answer_part(
        self,
        key: str,
        kind: str,
        question: type[Question],
        details: Details,
        path: Path,
        above: int,
        *,
        known: bool,
    ) -> Constant | Total | Answered | Beside:
        match details[0].node.name.value:
            case "rows":
                return Answered(key, self._columns(question.answer, details, path, above))
            case "total":
                return Total(key)
            case "coverage":
                return self._coverage(key, question, details, path, above, known=known)
            case _:
                return Constant(key, kind)

    def _coverage(
        self, key: str, question: type[Question], details: Details, path: Path, above: int, *, known: bool
    ) -> Beside:
        self._weigh(1)
        return Beside(key, coverage(question, known=known), self._columns(Coverage, details, path, above))

    def _columns(
        self,
        answer: type[Answer],
        details: Details,
        path: Path,
        above: int,
        question: type[Question] | None = None,
        *,
        known: bool = False,
    ) -> tuple[Column, ...]:
        """The columns of an answer; of the one row of a `question`, its coverage is one."""
        kind = self._kind("Query", details[0].node) if question else answer.__name__
        found = {slot.field: slot for slot in slots(answer)}
        return tuple(
            self._coverage(key, question, each, (*path, key), above, known=known)
            if question and each[0].node.name.value == COVERAGE
            else self._column(key, found.get(each[0].node.name.value), kind, each, (*path, key), above)
            for key, each in self._fields(kind, details)
        )

    def _column(
        self, key: str, slot: Slot | None, kind: str, details: Details, path: Path, above: int
    ) -> Column:
        if slot is None:
            return Constant(key, kind)
        if slot.node or slot.nested:
            above = self._times(kind, details[0].node, path, above) if slot.many else above
        if slot.node:
            shape = self._shape(slot.node.__name__, details, path, above)
            return Named(key, slot.name, slot.many, slot.optional, shape)
        if slot.nested:
            columns = self._columns(slot.nested, details, path, above)
            return Nested(key, slot.name, slot.many, slot.optional, columns)
        moment = bool(slot.value and slot.value.scalar in sources.TEXTUAL)
        return Plain(key, slot.name, moment, slot.many, slot.optional)


def _frame(node: FieldNode, question: type[Question]) -> Frame:
    """What a question is asked under: which of its texts, by the arguments that the document has."""
    supposed = has(node, "without") or has(node, "assume")
    return Frame(known=has(node, "knownAt"), supposed=supposed and issubclass(question, Supposing))
