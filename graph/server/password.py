"""The generated password of a managed server, in a file that only its user can read."""

import os
import secrets

from graph.server.home import Home
from schema.errors import Unavailable


def read(home: Home) -> str:
    """The password, or Unavailable when its file is missing, empty or open to others."""
    try:
        mode = home.password.stat().st_mode
        text = home.password.read_text().strip()
    except OSError as error:
        raise Unavailable(
            f"The password file {home.password} cannot be read: {error.strerror}.", _remedy(home)
        ) from error
    if not text:
        raise Unavailable(f"The password file {home.password} is empty.", _remedy(home))
    if os.name == "posix" and mode & 0o077:
        raise Unavailable(
            f"The password file {home.password} is open to other users.", f"Run: chmod 600 {home.password}"
        )
    return text


def settle(home: Home) -> str:
    """The password of this home, generated when neither it nor a database exists yet."""
    if not home.password.exists() and not home.holds_data:
        handle = os.open(home.password, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_hex(24))
    return read(home)


def _remedy(home: Home) -> str:
    if not home.holds_data:
        return "Start Proviso once (`proviso up`): it makes the file."
    return "Put the file back, or erase this database and load it again: `proviso reset`."
