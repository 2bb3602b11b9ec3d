"""Positions in an ordered list as opaque text: base64 of a JSON list, the id first."""

import binascii
from base64 import urlsafe_b64decode, urlsafe_b64encode

import msgspec

from schema.errors import InvalidQuestion

_LONGEST = 4096


def encode(position: list[str]) -> str:
    """The cursor of a position."""
    return urlsafe_b64encode(msgspec.json.encode(position)).decode("ascii")


def decode(cursor: str, length: int) -> list[str]:
    """The position that a cursor stands for; it must have come from a list of the same kind."""
    try:
        position = msgspec.json.decode(urlsafe_b64decode(cursor[:_LONGEST].encode("ascii")), type=list[str])
    except (binascii.Error, ValueError) as error:
        raise _not_ours() from error
    if len(position) != length or "\x00" in "".join(position):
        raise _not_ours()
    return position


def _not_ours() -> InvalidQuestion:
    return InvalidQuestion(
        "This `after` is not a cursor of this list.",
        "Pass an `endCursor` or `cursor` that this field returned.",
    )
