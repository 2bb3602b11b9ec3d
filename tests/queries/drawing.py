"""What drawn worlds are drawn of: days, intervals and choices.

Days are few, so that intervals often meet; a choice shrinks to less.
"""

import datetime
from typing import Any, TypeVar

from hypothesis import strategies as st

from schema.values import Precision

Value = TypeVar("Value")

_FIRSTS = [datetime.date(year, month, 1) for year in (2017, 2018, 2019) for month in (1, 4, 7, 10)]
DAYS = st.sampled_from(_FIRSTS)
ASKED = st.builds(
    lambda first, after: first + datetime.timedelta(after), DAYS, st.sampled_from([0, -1, 1, 40])
)
"""Days to ask about: where intervals begin and end, just before and after, and between."""


def maybe(strategy: st.SearchStrategy[Value]) -> st.SearchStrategy[Value | None]:
    """A value, or none; it shrinks to none."""
    return st.none() | strategy


def some(choices: list[str], *, least: int = 0, most: int = 2) -> st.SearchStrategy[list[str]]:
    """Different ones of the choices."""
    return st.lists(st.sampled_from(choices), min_size=least, max_size=most, unique=True)


@st.composite
def intervals(draw: st.DrawFn, *, exact: bool) -> dict[str, Any]:
    """The fields of an interval that is not empty; either end may be open, or not known to the day."""
    begin, end = draw(maybe(DAYS)), draw(maybe(DAYS))
    if begin and end:
        begin, end = (begin, None) if begin == end else (min(begin, end), max(begin, end))
    return {
        **draw(_dated("valid_from", begin, exact=exact)),
        **draw(_dated("valid_to", end, exact=exact)),
    }


@st.composite
def _dated(draw: st.DrawFn, name: str, day: datetime.date | None, *, exact: bool) -> dict[str, Any]:
    known: list[Precision | None] = [None]
    if day and not exact:
        known += [Precision.MONTH, *([Precision.YEAR] if day.month == 1 else [])]
    return {name: day, f"{name}_precision": draw(st.sampled_from(known))}
