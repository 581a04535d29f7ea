"""What the bot sends to the moderators' group by itself, and edits there; called again and again by a duty."""

from __future__ import annotations

import time

import structlog
from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter
from telegram.ext import ExtBot

from bot.feedback import Said
from bot.proposals.desk import SINGLE, SUMMARY_SECONDS, may_change, state_of
from bot.proposals.sent_messages import Kind, Sent
from bot.rendering.card import Card
from bot.rendering.moderation import (
    alarm_card,
    answer_card,
    feedback_card,
    review_card,
    spike_card,
    waiting_card,
)
from bot.rendering.scene import Scene
from bot.services import Services
from handlers.views.markup import entities
from handlers.views.send import NO_PREVIEW, edit, parts

log = structlog.get_logger()

#: Seconds without another try after the group could not be written to.
_PEACE = 60.0

#: Cards edited in a round where there is no group.
_EDITS = 10


class _FullError(Exception):
    """The group has had its messages of this minute; the rest comes with the next call."""


class Posting:
    """One round: edits first, since words may have to go; then what somebody waits for; then new cards."""

    def __init__(self, bot: ExtBot[None], services: Services, room: int) -> None:
        self._bot = bot
        self._services = services
        self._desk = services.moderating.desk
        self._room = room

    async def round(self, chat: int | None) -> None:
        """Send and edit what is due, as long as there is room."""
        try:
            await self._edits()
            if chat is not None:
                scene = await group_scene(self._services, chat)
                await self._answers(chat, scene)
                await self._cards(chat, scene)
                await self._feedback(chat, scene)
        except _FullError:
            return

    async def warn(self, chat: int) -> None:
        """Send what the moderators are to be warned of: what waits too long, and supports that came all at once."""
        try:
            await self._warnings(chat, await group_scene(self._services, chat))
        except _FullError:
            return

    async def _edits(self) -> None:
        now = self._services.clock.now()
        for sent, review in await self._desk.stale(self._room):
            scene = self._services.scenes(sent.language)
            shown, still = state_of(review, now), may_change(review, now)
            await self._edit(sent, review_card(scene, review, now), shown, still=still)
        for sent in await self._desk.wordless(self._room):
            scene = self._services.scenes(sent.language)
            if sent.kind == "feedback":
                card = feedback_card(scene, None, sent.feedback_id or 0)
            else:
                card = answer_card(scene, sent.number or 0, None)
            await self._edit(sent, card, "gone", still=False)

    async def _edit(self, sent: Sent, card: Card, shown: str, *, still: bool) -> None:
        if sent.chat == self._desk.chat:
            self._use()
        if not await self._put_right(sent, card):
            # Deleted by somebody, or the bot is no longer there: nothing can be put right.
            log.info("moderation.uneditable")
        await self._desk.sent.edited(sent.row, shown, is_open=still)

    async def _put_right(self, sent: Sent, card: Card) -> bool:
        try:
            return await edit(self._bot, sent.chat, (sent.message_id,), card)
        except RetryAfter as error:
            raise _FullError from error
        except (ChatMigrated, Forbidden):
            return False

    async def _answers(self, chat: int, scene: Scene) -> None:
        for relay in await self._desk.relays(self._room):
            card = answer_card(scene, relay.number, relay.text)
            await self._send(chat, "answer", scene, card, proposal_id=relay.proposal_id, relay=relay.id)

    async def _cards(self, chat: int, scene: Scene) -> None:
        waiting = await self._desk.waiting()
        if waiting.total > SINGLE or await self._desk.sent.newest(chat, "summary") is not None:
            await self._summary(chat, scene)
        if waiting.total > SINGLE:
            return
        now = self._services.clock.now()
        for review in await self._desk.uncarded(chat, self._room):
            await post_review(
                self._bot,
                self._services,
                chat,
                review_card(scene, review, now),
                review.proposal.number,
                scene.language,
            )
            self._use()

    async def _summary(self, chat: int, scene: Scene) -> None:
        now, waiting = self._services.clock.now(), await self._desk.waiting()
        shown = f"{waiting.total}|{waiting.overdue}|{sorted(waiting.by_language.items())}"[:120]
        newest = await self._desk.sent.newest(chat, "summary")
        card = waiting_card(scene, waiting)
        if newest is None:
            await self._send(chat, "summary", scene, card, shown=shown)
            return
        sent, before, at = newest
        if before != shown and (now - at).total_seconds() >= SUMMARY_SECONDS:
            self._use()
            if not await edit(self._bot, chat, (sent.message_id,), card):
                await self._desk.sent.failed(sent.row)
                return
            await self._desk.sent.edited(sent.row, shown, is_open=False)

    async def _warnings(self, chat: int, scene: Scene) -> None:
        if late := await self._desk.overdue():
            await self._send(chat, "alarm", scene, alarm_card(scene, [number for _, number in late]))
            await self._desk.alarmed([row for row, _ in late])
        for proposal_id, number, lately, new in await self._desk.spikes():
            await self._send(chat, "spike", scene, spike_card(scene, number, lately, new))
            await self._desk.alarmed([proposal_id], spike=True)

    async def _feedback(self, chat: int, scene: Scene) -> None:
        for said in await self._services.proposals.feedback.unposted(self._room):
            self._use()
            await post_feedback(self._bot, self._services, chat, scene, said)

    async def _send(
        self,
        chat: int,
        kind: Kind,
        scene: Scene,
        card: Card,
        *,
        proposal_id: int | None = None,
        relay: int | None = None,
        shown: str = "",
    ) -> None:
        self._use()
        sent = self._desk.sent
        row = await sent.begin(chat, kind, scene.language, proposal_id=proposal_id, shown=shown)
        message_id = await _sent_or_forgotten(self._bot, self._services, chat, card, row)
        await sent.sent(row, message_id, relay=relay)

    def _use(self) -> None:
        if self._room <= 0:
            raise _FullError
        self._room -= 1


