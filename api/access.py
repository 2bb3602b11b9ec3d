"""Who may ask: everybody, unless keys or signed tokens are configured; and how often.

Keys are kept as SHA-256 only: they are long and random, so nothing is gained by a slow hash. Tokens are JSON
Web Tokens, checked with the public keys of whoever signs them.
"""

import hmac
import json
import time
from hashlib import sha256
from pathlib import Path
from typing import Any

import jwt
import msgspec
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from api.settings import Settings
from schema.errors import InvalidQuestion, Refused, Unavailable

_SIGNED = ("RS256", "PS256", "ES256", "EdDSA")
_ANYBODY = "anybody"


class Unauthenticated(Refused):
    """Nobody known asks."""


class TooMany(Refused):
    """A caller asks more often than it may; `seconds` until it may again."""

    def __init__(self, message: str, remedy: str, seconds: int) -> None:
        """Keep how long to wait."""
        super().__init__(message, remedy)
        self.seconds = seconds


class Caller(msgspec.Struct, frozen=True):
    """One of those who may ask: the hash of its key, and how often it may."""

    sha256: str
    per_minute: int | None = None


class Access:
    """Lets callers in."""

    def __init__(self, settings: Settings) -> None:
        """Read the callers' file, if there is one."""
        self._settings = settings
        self._callers = callers(settings.keys) if settings.keys else {}
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._signers = _signers(settings.jwks) if settings.jwks else None

    async def admit(self, request: Request) -> str:
        """The name of the caller; raises when it is not known, or asks too often."""
        given = _given(request)
        name, often = _ANYBODY, self._settings.per_minute
        if self._settings.keys or self._settings.jwks:
            if given is None:
                raise Unauthenticated(
                    "This server answers known callers only.", "Send Authorization: Bearer …."
                )
            name, own = self._known(given) or (await self._signed(given), None)
            often = own or often
        elif often and request.client:
            name = request.client.host
        if often:
            self._count(name, often)
        return name

    def _known(self, given: str) -> tuple[str, int | None] | None:
        digest = sha256(given.encode()).hexdigest()
        found = [item for item in self._callers.items() if hmac.compare_digest(item[1].sha256, digest)]
        return (found[0][0], found[0][1].per_minute) if found else None

    async def _signed(self, token: str) -> str:
        """The subject of a token."""
        refused = Unauthenticated("The key or token is not known here.", "Ask for a new one.")
        if self._signers is None:
            raise refused
        try:
            return await run_in_threadpool(self._subject, token)
        except jwt.PyJWKClientConnectionError as error:
            raise Unavailable("The keys that sign tokens can not be read.", "Try again later.") from error
        except (jwt.PyJWTError, KeyError) as error:
            raise refused from error

    def _subject(self, token: str) -> str:
        settings = self._settings
        claims: dict[str, Any] = jwt.decode(
            token,
            self._key(token),
            algorithms=list(_SIGNED),
            audience=settings.audience,
            issuer=settings.issuer,
            options={"require": ["exp", "sub"], "verify_aud": settings.audience is not None},
        )
        return str(claims["sub"])

    def _key(self, token: str) -> Any:
        assert self._signers is not None  # noqa: S101 — narrows the type
        if isinstance(self._signers, jwt.PyJWKClient):
            return self._signers.get_signing_key_from_jwt(token).key
        return self._signers[jwt.get_unverified_header(token)["kid"]].key

    def _count(self, name: str, often: int) -> None:
        item = RateLimitItemPerMinute(often)
        if not self._limiter.hit(item, name):
            wait = max(1, round(self._limiter.get_window_stats(item, name).reset_time - time.time()))
            raise TooMany(f"More than {often} requests in a minute.", f"Wait {wait} seconds.", wait)


def callers(path: Path) -> dict[str, Caller]:
    """The callers of a file, by name."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=dict[str, Caller])
    except (OSError, msgspec.DecodeError) as error:
        raise InvalidQuestion(
            f"{path} can not be read as callers: {error}.", "Make it with `proviso key NAME --file …`."
        ) from error


def _signers(where: str) -> jwt.PyJWKClient | jwt.PyJWKSet:
    """The public keys of those who sign: of an address as they are asked for, of a file at once."""
    if where.startswith(("https://", "http://")):
        return jwt.PyJWKClient(where, timeout=5)
    try:
        return jwt.PyJWKSet.from_json(Path(where).read_text(encoding="utf-8"))
    except (OSError, ValueError, jwt.PyJWTError) as error:
        raise InvalidQuestion(
            f"{where} can not be read as public keys: {error}.", "It must be a JSON Web Key Set."
        ) from error


def enroll(path: Path, name: str, key: str, per_minute: int | None) -> None:
    """Add a caller to a file, or give it another key; the file is replaced whole."""
    known = callers(path) if path.exists() else {}
    known[name] = Caller(sha256(key.encode()).hexdigest(), per_minute)
    part = path.with_suffix(".part")
    part.write_text(json.dumps(msgspec.to_builtins(known), indent=1) + "\n", encoding="utf-8")
    part.chmod(0o600)
    part.replace(path)


def _given(request: Request) -> str | None:
    """The key or token of a request."""
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    found = given.strip() if scheme.lower() == "bearer" else request.headers.get("x-api-key", "")
    return found or None
