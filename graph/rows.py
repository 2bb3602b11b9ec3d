"""Records of the model as the rows that statements take, and the keys that tell them apart."""

import datetime
from hashlib import blake2b
from typing import Any

import msgspec

from schema.errors import InvalidRecord
from schema.model import Edge, Node, Record
from schema.registry import EdgeType
from schema.values import Mark

_ENDS = frozenset({"start", "end"})
_PLAIN = (datetime.date, datetime.datetime)


def check(record: Record) -> Record:
    """Return the record if it keeps to the model, else say which field does not and what it holds."""
    try:
        plain = msgspec.to_builtins(record, builtin_types=_PLAIN)
        return msgspec.convert(plain, type(record))
    except msgspec.ValidationError as error:
        raise InvalidRecord(f"{type(record).__name__} {_called(record)}: {error}.") from error


def properties(record: Record) -> dict[str, Any]:
    """What the database keeps of a record: nothing empty, enumerations as text, dates as dates."""
    plain = msgspec.to_builtins(record, builtin_types=_PLAIN)
    kept = {name: value for name, value in plain.items() if value not in (None, (), [])}
    if isinstance(record, Edge):
        return {name: value for name, value in kept.items() if name not in _ENDS}
    return kept


def digest(content: dict[str, Any]) -> str:
    """A short fingerprint of a record's content, the same in every load."""
    stable = {name: value for name, value in content.items() if name != "run"}
    return blake2b(msgspec.msgpack.encode(stable), digest_size=9).hexdigest()


def node_row(node: Node) -> dict[str, Any]:
    """The row that writes a node."""
    content = properties(node)
    mark = digest(content)
    return {"id": node.id, "digest": mark, "properties": content | {"digest": mark}}


def edge_row(edge: Edge[Any, Any], position: int) -> dict[str, Any]:
    """The row that writes a relationship, with its place in the batch."""
    content = properties(edge)
    mark = digest(content)
    return {
        "start": edge.start,
        "end": edge.end,
        "digest": mark,
        "properties": content | {"digest": mark},
        "position": position,
    }


def edge_key(kind: EdgeType, edge: Edge[Any, Any]) -> str:
    """What tells a relationship from the others of its type: its ends and its key properties."""
    keys = [getattr(edge, each.name) for each in kind.properties if Mark.KEY in each.marks]
    return key_text([edge.start, edge.end, *keys])


def key_text(parts: list[Any]) -> str:
    """The parts of a key as one text."""
    return "\x1f".join(str(part) for part in parts)


def _called(record: Record) -> str:
    if isinstance(record, Node):
        return f"“{record.id}”"
    start, end = getattr(record, "start", "?"), getattr(record, "end", "?")
    return f"“{start}” to “{end}”"
