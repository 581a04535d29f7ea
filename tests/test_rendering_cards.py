"""Every card that the shipped pack can give, in every language and both layouts."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from telegram.constants import InlineKeyboardButtonLimit, InlineKeyboardMarkupLimit

from bot.answer import Answer, Hit
from bot.answering import Answering
from bot.commands import COMMANDS
from bot.rendering import pages
from bot.rendering.answers import answer_card
from bot.rendering.articles import article_card
from bot.rendering.card import LABEL, Action, Button, Card
from bot.rendering.differences import differences_card
from bot.rendering.milestones import milestones_card
from bot.rendering.record import fact_card
from bot.rendering.rich import MESSAGE_UNITS, utf16
from bot.rendering.scene import Scene, Scenes
from bot.rendering.sections import section_card, sections_card
from bot.rendering.sessions import session_card, sessions_card
from bot.rendering.topics import topic_card, topic_list_card, topics_card, topics_of
from content.model import Pack
from handlers.callback import StaleButtonError, decode, encode
from handlers.views.markup import keyboard

NOW = datetime(2026, 7, 1, tzinfo=UTC)


@pytest.fixture(params=["kk", "ru", "en"], scope="module")
def language(request: pytest.FixtureRequest) -> str:
    """Each language of the pack."""
    return str(request.param)


@pytest.fixture(params=[False, True], ids=["normal", "plain"], scope="module")
def scene(request: pytest.FixtureRequest, scenes: Scenes, language: str) -> Scene:
    """Each language in each layout."""
    return scenes(language, request.param)


Cards = tuple[tuple[str, Card], ...]


@pytest.fixture(scope="module")
def articles(scene: Scene) -> Cards:
    """The cards of `article_cards`, which many tests look at."""
    return tuple(article_cards(scene))


@pytest.fixture(scope="module")
def others(scene: Scene) -> Cards:
    """The cards of `other_cards`, which many tests look at."""
    return tuple(other_cards(scene))


def article_cards(scene: Scene) -> Iterator[tuple[str, Card]]:
    """The card of every article, preamble and part of the text in force, and of every article of other editions."""
    for edition in scene.pack.editions.values():
        for number in (*(("0",) if edition.preamble else ()), *edition.numbers):
            yield f"{edition.id} {number}", article_card(scene, edition.id, number)
            text = scene.article(edition, number)
            for named in [n for p in text.paragraphs for n in (p.number, *(item.number for item in p.items))]:
                if named and (text.paragraph(named) or text.item(named)):
                    yield f"{edition.id} {number}.{named}", article_card(scene, edition.id, number, named)


def other_cards(scene: Scene) -> Iterator[tuple[str, Card]]:
    """The cards of all sections and their pages, topics, facts, sessions, differences and the bot's own pages."""
    pack = scene.pack
    for edition in pack.editions.values():
        yield edition.id, sections_card(scene, edition.id)
        for section in edition.sections:
            for page in (1, 2, 3):
                yield f"{edition.id} s{section.number}", section_card(scene, edition.id, section.number, page)
    for topic in pack.topics:
        hits = tuple(Hit(*(reference.partition(".")[::2])) for reference in topic.articles)
        hits = tuple(Hit(hit.number, hit.paragraph or None) for hit in hits)
        yield f"topic {topic.id}", topic_card(scene, topic)
        yield (
            topic.id,
            answer_card(scene, Answer("topic", scene.language, pack.edition.id, hits, topic=topic.id)),
        )
    yield from listing_cards(scene)
    for fact in pack.facts:
        yield fact.id, fact_card(scene, fact)
    for session in scene.record.shown:
        yield session.id, session_card(scene, session)
    for number in pack.edition.numbers:
        yield f"compare {number}", differences_card(scene, number)
    yield "sessions", sessions_card(scene, NOW)
    for page_card in (pages.start_card, pages.settings_card, pages.language_card):
        yield page_card.__name__, page_card(scene)
    yield "help", pages.help_card(scene, "atazan_bot")
    yield "about", pages.about_card(scene, "@atazan_bot")


def listing_cards(scene: Scene) -> Iterator[tuple[str, Card]]:
    """The lists of topics and of the dates of the record, page by page."""
    yield "topics", topics_card(scene)
    for number in topics_of(scene.pack):
        for page in range(1, 17):
            yield f"topics {number}", topic_list_card(scene, number, page)
    for page in (1, 2, 3):
        yield f"dates {page}", milestones_card(scene, page)


def buttons(card: Card) -> list[Button]:
    """All buttons of a card."""
    return [button for row in card.rows for button in row]


def test_every_article_fits_one_message(articles: Cards) -> None:
    """No article needs a second message, whatever is said around its digest."""
    assert [name for name, card in articles if utf16(card.text.text) > MESSAGE_UNITS] == []


def test_everything_else_fits_one_message(others: Cards) -> None:
    """So do sections, topics, facts, sessions and the bot's own pages."""
    assert [name for name, card in others if utf16(card.text.text) > MESSAGE_UNITS] == []


