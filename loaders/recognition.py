"""What lies in a directory: which files are whose, told by their content."""

import datetime
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from loaders import normalised
from loaders.source import Source
from schema.errors import InvalidSource

_HIDDEN = "."


class Found(msgspec.Struct, frozen=True):
    """A file or folder, the source that reads it, and whether it is read along with another."""

    path: Path
    source: Source | None = None
    along: bool = False

    @property
    def order(self) -> tuple[int, str, datetime.date, int, str]:
        """Where it stands in a load of all: by turn, then older editions and smaller files first."""
        assert self.source  # noqa: S101 — narrows the type
        day = self.source.through(self.path) or datetime.date.min
        return self.source.turn, self.source.name, day, _size(self.path), str(self.path)

    def rejects(self, *, many: bool) -> str:
        """Name of the file for its refused rows; with its own name where many files are loaded."""
        name = self.source.name if self.source else "unknown"
        return f"{name}-{self.path.name}.ndjson" if many else f"{name}.ndjson"


def found(directory: Path, sources: Sequence[Source]) -> Iterator[Found]:
    """Every file below the directory, and every folder that is loaded as one."""
    for path in sorted(directory.iterdir()):
        if path.name.startswith(_HIDDEN):
            continue
        if path.is_file():
            yield told(path, sources)
        elif path.is_dir():
            whole = next((each for each in sources if each.recognises(path)), None)
            if whole:
                yield Found(path, whole)
            yield from _inside(path, sources, whole)


def _inside(folder: Path, sources: Sequence[Source], whole: Source | None) -> Iterator[Found]:
    """What lies in a folder; what is of the folder's own source is read along with it."""
    for each in found(folder, sources):
        along = whole is not None and each.source is whole
        yield Found(each.path, whole, along=True) if along else each


def told(path: Path, sources: Sequence[Source]) -> Found:
    """What one file or folder is."""
    own = _normalised(path)
    loads = [own] if own else [each for each in sources if not each.last_resort and each.recognises(path)]
    if len(loads) > 1:
        names = " and ".join(each.name for each in loads)
        raise InvalidSource(f"{path} could be of {names}.", f"Say which: `proviso load {loads[0].name} …`.")
    if loads:
        return Found(path, loads[0])
    along = next((each for each in sources if each.accompanies(path)), None)
    last = next((each for each in sources if each.last_resort and not along and each.recognises(path)), None)
    return Found(path, along or last, along is not None)


def _normalised(path: Path) -> Source | None:
    return normalised.source(path) if normalised.recognises(path) else None


def _size(path: Path) -> int:
    if path.is_dir():
        return sum(each.stat().st_size for each in path.rglob("*") if each.is_file())
    return path.stat().st_size
