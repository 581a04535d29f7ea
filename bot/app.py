"""The composition root: settings become services, services become a running Telegram application."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterable
from functools import lru_cache, partial
from urllib.parse import urljoin

# Without this, telegram warns about every RetryAfter it parses.
os.environ.setdefault("PTB_TIMEDELTA", "1")

import structlog
from starlette.routing import BaseRoute
from telegram import Update
from telegram.ext import ExtBot
from telegram.request import BaseRequest

from bot.allowances import Allowances
from bot.answering import Answering
from bot.clock import Clock, SystemClock
from bot.delivery.campaigns import Campaigns
from bot.delivery.limiter import Limiter
from bot.delivery.reporting import Reporting
from bot.delivery.sender import Sender
from bot.delivery.spreading import Spreading
from bot.delivery.sweeping import prune_deliveries
from bot.duties import Duty
from bot.environment import env_file_open_to_others
from bot.intake.ordering import may_change
from bot.logs import configure_logs
from bot.memory import give_back, keep_one_heap
from bot.metrics import Metrics
from bot.network.request import LeanRequest
from bot.official_texts import OfficialTexts
from bot.opening import Storage, open_storage
from bot.preparing import answering_of
from bot.proposals.moderating import moderating_of
from bot.proposals.reception import Reception
from bot.proposals.service import proposals_of
from bot.recent_answers import RecentAnswers
from bot.rendering.scene import Scenes
from bot.running import Work, work
from bot.services import Services
from bot.sessions.calendar import Publisher
from bot.sessions.importing import Importing
from bot.sessions.publishing import Publishing
from bot.sessions.routes import calendar_routes
from bot.sessions.service import Sessions
from bot.settings import Settings, load_settings
from bot.starting import greet, offer_admin_link
from bot.stopping import CLOSE_SECONDS, within
from bot.storage.commits import after_commits
from bot.storage.updates import prune_updates
from bot.subscriptions import Subscriptions
from bot.webhook_settings import check_webhook
from content.quote import Wordings
from handlers import UPDATES
from handlers.application import application_of
from handlers.context import App, Context
from handlers.daily_report import post_account
from handlers.menus import set_menus
from handlers.moderation_posting import DeskDuty, warn
from handlers.views.notices import TelegramMessenger

log = structlog.get_logger()

_TICK_SECONDS = 1.0
_PRUNE_SECONDS = 3600.0
_READ_SECONDS = 60.0
_ACCOUNT_SECONDS = 60.0
_DELIVERY_SECONDS = 0.5
_REPORT_SECONDS = 3.0
_MEASURE_SECONDS = 10.0


def assemble(
    settings: Settings,
    answering: Answering,
    storage: Storage,
    clock: Clock,
    bot: ExtBot[None],
    metrics: Metrics | None = None,
    allowances: Allowances | None = None,
    *,
    local: bool = False,
) -> App:
    """The Telegram application with every handler, for an initialised bot. Its own updater and queue are not used.

    With `local` its notices are for people of the local chat.
    """
    pack = answering.pack
    language = settings.language or pack.info.languages[0]
    official = OfficialTexts.within(settings.data_dir)
    scenes = Scenes(pack, language, official)
    hours = {"quiet": settings.quiet_hours, "zone": pack.info.zone}
    campaigns = Campaigns(storage.database, clock, rate=settings.send_rate, local=local, **hours)
    sessions = Sessions(storage.database, pack, clock)
    publishing = Publishing(storage.database, sessions, campaigns, scenes, clock)
    proposals = proposals_of(
        reception_of(settings),
        database=storage.database,
        people=storage.people,
        gaps=storage.gaps,
        sealer=storage.sealer,
        clock=clock,
        campaigns=campaigns,
        answering=answering,
        scenes=scenes,
    )
    services = Services(
        pack=pack,
        answering=answering,
        scenes=scenes,
        official=official,
        quotations=Wordings(pack, official.revisions, answering.languages),
        people=storage.people,
        staff=storage.staff,
        database=storage.database,
        clock=clock,
        recent=RecentAnswers(),
        gaps=storage.gaps,
        campaigns=campaigns,
        proposals=proposals,
        moderating=moderating_of(
            proposals,
            database=storage.database,
            people=storage.people,
            staff=storage.staff,
            clock=clock,
            campaigns=campaigns,
            scenes=scenes,
            signer=storage.signer,
            chat=settings.moderation_chat,
            channel=settings.log_channel,
        ),
        subscriptions=Subscriptions(storage.database, storage.people, clock, **hours),
        publishing=publishing,
        importing=Importing(storage.database, publishing, campaigns, scenes, clock),
        default_language=language,
        name=bot.username,
        metrics=metrics or Metrics(),
        allowances=allowances or Allowances(clock),
        calendar_address=_calendar_address(settings),
    )
    return application_of(bot, services)


def reception_of(settings: Settings) -> Reception:
    """Whether and for whom the operator takes proposals in."""
    return Reception(
        mode=settings.intake,
        operator=settings.operator,
        contact=settings.contact,
        recipient=settings.recipient,
        begins=settings.intake_from,
        ends=settings.intake_until,
        commission=settings.commission,
    )


def _calendar_address(settings: Settings) -> str | None:
    """Where the calendars are to be had from outside: beside the webhook, whose address alone is known to be public."""
    if not settings.webhook_url or settings.listen == "off":
        return None
    return urljoin(settings.webhook_url, "/calendar.ics")


def services_of(app: App) -> Services:
    """The services that an application was assembled with."""
    kind: type[Context] = app.context_types.context
    return kind._services  # noqa: SLF001 - the root that put them there


def run_bot() -> None:
    """Run the bot on Telegram until it is told to stop.

    Raises:
        UsageError: a setting, the pack or the token cannot be used.
        StorageError: the database cannot be used.
    """
    settings = load_settings()
    check_webhook(settings)
    configure_logs(settings.log_format)
    if env_file_open_to_others():
        log.warning("settings.open_to_others", file=".env", mend="chmod 600 .env")
    try:
        import uvloop
    except ImportError:
        asyncio.run(_run(settings))
    else:
        uvloop.run(_run(settings))


async def _run(settings: Settings) -> None:
    keep_one_heap()
    clock = SystemClock(settings.clock)
    prepared = lru_cache(partial(answering_of, settings))
    async with open_storage(settings, clock, apart=prepared) as storage:
        answering = prepared()
        metrics = Metrics()
        bot = make_bot(settings, LeanRequest(observe=metrics.called))
        await greet(bot)
        app = assemble(settings, answering, storage, clock, bot, metrics)
        await app.initialize()
        try:
            await set_menus(bot, services_of(app).scenes, services_of(app).default_language)
            await offer_admin_link(storage, bot)
            _tell_texts(services_of(app).official)
            services = services_of(app)
            give_back()
            delivery = delivery_duties(settings, storage, services, bot)
            duties = [*duties_of(storage, services), *desk_duties(app), *delivery]
            await work(_work(settings, storage, services, app, duties))
        finally:
            await within(CLOSE_SECONDS, app.shutdown(), what="telegram")


def make_bot(settings: Settings, request: BaseRequest | None = None) -> ExtBot[None]:
    """The bot of the settings' token and server; `request` None means the network."""
    return ExtBot(
        settings.token or "",
        base_url=f"{settings.api_url}/bot",
        base_file_url=f"{settings.api_url}/file/bot",
        request=request,
        get_updates_request=request,
        rate_limiter=Limiter(settings.send_rate),
    )


