"""Records of the model as the rows that statements take, and the keys that tell them apart.

A row is a list: the record's fields in the order of its class, then the digest of its content. What a load
says of all its records alike (dataset, run, moment, and the source and confidence that a record does not give
itself) is no part of a row: statements take it once, as `$shared`.
"""

from collections.abc import Callable, Iterator
from functools import cache
from hashlib import blake2b
from typing import Any

import msgspec

from schema.errors import InvalidRecord
from schema.model import Edge, Node, Record
from schema.registry import EdgeType
from schema.values import Mark

STAMPED = ("dataset", "run", "stated_at", "retired_at")
DEFAULTED = ("source", "confidence")
_ENDS = frozenset({"start", "end"})
_BYTES = 9
_encode = msgspec.msgpack.Encoder().encode

Row = list[Any]


class Columns:
    """Where each field of a class stands in its rows."""

    def __init__(self, cls: type[Record]) -> None:
        """Read the order off the class."""
        self.places = {name: place for place, name in enumerate(cls.__struct_fields__)}
        self.digest = len(self.places)
        self.stamped = tuple(self.places[name] for name in STAMPED)
        self.lists = tuple(
            self.places[field.name] for field in msgspec.structs.fields(cls) if field.default == ()
        )

    def written(self) -> Iterator[tuple[str, str]]:
        """Each property with the expression that reads it off `row` and `$shared`."""
        for name, place in self.places.items():
            if name in DEFAULTED:
                yield name, f"coalesce(row[{place}], $shared.{name})"
            elif name == "retired_at":
                yield name, "null"
            elif name in STAMPED:
                yield name, f"$shared.{name}"
            elif name not in _ENDS:
                yield name, f"row[{place}]"
        yield "digest", f"row[{self.digest}]"


@cache
def columns(cls: type[Record]) -> Columns:
    """The columns of a class."""
    return Columns(cls)


@cache
def decoder(cls: type[Record]) -> Callable[[bytes], Any]:
    """What makes a record of the class again of its payload, and refuses what breaks the model."""
    return msgspec.msgpack.Decoder(cls).decode


def payload(record: Record) -> bytes:
    """The record as bytes that depend on its content only, if it keeps to the model.

    Raises InvalidRecord with the field that does not and what it holds.
    """
    packed = _encode(record)
    try:
        decoder(type(record))(packed)
    except msgspec.ValidationError as error:
        raise InvalidRecord(f"{type(record).__name__} {_called(record)}: {error}.") from error
    return packed


def digest(packed: bytes, shared: bytes = b"") -> str:
    """A short fingerprint of a record's content, the same in every load that says the same of all records."""
    return blake2b(packed, digest_size=_BYTES, key=shared).hexdigest()


def fingerprint(shared: dict[str, Any]) -> bytes:
    """What a load says of all records as far as it is content, for `digest`."""
    return blake2b(_encode([shared[name] for name in DEFAULTED]), digest_size=16).digest()


def row(record: Record, mark: str) -> Row:
    """The row that writes a record: nothing empty, nothing that the load says of all."""
    order = columns(type(record))
    made: Row = [*msgspec.structs.astuple(record), mark]
    for place in order.stamped:
        made[place] = None
    for place in order.lists:
        if not made[place]:
            made[place] = None
    return made


def edge_key(kind: EdgeType, edge: Edge[Any, Any]) -> str:
    """What tells a relationship from the others of its type: its ends and its key properties."""
    names = keys(kind)
    return key_text([edge.start, edge.end, *(getattr(edge, name) for name in names)])


@cache
def keys(kind: EdgeType) -> tuple[str, ...]:
    """The key properties of a relationship."""
    return tuple(each.name for each in kind.properties if Mark.KEY in each.marks)


def key_text(parts: list[Any]) -> str:
    """The parts of a key as one text."""
    return "\x1f".join(map(str, parts))


def _called(record: Record) -> str:
    if isinstance(record, Node):
        return f"“{record.id}”"
    start, end = getattr(record, "start", "?"), getattr(record, "end", "?")
    return f"“{start}” to “{end}”"
