"""What moderators do to a proposal in the chat, however they said it, and how it is shown afterwards."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable

from telegram import Update

from bot.proposals.acting import RefusedError
from bot.proposals.moderation import QUESTION
from bot.proposals.receipts import number_of
from bot.proposals.review import REASONS, Review
from bot.rendering.card import Card
from bot.rendering.moderation import review_card
from bot.rendering.proposals import reason_name
from bot.rendering.scene import Scene
from handlers.asker import Asker
from handlers.context import Context
from handlers.moderation_posting import group_scene, post_review
from handlers.replies import say

_NUMBER = re.compile(r"#?([0-9]{1,9})")

Does = Callable[[Update, Context, Asker, int, str], Awaitable[Review]]
"""Does something with the proposal of a number, and with the text behind it. Raises RefusedError."""


async def is_moderator(context: Context, asker: Asker) -> bool:
    """Whether the asker may moderate, as of a few seconds ago."""
    return asker.telegram_id is not None and await context.services.staff.has(asker.telegram_id, "moderator")


def who_of(asker: Asker) -> int:
    """The asker's Telegram id. Raises RefusedError for whoever speaks in the name of a group."""
    if asker.telegram_id is None:
        raise RefusedError("unknown")
    return asker.telegram_id


def number_in(text: str, context: Context) -> int | None:
    """The number of a proposal, as "123", "#123" or its receipt; None: it is none of these."""
    found = _NUMBER.fullmatch(text)
    return int(found[1]) if found else number_of(text, context.services.pack.info.receipt_prefix)


async def take(update: Update, context: Context, asker: Asker, number: int, _: str) -> Review:
    """Take it in hand."""
    moderation = context.services.moderating.moderation
    return await moderation.take(who_of(asker), number, update_id=update.update_id)


async def free(update: Update, context: Context, asker: Asker, number: int, _: str) -> Review:
    """Give it out of hand."""
    moderation = context.services.moderating.moderation
    return await moderation.release(who_of(asker), number, update_id=update.update_id)


async def publish(update: Update, context: Context, asker: Asker, number: int, _: str) -> Review:
    """Let everybody read it."""
    moderation = context.services.moderating.moderation
    return await moderation.publish(who_of(asker), number, update_id=update.update_id)


async def hide(update: Update, context: Context, asker: Asker, number: int, reason: str) -> Review:
    """Hide it, for a reason named by its code or in words."""
    moderation, code = context.services.moderating.moderation, _reason_in(reason, context)
    return await moderation.hide(who_of(asker), number, code, update_id=update.update_id)


def _reason_in(text: str, context: Context) -> str:
    """The code of a reason; what is none, as it is."""
    said = text.casefold()
    for language in context.services.pack.info.languages:
        scene = context.services.scenes(language)
        for code in REASONS:
            if said in (code, reason_name(scene, code).casefold()):
                return code
    return said


async def merge(update: Update, context: Context, asker: Asker, number: int, other: str) -> Review:
    """Merge it into another."""
    into = number_in(other, context)
    if into is None:
        raise RefusedError("merge-target")
    moderation = context.services.moderating.moderation
    return await moderation.merge(who_of(asker), number, into, update_id=update.update_id)


async def undo(update: Update, context: Context, asker: Asker, number: int, _: str) -> Review:
    """Take the last decision back."""
    moderation = context.services.moderating.moderation
    return await moderation.undo(who_of(asker), number, update_id=update.update_id)


async def ask(update: Update, context: Context, asker: Asker, number: int, text: str) -> Review:
    """Ask its author."""
    if not 1 <= len(text) <= QUESTION:
        raise RefusedError("question")
    moderation = context.services.moderating.moderation
    return await moderation.ask(who_of(asker), number, text, update_id=update.update_id)


async def refuse(update: Update, asker: Asker, refused: RefusedError) -> None:
    """Say why something was not done."""
    await say(update, asker, f"mod-refused-{refused.why}", reasons=", ".join(REASONS))


async def post_below(update: Update, context: Context, asker: Asker, number: int) -> None:
    """Show a proposal as it stands now in a message of its own; its other cards follow by themselves."""
    chat = update.effective_chat
    review = await context.services.moderating.moderation.review(number)
    if review is None or chat is None:
        raise RefusedError("unknown")
    card, scene = await card_for(context, asker, chat.id, review), await scene_for(context, asker, chat.id)
    await post_review(context.bot, context.services, chat.id, card, number, scene.language)


async def card_for(context: Context, asker: Asker, chat: int, review: Review) -> Card:
    """The card as it is shown in a chat: to one person, or to a group."""
    now, scene = context.services.clock.now(), await scene_for(context, asker, chat)
    if not asker.private:
        return review_card(scene, review, now)
    me = await context.services.people.find(who_of(asker))
    return review_card(scene, review, now, me=me.id if me else None)


async def scene_for(context: Context, asker: Asker, chat: int) -> Scene:
    """How cards are shown in a chat: as the asker reads in private, else as the group does."""
    return asker.scene if asker.private else await group_scene(context.services, chat)
