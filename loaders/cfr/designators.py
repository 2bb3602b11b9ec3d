"""Designators of paragraphs, by depth: (a), (1), (i), (A), and in italics (1), (i)."""

import re

FIRSTS = ("a", "1", "i", "A")
"""What the first paragraph of a level is called, down to where designators are in italics."""
_HEAD = re.compile(r"\s*\((?P<label>_?\w{1,6}_?)\)(?:\s*[-–]\s*\((?P<last>_?\w{1,6}_?)\))?")
_NEXT = re.compile(r"[\s.—–-]*(?=\()")
_RESERVED = re.compile(r"[\s.—-]*\[reserved\]", re.IGNORECASE)
_ROMAN = ((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


class Head:
    """The designators at the head of a paragraph, one after the other, and where a range of them ends."""

    def __init__(self, text: str) -> None:
        """Read the head of a text whose italics are left out, except of designators, where they are _1_."""
        self.labels: list[str] = []
        self.last: str | None = None
        self.text = text
        place: int | None = 0
        while place is not None and (found := _HEAD.match(text, place)) and _designates(found["label"]):
            self.labels.append(found["label"])
            self.last = found["last"]
            self._end = found.end()
            more = None if self.last else _NEXT.match(text, found.end())
            place = more.end() if more else None

    @property
    def reserved(self) -> bool:
        """Whether the numbers are only kept free."""
        return bool(self.labels) and bool(_RESERVED.match(self.text, self._end))


def rank(label: str, depth: int) -> int | None:
    """Which number in its row a designator is; None where it has not the form of that depth, from 0."""
    italic = label.startswith("_")
    if depth >= len(_FORMS) or italic != (depth >= len(FIRSTS)):
        return None
    return _FORMS[depth](label.strip("_"))


def double(label: str) -> bool:
    """Whether it may be a letter as well as a Roman number: (i), (v), (x), and twins such as (ii)."""
    return _letters(label) is not None and (_romans(label) is not None or len(label) > 1)


def bare(label: str) -> str:
    """The designator without the marks of italics."""
    return label.strip("_")


def marked(label: str, depth: int) -> str:
    """The designator with the marks that its depth wants."""
    return f"_{label}_" if depth >= len(FIRSTS) else label


def _designates(label: str) -> bool:
    return any(form(bare(label)) for form in _FORMS)


def _letters(label: str) -> int | None:
    if not (label.isascii() and label.isalpha() and label.islower()) or len(set(label)) != 1:
        return None
    return (len(label) - 1) * 26 + ord(label[0]) - ord("a") + 1


def _capitals(label: str) -> int | None:
    return _letters(label.lower()) if label.isupper() else None


def _digits(label: str) -> int | None:
    return int(label) if label.isascii() and label.isdecimal() else None


def _romans(label: str) -> int | None:
    rest, total = label, 0
    for value, sign in _ROMAN:
        while rest.startswith(sign):
            rest, total = rest[len(sign) :], total + value
    return total if label and not rest and _roman(total) == label else None


def _roman(number: int) -> str:
    text = ""
    for value, sign in _ROMAN:
        text, number = text + sign * (number // value), number % value
    return text


_FORMS = (_letters, _digits, _romans, _capitals, _digits, _romans)
