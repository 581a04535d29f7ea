"""A word on an answer or on anything: by a tap, by /good and /bad, or by /feedback TEXT."""

from __future__ import annotations

import re

import structlog
from telegram import CallbackQuery, InlineKeyboardMarkup, Message, Update
from telegram.error import BadRequest

from bot.feedback import Problem
from bot.person import Dialogue
from bot.proposals.draft import is_quiet
from bot.proposals.wording import cleaned
from bot.rendering.card import Action, Card
from bot.rendering.pages import simple_card
from bot.rendering.ratings import (
    PROBLEMS,
    is_rating,
    message_card,
    problem_row,
    problems_card,
    thanked_card,
)
from bot.storage.proposal_tables import FEEDBACK
from handlers.asker import Asker, article_in_hand
from handlers.callback import StaleButtonError, decode, number_in
from handlers.context import Context
from handlers.replies import put, say
from handlers.views.markup import keyboard
from handlers.views.send import acknowledge, show

log = structlog.get_logger()

#: The dialogue in which a line is awaited; `data` names the feedback that it belongs to, if any.
NAME = "feedback"
_PLACE = re.compile(r"[A-Za-z0-9._:-]{1,64}")
_PROBLEMS: dict[str, Problem] = {"article": "article", "unclear": "unclear", "error": "error"}


async def feedback(update: Update, context: Context, asker: Asker, rest: str) -> None:
    """Answer /feedback TEXT: keep it for whoever tends the bot."""
    if asker.telegram_id is None:
        return
    text = cleaned(rest)
    if not 1 <= len(text) <= FEEDBACK:
        await say(update, asker, "feedback-usage", longest=str(FEEDBACK), length=str(len(text)))
        return
    kept = await context.services.proposals.feedback.say(
        asker.telegram_id, "note", language=asker.scene.language, text=text, update_id=update.update_id
    )
    await say(update, asker, "feedback-thanks" if kept is not None else "feedback-enough")


async def good(update: Update, context: Context, asker: Asker, _: str) -> None:
    """Answer /good: the last answer was good."""
    if asker.telegram_id is None:
        return
    kept = await context.services.proposals.feedback.say(
        asker.telegram_id,
        "good",
        language=asker.scene.language,
        about=await _last(update, context, asker),
        update_id=update.update_id,
    )
    await say(update, asker, "rate-thanks" if kept is not None else "feedback-enough")


async def bad(update: Update, context: Context, asker: Asker, rest: str) -> None:
    """Answer /bad, with article, unclear or error behind it, and a line behind that: the last answer was bad."""
    if asker.telegram_id is None:
        return
    word, _, line = rest.partition(" ")
    problem = _PROBLEMS.get(word.lower())
    text = cleaned(line if problem else rest)[:FEEDBACK] or None
    kept = await context.services.proposals.feedback.say(
        asker.telegram_id,
        "bad",
        language=asker.scene.language,
        about=await _last(update, context, asker),
        problem=problem,
        text=text,
        update_id=update.update_id,
    )
    if kept is None:
        await say(update, asker, "feedback-enough")
    else:
        await say(update, asker, "rate-thanks" if problem else "rate-thanks-bad")


async def _last(update: Update, context: Context, asker: Asker) -> str | None:
    """The article that the person has in hand."""
    held = await article_in_hand(update, context, asker)
    if held is None:
        return None
    edition, hit = held
    return ":".join(part for part in (edition, hit.number, hit.paragraph) if part)


