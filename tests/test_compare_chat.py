"""Comparing in the chat: by command and button, in both layouts, as a picture, and where texts are missing."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from PIL import Image, ImageFont

from bot.local import Message
from bot.rendering.comparing import excerpt
from bot.rendering.picture import FONT, WIDTH, comparison_picture
from content.compare import Piece
from tests.lake_town import ALL, DRAFT, OLD, TODAY, text
from tests.running_bot import RunningBot

EDITIONS = {TODAY: "kz-2026", DRAFT: "kz-2026-draft-1", OLD: "kz-1995"}
"""The shipped editions, under whose names the town's texts are loaded: their own wording is nobody's to copy."""


def load(running: RunningBot, held: tuple[tuple[str, str], ...] = ALL) -> None:
    """Load the town's texts, and let the bot take them up."""
    for edition, language in held:
        named = text(edition, language).model_copy(update={"edition": EDITIONS[edition]})
        running.services.revisions.add(named, sha256=f"{edition}{language}", source="town")
    running.services.renew_texts()


def marks(message: Message, kind: str) -> list[str]:
    """The words of a message under marks of that kind."""
    found = [each for each in message.entities if each["type"] == kind]
    return [message.text[each["offset"] : each["offset"] + each["length"]] for each in found]


@pytest.mark.parametrize(
    ("language", "went", "came", "legend", "button"),
    [
        ("ru", "апреля", "мая", "Подчёркнуто: добавлено. Зачёркнуто: убрано.", "Картинкой"),
        (
            "kk",
            "сәуірдің",
            "мамырдың",
            "Асты сызылғаны – қосылған, үсті сызылғаны – алынған.",
            "Сурет түрінде",
        ),
    ],
)
async def test_the_changed_word_is_marked(
    running: RunningBot, language: str, went: str, came: str, legend: str, button: str
) -> None:
    """With both texts loaded, what went out is struck through and what came in underlined."""
    load(running)
    answer = await running.answer(running.person(language), "/compare 2")
    assert marks(answer, "strikethrough") == [went]
    assert marks(answer, "underline")[0] == came
    assert legend in answer.text.split("\n")
    assert f"{went} {came}" in answer.text
    assert answer.labels[0] == [button]


async def test_the_plain_layout_says_it_in_words(running: RunningBot) -> None:
    """Screen readers read what went out and came in; nothing hangs on marks."""
    load(running)
    me = running.person("ru")
    await running.services.people.set_plain_layout(me.id, True)
    answer = await running.answer(me, "/compare 2")
    assert "с первого дня [убрано: апреля] [добавлено: мая] до последнего дня октября." in answer.text
    assert marks(answer, "underline") == marks(answer, "strikethrough") == []


@pytest.mark.parametrize("words", ["kz-1995", "1995", "old", "прежней"])
async def test_an_edition_is_named_by_id_or_in_words(running: RunningBot, words: str) -> None:
    """The edition to compare with is named by its id, its year or a word for it."""
    load(running)
    answer = await running.answer(running.person("en"), f"/compare 2 {words}")
    assert answer.text.split("\n")[0] == "Article 2: 2026 Constitution against 1995 Constitution"


async def test_another_edition_by_button(running: RunningBot) -> None:
    """A comparison leads to that with the other editions, and back to the article."""
    load(running)
    me = running.person("en")
    answer = await running.answer(me, "/compare 2 1995")
    assert answer.labels == [["As a picture"], ["Against: first draft"], ["Article 2"]]
    await running.press(me, answer, "Against: first draft")
    assert running.news(me.chat)[0].text.startswith("Article 2: 2026 Constitution against first draft")


async def test_from_the_article(running: RunningBot) -> None:
    """An article whose text is loaded beside another edition's has a button to the comparison."""
    load(running)
    me = running.person("ru")
    answer = await running.answer(me, "статья 2")
    assert ["Что изменилось"] in answer.labels
    await running.press(me, answer, "Что изменилось")
    assert marks(running.news(me.chat)[0], "strikethrough") == ["апреля"]


async def test_no_language_of_ones_own(running: RunningBot) -> None:
    """Where both texts are loaded in another language only, they are compared in it, and it is named."""
    load(running, ((TODAY, "ru"), (DRAFT, "ru"), (TODAY, "en")))
    answer = await running.answer(running.person("en"), "/compare 2")
    assert marks(answer, "underline") == ["мая"]
    assert "official texts in: Русский." in answer.text


