"""The bot at work: updates come in, duties are done, and whoever runs it can look, until it is told to stop."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import urlsplit

import structlog
from starlette.routing import BaseRoute
from telegram import Bot, Update

from bot.duties import Duty, performing
from bot.errors import UsageError
from bot.health import Check, HealthError, Mounted, serve_health
from bot.intake.fetching import Fetching
from bot.intake.handling import Handling, kind_of
from bot.intake.lanes import Lanes, Outcome
from bot.intake.polling import Polling
from bot.intake.reading import Reader
from bot.intake.registering import Hook, Registered, register_webhook
from bot.intake.response import ResponseSlot
from bot.intake.trouble import IntakeError
from bot.intake.turns import Turns
from bot.intake.webhook import WebhookIntake
from bot.metrics import Metrics
from bot.settings import Settings
from bot.stopping import DUTY_SECONDS, INTAKE_SECONDS, told_to_stop, within
from bot.storage.database import Database
from bot.storage.installation import fact, keep_fact
from bot.storage.lease import Lease
from bot.web.pages import metrics_page, ready_page
from bot.web.webhook import WebhookApp

log = structlog.get_logger(__name__)


class Intake(Protocol):
    """How updates come in."""

    async def run(self) -> None:
        """Take updates in until `stop` is called. Raises IntakeError where there is no use in going on."""
        ...

    async def stop(self, timeout: float = 10.0) -> None:  # noqa: ASYNC109
        """Take nothing more in and finish what is in hand."""
        ...


@dataclass(frozen=True)
class Work:
    """What runs. `handle` handles one update; `allowed` are the kinds of updates asked for.

    `in_turn` says of an update whether another of the same person may not be handled at the same time, here or by
    another worker. `look_again` is told of an update when its turn has come: see `Handling`. `pseudonym` turns what
    must not be seen into what always stands for it. `knows` tells whether the pack holds the text that is asked about.
    `routes` are further pages.
    """

    settings: Settings
    bot: Bot
    database: Database
    metrics: Metrics
    allowed: tuple[str, ...]
    handle: Callable[[Update], Awaitable[None]]
    in_turn: Callable[[Update], Awaitable[bool]]
    pseudonym: Callable[[str, str], bytes]
    knows: Callable[[], bool]
    duties: Iterable[Duty] = ()
    look_again: Callable[[Update], None] = lambda _: None
    routes: Sequence[BaseRoute] = field(default=())


async def work(work: Work) -> None:
    """Run until told to stop.

    Raises:
        UsageError: the token, the webhook's address or the address to listen on cannot be used.
    """
    stop = told_to_stop()
    try:
        async with AsyncExitStack() as stack:
            lease = await stack.enter_async_context(Lease.taking(work.database))
            secret = work.pseudonym("turns", "")
            turns = await stack.enter_async_context(Turns.taking(work.database, secret))
            intake, lanes, mounted = _intake(work, turns)
            if work.settings.listen != "off":
                await stack.enter_async_context(_served(work, lanes, lease, stop, mounted))
            await stack.enter_async_context(performing(work.duties, elected=lease.held, finish=DUTY_SECONDS))
            # Left before the duties are: what is on its way is finished, and nothing new begun.
            _settle()
            log.info("started", bot=work.bot.username, mode=work.settings.mode)
            await _until_stopped(intake, stop)
            log.info("stopped")
    except (IntakeError, HealthError) as error:
        raise UsageError(str(error)) from error


def _settle() -> None:
    """Leave what was made at the start alone from now on: it stays, and each look through it would take 0.1 s."""
    gc.collect()
    gc.freeze()


async def _until_stopped(intake: Intake, stop: asyncio.Event) -> None:
    running = asyncio.create_task(intake.run())
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait({running, stopping}, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    stop.set()
    await within(INTAKE_SECONDS, intake.stop(INTAKE_SECONDS - 1), what="updates")
    if running.done():
        await running
    running.cancel()


def _intake(work: Work, turns: Turns) -> tuple[Intake, Lanes, Mounted | None]:
    """How updates come in by the settings, and what is served for it."""
    slots: dict[int, ResponseSlot] = {}
    handling = Handling(work.handle, work.in_turn, turns, slots, work.look_again)

    def observe(update: Update, outcome: Outcome, seconds: float) -> None:
        work.metrics.update(update.update_id, kind_of(update), outcome.value, seconds)

    lanes = Lanes(handling, observe=observe)
    work.metrics.queue("updates", lambda: len(lanes))
    if work.settings.mode == "polling":
        return Polling(Fetching(work.bot), lanes, work.allowed), lanes, None
    url, secret = work.settings.webhook_url or "", work.settings.webhook_secret or ""
    hook = Hook(url, secret, work.allowed)

    async def register() -> None:
        mark = work.pseudonym("webhook", f"{url} {secret}").hex()
        registered = Registered(
            mark, lambda: fact(work.database, "webhook"), lambda new: keep_fact(work.database, "webhook", new)
        )
        await register_webhook(work.bot, hook, registered)

    intake = WebhookIntake(lanes, Reader(work.bot), slots, register)
    app = WebhookApp(intake, secret, work.metrics.refused)
    mounted = Mounted(urlsplit(url).path or "/", app, lambda: work.metrics.refused("path"))
    return intake, lanes, mounted


def _served(
    work: Work, lanes: Lanes, lease: Lease, stop: asyncio.Event, mounted: Mounted | None
) -> AbstractAsyncContextManager[str | None]:
    async def not_stopping() -> bool:
        return not stop.is_set()

    async def loaded() -> bool:
        return work.knows()

    work.metrics.state("elected", lease.held)
    checks: dict[str, Check] = {"database": work.database.writable}
    ready = checks | {"pack": loaded, "running": not_stopping}
    age = {"last_update_age": lanes.seconds_since_last}
    routes = [ready_page(ready, age | {"lease": lease.held}), metrics_page(work.metrics), *work.routes]
    return serve_health(work.settings.listen, checks, figures=age, routes=routes, mounted=mounted)
