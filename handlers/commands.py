"""Commands: what each does, however it was asked for (typed, in plain words, by a deep link)."""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable
from io import BytesIO

from telegram import InputFile, Message, Update

from bot.answer import Answer
from bot.commands import BY_NAME
from bot.rendering import pages
from bot.rendering.answers import answer_card, example
from bot.rendering.articles import differences_card
from bot.rendering.card import Card, act
from bot.rendering.record import sessions_card
from bot.rendering.rich import Rich
from bot.rendering.sections import sections_card
from handlers.asker import Asker, asker_of, remember
from handlers.context import Context
from handlers.views.send import reply

Run = Callable[[Update, Context, Asker, str], Awaitable[None]]


async def on_command(update: Update, context: Context) -> None:
    """Run a command that was typed, with what stands behind it."""
    message = update.effective_message
    if message is None or not message.text:
        return
    head, _, rest = message.text.partition(" ")
    name, _, addressed = head[1:].partition("@")
    if addressed and addressed.lower() != context.services.name.lower():
        return
    asker = await asker_of(update, context)
    if name.lower() not in BY_NAME:
        if asker.private or addressed:
            await _say(message, asker, "unknown-command", command=head[:40])
        return
    await run_command(name.lower(), update, context, asker, rest.strip())


async def run_command(name: str, update: Update, context: Context, asker: Asker, rest: str = "") -> None:
    """Run the command of that name; a personal one is only pointed to in a group."""
    message = update.effective_message
    if message is None:
        return
    if BY_NAME[name].personal and not asker.private:
        link = f"https://t.me/{context.services.name}?start={name}"
        await _say(message, asker, "group-personal", link=link)
        return
    await _RUN[name](update, context, asker, rest)


async def _say(message: Message, asker: Asker, what: str, **values: str) -> None:
    await reply(message, pages.simple_card(asker.scene, what, **values), quote=not asker.private)


async def _answer(update: Update, asker: Asker, card: Card) -> None:
    if update.effective_message is not None:
        await reply(update.effective_message, card, quote=not asker.private)


async def _start(update: Update, context: Context, asker: Asker, rest: str) -> None:
    if rest:
        await _follow_link(update, context, asker, rest)
        return
    await _answer(update, asker, pages.start_card(asker.scene))


_ARTICLE_LINK = re.compile(r"a([0-9]{1,4}(?:-[0-9]{1,2})?)(?:p([0-9]{1,3}))?(?:-([a-z]{2}))?")
_SECTION_LINK = re.compile(r"s([0-9]{1,2})(?:-([a-z]{2}))?")
_INVITATION = re.compile(r"admin-([A-Za-z0-9_-]{16,60})")


async def _follow_link(update: Update, context: Context, asker: Asker, payload: str) -> None:
    """Where a deep link leads: an article, a section, a command, or a staff role; else a word that it leads nowhere."""
    if found := _ARTICLE_LINK.fullmatch(payload):
        number, paragraph, language = found.groups()
        await _cited(update, context, asker, f"{number}.{paragraph}" if paragraph else number, language)
    elif found := _SECTION_LINK.fullmatch(payload):
        await _cited(update, context, asker, f"section {found.group(1)}", found.group(2))
    elif payload in BY_NAME and payload != "start":
        await run_command(payload, update, context, asker)
    elif payload.startswith("sub-"):
        await run_command("subscribe", update, context, asker, payload.removeprefix("sub-"))
    elif re.fullmatch(r"p[0-9]{1,3}", payload):
        await run_command("propose", update, context, asker, payload.removeprefix("p"))
    elif found := _INVITATION.fullmatch(payload):
        await _accept(update, context, asker, found.group(1))
    elif update.effective_message is not None:
        await _say(update.effective_message, asker, "deep-link-unknown")


async def _accept(update: Update, context: Context, asker: Asker, token: str) -> None:
    message = update.effective_message
    if message is None or asker.telegram_id is None or not asker.private:
        return
    role = await context.services.staff.accept_invitation(token, asker.telegram_id, update_id=update.update_id)
    if role is None:
        await _say(message, asker, "admin-link-used")
    else:
        await _say(message, asker, "admin-granted", role=role)


async def _cited(update: Update, context: Context, asker: Asker, question: str, language: str | None = None) -> None:
    services = context.services
    known = language if language in services.pack.info.languages else asker.scene.language
    answer: Answer = services.answering.answer(question, language=known)
    await _answer(update, asker, answer_card(services.scenes(answer.lang, asker.scene.plain), answer))
    remember(context, asker, answer)


async def _help(update: Update, context: Context, asker: Asker, _: str) -> None:
    await _answer(update, asker, pages.help_card(asker.scene, context.services.name))


async def _article(update: Update, context: Context, asker: Asker, rest: str) -> None:
    if not rest and update.effective_message is not None:
        await _say(update.effective_message, asker, "article-usage")
        return
    numbers = re.fullmatch(r"([0-9]{1,12}(?:-[0-9]{1,2})?)[ .,:]+([0-9]{1,4})", rest)
    await _cited(update, context, asker, f"{numbers[1]}.{numbers[2]}" if numbers else rest)


