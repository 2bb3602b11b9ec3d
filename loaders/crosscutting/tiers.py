"""When a rule applies, and what it took before: each share that was another at another time is a tier."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from loaders.legal_facts import days
from loaders.legal_facts.days import Day
from loaders.legal_facts.evidence import told_elsewhere
from loaders.source import Row
from schema.errors import InvalidRecord
from schema.rules import Rule
from schema.values import Confidence

_YEARS = re.compile(r"FY(\d{4})-(\d{4})")
_BEFORE = re.compile(r"before FY(\d{4})")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_EARLIER = "sanction.earlier_percent."


class EarlierTier(msgspec.Struct, frozen=True, kw_only=True):
    """A rule as it stood for a time: what was different then, and the shares that its words give instead."""

    name: str
    begins: Day | None
    ends: Day | None
    own: Mapping[str, Any]
    shares: Mapping[Any, Any]

    def of(self, rule: Rule) -> Rule:
        """The tier of the rule that the fact states."""
        bounds = dict.fromkeys(("valid_from", "valid_from_precision", "valid_to", "valid_to_precision"))
        words = {name: _reworded(getattr(rule, name), self.shares) for name in ("summary", "penalty")}
        return msgspec.structs.replace(
            rule,
            id=f"{rule.id}/{self.name.replace(' ', '-').lower()}",
            record=None,
            name=f"{rule.name} ({self.name})",
            aliases=(),
            **{**words, **bounds, **days.validity(self.begins, self.ends), **self.own},
        )


def interval(row: Row) -> dict[str, Any]:
    """A fact gives the last day on which a rule applies; where shares changed it is told of the latest."""
    current, clause = row.find("current_tier_from"), str(row.fields.get("from"))
    stated = clause if _DAY.fullmatch(clause) else row.fields.get("dates.from")
    latest = [each["from"] for each in row.find("percentages") or () if "to" not in each]
    told_elsewhere(row, "from", "to", "dates.from", "apportionments")
    begins = days.beginning(row.find("own.from") or next(iter(latest), None) or stated)
    ends = days.after(row.find("own.to") or row.find("dates.to"))
    return days.validity(_fiscal_year(current) if current else begins, ends)


def tiers(row: Row) -> Iterator[EarlierTier]:
    """The tiers before the latest."""
    for tier in row.fields.get("percentages") or ():
        if "to" in tier:
            yield _stated(tier, row.fields["percentages"][-1])
    yield from _earlier(row)
    for tier in row.find("own.tiers") or ():
        own = {name: value for name, value in tier.items() if name not in {"name", "from", "to"}}
        own |= {"confidence": Confidence(own["confidence"])}
        begins, ends = days.beginning(tier.get("from")), days.after(tier.get("to"))
        yield EarlierTier(name=tier["name"], begins=begins, ends=ends, own=own, shares={})


def _stated(tier: Mapping[str, Any], latest: Mapping[str, Any]) -> EarlierTier:
    """A tier that the fact writes out, with the share of records below which it was taken."""
    share, records = tier["max_percent"], tier["below_records_percent"]
    return EarlierTier(
        name=f"{tier['from'][:4]} to {tier['to'][:4]}",
        begins=days.beginning(tier["from"]),
        ends=days.after(tier["to"]),
        own={
            "penalty_percent": share,
            "penalty_at_most": True,
            "penalty_mandatory": tier["mandatory"],
            "penalty_trigger": f"fewer than {records} percent of the records",
        },
        shares={latest["percent"]: share, latest["below_records_percent"]: records},
    )


def _earlier(row: Row) -> Iterator[EarlierTier]:
    """Earlier shares by fiscal years; a first and a later share stand for all years before the latest."""
    current, now = row.fields.get("current_tier_from"), row.fields.get("sanction.percent")
    told = {
        name.removeprefix(_EARLIER): row.take(name) for name in list(row.fields) if name.startswith(_EARLIER)
    }
    first, later = told.pop("first", None), told.pop("later", None)
    if later is not None:
        shares = {now: later, row.fields.get("sanction.first_percent"): first}
        yield _before(row, str(current), {"penalty_percent": later, "penalty_first_percent": first}, shares)
    for words, share in told.items():
        own, shares = {"penalty_percent": share}, {now: share}
        years = _YEARS.fullmatch(words)
        if years:
            begins, ends = _fiscal_year(years[1]), _fiscal_year(str(int(years[2]) + 1))
            yield EarlierTier(name=words, begins=begins, ends=ends, own=own, shares=shares)
        elif before := _BEFORE.fullmatch(words):
            yield _before(row, before[1], own, shares)
        else:
            raise InvalidRecord(f"The years {words} of an earlier share can not be read.")


def _before(row: Row, year: str, own: Mapping[str, Any], shares: Mapping[Any, Any]) -> EarlierTier:
    begins = days.beginning(row.fields.get("dates.from"))
    name = f"before FY{year.removeprefix('FY')}"
    return EarlierTier(name=name, begins=begins, ends=_fiscal_year(year), own=own, shares=shares)


def _fiscal_year(text: str) -> Day:
    """The first day of a federal fiscal year that is written as FY2012 or 2012."""
    return days.fiscal_year_begins(int(text.removeprefix("FY")))


def _reworded(text: str | None, shares: Mapping[Any, Any]) -> str | None:
    """A sentence with the shares of the tier for those of the latest."""
    if text is None:
        return None
    written = {f"{now:g}": then for now, then in shares.items() if now is not None}
    return re.sub(
        r"\b([\d.]+)(?= percent)", lambda found: f"{written.get(found[1], float(found[1])):g}", text
    )
