"""How far the files of a load are read, for a bar that tells the time left."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import IO, cast

_current: ContextVar["Meter | None"] = ContextVar("meter", default=None)


class Meter:
    """Bytes read of the files that were opened, as they lie on the disk, and bytes that they hold."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.read = 0
        self.total = 0


@contextmanager
def metering() -> Iterator[Meter]:
    """Count what is read of files opened inside."""
    token = _current.set(meter := Meter())
    try:
        yield meter
    finally:
        _current.reset(token)


@contextmanager
def metered(path: Path) -> Iterator[IO[bytes]]:
    """A file whose reading counts."""
    with path.open("rb", buffering=0) as raw:
        meter = _current.get()
        if meter is None:
            yield io.BufferedReader(cast("io.RawIOBase", raw), 1024 * 1024)
            return
        meter.total += path.stat().st_size
        yield io.BufferedReader(_Counted(cast("io.RawIOBase", raw), meter), 1024 * 1024)


class _Counted(io.RawIOBase):
    def __init__(self, raw: io.RawIOBase, meter: Meter) -> None:
        self._raw, self._meter = raw, meter

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview[int] | bytearray") -> int:  # type: ignore[override]  # io.RawIOBase is wider
        count = self._raw.readinto(buffer) or 0
        self._meter.read += count
        return count

    def seek(self, offset: int, whence: int = 0) -> int:
        before = self._raw.tell()
        after = self._raw.seek(offset, whence)
        self._meter.read += after - before
        return after

    def tell(self) -> int:
        return self._raw.tell()
