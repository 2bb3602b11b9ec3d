"""Where the database is, and whom it knows us as."""

from typing import Self

import msgspec
from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Address(msgspec.Struct, frozen=True):
    """A Neo4j server and the account to use there; the password stays out of its representation."""

    uri: str
    username: str
    password: SecretStr
    database: str = "neo4j"

    @classmethod
    def of(cls, uri: str, username: str, password: str, database: str = "neo4j") -> Self:
        """Build from plain text."""
        return cls(uri, username, SecretStr(password), database)


class _Environment(BaseSettings):
    """The variables that point to a server which Proviso does not start."""

    model_config = SettingsConfigDict(env_prefix="NEO4J_", extra="ignore")
    uri: str = ""
    username: str = "neo4j"
    password: SecretStr = Field(default=SecretStr(""))
    database: str = "neo4j"


def configured() -> Address | None:
    """The server named by NEO4J_URI, NEO4J_USERNAME, NEO4J_PASSWORD and NEO4J_DATABASE, if any."""
    named = _Environment()
    if not named.uri:
        return None
    return Address(named.uri, named.username, named.password, named.database)
