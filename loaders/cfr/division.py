"""What a format's reader gathers of one division, and the row that it becomes."""

import msgspec

from loaders.cfr.units import Place, settled
from loaders.source import Row


class Division(msgspec.Struct):
    """A division with its own text: paragraphs as printed, each with what may be a designator at its head."""

    place: Place
    heading: str
    authority: list[str] = msgspec.field(default_factory=list)
    source: list[str] = msgspec.field(default_factory=list)
    history: list[str] = msgspec.field(default_factory=list)
    text: list[tuple[str, str]] = msgspec.field(default_factory=list)

    def row(self, number: int) -> Row:
        """The division as a row."""
        place = settled(self.place, self.heading)
        fields = {name: getattr(self, name) for name in ("heading", "authority", "source", "history", "text")}
        return Row(number, {"path": place.path()} | fields)
