"""Checking quotations in the chat: forwarded, in quotation marks, by command and reply, inline; in three languages."""

from __future__ import annotations

from typing import Any

import pytest

from bot.local import Chat, Message, Person
from tests.lake_town import ALL, TODAY
from tests.running_bot import RunningBot
from tests.test_compare_chat import load, marks

TRUE = "Никто не может быть лишён лодки без решения суда."
POST = {
    "origin": {
        "type": "channel",
        "date": 1,
        "chat": {"id": -100, "type": "channel", "title": "News"},
        "message_id": 5,
    }
}


async def forwarded(
    running: RunningBot, person: Person, words: str, content: dict[str, Any] | None = None
) -> list[Message]:
    """Let a person forward a channel's post to the bot; return what the bot answers."""
    running.news(person.open_chat())
    message = running.telegram.post(
        person.chat, person.user, text=words, content=content or {}, extra={"forward_origin": POST["origin"]}
    )
    running.telegram.queue.push("message", message.wire())
    await running.handle()
    return running.news(person.chat)


@pytest.mark.parametrize(
    ("language", "claim", "first", "place"),
    [
        ("ru", f"«{TRUE}»", "Точно: эти слова стоят в тексте слово в слово.", "Статья 3, пункт 1."),
        (
            "kk",
            "«Соттың шешімінсіз ешкімді қайығынан айыруға болмайды»",
            "Дәл: бұл сөздер мәтінде сөзбе-сөз тұр.",
            "3-бап, 1-тармақ.",
        ),
        (
            "en",
            "“No one shall be deprived of a boat without a decision of a court”",
            "Exact: these words stand in the text, word for word.",
            "Article 3, paragraph 1.",
        ),
        (
            "ru",
            "В законе: «Никто не может быть лишён лодки без решения старшины»",
            "Изменено: в тексте сказано не так.",
            "Статья 3, пункт 1.",
        ),
        (
            "kk",
            "«Жиналыс бес жылға сайланатын 31 өкілден тұрады»",
            "Басқа мәтіннен: бұл сөздер жобада тұр, қолданыстағы мәтінде емес.",
            "4-бап, 1-тармақ.",
        ),
        (
            "en",
            "“The bridge over the channel is closed at night”",
            "From another text: these words stand in a text that is no longer in force.",
            "Article 4.",
        ),
    ],
)
async def test_verdicts(running: RunningBot, language: str, claim: str, first: str, place: str) -> None:
    """A text in quotation marks is checked: the verdict first, then the place, then what was searched."""
    load(running)
    answer = await running.answer(running.person(language), claim)
    assert answer.text.split("\n")[0] == first
    assert place in answer.text
    assert marks(answer, "bold")[0] == first


@pytest.mark.parametrize(
    ("language", "claim", "first"),
    [
        ("ru", "«Лодки красят в зелёный цвет каждую весну»", "Ни в одном загруженном тексте этого нет."),
        ("kk", "«Қайықтар көктем сайын жасыл түске боялады»", "Жүктелген мәтіндердің ешқайсысында жоқ."),
        ("en", "“Boats are painted green again every spring”", "Not in any loaded text."),
    ],
)
async def test_invented_words(running: RunningBot, language: str, claim: str, first: str) -> None:
    """What stands nowhere is said to stand nowhere, with the texts that this is said of."""
    load(running)
    answer = await running.answer(running.person(language), claim)
    assert answer.text.split("\n")[0] == first
    assert "Қазақша, Русский, English" in answer.text


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("ru", ["Здесь это проверить нельзя.", "Официальных текстов здесь не загружено."]),
        ("kk", ["Мұны осында тексеру мүмкін емес.", "Мұнда ресми мәтін жүктелмеген."]),
        ("en", ["Cannot be checked here.", "No official text is loaded here."]),
    ],
)
async def test_nothing_loaded(running: RunningBot, language: str, lines: list[str]) -> None:
    """Without texts nothing can be checked, and the official page is linked."""
    answer = await running.answer(running.person(language), f"«{TRUE}»")
    assert [line for line in lines if line not in answer.text.split("\n")] == []
    assert any(each["type"] == "text_link" for each in answer.entities)


async def test_the_language_that_would_decide(running: RunningBot) -> None:
    """Kazakh words cannot be checked against Russian texts."""
    load(running, ((TODAY, "ru"),))
    claim = "«Соттың шешімінсіз ешкімді қайығынан айыруға болмайды»"
    answer = await running.answer(running.person("en"), claim)
    assert answer.text.startswith("Cannot be checked here.")
    assert "Searched: Constitution of Kazakhstan (2026) (Русский)." in answer.text


async def test_changes_are_marked(running: RunningBot) -> None:
    """The changed word is marked for the eye, and in the plain layout said in words."""
    load(running)
    me = running.person("ru")
    claim = "«Никто не может быть лишён лодки без решения старшины»"
    answer = await running.answer(me, claim)
    assert (marks(answer, "strikethrough"), marks(answer, "underline")) == (["суда"], ["старшины"])
    await running.services.people.set_plain_layout(me.id, True)
    assert "без решения [убрано: суда] [добавлено: старшины]" in (await running.answer(me, claim)).text


async def test_a_forwarded_post_is_checked(running: RunningBot) -> None:
    """A forwarded post needs no quotation marks."""
    load(running)
    (answer,) = await forwarded(running, running.person("ru"), f"Статья 3 Устава:\n\n{TRUE}\n\n@lake_news")
    assert answer.text.startswith("Точно:")


