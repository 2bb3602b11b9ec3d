"""The web application: GraphQL, the page to write it in, and health."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from api import explorer, health
from api.access import Access
from api.downloads import export
from api.endpoint import graphql
from api.engine import Engine
from api.envelope import Envelope
from api.metrics import Metrics, Timed
from api.settings import Settings
from api.trusted import Trusted
from api.version import Version
from api.warming import warm
from graph.address import Address
from graph.store import Reader

_SHORT, _LEVEL = 1_000, 5
_LOOPBACK = ("localhost", "127.0.0.1", "[::1]", "::1")
"""Other names are refused: a page elsewhere may point its own name at this machine and read the answers."""


def create_app(address: Address, settings: Settings | None = None) -> Starlette:
    """The application over the database at an address; it opens its connections when it starts."""
    chosen = settings or Settings()
    trusted, access, metrics = Trusted(chosen), Access(chosen), Metrics()

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        reader = Reader(address, seconds=chosen.seconds)
        engine = app.state.engine = Engine(Timed(reader, metrics), chosen)
        metrics.documents(engine.documents)
        app.state.trusted, app.state.access, app.state.version = trusted, access, Version()
        warming = asyncio.create_task(warm(engine)) if chosen.warm else None
        try:
            yield
        finally:
            if warming:
                warming.cancel()
                await asyncio.wait({warming})
            await reader.close()

    hosts = [*_LOOPBACK, *chosen.allowed_hosts]
    return Starlette(
        routes=[
            Route("/", _home),
            Route("/graphql", graphql, methods=["GET", "POST"]),
            Route("/export", export, methods=["GET", "POST"]),
            Route("/static/graphiql/{name}", explorer.part),
            Route("/healthz", health.alive),
            Route("/readyz", health.ready),
            Route("/metrics", metrics.shown),
        ],
        middleware=[
            Middleware(Envelope, metrics=metrics),
            Middleware(TrustedHostMiddleware, allowed_hosts=hosts, www_redirect=False),
            *_across(chosen),
            Middleware(GZipMiddleware, minimum_size=_SHORT, compresslevel=_LEVEL),
        ],
        lifespan=lifespan,
    )


def _across(settings: Settings) -> list[Middleware]:
    """What lets pages of other origins ask, if any may."""
    if not settings.allowed_origins:
        return []
    return [
        Middleware(
            CORSMiddleware,
            allow_origins=settings.allowed_origins,
            allow_methods=["GET", "POST"],
            allow_headers=["content-type", "accept", "authorization", "x-api-key", "if-none-match"],
            expose_headers=["etag", "x-request-id"],
            max_age=3600,
        )
    ]


async def _home(_: Request) -> Response:
    return RedirectResponse("/graphql")
