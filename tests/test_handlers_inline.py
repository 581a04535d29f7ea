"""Inline and guest mode: answers in chats where the bot is not."""

from __future__ import annotations

from telegram.constants import InlineQueryLimit

from content.model import Pack
from tests.running_bot import RunningBot


async def test_an_empty_query_offers_what_is_asked_most(running: RunningBot, pack: Pack) -> None:
    """Before anything is typed, the pack's most used articles are there."""
    asked = await running.inline(running.person("en"))
    assert [result["title"].partition(".")[0] for result in asked.results] == [
        f"Article {number}" for number in pack.info.popular
    ]


async def test_the_same_answer_has_the_same_id(running: RunningBot) -> None:
    """Ids depend on what a result says, so that apps can keep it; it may be kept for an hour."""
    first, second = (
        await running.inline(running.person("en"), "4"),
        await running.inline(running.person("en"), "4"),
    )
    assert [result["id"] for result in first.results] == [result["id"] for result in second.results]
    assert first.answer is not None
    assert (first.answer.cache_time, first.answer.is_personal) == (3600, True)
    other = await running.inline(running.person("kk"), "4")
    assert other.results[0]["id"] != first.results[0]["id"]


async def test_results_are_never_too_many(running: RunningBot) -> None:
    """The longest section and the longest list keep to Telegram's limit, without a result twice."""
    for query in ("section 2", "articles 1-96", "4, 4, 4"):
        results = (await running.inline(running.person("en"), query)).results
        assert 0 < len(results) <= InlineQueryLimit.RESULTS
        assert len({result["id"] for result in results}) == len(results)


async def test_a_paragraph_is_named_in_the_list(running: RunningBot) -> None:
    """What the share button types under a paragraph offers that paragraph."""
    asked = await running.inline(running.person("ru"), "4.2")
    assert [result["title"].partition(".")[0] for result in asked.results] == ["Статья 4, пункт 2"]


async def test_a_chosen_result_needs_nothing_of_the_bot(running: RunningBot) -> None:
    """A message in somebody else's chat has links and sharing, and no button that the bot would have to answer."""
    me = running.person("ru")
    asked = await running.inline(me, "статья 4")
    message = me.choose(asked.results[0], "статья 4")
    assert message.text.startswith("Статья 4. ")
    assert [button.kind for button in message.buttons] == ["url", "switch_inline_query"]


async def test_what_is_not_there_offers_the_private_chat(running: RunningBot) -> None:
    """No result is made up; the button above the list leads to the bot."""
    for query in ("статья 188 УК", "статья 97", "привет", "🤷"):
        asked = await running.inline(running.person("ru"), query)
        assert asked.results == []
        assert asked.answer is not None
        assert asked.answer.button == {"text": "Спросить в личном чате", "start_parameter": "help"}


async def test_a_guest_call_gets_exactly_one_reply(running: RunningBot) -> None:
    """Called into a chat that it is not in, the bot answers the question once, without buttons of its own."""
    call = await running.guest(running.person("ru"), "@atazan_bot статья 4 пункт 2")
    (answer,) = call.answers
    assert answer.text.startswith("Статья 4, пункт 2. ")
    assert len(running.telegram.called("answerGuestQuery")) == 1
    assert running.telegram.called("sendMessage") == []


async def test_guests_always_get_a_clear_word(running: RunningBot) -> None:
    """Empty, declined, small talk and doubt: one reply each."""
    said = {
        "@atazan_bot": "Я рассказываю, что сказано в тексте: Конституция Казахстана.",
        "@atazan_bot статья 97": "Статьи 97 нет. Конституция Казахстана (2026): статьи с 1 по 96.",
        "@atazan_bot спасибо": "Пожалуйста. Спрашивайте ещё, когда понадобится.",
        "@atazan_bot помощь": (
            "Напишите вопрос или номер статьи, например: «о чём статья 4?». Всё, что я умею: /help"
        ),
    }
    for text, expected in said.items():
        (answer,) = (await running.guest(running.person("ru"), text)).answers
        assert answer.text == expected