def make_sender(settings: Settings, storage: Storage, services: Services, bot: ExtBot[None]) -> Sender:
    """What delivers notices by that bot; those of the local chat where the campaigns are."""
    if not isinstance(bot.rate_limiter, Limiter):
        raise TypeError("the bot was not made by make_bot")
    zone = services.pack.info.zone
    return Sender(
        storage.database,
        storage.people,
        services.clock,
        Spreading(storage.database, services.clock, quiet=settings.quiet_hours, zone=zone),
        TelegramMessenger(bot, paid=settings.paid_broadcast),
        services.scenes,
        bot.rate_limiter,
        language=services.default_language,
        local=services.campaigns.local,
    )


def make_reporting(storage: Storage, services: Services, bot: ExtBot[None]) -> Reporting:
    """What shows editors how sending goes on."""
    return Reporting(
        storage.database,
        storage.people,
        services.campaigns,
        services.scenes,
        TelegramMessenger(bot, prompt=True),
        services.clock,
        language=services.default_language,
    )


def delivery_duties(
    settings: Settings, storage: Storage, services: Services, bot: ExtBot[None]
) -> list[Duty]:
    """What delivers notices, and shows editors how that goes on."""
    sender = make_sender(settings, storage, services, bot)
    reporting = make_reporting(storage, services, bot)

    async def measure() -> None:
        rate = bot.rate_limiter.rate if isinstance(bot.rate_limiter, Limiter) else settings.send_rate
        services.metrics.notices((await services.campaigns.queue()).figures() | {"allowed_a_second": rate})

    return [
        Duty("delivery", _DELIVERY_SECONDS, sender.run, alone=True, stop=sender.stop),
        Duty("progress", _REPORT_SECONDS, reporting.run, alone=True),
        Duty("notice figures", _MEASURE_SECONDS, measure),
    ]


