"""Commands: what each does, however it was asked for (typed, in plain words, by a deep link)."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable

from telegram import Update

from bot.allowances import Cost
from bot.commands import BY_NAME
from bot.rendering import pages
from bot.rendering.card import Card
from bot.rendering.drafts import reception_lines
from bot.rendering.rich import Rich
from handlers import (
    appeals,
    articles,
    browse,
    compare,
    dialogues,
    feedback,
    figures,
    mine,
    moderate,
    privacy,
    proposals,
    propose,
    publish,
    quote,
    secretariat,
    sessions,
    settings,
    subscriptions,
    supporting,
    texts,
)
from handlers.asker import Asker, asker_of
from handlers.context import Context
from handlers.heard import is_heard
from handlers.limits import granted
from handlers.links import Cited, Invited, destination
from handlers.replies import put, say

Run = Callable[[Update, Context, Asker, str], Awaitable[None]]

_TYPED = re.compile(r"/([A-Za-z0-9_]{1,64})(?:@([A-Za-z0-9_]{1,64}))?")


async def on_command(update: Update, context: Context) -> None:
    """Run a command that was typed, with what stands behind it."""
    message = update.effective_message
    typed = _TYPED.match(message.text or "") if message else None
    if message is None or typed is None or not is_heard(message, context):
        return
    name, addressed = typed[1].lower(), typed[2] or ""
    if addressed and addressed.lower() != context.services.name.lower():
        return
    asker = await asker_of(update, context)
    if name in BY_NAME:
        await run_command(name, update, context, asker, (message.text or "")[typed.end() :].strip())
    elif asker.private or addressed:
        await say(update, asker, "unknown-command", command=f"/{typed[1][:40]}")


async def run_command(name: str, update: Update, context: Context, asker: Asker, rest: str = "") -> None:
    """Run the command of that name; a personal one is only pointed to in a group."""
    if BY_NAME[name].personal and not asker.private:
        await say(update, asker, "group-personal", link=f"https://t.me/{context.services.name}?start={name}")
        return
    cost = _COSTS.get(name)
    if cost is None or await granted(update, context, cost):
        await _RUN[name](update, context, asker, rest)


async def _start(update: Update, context: Context, asker: Asker, rest: str) -> None:
    if not rest:
        await put(update, asker, pages.start_card(asker.scene, private=asker.private))
        return
    place = destination(rest)
    if place is None:
        await say(update, asker, "deep-link-unknown")
    elif isinstance(place, Cited):
        await articles.show_cited(update, context, asker, place.question, place.language)
    elif isinstance(place, Invited):
        await _accept(update, context, asker, place.token)
    else:
        await run_command(place.name, update, context, asker, place.rest)


async def _accept(update: Update, context: Context, asker: Asker, token: str) -> None:
    if asker.telegram_id is None or not asker.private:
        return
    role = await context.services.staff.accept_invitation(
        token, asker.telegram_id, update_id=update.update_id
    )
    if role is None:
        await say(update, asker, "admin-link-used")
    else:
        await say(update, asker, "admin-granted", role=role)


async def _help(update: Update, context: Context, asker: Asker, _: str) -> None:
    await put(update, asker, pages.help_card(asker.scene, context.services.name))


async def _about(update: Update, context: Context, asker: Asker, _: str) -> None:
    staff = asker.private and await texts.is_staff(context, asker)
    held = context.services.proposals
    taken_in = reception_lines(asker.scene, held.reception, held.reception.state(held.intake.today()))
    name = f"@{context.services.name}"
    await put(update, asker, pages.about_card(asker.scene, name, staff=staff, reception=taken_in))


async def _id(update: Update, context: Context, asker: Asker, _: str) -> None:  # noqa: ARG001
    tell, chat = asker.scene.say, update.effective_chat
    lines = [tell("id-user", id=str(asker.telegram_id))] if asker.telegram_id is not None else []
    if chat is not None and not asker.private:
        lines.append(tell("id-chat", id=str(chat.id)))
    await put(update, asker, Card(Rich("\n".join((*lines, tell("id-note"))))))


def _message(identity: str) -> Run:
    async def run(update: Update, context: Context, asker: Asker, rest: str) -> None:  # noqa: ARG001
        await say(update, asker, identity)

    return run


_RUN: dict[str, Run] = {
    "start": _start,
    "help": _help,
    "article": articles.show_article,
    "browse": browse.browse,
    "sessions": sessions.show_sessions,
    "compare": compare.compare,
    "check": quote.check,
    "subscribe": subscriptions.subscribe,
    "unsubscribe": subscriptions.unsubscribe,
    "cancel": dialogues.cancel,
    "back": dialogues.move("back"),
    "skip": dialogues.move("skip"),
    "send": propose.send,
    "propose": propose.propose,
    "proposals": proposals.proposals,
    "dossier": proposals.dossier,
    "support": supporting.support,
    "mine": mine.mine,
    "feedback": feedback.feedback,
    "good": feedback.good,
    "bad": feedback.bad,
    "language": settings.language,
    "settings": settings.change,
    "about": _about,
    "privacy": privacy.privacy,
    "verify": texts.verify,
    "id": _id,
    "status": texts.status,
    "stats": figures.stats,
    "moderate": moderate.moderate,
    "answer": appeals.answer,
    "appeal": appeals.appeal,
    "export": secretariat.export,
    "decisions": secretariat.decisions,
    "publish": publish.publish,
    "undo": publish.undo,
    "mydata": privacy.show_held,
    "delete": privacy.erase,
}

_COSTS: dict[str, Cost] = {
    "mydata": "held",
    "delete": "held",
    "export": "export",
    "stats": "held",
    "verify": "held",
}
"""Commands that cost more than a question, with what their allowance is called."""
