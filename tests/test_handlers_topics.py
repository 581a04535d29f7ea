"""Leafing through the topics, and between articles, sessions and the other dates of the record."""

from __future__ import annotations

import pytest

from bot.answering import Answering
from bot.commands import command_in_words
from bot.rendering.card import Action
from bot.rendering.scene import Scene, Scenes
from bot.rendering.topics import topic_named, topics_of
from content.model import Pack, Topic
from handlers.press import _shown
from tests.running_bot import RunningBot

STALE = "Эта кнопка от прежней версии. Спросите ещё раз."


async def test_topics_stand_beside_sections(running: RunningBot) -> None:
    """From the sections to the topics, to those of one section, to one topic, to its article, all in one message."""
    me = running.person("ru")
    page = await running.answer(me, "/browse")
    assert page.labels[:2] == [["Темы"], ["Преамбула"]]
    await running.press(me, page, "Темы")
    assert page.text.startswith("Конституция Казахстана (2026): темы\n\nПреамбула · тем: 6\n")
    await running.press(me, page, "Раздел II. Основные права, свободы и обязанности")
    assert page.text.startswith("Раздел II. Основные права, свободы и обязанности: темы\n\n• ")
    assert len(page.labels) == 12
    assert page.labels[-2:] == [["Дальше ›"], ["Темы", "Все разделы"]]
    await running.press(me, page, "Дальше ›")
    await running.press(me, page, "Дальше ›")
    assert "Страница 3 из 16" in page.text
    await running.press(me, page, "Смертная казнь")
    assert page.text.startswith("Смертная казнь\n\nСтатья 17, пункт 3. ")
    assert page.labels == [["Статья 17 (3)"], ["Раздел II: темы"]]
    await running.press(me, page, "Раздел II: темы")
    assert "Страница 3 из 16" in page.text
    await running.press(me, page, "Смертная казнь")
    await running.press(me, page, "Статья 17 (3)")
    assert page.text.startswith("Статья 17, пункт 3. ")


async def test_a_topic_puts_its_article_into_the_hand(running: RunningBot) -> None:
    """After a topic was tapped, "the next one" is the article after the topic's first."""
    me = running.person("en")
    page = await running.answer(me, "/browse topics 6")
    await running.press(me, page, "Powers of the People's Council")
    assert "\n\nArticle 71. " in page.text
    assert (await running.answer(me, "and the next one?")).text.startswith("Article 72. ")


@pytest.mark.parametrize(
    ("app", "said", "title"),
    [
        ("en", "/browse topics", "Constitution of Kazakhstan (2026): topics"),
        ("ru", "/browse темы", "Конституция Казахстана (2026): темы"),
        ("kk", "/browse тақырыптар", "Қазақстан Конституциясы (2026): тақырыптар"),
        ("kk", "тақырыптар", "Қазақстан Конституциясы (2026): тақырыптар"),
        ("kk", "takyryptar", "Қазақстан Конституциясы (2026): тақырыптар"),
        ("ru", "Темы!", "Конституция Казахстана (2026): темы"),
        ("en", "topics", "Constitution of Kazakhstan (2026): topics"),
        (
            "en",
            "/browse topics 6",
            "Section VI. Qazaqstan Halyk Kenesi (People's Council of Kazakhstan): topics",
        ),
        ("en", "/browse topics 0", "Preamble: topics"),
        ("en", "/browse topics 12", "Constitution of Kazakhstan (2026): topics"),
        ("en", "/browse topics death PENALTY", "Death penalty"),
        ("en", "/browse topics смертная казнь", "Death penalty"),
        ("en", "/browse topics no such thing", "Constitution of Kazakhstan (2026): topics"),
        ("en", "/sessions dates", "Dates before and after the sessions"),
        ("ru", "даты", "Даты до и после заседаний"),
        ("kk", "/sessions күндер", "Отырыстарға дейінгі және кейінгі күндер"),
    ],
)
async def test_what_buttons_do_can_be_typed(running: RunningBot, app: str, said: str, title: str) -> None:
    """Topics, those of a section, one topic and the other dates are reached by words alone."""
    answer = await running.answer(running.person(app), said)
    assert answer.text.partition("\n")[0] == title


async def test_a_page_can_be_typed(running: RunningBot) -> None:
    """A page's number stands behind the section or the dates; one that is not there is the nearest."""
    me = running.person("en")
    for said, page in (
        ("/browse topics 2 3", "Page 3 of 16"),
        ("/browse topics 2 99999", "Page 16 of 16"),
        ("/browse topics 2 -1", "Page 1 of 16"),
        ("/sessions dates 2", "Page 2 of 3"),
        ("/sessions dates 0", "Page 1 of 3"),
    ):
        assert page in (await running.answer(me, said)).text


