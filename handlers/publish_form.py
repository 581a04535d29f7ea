"""The form of /publish: a draft that lives with the editor's dialogue, filled by taps and messages, then previewed."""

from __future__ import annotations

import contextlib
import secrets
from dataclasses import replace
from typing import Any

from telegram import Update

from bot.person import Dialogue
from bot.rendering.card import Card
from bot.rendering.publish import (
    FIELDS,
    ask_card,
    choose_body_card,
    choose_field_card,
    choose_session_card,
    is_tentative,
    preview_card,
)
from bot.rendering.rich import Rich
from bot.sessions.draft import Draft, DraftError
from bot.sessions.model import OPEN, Session
from bot.sessions.record import Record
from bot.sessions.typed import LIMITS, addresses_in, read_address, read_agenda, read_localized, unmarked
from bot.sessions.when import WhenError, read_when
from bot.storage.errors import StorageError
from content.model import Pack
from handlers.asker import Asker
from handlers.context import Context
from handlers.replies import put
from handlers.views.send import acknowledge, show

NAME = "publish"
"""The name of the dialogue."""


class NotEditorError(Exception):
    """Who does this is no editor, or none any more."""


async def check_editor(context: Context, asker: Asker) -> int:
    """The Telegram id of an editor in private; looked up at every step, since a role may go at any time.

    Raises:
        NotEditorError: they are none.
    """
    who = asker.telegram_id
    if who is None or not asker.private or not await context.services.staff.has(who, "editor"):
        raise NotEditorError
    with contextlib.suppress(StorageError):
        # Another editor may have changed a session a moment ago, by another worker.
        await context.services.publishing.renew()
    return who


def draft_in(dialogue: Dialogue | None) -> Draft | None:
    """The draft that somebody is in the middle of, or None."""
    if dialogue is None or dialogue.name != NAME or "draft" not in dialogue.data:
        return None
    return Draft.from_data(dialogue.data["draft"])


def refusal(asker: Asker, error: DraftError | WhenError) -> str:
    """Why something cannot be published, in the editor's language."""
    if isinstance(error, WhenError):
        return asker.scene.say(f"publish-when-{error.reason}", said=error.said)
    return asker.scene.say(f"publish-error-{error.reason}")


async def proceed(update: Update, context: Context, asker: Asker, draft: Draft, ask: str = "") -> None:
    """Ask for what the draft lacks next, or for the field `ask`; show the preview once nothing is lacking."""
    record = context.services.publishing.sessions.record
    draft = _with_body(draft, record)
    step = ask or next_step(draft)
    nonce = secrets.token_hex(4)
    try:
        card = await _card(context, asker, draft, step, nonce)
    except DraftError as error:
        await _unfit(update, context, asker, draft, error)
        return
    await _keep(update, context, asker, draft, step, nonce)
    await answer(update, asker, card)


async def _unfit(update: Update, context: Context, asker: Asker, draft: Draft, error: DraftError) -> None:
    """Say why the draft cannot be previewed. What a better time or text mends is asked for again."""
    said = Card(Rich(refusal(asker, error)))
    mends = {"past": "when", "no-when": "when", "same-time": "when", "no-title": "title"}.get(error.reason)
    if mends in FIELDS[draft.kind]:
        emptied = replace(draft, day=None, start=None) if mends == "when" else draft
        await _keep(update, context, asker, emptied, mends or "", secrets.token_hex(4))
    elif asker.telegram_id is not None:
        await context.services.people.end_dialogue(asker.telegram_id)
    await answer(update, asker, said)


def _with_body(draft: Draft, record: Record) -> Draft:
    if draft.kind == "new" and draft.body is None and len(record.bodies) == 1:
        return replace(draft, body=record.bodies[0].id)
    return draft


def next_step(draft: Draft) -> str:
    """What a draft lacks; "preview" where nothing is lacking."""
    if draft.kind == "new":
        lacking = {"body": draft.body is None, "when": draft.day is None, "title": not draft.title}
    elif draft.kind in ("news", "correct-news"):
        lacking = {"text": not draft.text or (draft.kind == "correct-news" and draft.changes_nothing)}
    else:
        lacking = {
            "pick": draft.session is None,
            "when": draft.kind == "move" and draft.day is None,
            "field": draft.kind == "correct" and draft.changes_nothing,
        }
    return next((step for step, lacks in lacking.items() if lacks), "preview")


