"""Days as the fact base writes them: 2016, 2016-09 or 2016-09-30; and half-open intervals of them."""

import calendar
import datetime
from typing import Any

import msgspec

from loaders.source import Row
from schema.values import Precision

_PRECISIONS = {4: Precision.YEAR, 7: Precision.MONTH, 10: None}


class Day(msgspec.Struct, frozen=True):
    """A day, and how exactly it is known; empty means to the day."""

    date: datetime.date
    precision: Precision | None = None


def beginning(text: object) -> Day | None:
    """The first day of what is written, or None where nothing is."""
    if text is None:
        return None
    written = str(text)
    year, month, day = (*map(int, written.split("-")), 1, 1)[:3]
    return Day(datetime.date(year, month, day), _PRECISIONS[len(written)])


def ending(text: object) -> Day | None:
    """The first day after a month or year; a whole day is itself the first on which the fact is over."""
    first = beginning(text)
    if first is None or first.precision is None:
        return first
    return Day(_after(first), first.precision)


def after(text: object) -> Day | None:
    """The first day after what is written as a last one."""
    last = ending(text)
    if last is None or last.precision is not None:
        return last
    return Day(last.date + datetime.timedelta(days=1))


def date(text: object) -> datetime.date | None:
    """The first day of what is written, without its precision."""
    day = beginning(text)
    return day.date if day else None


def fiscal_year_begins(year: int) -> Day:
    """The first day of a federal fiscal year: 1 October of the year before."""
    return Day(datetime.date(year - 1, 10, 1))


def interval(row: Row, *names: str) -> dict[str, Any]:
    """Validity from the first of the named dates that is given; what we read out of the text goes first."""
    begins = [row.find(name) for name in ("own.from", *names)]
    ends = [row.find(name) for name in ("own.to", "dates.to")]
    return validity(beginning(_first(begins)), ending(_first(ends)))


def validity(begins: Day | None, ends: Day | None = None) -> dict[str, Any]:
    """The four properties of an interval that are known."""
    known = {
        "valid_from": begins and begins.date,
        "valid_from_precision": begins and begins.precision,
        "valid_to": ends and ends.date,
        "valid_to_precision": ends and ends.precision,
    }
    return {name: value for name, value in known.items() if value is not None}


def dated(name: str, text: object) -> dict[str, Any]:
    """A property that holds a day, and the one beside it that holds its precision."""
    day = beginning(text)
    known = {name: day and day.date, f"{name}_precision": day and day.precision}
    return {each: value for each, value in known.items() if value is not None}


def _first(values: list[Any]) -> Any:
    return next((value for value in values if value is not None), None)


def _after(day: Day) -> datetime.date:
    if day.precision is Precision.YEAR:
        return datetime.date(day.date.year + 1, 1, 1)
    length = calendar.monthrange(day.date.year, day.date.month)[1]
    return day.date + datetime.timedelta(days=length)