async def _browse(update: Update, context: Context, asker: Asker, rest: str) -> None:
    editions = context.services.pack.editions
    edition = rest if rest in editions else context.services.pack.edition.id
    await _answer(update, asker, sections_card(asker.scene, edition))


async def _sessions(update: Update, context: Context, asker: Asker, _: str) -> None:
    if update.effective_message is not None and not context.services.pack.sessions:
        await _say(update.effective_message, asker, "none-empty", example=example(asker.scene))
        return
    await _answer(update, asker, sessions_card(asker.scene))


async def _compare(update: Update, context: Context, asker: Asker, rest: str) -> None:
    number = rest.split()[0] if rest else ""
    edition = context.services.pack.edition
    if update.effective_message is None:
        return
    if not number:
        await _say(update.effective_message, asker, "compare-usage")
    elif number not in edition.by_number and number != "0":
        await _cited(update, context, asker, number)
    else:
        await _answer(update, asker, differences_card(asker.scene, number))


def _message(identity: str) -> Run:
    async def run(update: Update, context: Context, asker: Asker, rest: str) -> None:  # noqa: ARG001 - one shape for all
        if update.effective_message is not None:
            await _say(update.effective_message, asker, identity)

    return run


async def _language(update: Update, context: Context, asker: Asker, rest: str) -> None:
    message, services = update.effective_message, context.services
    if message is None or asker.telegram_id is None:
        return
    if not rest:
        await _answer(update, asker, pages.language_card(asker.scene))
        return
    chosen = rest.split()[0].lower()
    if chosen not in services.pack.info.languages:
        names = ", ".join(f"{code} – {asker.scene.language_name(code)}" for code in services.pack.info.languages)
        await _say(message, asker, "language-unknown", languages=names)
        return
    await services.people.set_language(asker.telegram_id, chosen, update_id=update.update_id)
    scene = services.scenes(chosen, asker.scene.plain)
    await reply(message, pages.simple_card(scene, "language-set", language=scene.language_name(chosen)))


async def _settings(update: Update, context: Context, asker: Asker, rest: str) -> None:
    message, services = update.effective_message, context.services
    if message is None or asker.telegram_id is None:
        return
    if rest not in ("plain", "normal"):
        await _answer(update, asker, pages.settings_card(asker.scene))
        return
    await services.people.set_plain_layout(asker.telegram_id, rest == "plain", update_id=update.update_id)
    scene = services.scenes(asker.scene.language, rest == "plain")
    await reply(message, pages.simple_card(scene, f"settings-layout-set-{rest}"))


async def _about(update: Update, context: Context, asker: Asker, _: str) -> None:
    await _answer(update, asker, pages.about_card(asker.scene, f"@{context.services.name}"))


async def _privacy(update: Update, context: Context, asker: Asker, _: str) -> None:  # noqa: ARG001
    await _answer(update, asker, pages.privacy_card(asker.scene))


async def _id(update: Update, context: Context, asker: Asker, _: str) -> None:  # noqa: ARG001
    say, chat = asker.scene.say, update.effective_chat
    lines = [say("id-user", id=str(asker.telegram_id))] if asker.telegram_id is not None else []
    if chat is not None and not asker.private:
        lines.append(say("id-chat", id=str(chat.id)))
    await _answer(update, asker, Card(Rich("\n".join((*lines, say("id-note"))))))


async def _mydata(update: Update, context: Context, asker: Asker, _: str) -> None:
    message = update.effective_message
    if message is None or asker.telegram_id is None:
        return
    held = await context.services.people.export(asker.telegram_id)
    data = json.dumps(held, ensure_ascii=False, indent=2).encode()
    await message.reply_document(InputFile(BytesIO(data), "mydata.json"), caption=asker.scene.say("mydata-intro"))


async def _delete(update: Update, context: Context, asker: Asker, rest: str) -> None:
    message = update.effective_message
    if message is None or asker.telegram_id is None:
        return
    if rest not in ("confirm", "keep"):
        button = act(asker.scene.say("button-delete"), "delete", "confirm")
        await _answer(update, asker, Card(Rich(asker.scene.say("delete-ask")), ((button,),)))
        return
    await _say(message, asker, await erased(update, context, asker))


async def erased(update: Update, context: Context, asker: Asker) -> str:
    """Erase everything about the person; the id of the message that says what was done."""
    if asker.telegram_id is None:
        return "delete-nothing"
    done = await context.services.people.forget(asker.telegram_id, update_id=update.update_id)
    return "deleted" if done else "delete-nothing"


async def on_press_example(update: Update, context: Context, place: str) -> None:
    """Answer the example question that was tapped, as if it had been typed."""
    asker = await asker_of(update, context)
    await _cited(update, context, asker, example(asker.scene, int(place)))


_RUN: dict[str, Run] = {
    "start": _start,
    "help": _help,
    "article": _article,
    "browse": _browse,
    "sessions": _sessions,
    "compare": _compare,
    "subscribe": _message("subscribe-not-open"),
    "unsubscribe": _message("not-subscribed"),
    "cancel": _message("nothing-to-cancel"),
    "propose": _message("propose-not-open"),
    "mine": _message("mine-none"),
    "language": _language,
    "settings": _settings,
    "about": _about,
    "privacy": _privacy,
    "id": _id,
    "mydata": _mydata,
    "delete": _delete,
}
