"""A web server inside the loop of the bot."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Iterator

import uvicorn
from starlette.types import ASGIApp

#: Seconds that open connections get to end when the server stops.
_GRACE = 2
#: Seconds for which a connection without requests is kept: longer than proxies keep theirs.
_KEPT = 75


class AddressError(Exception):
    """The address to listen on is not one."""


def bind(listen: str) -> socket.socket | None:
    """Take an address (`host:port`, `[::1]:port`; port 0 takes a free one); None if it is taken or not allowed.

    Raises:
        AddressError: it is not an address and a port.
    """
    host, port = _host_and_port(listen)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=1024)
    except OSError:
        return None


def _host_and_port(listen: str) -> tuple[str, int]:
    host, colon, port = listen.rpartition(":")
    if not colon or not host or not port.isascii() or not port.isdigit() or int(port) > 65535:
        raise AddressError(f"not an address and a port: {listen!r}, write it like 127.0.0.1:8080")
    return host.removeprefix("[").removesuffix("]"), int(port)


def address_of(bound: socket.socket) -> str:
    """The address that was taken."""
    host, port = bound.getsockname()[:2]
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


class _Embedded(uvicorn.Server):
    """A server inside a loop that somebody else runs. Signals stay with whoever runs it."""

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
async def serving(bound: socket.socket, app: ASGIApp) -> AsyncIterator[None]:
    """Serve `app` on a bound socket for as long as the block runs."""
    server = _Embedded(
        uvicorn.Config(
            app,
            lifespan="off",
            ws="none",
            log_config=None,
            access_log=False,
            server_header=False,
            date_header=False,
            proxy_headers=False,
            timeout_keep_alive=_KEPT,
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
