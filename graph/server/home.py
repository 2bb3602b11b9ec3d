"""The folder in which one managed server lives, and the folder that all of them share."""

import shutil
from pathlib import Path

from platformdirs import user_cache_path, user_data_path
from pydantic_settings import BaseSettings, SettingsConfigDict

from schema.errors import Unavailable

MEGABYTE = 1_000_000


class _Environment(BaseSettings):
    """PROVISO_HOME and PROVISO_CACHE, where they are set."""

    model_config = SettingsConfigDict(env_prefix="PROVISO_", env_ignore_empty=True, extra="ignore")
    home: Path | None = None
    cache: Path | None = None


class Home:
    """Names every file of one managed server: its database, its password, its ports and its logs."""

    def __init__(self, path: Path | None = None) -> None:
        """Take the given folder, else PROVISO_HOME, else the user's data folder."""
        chosen = path or _Environment().home or user_data_path("proviso", appauthor=False)
        self.path = chosen.expanduser().absolute()
        self.configuration = self.path / "conf"
        self.data = self.path / "data"
        self.logs = self.path / "logs"
        self.password = self.path / "password"
        self.ports = self.path / "ports.json"
        self.record = self.path / "run" / "server.json"
        self.latch = self.path / "run" / "latch"
        self.options = self.path / "run" / "java.options"

    @property
    def holds_data(self) -> bool:
        """Whether a database was ever started here."""
        return (self.data / "databases" / "system").exists()

    def make(self) -> None:
        """Create the folders, readable by the user only."""
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            for folder in (self.configuration, self.data, self.logs, self.record.parent):
                folder.mkdir(exist_ok=True)
        except OSError as error:
            raise Unavailable(
                f"The folder {self.path} cannot be made: {error.strerror}.",
                "Set PROVISO_HOME to a folder that you may write to.",
            ) from error


def cache() -> Path:
    """PROVISO_CACHE, else the user's cache folder: what any home may share and anyone may delete."""
    return (_Environment().cache or user_cache_path("proviso", appauthor=False)).expanduser().absolute()


def need_room(folder: Path, megabytes: int) -> None:
    """Raise Unavailable unless the folder's disk has that much room."""
    present = next(each for each in (folder, *folder.parents) if each.exists())
    free = shutil.disk_usage(present).free // MEGABYTE
    if free < megabytes:
        raise Unavailable(
            f"The disk of {folder} is full: {free} MB are free where {megabytes} MB are needed.",
            "Make room, or set PROVISO_HOME and PROVISO_CACHE to folders on another disk.",
        )
