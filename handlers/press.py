"""Buttons: each action's card, shown in place (or below, in the plain layout)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from inspect import signature

from telegram import CallbackQuery, Update

from bot.allowances import Cost
from bot.answer import Answer, Hit
from bot.named_topics import hits_of
from bot.rendering.answers import example
from bot.rendering.articles import article_card, wording_card, words_card
from bot.rendering.card import Action, Card
from bot.rendering.comparing import comparison_card, is_article
from bot.rendering.milestones import milestones_card
from bot.rendering.record import fact_card
from bot.rendering.scene import Scene
from bot.rendering.sections import section_card, sections_card
from bot.rendering.topics import topic_card, topic_list_card, topics_card, topics_of
from content.model import PREAMBLE
from handlers import (
    appeals,
    feedback,
    mine,
    moderate_press,
    privacy,
    progress,
    proposals,
    propose,
    publish,
    resuming,
    secretariat,
    sessions,
    settings,
    subscriptions,
    supporting,
    telling,
)
from handlers.articles import show_cited
from handlers.asker import Asker, asker_of, remember
from handlers.callback import StaleButtonError, decode
from handlers.compare import send_picture
from handlers.context import Context
from handlers.limits import granted
from handlers.views.send import acknowledge, show


async def on_press(update: Update, context: Context) -> None:
    """Do what a button says. Old and forged buttons are answered with a word and change nothing."""
    query = update.callback_query
    if query is None:
        return
    asker = await asker_of(update, context)
    try:
        await _pressed(decode(query.data), query, update, context, asker)
    except StaleButtonError:
        await acknowledge(query, asker.scene.say("button-stale"), alert=True)


async def _pressed(
    action: Action, query: CallbackQuery, update: Update, context: Context, asker: Asker
) -> None:
    asker = _in_language_of(action, context, asker)
    does = _DOES.get(action.name)
    cost = _COSTS.get(action.name)
    if cost is not None and not await granted(update, context, cost):
        return
    if does is not None:
        await does(action, query, update, context, asker)
    else:
        card = _shown(action, asker.scene)
        await acknowledge(query)
        await show(query, card, in_place=not asker.scene.plain)
        _remembered(action, context, asker)


def _in_language_of(action: Action, context: Context, asker: Asker) -> Asker:
    """The asker, served in the language that the button stands for.

    That is the language named on the button; else, in private, that of the message, so that an English answer stays
    English while one leafs through it; in a group the presser's own.
    """
    named = action.name.removeprefix("in-") if action.name.startswith("in-") else None
    if named is not None and named not in context.services.pack.info.languages:
        raise StaleButtonError
    language = named or (action.language if asker.private else None)
    if language not in context.services.pack.info.languages:
        return asker
    return asker.speaking(context.services.scenes(language, asker.scene.plain))


def _shown(action: Action, scene: Scene) -> Card:
    """The card of an action that only shows something.

    Raises:
        StaleButtonError: there is no such action, or nothing of that number or id in the pack.
    """
    view = _VIEWS.get("article" if action.name.startswith("in-") else action.name)
    if view is None:
        raise StaleButtonError
    try:
        bound = signature(view).bind(scene, *action.arguments)
    except TypeError as error:  # too few arguments, or too many
        raise StaleButtonError from error
    return view(*bound.args)


# A view looks first whether the pack has what it is asked for: an error after that is a mistake of the program.


def _known(there: bool) -> None:
    if not there:
        raise StaleButtonError


def _page(number: str) -> int:
    _known(number.isdecimal() and len(number) < 5)
    return int(number)


def _has_article(scene: Scene, edition: str, number: str) -> bool:
    held = scene.pack.editions.get(edition)
    return held is not None and (number in held.by_number or (number == PREAMBLE and held.preamble))


def _article(scene: Scene, edition: str, number: str, paragraph: str | None = None) -> Card:
    _known(_has_article(scene, edition, number))
    return article_card(scene, edition, number, paragraph)


def _words(scene: Scene, edition: str, number: str, paragraph: str | None = None) -> Card:
    _known(_has_article(scene, edition, number))
    return words_card(scene, edition, number, paragraph)


def _wording(scene: Scene, edition: str, language: str, number: str, paragraph: str | None = None) -> Card:
    _known(_has_article(scene, edition, number))
    _known(language in scene.wording_languages(scene.edition(edition), number))
    return wording_card(scene, edition, language, number, paragraph)


def _sections(scene: Scene, edition: str) -> Card:
    _known(edition in scene.pack.editions)
    return sections_card(scene, edition)


def _section(scene: Scene, edition: str, number: str, page: str = "1") -> Card:
    held = scene.pack.editions.get(edition)
    _known(held is not None and held.section(number) is not None)
    return section_card(scene, edition, number, _page(page))


def _topics(scene: Scene, section: str | None = None, page: str = "1") -> Card:
    if section is None:
        return topics_card(scene)
    _known(section in topics_of(scene.pack))
    return topic_list_card(scene, section, _page(page))


def _topic(scene: Scene, topic: str) -> Card:
    _known(topic in scene.pack.topic_by_id)
    return topic_card(scene, scene.pack.topic_by_id[topic])


def _compared(scene: Scene, number: str, other: str | None = None) -> Card:
    _known(is_article(scene, number))
    _known(other is None or (other in scene.pack.editions and other != scene.pack.edition.id))
    return comparison_card(scene, number, other)


def _fact(scene: Scene, fact: str) -> Card:
    _known(fact in scene.pack.fact_by_id)
    return fact_card(scene, scene.pack.fact_by_id[fact])


def _milestones(scene: Scene, page: str = "1") -> Card:
    return milestones_card(scene, _page(page))


_VIEWS: dict[str, Callable[..., Card]] = {
    "article": _article,
    "words": _words,
    "wording": _wording,
    "browse": _sections,
    "section": _section,
    "topics": _topics,
    "topic": _topic,
    "compare": _compared,
    "fact": _fact,
    "milestones": _milestones,
}


def _remembered(action: Action, context: Context, asker: Asker) -> None:
    if action.name in ("article", "words") or action.name.startswith("in-"):
        edition, number, *paragraph = action.arguments
        hit = Hit(number, paragraph[0] if paragraph else None)
        remember(context, asker, Answer("article", asker.scene.language, edition, (hit,)))
    elif action.name == "topic":
        pack = context.services.pack
        hits = hits_of(pack.topic_by_id[action.arguments[0]], pack.edition)
        remember(context, asker, Answer("topic", asker.scene.language, pack.edition.id, hits))


async def _ask_example(
    action: Action, query: CallbackQuery, update: Update, context: Context, asker: Asker
) -> None:
    """Answer the example question that was tapped, as if it had been typed."""
    if action.arguments != ("0",):
        raise StaleButtonError
    await acknowledge(query)
    await show_cited(update, context, asker, example(asker.scene))


async def _picture(
    action: Action,
    query: CallbackQuery,
    update: Update,  # noqa: ARG001
    context: Context,  # noqa: ARG001
    asker: Asker,
) -> None:
    await send_picture(action, query, asker)


Does = Callable[[Action, CallbackQuery, Update, Context, Asker], Awaitable[None]]

_DOES: dict[str, Does] = {
    "example": _ask_example,
    "picture": _picture,
    "resume": resuming.pressed,
    "propose": propose.begin,
    "draft": propose.pressed,
    "support": supporting.pressed,
    "rate": feedback.rate,
    "message": feedback.message,
    "add-line": feedback.add_line,
    "delete": privacy.pressed,
    "mod": moderate_press.pressed,
    "decisions": secretariat.pressed,
    **dict.fromkeys(("modanswer", "modappeal"), appeals.pressed),
    **dict.fromkeys(("mine", "official"), mine.pressed),
    **dict.fromkeys(("proposal", "proposals", "dossier"), proposals.pressed),
    **dict.fromkeys(("language", "layout", "gaps"), settings.pressed),
    **dict.fromkeys(("watch", "follow", "stop", "chan"), subscriptions.pressed),
    "told": telling.pressed,
    "campaign": progress.pressed,
    "publish": publish.pressed,
    **dict.fromkeys(("session", "sessions", "record", "wish", "unwish", "ics"), sessions.pressed),
}
"""Actions that do more than show a card, by name. Each raises StaleButtonError for arguments that it does not know."""

_COSTS: dict[str, Cost] = {"picture": "picture", "delete": "held"}
"""Actions that cost more than a question, with what their allowance is called."""
