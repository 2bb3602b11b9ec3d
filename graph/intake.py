"""What a load takes in: records checked, told apart and counted, wherever they go from here."""

import datetime
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from typing import Any

from graph.rows import digest, edge_key, fingerprint, payload
from graph.spool import Sighting, Spool
from graph.tally import Origin, Tally
from schema.errors import InvalidSource
from schema.loads import Load, LoadState
from schema.model import Edge, Node, Record
from schema.registry import EdgeType, Model, NodeType

Watch = Callable[[Tally], None]


class Intake(ABC):
    """One load of one dataset; what is done with its records is said by a subclass."""

    def __init__(self, model: Model, origin: Origin, spool: Spool, watch: Watch, owner: int = 0) -> None:
        """Begin to count."""
        self.model = model
        self.origin = origin
        self.watch = watch
        self.started = datetime.datetime.now(datetime.UTC)
        moment = self.started.strftime("%Y%m%d.%H%M%S.%f")
        self.tally = Tally(dataset=origin.dataset, run=f"{origin.dataset}@{moment}")
        self.shared: dict[str, Any] = {
            "dataset": origin.dataset,
            "run": self.tally.run,
            "stated_at": self.started,
            "source": [origin.address],
            "confidence": origin.confidence,
        }
        self._states: set[str] = set()
        self._spool = spool
        self._owner = owner
        self._content = fingerprint(self.shared)
        self._clock = time.monotonic()

    @abstractmethod
    def _take_node(self, node: Node, kind: NodeType, mark: str) -> None: ...

    @abstractmethod
    def _take_edge(self, edge: Edge[Any, Any], kind: EdgeType, packed: bytes, mark: str) -> None: ...

    def add(self, records: Iterable[Record]) -> None:
        """Take the records of one row: all of them, or none when one breaks the model."""
        for record, packed in [(record, payload(record)) for record in records]:
            self._take(record, packed)

    def _take(self, record: Record, packed: bytes) -> None:
        kind = self.model.by_class[type(record)]
        if type(record) not in self.origin.expected:
            raise InvalidSource(
                f"{self.origin.title} states a {kind.name}, which it does not promise.",
                "Add the type to the source's expected counts.",
            )
        mark = self._mark(packed)
        if isinstance(record, Node) and isinstance(kind, NodeType):
            if record.mentioned_only:
                self._mention(record, kind, packed, mark)
                return
            self._states.add(kind.name)
            if self._see(kind.name, record.id, mark) is Sighting.FIRST:
                self._take_node(record, kind, mark)
            return
        assert isinstance(record, Edge)  # noqa: S101 — narrows the type
        assert isinstance(kind, EdgeType)  # noqa: S101 — narrows the type
        self._states.add(kind.name)
        key = edge_key(kind, record)
        sighting = self._see(kind.name, key, mark)
        if sighting is Sighting.FIRST:
            self._take_edge(record, kind, packed, mark)
        elif sighting is Sighting.ELSEWHERE:
            self._spool.contest(kind.name, key, packed, mark, self._owner)

    def _mention(self, node: Node, kind: NodeType, packed: bytes, mark: str) -> None:
        self._spool.mention(kind.name, node.id, packed, mark, self._owner)

    def _mark(self, packed: bytes) -> str:
        return digest(packed, self._content)

    def _see(self, kind: str, key: str, mark: str) -> Sighting:
        sighting = self._spool.see(kind, key, mark, self._owner)
        if sighting is Sighting.CONFLICTING:
            self.tally.conflicting += 1
        elif sighting is Sighting.ELSEWHERE:
            self.tally.foreign += 1
        if sighting in {Sighting.FIRST, Sighting.ELSEWHERE}:
            self.tally.types[kind] += 1
        return sighting

    def _expect(self) -> None:
        for cls, (least, most) in self.origin.expected.items():
            total = self.tally.types[self.model.by_class[cls].name]
            if not least <= total <= most:
                raise InvalidSource(
                    f"{self.origin.file or self.origin.title} holds {total} {cls.__name__} records, "
                    f"where {least} to {most} are expected; nothing was retired.",
                    "The file may be cut or of another kind: fetch it again. Load a part with --part.",
                )

    def _timed(self) -> Tally:
        self.tally.seconds = round(time.monotonic() - self._clock, 3)
        return self.tally

    def _record(self, state: LoadState, *, whole: bool) -> Load:
        tally, origin = self._timed(), self.origin
        ended = None if state is LoadState.RUNNING else datetime.datetime.now(datetime.UTC)
        return Load(
            id=tally.run,
            name=origin.title,
            state=state,
            started_at=self.started,
            finished_at=ended,
            through=origin.through,
            whole=whole,
            covers=origin.covers,
            states=tuple(sorted(self._states)),
            file=origin.file,
            checksum=origin.checksum,
            licence=origin.licence,
            rows=tally.rows,
            inserted=tally.inserted,
            updated=tally.updated,
            unchanged=tally.unchanged,
            retired=tally.retired,
            unresolved=tally.unresolved,
            rejected=tally.rejected,
            leftover=tuple(f"{name}: {total}" for name, total in tally.leftover.most_common()),
            gaps=origin.gaps,
        )
