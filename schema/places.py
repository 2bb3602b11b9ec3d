"""Places that govern: countries, states, counties, cities, tribes and territories."""

from enum import StrEnum
from typing import Annotated

from schema.model import Edge, Node
from schema.values import INDEXED, Count, FiscalYear, Text


class JurisdictionKind(StrEnum):
    """What sort of government a place has."""

    COUNTRY = "COUNTRY"
    STATE = "STATE"
    DISTRICT = "DISTRICT"
    TERRITORY = "TERRITORY"
    COUNTY = "COUNTY"
    PLACE = "PLACE"
    CONSOLIDATED_CITY_COUNTY = "CONSOLIDATED_CITY_COUNTY"
    TRIBE = "TRIBE"


class Jurisdiction(Node, kw_only=True):
    """A government of a place: the country, a state, a county, a city, a tribe or a territory."""

    found_by = ("stated_at",)

    kind: Annotated[JurisdictionKind, "What sort of government it has.", INDEXED]
    geoid: Annotated[Text | None, "Census GEOID, leading zeros kept.", INDEXED] = None
    state: Annotated[Text | None, "Postal code of the state that it is or lies in.", INDEXED] = None
    population: Annotated[Count | None, "Inhabitants at the census."] = None
    population_year: Annotated[FiscalYear | None, "Year of that census."] = None


class Within(Edge[Jurisdiction, Jurisdiction]):
    """The first place lies in the second."""

    forward, reverse = "within", "subdivisions"


class SameAs(Edge[Node, Node]):
    """Two records describe one thing."""

    forward, reverse = "sameAs", "sameAsBy"