async def rate(action: Action, query: CallbackQuery, update: Update, context: Context, asker: Asker) -> None:
    """Keep the rating that was tapped.

    Raises:
        StaleButtonError: there is no such rating, or nobody can be told by whom.
    """
    verb, *place = action.arguments or ("",)
    kind, _, problem = verb.partition("-")
    about = ":".join(place)
    known = (kind == "good" and not problem) or (kind == "bad" and problem in ("", *PROBLEMS))
    if not known or not _PLACE.fullmatch(about) or not asker.private or asker.telegram_id is None:
        raise StaleButtonError
    message = query.message
    kept = await context.services.proposals.feedback.say(
        asker.telegram_id,
        "good" if kind == "good" else "bad",
        language=asker.scene.language,
        about=about,
        problem=_PROBLEMS.get(problem),
        message_id=message.message_id if message else None,
        update_id=update.update_id,
    )
    scene = asker.scene
    if kept is None:
        await acknowledge(query, scene.say("feedback-enough"))
    elif problem:
        await acknowledge(query)
        await show(query, thanked_card(scene, kept), in_place=False)
    elif kind == "good":
        await acknowledge(query, scene.say("rate-thanks"))
        if scene.plain:
            await show(query, simple_card(scene, "rate-thanks"), in_place=False)
    else:
        await acknowledge(query, "" if scene.plain else scene.say("rate-what"))
        if scene.plain or not await _asked_in_place(query, asker, tuple(place)):
            await show(query, problems_card(scene, tuple(place)), in_place=False)


async def _asked_in_place(query: CallbackQuery, asker: Asker, place: tuple[str, ...]) -> bool:
    """Put the row of what is bad in place of the ratings; False where that cannot be done."""
    message = query.message
    if not isinstance(message, Message) or message.reply_markup is None:
        return False
    rows = keyboard((problem_row(asker.scene, place),))
    if rows is None:
        return False
    kept = [row for row in message.reply_markup.inline_keyboard if not _rates(row[0].callback_data)]
    try:
        await query.edit_message_reply_markup(InlineKeyboardMarkup([*kept, *rows.inline_keyboard]))
    except BadRequest as error:
        log.info("rating.not_editable", error=type(error).__name__)
        return False
    return True


def _rates(data: object) -> bool:
    try:
        return is_rating(decode(data if isinstance(data, str) else None))
    except StaleButtonError:
        return False


async def message(
    action: Action,  # noqa: ARG001
    query: CallbackQuery,
    update: Update,  # noqa: ARG001
    context: Context,  # noqa: ARG001
    asker: Asker,
) -> None:
    """Offer what a message can be that was no question."""
    await acknowledge(query)
    await show(query, message_card(asker.scene), in_place=False)


async def add_line(
    action: Action, query: CallbackQuery, update: Update, context: Context, asker: Asker
) -> None:
    """Wait for a line: one more on what was rated, or of its own.

    Raises:
        StaleButtonError: it names no feedback, or stands in a group.
    """
    (named,) = action.arguments if len(action.arguments) == 1 else ("",)
    if not asker.private or asker.telegram_id is None:
        raise StaleButtonError
    data = {} if named == "new" else {"feedback": number_in(named)}
    await acknowledge(query)
    busy = asker.person.dialogue if asker.person else None
    if busy is not None and busy.name != NAME:
        # A line would go to what the person is in the middle of.
        await show(query, _usage(asker), in_place=False)
        return
    await context.services.people.set_dialogue(
        asker.telegram_id, NAME, "line", data, update_id=update.update_id
    )
    card = simple_card(asker.scene, "feedback-line", longest=str(FEEDBACK))
    await show(query, card, in_place=False)


def _usage(asker: Asker) -> Card:
    return simple_card(asker.scene, "feedback-usage", longest=str(FEEDBACK), length="0")


async def hears(update: Update, context: Context, asker: Asker, dialogue: Dialogue, text: str) -> bool:
    """Keep the line that was awaited; after a long silence it is a question like any other."""
    if asker.telegram_id is None or is_quiet(dialogue, context.services.clock.now()):
        return False
    line = cleaned(text)
    if not 1 <= len(line) <= FEEDBACK:
        await put(update, asker, _usage(asker))
        return True
    held, named = context.services.proposals.feedback, dialogue.data.get("feedback")
    await context.services.people.end_dialogue(asker.telegram_id)
    if isinstance(named, int):
        kept = await held.add_text(asker.telegram_id, named, line, update_id=update.update_id)
        await say(update, asker, "feedback-thanks" if kept else "feedback-enough")
    else:
        await feedback(update, context, asker, line)
    return True
