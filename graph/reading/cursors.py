"""Positions in an ordered list as opaque text: base64 of a JSON list of what the list is ordered by."""

import binascii
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence

import msgspec

from schema.errors import InvalidQuestion

_LONGEST = 4096

Part = str | int | float | None


def encode(position: Sequence[Part]) -> str:
    """The cursor of a position."""
    return urlsafe_b64encode(msgspec.json.encode(position)).decode("ascii")


def decode(cursor: str, length: int) -> list[Part]:
    """The position that a cursor stands for; it must have come from a list of the same kind."""
    position = _position(cursor)
    if position is None or len(position) != length:
        raise foreign()
    if any(isinstance(part, str) and "\x00" in part for part in position):
        raise foreign()
    return position


def nulls(text: str) -> tuple[bool, ...] | None:
    """Which parts of a position are null, if the text is a cursor."""
    position = _position(text)
    return None if position is None else tuple(part is None for part in position)


def _position(text: str) -> list[Part] | None:
    try:
        return msgspec.json.decode(urlsafe_b64decode(text[:_LONGEST].encode("ascii")), type=list[Part])
    except (binascii.Error, ValueError):
        return None


def foreign() -> InvalidQuestion:
    """The error for a cursor that is none, or that another list made."""
    return InvalidQuestion(
        "This is not a cursor of this list in this order.",
        "Pass an `endCursor` or `cursor` that this field returned.",
    )
