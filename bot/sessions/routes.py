"""The calendars over HTTP: `/calendar.ics`, `/calendar/<body>.ics` and `/calendar/session/<id>.ics`.

`?lang=` chooses one of the pack's languages. What did not change since is answered with 304 (RFC 9110, 13.1.2).
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Awaitable, Callable

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.rendering.scene import Scene, Scenes
from bot.sessions.calendar import Publisher, feed, one_session
from bot.storage.errors import StorageError

Renew = Callable[[], Awaitable[object]]

MEDIA_TYPE = "text/calendar; charset=utf-8"
FRESH_SECONDS = 300
"""How long a proxy may keep a calendar."""


def calendar_routes(
    scenes: Scenes, language: str, publisher: Publisher, renew: Renew | None = None
) -> list[BaseRoute]:
    """The routes of the calendars, in `language` where none is asked for.

    `renew` takes up what was changed since; None: nothing but what the scenes know. While the database does not answer,
    that is what is served.
    """

    async def scene_of(request: Request) -> Scene:
        if renew is not None:
            with contextlib.suppress(StorageError):
                await renew()
        asked = request.query_params.get("lang", language)
        return scenes(asked if asked in scenes.pack.info.languages else language)

    async def everything(request: Request) -> Response:
        return _answer(request, feed(await scene_of(request), publisher), "sessions")

    async def of_body(request: Request) -> Response:
        scene, body = await scene_of(request), request.path_params["body"]
        if scene.record.body(body) is None:
            raise HTTPException(404)
        return _answer(request, feed(scene, publisher, body), body)

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
