"""The local Telegram as an HTTP server on loopback, for whole processes and benchmarks.

``python -m bot.local.server --port N --token T`` prints its address and serves until it is stopped; orders
for its people go to ``POST /control``.
"""

import argparse
import asyncio
import json
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web

from bot.local.control import carry_out
from bot.local.core import LocalTelegram
from bot.local.errors import ApiError, ConnectionFault
from bot.local.params import Upload
from bot.local.state import DEFAULT_TOKEN
from bot.local.webhook import WebhookDelivery

# Bot API: an upload has at most 50 MB.
REQUEST_BYTES = 50 << 20
LOOPBACK = "127.0.0.1"


@asynccontextmanager
async def serve(tg: LocalTelegram, port: int = 0, *, webhook_pause: float = 1.0) -> AsyncIterator[str]:
    """Serve on loopback and yield the base address without a slash at its end; port 0 takes a free one.

    ``webhook_pause`` is the wait before the first repeated delivery to a webhook, in seconds.

    Raises:
        OSError: the port is taken.
    """
    runner = web.AppRunner(application(tg), handler_cancellation=True, shutdown_timeout=0.1, access_log=None)
    await runner.setup()
    delivery = asyncio.create_task(WebhookDelivery(tg, webhook_pause).run())
    try:
        await web.TCPSite(runner, LOOPBACK, port).start()
        yield f"http://{LOOPBACK}:{runner.addresses[0][1]}"
    finally:
        delivery.cancel()
        await asyncio.gather(delivery, return_exceptions=True)
        await runner.cleanup()


def application(tg: LocalTelegram) -> web.Application:
    """Return the routes of the Bot API and of the control endpoint."""
    adapter = _Adapter(tg)
    app = web.Application(client_max_size=REQUEST_BYTES)
    app.router.add_route("*", "/bot{token}/{method}", adapter.call)
    app.router.add_route("*", "/file/{rest:.*}", adapter.file)
    app.router.add_post("/control", adapter.control)
    return app


class _Adapter:
    def __init__(self, tg: LocalTelegram) -> None:
        self._tg = tg

    async def call(self, request: web.Request) -> web.StreamResponse:
        refusal = self._tg.refusal(request.match_info["token"])
        if refusal is not None:
            return _response(refusal)
        try:
            parameters = await _parameters(request)
        except ValueError:
            return _response(ApiError(400, "Bad Request: can't parse request body").wire())
        try:
            return _response(await self._tg.call(request.match_info["method"], parameters))
        except ConnectionFault as fault:
            return await _stay_silent(request, fault)

    async def file(self, request: web.Request) -> web.StreamResponse:
        token, _, path = request.match_info["rest"].removeprefix("bot").partition("/")
        upload = self._tg.file_at(path) if self._tg.refusal(token) is None else None
        if upload is None:
            return _response(ApiError(404, "Not Found").wire())
        return web.Response(body=upload.content, content_type="application/octet-stream")

    async def control(self, request: web.Request) -> web.StreamResponse:
        try:
            return web.json_response(await carry_out(self._tg, await request.json()))
        except (LookupError, ValueError, TypeError, TimeoutError) as error:
            return web.json_response({"error": f"{type(error).__name__}: {error}"}, status=400)


def _response(answer: dict[str, Any]) -> web.Response:
    status = 200 if answer["ok"] else answer["error_code"]
    return web.Response(body=json.dumps(answer).encode(), status=status, content_type="application/json")


async def _parameters(request: web.Request) -> dict[str, Any]:
    parameters: dict[str, Any] = dict(request.query)
    if request.method != "POST" or not request.can_read_body:
        return parameters
    if request.content_type == "application/json":
        body = await request.json()
        return parameters | body if isinstance(body, dict) else parameters
    for name, value in (await request.post()).items():
        parameters[name] = _upload(value) if isinstance(value, web.FileField) else value
    return parameters


def _upload(field: web.FileField) -> Upload:
    return Upload(field.filename, field.file.read(), field.content_type)


async def _stay_silent(request: web.Request, fault: ConnectionFault) -> web.StreamResponse:
    """Keep the caller waiting until it gives up, or close the connection under it."""
    if fault.timed_out:
        await asyncio.Event().wait()
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


async def _run(port: int, token: str) -> None:
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    async with serve(LocalTelegram(token), port) as address:
        sys.stdout.write(f"{address}\n")
        sys.stdout.flush()
        await stopped.wait()


def main() -> None:
    """Serve until stopped."""
    parser = argparse.ArgumentParser(prog="python -m bot.local.server", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--token", default=DEFAULT_TOKEN)
    options = parser.parse_args()
    try:
        asyncio.run(_run(options.port, options.token))
    except OSError as error:
        sys.stderr.write(f"cannot listen on port {options.port}: {error.strerror}\n")
        raise SystemExit(1) from error


if __name__ == "__main__":
    main()
