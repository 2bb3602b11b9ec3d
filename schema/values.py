"""The kinds of value that a property can hold; each owns its pattern, its GraphQL scalar and its XSD type."""

import datetime
from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta


class Value(msgspec.Struct, frozen=True):
    """One kind of value: its name in the dictionary, its GraphQL scalar and its XSD datatype."""

    name: str
    scalar: str
    xsd: str


class Mark(StrEnum):
    """What the database does with a property beyond keeping it."""

    KEY = "key"
    INDEXED = "indexed"
    FULLTEXT = "fulltext"


KEY, INDEXED, FULLTEXT = Mark.KEY, Mark.INDEXED, Mark.FULLTEXT

Text = Annotated[str, Value("Text", "String", "string"), Meta(min_length=1)]
Identifier = Annotated[str, Value("Identifier", "ID", "string"), Meta(min_length=1, max_length=400)]
Citation = Annotated[str, Value("Citation", "String", "string"), Meta(min_length=1)]
Url = Annotated[str, Value("Url", "String", "anyURI"), Meta(pattern=r"^https?://\S+$")]
ListingNumber = Annotated[str, Value("ListingNumber", "ID", "string"), Meta(pattern=r"^\d{2}\.[0-9A-Z]{3}$")]
FiscalYear = Annotated[int, Value("FiscalYear", "Int", "gYear"), Meta(ge=1789, le=2200)]
Count = Annotated[int, Value("Count", "Int", "nonNegativeInteger"), Meta(ge=0)]
Whole = Annotated[int, Value("Whole", "Int", "integer")]
Money = Annotated[float, Value("Money", "Float", "decimal")]
Percent = Annotated[float, Value("Percent", "Float", "decimal"), Meta(ge=0, le=100)]
Score = Annotated[float, Value("Score", "Float", "decimal"), Meta(ge=0, le=1)]
Flag = Annotated[bool, Value("Flag", "Boolean", "boolean")]
Day = Annotated[datetime.date, Value("Day", "Date", "date")]
Moment = Annotated[datetime.datetime, Value("Moment", "DateTime", "dateTime")]


class Precision(StrEnum):
    """How exactly a date is known."""

    DAY = "DAY"
    MONTH = "MONTH"
    YEAR = "YEAR"


class Confidence(StrEnum):
    """How far a fact was checked: seen in its source, seen in part, or told from memory."""

    VERIFIED = "VERIFIED"
    PARTIAL = "PARTIAL"
    RECALLED = "RECALLED"
