"""Every question, found by its module."""

import importlib
import pkgutil
from functools import cache
from types import MappingProxyType

import queries
from queries.question import Question


@cache
def questions() -> MappingProxyType[str, type[Question]]:
    """The questions by the name of their GraphQL field, in alphabetical order."""
    for module in pkgutil.iter_modules(queries.__path__, "queries."):
        importlib.import_module(module.name)
    return MappingProxyType(
        {cls.field(): cls for cls in sorted(_leaves(Question), key=lambda cls: cls.__name__)}
    )


def _leaves(cls: type[Question]) -> list[type[Question]]:
    below = cls.__subclasses__()
    if not below:
        return [cls] if cls.__module__.startswith(f"{queries.__name__}.") and hasattr(cls, "cypher") else []
    return [leaf for each in below for leaf in _leaves(each)]
