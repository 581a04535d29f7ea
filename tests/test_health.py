"""Whoever runs the bot asks over HTTP whether it lives."""

import asyncio
import json
import signal
import socket

import aiohttp
import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from structlog.testing import capture_logs

from bot.health import Check, HealthError, serve_health


async def well() -> bool:
    """Pass."""
    return True


async def ill() -> bool:
    """Do not pass."""
    return False


async def broken() -> bool:
    """Break with something that is nobody's business."""
    raise OSError("/secret/path")


async def ask(address: str | None, path: str = "/healthz", method: str = "GET") -> tuple[int, str]:
    """Return the status and body of an answer."""
    async with (
        aiohttp.ClientSession() as session,
        session.request(method, f"http://{address}{path}") as answer,
    ):
        return answer.status, await answer.text()


async def test_alive() -> None:
    """A living bot answers 200 and says that it is well."""
    async with serve_health("127.0.0.1:0", {}) as address:
        assert await ask(address) == (200, '{"status":"ok"}')


@pytest.mark.parametrize(("check", "passed"), [(well, True), (ill, False), (broken, False)])
async def test_checks(check: Check, passed: bool) -> None:
    """A check is a field; one that fails or breaks changes no status, since a restart would mend nothing."""
    async with serve_health("127.0.0.1:0", {"database": check}) as address:
        status, body = await ask(address)
    assert (status, json.loads(body)) == (200, {"status": "ok", "database": passed})


@pytest.mark.parametrize(("age", "shown"), [(None, None), (12.34, 12.3)])
async def test_figures(age: float | None, shown: float | None) -> None:
    """A figure is a field with a number, or null where there is none yet."""
    async with serve_health("127.0.0.1:0", {}, figures={"last_update_age": lambda: age}) as address:
        _, body = await ask(address)
    assert json.loads(body) == {"status": "ok", "last_update_age": shown}


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("HEAD", "/healthz", 200),
        ("POST", "/healthz", 405),
        ("DELETE", "/healthz", 405),
        ("GET", "/", 404),
        ("GET", "/healthz/", 404),
        ("GET", "/healthz/../../etc/passwd", 404),
        ("POST", "/metrics", 404),
    ],
)
async def test_anything_else(method: str, path: str, status: int) -> None:
    """Only GET and HEAD of one path are answered."""
    async with serve_health("127.0.0.1:0", {}) as address:
        assert (await ask(address, path, method))[0] == status


async def test_routes() -> None:
    """Other parts of the bot are served beside it."""

    async def hello(request: Request) -> PlainTextResponse:
        return PlainTextResponse("hello")

    async with serve_health("127.0.0.1:0", {}, routes=[Route("/hello", hello)]) as address:
        assert await ask(address, "/hello") == (200, "hello")


async def test_busy_port() -> None:
    """When the port is taken the bot runs without, and says so."""
    with socket.create_server(("127.0.0.1", 0)) as taken, capture_logs() as lines:
        listen = f"127.0.0.1:{taken.getsockname()[1]}"
        async with serve_health(listen, {}) as address:
            assert address is None
    assert [(line["event"], line["log_level"]) for line in lines] == [("health.not_served", "warning")]


async def test_foreign_address() -> None:
    """An address that this machine does not have is no reason to stay away either."""
    async with serve_health("192.0.2.1:8080", {}) as address:
        assert address is None


@pytest.mark.parametrize("listen", ["", "8080", ":8080", "127.0.0.1", "127.0.0.1:", "h:70000", "h:-1", "h:٣"])
async def test_not_an_address(listen: str) -> None:
    """What is not an address and a port is an error that shows how to write one."""
    with pytest.raises(HealthError, match=r"127\.0\.0\.1:8080"):
        async with serve_health(listen, {}):
            pass


async def test_port_is_free_afterwards() -> None:
    """The port is given back, so that a restart can take it."""
    async with serve_health("127.0.0.1:0", {}) as address:
        assert address is not None
    async with serve_health(address, {}) as again:
        assert again == address


async def test_signals_stay() -> None:
    """Serving leaves the handling of signals to whoever runs the loop."""
    before = signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)
    async with serve_health("127.0.0.1:0", {}):
        assert (signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)) == before


async def test_error_inside() -> None:
    """An error inside the block ends the server and goes on to whoever runs the bot."""
    with pytest.raises(KeyError):
        async with serve_health("127.0.0.1:0", {}):
            raise KeyError("x")


async def test_asked_by_many() -> None:
    """Many who ask at once are all answered."""
    async with serve_health("127.0.0.1:0", {"database": well}) as address:
        answers = await asyncio.gather(*(ask(address) for _ in range(50)))
    assert {status for status, _ in answers} == {200}
