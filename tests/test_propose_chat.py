"""Writing a proposal in the chat: three steps, similar ones, preview and receipt, whatever comes in between."""

from __future__ import annotations

import hashlib
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select
from telegram import Update

from bot.answering import Answering
from bot.local import Message, Person
from bot.local_ids import is_local
from bot.people import People
from bot.proposals.reception import CONSENT, Reception
from bot.proposals.service import proposals_of
from bot.services import Services
from bot.storage.proposal_tables import proposals
from bot.storage.sealing import Sealer
from bot.texts import texts
from tests.running_bot import RunningBot, application

CONSENT_TEXTS = ("draft-what-happens", "draft-consent")
TEXT = "Разрешить суды на русском по желанию сторон"


async def stored(bot: RunningBot) -> list[str]:
    """The wordings of all proposals on disk, the first one first."""
    async with bot.services.database.read() as connection:
        query = select(proposals.c.wording).order_by(proposals.c.id)
        return list((await connection.execute(query)).scalars())


async def publish(bot: RunningBot, number: int = 1) -> None:
    """Let a moderator publish the proposal of that number."""
    async with bot.services.database.write() as connection:
        query = select(proposals.c.id).where(proposals.c.number == number)
        row = (await connection.execute(query)).scalar_one()
        await bot.services.proposals.statuses.change_within(connection, row, "published", by="moderator")


async def send(bot: RunningBot, person: Person, text: str = TEXT, article: str = "9") -> Message:
    """Let a person propose something by typing, and return the receipt."""
    await bot.hear(person, f"/propose {article} {text}")
    return await bot.answer(person, "/send")


async def test_everything_by_buttons(running: RunningBot) -> None:
    """Under an article, through the three steps and back once, to the receipt, in one message that is edited."""
    me = running.person("ru")
    article = await running.answer(me, "статья 9")
    await running.press(me, article, "Предложить изменение")
    step = running.news(me.chat)[-1]
    assert step.text.startswith("Предложение, шаг 2 из 3. Статья 9. ")
    await running.press(me, step, "Назад")
    assert step.text.startswith("Предложение, шаг 1 из 3.")
    await running.press(me, step, "О тексте в целом")
    assert step.text.startswith("Предложение, шаг 2 из 3. Весь текст в целом")
    reason = await running.answer(me, TEXT)
    assert reason.text.startswith("Предложение, шаг 3 из 3.")
    await running.press(me, reason, "Пропустить")
    assert reason.text.startswith("Так предложение будет отправлено")
    await running.press(me, reason, "Согласен, отправить")
    assert reason.text.startswith("Получено. Ваш номер: KZ-000001-C\n")
    assert TEXT not in reason.text
    assert await stored(running) == [TEXT]


async def test_everything_by_typing_in_the_plain_layout(running: RunningBot) -> None:
    """With commands, or with plain words in their place; every step says how, and nothing is edited."""
    me = running.person("kk")
    await running.hear(me, "/settings plain")
    for said, begins in (
        ("ұсыныс", "Ұсыныс, 3 қадамның 1-қадамы."),
        ("3-бөлім", "Ұсыныс, 3 қадамның 2-қадамы. III бөлім."),
        ("артқа", "Ұсыныс, 3 қадамның 1-қадамы."),
        ("43", "Ұсыныс, 3 қадамның 2-қадамы. 43-бап."),
        ("Президенттің мерзімі бес жыл болсын", "Ұсыныс, 3 қадамның 3-қадамы."),
        ("Билік тезірек жаңарады", "Ұсыныс осы күйінде жіберіледі"),
        ("/back", "Ұсыныс, 3 қадамның 3-қадамы."),
        ("/skip", "Ұсыныс осы күйінде жіберіледі"),
        ("жіберу", "Қабылданды. Нөміріңіз: KZ-000001-C"),
    ):
        answer = await running.answer(me, said)
        assert answer.text.startswith(begins), said
        assert not answer.edited
    assert await stored(running) == ["Президенттің мерзімі бес жыл болсын"]


