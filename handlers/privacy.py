"""What is held of a person: told, handed out as a file, and erased."""

from __future__ import annotations

import json
from io import BytesIO

from telegram import CallbackQuery, InputFile, Update

from bot.privacy.export import everything_of
from bot.rendering.card import Action, Card
from bot.rendering.pages import simple_card
from bot.rendering.privacy import delete_card, erased_card, privacy_card
from handlers.asker import Asker
from handlers.callback import StaleButtonError
from handlers.context import Context
from handlers.replies import put
from handlers.views.send import acknowledge, show


async def privacy(update: Update, context: Context, asker: Asker, _: str) -> None:  # noqa: ARG001
    """Answer /privacy with every field that is stored, its purpose, and how long it is kept."""
    await put(update, asker, privacy_card(asker.scene))


async def show_held(update: Update, context: Context, asker: Asker, _: str) -> None:
    """Answer /mydata with everything that is held about the person, as a file."""
    message, services = update.effective_message, context.services
    if message is None or asker.telegram_id is None:
        return
    held = await everything_of(services.database, services.people, asker.telegram_id)
    if days := await services.gaps.held(asker.telegram_id):
        counted = {"unanswered_questions_counted_on": [day.isoformat() for day in days]}
        held = {"telegram_id": asker.telegram_id} | held | counted
    data = json.dumps(held, ensure_ascii=False, indent=2).encode()
    await message.reply_document(
        InputFile(BytesIO(data), "mydata.json"), caption=asker.scene.say("mydata-intro")
    )


async def erase(update: Update, context: Context, asker: Asker, rest: str) -> None:
    """Erase everything on /delete confirm, or all but published proposals on /delete keep; ask first otherwise."""
    word = rest.strip().lower()
    if asker.telegram_id is None:
        await put(update, asker, simple_card(asker.scene, "delete-nothing"))
    elif word in ("confirm", "keep"):
        await put(update, asker, await _erased(word, update, context, asker))
    else:
        published = await context.services.proposals.erasure.published_by(asker.telegram_id)
        await put(update, asker, delete_card(asker.scene, published))


async def _erased(word: str, update: Update, context: Context, asker: Asker) -> Card:
    done = await context.services.proposals.erasure.erase(
        asker.telegram_id or 0, keep=word == "keep", update_id=update.update_id
    )
    return erased_card(asker.scene, done)


async def pressed(
    action: Action, query: CallbackQuery, update: Update, context: Context, asker: Asker
) -> None:
    """Erase what the button says.

    Raises:
        StaleButtonError: there is no such choice, or the button stands in a group.
    """
    if action.arguments not in (("confirm",), ("keep",)) or not asker.private or asker.telegram_id is None:
        raise StaleButtonError
    await acknowledge(query)
    card = await _erased(action.arguments[0], update, context, asker)
    await show(query, card, in_place=not asker.scene.plain)
