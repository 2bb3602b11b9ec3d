"""What a page's rows come to, compiled: measures of all and of groups of them; each node counts once."""

from collections.abc import Sequence
from typing import Any

from graph.reading import shaping
from graph.reading.shaping import Shaper, Values
from graph.reading.sources import Source, shown
from graph.reading.tree import Aggregate, Constant, GroupKey, Groups, Measure, Measured, parameter

_FUNCTIONS = {
    "count": "count({0})",
    "distinct": "count(DISTINCT {0})",
    "sum": "toFloat(sum({0}))",
    "average": "avg({0})",
    "minimum": "min({0})",
    "maximum": "max({0})",
}
_Told = Constant | Measure | Measured
_Pick = tuple[str, int | str | list[Any]]
"""A response key with the place of its value, a text, or the picks of an object."""


def aggregate(wanted: Aggregate, source: Source) -> tuple[str, Shaper]:
    """The text of a list: the measures of all rows, then each grouping; and what shapes its value."""
    told = [each for each in wanted.fields if not isinstance(each, Groups)]
    groups = [each for each in wanted.fields if isinstance(each, Groups)]
    measures: list[str] = []
    picks = _picks(told, source, measures)
    parts = [source.summed(f"RETURN [{', '.join(measures)}]")] if measures else ["[[]]"]
    made = [_groups(each, source) for each in groups]
    places = {each.key: place for place, each in enumerate(groups, start=1)}
    shapers = {each.key: shape for each, (_, shape) in zip(groups, made, strict=True)}
    parts += [text for text, _ in made]

    def shape(value: Any, values: Values) -> dict[str, Any]:
        found = _picked(picks, value[0][0])
        found |= {key: shapers[key](value[place], values) for key, place in places.items()}
        return {each.key: found[each.key] for each in wanted.fields}

    return f"[{', '.join(parts)}]", shape


def _groups(wanted: Groups, source: Source) -> tuple[str, Shaper]:
    keys = [f"{source.spot.node}.{each.name} AS k{place}" for place, each in enumerate(wanted.by)]
    measures: list[str] = []
    picks = _picks(wanted.fields, source, measures)
    named = [f"{text} AS m{place}" for place, text in enumerate(measures)]
    heads = [shown(f"k{place}", each) for place, each in enumerate(wanted.by)]
    order = ", ".join(["size DESC", *(f"k{place}" for place in range(len(keys)))])
    text = source.summed(
        f"WITH {', '.join([*keys, *named, 'count(*) AS size'])} ORDER BY {order} "
        f"LIMIT ${parameter(wanted.site, 'first')} "
        f"RETURN [[{', '.join(heads)}], [{', '.join(f'm{place}' for place in range(len(measures)))}]]"
    )
    at = {each.name: place for place, each in enumerate(wanted.by)}
    told = {field.key: _key(field, at) for field in wanted.fields if isinstance(field, GroupKey)}

    def one(row: Any, _: Values) -> dict[str, Any]:
        found = _picked(picks, row[1]) | {key: _picked(each, row[0]) for key, each in told.items()}
        return {field.key: found[field.key] for field in wanted.fields}

    return text, shaping.every(one)


def _key(field: GroupKey, at: dict[str, int]) -> list[_Pick]:
    """The values of a group's key; of what was not grouped by there is none."""
    return [
        (each.key, each.text if isinstance(each, Constant) else at.get(each.property.name, -1))
        for each in field.fields
    ]


def _picks(fields: Sequence[_Told | GroupKey], source: Source, measures: list[str]) -> list[_Pick]:
    """Where each measure's value stands; adds its expression to the measures."""
    found: list[_Pick] = []
    for field in fields:
        match field:
            case Constant():
                found.append((field.key, field.text))
            case Measure():
                measures.append(_measure(field, source.spot.node))
                found.append((field.key, len(measures) - 1))
            case Measured():
                found.append((field.key, _picks(field.fields, source, measures)))
    return found


def _picked(picks: Sequence[_Pick], row: Sequence[Any]) -> dict[str, Any]:
    return {key: _value(pick, row) for key, pick in picks}


def _value(pick: int | str | list[Any], row: Sequence[Any]) -> Any:
    if isinstance(pick, int):
        return row[pick] if pick >= 0 else None
    return pick if isinstance(pick, str) else _picked(pick, row)


def _measure(measure: Measure, node: str) -> str:
    if measure.property is None:
        return "count(*)"
    text = _FUNCTIONS[measure.function].format(f"{node}.{measure.property.name}")
    return shown(text, measure.property) if measure.function in {"minimum", "maximum"} else text
