"""What orders do to each other, said once, whichever side's note says it."""

import datetime
from collections.abc import Mapping

import msgspec

from loaders.executive_orders.entry import Entry
from loaders.executive_orders.notes import SEE, Mention, Note, note


class Relation(msgspec.Struct):
    """One link: the words of its notes, and the day from which it holds."""

    kind: str
    start: str
    end: str
    on: datetime.date | None = None
    in_part: bool = False
    called: list[str] = msgspec.field(default_factory=list)
    doubts: list[str] = msgspec.field(default_factory=list)


class Relations:
    """The links of all orders, each kept with the order whose note says it first."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        """Read the notes of all."""
        self._entries = entries
        self.stated = set(entries)
        self._found: dict[tuple[str, str, str], Relation] = {}
        self.by_order: dict[str, list[Relation]] = {}
        self.remarks: dict[str, list[str]] = {}
        self.endings: dict[str, list[str]] = {}
        self.named: dict[str, Mention] = {}
        for entry in entries.values():
            for line in entry.notes:
                self._take(entry, line, note(line))

    def _take(self, entry: Entry, line: str, read: Note) -> None:
        if read.ending:
            self.endings.setdefault(entry.id, []).append(read.ending)
        elif read.remark:
            self.remarks.setdefault(entry.id, []).append(line)
        for mention in read.mentions:
            if mention.target.id != entry.id:
                self._add(entry, mention)

    def _add(self, entry: Entry, mention: Mention) -> None:
        target = mention.target
        if target.id not in self._entries:
            self.named.setdefault(target.id, mention)
        start, end = (target.id, entry.id) if mention.acts else (entry.id, target.id)
        fresh = Relation(mention.relation, start, end, self._day(entry, mention), mention.in_part)
        known = self._found.setdefault((mention.relation, start, end), fresh)
        if known is fresh:
            self.by_order.setdefault(entry.id, []).append(fresh)
        elif known.in_part != mention.in_part:
            known.in_part = True
            known.doubts.append("One note says in part, another does not.")
        if mention.called and mention.called not in known.called:
            known.called.append(mention.called)

    def _day(self, entry: Entry, mention: Mention) -> datetime.date | None:
        """The day on which the order that acts was signed."""
        if mention.relation == SEE:
            return None
        if not mention.acts:
            return entry.signed
        other = self._entries.get(mention.target.id)
        return (other.signed if other else None) or mention.target.on