async def test_a_forwarded_picture_with_words(running: RunningBot) -> None:
    """The words under a forwarded picture are checked too."""
    load(running)
    photo = {"photo": [{"file_id": "f", "file_unique_id": "u", "width": 9, "height": 9}]}
    (answer,) = await forwarded(running, running.person("ru"), TRUE, photo)
    assert answer.text.startswith("Точно:")


@pytest.mark.parametrize(
    "question", ["статья 4", "кто может купить землю в нашей стране, если он иностранец?"]
)
async def test_a_forwarded_question_is_answered(running: RunningBot, question: str) -> None:
    """A forwarded question is a question."""
    (answer,) = await forwarded(running, running.person("ru"), question)
    assert "Статья" in answer.text
    assert "проверить" not in answer.text


async def test_short_quotation_marks_are_no_quotation(running: RunningBot) -> None:
    """A question that names something in quotation marks is a question."""
    answer = await running.answer(running.person("ru"), "что такое «Народный Совет»")
    assert "проверить" not in answer.text


@pytest.mark.parametrize("words", ["/check " + TRUE, "/check «" + TRUE + "»"])
async def test_by_command(running: RunningBot, words: str) -> None:
    """/check takes the quotation behind it, with or without quotation marks."""
    load(running)
    assert (await running.answer(running.person("en"), words)).text.startswith("Exact:")


@pytest.mark.parametrize(
    ("language", "first"),
    [("ru", "Какую цитату проверить?"), ("kk", "Қай дәйексөзді тексерейін?"), ("en", "Which quotation?")],
)
async def test_how_it_is_used(running: RunningBot, language: str, first: str) -> None:
    """Without a quotation it is said how to give one; two words are too few."""
    me = running.person(language)
    assert (await running.answer(me, "/check")).text.startswith(first)
    assert "/check" not in (await running.answer(me, "/check два слова")).text


async def test_plain_words_do_the_same(running: RunningBot) -> None:
    """The command has plain words in three languages, and asks back in theirs."""
    me = running.person("en")
    for words, asked in (
        ("проверить цитату", "Какую цитату проверить?"),
        ("дәйексөзді тексеру", "Қай дәйексөзді тексерейін?"),
        ("check a quote", "Which quotation?"),
    ):
        assert (await running.answer(me, words)).text.startswith(asked)


async def test_by_reply_in_a_group(running: RunningBot) -> None:
    """In a group somebody's words are checked by a reply with /check."""
    load(running)
    me, other = running.person("en"), running.person("ru")
    group: Chat = running.telegram.group("Town", me, other)
    said = other.say(TRUE, group)
    await running.handle()
    running.news(group)
    answer = await running.answer(me, "/check@atazan_bot", group, said)
    assert answer.text.startswith("Exact:")


async def test_inline(running: RunningBot) -> None:
    """A quotation typed after the bot's name in any chat is checked there."""
    load(running)
    asked = await running.inline(running.person("en"), f"«{TRUE}»")
    assert [result["title"] for result in asked.results] == [
        "Exact: these words stand in the text, word for word."
    ]


async def test_by_guest_call(running: RunningBot) -> None:
    """Called into a chat that it is not in, the bot checks a quotation as well."""
    load(running)
    call = await running.guest(running.person("en"), f"@atazan_bot «{TRUE}»")
    assert [answer.text.startswith("Exact:") for answer in call.answers] == [True]


async def test_several_quotations(running: RunningBot) -> None:
    """Each quotation of a message is judged, three of them at most."""
    load(running)
    claim = (
        f"«{TRUE}» и «Плата за проход по мосту взимается» "
        + "«Лодки красят в зелёный цвет каждую весну» " * 2
    )
    answer = await running.answer(running.person("en"), claim)
    assert [line for line in answer.text.split("\n") if line[:2] in ("1.", "2.", "3.") and ":" in line] == [
        "1. Exact: these words stand in the text, word for word.",
        "2. Altered: not word for word as in the text.",
    ]
    assert "More quotations in the message, not shown: 1" in answer.text


async def test_to_the_article(running: RunningBot) -> None:
    """From a verdict one comes to the article."""
    load(running, ALL)
    me = running.person("en")
    answer = await running.answer(me, f"«{TRUE}»")
    assert answer.labels == [["Article 3"]]
    await running.press(me, answer, "Article 3")
    assert running.news(me.chat)[0].text.startswith("Article 3")


@pytest.mark.parametrize(
    ("words", "first"),
    [
        (TRUE, "Точно: эти слова стоят в тексте слово в слово."),
        ("никто не может быть лишён лодки без решения старшины города", None),
        (TRUE.replace("суда", "старшины"), "Изменено: в тексте сказано не так."),
        ("может ли кто-нибудь лишить меня лодки без решения суда?", None),
        ("сосед забрал мою лодку и не отдаёт её уже месяц", None),
    ],
)
async def test_pasted_without_marks(running: RunningBot, words: str, first: str | None) -> None:
    """Words that are, or nearly are, those of the text are checked without quotation marks too; questions are not."""
    load(running)
    said = (await running.answer(running.person("ru"), words)).text.split("\n")[0]
    verdicts = ("Точно:", "Изменено:", "Из другого", "Ни в одном", "Здесь это")
    assert said == first if first else not said.startswith(verdicts)