async def test_the_plain_layout_lists_names_to_type(running: RunningBot) -> None:
    """All topics of a section stand on one page, without a button each; a name that is typed is found."""
    me = running.person("ru")
    await running.hear(me, "/settings plain")
    listed = await running.answer(me, "/browse темы 6")
    names = [line.removeprefix("• ") for line in listed.text.split("\n") if line.startswith("• ")]
    assert len(names) == 9
    assert listed.labels == [["Темы", "Все разделы"]]
    assert "Состав Народного Совета" in names
    assert (await running.answer(me, "состав народного совета")).text.startswith("Статья 70. ")


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_topic_is_found_by_its_name(answering: Answering, pack: Pack, language: str) -> None:
    """Whoever types a name from the list gets that topic's articles, or what is known of it, and no doubt."""
    for topic in pack.topics:
        answer = answering.answer(topic.names[language], preferred=language)
        assert answer.kind in ("topic", "preamble", "fact"), topic.id
        assert answer.hits[0].number == topic.articles[0].partition(".")[0], topic.id


def test_every_topic_stands_in_one_section(scenes: Scenes) -> None:
    """Topics are grouped by the section of their first article; none is lost, and a name leads to its own topic."""
    scene = scenes("en")
    groups = topics_of(scene.pack)
    assert list(groups) == [str(number) for number in range(12)]
    assert sum(len(topics) for topics in groups.values()) == len(scene.pack.topics)
    assert "death-penalty" in [topic.id for topic in groups["2"]]
    found = topic_named(scene, "death penalty")
    assert found is not None
    assert found.id == "death-penalty"


async def test_articles_and_sessions_lead_to_each_other(running: RunningBot) -> None:
    """A whole article has the sessions that dealt with it; one paragraph of it has not; a session has its articles."""
    me = running.person("en")
    answer = await running.answer(me, "article 62")
    assert ["Session 10", "Session 11"] in answer.labels
    await running.press(me, answer, "Session 10")
    assert answer.text.startswith("Session 10 · ")
    assert "Article 62" in [label for row in answer.labels for label in row]
    await running.press(me, answer, "Article 62")
    assert answer.text.startswith("Article 62. ")
    paragraph = await running.answer(me, "article 62 paragraph 1")
    assert not [label for row in paragraph.labels for label in row if label.startswith("Session ")]


async def test_the_record_has_the_dates_before_and_after(running: RunningBot) -> None:
    """From the sessions to the other dates, page by page with their sources, and back."""
    me = running.person("en")
    answer = await running.answer(me, "/sessions")
    assert answer.labels[-1] == ["Dates before and after"]
    await running.press(me, answer, "Dates before and after")
    assert answer.text.startswith(
        "Dates before and after the sessions\n\n8 September 2025 – A single-chamber Parliament proposed\n"
    )
    assert "\nenbekshiqazaq.kz, news.mail.ru\n" in answer.text
    assert answer.labels == [["More ›"], ["The record"]]
    await running.press(me, answer, "More ›")
    await running.press(me, answer, "More ›")
    assert answer.labels == [["‹ Back"], ["The record"]]
    await running.press(me, answer, "The record")
    assert answer.labels[-1] == ["Dates before and after"]


@pytest.mark.parametrize(
    "data",
    [
        "1|ru|topics|12",
        "1|ru|topics|2|two",
        "1|ru|topics|2|1|1",
        "1|ru|topic",
        "1|ru|topic|nothing",
        "1|ru|milestones|x",
        "1|ru|milestones|1|1",
        "1|ru|browse|kz-2027",
        "1|ru|browse",
        "1|ru|compare|97",
        "1|ru|sessions|1",
    ],
)
async def test_forged_buttons_are_stale(running: RunningBot, data: str) -> None:
    """What the pack does not have, and what no button of this version says, is answered with a word."""
    me = running.person("ru")
    answer = await running.answer(me, "/browse темы")
    assert (await running.forge(me, answer, data)).text == STALE
    assert running.news(me.chat) == []


def test_a_mistake_in_a_card_is_not_taken_for_a_stale_button(pack: Pack) -> None:
    """A topic that leads to an article that is not there is an error that gets into the log."""
    flawed = Topic(id="flawed", articles=("97",), names={"en": "Flawed"})
    scene = Scene(Pack(info=pack.info, editions=pack.editions, topics=(flawed,)), "en")
    with pytest.raises(KeyError, match="97"):
        _shown(Action("topic", ("flawed",)), scene)


def test_words_mean_a_command_with_something_behind_it() -> None:
    """ "Topics" is a part of /browse, "dates" one of /sessions."""
    assert [command_in_words(words) for words in ("темы", "тақырыптар", "topics", "даты", "timeline")] == [
        *["browse topics"] * 3,
        *["sessions dates"] * 2,
    ]
