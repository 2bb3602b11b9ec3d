"""What a server may be told: where it listens, whom it answers, and how much it gives at once."""

from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict


def _separated(given: object) -> object:
    if isinstance(given, str):
        return tuple(name.strip() for name in given.split(",") if name.strip())
    return given


class Settings(BaseSettings):
    """Settings of the API; each is a variable PROVISO_… in the environment."""

    model_config = SettingsConfigDict(env_prefix="PROVISO_", extra="ignore", frozen=True)

    host: str = Field(default="127.0.0.1", description="Address to listen on.")
    port: int = Field(default=8000, description="Port to listen on.")
    allowed_hosts: Annotated[tuple[str, ...], NoDecode, BeforeValidator(_separated)] = Field(
        default=(), description="Host names that are served besides loopback, separated by commas."
    )
    allowed_origins: Annotated[tuple[str, ...], NoDecode, BeforeValidator(_separated)] = Field(
        default=(), description="Origins of pages elsewhere that may ask, such as https://city.example."
    )
    seconds: float = Field(default=20.0, gt=0, description="Time limit of an operation.")
    warm: bool = Field(default=True, description="Have the database plan every question at the start.")
    body_bytes: int = Field(default=256 * 1024, gt=0, description="Longest request body.")
    batch: int = Field(default=10, gt=0, description="Most operations in one request.")
    documents: Path | None = Field(
        default=None, description="A JSON file of documents that are asked for by their SHA-256."
    )
    only_documents: bool = Field(default=False, description="Answer the documents of that file only.")
    keys: Path | None = Field(
        default=None, description="A JSON file of those who may ask, made by `proviso key`; all unless given."
    )
    jwks: str | None = Field(
        default=None, description="Address or file of the public keys of those who sign tokens (JWKS)."
    )
    audience: str | None = Field(default=None, description="The audience that tokens must name.")
    issuer: str | None = Field(default=None, description="The issuer that tokens must name.")
    per_minute: int | None = Field(
        default=None, gt=0, description="Most requests of a caller in a minute; no limit unless given."
    )
    introspection: bool = Field(default=True, description="Let the schema be asked for.")
    explain: bool = Field(default=True, description="Tell the Cypher of an answer where it is asked for.")
    tokens: int = Field(default=6_000, gt=0, description="Longest document, in tokens.")
    depth: int = Field(default=15, gt=0, description="Deepest nesting of fields.")
    root_fields: int = Field(default=50, gt=0, description="Most fields at the root, aliases included.")
    fields: int = Field(default=4_000, gt=0, description="Most fields of an operation, fragments opened.")
    walks: int = Field(default=60, gt=0, description="Most lists that an operation may open.")
    tests: int = Field(default=100, gt=0, description="Most tests in one `where`.")
    first_root: int = Field(default=5_000, gt=0, description="Longest page at the root.")
    first_nested: int = Field(default=1_000, gt=0, description="Longest page below the root.")
    export_page: int = Field(default=1_000, gt=0, description="Rows of an export that are read at once.")
    rows: int = Field(default=200_000, gt=0, description="Most rows that an operation may ask for.")
    remembered: int = Field(
        default=2_000_000, ge=0, description="Characters of documents kept parsed and planned."
    )