def _tell_texts(official: OfficialTexts) -> None:
    """Log which official texts are loaded; a warning where there are none, or where one cannot be read."""
    held = [f"{r.text.edition} {r.text.language} {r.text.revision}" for r in official.held()]
    if held:
        log.info("texts.loaded", revisions=held)
    else:
        log.warning("texts.none_loaded", shown="unofficial summaries", mend="python -m bot content import")
    for reason in official.damaged.values():
        log.error("texts.damaged", reason=reason)


def _work(
    settings: Settings,
    storage: Storage,
    services: Services,
    app: App,
    duties: Iterable[Duty],
) -> Work:
    async def in_turn(update: Update) -> bool:
        return await may_change(update, storage.people.find)

    def look_again(update: Update) -> None:
        if update.effective_user is not None:
            storage.people.look_again(update.effective_user.id)

    return Work(
        settings=settings,
        bot=app.bot,
        database=storage.database,
        metrics=services.metrics,
        allowed=UPDATES,
        handle=app.process_update,
        in_turn=in_turn,
        pseudonym=storage.people.pseudonym,
        knows=lambda: bool(services.pack.edition.numbers),
        duties=duties,
        look_again=look_again,
        routes=routes_of(services),
    )


def routes_of(services: Services) -> list[BaseRoute]:
    """What is served over HTTP beside the health page."""
    publisher = Publisher(services.name, services.calendar_address)
    return calendar_routes(services.scenes, services.default_language, publisher, services.publishing.renew)


def duties_of(storage: Storage, services: Services) -> list[Duty]:
    """What the bot does by itself while it runs."""

    async def renew_texts() -> None:
        if storage.texts is not None:
            await storage.texts.exchange()
        if services.renew_texts():
            _tell_texts(services.official)

    async def keep_ledger() -> None:
        if storage.ledger is not None:
            await storage.ledger.keep(storage.database)

    async def prune() -> None:
        await prune_updates(storage.database, services.clock.now())
        await storage.gaps.prune()
        await prune_deliveries(storage.database, services.clock.now())
        await services.proposals.feedback.prune()
        erasure = services.proposals.erasure
        await erasure.erase_those_who_left()
        await erasure.make_anonymous()
        await erasure.forget_the_old()

    return [
        Duty("last articles", _TICK_SECONDS, storage.people.write_down),
        Duty("unanswered", _TICK_SECONDS, storage.gaps.write_down),
        Duty("official texts", _TICK_SECONDS, renew_texts),
        Duty("sessions", _TICK_SECONDS, after_commits(storage.database, services.publishing.renew)),
        Duty("reminders", _TICK_SECONDS, services.publishing.reminders.publish_due, alone=True),
        Duty("ledger", _TICK_SECONDS, after_commits(storage.database, keep_ledger)),
        Duty("similar proposals", _READ_SECONDS, services.proposals.listing.read_ahead),
        Duty("pruning", _PRUNE_SECONDS, prune, alone=True),
    ]


def desk_duties(app: App) -> list[Duty]:
    """What the bot does by itself for moderators and in public: cards, warnings, and the daily account."""
    services = services_of(app)

    async def warn_moderators() -> None:
        await warn(app.bot, services)

    async def account() -> None:
        await post_account(app.bot, services)

    return [
        Duty("moderators' desk", _TICK_SECONDS, DeskDuty(app.bot, services).run, alone=True),
        Duty("warnings", _ACCOUNT_SECONDS, warn_moderators, alone=True),
        Duty("daily account", _ACCOUNT_SECONDS, account, alone=True),
    ]
