"""What of several places' federal money hangs on which terms, side by side?"""

from typing import Annotated, ClassVar

from msgspec import Meta

from queries.exposure import EXPOSURE, Exposing, PlaceExposure
from schema.places import Jurisdiction
from schema.values import Text

MOST = 12
"""How many places one question may name: each is answered whole."""


class Compare(Exposing, frozen=True, kw_only=True):
    """The exposures of up to twelve places on a day, in the order in which they are named."""

    answer = PlaceExposure
    example: ClassVar = {
        "jurisdictions": ["Chicago", "Philadelphia, PA", "Milwaukee County, WI"],
        "as_of": "2017-03-27",
        "under": "8 USC 1373",
    }
    cypher = f"""
UNWIND range(0, size(jurisdictions) - 1) AS at
WITH at, jurisdictions[at] AS jurisdiction
CALL (jurisdiction, under) {{
{EXPOSURE}
}}
RETURN place, fiscal_year, programs, totals, groups, unassigned, claims ORDER BY at"""

    jurisdictions: Annotated[
        tuple[Text, ...], Meta(min_length=1, max_length=MOST), Jurisdiction, "The places, twelve at most."
    ]
