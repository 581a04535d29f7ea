"""Sending waits after a restore: what /status shows of it, and an administrator's word that ends it."""

from __future__ import annotations

from datetime import datetime

from telegram import CallbackQuery, Update

from bot.delivery.resuming import Choice, resume_within
from bot.rendering.card import Action, Card, act
from bot.rendering.dates import written
from bot.rendering.rich import Rich, join
from bot.rendering.scene import Scene
from bot.storage.hold import held_since
from bot.storage.updates import first_time
from handlers.asker import Asker
from handlers.callback import StaleButtonError
from handlers.context import Context
from handlers.replies import say
from handlers.views.send import acknowledge, show

_CHOICES: dict[str, Choice] = {"new": "new", "all": "all"}


async def with_hold(card: Card, context: Context, asker: Asker) -> Card:
    """The status, with what is said and offered while sending waits."""
    async with context.services.database.read() as connection:
        since = await held_since(connection)
    if since is None:
        return card
    scene = asker.scene
    text = join((Rich(scene.say("resume-held", since=_written(since, scene))), card.text))
    if not await _may(context, asker):
        return Card(text, card.rows, card.title)
    buttons = tuple((act(scene, scene.say(f"resume-{choice}"), "resume", choice),) for choice in _CHOICES)
    return Card(text, (*buttons, *card.rows), card.title)


async def typed(update: Update, context: Context, asker: Asker, rest: str) -> bool:
    """Do what `/status send new` and `/status send all` say; whether it was one of them."""
    word, _, chosen = " ".join(rest.lower().split()).partition(" ")
    if word != "send" or chosen not in _CHOICES:
        return False
    what, values = await _resume(_CHOICES[chosen], update, context, asker)
    await say(update, asker, what, **values)
    return True


async def pressed(
    action: Action, query: CallbackQuery, update: Update, context: Context, asker: Asker
) -> None:
    """Do what a button under the status says."""
    (chosen,) = action.arguments if len(action.arguments) == 1 else ("",)
    if chosen not in _CHOICES:
        raise StaleButtonError
    what, values = await _resume(_CHOICES[chosen], update, context, asker)
    said = asker.scene.say(what, **values)
    if what == "resume-not-admin":
        await acknowledge(query, said, alert=True)
        return
    await acknowledge(query)
    await show(query, Card(Rich(said)), in_place=not asker.scene.plain)


async def _resume(
    choice: Choice, update: Update, context: Context, asker: Asker
) -> tuple[str, dict[str, str]]:
    """The message that says what came of it, and what it is filled with."""
    if not await _may(context, asker):
        return "resume-not-admin", {}
    services = context.services
    now = services.clock.now()
    async with services.database.write() as connection:
        called_off = None
        if await first_time(connection, update.update_id, now):
            called_off = await resume_within(connection, choice, now)
    if called_off is None:
        return "resume-nothing", {}
    return f"resume-done-{choice}", {"count": str(called_off)} if choice == "new" else {}


async def _may(context: Context, asker: Asker) -> bool:
    return asker.telegram_id is not None and await context.services.staff.has(asker.telegram_id, "admin")


def _written(moment: datetime, scene: Scene) -> str:
    local = moment.astimezone(scene.record.zone)
    return f"{written(local.date().isoformat(), scene.language)}, {local:%H:%M}"