async def test_article_and_text_in_one_line(running: RunningBot) -> None:
    """`/propose 4 TEXT` goes straight to the preview where nothing like it is known."""
    me = running.person("en")
    preview = await running.answer(me, "/propose 4 The people should elect judges directly")
    assert preview.text.startswith("This is how the proposal will be sent\n\nArticle 4. ")
    assert preview.labels == [["I agree, send"], ["Back", "Cancel"]]
    assert "This is a demonstration" in preview.text
    assert "not an official appeal" in preview.text
    assert "can link a proposal to an account" in preview.text


@pytest.mark.parametrize(
    ("place", "named"), [("s3", "Section III. "), ("S3", "Section III. "), ("a4", "Article 4. ")]
)
async def test_a_section_and_text_in_one_line(running: RunningBot, place: str, named: str) -> None:
    """The words behind a section are kept, as those behind an article are."""
    me = running.person("en")
    preview = await running.answer(me, f"/propose {place} The people should elect judges directly")
    assert preview.text.startswith(f"This is how the proposal will be sent\n\n{named}")
    assert "The people should elect judges directly" in preview.text


async def test_a_question_in_place_of_a_reason_is_doubted(running: RunningBot) -> None:
    """Asked without its mark as well; a reason that cites an article at length is a reason."""
    me = running.person("en")
    await running.hear(me, "/propose 9")
    await running.hear(me, "The people should elect judges directly")
    for asked in ("what does Article 4 say", "why so?"):
        doubt = await running.answer(me, asked)
        assert doubt.text == "Is this the text of a proposal, or a question to be answered?"
        await running.answer(me, "/back")
    reason = "Since Article 4 says that the people are the only source of power"
    assert (await running.answer(me, reason)).text.startswith("This is how the proposal will be sent")


async def test_a_fuzzy_subject_offers_articles(running: RunningBot) -> None:
    """ "про язык" is taken for a subject; where it may be several articles, they are buttons."""
    me = running.person("ru")
    await running.hear(me, "/propose")
    which = await running.answer(me, "про язык")
    assert which.text == "Какую статью вы имеете в виду?"
    await running.press(me, which, "Статья 9. Государственный язык и употребление русского языка")
    assert which.text.startswith("Предложение, шаг 2 из 3. Статья 9. ")


async def test_words_said_too_early_are_kept(running: RunningBot) -> None:
    """A whole sentence where a place was asked for becomes the wording."""
    me = running.person("ru")
    await running.hear(me, "/propose")
    asked = await running.answer(me, "Предлагаю сделать проезд для пенсионеров бесплатным везде")
    assert asked.text.startswith(("Какую статью", "Это я запомнил как текст предложения."))
    assert (await running.answer(me, "31")).text.startswith("Предложение, шаг 3 из 3.")


async def test_a_button_in_a_group_leads_to_the_private_chat(running: RunningBot) -> None:
    """The button opens the link that begins the proposal; nothing is written down in the group."""
    me = running.person("ru")
    group = running.telegram.group("Соседи", me)
    article = await running.answer(me, "@atazan_bot статья 9", chat=group)
    pressed = await running.press(me, article, "Предложить изменение")
    toast = running.telegram.toasts[-1]
    assert (pressed.text or "", toast.url) == ("", "https://t.me/atazan_bot?start=p9")
    assert running.news(group) == []


async def test_a_question_mark_asks_which_it_is(running: RunningBot) -> None:
    """Answered as a question the draft stays; taken as a proposal it goes on."""
    me = running.person("ru")
    await running.hear(me, "/propose 9")
    asked = await running.answer(me, "Почему бы не разрешить второй язык?")
    assert asked.text == "Это текст предложения или вопрос, на который ответить?"
    await running.press(me, asked, "Это вопрос")
    answered = running.news(me.chat)
    assert answered[-1].text.startswith("Предложение, шаг 2 из 3. Статья 9.")
    assert len(answered) == 2
    asked = await running.answer(me, "статья 9")
    assert asked.text == "Это текст предложения или вопрос, на который ответить?"
    asked = await running.answer(me, "Почему бы не разрешить второй язык?")
    await running.press(me, asked, "Это предложение")
    assert asked.text.startswith("Предложение, шаг 3 из 3.")


