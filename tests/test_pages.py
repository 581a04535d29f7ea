"""Pages for whoever runs the bot: readiness and figures."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.health import serve_health
from bot.metrics import Metrics
from bot.web.pages import Check, metrics_page, ready_page


async def well() -> bool:
    """Pass."""
    return True


async def ill() -> bool:
    """Do not pass."""
    return False


async def broken() -> bool:
    """Break with something that is nobody's business."""
    raise OSError("/secret/path")


@asynccontextmanager
async def asked(metrics: Metrics, **checks: Check) -> AsyncIterator[tuple[int, str]]:
    """What `/readyz` says."""
    routes = [ready_page(checks, {"lease": lambda: False}), metrics_page(metrics)]
    async with (
        serve_health("127.0.0.1:0", {}, routes=routes) as address,
        aiohttp.ClientSession() as session,
        session.get(f"http://{address}/readyz") as answer,
    ):
        yield answer.status, await answer.text()


@pytest.mark.parametrize(
    ("check", "status", "passed"), [(well, 200, True), (ill, 503, False), (broken, 503, False)]
)
async def test_ready(check: Check, status: int, passed: bool) -> None:
    """A worker is ready when all checks pass; who holds the sender's lease is told and asked of nobody."""
    async with asked(Metrics(), database=check, pack=well) as (answered, text):
        assert answered == status
        assert json.loads(text) == {
            "status": "ready" if passed else "not ready",
            "database": passed,
            "pack": True,
            "lease": False,
        }


Figure = tuple[str, tuple[tuple[str, str], ...]]


def figures(metrics: Metrics) -> dict[Figure, float]:
    """The figures as Prometheus reads them, but for when they began and how they are spread."""
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(metrics.text().decode())
        for sample in family.samples
        if not sample.name.endswith(("_created", "_bucket"))
    }


def test_figures() -> None:
    """What is counted is shown, by kinds that are few and known beforehand."""
    metrics = Metrics()
    metrics.update(1, "message", "done", 0.25)
    metrics.failed(2)
    metrics.update(2, "callback_query", "done", 0.5)
    metrics.answered("article")
    for result in (200, 400, 403, 429, 502, "timeout", "network"):
        metrics.called("sendMessage", result)
    metrics.refused("secret")
    metrics.queue("updates", lambda: 3)
    metrics.state("elected", lambda: True)
    expected: dict[Figure, float] = {
        ("atazan_updates_total", (("kind", "message"), ("outcome", "done"))): 1.0,
        ("atazan_updates_total", (("kind", "callback_query"), ("outcome", "failed"))): 1.0,
        ("atazan_update_seconds_count", ()): 2.0,
        ("atazan_update_seconds_sum", ()): 0.75,
        ("atazan_answers_total", (("kind", "article"),)): 1.0,
        **{
            ("atazan_telegram_calls_total", (("method", "sendMessage"), ("result", result))): 1.0
            for result in ("ok", "bad_request", "forbidden", "too_many", "5xx", "timeout", "network")
        },
        ("atazan_webhook_refused_total", (("reason", "secret"),)): 1.0,
        ("atazan_queue_size", (("queue", "updates"),)): 3.0,
        ("atazan_state", (("state", "elected"),)): 1.0,
    }
    assert figures(metrics) == expected
