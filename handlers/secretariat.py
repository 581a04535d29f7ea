"""The secretariat: the table of proposals as a file, and decisions from the table that comes back."""

from __future__ import annotations

from io import BytesIO

import structlog
from telegram import CallbackQuery, Document, InputFile, Update
from telegram.constants import FileSizeLimit
from telegram.error import TelegramError

from bot.proposals.audit import enter_within
from bot.proposals.decision_files import BIGGEST, DECISIONS, DecisionsError
from bot.proposals.exporting import FORMS, Exported, Form, decision_word, exported
from bot.proposals.filters import FilterError, filter_of
from bot.proposals.table import Filter
from bot.rendering.card import Action, Card
from bot.rendering.decisions import plan_card, refused_card
from bot.rendering.pages import simple_card
from bot.rendering.rich import bold
from handlers.asker import Asker
from handlers.callback import StaleButtonError
from handlers.context import Context
from handlers.replies import put, say
from handlers.views.send import acknowledge, show

log = structlog.get_logger()

_MEGABYTE = 1_000_000


async def is_secretariat(context: Context, asker: Asker) -> bool:
    """Whether the asker may export and decide, as of a few seconds ago."""
    return asker.telegram_id is not None and await context.services.staff.has(
        asker.telegram_id, "secretariat"
    )


async def export(update: Update, context: Context, asker: Asker, rest: str) -> None:
    """Answer /export with the table as a file, in the form and with the filters that stand behind it."""
    if not await is_secretariat(context, asker):
        await say(update, asker, "export-not-secretariat")
        return
    words = rest.lower().split()
    form = next((each for each in FORMS if words and each == words[0]), None)
    words = words if form is None else words[1:]
    said = dict(word.partition("=")[::2] for word in words)
    try:
        if not all("=" in word for word in words):
            raise FilterError
        wanted = filter_of(said, context.services.pack)
    except FilterError:
        await say(update, asker, "export-usage")
        return
    form = form or "xlsx"
    await _send(form, await _exported(form, wanted, context, asker), update, asker)


async def _exported(form: Form, wanted: Filter, context: Context, asker: Asker) -> Exported:
    services = context.services
    now, scene = services.clock.now(), asker.scene
    async with services.database.read() as connection:
        made = await exported(
            connection,
            form,
            services.pack,
            services.revisions,
            scene.say,
            at=now,
            wanted=wanted,
            signer=services.moderating.log.signer,
        )
    async with services.database.write() as connection:
        await enter_within(connection, "exported", "secretariat", at=now, form=form, count=made.count)
    return made


async def _send(form: Form, made: Exported, update: Update, asker: Asker) -> None:
    if len(made.content) > FileSizeLimit.FILESIZE_UPLOAD:
        await say(update, asker, "export-big", size=str(len(made.content) // _MEGABYTE))
        return
    tell = asker.scene.say
    decisions = ", ".join(decision_word(tell, code) for code in DECISIONS)
    open_data = form in ("zip", "jsonl")
    caption = (
        tell("export-caption-open", count=made.count)
        if open_data
        else tell("export-caption", count=made.count, decisions=decisions)
    )
    if update.effective_message is not None:
        await update.effective_message.reply_document(
            InputFile(BytesIO(made.content), made.name), caption=caption
        )


async def decisions(update: Update, context: Context, asker: Asker, rest: str) -> None:
    """Answer /decisions: with a file, or as a reply to one, what it would do; apply or cancel does it or not."""
    message = update.effective_message
    if not await is_secretariat(context, asker) or asker.telegram_id is None or message is None:
        await say(update, asker, "export-not-secretariat")
        return
    replied = message.reply_to_message
    document = message.document or (replied.document if replied else None)
    if document is not None:
        await put(update, asker, await _planned(document, context, asker, asker.telegram_id))
    elif rest.lower() == "apply":
        await put(update, asker, await _applied(None, update, context, asker))
    elif rest.lower() == "cancel":
        dropped = await context.services.moderating.decisions.drop(asker.telegram_id)
        await say(update, asker, "decisions-dropped" if dropped else "decisions-none")
    else:
        await say(update, asker, "decisions-usage")


async def _planned(document: Document, context: Context, asker: Asker, who: int) -> Card:
    """What a file would change."""
    if (document.file_size or 0) > BIGGEST:
        return simple_card(asker.scene, "decisions-big", size=str(BIGGEST // _MEGABYTE))
    try:
        file = await context.bot.get_file(document.file_id)
        content = bytes(await file.download_as_bytearray())
    except TelegramError as error:
        log.warning("decisions.unloadable", error=type(error).__name__)
        return simple_card(asker.scene, "decisions-unloadable")
    try:
        return plan_card(asker.scene, await context.services.moderating.decisions.plan(content, who))
    except DecisionsError as error:
        return refused_card(asker.scene, error.problems)


async def _applied(identity: int | None, update: Update, context: Context, asker: Asker) -> Card:
    """Make the decisions that were shown."""
    who = asker.telegram_id
    try:
        made = who is not None and await context.services.moderating.decisions.agree(
            who, identity, update_id=update.update_id
        )
    except DecisionsError as error:
        return refused_card(asker.scene, error.problems)
    if not made:
        return simple_card(asker.scene, "decisions-none")
    return Card(bold(asker.scene.say("decisions-made", count=len(made.decisions))))


async def pressed(
    action: Action, query: CallbackQuery, update: Update, context: Context, asker: Asker
) -> None:
    """Make the decisions of the table that was shown, or forget it.

    Raises:
        StaleButtonError: the button is forged, or stands in a group.
    """
    verb, identity = action.arguments if len(action.arguments) == 2 else ("", "")
    right = verb in ("apply", "cancel") and identity.isdecimal() and len(identity) < 10
    if not right or not asker.private or asker.telegram_id is None:
        raise StaleButtonError
    if not await is_secretariat(context, asker):
        await acknowledge(query, asker.scene.say("export-not-secretariat"), alert=True)
        return
    await acknowledge(query)
    if verb == "apply":
        card = await _applied(int(identity), update, context, asker)
    else:
        await context.services.moderating.decisions.drop(asker.telegram_id)
        card = simple_card(asker.scene, "decisions-dropped")
    await show(query, card, in_place=not asker.scene.plain)
