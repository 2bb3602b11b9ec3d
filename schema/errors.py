"""The one exception tree.

ProvisoError
├── InvalidRecord     a source's record breaks the model
├── InvalidSource     a whole file is not what its loader expects
├── InvalidQuestion   a reader's request can not be answered as written
├── Unavailable       the database, or something it needs, is not there
└── Refused           a request that is understood and not allowed
    └── TooSlow       a statement that ran into its time limit
"""


class ProvisoError(Exception):
    """An error for people: what went wrong, with which source or record, and what to do about it."""

    def __init__(self, message: str, remedy: str = "") -> None:
        """Keep the sentence that says what happened and the one that says what to do."""
        super().__init__(f"{message} {remedy}".strip())
        self.message = message
        self.remedy = remedy


class InvalidRecord(ProvisoError):
    """A source's record breaks the model."""


class InvalidSource(ProvisoError):
    """A whole file is not what its loader expects."""


class InvalidQuestion(ProvisoError):
    """A reader's request can not be answered as written."""


class Unavailable(ProvisoError):
    """The database, or something that it needs, is not there."""


class Refused(ProvisoError):
    """A request that is understood and not allowed."""


class TooSlow(Refused):
    """A statement that ran into its time limit."""
