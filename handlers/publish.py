"""/publish: for editors. Everything a button does can be typed; the role is looked up at every step and press."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace

from telegram import CallbackQuery, Update

from bot.person import Dialogue
from bot.rendering.card import Action, Card
from bot.rendering.publish import FIELDS, menu_card
from bot.rendering.rich import Rich
from bot.sessions.draft import KINDS, Draft, DraftError
from bot.sessions.typed import LIMITS, read_localized
from bot.sessions.when import WhenError, begins_with_date
from handlers import calendar_import, changes, progress, publish_done
from handlers.asker import Asker
from handlers.callback import StaleButtonError
from handlers.context import Context
from handlers.publish_form import (
    NotEditorError,
    answer,
    check_editor,
    draft_in,
    outcome_of,
    proceed,
    refusal,
    with_field,
)
from handlers.replies import put, say
from handlers.sessions import named_session
from handlers.views.send import acknowledge

Do = Callable[[Update, Context, Asker, str], Awaitable[None]]


async def publish(update: Update, context: Context, asker: Asker, rest: str) -> None:
    """Answer /publish and all that may stand behind it."""
    await _guarded(_typed(update, context, asker, rest), update, context, asker)


async def _guarded(doing: Awaitable[None], update: Update, context: Context, asker: Asker) -> None:
    """Do something, and say what is wrong where it cannot be done. Who is no editor any more loses the draft."""
    try:
        await doing
    except NotEditorError:
        if asker.telegram_id is not None and asker.person and draft_in(asker.person.dialogue):
            await context.services.people.end_dialogue(asker.telegram_id)
        await _tell(update, asker, asker.scene.say("publish-not-editor"))
    except (DraftError, WhenError) as error:
        await _tell(update, asker, refusal(asker, error))


async def _tell(update: Update, asker: Asker, said: str) -> None:
    if update.callback_query is not None:
        await acknowledge(update.callback_query, said, alert=True)
    else:
        await put(update, asker, Card(Rich(said)))


async def _typed(update: Update, context: Context, asker: Asker, rest: str) -> None:
    await check_editor(context, asker)
    word, _, behind = rest.partition(" ") if "\n" not in rest.partition(" ")[0] else rest.partition("\n")
    word, behind = word.lower(), behind.strip()
    if not rest:
        await _menu(update, context, asker)
    elif begins_with_date(rest) or rest[0].isdecimal():
        await proceed(update, context, asker, with_field(Draft("new"), "when", rest, context, asker))
    elif word in _WORDS:
        await _WORDS[word](update, context, asker, behind)
    elif word in _FIELDS:
        await _set(update, context, asker, word, behind)
    else:
        await _menu(update, context, asker)


async def _menu(update: Update, context: Context, asker: Asker) -> None:
    publishing = context.services.publishing
    admin = asker.telegram_id is not None and await context.services.staff.has(asker.telegram_id, "admin")
    card = menu_card(
        asker.scene,
        awaiting=len(await publishing.awaiting()),
        two_people=await publishing.two_people(),
        admin=admin,
    )
    await answer(update, asker, card)


async def _new(update: Update, context: Context, asker: Asker, behind: str) -> None:
    draft = with_field(Draft("new"), "when", behind, context, asker) if behind else Draft("new")
    await proceed(update, context, asker, draft)


async def _news(update: Update, context: Context, asker: Asker, behind: str) -> None:
    draft = with_field(Draft("news"), "text", behind, context, asker) if behind else Draft("news")
    await proceed(update, context, asker, draft)


def _on_session(draft: Draft) -> Do:
    """What begins with a session's number: /publish move 13 29.01 10:00."""

    async def run(update: Update, context: Context, asker: Asker, behind: str) -> None:
        named, _, said = behind.partition(" ")
        if not named:
            await proceed(update, context, asker, draft)
            return
        if draft.kind == "correct" and named.lower() == "news":
            await _correct_news(update, context, asker, said.strip())
            return
        begun = picked(draft, named, context, asker)
        await proceed(update, context, asker, _said_of(begun, said.strip(), context, asker))

    return run


def picked(draft: Draft, named: str, context: Context, asker: Asker) -> Draft:
    """The draft about the session of that number or id, as it stands now.

    Raises:
        DraftError: there is none, or it stands in the pack's record.
    """
    scene = context.services.scenes(asker.scene.language, asker.scene.plain)
    session = named_session(scene, named)
    if session is None:
        raise DraftError("no-session")
    if session.recorded:
        raise DraftError("recorded")
    return replace(draft, session=session.id, revision=session.revision)


def _said_of(draft: Draft, said: str, context: Context, asker: Asker) -> Draft:
    if not said:
        return draft
    if draft.kind == "move":
        return with_field(draft, "when", said, context, asker)
    if draft.kind == "close":
        return outcome_of(draft, said, context, asker)
    if draft.kind == "start" and said.startswith(("http://", "https://")):
        return with_field(draft, "stream", said, context, asker)
    return with_field(draft, "text", said, context, asker)


async def _correct_news(update: Update, context: Context, asker: Asker, said: str) -> None:
    held = await context.services.publishing.latest_news()
    if held is None:
        raise DraftError("no-news")
    draft = Draft("correct-news", publication=held.id, text=dict(held.draft["text"]))
    if said:
        draft = with_field(draft, "text", said, context, asker)
    await proceed(update, context, asker, draft)


async def _set(update: Update, context: Context, asker: Asker, field: str, behind: str) -> None:
    """Change a field of the draft that the editor is in the middle of: /publish title kk: …"""
    draft = draft_in(asker.person.dialogue if asker.person else None)
    if draft is None:
        raise DraftError("no-draft")
    if not behind and field != "status":
        if field not in FIELDS[draft.kind]:
            raise DraftError("no-field")
        await proceed(update, context, asker, draft, ask=field)
        return
    await proceed(update, context, asker, with_field(draft, field, behind, context, asker))