async def test_one_text_missing(running: RunningBot) -> None:
    """With the draft not loaded, its known differences are shown, said to be partial, and what is missing is named."""
    load(running, ((TODAY, "ru"), (OLD, "ru")))
    answer = await running.answer(running.person("en"), "/compare 9")
    assert "These are the differences reported in the press; the list may be incomplete." in answer.text
    assert "For a comparison word by word the official text is not loaded here: first draft." in answer.text


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "In the 1995 Constitution: Article 7."),
        ("ru", "Прежде (Конституция 1995 года): Статья 7."),
        ("kk", "Бұрынғы орны (1995 жылғы Конституция): 7-бап."),
    ],
)
async def test_nothing_loaded_for_an_older_edition(running: RunningBot, language: str, line: str) -> None:
    """Without texts of an older edition it is said where the article stood, with a way there."""
    me = running.person(language)
    answer = await running.answer(me, "/compare 9 kz-1995")
    assert line in answer.text.split("\n")
    await running.press(me, answer, answer.labels[0][0])
    assert running.news(me.chat)


async def test_the_same_wording(running: RunningBot) -> None:
    """Where nothing changed, that is said, and there is no picture of it."""
    load(running, ((TODAY, "ru"),))
    same = text(TODAY, "ru").model_copy(update={"edition": "kz-2026-draft-1"})
    running.services.revisions.add(same, sha256="same", source="town")
    running.services.renew_texts()
    answer = await running.answer(running.person("en"), "/compare 2")
    assert "Word for word the same." in answer.text
    assert ["As a picture"] not in answer.labels


@pytest.mark.parametrize("rest", ["", "9 nonsense", "9 kz-2026"])
async def test_how_it_is_used(running: RunningBot, rest: str) -> None:
    """Without an article, or with no other edition named, it is said how to ask."""
    answer = await running.answer(running.person("en"), f"/compare {rest}")
    assert answer.text.startswith(
        "Which article, and against which text? For example: /compare 9 or /compare 9 kz-"
    )


async def test_a_picture_with_the_same_text(running: RunningBot) -> None:
    """The comparison comes as a picture, whose caption is the text of the message."""
    load(running)
    me = running.person("ru")
    answer = await running.answer(me, "/compare 2")
    await running.press(me, answer, "Картинкой")
    (picture,) = running.news(me.chat)
    assert picture.text == answer.text
    assert marks(picture, "underline") == ["мая"]
    assert picture.upload is not None
    image = Image.open(BytesIO(picture.upload.content))
    assert (image.format, image.width) == ("PNG", WIDTH)


async def test_a_long_caption_goes_on_below(running: RunningBot) -> None:
    """What a caption cannot hold follows in a message of its own; nothing is lost."""
    load(running)
    long = text(TODAY, "ru")
    first = long.articles[0]
    many = tuple(
        first.paragraphs[0].model_copy(update={"text": f"{n} Озеро и ивы у воды"}) for n in range(80)
    )
    changed = long.model_copy(
        update={"edition": "kz-2026", "articles": (first.model_copy(update={"paragraphs": many}),)}
    )
    running.services.revisions.add(changed, sha256="long", source="town")
    running.services.renew_texts()
    me = running.person("ru")
    answer = await running.answer(me, "/compare 1")
    await running.press(me, answer, "Картинкой")
    shown = running.news(me.chat)
    assert len(shown) > 1
    assert len(shown[0].text) <= 1024
    assert re.sub(r"\s", "", "".join(message.text for message in shown)) == re.sub(r"\s", "", answer.text)


@pytest.mark.parametrize(
    "data",
    [
        "1|en|picture|2|kz-1990",
        "1|en|picture|2",
        "1|en|picture|999|kz-1995",
        "1|en|compare|2|kz-2026",
        "1|en|compare|2|none",
    ],
)
async def test_forged_buttons(running: RunningBot, data: str) -> None:
    """A button that the bot did not make does nothing."""
    load(running)
    me = running.person("en")
    answer = await running.answer(me, "/compare 2")
    pressed = await running.forge(me, answer, data)
    assert pressed.text == "This button is from an older version. Please ask again."


def test_a_long_comparison_keeps_its_changes() -> None:
    """Where unchanged words are left out, every change and the words beside it stay."""
    same = " ".join(f"w{number}" for number in range(100))
    pieces = (Piece("same", same + " "), Piece("added", "new"), Piece("same", " " + same))
    short = "".join(piece.text for piece in excerpt(pieces, 3))
    assert short == " … w98 w99 new w0 w1 … "


def test_pictures_of_any_length() -> None:
    """A picture holds within what Telegram takes: sides of 10,000 pixels together, and twenty to one."""
    for length in (1, 5_000):
        words = "Қазақстан әділдік өңірі үшін бұғы һәм ғылым " * length
        picture = Image.open(BytesIO(comparison_picture("Т" * 300, "Было", "Стало", [Piece("added", words)])))
        assert picture.width + picture.height < 10_000


def test_the_font_has_kazakh_letters() -> None:
    """Every letter of the three languages has a glyph of its own in the font."""
    font = ImageFont.truetype(str(FONT), 20)
    missing = bytes(font.getmask("\U0010ffff"))
    letters = "әғқңөұүһіӘҒҚҢӨҰҮҺІёйЁЙQq«»–…“”"
    assert [letter for letter in letters if bytes(font.getmask(letter)) == missing] == []
