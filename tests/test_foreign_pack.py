"""A pack of another country, in languages that the program does not speak, through everything the bot does."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from bot.answering import Answering
from bot.local import Message
from bot.rendering.scene import Scenes
from bot.services import Services
from content.check import problems
from content.opening import Opened, open_pack
from handlers.menus import set_menus
from tests.bot_process import ROOT, environment
from tests.running_bot import RunningBot

FOLDER = Path(__file__).parent / "packs" / "meadow"
SHIPPED_COUNTRY = re.compile(
    r"[\u0400-\u04ff]|kazakh|qazaq|astana|adilet|otinish|\bkk\b|\bkz\b", re.IGNORECASE
)
"""What only the shipped pack may say."""


@pytest.fixture(scope="module")
def meadow(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    """The pack of the meadow with its index, built anew."""
    return open_pack(FOLDER, tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="module")
def answering(meadow: Opened) -> Answering:
    """Answering from that pack, in the place of the shipped one."""
    return Answering(meadow.pack, languages=meadow.languages, index=meadow.index)


@pytest.fixture(scope="module")
def scenes(meadow: Opened) -> Scenes:
    """The scenes of that pack."""
    return Scenes(meadow.pack, "eo")


@pytest.fixture
def services(services: Services) -> Services:
    """The services of a bot for that pack, whose operator chose nothing."""
    return replace(services, default_language="eo", name="meadow_bot")


def words_of(message: Message) -> str:
    """Everything a person reads of a message: its text and its labels."""
    return "\n".join([message.text, *(label for row in message.labels for label in row)])


def test_the_pack_is_sound(meadow: Opened) -> None:
    """The check that the shipped pack must pass finds nothing here either."""
    assert problems(meadow.pack) == []


def test_an_opened_pack_comes_back_from_its_cache(meadow: Opened, tmp_path: Path) -> None:
    """Pack and index are the same when they are opened a second time."""
    open_pack(FOLDER, tmp_path)
    again = open_pack(FOLDER, tmp_path)
    assert again.pack == meadow.pack
    assert again.index.dumped() == meadow.index.dumped()


@pytest.mark.parametrize(
    ("question", "kind", "language", "articles"),
    [
        ("artikolo 4", "article", "eo", ["4"]),
        ("Kion diras artikolo 4?", "article", "eo", ["4"]),
        ("kvara artikolo", "article", "eo", ["4"]),
        ("artikolo tri", "article", "eo", ["3"]),
        ("la 2-a artikolo", "article", "eo", ["2"]),
        ("artikolo 4 paragrafo 2", "paragraph", "eo", ["4.2"]),
        ("artikoloj 1 ĝis 3", "range", "eo", ["1", "2", "3"]),
        ("artikoloj 1 kaj 5", "range", "eo", ["1", "5"]),
        ("lasta artikolo", "article", "eo", ["5"]),
        ("sekcio 2", "section", "eo", ["4", "5"]),
        ("antaŭparolo", "preamble", "eo", ["0"]),
        ("artikolo 9", "none", "eo", []),
        ("klauzik 4", "article", "zz", ["4"]),
        ("pyatorik klauzik", "article", "zz", ["5"]),
        ("chastik 1", "section", "zz", ["1", "2", "3"]),
        ("prevorik", "preamble", "zz", ["0"]),
        ("Elekto de la reĝino", "topic", "eo", ["4.1", "5"]),
        ("Medik", "topic", "zz", ["3.2"]),
        ("naĝi en la rivereto", "topic", "eo", ["2"]),
        ("kiom da artikoloj havas la ĉarto", "fact", "eo", ["1"]),
        ("kogdik dubik sobor", "session", "zz", ["4"]),
        ("kiel kuiri supon", "none", "eo", []),
        ("article 4", "article", "eo", ["4"]),
        ("статья 4", "article", "eo", ["4"]),
        ("4-бап", "article", "eo", ["4"]),
        ("article 4 in Russian", "article", "eo", ["4"]),
        ("artikolo 4 de Herbejo", "article", "eo", ["4"]),
        ("article 4 of the Constitution of Kazakhstan", "none", "eo", []),
        ("привет", "smalltalk", "eo", []),
    ],
)
def test_questions(
    answering: Answering, question: str, kind: str, language: str, articles: list[str]
) -> None:
    """Questions in the pack's own words are understood; those in other languages are answered in the pack's."""
    answer = answering.answer(question)
    found = [
        f"{hit.number}.{hit.paragraph or hit.item}" if hit.paragraph or hit.item else hit.number
        for hit in answer.hits
        if answer.sure
    ]
    assert (answer.kind, answer.lang, found) == (kind, language, articles)


def test_an_older_edition_is_named_by_its_cues(answering: Answering) -> None:
    """ "The old article 3" is that of the edition before, which has three articles."""
    assert (answering.answer("malnova artikolo 3").edition, answering.answer("klauzik 3 starik").edition) == (
        "meadow-1",
        "meadow-1",
    )
    answer = answering.answer("malnova artikolo 4")
    assert (answer.kind, answer.reason, answer.asked) == ("none", "no-such-article", "4")


async def test_a_newcomer_is_greeted_with_the_packs_text(running: RunningBot) -> None:
    """Messages that nobody has put into the language are in English, with the pack's names in them."""
    start = await running.answer(running.person("eo"), "/start")
    assert start.text == (
        "I am Atazan. I tell you what la Ĉarto de Herbejo says, article by article.\n"
        "Ask in your own words or write a number. Languages: Esperanto, Zelmorik.\n"
        "I am independent and unofficial; I quote and summarise, I do not advise.\n\n"
        "Try this: “kion diras artikolo 4”"
    )
    assert start.labels == [["kion diras artikolo 4"], ["Esperanto", "Zelmorik"]]


