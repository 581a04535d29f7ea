"""What authors say to moderators: answers to a question, and an appeal against hiding."""

from __future__ import annotations

import re

from telegram import CallbackQuery, Update

from bot.person import Dialogue
from bot.proposals.acting import RefusedError
from bot.proposals.authors import ANSWER, APPEAL
from bot.proposals.draft import is_quiet
from bot.proposals.receipts import code_of, number_of
from bot.rendering.card import Action, Card, act
from bot.rendering.rich import Rich
from handlers.asker import Asker
from handlers.callback import StaleButtonError
from handlers.context import Context
from handlers.replies import say
from handlers.views.send import acknowledge, show

NAME = "to-moderators"
"""The dialogue in which an answer or the reason of an appeal is awaited; its step says which."""

_NUMBER = re.compile(r"#?([0-9]{1,9})")


async def answer(update: Update, context: Context, asker: Asker, rest: str) -> None:
    """Answer /answer NUMBER TEXT: pass it on to the moderators."""
    named, _, text = rest.partition(" ")
    number = _number(named, context)
    if number is None or not text.strip():
        await say(update, asker, "answer-usage")
    else:
        await _say_to_moderators("answer", number, text.strip(), update, context, asker)


async def appeal(update: Update, context: Context, asker: Asker, rest: str) -> None:
    """Answer /appeal NUMBER with or without a reason behind it."""
    named, _, text = rest.partition(" ")
    number = _number(named, context)
    if number is None:
        await say(update, asker, "appeal-usage")
    else:
        await _say_to_moderators("appeal", number, text.strip(), update, context, asker)


def _number(text: str, context: Context) -> int | None:
    found = _NUMBER.fullmatch(text)
    return int(found[1]) if found else number_of(text, context.services.pack.info.receipt_prefix)


async def _say_to_moderators(
    what: str, number: int, text: str, update: Update, context: Context, asker: Asker
) -> bool:
    """Answer or appeal; whether that was done."""
    limit = ANSWER if what == "answer" else APPEAL
    if asker.telegram_id is None:
        return False
    if len(text) > limit:
        await say(update, asker, "to-moderators-long", limit=str(limit), over=str(len(text) - limit))
        return False
    authors = context.services.moderating.authors
    does = authors.answer if what == "answer" else authors.appeal
    code = code_of(number, context.services.pack.info.receipt_prefix)
    try:
        await does(asker.telegram_id, number, text or "", update_id=update.update_id)
    except RefusedError as refused:
        await say(update, asker, f"author-refused-{refused.why}", code=code)
        return False
    await say(update, asker, f"{what}-passed-on", code=code)
    return True


async def hears(update: Update, context: Context, asker: Asker, dialogue: Dialogue, text: str) -> bool:
    """Take a text as the answer or the reason that is awaited."""
    if asker.telegram_id is None:
        return False
    number = dialogue.data.get("number")
    if dialogue.step not in ("answer", "appeal") or not isinstance(number, int):
        return False
    if is_quiet(dialogue, context.services.clock.now()):
        return False
    done = await _say_to_moderators(dialogue.step, number, text, update, context, asker)
    if done:
        await context.services.people.end_dialogue(asker.telegram_id)
    return True


async def pressed(
    action: Action, query: CallbackQuery, update: Update, context: Context, asker: Asker
) -> None:
    """Ask for the text of an answer or an appeal, or appeal without one.

    Raises:
        StaleButtonError: the button stands in a group, or names no proposal.
    """
    what = action.name.removeprefix("mod")
    number, *more = action.arguments or ("",)
    if not asker.private or asker.telegram_id is None or not number.isdecimal() or len(number) > 9:
        raise StaleButtonError
    if more not in ([], ["now"]) or (more and what != "appeal"):
        raise StaleButtonError
    await acknowledge(query)
    if more:
        await _say_to_moderators(what, int(number), "", update, context, asker)
        return
    started = asker.person.dialogue if asker.person else None
    if started is not None and started.name != NAME:
        # What they are in the middle of is not thrown away for this.
        await say(update, asker, f"{what}-typed", number=number)
        return
    await context.services.people.set_dialogue(
        asker.telegram_id, NAME, what, {"number": int(number)}, update_id=update.update_id
    )
    code = code_of(int(number), context.services.pack.info.receipt_prefix)
    said = Rich(asker.scene.say(f"{what}-ask", code=code))
    now = act(asker.scene, asker.scene.say("button-appeal-now"), "modappeal", number, "now")
    rows = ((now,),) if what == "appeal" else ()
    await show(query, Card(said, rows), in_place=False)
