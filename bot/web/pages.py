"""Pages for whoever runs the bot: is it alive, may it be sent work, and how is it doing."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import TypeAlias

import structlog
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from bot.metrics import CONTENT_TYPE, Metrics

log = structlog.get_logger(__name__)

Check: TypeAlias = Callable[[], Awaitable[bool]]
Figure: TypeAlias = Callable[[], float | None]

#: Seconds a check may take before it counts as failed.
_CHECK_TIME = 2.0
_FRESH = {"Cache-Control": "no-store"}


def health_page(checks: Mapping[str, Check], figures: Mapping[str, Figure]) -> BaseRoute:
    """`/healthz`: 200 whenever the process and its event loop live, since a restart would not mend a database.

    Each check is a field, true or false, and each figure a number or null.
    """

    async def healthz(_: Request) -> JSONResponse:
        fields = {"status": "ok"} | await _fields(checks, figures)
        return JSONResponse(fields, headers=_FRESH)

    return Route("/healthz", healthz, methods=["GET"])


def ready_page(checks: Mapping[str, Check], figures: Mapping[str, Figure]) -> BaseRoute:
    """`/readyz`: 200 where all checks pass, else 503: then a load balancer sends updates to another worker."""

    async def readyz(_: Request) -> JSONResponse:
        fields = await _fields(checks, figures)
        ready = all(fields[name] for name in checks)
        status = {"status": "ready" if ready else "not ready"}
        return JSONResponse(status | fields, 200 if ready else 503, headers=_FRESH)

    return Route("/readyz", readyz, methods=["GET"])


def metrics_page(metrics: Metrics) -> BaseRoute:
    """`/metrics`, in Prometheus' text format."""

    async def shown(_: Request) -> Response:
        return Response(metrics.text(), media_type=CONTENT_TYPE, headers=_FRESH)

    return Route("/metrics", shown, methods=["GET"])


async def _fields(checks: Mapping[str, Check], figures: Mapping[str, Figure]) -> dict[str, object]:
    passed = await asyncio.gather(*(_passes(check) for check in checks.values()))
    fields: dict[str, object] = dict(zip(checks, passed, strict=True))
    fields.update((name, _rounded(figure())) for name, figure in figures.items())
    return fields


async def _passes(check: Check) -> bool:
    try:
        async with asyncio.timeout(_CHECK_TIME):
            return await check()
    except Exception as error:  # noqa: BLE001  (a check that breaks has not passed; the page must still come)
        log.warning("health.check_failed", error=type(error).__name__)
        return False


def _rounded(figure: float | None) -> float | None:
    return figure if figure is None or isinstance(figure, bool) else round(figure, 1)
