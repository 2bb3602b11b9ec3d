"""Every kind of file that can be loaded, found by its module."""

import importlib
import pkgutil
from functools import cache
from pathlib import Path
from types import MappingProxyType

import loaders
from loaders import normalised
from loaders.source import Source
from schema.errors import InvalidSource

NORMALISED = "normalised"
"""Stands for files of the shipped form, whose header says which source they are."""


@cache
def sources() -> MappingProxyType[str, Source]:
    """The published sources by name, in alphabetical order."""
    modules = [
        importlib.import_module(each.name) for each in pkgutil.iter_modules(loaders.__path__, "loaders.")
    ]
    found = {each.SOURCE.name: each.SOURCE for each in modules if hasattr(each, "SOURCE")}
    return MappingProxyType(dict(sorted(found.items())))


def source(name: str, path: Path) -> Source:
    """The source of that name, for one file of it."""
    if name == NORMALISED:
        return normalised.source(path)
    if name not in sources():
        known = ", ".join((*sources(), NORMALISED))
        raise InvalidSource(f"There is no source {name}.", f"Choose one of: {known}.")
    return sources()[name]
