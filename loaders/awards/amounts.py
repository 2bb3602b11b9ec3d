"""Amounts and days as the CSV publications print them."""

import datetime
import re
from decimal import Decimal
from functools import lru_cache

from schema.errors import InvalidRecord

_AMOUNT = re.compile(r"[-+]?[\d,]{1,16}(?:\.\d{1,12})?")
_AMERICAN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


def cents(text: str | None) -> int | None:
    """An amount in whole cents; None for an empty cell. Raises InvalidRecord for what is no amount."""
    if not text:
        return None
    if not _AMOUNT.fullmatch(text):
        raise InvalidRecord(f"{text[:40]} is not an amount.")
    return int((Decimal(text.replace(",", "")) * 100).to_integral_value())


def dollars(amount: int | None) -> float | None:
    """Whole cents in dollars."""
    return None if amount is None else amount / 100


@lru_cache(maxsize=50_000)
def day(text: str) -> datetime.date:
    """A day as 2017-03-27, with or without a time after it, or as 03/27/2017."""
    found = _AMERICAN.match(text)
    try:
        if found:
            month, number, year = map(int, found.groups())
            return datetime.date(year, month, number)
        return datetime.date.fromisoformat(text[:10])
    except ValueError as error:
        raise InvalidRecord(f"{text} is not a day.") from error
