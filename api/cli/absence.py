"""What the command line says where an answer holds nothing."""

from collections.abc import Mapping
from typing import Any

from queries.coverage import Absence

_SAID = {
    Absence.NONE_KNOWN: "None is in force or known; all that would tell is loaded.",
    Absence.PARTLY_LOADED: "None is known, and some of what would tell is loaded in part only.",
    Absence.NOT_LOADED: "Nothing is known of that: not everything that would tell is loaded.",
    Absence.UNCERTAIN: "None is known; whether all that would tell is loaded, old loads do not say.",
}


def absent(coverage: Mapping[str, Any]) -> str:
    """What emptiness means, what is not loaded, and what was consulted, through which day."""
    lines = [_SAID[Absence(coverage["meaning"])]]
    if coverage["notLoaded"]:
        lines.append(f"Not loaded: {', '.join(coverage['notLoaded'])}.")
    lines.append("Consulted:" if coverage["sources"] else "Nothing was there to be consulted.")
    return "\n".join([*lines, *(f"  {_source(each)}" for each in coverage["sources"])])


def _source(source: Mapping[str, Any]) -> str:
    loaded = f"loaded on {source['loadedAt'][:10]}"
    through = f"through {source['through']}, {loaded}" if source["through"] else loaded
    part = "" if source["whole"] else ", in part"
    gaps = "".join(f"\n    lacks: {gap}" for gap in source["gaps"])
    return f"{source['title']} ({source['dataset']}), {through}{part}{gaps}"
