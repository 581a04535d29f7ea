"""A small HTTP server beside the bot: whoever runs it asks there whether it lives."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from typing import TypeAlias

import structlog
import uvicorn
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import BaseRoute, Route

log = structlog.get_logger(__name__)

Check: TypeAlias = Callable[[], Awaitable[bool]]
Figure: TypeAlias = Callable[[], float | None]

#: Seconds a check may take before it counts as failed.
_CHECK_TIME = 2.0
#: Seconds that open connections get to end when the server stops.
_GRACE = 2


class HealthError(Exception):
    """The address to listen on is not one."""


@contextlib.asynccontextmanager
async def serve_health(
    listen: str,
    checks: Mapping[str, Check],
    *,
    figures: Mapping[str, Figure] | None = None,
    routes: Sequence[BaseRoute] = (),
) -> AsyncIterator[str | None]:
    """Answer `/healthz` on `listen` (`host:port`, `[::1]:port`; port 0 takes a free one) inside the block.

    Yields the address that is bound, or None if it is taken or not allowed: then a warning is logged and the
    bot runs without. `routes` are served beside `/healthz`. Signals stay with whoever runs the loop.

    Raises:
        HealthError: `listen` is not an address and a port.
    """
    bound = _bind(*_host_and_port(listen))
    if bound is None:
        log.warning("health.not_served", listen=listen)
        yield None
        return
    with bound:
        async with _serving(bound, health_app(checks, figures=figures, routes=routes)):
            yield _address(bound)


def health_app(
    checks: Mapping[str, Check],
    *,
    figures: Mapping[str, Figure] | None = None,
    routes: Sequence[BaseRoute] = (),
) -> Starlette:
    """Return the application: GET and HEAD of `/healthz`, `routes`, and 404 for the rest.

    `/healthz` says 200 whenever the process and its event loop live, since a restart would not mend a
    database; each check is a field beside it, true or false, and each figure a number or null.
    """

    async def healthz(_: Request) -> JSONResponse:
        fields: dict[str, object] = {"status": "ok"}
        fields.update(zip(checks, await asyncio.gather(*map(_passes, checks.values())), strict=True))
        fields.update((name, _rounded(figure())) for name, figure in (figures or {}).items())
        return JSONResponse(fields, headers={"Cache-Control": "no-store"})

    app = Starlette(
        routes=[Route("/healthz", healthz, methods=["GET"]), *routes],
        exception_handlers={HTTPException: _refuse},
    )
    app.router.redirect_slashes = False
    return app


async def _passes(check: Check) -> bool:
    try:
        async with asyncio.timeout(_CHECK_TIME):
            return await check()
    except Exception as error:  # noqa: BLE001  (a check that breaks has not passed; the page must still come)
        log.warning("health.check_failed", error=type(error).__name__)
        return False


def _rounded(figure: float | None) -> float | None:
    return None if figure is None else round(figure, 1)


async def _refuse(_: Request, error: Exception) -> JSONResponse:
    refused = error if isinstance(error, HTTPException) else HTTPException(500)
    return JSONResponse({"error": refused.detail}, refused.status_code, headers=refused.headers)


def _host_and_port(listen: str) -> tuple[str, int]:
    host, colon, port = listen.rpartition(":")
    if not colon or not host or not port.isascii() or not port.isdigit() or int(port) > 65535:
        raise HealthError(f"not an address and a port: {listen!r}, write it like 127.0.0.1:8080")
    return host.removeprefix("[").removesuffix("]"), int(port)


def _bind(host: str, port: int) -> socket.socket | None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError:
        return None


def _address(bound: socket.socket) -> str:
    host, port = bound.getsockname()[:2]
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


class _Embedded(uvicorn.Server):
    """A server inside a loop that somebody else runs."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = asyncio.Event()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready.set()


@contextlib.asynccontextmanager
async def _serving(bound: socket.socket, app: Starlette) -> AsyncIterator[None]:
    server = _Embedded(
        uvicorn.Config(
            app,
            lifespan="off",
            ws="none",
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=_GRACE,
        )
    )
    task = asyncio.create_task(server.serve(sockets=[bound]))
    try:
        await server.ready.wait()
        yield
    finally:
        server.should_exit = True
        await task