async def test_a_question_in_between_is_answered(running: RunningBot) -> None:
    """At the preview what is said is a question; then the draft is offered again."""
    me = running.person("ru")
    await running.hear(me, f"/propose 9 {TEXT}")
    answered, offered = await running.hear(me, "статья 4")
    assert answered.text.startswith("Статья 4. ")
    assert offered.text.startswith("У вас есть неоконченное предложение (Статья 9). Продолжить?")
    await running.press(me, offered, "Продолжить")
    assert offered.text.startswith("Так предложение будет отправлено")


async def test_after_half_an_hour_words_are_a_question_again(running: RunningBot) -> None:
    """The draft is offered once after the answer, and goes on a day later."""
    me = running.person("ru")
    await running.hear(me, "/propose 9")
    running.clock.advance(timedelta(minutes=30))
    answered, offered = await running.hear(me, "двойное гражданство")
    assert answered.text.startswith("Статья 13")
    assert offered.text.startswith("У вас есть неоконченное предложение")
    running.clock.advance(timedelta(days=1))
    (answered,) = await running.hear(me, "статья 4")
    assert answered.text.startswith("Статья 4. ")
    assert (await running.answer(me, "продолжить")).text.startswith("Предложение, шаг 2 из 3.")
    assert (await running.answer(me, TEXT)).text.startswith("Предложение, шаг 3 из 3.")


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        ("коротко", "Это слишком коротко: нужно хотя бы 10 знаков, не хватает 3."),
        ("а" * 537, "Это слишком длинно: 537 знаков, можно 500. Сократите на 37."),
        ("ж" * 4096, "Это слишком длинно: 4096 знаков, можно 500. Сократите на 3596."),
        ("😀" * 500, "Здесь почти нет слов. Напишите предложение словами."),
        (
            "\u200b\u200d\u2060\u202e" * 20 + "ой",
            "Это слишком коротко: нужно хотя бы 10 знаков, не хватает 8.",
        ),
        ("Подробно на http://example.org/x", "Ссылки и имена пользователей в предложении не принимаются."),
        ("Пишите мне @somebody_else лично", "Ссылки и имена пользователей в предложении не принимаются."),
    ],
)
async def test_what_cannot_be_a_proposal(running: RunningBot, said: str, answered: str) -> None:
    """One clear sentence, with the characters to spare; the step stays."""
    me = running.person("ru")
    await running.hear(me, "/propose 9")
    answer = await running.answer(me, said)
    assert answer.text.startswith(answered)
    assert "шаг 2 из 3" in answer.text
    assert await stored(running) == []


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("<b>Жирный</b> <a href='x'>текст</a> & прочее", "<b>Жирный</b> <a href='x'>текст</a> & прочее"),
        ("'; DROP TABLE proposals; -- и текст", "'; DROP TABLE proposals; -- и текст"),
        ("=HYPERLINK(A1) формула в начале", "=HYPERLINK(A1) формула в начале"),
        ("Слово\u202eнаоборот\u202c и\u200b дальше", "Словонаоборот и дальше"),
        (
            "Қазақша and English и по-русски 👨\u200d👩\u200d👧",
            "Қазақша and English и по-русски 👨\u200d👩\u200d👧",
        ),
        ("{ $code } и %s и {0} как есть", "{ $code } и %s и {0} как есть"),
    ],
)
async def test_odd_text_is_kept_as_text(running: RunningBot, said: str, kept: str) -> None:
    """Markup, queries and formulas are only words; what cannot be seen is left out, the rest kept to the letter."""
    me = running.person("ru")
    await running.hear(me, "/propose 9")
    await running.hear(me, said)
    preview = await running.answer(me, "/skip")
    assert kept in preview.text
    await running.hear(me, "/send")
    assert await stored(running) == [kept]


