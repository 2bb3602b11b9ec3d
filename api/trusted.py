"""Documents that are asked for by their hash: those of a file, and those that clients sent before."""

from collections import OrderedDict
from hashlib import sha256
from pathlib import Path

import msgspec

from api.asks import Asking
from api.errors import NotStored
from api.settings import Settings
from schema.errors import InvalidQuestion, Refused


class Trusted:
    """The texts of documents by the SHA-256 of each."""

    def __init__(self, settings: Settings) -> None:
        """Read the file of documents, if there is one."""
        self._file = _read(settings.documents) if settings.documents else {}
        self._only = settings.only_documents
        self._sent: OrderedDict[str, str] = OrderedDict()
        self._room, self._size = settings.remembered, 0

    def text(self, asking: Asking) -> str:
        """The document that is asked; one that comes with its hash is remembered."""
        digest = asking.digest or _digest(asking.query or "")
        stored = self._file.get(digest) or self._sent.get(digest)
        if stored is not None:
            return stored
        if self._only:
            raise Refused("This server answers known documents only.", "Ask for one by its hash.")
        if asking.query is None and asking.digest is None:
            raise InvalidQuestion("There is no `query`.", "Send one, in the address or in a JSON body.")
        if asking.query is None:
            raise NotStored("PersistedQueryNotFound", "Send the document with its hash once.")
        if asking.digest:
            self._remember(digest, asking.query)
        return asking.query

    def _remember(self, digest: str, text: str) -> None:
        if _digest(text) != digest:
            raise InvalidQuestion("The hash is not the document's.", "Send its SHA-256 in small letters.")
        self._sent[digest] = text
        self._size += len(text)
        while self._size > self._room:
            _, dropped = self._sent.popitem(last=False)
            self._size -= len(dropped)


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _read(path: Path) -> dict[str, str]:
    try:
        texts = msgspec.json.decode(path.read_bytes(), type=dict[str, str])
    except (OSError, msgspec.DecodeError) as error:
        raise InvalidQuestion(
            f"{path} can not be read as documents: {error}.", 'It must hold {"SHA-256": "document", …}.'
        ) from error
    for digest, text in texts.items():
        if _digest(text) != digest.removeprefix("sha256:"):
            raise InvalidQuestion(f"{path}: {digest} is not the SHA-256 of its document.", "Make it again.")
    return {digest.removeprefix("sha256:"): text for digest, text in texts.items()}