async def _body(update: Update, context: Context, asker: Asker, behind: str) -> None:
    """Add a body: /publish add-body kurultai kk: … ru: … en: …, or say the names line by line."""
    identity, _, names = behind.partition(" ")
    if not names.strip():
        await say(update, asker, "publish-body-usage")
        return
    services = context.services
    codes = services.pack.info.languages
    name = read_localized(names, codes, asker.scene.language, LIMITS["place"])
    person = await services.people.ensure(await check_editor(context, asker))
    added = await services.publishing.sessions.add_body(identity.lower(), name, person.id)
    await services.publishing.renew()
    services.scenes.renew(services.publishing.sessions.record)
    await say(
        update, asker, "publish-body-added" if added else "publish-body-refused", id=identity.lower()[:24]
    )


_FIELDS = frozenset(field for fields in FIELDS.values() for field in fields)
_WORDS: dict[str, Do] = {
    "new": _new,
    "news": _news,
    "move": _on_session(Draft("move")),
    "start": _on_session(Draft("start")),
    "cancel": _on_session(Draft("cancel")),
    "close": _on_session(Draft("close")),
    "correct": _on_session(Draft("correct")),
    "changes": changes.typed,
    "progress": progress.typed,
    "add-body": _body,
    "import": calendar_import.typed,
    "confirm": publish_done.confirm_typed,
    "drop": publish_done.drop_typed,
    "undo": publish_done.undo_typed,
    "pending": publish_done.pending,
    "approve": publish_done.approve_typed,
    "refuse": publish_done.refuse_typed,
    "approval": publish_done.approval_typed,
}


async def undo(update: Update, context: Context, asker: Asker, rest: str) -> None:
    """Answer /undo: take back what was published last."""
    await _guarded(_undo(update, context, asker, rest), update, context, asker)


async def _undo(update: Update, context: Context, asker: Asker, rest: str) -> None:
    await check_editor(context, asker)
    await publish_done.undo_typed(update, context, asker, rest)


async def hears(update: Update, context: Context, asker: Asker, dialogue: Dialogue, text: str) -> bool:
    """Take what was typed for the field that was asked for. Under a preview a text is a question like any other."""
    draft = draft_in(dialogue)
    if draft is None or dialogue.step == "preview":
        return False
    await _guarded(_heard(update, context, asker, dialogue.step, draft, text), update, context, asker)
    return True


async def _heard(update: Update, context: Context, asker: Asker, step: str, draft: Draft, text: str) -> None:
    await check_editor(context, asker)
    if step == "pick":
        if draft.kind == "correct" and text.strip().lower() == "news":
            await _correct_news(update, context, asker, "")
            return
        await proceed(update, context, asker, picked(draft, text.strip(), context, asker))
    else:
        await proceed(update, context, asker, with_field(draft, step, text, context, asker))


async def pressed(
    action: Action, query: CallbackQuery, update: Update, context: Context, asker: Asker
) -> None:
    """Do what a button of the form, of a preview, or below something published says.

    Raises:
        StaleButtonError: it is of another draft, or of no form at all.
    """
    await _guarded(_press(action, query, update, context, asker), update, context, asker)


async def _press(
    action: Action, query: CallbackQuery, update: Update, context: Context, asker: Asker
) -> None:
    await check_editor(context, asker)
    verb, *rest = action.arguments or ("",)
    if verb == "kind" and rest == ["changes"]:
        await acknowledge(query)
        await changes.typed(update, context, asker, "")
    elif verb == "changes":
        await changes.pressed(update, context, asker, rest)
    elif verb == "kind" and len(rest) == 1 and rest[0] in KINDS:
        await _WORDS[rest[0]](update, context, asker, "")
    elif verb == "import":
        await calendar_import.pressed(update, context, asker, rest)
    elif verb in ("pick", "body", "edit", "confirm", "drop"):
        await _press_draft(verb, rest, update, context, asker)
    elif verb in publish_done.PRESSES and len(rest) <= 1:
        await publish_done.PRESSES[verb](update, context, asker, rest[0] if rest else "")
    else:
        raise StaleButtonError


async def _press_draft(verb: str, rest: list[str], update: Update, context: Context, asker: Asker) -> None:
    """A button of the draft that the editor is in the middle of; those of an earlier one are stale."""
    dialogue = asker.person.dialogue if asker.person else None
    draft = draft_in(dialogue)
    if draft is None or dialogue is None:
        raise StaleButtonError
    if verb == "pick" and len(rest) == 2 and rest[0] == draft.kind and dialogue.step == "pick":
        await _heard(update, context, asker, "pick", draft, rest[1])
    elif verb == "body" and len(rest) == 1 and draft.kind == "new":
        await proceed(update, context, asker, with_field(draft, "body", rest[0], context, asker))
    elif not rest or rest[-1] != dialogue.data["nonce"]:
        raise StaleButtonError
    elif verb == "edit" and len(rest) == 2 and rest[0] in FIELDS[draft.kind]:
        await _press_edit(rest[0], draft, update, context, asker)
    elif verb == "confirm" and dialogue.step == "preview":
        await publish_done.confirm(update, context, asker, draft)
    elif verb == "drop":
        await publish_done.drop(update, context, asker)
    else:
        raise StaleButtonError


async def _press_edit(field: str, draft: Draft, update: Update, context: Context, asker: Asker) -> None:
    if field == "status":
        await proceed(update, context, asker, with_field(draft, field, "", context, asker))
    else:
        await proceed(update, context, asker, draft, ask=field)