def test_every_button_can_be_pressed(articles: Cards, others: Cards) -> None:
    """What a button does comes back from its callback data, which is short enough for Telegram."""
    for _, card in (*articles, *others):
        for button in buttons(card):
            if button.action is not None:
                assert decode(encode(button.action)) == button.action
        assert keyboard(card.rows) is None or card.rows


def test_labels_are_words(articles: Cards, others: Cards) -> None:
    """A label is short, is not empty, and begins with a letter, a number or a small arrow: never with an emoji."""
    for name, card in (*articles, *others):
        for button in buttons(card):
            assert 0 < len(button.label) <= LABEL, (name, button.label)
            assert unicodedata.category(button.label[0])[0] in "LNP", (name, button.label)


def test_keyboards_are_not_larger_than_telegram_takes(articles: Cards, others: Cards) -> None:
    """No row and no keyboard holds more buttons than there may be."""
    for name, card in (*articles, *others):
        assert len(buttons(card)) <= InlineKeyboardMarkupLimit.TOTAL_BUTTON_NUMBER, name
        assert all(0 < len(row) <= InlineKeyboardMarkupLimit.BUTTONS_PER_ROW for row in card.rows), name


def test_copied_citations_are_not_cut(articles: Cards) -> None:
    """What a tap copies is whole."""
    limit = InlineKeyboardButtonLimit.MAX_COPY_TEXT
    copied = [b.value for _, card in articles for b in buttons(card) if b.does == "copy"]
    assert copied
    assert all(0 < len(value) <= limit for value in copied)


def test_every_article_says_where_it_comes_from(scene: Scene, articles: Cards) -> None:
    """Edition and state stand under every article, and so does that the words are not official."""
    for name, card in articles:
        held = scene.text(scene.edition(name.partition(" ")[0]))
        assert f"{held.name}, {held.status}." in card.text.text, name


def test_plain_layout_folds_nothing(scenes: Scenes, language: str) -> None:
    """For a screen reader nothing is a quotation or folded, and arrows are worded."""
    for name, card in article_cards(scenes(language, True)):
        assert not {"quote", "folded"} & {mark.kind for mark in card.text.marks}, name
        assert not [b.label for b in buttons(card) if "‹" in b.label or "›" in b.label], name


def test_long_articles_fold(scenes: Scenes, language: str) -> None:
    """A long digest opens on a tap; a short one, and a single paragraph, is an open quotation."""
    kinds = [
        {mark.kind for mark in article_card(scenes(language), "kz-2026", n).text.marks} for n in ("46", "4")
    ]
    assert "folded" in kinds[0]
    assert "quote" in kinds[1]
    paragraph = article_card(scenes(language), "kz-2026", "4", "2")
    assert "quote" in {mark.kind for mark in paragraph.text.marks}


def test_shared_queries_lead_back(answering: Answering, scene: Scene, articles: Cards) -> None:
    """What the share button types finds the very same place again, in the same edition."""
    for name, card in articles:
        edition, _, place = name.partition(" ")
        number, _, part = place.partition(".")
        for query in [button.value for button in buttons(card) if button.does == "share"]:
            found = answering.answer(query, language=scene.language)
            hit = found.hits[0]
            assert (found.edition, hit.number, hit.paragraph or hit.item or "") == (edition, number, part), (
                query
            )


def test_a_topic_that_an_edition_lacks_is_not_in_it(scene: Scene) -> None:
    """A topic whose only article came after the draft has no card of an article there, but an honest word."""
    card = answer_card(
        scene, Answer("topic", scene.language, "kz-2026-draft-1", topic="effect-of-earlier-laws")
    )
    assert card.text.text.startswith(
        scene.say("none-not-in-text", text=scene.local(scene.pack.info.text_name))
    )


@pytest.mark.parametrize(
    "action",
    [
        Action("article", ("kz-2026", "4|5")),
        Action("article", ("статья",)),
        Action(""),
        Action("article", ("x" * 40, "x" * 40)),
    ],
)
def test_what_does_not_fit_is_refused_when_made(action: Action) -> None:
    """Callback data with other letters, without a name or too long is a mistake of the program."""
    with pytest.raises(ValueError, match="callback data"):
        encode(action)


@pytest.mark.parametrize(
    "data", [None, "", "1", "1|en", "1|en|", "0|en|article|4", "1|en|a b", "1|en|" + "x" * 41]
)
def test_forged_data_is_stale(data: str | None) -> None:
    """What this version did not make is told apart."""
    with pytest.raises(StaleButtonError):
        decode(data)


def test_every_command_is_described(pack: Pack, scenes: Scenes) -> None:
    """Every listed command has its line in the menu of every language."""
    for code in pack.info.languages:
        described = [scenes(code).say(command.menu) for command in COMMANDS if command.listed]
        assert all(described)
        assert len(set(described)) == len(described)
