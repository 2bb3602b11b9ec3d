"""The files of GraphiQL, read out of the verified jars so that no page needs another address."""

import zipfile
from functools import cache

from graph.server.jars import Jars

NAMES = ("graphiql.min.css", "graphiql.min.js", "react.production.min.js", "react-dom.production.min.js")


@cache
def read(name: str) -> bytes:
    """The content of one of NAMES; KeyError for any other name."""
    if name not in NAMES:
        raise KeyError(name)
    for jar in Jars().served(lambda _: None):
        with zipfile.ZipFile(jar) as archive:
            for entry in archive.namelist():
                if entry.rsplit("/", 1)[-1] == name:
                    return archive.read(entry)
    raise KeyError(name)