async def test_an_article_out_of_range_names_the_range(running: RunningBot) -> None:
    """What is not there is said with what is."""
    answer = await running.answer(running.person("eo"), "artikolo 9")
    assert answer.text == "There is no Article 9. Ĉarto de Herbejo (2021) has articles 1 to 5."


async def test_follow_ups_go_on_from_the_article_in_hand(running: RunningBot) -> None:
    """The next article and another paragraph are asked for in the pack's own words."""
    me = running.person("eo")
    assert (await running.answer(me, "artikolo 3")).text.startswith("Article 3. La abeloj\n")
    assert (await running.answer(me, "sekva artikolo")).text.startswith("Article 4. La reĝino\n")
    assert (await running.answer(me, "kaj paragrafo 2?")).text.startswith(
        "Article 4, paragraph 2. La reĝino\n"
    )


async def test_browsing_leads_to_every_article_and_topic(running: RunningBot) -> None:
    """Sections, topics, an article and its session are a tap away."""
    me = running.person("eo")
    page = await running.answer(me, "/browse")
    assert page.labels == [
        ["Topics"],
        ["Preamble"],
        ["Section I. La tero kaj la akvo"],
        ["Section II. La regado"],
    ]
    await running.press(me, page, "Topics")
    await running.press(me, page, "Section II. La regado")
    assert page.labels == [
        ["Elekto de la reĝino"],
        ["Ŝanĝo de la ĉarto"],
        ["Topics", "All sections"],
    ]
    await running.press(me, page, "Elekto de la reĝino")
    assert page.text.startswith(
        "Elekto de la reĝino\n\nArticle 4, paragraph 1. La reĝino\n\n1. La reĝinon elektas"
    )
    assert page.labels == [["Article 4 (1)", "Article 5"], ["Section II: topics"]]
    await running.press(me, page, "Article 4 (1)")
    await running.press(me, page, "Whole Article 4")
    await running.press(me, page, "Session 1")
    assert page.text.startswith("Session 1 · Kunveno sub la kverko · held\n")


async def test_a_language_is_chosen_by_its_own_name(running: RunningBot) -> None:
    """The languages on offer are the pack's, and the choice holds."""
    me = running.person("eo")
    page = await running.answer(me, "/language")
    pressed = await running.press(me, page, "Zelmorik")
    assert pressed.text == "I will answer in Zelmorik."
    assert (await running.answer(me, "4")).text.startswith("Article 4. Reginak\n")
    assert (await running.answer(me, "/language kk")).text == (
        "I do not know that language. There are: eo – Esperanto, zz – Zelmorik"
    )


async def test_inline_and_guest_mode_answer_from_the_pack(running: RunningBot) -> None:
    """An empty query offers the pack's own articles; a question its answer; a guest call one reply."""
    me = running.person("eo")
    assert [result["title"] for result in (await running.inline(me)).results] == [
        "Article 4. La reĝino",
        "Article 1. La herbo apartenas al ĉiuj",
    ]
    assert [result["title"] for result in (await running.inline(me, "artikolo 2")).results] == [
        "Article 2. La rivereto"
    ]
    (answer,) = (await running.guest(me, "@meadow_bot artikolo 4 paragrafo 2")).answers
    assert answer.text.startswith("Article 4, paragraph 2. La reĝino\n")


