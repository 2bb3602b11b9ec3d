"""The web application: GraphQL, the page to write it in, and health."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from api import explorer, health
from api.endpoint import graphql
from api.engine import Engine
from api.envelope import Envelope
from api.settings import Settings
from graph.address import Address
from graph.store import Reader

_LOOPBACK = ("localhost", "127.0.0.1", "[::1]", "::1")
"""Other names are refused: a page elsewhere may point its own name at this machine and read the answers."""


def create_app(address: Address, settings: Settings | None = None) -> Starlette:
    """The application over the database at an address; it opens its connections when it starts."""
    chosen = settings or Settings()

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        reader = Reader(address, seconds=chosen.seconds)
        app.state.engine = Engine(reader, chosen)
        yield
        await reader.close()

    hosts = [*_LOOPBACK, *chosen.allowed_hosts]
    return Starlette(
        routes=[
            Route("/", _home),
            Route("/graphql", graphql, methods=["GET", "POST"]),
            Route("/static/graphiql/{name}", explorer.part),
            Route("/healthz", health.alive),
            Route("/readyz", health.ready),
        ],
        middleware=[
            Middleware(Envelope),
            Middleware(TrustedHostMiddleware, allowed_hosts=hosts, www_redirect=False),
        ],
        lifespan=lifespan,
    )


async def _home(_: Request) -> Response:
    return RedirectResponse("/graphql")
