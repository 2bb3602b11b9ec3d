"""What a server may be told: where it listens, whom it answers, and how much it gives at once."""

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Settings of the API; each is a variable PROVISO_… in the environment."""

    model_config = SettingsConfigDict(env_prefix="PROVISO_", extra="ignore", frozen=True)

    host: str = Field("127.0.0.1", description="Address to listen on.")
    port: int = Field(8000, description="Port to listen on.")
    allowed_hosts: tuple[str, ...] = Field((), description="Host names that are served besides loopback.")
    seconds: float = Field(20.0, gt=0, description="Time limit of an operation.")
    body_bytes: int = Field(256 * 1024, gt=0, description="Longest request body.")
    tokens: int = Field(6_000, gt=0, description="Longest document, in tokens.")
    depth: int = Field(15, gt=0, description="Deepest nesting of fields.")
    root_fields: int = Field(50, gt=0, description="Most fields at the root, aliases included.")
    fields: int = Field(4_000, gt=0, description="Most fields of an operation, fragments opened.")
    first_root: int = Field(5_000, gt=0, description="Longest page at the root.")
    first_nested: int = Field(1_000, gt=0, description="Longest page below the root.")
    rows: int = Field(200_000, gt=0, description="Most rows that an operation may ask for.")
    remembered: int = Field(2_000_000, ge=0, description="Characters of documents kept parsed and planned.")
