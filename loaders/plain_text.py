"""Text without entities and with single spaces, and where each of its characters stood before."""

import html
import re
from bisect import bisect_right

_ENTITY = re.compile(r"&(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[^\t\n\f <&#;]{1,32};?)")
"""A character reference as the HTML standard, and with it `html.unescape`, reads one."""
_WORD = re.compile(r"\S+")


class PlainText:
    """A text as it is read: entities are the characters that they stand for, spaces are single."""

    def __init__(self, given: str) -> None:
        """Read the text once; `text` is what is read."""
        self._entities = _Places()
        self._words = _Places()
        decoded = self._decoded(given)
        words: list[str] = []
        length = 0
        for word in _WORD.finditer(decoded):
            self._words.note(length, word.start(), word.end() - word.start())
            words.append(word[0])
            length += len(word[0]) + 1
        self.text = " ".join(words)

    def _decoded(self, given: str) -> str:
        pieces: list[str] = []
        length = last = 0
        for entity in _ENTITY.finditer(given):
            before, meant = given[last : entity.start()], html.unescape(entity[0])
            self._entities.note(length, last, len(before))
            self._entities.note(length + len(before), entity.start(), len(entity[0]), whole=True)
            pieces += (before, meant)
            length += len(before) + len(meant)
            last = entity.end()
        self._entities.note(length, last, len(given) - last)
        return "".join((*pieces, given[last:]))

    def given(self, begins: int, ends: int) -> tuple[int, int]:
        """Where a span of the text that is read lies in the text that was given; the span is not empty."""
        first, last = self._words.began(begins), self._words.began(ends - 1)
        return self._entities.began(first), self._entities.ended(last)


class _Places:
    """Pieces of a text, each with where it stands now and where it stood before."""

    def __init__(self) -> None:
        self._now: list[int] = []
        self._before: list[tuple[int, int, bool]] = []

    def note(self, now: int, before: int, length: int, *, whole: bool = False) -> None:
        """Add a piece; one that is taken whole has no places within it."""
        if length:
            self._now.append(now)
            self._before.append((before, length, whole))

    def began(self, place: int) -> int:
        """Where the character at a place began."""
        at = bisect_right(self._now, place) - 1
        before, _, whole = self._before[at]
        return before if whole else before + place - self._now[at]

    def ended(self, place: int) -> int:
        """Where the character at a place ended."""
        at = bisect_right(self._now, place) - 1
        before, length, whole = self._before[at]
        return before + length if whole else before + place - self._now[at] + 1
