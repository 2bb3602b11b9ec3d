"""Documents that are loaded to be read: letters, rulings, articles, as text, Markdown, HTML or PDF.

A file is one document, known by its content: a changed file is another document, and the one before stays.
The text itself is not kept, only the spans in it that name something. People are not mentioned: the graph
has no people; nor is the country, which every document of its government names.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from graph.store import Store
from loaders.documents import reading
from loaders.documents.known import known
from loaders.documents.mentions import aided, unaided
from loaders.documents.prose import is_document
from loaders.documents.spans import LINKED, Span
from loaders.loading import checksum
from loaders.source import Parser, Row, Source
from schema.documents import Document, MayReferTo, Mention, MentionedIn, RefersTo
from schema.model import Record
from schema.values import Confidence

_MOST = 1_000_000


def identifier(digest: str) -> str:
    """The id of the document that a file is, from the SHA-256 of the file."""
    return f"document/{digest[:16]}"


def covers(path: Path) -> tuple[str, ...]:
    """The beginning of the ids of one file's records: what other files state is not retired by it."""
    return (identifier(checksum(path)),)


def read(path: Path) -> Iterator[Row]:
    """One row: the file's text and what it is called."""
    found = reading.document(path)
    yield Row(
        1,
        {
            "text": found.text,
            "title": found.title,
            "media_type": found.media_type,
            "checksum": found.checksum,
        },
    )


def parse(row: Row) -> Iterable[Record]:
    """The document with the mentions that can be told without the graph."""
    return _records(row, unaided(row.fields["text"]))


def looks_up(store: Store) -> Parser:
    """A parser that knows the names of the graph's places, agencies, programs, courts, cases and laws."""
    names = known(store)
    return lambda row: _records(row, aided(row.fields["text"], names))


def _records(row: Row, spans: Iterable[Span]) -> Iterator[Record]:
    text, digest = row.take("text"), row.take("checksum")
    document = Document(
        id=identifier(digest),
        name=row.take("title"),
        media_type=row.take("media_type"),
        checksum=digest,
        length=len(text),
    )
    yield document
    for span in spans:
        yield from _mention(document.id, text, span)


def _mention(document: str, text: str, span: Span) -> Iterator[Record]:
    mention = Mention(
        id=f"{document}/{span.begins}-{span.ends}",
        name=" ".join(text[span.begins : span.ends].split()),
        begins=span.begins,
        ends=span.ends,
        score=span.score,
        kind=span.kind,
        amount=span.amount,
        day=span.day,
        day_precision=span.precision,
        fiscal_year=span.fiscal_year,
    )
    yield mention
    yield MentionedIn(start=mention.id, end=document)
    for target, score in span.targets:
        edge = RefersTo if score >= LINKED else MayReferTo
        yield edge(start=mention.id, end=target, score=score)


SOURCE = Source(
    name="documents",
    title="Documents that were loaded to be read",
    address="https://www.govinfo.gov/",
    licence="That of each document; its text is not kept",
    confidence=Confidence.PARTIAL,
    read=read,
    parse=parse,
    covers=covers,
    recognises=is_document,
    turn=90,
    last_resort=True,
    looks_up=looks_up,
    expected={
        Document: (1, 1),
        Mention: (0, _MOST),
        MentionedIn: (0, _MOST),
        RefersTo: (0, _MOST),
        MayReferTo: (0, _MOST),
    },
    gaps=(
        "People are not mentioned: the graph has none. Offices such as Attorney General are left out too.",
        "The country as a whole, acts known by a popular name only and foreign places are not mentioned.",
        "What is named only by a word such as “the Department” or “the City” is not linked.",
    ),
)