async def test_media_is_declined(running: RunningBot) -> None:
    """A picture in the middle of a draft is answered with a word about proposals."""
    me = running.person("ru")
    await running.hear(me, "/propose 9")
    me.send_photo("вот")
    await running.handle()
    assert running.news(me.chat)[-1].text == "В предложении принимается только текст. Опишите мысль словами."


async def test_personal_data_is_pointed_out_and_masked(running: RunningBot) -> None:
    """Before anything is sent; hidden on request, by a button or by its number."""
    me = running.person("ru")
    await running.hear(me, "/propose 9")
    asked = await running.answer(me, "Мой ИИН 850101300123, звоните +7 701 123 45 67 по языку")
    assert "номер из 12 цифр (как ИИН), номер телефона" in asked.text
    await running.press(me, asked, "Скрыть эти данные")
    await running.hear(me, "/skip")
    await running.hear(me, "/send")
    assert await stored(running) == ["Мой ИИН •••, звоните ••• по языку"]


async def test_personal_data_in_one_line_is_pointed_out_too(running: RunningBot) -> None:
    """`/propose 4 TEXT` is no way around; the answer may be typed."""
    me = running.person("ru")
    asked = await running.answer(me, "/propose 9 Почта aigul@mail.kz для ответа по языку")
    assert "адрес почты" in asked.text
    await running.hear(me, "1")
    await running.hear(me, "/skip")
    await running.hear(me, "/send")
    assert await stored(running) == ["Почта ••• для ответа по языку"]


async def test_similar_ones_come_first(running: RunningBot) -> None:
    """Supporting one instead ends the draft; one's own that differs is sent."""
    first, me, other = running.person("ru"), running.person("ru"), running.person("en")
    await send(running, first, "Запретить продажу сельскохозяйственной земли иностранцам", "8")
    await publish(running)
    similar = await running.answer(me, "/propose 8 Иностранцы не должны покупать землю сельхозназначения")
    assert similar.text.startswith("Похожее уже предлагали.")
    await running.press(me, similar, "Поддержать KZ-000001-C")
    assert similar.text == "Вы поддержали KZ-000001-C. Всего: 1"
    assert (await running.answer(me, "/send")).text.startswith("Отправлять нечего: ")
    similar = await running.answer(other, "/propose 8 Forbid the sale of agricultural land to foreigners")
    assert similar.text.startswith("Something like it has been proposed.")
    await running.press(other, similar, "Mine differs, go on")
    assert similar.text.startswith("This is how the proposal will be sent")
    await running.press(other, similar, "I agree, send")
    assert len(await stored(running)) == 2


async def test_an_old_button_does_nothing(running: RunningBot) -> None:
    """A button of a step that is past, or of a preview whose words have changed since, is answered and that is all."""
    me = running.person("ru")
    step = await running.answer(me, "/propose 9")
    reason = await running.answer(me, TEXT)
    pressed = await running.press(me, step, "Назад")
    assert pressed.text == "Эта кнопка от прежней версии. Спросите ещё раз."
    await running.press(me, reason, "Пропустить")
    await running.hear(me, "/propose 9 Другой текст предложения о языке")
    pressed = await running.press(me, reason, "Согласен, отправить")
    assert pressed.text == "Эта кнопка от прежней версии. Спросите ещё раз."
    assert await stored(running) == []


