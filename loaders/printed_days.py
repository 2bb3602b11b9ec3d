"""Days as the Federal Register and the National Archives print them: Apr. 22, 2024."""

import datetime

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_FIRST_YEAR, _LAST_YEAR = 1789, 2199


def day(month: str, number: str, year: str) -> datetime.date | None:
    """A day that is printed as Apr. 22, 2024; None where there is no such day, or its year is misprinted."""
    try:
        found = datetime.date(int(year), MONTHS.index(month[:3]) + 1, int(number))
    except ValueError:
        return None
    return found if _FIRST_YEAR <= found.year <= _LAST_YEAR else None
