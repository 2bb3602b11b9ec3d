"""Executive orders from the interface of federalregister.gov: one JSON object a page of results."""

import datetime
import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import orjson

from loaders.executive_orders.entry import Entry
from schema.errors import InvalidSource

BEGINS = re.compile(rb'\s*\{\s*"count":.{0,4000}"results":\s*\[\s*\{', re.DOTALL)
ORDER = b'"executive_order_number":'
PUBLISHER = "the Federal Register"
LARGEST = 64 * 1024 * 1024


def entries(file: IO[bytes], path: Path) -> Iterator[Entry]:
    """The documents of a page that are executive orders; a correction of one is none."""
    content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise InvalidSource(f"{path.name} has more than {LARGEST:,} bytes.", "Fetch pages of 1,000 orders.")
    try:
        results = orjson.loads(content)["results"]
    except (orjson.JSONDecodeError, KeyError, TypeError) as error:
        raise InvalidSource(
            f"{path.name} is cut or not a page of results ({error}).", "Fetch it again."
        ) from error
    for each in results:
        if each.get("executive_order_number") and not each.get("correction_of"):
            yield _entry(each)


def _entry(document: dict[str, Any]) -> Entry:
    notes = document.get("executive_order_notes") or document.get("disposition_notes") or ""
    return Entry(
        number=str(document["executive_order_number"]),
        title=_title(document["title"]),
        signed=_day(document.get("signing_date")),
        citation=document.get("citation"),
        published=_day(document.get("publication_date")),
        document_number=document["document_number"],
        address=document.get("html_url"),
        notes=[text for line in notes.splitlines() if (text := line.strip(" ;\t"))],
    )


def _title(printed: str) -> str:
    """A title without the blank that a line's end left after a hyphen: Faith- Based."""
    return re.sub(r"(?<=\w)- (?=[A-Z])", "-", " ".join(printed.split()))


def _day(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None