async def test_another_persons_buttons_do_nothing(running: RunningBot) -> None:
    """A draft and a proposal of somebody else cannot be sent, read, withdrawn or erased by forged buttons."""
    me, forger = running.person("ru"), running.person("ru")
    preview = await running.answer(me, f"/propose 9 {TEXT}")
    data = preview.button("Согласен, отправить").data or ""
    page = await running.answer(forger, "/start")
    assert (await running.forge(forger, page, data)).text == "Эта кнопка от прежней версии. Спросите ещё раз."
    assert await stored(running) == []
    await running.press(me, preview, "Согласен, отправить")
    running.news(forger.chat)
    for forged in (
        *(f"1|ru|mine|{verb}|1" for verb in ("show", "edit", "coupon", "withdraw", "erase")),
        "1|ru|mine|erase|1|sure",
        "1|ru|mine|withdraw|1|sure",
        "1|ru|official|1",
        "1|ru|support|give|1",
        "1|ru|support|give|999999999999999999999999",
        "1|ru|add-line|1",
    ):
        pressed = await running.forge(forger, page, forged)
        if "add-line" not in forged:
            assert pressed.text == "Эта кнопка от прежней версии. Спросите ещё раз.", forged
        assert all(TEXT not in news.text for news in running.news(forger.chat))
    assert (await running.answer(forger, "/mine KZ-000001-C")).text == (
        "Среди ваших предложений номера KZ-000001-C нет."
    )
    assert await stored(running) == [TEXT]


async def test_the_same_update_twice_is_one_proposal(running: RunningBot) -> None:
    """Telegram may deliver the tap again: the same receipt, and one row."""
    me = running.person("ru")
    await running.hear(me, f"/propose 9 {TEXT}")
    me.say("/send")
    updates = running.telegram.queue.take()
    for update in (*updates, *updates):
        await running.app.process_update(Update.de_json(update, running.app.bot))
    receipts = [message.text for message in running.news(me.chat)[-2:]]
    assert receipts[0] == receipts[1]
    assert receipts[0].startswith("Получено. Ваш номер: KZ-000001-C")
    assert await stored(running) == [TEXT]


async def test_an_edit_of_what_was_said_is_not_taken_up(running: RunningBot) -> None:
    """It is neither a question nor a new wording: the bot says how to change it."""
    me = running.person("en")
    await running.hear(me, "/propose 9")
    said = me.say("Judges should be elected by all")
    await running.handle()
    running.news(me.chat)
    me.edit(said, "Judges should be elected by nobody")
    await running.handle()
    (answer,) = running.news(me.chat)
    assert answer.text.startswith("I do not take an edited message into the proposal.")
    assert "by all" in (await running.answer(me, "/skip")).text


async def test_words_delivered_twice_are_taken_once(running: RunningBot) -> None:
    """The wording, delivered again, is not taken for the reason."""
    me = running.person("ru")
    await running.hear(me, "/propose 9")
    me.say(TEXT)
    updates = running.telegram.queue.take()
    for update in (*updates, *updates):
        await running.app.process_update(Update.de_json(update, running.app.bot))
    assert all(message.text.startswith("Предложение, шаг 3 из 3.") for message in running.news(me.chat)[-2:])
    preview = await running.answer(me, "/skip")
    assert "Почему:" not in preview.text


def restarted(bot: RunningBot, answering: Answering, sealer: Sealer) -> Services:
    """The services of another process on the same database."""
    old = bot.services
    people = People(old.database, sealer, old.clock, is_local=is_local)
    made = proposals_of(
        Reception(mode="demo"),
        database=old.database,
        people=people,
        gaps=old.gaps,
        sealer=sealer,
        clock=old.clock,
        campaigns=old.campaigns,
        answering=answering,
        scenes=old.scenes,
    )
    return replace(old, people=people, proposals=made)


