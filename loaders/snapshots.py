"""Dated lists of agreements turned into histories: which agency was listed for which model on which days.

An agency keeps its number where the list gives one. An agency without one, or one whose spelling changes by
a letter or a form of words when the other vanishes, is the same agency under another name.
"""

import datetime
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress

import msgspec
from rapidfuzz.distance import Levenshtein

from schema.errors import InvalidRecord

_HALVES = {"": 0, "am": 1, "pm": 2}
_NOTHING = frozenset({"", "NA", "N/A"})
_IDLE = frozenset({"the", "of", "city", "town", "village", "office", "offic", "department", "departent"})


class Snapshot(msgspec.Struct, frozen=True, order=True):
    """One published list: its day and, where it was taken more than once, the half of the day."""

    day: datetime.date
    half: int


class Listed(msgspec.Struct):
    """One agency, as the lists print it over time."""

    state: str
    number: str | None
    names: dict[str, None]
    counties: dict[str, None]
    kind: str | None
    ori: str | None
    line: int
    models: dict[str, set[Snapshot]]
    again: set[str]

    @property
    def snapshots(self) -> set[Snapshot]:
        """The lists that have it."""
        return set().union(*self.models.values())

    @property
    def slug(self) -> str:
        """What identifies it: its number when it was first listed, or its state and first name."""
        name, state = next(iter(self.names)).lower(), self.state.lower()
        printed = name if name.startswith(state) else f"{state} {name}"
        return self.number or re.sub(r"[^a-z0-9]+", "-", printed).strip("-")


class Interval(msgspec.Struct, frozen=True):
    """From the first list that has an agreement to the first that lacks it, and the lists around these."""

    begins: datetime.date
    ends: datetime.date | None
    before: datetime.date | None
    last: datetime.date


class Snapshots:
    """All lists read so far."""

    def __init__(self) -> None:
        """Begin with none."""
        self.columns: dict[str, None] = {}
        self._every: set[Snapshot] = set()
        self._listed: dict[tuple[str, ...], Listed] = {}

    def add(self, line: int, row: Mapping[str, str]) -> None:
        """Take one row of a list; raises InvalidRecord when it names no day, agency or model."""
        snapshot, agency = _snapshot(row["date"]), _agency(line, row)
        self.columns |= dict.fromkeys(row)
        key = (agency.number,) if agency.number else (agency.state, *agency.names)
        known = self._listed.setdefault(key, agency)
        models = known.models.setdefault(row["type"], set())
        if snapshot in models:
            known.again.add(row["type"])
        models.add(snapshot)
        self._every.add(snapshot)
        _join(known, agency)

    @property
    def days(self) -> tuple[datetime.date, ...]:
        """The days with a list, in order."""
        return tuple(sorted({each.day for each in self._every}))

    def agencies(self) -> Iterator[Listed]:
        """Each agency once, in the order of the lists, under all its names."""
        order = sorted(self._every)
        earlier: list[Listed] = []
        for each in sorted(self._listed.values(), key=lambda one: (min(one.snapshots), one.line)):
            same = next((one for one in earlier if _continues(one, each, order)), None)
            if same is None:
                earlier.append(each)
            else:
                for model, snapshots in each.models.items():
                    same.models.setdefault(model, set()).update(snapshots)
                same.again |= each.again
                _join(same, each)
        yield from earlier

    def intervals(self, listed: set[Snapshot]) -> list[Interval]:
        """The intervals of an agreement that these lists have; of a day's lists the last one counts."""
        last = {each.day: each for each in sorted(self._every)}
        found: list[Interval] = []
        begins: datetime.date | None = None
        since: datetime.date | None = None
        before: datetime.date | None = None
        for day, snapshot in last.items():
            if snapshot in listed and begins is None:
                begins, since = day, before
            elif snapshot not in listed and begins is not None and before is not None:
                found.append(Interval(begins, day, since, before))
                begins = None
            before = day
        if begins is not None and before is not None:
            found.append(Interval(begins, None, since, before))
        return found


def something(text: str) -> str | None:
    """The text, or None where the list says that it knows nothing."""
    return None if text.strip() in _NOTHING else text.strip()


def day(printed: str) -> datetime.date | None:
    """The day of a list, or None where its date can not be read."""
    with suppress(InvalidRecord):
        return _snapshot(printed).day
    return None


def _snapshot(printed: str) -> Snapshot:
    text, _, half = printed.strip().partition(" ")
    try:
        snapshot = Snapshot(datetime.date.fromisoformat(text), _HALVES[half])
    except (KeyError, ValueError) as error:
        reason = f"The date {printed!r} is not a day such as 2025-05-16 or 2025-05-16 am."
        raise InvalidRecord(reason) from error
    return snapshot


def _agency(line: int, row: Mapping[str, str]) -> Listed:
    for name in ("state", "agency", "type"):
        if not something(row[name]):
            raise InvalidRecord(f"Field {name} is missing or empty.")
    county = something(row["county"])
    return Listed(
        state=row["state"].strip(),
        number=something(row["agency_id"]),
        names={" ".join(row["agency"].split()): None},
        counties={county: None} if county else {},
        kind=something(re.sub(r"^\(\d+\) ", "", row["agency_type"])),
        ori=something(row["ori"]),
        line=line,
        models={},
        again=set(),
    )


def _join(known: Listed, other: Listed) -> None:
    """Add what the second says of the agency; the latest name and county come last."""
    for kept, fresh in ((known.names, other.names), (known.counties, other.counties)):
        for each in fresh:
            kept[each] = None
    known.kind = known.kind or other.kind
    known.ori = known.ori or other.ori


def _continues(earlier: Listed, later: Listed, order: list[Snapshot]) -> bool:
    """Whether the later one is the earlier one under another name: it comes with the list that lacks it."""
    if earlier.state != later.state or (earlier.number and later.number):
        return False
    ended, began = order.index(max(earlier.snapshots)), order.index(min(later.snapshots))
    before, after = list(earlier.names)[-1], next(iter(later.names))
    return (ended < began and before == after) or (ended + 1 == began and _alike(before, after))


def _alike(before: str, after: str) -> bool:
    """Whether two names differ in words of no weight, or by one letter."""
    return Levenshtein.distance(_weighty(before), _weighty(after)) <= 1


def _weighty(name: str) -> str:
    words = re.sub(r"[^a-z0-9& ]", "", name.split(" / ", maxsplit=1)[0].lower()).split()
    return " ".join(word for word in words if word not in _IDLE)
