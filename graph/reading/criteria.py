"""What rows must satisfy, compiled: predicates over a node, and over the relationship that led to it.

A test of what a record does not tell is false, also under a negation, which then holds.
"""

from collections.abc import Iterator

import msgspec

from graph.reading.filters import either, seen
from graph.reading.tree import Criterion, Every, Kind, Linked, Not, Quantifier, Some, Test
from schema.registry import Link
from schema.values import Mark

_OPERATORS = {
    "eq": "{0} = {1}",
    "in": "{0} IN {1}",
    "lt": "{0} < {1}",
    "lte": "{0} <= {1}",
    "gt": "{0} > {1}",
    "gte": "{0} >= {1}",
    "contains": "{0} CONTAINS {1}",
    "startsWith": "{0} STARTS WITH {1}",
    "endsWith": "{0} ENDS WITH {1}",
    "isNull": "({0} IS NULL) = {1}",
    "has": "{1} IN {0}",
    "hasAny": "any(each IN {1} WHERE each IN {0})",
    "isEmpty": "(size(coalesce({0}, [])) = 0) = {1}",
}
_ANCHORS = ("eq", "in")


class Place(msgspec.Struct, frozen=True):
    """Where a criterion is tested: variables of a node and of what led to it, how deep, and the day."""

    node: str
    edge: str | None
    depth: int
    day: str | None

    def beyond(self) -> "Place":
        """The next place, at the other end of a link."""
        depth = self.depth + 1
        return Place(f"m{depth}", f"f{depth}", depth, self.day)


def predicate(criterion: Criterion, at: Place, *, denied: bool = False) -> str:
    """The predicate of a criterion; one that is `denied` must not be null."""
    match criterion:
        case Test():
            return _test(criterion, at, denied=denied)
        case Kind():
            return f"({either(at.node, criterion.labels) or 'false'})"
        case Every():
            return _joined(" AND ", [predicate(part, at, denied=denied) for part in criterion.parts], "true")
        case Some():
            return _joined(" OR ", [predicate(part, at, denied=denied) for part in criterion.parts], "false")
        case Not():
            return f"NOT {predicate(criterion.part, at, denied=True)}"
        case Linked():
            return _linked(criterion, at)


def pattern(link: Link, at: Place, to: Place) -> str:
    """The pattern of a link from one place to the next."""
    return f"({at.node}){arrow(link, to.edge or '')}({to.node}:{link.other})"


def arrow(link: Link, edge: str) -> str:
    """A link's relationship in a pattern, as the variable `edge`, from where it is seen."""
    return f"-[{edge}:{link.edge.name}]->" if link.outgoing else f"<-[{edge}:{link.edge.name}]-"


def parted(criterion: Criterion | None, at: Place) -> tuple[list[tuple[str, str]], Criterion | None]:
    """Patterns, with their predicates, that begin at ends which an index knows; and what is left to test.

    Where there are patterns they repeat rows.
    """
    parts = list(_required(criterion))
    for each in parts:
        if isinstance(each, Linked) and each.quantifier is Quantifier.SOME and _anchored(each.criterion):
            depth = at.depth + 1
            to = Place(f"j{depth}", f"k{depth}", depth, at.day)
            deeper, rest = parted(each.criterion, to)
            tests = [*seen(at.day, f"k{depth}", to.node), *([predicate(rest, to)] if rest else [])]
            left = tuple(part for part in parts if part is not each)
            found = (pattern(each.link, at, to), " AND ".join(tests))
            return [found, *deeper], Every(left) if left else None
    return [], criterion


def _test(test: Test, at: Place, *, denied: bool) -> str:
    variable = at.edge if test.edge else at.node
    text = _OPERATORS[test.operator].format(f"{variable}.{test.property.name}", f"${test.parameter}")
    return f"coalesce({text}, false)" if denied else text


def _linked(linked: Linked, at: Place) -> str:
    to = at.beyond()
    every = linked.quantifier is Quantifier.ALL
    inner = predicate(linked.criterion, to, denied=every)
    tests = [*seen(at.day, to.edge or "", to.node), f"NOT {inner}" if every else inner]
    found = f"EXISTS {{ MATCH {pattern(linked.link, at, to)} WHERE {' AND '.join(tests)} }}"
    return found if linked.quantifier is Quantifier.SOME else f"NOT {found}"


def _joined(word: str, parts: list[str], empty: str) -> str:
    if len(parts) == 1:
        return parts[0]
    return f"({word.join(parts)})" if parts else empty


def _required(criterion: Criterion | None) -> Iterator[Criterion]:
    """What every row must satisfy."""
    if isinstance(criterion, Every):
        for part in criterion.parts:
            yield from _required(part)
    elif criterion:
        yield criterion


def _anchored(criterion: Criterion) -> bool:
    """Whether an index finds the few nodes that satisfy it."""
    return any(
        _indexed(each)
        if isinstance(each, Test)
        else isinstance(each, Linked) and each.quantifier is Quantifier.SOME and _anchored(each.criterion)
        for each in _required(criterion)
    )


def _indexed(test: Test) -> bool:
    marks = test.property.marks
    return not test.edge and test.operator in _ANCHORS and bool({Mark.KEY, Mark.INDEXED} & marks)
