"""`proviso key NAME`: a key for somebody who may ask."""

import secrets
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from api.access import enroll
from api.cli.printing import ERR, OUT
from api.settings import Settings
from schema.errors import InvalidQuestion


def key(
    name: str,
    *,
    file: Annotated[Path | None, Parameter(help="The file of callers; PROVISO_KEYS unless given.")] = None,
    per_minute: Annotated[int | None, Parameter(help="How many requests a minute it may make.")] = None,
) -> int:
    """Make a key, keep its hash in the file, and print it once."""
    path = file or Settings().keys
    if path is None:
        raise InvalidQuestion(
            "There is no file of callers.", "Name one: `--file keys.json`, or PROVISO_KEYS."
        )
    made = secrets.token_urlsafe(32)
    enroll(path, name, made, per_minute)
    ERR.print(f"The key of {name}, which is not kept anywhere (its hash is in {path}):")
    OUT.print(made, markup=False)
    return 0
