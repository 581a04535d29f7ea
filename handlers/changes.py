"""/publish changes: an editor sees which articles of the official text changed, and decides whether followers are told.

The role was looked up by /publish before, at every step and press.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from telegram import Update

from bot.rendering.text_changes import change_notice, changes_card, changes_done_card
from bot.text_changes import EVENT, TextChange, stamp_of, text_changes
from handlers import progress
from handlers.asker import Asker
from handlers.callback import StaleButtonError
from handlers.context import Context
from handlers.publish_form import answer
from handlers.replies import say

UNDO = timedelta(seconds=30)
_CONFIRM = "confirm"


async def typed(update: Update, context: Context, asker: Asker, behind: str) -> None:
    """Answer /publish changes [EDITION] [ARTICLES] [confirm], and /publish changes undo."""
    words = behind.split()
    if [word.lower() for word in words] == ["undo"]:
        await _undo(update, context, asker, None)
        return
    editions = context.services.pack.editions
    other = words.pop(0) if words and words[0] in editions else None
    confirmed = bool(words) and words[-1].lower() == _CONFIRM
    numbers = [word.strip(",;") for word in (words[:-1] if confirmed else words)]
    found = await unpublished(context, other)
    unknown = set(numbers) - {change.article.number for change in found}
    if unknown:
        await say(update, asker, "changes-unknown", articles=", ".join(sorted(unknown))[:60])
        return
    chosen = [change for change in found if not numbers or change.article.number in numbers]
    if confirmed and chosen:
        await _publish(update, context, asker, chosen)
    else:
        await _show(update, context, asker, chosen, other)


async def pressed(update: Update, context: Context, asker: Asker, rest: Sequence[str]) -> None:
    """Do what a button below the list, or below what was published, says.

    Raises:
        StaleButtonError: something was imported or published since.
    """
    if len(rest) in (2, 3) and rest[0] == _CONFIRM:
        other = rest[2] if len(rest) == 3 else None
        if other is not None and other not in context.services.pack.editions:
            raise StaleButtonError
        found = await unpublished(context, other)
        if not found or stamp_of(found) != rest[1]:
            raise StaleButtonError
        await _publish(update, context, asker, found)
    elif len(rest) == 3 and rest[0] == "undo" and all(number.isdecimal() for number in rest[1:]):
        await _undo(update, context, asker, (int(rest[1]), int(rest[2])))
    else:
        raise StaleButtonError


async def unpublished(context: Context, other: str | None) -> list[TextChange]:
    """The changes that nobody was told of yet."""
    services = context.services
    services.renew_texts()
    found = text_changes(services.pack, services.official, other)
    known = await services.campaigns.known(change.event for change in found)
    return [change for change in found if change.event not in known]


async def _show(
    update: Update, context: Context, asker: Asker, found: Sequence[TextChange], other: str | None
) -> None:
    campaigns = context.services.campaigns
    reached = [await campaigns.audience(change_notice(context.services.scenes, each)) for each in found]
    told, seconds = sum(each.total for each in reached), sum(each.seconds for each in reached)
    card = changes_card(asker.scene, found, told, seconds, stamp_of(found), other or "")
    await answer(update, asker, card)


async def _publish(update: Update, context: Context, asker: Asker, found: Sequence[TextChange]) -> None:
    services = context.services
    later = services.clock.now() + UNDO
    notices = [change_notice(services.scenes, change, not_before=later) for change in found]
    made = await services.campaigns.publish_all(notices, update_id=update.update_id)
    if made:
        await answer(update, asker, changes_done_card(asker.scene, made[0], made[-1], len(made)))
        await progress.begin(context, asker, made[-1])


async def _undo(update: Update, context: Context, asker: Asker, between: tuple[int, int] | None) -> None:
    """Take back what was published and not begun; None: all of it."""
    undone = await context.services.campaigns.retract_all(EVENT, between, update_id=update.update_id)
    await say(update, asker, "changes-undone" if undone else "changes-too-late", count=str(undone))
