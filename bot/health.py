"""A small HTTP server beside the bot: whoever runs it asks there whether it lives, and Telegram may deliver there."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Callable, Mapping, Sequence

import structlog
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.web.pages import Check, Figure, health_page
from bot.web.serving import AddressError as HealthError
from bot.web.serving import address_of, bind, serving

log = structlog.get_logger(__name__)

__all__ = ["Check", "Figure", "HealthError", "Mounted", "health_app", "serve_health"]


@contextlib.asynccontextmanager
async def serve_health(
    listen: str,
    checks: Mapping[str, Check],
    *,
    figures: Mapping[str, Figure] | None = None,
    routes: Sequence[BaseRoute] = (),
    mounted: Mounted | None = None,
) -> AsyncIterator[str | None]:
    """Answer `/healthz` on `listen` (`host:port`, `[::1]:port`; port 0 takes a free one) inside the block.

    Yields the address that is bound, or None if it is taken or not allowed: then a warning is logged and the
    bot runs without. `routes` are served beside `/healthz`, and `mounted` before all of them.

    Raises:
        HealthError: `listen` is not an address and a port, or what is mounted cannot be reached there.
    """
    bound = bind(listen)
    if bound is None:
        if mounted is not None:
            raise HealthError(f"BOT_LISTEN: {listen} is taken or not allowed, and the webhook needs it")
        log.warning("health.not_served", listen=listen)
        yield None
        return
    pages = health_app(checks, figures=figures, routes=routes)
    with bound:
        async with serving(bound, pages if mounted is None else mounted.before(pages)):
            yield address_of(bound)


def health_app(
    checks: Mapping[str, Check],
    *,
    figures: Mapping[str, Figure] | None = None,
    routes: Sequence[BaseRoute] = (),
) -> Starlette:
    """Return the application: GET and HEAD of `/healthz`, `routes`, and 404 for the rest."""
    app = Starlette(
        routes=[health_page(checks, figures or {}), *routes], exception_handlers={HTTPException: _refuse}
    )
    app.router.redirect_slashes = False
    return app


async def _refuse(_: Request, error: Exception) -> JSONResponse:
    refused = error if isinstance(error, HTTPException) else HTTPException(500)
    return JSONResponse({"error": refused.detail}, refused.status_code, headers=refused.headers)


class Mounted:
    """An application at one path, asked first: routing would cost it as much as its own work."""

    def __init__(self, path: str, app: ASGIApp, missed: Callable[[], None]) -> None:
        """Serve `app` at `path`; `missed` is told of each POST to any other path."""
        self._path = path
        self._app = app
        self._missed = missed

    def before(self, pages: ASGIApp) -> ASGIApp:
        """An application that asks `pages` for every other path."""

        async def app(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] == "http" and scope["path"] == self._path:
                await self._app(scope, receive, send)
                return
            if scope["type"] == "http" and scope["method"] == "POST":
                self._missed()
            await pages(scope, receive, send)

        return app
