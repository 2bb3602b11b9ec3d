"""One executive order as the publications give it, and what two of them say of the same one."""

import datetime

import msgspec


class Entry(msgspec.Struct):
    """An order by its number."""

    number: str
    title: str
    signed: datetime.date | None = None
    citation: str | None = None
    published: datetime.date | None = None
    document_number: str | None = None
    address: str | None = None
    notes: list[str] = msgspec.field(default_factory=list)
    doubts: list[str] = msgspec.field(default_factory=list)

    @property
    def id(self) -> str:
        """Identifier by its number."""
        return f"/us/eo/{self.number}"

    def joined(self, other: "Entry", publisher: str) -> "Entry":
        """This one with what only the other has; where they differ this one holds, and the doubt is told."""
        for name, spoken in _TOLD.items():
            own, others = getattr(self, name), getattr(other, name)
            if own is None:
                setattr(self, name, others)
            elif others is not None and others != own:
                doubt = f"{spoken} is {others} in {publisher}."
                self.doubts += [] if doubt in self.doubts else [doubt]
        self.notes += [each for each in other.notes if each not in self.notes]
        return self


_TOLD = {
    "signed": "The day of signing",
    "citation": "The page in the Federal Register",
    "published": "The day of publication",
}