async def test_menus_name_the_packs_text(running: RunningBot) -> None:
    """What Telegram shows of the bot names the pack's text and languages, and the languages of no other pack."""
    await set_menus(running.app.bot, running.services.scenes, "eo")
    shown = (await running.app.bot.get_my_short_description()).short_description
    assert shown == "What does la Ĉarto de Herbejo say? Independent, unofficial. Esperanto, Zelmorik."


SAID = (
    *(
        "/start",
        "/help",
        "/about",
        "/privacy",
        "/settings",
        "/language",
        "/mine",
        "/id",
        "/delete",
        "/nothing",
    ),
    *(
        "/article",
        "/article 4 2",
        "/article 9",
        "/browse",
        "/browse topics",
        "/browse topics 1",
        "/browse meadow-1",
    ),
    *(
        "/browse topics Medik",
        "/sessions",
        "/sessions dates",
        "/compare",
        "/compare 4",
        "/propose",
        "/subscribe",
    ),
    *(
        "artikolo 4",
        "malnova artikolo 3",
        "sekcio 1",
        "artikoloj 1 ĝis 5",
        "antaŭparolo",
        "artikolo 9",
        "sekcio 9",
    ),
    *(
        "kiu elektas la reĝinon",
        "fumi",
        "kiel kuiri supon",
        "kiom da artikoloj havas la ĉarto",
        "hello",
        "thanks",
    ),
    *("kogdik dubik sobor", "article 4 of the Criminal Code", "статья 4", "4-бап", "привет", "стоп", "?!"),
)
"""Every command, and a question for every kind of answer."""


@pytest.mark.parametrize("layout", ["normal", "plain"])
@pytest.mark.parametrize("app", ["eo", "zz", "ru"])
async def test_nothing_of_the_shipped_pack_is_said(running: RunningBot, app: str, layout: str) -> None:
    """No answer to anything holds a Cyrillic letter, or a name or code of the shipped pack's country."""
    me = running.person(app, "Me")
    await running.hear(me, f"/settings {layout}")
    for said in SAID:
        for message in await running.hear(me, said):
            assert not SHIPPED_COUNTRY.search(words_of(message)), (said, words_of(message))


@pytest.mark.parametrize("layout", ["normal", "plain"])
async def test_every_button_leads_somewhere(running: RunningBot, layout: str) -> None:
    """Whatever is offered under any answer can be pressed: no button is stale, none fails, none speaks of elsewhere."""
    me = running.person("eo", "Me")
    await running.hear(me, f"/settings {layout}")
    waiting = [message for said in SAID for message in await running.hear(me, said)]
    pressed: set[str] = set()
    while waiting:
        message = waiting.pop()
        for data in [button.data for button in message.buttons if button.data]:
            # A rating is thanked for in a word; a draft's buttons go with its steps.
            others = {"delete", "layout", "gaps", "language", "rate", "draft"}
            if data in pressed or others & set(data.split("|")):
                continue
            pressed.add(data)
            press = await running.forge(me, message, data)
            assert not press.text, data
            for shown in running.news(me.chat):
                assert not SHIPPED_COUNTRY.search(words_of(shown)), (data, words_of(shown))
                waiting.append(shown)
    assert len(pressed) > 40


def test_the_command_line_takes_the_pack(tmp_path: Path) -> None:
    """`BOT_PACK` makes `ask` answer from another pack; `content check` finds it sound."""

    def printed(*arguments: str) -> str:
        around = environment(tmp_path, BOT_PACK=str(FOLDER), XDG_CACHE_HOME=str(tmp_path))
        command = (sys.executable, "-m", "bot", *arguments)
        return subprocess.run(
            command, cwd=ROOT, env=around, check=True, capture_output=True, text=True
        ).stdout

    assert json.loads(printed("ask", "--json", "artikolo 4"))["articles"] == [
        {"number": 4, "paragraph": None, "score": 1.0}
    ]
    assert printed("content", "check", str(FOLDER)) == "meadow: 5 articles in 2 languages, no problems\n"


async def test_compared_where_there_is_no_draft(running: RunningBot) -> None:
    """A pack without a draft compares with the text that it has."""
    answer = await running.answer(running.person("en"), "/compare 2")
    assert answer.text.split("\n")[0] == "Article 2: Ĉarto de 2021 against malnova ĉarto de 1998"