async def post(bot: ExtBot[None], services: Services) -> None:
    """Do one round at the moderators' desk; messages go to the group of the settings, edits to wherever cards are.

    Where it turns out that the group goes by another id, the next round goes there.

    Raises:
        BadRequest, Forbidden, RetryAfter: the group cannot be written to now.
    """
    desk = services.moderating.desk
    room = await desk.sent.room(desk.chat) if desk.chat is not None else _EDITS
    try:
        await Posting(bot, services, room).round(desk.chat)
    except ChatMigrated as error:
        await _follow(services, error)


async def warn(bot: ExtBot[None], services: Services) -> None:
    """Warn the moderators of what is to be warned of.

    Raises:
        BadRequest, Forbidden, RetryAfter: the group cannot be written to now.
    """
    desk = services.moderating.desk
    if desk.chat is None:
        return
    try:
        await Posting(bot, services, await desk.sent.room(desk.chat)).warn(desk.chat)
    except ChatMigrated as error:
        await _follow(services, error)


async def _follow(services: Services, error: ChatMigrated) -> None:
    """The moderators' group became a supergroup while the bot did not listen."""
    desk = services.moderating.desk
    if desk.chat is not None:
        await services.people.move(desk.chat, error.new_chat_id)
        await desk.group.moved(desk.chat, error.new_chat_id)


class DeskDuty:
    """Does rounds at the desk; after the group could not be written to, it leaves it in peace for a minute."""

    def __init__(self, bot: ExtBot[None], services: Services) -> None:
        self._bot = bot
        self._services = services
        self._again = 0.0
        self._begun = False

    async def run(self) -> None:
        """Do one round, unless the group is left in peace."""
        if time.monotonic() < self._again:
            return
        if not self._begun:
            await self._services.moderating.desk.group.renew()
            self._begun = True
        try:
            await post(self._bot, self._services)
        except (BadRequest, Forbidden, RetryAfter) as error:
            self._again = time.monotonic() + _PEACE
            log.error("moderation.unsent", error=type(error).__name__, mend="BOT_MODERATION_CHAT")


async def post_review(
    bot: ExtBot[None], services: Services, chat: int, card: Card, number: int, language: str
) -> None:
    """Send the card of a proposal to a chat, noted so that it is kept up to date."""
    sent, now = services.moderating.desk.sent, services.clock.now()
    review = await services.moderating.moderation.review(number)
    if review is None:
        return
    row = await sent.begin(
        chat,
        "card",
        language,
        proposal_id=review.proposal.id,
        shown=state_of(review, now),
        is_open=may_change(review, now),
    )
    await sent.sent(row, await _sent_or_forgotten(bot, services, chat, card, row))


async def post_feedback(bot: ExtBot[None], services: Services, chat: int, scene: Scene, said: Said) -> None:
    """Send feedback to a chat of moderators, noted so that it can be replied to, and mended when it is erased."""
    sent, card = services.moderating.desk.sent, feedback_card(scene, said, said.id)
    row = await sent.begin(chat, "feedback", scene.language, feedback_id=said.id)
    await sent.sent(row, await _sent_or_forgotten(bot, services, chat, card, row), feedback_id=said.id)


async def _sent_or_forgotten(bot: ExtBot[None], services: Services, chat: int, card: Card, row: int) -> int:
    """Send a card that fits one message; return its id. What Telegram refused was not sent, and is not noted."""
    text, markup = parts(card)[0]
    try:
        message = await bot.send_message(
            chat, text.text, entities=entities(text), reply_markup=markup, link_preview_options=NO_PREVIEW
        )
    except (BadRequest, ChatMigrated, Forbidden, RetryAfter):
        await services.moderating.desk.sent.failed(row)
        raise
    return message.message_id


async def group_scene(services: Services, chat: int) -> Scene:
    """How the bot speaks in a chat of moderators: as the group or the person chose, else as the operator did."""
    person = await services.people.find(chat)
    language = (person and person.language) or services.default_language
    return services.scenes(language, bool(person and person.plain_layout and chat > 0))
