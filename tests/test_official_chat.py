"""Official texts in the chat: quoted, taken up while the bot runs, checked by their hash, listed for staff."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.local.core import LocalTelegram
from bot.local.server import serve
from content.model import Pack
from content.revisions import Revisions
from tests.bot_process import PATIENCE, polling_bot
from tests.invented_text import LONG, store
from tests.running_bot import RunningBot

ADMIN = 1001


@pytest.fixture
def loaded(running: RunningBot, pack: Pack) -> RunningBot:
    """The bot with an invented official text in Russian, taken up while it runs."""
    store(pack, running.services.revisions, "ru")
    assert running.services.renew_texts()
    return running


def hash_in(text: str) -> str:
    """The short hash that a message shows."""
    [found] = re.findall(r"/verify ([0-9a-f]{10})", text)
    return str(found)


async def test_a_text_is_taken_up_while_the_bot_runs(running: RunningBot, pack: Pack) -> None:
    """Before the text is there the summary is shown; after it, the wording; and a newer one replaces it."""
    me = running.person("ru")
    assert "неофициальное изложение" in (await running.answer(me, "статья 4 пункт 2")).text
    assert not running.services.renew_texts()
    for ending in (".", "!"):
        store(pack, running.services.revisions, "ru", ending=ending)
        assert running.services.renew_texts()
        answer = await running.answer(me, "статья 4 пункт 2")
        assert answer.text.split("\n\n")[1] == f"2. Река 4.2 течёт к морю{ending}"
        assert answer.entities[1]["type"] == "blockquote"


async def test_our_words_and_back(loaded: RunningBot) -> None:
    """One tap shows the digest on the same card, one more the wording again; follow-ups know the article."""
    me = loaded.person("ru")
    answer = await loaded.answer(me, "статья 4")
    official = answer.text
    assert "1. Река 4.1 течёт к морю.\n2. Река 4.2 течёт к морю." in official
    await loaded.press(me, answer, "Простыми словами")
    assert "неофициальное изложение" in answer.text
    assert "течёт к морю" not in answer.text
    await loaded.press(me, answer, "Официальный текст статьи")
    assert answer.text == official
    assert "2. Река 4.2 течёт" in (await loaded.answer(me, "а пункт 2?")).text


async def test_another_language_points_to_the_wording(loaded: RunningBot) -> None:
    """In English there is the digest, a word about Russian, and a button that shows it in an English card."""
    me = loaded.person("en")
    answer = await loaded.answer(me, "article 4")
    assert "The official wording is not loaded in this language, only in: Русский." in answer.text
    await loaded.press(me, answer, "Official wording: Русский")
    assert answer.text.startswith("Article 4. The people as the only source of power")
    assert "1. Река 4.1 течёт к морю." in answer.text
    assert "Official wording (Русский, text of 1 July 2026)." in answer.text
    await loaded.press(me, answer, "In plain words")
    assert "течёт" not in answer.text


@pytest.mark.parametrize(
    "data",
    [
        "1|ru|wording|kz-2026|en|4",
        "1|ru|wording|kz-2026|xx|4",
        "1|ru|wording|kz-2026",
        "1|ru|words|kz-2026|97",
    ],
)
async def test_forged_buttons(loaded: RunningBot, data: str) -> None:
    """A wording that is not loaded is not shown, whatever the button says."""
    me = loaded.person("ru")
    answer = await loaded.answer(me, "статья 4")
    pressed = await loaded.forge(me, answer, data)
    assert pressed.text == "Эта кнопка от прежней версии. Спросите ещё раз."


async def test_a_long_article_is_split_and_folded(loaded: RunningBot) -> None:
    """It takes several messages, each quotation folded and a part of the wording; the last one says what it is."""
    me = loaded.person("ru")
    messages = await loaded.hear(me, f"статья {LONG}")
    revision = loaded.services.revisions.latest("kz-2026", "ru")
    assert revision is not None
    assert len(messages) > 1
    for message in messages:
        [quote] = [e for e in message.entities if e["type"] == "expandable_blockquote"]
        said = message.text[quote["offset"] : quote["offset"] + quote["length"]]
        assert said.encode() in revision.wording
    assert "Официальный текст (Русский" in messages[-1].text
    assert not messages[0].labels
    found = loaded.services.revisions.find_hash(hash_in(messages[-1].text))
    assert found is not None
    assert found.reference == f"{LONG}:"


async def test_inline_shows_the_beginning_of_a_long_article(loaded: RunningBot) -> None:
    """Where only one message is possible it holds a beginning, says that it goes on, and what it is."""
    asked = await loaded.inline(loaded.person("ru"), LONG)
    text = asked.results[0]["input_message_content"]["message_text"]
    assert f"… Это не всё. Целиком: статья {LONG}, в чате со мной." in text
    assert "Официальный текст (Русский" in text


async def test_the_plain_layout_says_what_is_quoted(loaded: RunningBot) -> None:
    """Without marks, a line before the wording says what follows."""
    me = loaded.person("ru")
    await loaded.services.people.set_plain_layout(me.id, True)
    answer = await loaded.answer(me, "статья 4 пункт 1")
    assert answer.text.split("\n\n")[1] == "Официальный текст:\n1. Река 4.1 течёт к морю."


async def test_a_hash_is_checked(loaded: RunningBot, pack: Pack) -> None:
    """The hash under a quotation leads back to it, also after a newer revision came; and to the article."""
    me = loaded.person("ru")
    short = hash_in((await loaded.answer(me, "статья 9 пункт 1")).text)
    answer = await loaded.answer(me, f"/verify {short.upper()}")
    assert answer.text.startswith("Статья 9, пункт 1\n\n1. Река 9.1 течёт к морю.")
    assert "Это самая новая из загруженных редакций." in answer.text
    store(pack, loaded.services.revisions, "ru", ending="!")
    answer = await loaded.answer(me, f"/verify {short}")
    assert "1. Река 9.1 течёт к морю.\n" in answer.text
    assert "С тех пор загружена более новая редакция" in answer.text
    await loaded.press(me, answer, "Статья 9")
    assert answer.text.startswith("Статья 9, пункт 1. ")


@pytest.mark.parametrize(
    ("language", "said", "answered"),
    [
        (
            "ru",
            "/verify",
            (
                "Напишите короткий хеш, который стоит под цитатой, например /verify 3f9ac01b7d, "
                "или квитанцию, например /verify KZ-000123-K."
            ),
        ),
        (
            "en",
            "/verify it",
            (
                "Write the short hash that stands under a quotation, for example /verify 3f9ac01b7d, "
                "or a receipt, for example /verify KZ-000123-K."
            ),
        ),
        ("kk", "/verify 0000000000", "Мұнда жүктелген ресми мәтіндерде хеші 0000000000 болатын жер жоқ."),
    ],
)
async def test_what_is_no_hash(loaded: RunningBot, language: str, said: str, answered: str) -> None:
    """Anything else is told how to ask; a hash of nothing leads nowhere."""
    assert (await loaded.answer(loaded.person(language), said)).text == answered


async def test_staff_see_what_is_loaded(running: RunningBot, pack: Pack) -> None:
    """Staff are told how to load a text while there is none, then which there are and which are missing."""
    me = running.person("en")
    assert (await running.answer(me, "/status")).text == "That is for the staff of this bot."
    assert "content import" not in (await running.answer(me, "/about")).text
    await running.services.staff.grant(me.id, "editor")
    hint = "python -m bot content import FILE --edition kz-2026 --lang kk"
    assert hint in (await running.answer(me, "/status")).text
    assert hint in (await running.answer(me, "/about")).text
    store(pack, running.services.revisions, "ru")
    running.services.renew_texts()
    assert (await running.answer(me, "/status")).text.startswith(
        "Official texts\n\n"
        "• kz-2026, Русский: revision 1, text of 1 July 2026, 96 of 96 articles, SHA-256 0000000000\n"
        "Not loaded, kz-2026: Қазақша, English"
    )
    about = (await running.answer(me, "/about")).text
    assert "Official wording loaded: Русский." in about
    assert hint not in about


async def test_a_damaged_text_is_not_quoted(loaded: RunningBot, tmp_path: Path, pack: Pack) -> None:
    """A file that is not as it was written is passed over: the summary is shown, and staff are told."""
    store(pack, Revisions(tmp_path / "texts"), "kk")
    (tmp_path / "texts/kz-2026/kk/0001/wording.txt").write_text("something else", "utf-8")
    assert loaded.services.renew_texts()
    me = loaded.person("kk")
    assert "бейресми мазмұндама" in (await loaded.answer(me, "4-бап")).text
    await loaded.services.staff.grant(me.id, "admin")
    status = (await loaded.answer(me, "/status")).text
    assert "Бүлінген, kz-2026, Қазақша: көрсетілмейді" in status
    assert "kz-2026, Русский: 1-редакция" in status


async def test_a_running_process_takes_up_a_text(bot_folder: Path, pack: Pack) -> None:
    """The bot warns at its start that there is no text, and quotes one that another process loads, without restart."""
    tg = LocalTelegram()
    aigul = tg.person("Aigul", language="ru")
    async with serve(tg) as address, polling_bot(address, bot_folder) as bot:
        assert (await bot.logged("texts.none_loaded"))["level"] == "warning"
        await bot.logged("started")
        store(pack, Revisions(bot_folder / "data" / "texts"), "ru")
        assert (await bot.logged("texts.loaded"))["revisions"] == ["kz-2026 ru 1"]
        aigul.say("статья 4 пункт 1")
        await tg.until(lambda: bool(aigul.chat.answers), PATIENCE)
    assert "1. Река 4.1 течёт к морю." in aigul.chat.answers[0].text
