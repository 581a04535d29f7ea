"""A calendar that an editor sends: what it would do is shown first, and done when they say so."""

from __future__ import annotations

import asyncio
import hashlib
import secrets
from collections.abc import Sequence

from telegram import Document, Update
from telegram.error import TelegramError

from bot.person import Dialogue
from bot.rendering.card import Card, act
from bot.rendering.import_plan import plan_text, refusal
from bot.rendering.pages import simple_card
from bot.rendering.rich import Rich, join
from bot.rendering.scene import Scene
from bot.sessions.draft import DraftError
from bot.sessions.ics_lines import MAX_BYTES, IcsError
from bot.sessions.ics_reading import Incoming, read_sessions
from bot.sessions.import_plan import DONE, Step
from bot.sessions.service import SessionChangedError
from handlers.asker import Asker
from handlers.callback import StaleButtonError
from handlers.context import Context
from handlers.publish_form import NotEditorError, answer, check_editor
from handlers.replies import put, say

NAME = "import"
"""The name of the dialogue: a plan that waits for a word."""


def is_calendar(document: Document | None) -> bool:
    """Whether a file is meant as a calendar."""
    if document is None:
        return False
    return document.mime_type == "text/calendar" or (document.file_name or "").lower().endswith(".ics")


async def on_calendar(update: Update, context: Context, asker: Asker, document: Document) -> None:
    """Show what the calendar would do; nothing is done yet."""
    try:
        await check_editor(context, asker)
    except NotEditorError:
        await say(update, asker, "import-not-editor")
        return
    if (document.file_size or 0) > MAX_BYTES:
        await say(update, asker, "ics-too-large", said=f"{(document.file_size or 0) / 1e6:.1f}")
        return
    try:
        data = bytes(await (await document.get_file()).download_as_bytearray())
    except TelegramError:
        await say(update, asker, "import-unreachable")
        return
    await _plan(update, context, asker, data)


async def _plan(update: Update, context: Context, asker: Asker, data: bytes) -> None:
    services = context.services
    try:
        events = await asyncio.to_thread(read_sessions, data, services.publishing.sessions.zone)
        steps = services.importing.plan(events, asker.scene.language)
    except IcsError as error:
        await put(update, asker, Card(Rich(refusal(asker.scene, error))))
        return
    nonce = secrets.token_hex(4)
    if any(step.deed in DONE for step in steps) and asker.telegram_id is not None:
        kept = {
            "events": [event.as_data() for event in events],
            "language": asker.scene.language,
            "plan": _digest(steps),
            "nonce": nonce,
        }
        await services.people.set_dialogue(asker.telegram_id, NAME, "plan", kept, update_id=update.update_id)
    await put(update, asker, plan_card(asker.scene, steps, nonce))


def plan_card(scene: Scene, steps: Sequence[Step], nonce: str) -> Card:
    """What would be done, with the buttons to have it done; without them where there is nothing to do."""
    if not any(step.deed in DONE for step in steps):
        return Card(plan_text(scene, steps))
    rows = (
        (act(scene, scene.say("import-apply"), "publish", "import", "tell", nonce),),
        (
            act(scene, scene.say("import-apply-silently"), "publish", "import", "silent", nonce),
            act(scene, scene.say("import-drop"), "publish", "import", "drop", nonce),
        ),
    )
    return Card(join((plan_text(scene, steps), scene.say("import-typed"))), rows)


def _digest(steps: Sequence[Step]) -> str:
    """What a plan does, to be compared with the plan of a later moment."""
    said = [(step.deed, step.event.uid, step.before.revision if step.before else None) for step in steps]
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


def import_in(asker: Asker) -> Dialogue | None:
    """The plan that waits for this editor's word, or None."""
    dialogue = asker.person.dialogue if asker.person else None
    return dialogue if dialogue is not None and dialogue.name == NAME else None


async def typed(update: Update, context: Context, asker: Asker, rest: str) -> None:
    """Do with the plan what was typed: /publish import tell, silent or drop."""
    await _decide(update, context, asker, rest.strip().lower())


async def pressed(update: Update, context: Context, asker: Asker, rest: Sequence[str]) -> None:
    """Do with the plan what was pressed.

    Raises:
        StaleButtonError: the button stands under an earlier plan.
    """
    waiting = import_in(asker)
    if waiting is None or len(rest) != 2 or rest[1] != waiting.data["nonce"]:
        raise StaleButtonError
    await _decide(update, context, asker, rest[0])


async def _decide(update: Update, context: Context, asker: Asker, how: str) -> None:
    services, waiting = context.services, import_in(asker)
    who = await check_editor(context, asker)
    if waiting is None or how not in ("tell", "silent", "drop"):
        raise DraftError("no-draft")
    if how == "drop":
        await services.people.end_dialogue(who, update_id=update.update_id)
        await answer(update, asker, simple_card(asker.scene, "publish-dropped"))
        return
    if await services.publishing.two_people():
        raise DraftError("import-two-people")
    await _apply(update, context, asker, waiting, announce=how == "tell")


async def _apply(
    update: Update, context: Context, asker: Asker, waiting: Dialogue, *, announce: bool
) -> None:
    services = context.services
    who = await check_editor(context, asker)
    events = [Incoming.from_data(each) for each in waiting.data["events"]]
    steps = services.importing.plan(events, waiting.data["language"])
    person = await services.people.ensure(who)
    count = 0
    try:
        if _digest(steps) != waiting.data["plan"]:
            raise SessionChangedError
        count = await services.importing.apply(
            steps, announce=announce, by=person.id, update_id=update.update_id
        )
        said = simple_card(asker.scene, "import-applied", count=str(count))
    except SessionChangedError:
        said = simple_card(asker.scene, "import-changed")
    await services.people.end_dialogue(who)
    await answer(update, asker, said)
