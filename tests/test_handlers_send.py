"""Sending: long cards in parts, answers changed in place, and the application as the program assembles it."""

from __future__ import annotations

from telegram import Update

from bot.app import assemble, services_of
from bot.opening import Storage
from bot.preparing import answering_of
from bot.rendering.card import Card, act
from bot.rendering.rich import Rich, bold
from bot.rendering.scene import Scenes
from bot.services import Services
from bot.settings import Settings
from bot.storage.sealing import Sealer
from handlers.views.send import edit, parts, reply
from tests.running_bot import RunningBot


def long_card(scenes: Scenes, letter: str = "ә") -> Card:
    """A card of three messages, folded from end to end."""
    text = bold("Title") + "\n" + Rich("\n".join(f"{n}. " + letter * 90 for n in range(100))).marked("folded")
    return Card(text, ((act(scenes("en"), "Go on", "sessions"),),))


async def test_a_long_card_takes_several_messages(running: RunningBot, scenes: Scenes) -> None:
    """Each is whole for Telegram, the fold goes on in each, and only the last has buttons."""
    me = running.person("en")
    me.open_chat()
    message = await running.app.bot.send_message(me.id, "…")
    sent = await reply(message, long_card(scenes))
    shown = [me.chat.history[number] for number in sent]
    assert len(shown) == 3
    assert [each.labels for each in shown] == [[], [], [["Go on"]]]
    assert all(each.entities[-1]["type"] == "expandable_blockquote" for each in shown)
    assert "".join("".join(each.text.split()) for each in shown) == "".join(
        long_card(scenes).text.text.split()
    )


async def test_a_long_answer_is_edited_part_by_part(running: RunningBot, scenes: Scenes) -> None:
    """As many messages as before are changed; where it needs more or fewer, nothing is."""
    me = running.person("en")
    me.open_chat()
    bot = running.app.bot
    message = await bot.send_message(me.id, "…")
    sent = await reply(message, long_card(scenes))
    assert await edit(bot, me.id, sent, long_card(scenes, "ө"))
    assert "ө" in me.chat.history[sent[0]].text
    assert not await edit(bot, me.id, sent, Card(Rich("short")))
    assert "ө" in me.chat.history[sent[0]].text


def test_a_short_card_is_one_message(scenes: Scenes) -> None:
    """What fits is not cut."""
    assert len(parts(Card(Rich("a" * 4096)))) == 1
    assert len(parts(Card(Rich("a" * 4097)))) == 2


async def test_the_program_assembles_the_same_bot(
    running: RunningBot, services: Services, sealer: Sealer
) -> None:
    """The composition root's application answers like the one that the tests share."""
    storage = Storage(
        services.database,
        services.people,
        services.staff,
        services.gaps,
        sealer,
        services.moderating.log.signer,
    )
    settings = Settings(token=running.telegram.token, language="ru")
    app = assemble(settings, answering_of(settings), storage, services.clock, running.app.bot)
    assert services_of(app).default_language == "ru"
    async with app:
        me = running.telegram.person("Hans", language="de")
        me.say("4")
        (update,) = running.telegram.queue.take()
        await app.process_update(Update.de_json(update, app.bot))
    assert me.chat.last.text.startswith("Статья 4. ")
