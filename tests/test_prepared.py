"""Cards encoded once: what goes to Telegram is what the library itself would send."""

from __future__ import annotations

import json
from typing import Any

import pytest
from telegram import LinkPreviewOptions, Update
from telegram.ext import Application

from bot.intake.response import ResponseSlot, answering_in
from bot.local import LocalTelegram
from bot.rendering.articles import article_card
from bot.rendering.card import Action, Button, Card
from bot.rendering.rich import Rich, bold, link
from handlers.views.markup import entities, keyboard
from handlers.views.prepared import KEPT, prepared
from handlers.views.send import reply
from tests.running_bot import RunningBot

CARDS = [
    Card(Rich("4")),
    Card(bold("Ә") + " 😀 & = " + link("б", "https://example.org/?a=1&b=2")),
    Card(
        Rich("x"),
        (
            (
                Button("a", "act", action=Action("article", ("kz-2026", "4"), "en")),
                Button("b", "open", "https://a.b"),
            ),
            (Button("c", "share", "4"), Button("d", "copy", "ә" * 300)),
        ),
    ),
]


def plain(value: Any) -> Any:
    """A parameter as JSON holds it."""
    return json.loads(value) if isinstance(value, str) and value[:1] in "{[" else value


@pytest.mark.parametrize("card", CARDS)
async def test_like_the_library(running: RunningBot, card: Card) -> None:
    """Text, entities, keyboard and preview arrive as with `send_message`, by call, request and response alike."""
    person = running.person()
    person.say("/id")
    chat = person.chat.id
    await running.app.bot.send_message(
        chat,
        card.text.text,
        entities=entities(card.text),
        reply_markup=keyboard(card.rows),
        link_preview_options=LinkPreviewOptions(is_disabled=True),
    )
    wanted = {name: plain(value) for name, value in running.telegram.called("sendMessage")[-1].items()}
    wanted = {name: value for name, value in wanted.items() if value != []}
    (made,) = prepared(card)
    data = made.to(chat)
    assert data.parameters == wanted
    assert json.loads(data.json) == wanted
    assert json.loads(made.in_response(chat)) == wanted | {"method": "sendMessage"}


def test_made_once(running: RunningBot) -> None:
    """The card of an article is encoded once for everybody; what is kept is bounded."""
    scene = running.services.scenes("en")
    card = article_card(scene, "kz-2026", "4")
    assert prepared(card) is prepared(article_card(scene, "kz-2026", "4"))
    for _ in range(KEPT):
        prepared(Card(Rich("4")))
    assert prepared(card) is prepared(card)


async def test_two_people_get_what_was_encoded_once(running: RunningBot) -> None:
    """Whoever asks for an article gets the card that others got, with all that is added to it."""
    sizes = []
    for name in ("Aigul", "Berik", "Camila"):
        await running.answer(running.person("en", name), "what does Article 4 say")
        sizes.append(len(prepared))
    assert sizes[1:] == sizes[:1] * 2


async def test_only_what_is_plain_goes_into_the_response(running: RunningBot) -> None:
    """One message that is plain goes back with the acknowledgement; anything else, and any second one, is a call."""
    person = running.person()
    question = person.say("4")
    await running.handle()
    (update,) = [running.telegram.called("sendMessage")[-1]]
    assert update
    asked = await _message(running, question.id, person.chat.id)
    long = Card(Rich("\n\n".join(["x" * 3_000] * 3)))
    for card, options, in_response in (
        (CARDS[0], {"plain": True}, True),
        (CARDS[0], {}, False),
        (long, {"plain": True}, False),
    ):
        slot = ResponseSlot()
        with answering_in(slot):
            sent = await reply(asked, card, **options)
        assert (slot.call is not None, bool(sent)) == (in_response, not in_response)
    slot = ResponseSlot()
    with answering_in(slot):
        assert await reply(asked, CARDS[0], plain=True) == ()
        assert len(await reply(asked, CARDS[1], plain=True)) == 1
    assert await reply(asked, CARDS[0], plain=True) != ()


async def _message(running: RunningBot, number: int, chat: int) -> Any:
    from telegram import Message

    told = {"message_id": number, "date": 1, "chat": {"id": chat, "type": "private"}, "text": "4"}
    return Message.de_json(told, running.app.bot)


async def test_nobody_is_kept_by_the_library(running: RunningBot) -> None:
    """After an answer the library's application holds no id of whoever asked."""
    person = running.person()
    await running.answer(person, "4")
    for name in Application.__slots__:
        held = getattr(running.app, name, None)
        assert not isinstance(held, (set, frozenset, dict)) or person.id not in held, name


async def test_topics_and_replies(running: RunningBot) -> None:
    """In a group an answer is a reply, in a forum it stays in its topic."""
    person = running.person()
    forum = running.telegram.group("G", person, topics=(5,))
    assert isinstance(running.telegram, LocalTelegram)
    person.say("/article@atazan_bot 4", forum)
    await running.handle()
    sent = running.telegram.called("sendMessage")[-1]
    assert plain(sent["reply_parameters"])["allow_sending_without_reply"] is True
    assert sent["chat_id"] == forum.id


async def test_what_is_offered_inline_goes_back_in_the_response(running: RunningBot) -> None:
    """An inline query that came by webhook is answered there, with what a call would have offered."""
    person = running.person("en")
    by_call = await running.inline(person, "article 4")
    person.inline("article 4")
    (update,) = running.telegram.queue.take()
    slot = ResponseSlot()
    with answering_in(slot):
        await running.app.process_update(Update.de_json(update, running.app.bot))
    assert slot.call is not None
    offered = json.loads(slot.call)
    assert (offered["method"], offered["is_personal"]) == ("answerInlineQuery", True)
    assert offered["inline_query_id"] == update["inline_query"]["id"]
    assert json.loads(offered["results"]) == [dict(result) for result in by_call.results]
    assert len(running.telegram.called("answerInlineQuery")) == 1
