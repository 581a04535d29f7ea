"""Following: /subscribe and /unsubscribe, the buttons under articles, sessions and notices, for people and chats."""

from __future__ import annotations

from telegram import CallbackQuery, Update

from bot.delivery.choosing import is_choice
from bot.following import UnknownTopicError, article_topic, is_topic, topic_of
from bot.rendering.card import Action, Card
from bot.rendering.notices import own_topic
from bot.rendering.rich import Rich
from bot.rendering.subscriptions import (
    followed_card,
    offer_card,
    offered_topics,
    stopped_card,
    subscriptions_card,
)
from handlers import telling
from handlers.asker import Asker
from handlers.callback import StaleButtonError, decode
from handlers.context import Context
from handlers.followers import NotAllowedError, Target, follower_of, named_target, refusal, target_of
from handlers.replies import put, say
from handlers.views.send import acknowledge, show

MOST = 20
"""Topics that one command names at most, and buttons lead to."""


async def subscribe(update: Update, context: Context, asker: Asker, rest: str) -> None:
    """Answer /subscribe: follow what it names (sessions, a4, s3, news, …), or show what there is.

    `/subscribe daily` and the like choose when notices come; `/subscribe @channel sessions` is for a channel.
    """
    try:
        target, rest = await target_of(update, context, asker, rest)
    except NotAllowedError as error:
        await put(update, asker, Card(Rich(refusal(context, asker, error))))
        return
    words = rest.split()
    if not words:
        await put(update, asker, await overview(context, asker, target))
    elif words[0].lower() == "settings" or is_choice(words[0]):
        await telling.change(update, context, asker, target, [] if words[0].lower() == "settings" else words)
    else:
        await _follow_named(update, context, asker, target, rest)


async def overview(context: Context, asker: Asker, target: Target) -> Card:
    """What a target follows, and what else there is."""
    follower = await follower_of(context, target)
    volume = await context.services.campaigns.published(*offered_topics(asker.scene, follower))
    return subscriptions_card(asker.scene, follower, volume)


async def _follow_named(update: Update, context: Context, asker: Asker, target: Target, rest: str) -> None:
    try:
        topics = named_topics(context, asker, rest)
    except UnknownTopicError as error:
        if error.article is not None:
            edition = asker.scene.pack.edition
            asked = {"asked": error.article, "first": edition.first, "last": edition.last}
            name = asker.scene.text(edition).name
            await say(update, asker, "none-no-such-article", edition=name, **asked)
        else:
            await say(update, asker, "follow-unknown")
        return
    await put(update, asker, await _follow(update, context, asker, target, topics))


def named_topics(context: Context, asker: Asker, rest: str) -> tuple[str, ...]:
    """The topics that a command names: by their words, or as one would ask for an article or section.

    Raises:
        UnknownTopicError: it names something else.
    """
    pack = asker.scene.pack
    try:
        return tuple(
            dict.fromkeys(
                topic_of(pack, word.strip(",;"), asker.scene.record.bodies) for word in rest.split()[:MOST]
            )
        )
    except UnknownTopicError as error:
        answer = context.services.answering.answer(rest, preferred=asker.preferred)
        if answer.edition != pack.edition.id or error.article is not None:
            raise
        if answer.kind in ("article", "paragraph") and answer.hits:
            return (article_topic(pack, answer.hits[0].number),)
        raise


async def _follow(
    update: Update, context: Context, asker: Asker, target: Target, topics: tuple[str, ...]
) -> Card:
    services = context.services
    new = await services.subscriptions.follow(
        target.id, *topics, kind=target.kind, language=asker.scene.language, update_id=update.update_id
    )
    volume = await services.campaigns.published(*topics)
    return followed_card(asker.scene, await follower_of(context, target), topics, volume, new=new)


async def unsubscribe(update: Update, context: Context, asker: Asker, rest: str) -> None:
    """Answer /unsubscribe: stop what it names, what the notice replied to came for, or all."""
    try:
        target, rest = await target_of(update, context, asker, rest)
    except NotAllowedError as error:
        await put(update, asker, Card(Rich(refusal(context, asker, error))))
        return
    topics: tuple[str, ...] = ()
    if rest and rest.lower() != "all":
        try:
            topics = named_topics(context, asker, rest)
        except UnknownTopicError:
            await say(update, asker, "follow-unknown")
            return
    elif not rest and (topic := _replied_topic(update)):
        topics = (topic,)
    await put(update, asker, await _stop(update, context, asker, target, topics))


def _replied_topic(update: Update) -> str | None:
    """What the notice came for that somebody replies to, as its button says."""
    message = update.effective_message
    replied = message.reply_to_message if message else None
    if replied is None or replied.reply_markup is None:
        return None
    for button in (each for row in replied.reply_markup.inline_keyboard for each in row):
        try:
            action = decode(button.callback_data if isinstance(button.callback_data, str) else None)
        except StaleButtonError:
            continue
        if action.name == "stop" and action.arguments and action.arguments != ("all",):
            return ":".join(action.arguments)
    return None


async def _stop(
    update: Update, context: Context, asker: Asker, target: Target, topics: tuple[str, ...]
) -> Card:
    stopped = await context.services.subscriptions.unfollow(target.id, *topics, update_id=update.update_id)
    follower = await follower_of(context, target)
    if not topics and not stopped:
        return stopped_card(asker.scene, follower, (), every=target.kind == "person")
    gone = stopped or tuple(
        topic for topic in topics if topic in (own_topic("proposal"), own_topic("reminder"))
    )
    return stopped_card(asker.scene, follower, gone, every=not topics)


async def pressed(
    action: Action, query: CallbackQuery, update: Update, context: Context, asker: Asker
) -> None:
    """Do what a button about subscriptions says.

    Raises:
        StaleButtonError: there is no such topic, or nothing of the kind can be done here.
    """
    if action.name == "watch":
        await _watch(action, query, context, asker)
        return
    arguments = action.arguments
    try:
        if action.name == "chan":
            target, does, arguments = (
                await named_target(context, asker, _first(arguments)),
                arguments[1],
                arguments[2:],
            )
        else:
            target, does = (await target_of(update, context, asker))[0], action.name
    except NotAllowedError as error:
        await acknowledge(query, refusal(context, asker, error), alert=True)
        return
    except IndexError as error:
        raise StaleButtonError from error
    topic = ":".join(arguments)
    if does == "follow" and is_topic(asker.scene.pack, topic, asker.scene.record.bodies):
        card = await _follow(update, context, asker, target, (topic,))
    elif does == "stop" and topic == "all":
        card = await _stop(update, context, asker, target, ())
    elif does == "stop" and topic:
        card = await _stop(update, context, asker, target, (topic,))
    else:
        raise StaleButtonError
    await acknowledge(query)
    # Below, not in its place: the notice under which the button stands is still to be read.
    await show(query, card, in_place=False)


def _first(arguments: tuple[str, ...]) -> str:
    if not arguments:
        raise StaleButtonError
    return arguments[0]


async def _watch(action: Action, query: CallbackQuery, context: Context, asker: Asker) -> None:
    """Show what following means before it is done; in a group lead to the private chat, where it is one's own."""
    topic = ":".join(action.arguments)
    if not is_topic(asker.scene.pack, topic, asker.scene.record.bodies):
        raise StaleButtonError
    if not asker.private:
        await acknowledge(
            query, asker.scene.say("follow-in-private", name=f"@{context.services.name}"), alert=True
        )
        return
    volume = await context.services.campaigns.published(topic)
    await acknowledge(query)
    await show(query, offer_card(asker.scene, topic, volume[topic]), in_place=False)