async def test_a_restart_in_every_step(running: RunningBot, answering: Answering, sealer: Sealer) -> None:
    """Each step is taken by another process, a day later; the receipt is the same as ever."""
    first, me = running.person("en"), running.person("en")
    await send(running, first, "Forbid the sale of agricultural land to foreigners", "8")
    await publish(running)
    said = (
        "/propose",
        "8",
        "Foreigners may not buy farm land, call +7 701 123 45 67",
        "1",
        "Because",
        "/skip",
        "/send",
    )
    begun = ("Proposal, step 1", "Proposal, step 2", "The text seems", "Proposal, step 3")
    texts: list[str] = []
    async with AsyncExitStack() as stack:
        for line in said:
            services = restarted(running, answering, sealer)
            app = await stack.enter_async_context(application(running.telegram, services))
            bot = RunningBot(running.telegram, app, services, running.clock)
            if texts and texts[-1].startswith("Proposal, step"):
                # Words after a long silence are a question; the author goes on first.
                running.clock.advance(timedelta(days=1))
                await bot.hear(me, "continue")
            texts.append((await bot.answer(me, line)).text)
    assert tuple(text[: len(wanted)] for text, wanted in zip(texts, begun, strict=False)) == begun
    assert texts[4].startswith("Something like it has been proposed.")
    assert texts[5].startswith("This is how the proposal will be sent")
    assert texts[6].startswith("Received. Your number: KZ-000002-D")
    assert (await stored(running))[1] == "Foreigners may not buy farm land, call •••"


async def test_limits_are_said(running: RunningBot) -> None:
    """A second one within the minute is not taken in, and its draft is there still."""
    me = running.person("ru")
    await send(running, me)
    await running.hear(me, "/propose 9 Ещё одно предложение о языке")
    refused = await running.answer(me, "/send")
    assert refused.text.startswith("Слишком часто: следующее предложение можно отправить через 60 с.")
    running.clock.advance(timedelta(minutes=1))
    assert (await running.answer(me, "/send")).text.startswith("Получено.")


class TestClosed:
    """Where nobody has been named to receive proposals."""

    @pytest.fixture
    def reception(self) -> Reception:
        """Open, but without a recipient."""
        return Reception(mode="open")

    async def test_it_says_so_in_one_clear_sentence(self, running: RunningBot) -> None:
        """By command, by button and by deep link; nothing is begun."""
        me = running.person("en")
        answer = await running.answer(me, "/propose 9 Some text of a proposal")
        assert answer.text.startswith("No proposals are taken in yet: nobody has been named to receive them.")
        article = await running.answer(me, "article 9")
        await running.press(me, article, "Propose a change")
        assert running.news(me.chat)[-1].text == answer.text
        assert await running.services.people.find(me.id) is None


class TestOpen:
    """Where the operator has set everything."""

    @pytest.fixture
    def reception(self) -> Reception:
        """Open, with a recipient, until the end of the year."""
        return Reception(
            operator="Qala qory",
            contact="qala@example.org",
            recipient="Working group",
            ends=date(2026, 12, 31),
        )

    async def test_who_and_for_whom_is_said_before_sending(self, running: RunningBot) -> None:
        """In the preview and in /about, with the dates."""
        me = running.person("en")
        preview = await running.answer(me, "/propose 4 The people should elect judges directly")
        about = await running.answer(me, "/about")
        for text in (preview.text, about.text):
            assert "The bot is run by Qala qory." in text
            assert "Contact: qala@example.org." in text
            assert "Proposals are passed on to Working group." in text
            assert "Taken in until 31 December 2026, that day included." in text


async def test_the_number_of_rows_is_the_number_of_receipts(running: RunningBot) -> None:
    """Ten people, ten receipts, ten rows."""
    for place in range(10):
        receipt = await send(running, running.person("ru"), f"Предложение номер {place} о языке судов")
        assert receipt.text.startswith(f"Получено. Ваш номер: KZ-{place + 1:06d}-")
    async with running.services.database.read() as connection:
        count = (await connection.execute(select(func.count()).select_from(proposals))).scalar_one()
    assert count == 10


def said_of_consent() -> str:
    """A hash of everything that one agrees to, in all languages."""
    spoken = [texts(code)(identity, minutes="5") for code in ("kk", "ru", "en") for identity in CONSENT_TEXTS]
    return hashlib.sha256("\n".join(spoken).encode()).hexdigest()[:16]


def test_a_new_text_of_the_consent_is_a_new_version() -> None:
    """Whoever changes the text changes the version, which every proposal keeps; then this test is renewed."""
    assert (CONSENT, said_of_consent()) == ("2026-11", "d54154ae21fdf574")
