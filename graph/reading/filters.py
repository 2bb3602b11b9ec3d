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


def after(keys: Iterable[str], names: Iterable[str]) -> str:
    """The predicate of what comes later in the order of the keys than the position in the parameters."""
    (key, name), *rest = zip(keys, names, strict=True)
    if not rest:
        return f"{key} > ${name}"
    deeper = after(*zip(*rest, strict=True))
    return f"({key} > ${name} OR ({key} = ${name} AND {deeper}))"


def either(variable: str, labels: Iterable[str]) -> str:
    """The predicate of nodes that have one of the labels."""
    return " OR ".join(f"{variable}:{label}" for label in labels)
