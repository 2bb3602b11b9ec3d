"""One chapter as JSON that was made from its XML by xml2js: attributes in $, text in _, the rest by tag.

The order of elements of different tags and the place of italics in a text are lost in it.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from loaders import files
from loaders.cfr.division import Division
from loaders.cfr.units import Place, Unit, unit
from schema.errors import InvalidSource

LARGEST = 256 * 1024 * 1024
"""Bytes of one document, which is read at once; the C.F.R.'s longest title has 160 MB as XML."""
_OTHER = re.compile(r"HED|HEAD|\$|_|I|E|SU|DIV\d?|AUTH|SECAUTH|SOURCE|CITA|P")
_REMEDY = "Fetch it again."


def divisions(path: Path) -> Iterator[Division]:
    """The divisions that have an identity, in their order."""
    with files.opened(path) as file:
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise InvalidSource(f"{path.name} has more than {LARGEST:,} bytes in one document.", "Split it.")
    try:
        chapter = orjson.loads(content)["content"]
        title = Unit("title", chapter["$"]["NODE"].partition(":")[0])
    except (orjson.JSONDecodeError, KeyError, TypeError, AttributeError) as error:
        raise InvalidSource(f"{path.name} is not one chapter as JSON ({error}).", _REMEDY) from error
    yield from _walked(chapter, (title,))


def _walked(node: dict[str, Any], above: tuple[Unit, ...]) -> Iterator[Division]:
    heading = "".join(each for each in node.get("HEAD", ()) if isinstance(each, str))
    about = node.get("$", {})
    own = unit(about.get("TYPE", ""), about.get("N", ""), heading)
    if own:
        yield _division(node, Place((*above, own)), heading)
        above = (*above, own)
    for tag in sorted(each for each in node if re.fullmatch(r"DIV[1-9]", each)):
        for each in node[tag]:
            yield from _walked(each, above)


def _division(node: dict[str, Any], place: Place, heading: str) -> Division:
    return Division(
        place,
        heading,
        authority=[_all(each, "HED") for tag in ("AUTH", "SECAUTH") for each in node.get(tag, ())],
        source=[_all(each, "HED") for each in node.get("SOURCE", ())],
        history=[_all(each) for each in node.get("CITA", ())],
        text=[(_own(each), _all(each)) for each in node.get("P", ())]
        + [
            ("", _all(each)) for tag, several in node.items() if not _OTHER.fullmatch(tag) for each in several
        ],
    )


def _own(node: Any) -> str:
    return node if isinstance(node, str) else str(node.get("_", ""))


def _all(node: Any, without: str = "") -> str:
    """All the text in a node, its own first."""
    return " ".join(" ".join(_texts(node, without)).split())


def _texts(node: Any, without: str) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, list):
        for each in node:
            yield from _texts(each, without)
    else:
        yield from (node["_"],) if "_" in node else ()
        for tag, each in node.items():
            if tag not in {"_", "$", without}:
                yield from _texts(each, without)
