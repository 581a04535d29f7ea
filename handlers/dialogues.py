"""Text said in the middle of a dialogue goes to that dialogue first; it may leave it to be answered as a question."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from telegram import Update

from bot.person import Dialogue
from bot.proposals import draft
from handlers import appeals, feedback, mine, propose, publish
from handlers.asker import Asker
from handlers.context import Context
from handlers.replies import say

Heard = Callable[[Update, Context, Asker, Dialogue, str], Awaitable[bool]]
"""What a dialogue does with a text: True if the text was meant for it, False if it is a question like any other."""

DIALOGUES: dict[str, Heard] = {
    draft.NAME: propose.hears,
    mine.NAME: mine.hears,
    feedback.NAME: feedback.hears,
    appeals.NAME: appeals.hears,
    "publish": publish.hears,
}
"""By the name of the dialogue. One that is not here (of another version) hears nothing."""

Moved = Callable[[str, Update, Context, Asker, Dialogue], Awaitable[None]]
"""What a dialogue does for /back or /skip, named by the first argument."""

MOVES: dict[str, Moved] = {draft.NAME: propose.moved}
"""By the name of the dialogue."""

Reminds = Callable[[Update, Context, Asker], Awaitable[None]]
"""What a dialogue says after a question that came in between was answered."""

REMINDERS: dict[str, Reminds] = {draft.NAME: propose.remind}
"""By the name of the dialogue."""


def move(verb: str) -> Callable[[Update, Context, Asker, str], Awaitable[None]]:
    """What answers /back or /skip: the dialogue that the person is in does it."""

    async def run(update: Update, context: Context, asker: Asker, _: str) -> None:
        dialogue = asker.person.dialogue if asker.private and asker.person else None
        moves = MOVES.get(dialogue.name) if dialogue else None
        if dialogue is None or moves is None:
            await say(update, asker, "nothing-begun")
        else:
            await moves(verb, update, context, asker, dialogue)

    return run


async def remind(update: Update, context: Context, asker: Asker) -> None:
    """After an answer: let the dialogue that the person is in ask whether to go on."""
    dialogue = asker.person.dialogue if asker.private and asker.person else None
    reminds = REMINDERS.get(dialogue.name) if dialogue else None
    if reminds is not None:
        await reminds(update, context, asker)


async def taken_by_dialogue(update: Update, context: Context, asker: Asker, text: str) -> bool:
    """Whether the dialogue that the person is in took the text. There are dialogues in private chats alone."""
    dialogue = asker.person.dialogue if asker.private and asker.person else None
    hears = DIALOGUES.get(dialogue.name) if dialogue else None
    return dialogue is not None and hears is not None and await hears(update, context, asker, dialogue, text)


async def cancel(update: Update, context: Context, asker: Asker, _: str) -> None:
    """Answer /cancel: end what the person is in the middle of."""
    who = asker.telegram_id if asker.private else None
    ended = who is not None and await context.services.people.end_dialogue(who, update_id=update.update_id)
    await say(update, asker, "cancelled" if ended else "nothing-to-cancel")
