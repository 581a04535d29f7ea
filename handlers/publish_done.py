"""Confirming a draft, taking it back, and agreeing to what another editor prepared."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import structlog
from telegram import Update
from telegram.error import TelegramError

from bot.rendering.card import Card
from bot.rendering.pages import simple_card
from bot.rendering.publish import pending_card, published_card
from bot.rendering.scene import Scene
from bot.sessions.applying import UNDO, Published
from bot.sessions.draft import Draft, DraftError
from bot.storage.publications import Publication
from handlers import progress
from handlers.asker import Asker
from handlers.context import Context
from handlers.publish_form import answer, check_editor, draft_in
from handlers.replies import put, say
from handlers.views.markup import entities
from handlers.views.send import NO_PREVIEW, parts

log = structlog.get_logger()

Press = Callable[[Update, Context, Asker, str], Awaitable[None]]


async def confirm_typed(update: Update, context: Context, asker: Asker, _: str) -> None:
    """Publish the draft whose preview was shown last."""
    dialogue = asker.person.dialogue if asker.person else None
    draft = draft_in(dialogue)
    if draft is None or dialogue is None or dialogue.step != "preview":
        raise DraftError("no-draft")
    await confirm(update, context, asker, draft)


async def confirm(update: Update, context: Context, asker: Asker, draft: Draft) -> None:
    """Publish a draft, or lay it before the other editors.

    Raises:
        DraftError: it cannot be published any more; the draft stays, so that it can be mended.
    """
    services = context.services
    who = await check_editor(context, asker)
    person = await services.people.ensure(who)
    done = await services.publishing.confirm(draft, person.id, update_id=update.update_id)
    await services.people.end_dialogue(who)
    if done is not None:
        await answer(update, asker, published_card(asker.scene, done, int(UNDO.total_seconds())))
        if done.campaign is not None:
            await progress.begin(context, asker, done.campaign)
        if done.awaiting:
            await _ask_others(context, who, done.number)


async def drop_typed(update: Update, context: Context, asker: Asker, _: str) -> None:
    """Drop the draft."""
    if draft_in(asker.person.dialogue if asker.person else None) is None:
        raise DraftError("no-draft")
    await drop(update, context, asker)


async def drop(update: Update, context: Context, asker: Asker) -> None:
    """Drop the draft; nobody is told of anything."""
    who = await check_editor(context, asker)
    await context.services.people.end_dialogue(who, update_id=update.update_id)
    await answer(update, asker, simple_card(asker.scene, "publish-dropped"))


async def undo_typed(update: Update, context: Context, asker: Asker, rest: str) -> None:
    """Take back what was published last by this editor, or the publication of that number."""
    services = context.services
    person = await services.people.ensure(await check_editor(context, asker))
    number = int(rest) if rest.isdecimal() and len(rest) < 10 else None
    held = await services.publishing.undo(person.id, number, update_id=update.update_id)
    if held is not None:
        await answer(update, asker, simple_card(asker.scene, "publish-undone"))


async def pending(update: Update, context: Context, asker: Asker, _: str) -> None:
    """Show all that waits for a second editor."""
    held = await context.services.publishing.awaiting()
    if not held:
        await answer(update, asker, simple_card(asker.scene, "publish-nothing-pending"))
    for each in held:
        await put(update, asker, _pending(context, asker.scene, each))


def _pending(context: Context, scene: Scene, held: Publication) -> Card:
    try:
        return pending_card(scene, held, context.services.publishing.plan(Draft.from_data(held.draft)))
    except DraftError as error:
        return pending_card(scene, held, None, scene.say(f"publish-error-{error.reason}"))


async def approve_typed(update: Update, context: Context, asker: Asker, rest: str) -> None:
    """Publish what another editor prepared, and tell them."""
    services = context.services
    person = await services.people.ensure(await check_editor(context, asker))
    number = _number(rest)
    done = await services.publishing.approve(number, person.id, update_id=update.update_id)
    if done is not None:
        await answer(update, asker, published_card(asker.scene, done, int(UNDO.total_seconds())))
        if done.campaign is not None:
            await progress.begin(context, asker, done.campaign)
        await _tell_author(context, done, "publish-approved")


async def refuse_typed(update: Update, context: Context, asker: Asker, rest: str) -> None:
    """Drop what an editor prepared, and tell them."""
    services = context.services
    person = await services.people.ensure(await check_editor(context, asker))
    number = _number(rest)
    if await services.publishing.refuse(number, person.id, update_id=update.update_id):
        await answer(update, asker, simple_card(asker.scene, "publish-refused", number=str(number)))
        await _tell_author(context, Published(number), "publish-refused", but=person.id)


def _number(typed: str) -> int:
    if not typed.isdecimal() or len(typed) > 9:
        raise DraftError("decided")
    return int(typed)


async def approval_typed(update: Update, context: Context, asker: Asker, rest: str) -> None:
    """Say whether a second editor has to agree; for administrators."""
    services = context.services
    if rest.lower() not in ("on", "off"):
        await say(update, asker, "publish-approval-usage")
        return
    who = await check_editor(context, asker)
    if not await services.staff.has(who, "admin"):
        raise DraftError("admin-only")
    person = await services.people.ensure(who)
    on = rest.lower() == "on"
    await services.publishing.set_two_people(on, person.id, update_id=update.update_id)
    await answer(update, asker, simple_card(asker.scene, f"publish-approval-set-{rest.lower()}"))


async def _ask_others(context: Context, author: int, number: int) -> None:
    """Lay something before every other editor, each in their language. Who cannot be reached is passed over."""
    services = context.services
    held = next((each for each in await services.publishing.awaiting() if each.id == number), None)
    for member in await services.staff.members():
        if held is not None and member.telegram_id != author and member.roles & {"admin", "editor"}:
            scene = await _scene_of(context, member.telegram_id)
            await _send(context, member.telegram_id, _pending(context, scene, held))


async def _tell_author(context: Context, done: Published, what: str, but: int | None = None) -> None:
    services = context.services
    author = await services.publishing.author(done.number)
    person = await services.people.find_by_id(author) if author is not None and author != but else None
    if person is not None:
        scene = await _scene_of(context, person.telegram_id)
        await _send(context, person.telegram_id, simple_card(scene, what, number=str(done.number)))


async def _scene_of(context: Context, telegram_id: int) -> Scene:
    person = await context.services.people.find(telegram_id)
    language = (person and person.language) or context.services.default_language
    return context.services.scenes(language, bool(person and person.plain_layout))


async def _send(context: Context, telegram_id: int, card: Card) -> None:
    try:
        for text, markup in parts(card):
            await context.bot.send_message(
                telegram_id,
                text.text,
                entities=entities(text),
                reply_markup=markup,
                link_preview_options=NO_PREVIEW,
            )
    except TelegramError as error:
        log.info("publish.editor_untold", error=type(error).__name__)


PRESSES: dict[str, Press] = {
    "undo": undo_typed,
    "pending": pending,
    "approve": approve_typed,
    "refuse": refuse_typed,
    "approval": approval_typed,
}
"""What the buttons outside a draft do, by their word."""
