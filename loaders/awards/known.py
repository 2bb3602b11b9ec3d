"""What the graph already tells a load of awards: governments, and since when awards are made."""

import datetime
from collections.abc import Callable
from functools import cached_property, lru_cache

import msgspec

from graph.store import Store
from loaders.awards.holders import Governments, Holder, Match, Place
from loaders.awards.transactions import Whole

_GOVERNMENTS = """
MATCH (place:Jurisdiction)
WHERE place.kind IN ['STATE', 'DISTRICT', 'TERRITORY', 'COUNTY', 'PLACE', 'CONSOLIDATED_CITY_COUNTY']
  AND place.state IS NOT NULL AND place.valid_to IS NULL AND place.retired_at IS NULL
RETURN place.id AS id, place.name AS name, place.kind AS kind, place.state AS state, place.geoid AS geoid,
  coalesce(place.aliases, []) AS aliases"""
_BEGUN = """
MATCH (award:Award {id: $award}) WHERE award.obligated_on IS NOT NULL AND award.retired_at IS NULL
RETURN toString(award.obligated_on) AS day"""
_FROM_FILE = "The day is that of the first transaction in the file, which is not the first of the award."
_FROM_GRAPH = "The day is that of an earlier file: this one lacks the first transaction of the award."


class Known:
    """The governments of the graph, and the days of its awards: read when they matter."""

    def __init__(self, store: Store) -> None:
        """Read nothing yet: many files name no recipient."""
        self._store = store

    @cached_property
    def match(self) -> Callable[[Holder], Match | None]:
        """What finds the government of a recipient."""
        places = [msgspec.convert(each, Place) for each in self._store.read(_GOVERNMENTS)]
        return lru_cache(maxsize=100_000)(Governments(places).match)

    def begun(self, award: str) -> datetime.date | None:
        """The day of the award's first obligation, if the graph has it."""
        for row in self._store.read(_BEGUN, {"award": award}):
            return datetime.date.fromisoformat(row["day"])
        return None


def began(whole: Whole, award: str, known: Known | None) -> tuple[datetime.date, str | None]:
    """The day of the first obligation, and what to say of it: a file of one year has only that year's."""
    if whole.begun:
        return whole.first, None
    earlier = known.begun(award) if known else None
    if earlier and earlier < whole.first:
        return earlier, _FROM_GRAPH
    return whole.first, _FROM_FILE
