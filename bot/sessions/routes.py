"""The calendars over HTTP: `/calendar.ics`, `/calendar/<body>.ics` and `/calendar/session/<id>.ics`.

`?lang=` chooses one of the pack's languages. What did not change since is answered with 304 (RFC 9110, 13.1.2).
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
from collections.abc import Awaitable, Callable

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.rendering.scene import Scene, Scenes
from bot.sessions.calendar import Publisher, feed, one_session
from bot.sessions.record import Record
from bot.storage.errors import StorageError

Renew = Callable[[], Awaitable[object]]

MEDIA_TYPE = "text/calendar; charset=utf-8"
FRESH_SECONDS = 300
"""How long a proxy may keep a calendar."""


class _Feeds:
    """Feeds as they were made last: a long one takes a second, and changes only with the record."""

    def __init__(self, publisher: Publisher) -> None:
        self._publisher = publisher
        self._record: Record | None = None
        self._made: dict[tuple[str, str | None], bytes] = {}
        self._turn = asyncio.Lock()

    async def of(self, scene: Scene, body: str | None) -> bytes:
        """The calendar of all sessions, or of those of a body; made once, beside everything else that goes on."""
        async with self._turn:
            if self._record is not scene.record:
                self._record = scene.record
                self._made.clear()
            key = (scene.language, body)
            if key not in self._made:
                self._made[key] = await asyncio.to_thread(feed, scene, self._publisher, body)
            return self._made[key]


def calendar_routes(
    scenes: Scenes, language: str, publisher: Publisher, renew: Renew | None = None
) -> list[BaseRoute]:
    """The routes of the calendars, in `language` where none is asked for.

    `renew` takes up what was changed since; None: nothing but what the scenes know. While the database does not answer,
    that is what is served.
    """
    feeds = _Feeds(publisher)

    async def scene_of(request: Request) -> Scene:
        if renew is not None:
            with contextlib.suppress(StorageError):
                await renew()
        asked = request.query_params.get("lang", language)
        return scenes(asked if asked in scenes.pack.info.languages else language)

    async def everything(request: Request) -> Response:
        return _answer(request, await feeds.of(await scene_of(request), None), "sessions")

    async def of_body(request: Request) -> Response:
        scene, body = await scene_of(request), request.path_params["body"]
        if scene.record.body(body) is None:
            raise HTTPException(404)
        return _answer(request, await feeds.of(scene, body), body)

    async def of_session(request: Request) -> Response:
        scene, identity = await scene_of(request), request.path_params["session"]
        session = next((each for each in scene.record.sessions if each.id == identity), None)
        if session is None:
            raise HTTPException(404)
        return _answer(request, one_session(scene, session, publisher), identity)

    return [
        Route("/calendar.ics", everything, methods=["GET"]),
        Route("/calendar/session/{session}.ics", of_session, methods=["GET"]),
        Route("/calendar/{body}.ics", of_body, methods=["GET"]),
    ]


def _answer(request: Request, data: bytes, name: str) -> Response:
    tag = f'"{hashlib.sha256(data).hexdigest()[:32]}"'
    headers = {
        "ETag": tag,
        "Cache-Control": f"public, max-age={FRESH_SECONDS}",
        "Content-Disposition": f'inline; filename="{name}.ics"',
        "X-Content-Type-Options": "nosniff",
    }
    known = [each.strip().removeprefix("W/") for each in request.headers.get("if-none-match", "").split(",")]
    if tag in known or "*" in known:
        return Response(status_code=304, headers=headers)
    return Response(data, media_type=MEDIA_TYPE, headers=headers)
