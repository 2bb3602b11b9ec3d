"""Where the paragraphs of a section stand, told by the designators at their heads.

A designator may mean two things: (i) after (h)(1) is the next paragraph, or the first one under (h)(1). All
readings are followed to the end of the section, and a paragraph is told only where one reading is left.
Lists inside what has no designator, as in definitions, are not told: they have no place of their own.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from loaders.cfr.designators import FIRSTS, Head, bare, double, marked, rank

Path = tuple[str, ...]
Step = dict[Path, set[Path]]
"""The paths that a paragraph can have, each with those before it that lead to it."""
_WIDEST_GAP = 4


def paths(heads: Sequence[Head]) -> list[Path]:
    """Each paragraph's path, such as (a, 4); empty where it has no designator or is in doubt."""
    readings = _Readings()
    for head in heads:
        readings.take(head)
    return readings.told()


def opened(path: Path, head: Head) -> Iterator[Path]:
    """The units that begin at a head: for (a)(1) they are (a) and (a)(1); a range has no unit."""
    first = len(path) - len(head.labels) + 1
    for length in range(first, len(path) + (1 if head.last is None else 0)):
        if path:
            yield path[:length]


class _Readings:
    """The paths that the paragraphs so far can have."""

    def __init__(self) -> None:
        self._steps: list[Step] = []
        self._states: set[Path] = {()}
        self._above: dict[Path, str] = {}
        self._doubtful: set[Path] = set()
        self._loose = False

    def take(self, head: Head) -> None:
        step = self._step(head) if head.labels else {}
        self._steps.append(step)
        if step:
            self._doubt_opened(step, head)
            self._states = set(step)
            self._above = dict.fromkeys(step, head.text)
        elif head.labels and bare(head.labels[0]) in FIRSTS:
            depth = FIRSTS.index(bare(head.labels[0]))
            self._doubtful |= {state[:depth] for state in self._states if len(state) >= depth}
        self._loose = not head.labels

    def told(self) -> list[Path]:
        """What is left of the readings, from the end backwards."""
        found: list[Path] = []
        states = self._states
        for step in reversed(self._steps):
            path = next(iter(states)) if step and len(states) == 1 else ()
            found.append(() if self._in_doubt(path) else path)
            if step:
                states = {before for state in states for before in step[state]}
        return found[::-1]

    def _step(self, head: Head) -> Step:
        label = head.labels[0]
        return self._followed(head, lambda path: _next(path, label)) or self._followed(
            head, lambda path: _later(path, label, self._above.get(path, ""))
        )

    def _followed(self, head: Head, follow: Callable[[Path], Iterator[Path]]) -> Step:
        found: defaultdict[Path, set[Path]] = defaultdict(set)
        for state in self._states:
            for path in follow(state):
                whole = _whole(path, head)
                if whole:
                    found[whole].add(state)
        return dict(found)

    def _doubt_opened(self, step: Step, head: Head) -> None:
        """A list that begins after words without a designator is theirs, save at the head of a section."""
        if self._loose:
            for path, before in step.items():
                start = path[: len(path) - len(head.labels)]
                self._doubtful |= {state for state in before if state and state == start}

    def _in_doubt(self, path: Path) -> bool:
        return any(path[:length] in self._doubtful for length in range(len(path)))


def _whole(path: Path, head: Head) -> Path | None:
    """The path after all designators of a head: each after the first opens a level; a range ends it."""
    for label in head.labels[1:]:
        if rank(label, len(path)) != 1:
            return None
        path = (*path, bare(label))
    if head.last is None:
        return path
    depth = len(path) - 1
    last = rank(head.last, depth)
    return (*path[:-1], bare(head.last)) if last and last > _number(path, depth) else None


def _next(path: Path, label: str) -> Iterator[Path]:
    """The next one at any open level, or the first of a new level."""
    for depth in range(len(path)):
        if rank(label, depth) == _number(path, depth) + 1:
            yield (*path[:depth], bare(label))
    if rank(label, len(path)) == 1:
        yield (*path, bare(label))


def _later(path: Path, label: str, text: str) -> Iterator[Path]:
    """One after a gap; or the second of a level whose first stands inside the text above."""
    for depth in range(len(path)):
        gap = (rank(label, depth) or 0) - _number(path, depth)
        if 0 < gap <= _WIDEST_GAP and not double(label):
            yield (*path[:depth], bare(label))
    first = FIRSTS[len(path)] if 0 < len(path) < len(FIRSTS) else None
    if first and rank(label, len(path)) == 2 and f"({first})" in text:
        yield (*path, bare(label))


def _number(path: Path, depth: int) -> int:
    return rank(marked(path[depth], depth), depth) or 0