async def _card(context: Context, asker: Asker, draft: Draft, step: str, nonce: str) -> Card:
    services, scene = context.services, asker.scene
    publishing = services.publishing
    if step == "preview":
        plan = publishing.plan(draft)
        audience = await publishing.audience(plan)
        return preview_card(scene, plan, audience, nonce, two_people=await publishing.two_people())
    if step == "body":
        return choose_body_card(scene, publishing.sessions.bodies())
    if step == "pick":
        held = changeable(publishing.sessions.record, draft.kind)
        news = draft.kind == "correct" and await publishing.latest_news() is not None
        return choose_session_card(scene, draft.kind, held, news=news)
    if step == "field":
        return choose_field_card(scene, draft, nonce)
    return ask_card(scene, step)


def changeable(record: Record, kind: str) -> list[Session]:
    """The sessions that something of that kind can be done to, those that are open first, the soonest first."""
    own = [session for session in record.shown if not session.recorded]
    if kind in ("close", "correct"):
        return sorted(own, key=lambda each: (each.status == "held", each.moment(record.zone)))
    if kind == "move":
        return [
            session for session in own if session.status in OPEN | {"cancelled"} and session.status != "live"
        ]
    return [session for session in own if session.status in OPEN]


async def _keep(update: Update, context: Context, asker: Asker, draft: Draft, step: str, nonce: str) -> None:
    if asker.telegram_id is None:
        raise NotEditorError
    data = {"draft": draft.as_data(), "nonce": nonce}
    await context.services.people.set_dialogue(
        asker.telegram_id, NAME, step, data, update_id=update.update_id
    )


async def answer(update: Update, asker: Asker, card: Card) -> None:
    """Show a card: below what was typed, or in place of the message whose button was pressed."""
    query = update.callback_query
    if query is None:
        await put(update, asker, card)
        return
    await acknowledge(query)
    await show(query, card, in_place=not asker.scene.plain)


def with_field(draft: Draft, field: str, text: str, context: Context, asker: Asker) -> Draft:
    """The draft with what was typed for a field.

    Raises:
        DraftError: the field is none of this kind of draft, or what was typed is not fit for it.
        WhenError: it is no time at which something can take place.
    """
    if field not in FIELDS[draft.kind]:
        raise DraftError("no-field")
    services = context.services
    record = services.publishing.sessions.record
    if field == "when":
        return _timed(draft, text, context, asker)
    if field == "stream":
        return replace(draft, stream=read_address(text))
    if field == "links":
        return replace(draft, links=tuple(read_address(word) for word in text.split()))
    if field == "body":
        if record.body(text.strip()) is None:
            raise DraftError("no-body")
        return replace(draft, body=text.strip())
    if field == "status":
        return replace(draft, status="confirmed" if is_tentative(draft, record) else "tentative")
    return _with_text(draft, field, text, context, asker)


def _with_text(draft: Draft, field: str, text: str, context: Context, asker: Asker) -> Draft:
    """The draft with words, in the language that they name, else the one they are written in, else the editor's."""
    services, codes = context.services, context.services.pack.info.languages
    bare = unmarked(text, codes)
    language = (services.answering.language_of(bare) if bare else None) or asker.scene.language
    draft = replace(draft, heard=language if bare else "")
    if field == "agenda":
        return _with_agenda(draft, text, language, services.pack)
    said = read_localized(text, codes, language, LIMITS[field])
    # Typed again with its language named, a text was taken in a wrong one before.
    held: dict[str, Any] = {
        field: {c: whole for c, whole in getattr(draft, field).items() if whole not in said.values()} | said
    }
    return replace(draft, touched=True, **held)


def _with_agenda(draft: Draft, text: str, language: str, pack: Pack) -> Draft:
    """An agenda of as many items in another language joins the one that is there."""
    found = read_agenda(text, pack.info.languages, language, pack.edition)
    held = draft.agenda or ()
    if len(held) == len(found) and not any(
        set(a["text"]) & set(b["text"]) for a, b in zip(held, found, strict=True)
    ):
        found = tuple(
            {
                "text": a["text"] | b["text"],
                "articles": list(dict.fromkeys((*a["articles"], *b["articles"]))),
            }
            for a, b in zip(held, found, strict=True)
        )
    return replace(draft, agenda=found)


def _timed(draft: Draft, text: str, context: Context, asker: Asker) -> Draft:
    services = context.services
    when, rest = read_when(text, services.clock.now(), services.publishing.sessions.zone)
    start = when.start.isoformat() if when.start else None
    timed = replace(draft, day=when.day.isoformat(), start=start)
    if not rest:
        return timed
    return with_field(timed, "title" if draft.kind == "new" else "text", rest, context, asker)


def outcome_of(draft: Draft, text: str, context: Context, asker: Asker) -> Draft:
    """What is typed behind the number of a session that is closed: its outcome, and addresses of minutes."""
    said, links = addresses_in(text)
    draft = replace(draft, links=links)
    return with_field(draft, "outcome", said, context, asker) if said else draft
