"""What a rule's clauses say in words only: how far it reaches, and what it covers beyond its lists."""

from collections.abc import Mapping

from loaders.source import Row

WHOLE = "entity_wide"
_PHRASES: Mapping[str, str] = {
    "subpart": "{}",
    "subprogram": "{}",
    "retention_months": "retention for {} months",
    "strength": "it says {}, not must",
    "bond_threshold": "bonds above the {}",
    "mostly": "mostly {}",
    "subrecipient_duty": "of subrecipients, {}",
    "candidacy_ban_if": "the ban on candidacy binds if {}",
    "carve_outs": "carve-outs: {}",
}


def spoken(word: str) -> str:
    """A word of the fact base's vocabulary as people say it."""
    return word.replace("_", " ")


def also_covers(row: Row) -> str | None:
    """The programs that a rule means beside those that it lists by number."""
    scope, by_number = row.fields.get("scope"), row.raw.get("applies_to.program_prefix")
    statutes, basis = row.find("authorising_statutes"), row.find("basis")
    phrases = [
        row.take("scope") if scope and scope != WHOLE and not by_number else None,
        f"programs authorized by {', '.join(statutes)}" if statutes else None,
        basis,
    ]
    return "; ".join(filter(None, phrases)) or None


def reach(row: Row, activity: str | None) -> str | None:
    """How far a rule reaches within what it binds: our words, else those of its clauses."""
    scope, included = row.find("scope"), row.find("includes_assistance_types")
    years, since = row.find("period_years"), row.find("runs_from")
    said = {name: row.find(name) for name in _PHRASES}
    phrases = [
        "the whole entity" if scope == WHOLE else scope,
        f"includes {', '.join(map(spoken, included))}" if included else None,
        f"{years} years from the {since}" if years else None,
        spoken(activity) if activity and " " in activity else None,
        *(_PHRASES[name].format(value) for name, value in said.items() if value),
    ]
    return row.find("own.reach") or "; ".join(filter(None, phrases)) or None
