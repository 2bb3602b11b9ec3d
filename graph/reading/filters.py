"""Which records a reader sees: what is still stated, and, when a day is given, what holds on that day."""

from collections.abc import Iterable


def stated(*variables: str) -> list[str]:
    """Predicates that leave out what its dataset no longer states."""
    return [f"{each}.retired_at IS NULL" for each in variables]


def holds(day: str, *variables: str) -> list[str]:
    """Predicates that leave out what does not hold on the day; a day of null leaves out nothing."""
    return [
        test
        for each in variables
        for test in (
            f"coalesce({each}.valid_from <= ${day}, true)",
            f"coalesce({each}.valid_to > ${day}, true)",
        )
    ]


def seen(day: str | None, *variables: str) -> list[str]:
    """Predicates of what a reader sees, on a day if one may be given."""
    return [*stated(*variables), *(holds(day, *variables) if day else [])]


def either(variable: str, labels: Iterable[str]) -> str:
    """The predicate of nodes that have one of the labels."""
    return " OR ".join(f"{variable}:{label}" for label in labels)
