"""Quoting: whatever stands in a quotation of a card is, to the byte, a slice of the stored revision."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.official_texts import OfficialTexts
from bot.rendering.articles import article_card, wording_card, words_card
from bot.rendering.card import Card
from bot.rendering.plain import as_plain
from bot.rendering.reading_page import reading_page
from bot.rendering.rich import MESSAGE_UNITS, utf16
from bot.rendering.scene import Scenes
from bot.rendering.sections import several_card
from bot.rendering.verifying import verified_card
from bot.rendering.wording import quotation, shortened
from content.importers import import_file
from content.model import ArticleText, Edition, Pack, Paragraph
from content.official import OfficialArticle, OfficialItem, OfficialParagraph, OfficialText, Revision, place
from content.passages import passages
from content.revisions import Revisions
from handlers.views.send import parts
from tests import garden

NEW, OLD = "garden-new", "garden-old"
DOCUMENTS = (
    ("garden.ru.html", "ru", NEW),
    ("garden.kk.html", "kk", NEW),
    ("garden.en.md", "en", NEW),
    ("older", "ru", OLD),
)
OLDER = """Раздел I. Было
Статья 1
Сад открыт днём.
Статья 2
1. Скамейки стоят на солнце.
2. Садовник один.
Статья 3
Яблоки общие.
Раздел II. И прошло
Статья 4
Устав временный.
"""


def with_digest(pack: Pack) -> Pack:
    """The garden's pack with our words on Article 2."""
    edition = pack.edition
    words = (Paragraph(number="1", text="In our words."), Paragraph(number="2", text="More of them."))
    texts = {
        code: held.model_copy(
            update={
                "articles": {**held.articles, "2": ArticleText(heading="Rule 2", paragraphs=words)},
            }
        )
        for code, held in edition.texts.items()
    }
    changed = Edition.model_validate({**edition.model_dump(), "texts": texts})
    return pack.model_copy(update={"editions": {**pack.editions, edition.id: changed}})


@pytest.fixture(scope="module")
def charter() -> Pack:
    """The garden's pack."""
    return with_digest(garden.pack())


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, charter: Pack) -> Revisions:
    """A store with the charter in three languages, and the older one in Russian."""
    revisions = Revisions(tmp_path_factory.mktemp("data") / "texts")
    for name, language, edition in DOCUMENTS:
        data = OLDER.encode() if name == "older" else garden.document(name)
        import_file(data, edition, language, charter, revisions, date="2021-03-01")
    return revisions


@pytest.fixture(scope="module")
def gardens(charter: Pack, store: Revisions) -> Scenes:
    """Scenes in which the charter is loaded."""
    return Scenes(charter, "en", OfficialTexts(store))


def latest(store: Revisions, language: str = "ru", edition: str = NEW) -> Revision:
    """The newest revision."""
    found = store.latest(edition, language)
    assert found is not None
    return found


def places(edition: Edition, revision: Revision) -> Iterator[tuple[str, str | None]]:
    """Every article with each of its paragraphs and items, and one that it does not have."""
    if revision.text.preamble:
        yield "0", None
    for number in edition.numbers:
        article = revision.text.by_number[number]
        named = [n for p in article.paragraphs for n in (p.number, *(item.number for item in p.items)) if n]
        yield from ((number, part) for part in (None, *named, "77"))


def quotes(card: Card) -> list[str]:
    """What stands in the quotations of a card, message by message."""
    return [
        text.text[mark.start : mark.end]
        for text, _ in parts(card)
        for mark in text.marks
        if mark.kind in ("quote", "folded")
    ]


def hash_of(card: Card) -> str:
    """The short hash that a card shows."""
    [found] = re.findall(r"/verify ([0-9a-f]{10})", card.text.text)
    return str(found)


@pytest.mark.parametrize(("name", "language", "edition"), DOCUMENTS)
def test_every_quotation_is_a_slice(
    gardens: Scenes, charter: Pack, store: Revisions, name: str, language: str, edition: str
) -> None:
    """All articles, paragraphs and items: what is quoted is found in the wording, and the hash leads back to it."""
    revision = latest(store, language, edition)
    for number, part in places(charter.editions[edition], revision):
        card = article_card(gardens(language), edition, number, part)
        said = quotes(card)
        assert all(quote.encode() in revision.wording for quote in said), (number, part)
        found = store.find_hash(hash_of(card))
        assert found is not None
        assert (found.revision.text.edition, found.revision.text.language) == (edition, language)
        if said:
            assert found.quotation == said[-1], (number, part)
            plain = article_card(gardens(language, True), edition, number, part)
            assert not quotes(plain)
            assert found.quotation in plain.text.text
        else:
            assert revision.text.by_number[number].state == "excluded"


def test_an_article_is_quoted_whole(gardens: Scenes, store: Revisions) -> None:
    """The card holds all paragraphs as they are written, the heading of the text, its date, and where it is checked."""
    card = article_card(gardens("ru"), NEW, "3")
    assert card.title == "Статья 3. Яблоки"
    assert quotes(card) == [
        "\n".join(
            (
                "1. Яблоки делятся поровну.",
                "1-1. Груши делятся по жребию.",
                "2. Порядок дележа: а) сначала дети; б) потом взрослые.",
            )
        )
    ]
    span = latest(store).text.by_number["3"].body
    assert card.text.text.endswith(
        "Официальный текст (Русский, в редакции от 1 марта 2021\u202fг.). Garden, in force. "
        f"Проверить: /verify {latest(store).short_hash(span)}"
    )


def test_a_heading_of_ours_is_said_to_be_ours(gardens: Scenes) -> None:
    """Where the text gives an article no heading, ours stands over it and is marked."""
    card = article_card(gardens("en"), NEW, "2")
    assert card.title == "Article 2. Rule 2"
    assert "The heading is ours." in card.text.text
    assert "The heading is ours." not in article_card(gardens("en"), NEW, "3").text.text
    assert "The heading is ours." not in article_card(gardens("en"), NEW, "0").text.text


def test_an_item_is_quoted_after_what_opens_its_list() -> None:
    """An item of an article without numbered paragraphs stands under the opening words, each a quotation."""
    items = tuple(
        OfficialItem(number=n, mark=f"{n})", text=text) for n, text in (("1", "поёт;"), ("2", "спит."))
    )
    article = OfficialArticle(
        number="2", label="Статья 2", paragraphs=(OfficialParagraph(text="Садовник:", items=items),)
    )
    bare = place(OfficialText(edition=NEW, language="ru", articles=(article,)))
    assert quotation(bare, "2", "1").texts == ("Садовник:", "1) поёт;")
    assert quotation(bare, "2", "2").texts == ("Садовник:", "2) спит.")
    assert quotation(bare, "2", "2").is_item
    assert quotation(bare, "2", "9").paragraph is None


def test_a_paragraph_that_does_not_exist(gardens: Scenes) -> None:
    """It gives the whole article, with a word about it."""
    card = article_card(gardens("en"), NEW, "2", "77")
    assert "Article 2 has no paragraph 77. Here is the whole article." in card.text.text
    assert quotes(card) == quotes(article_card(gardens("en"), NEW, "2"))
    bare = article_card(gardens("en"), NEW, "3-1", "2")
    assert "Article 3-1 has no numbered paragraphs. Here it is whole." in bare.text.text


def test_an_excluded_article_says_so(gardens: Scenes) -> None:
    """An article without wording is not quoted, and not replaced by other words."""
    card = article_card(gardens("en"), NEW, "4")
    assert quotes(card) == []
    assert "In the official text this article is excluded: it has a number and no wording." in card.text.text


def labels(card: Card) -> list[str]:
    """The labels of what leads to other words: ours, or the wording."""
    found = [button.label for row in card.rows for button in row]
    return [each for each in found if each in ("In plain words", "Простыми словами") or "wording" in each]


def test_our_words_are_one_tap_away(gardens: Scenes) -> None:
    """A quoted article that has a digest offers it, the digest offers the wording; one without offers nothing."""
    assert labels(article_card(gardens("en"), NEW, "2")) == ["In plain words"]
    words = words_card(gardens("en"), NEW, "2")
    assert quotes(words) == ["1. In our words.\n2. More of them."]
    assert "an unofficial summary, not the official wording" in words.text.text
    assert "/verify" not in words.text.text
    assert labels(words) == ["Official wording"]
    assert "In plain words" not in labels(article_card(gardens("en"), NEW, "1"))


def test_a_language_without_the_wording_points_to_others(gardens: Scenes, store: Revisions) -> None:
    """The digest is shown, it is said where the wording is, and a button shows it there."""
    card = article_card(gardens("zz"), NEW, "2", "1")
    assert quotes(card) == ["1. In our words."]
    assert "is not loaded in this language, only in: Қазақша, Русский, English." in card.text.text
    assert labels(card) == [f"Official wording: {name}" for name in ("Қазақша", "Русский", "English")]
    shown = wording_card(gardens("zz"), NEW, "ru", "2", "1")
    assert quotes(shown) == ["1. Скамейки стоят в тени."]
    assert "Official wording (Русский, text of 2021-03-01)." in shown.text.text
    assert labels(shown) == ["In plain words"]
    with pytest.raises(KeyError):
        wording_card(gardens("zz"), OLD, "kk", "2")


def test_without_a_text_nothing_changes(charter: Pack, tmp_path: Path) -> None:
    """An empty store, and none at all, give the same card: the digest, said to be unofficial."""
    empty = Scenes(charter, "en", OfficialTexts.within(tmp_path))
    one, other = (article_card(scenes("en"), NEW, "2") for scenes in (empty, Scenes(charter)))
    assert one == other
    assert "an unofficial summary" in one.text.text
    assert "In plain words" not in labels(one)


def test_several_articles_are_quoted_together(gardens: Scenes, store: Revisions) -> None:
    """Each of several articles stands with its own hash under one line of provenance."""
    card = several_card(gardens("ru"), NEW, [("2", "1"), ("3-1", None)])
    assert quotes(card) == [
        "1. Скамейки стоят в тени.",
        "Упавшее яблоко принадлежит тому, кто его нашёл.",
    ]
    hashes = re.findall(r"/verify ([0-9a-f]{10})", card.text.text)
    found = [store.find_hash(short) for short in hashes]
    assert [each.quotation for each in found if each] == quotes(card)
    assert card.text.text.endswith("Garden, in force. Заголовки наши.")


def test_a_hash_leads_to_its_place(gardens: Scenes, store: Revisions) -> None:
    """The place is named, quoted and dated, and offers the article."""
    revision = latest(store)
    span = revision.text.by_number["2"].paragraphs[1].items[0].span
    short = revision.short_hash(span)
    found = store.find_hash(short)
    assert found is not None
    card = verified_card(gardens("en"), found, short)
    assert card.title == "Article 2, paragraph 2, item 1"
    assert quotes(card) == ["1) поливает яблони;"]
    assert f"revision 1 here. Hash: {short}" in card.text.text
    assert "It is the newest revision that is loaded." in card.text.text
    [[button]] = card.rows
    assert button.action is not None
    assert (button.action.name, button.action.arguments) == ("article", (NEW, "2", "2"))


def test_every_hash_has_a_card(gardens: Scenes, store: Revisions) -> None:
    """Whatever place may be quoted, its hash gives a card that quotes it."""
    revision = latest(store)
    for _, span in revision.text.spans:
        short = revision.short_hash(span)
        found = store.find_hash(short)
        assert found is not None
        card = verified_card(gardens("ru"), found, short)
        assert card.title
        assert quotes(card) == ([revision.quote(span)] if revision.quote(span) else [])


def test_a_beginning_is_a_slice_too(store: Revisions) -> None:
    """Where there is room for a part only, it ends with a line, else with a word."""
    whole = quotation(latest(store), "2")
    assert shortened(whole, 4000) == whole
    assert shortened(whole, 45).texts == ("1. Скамейки стоят в тени.\n2. Садовник:",)
    assert shortened(whole, 20).texts == ("1. Скамейки стоят в",)
    assert shortened(whole, 20).cut
    assert shortened(whole, 20).hash == whole.hash


def test_passages_are_the_wording(store: Revisions) -> None:
    """Search gets every paragraph of the newest revision, to the letter."""
    found = list(passages(store, NEW, "ru"))
    assert found[0].article == "0"
    assert [(p.article, p.paragraph, p.text) for p in found if p.article == "3"] == [
        ("3", "1", "1. Яблоки делятся поровну."),
        ("3", "1-1", "1-1. Груши делятся по жребию."),
        ("3", "2", "2. Порядок дележа: а) сначала дети; б) потом взрослые."),
    ]
    assert all(p.text.encode() in latest(store).wording for p in found)
    assert list(passages(store, OLD, "kk")) == []


def test_the_reading_page_holds_both(gardens: Scenes) -> None:
    """The wording line by line, our words folded beside it, and a note on whose words they are."""
    page = reading_page(gardens("ru"), NEW)
    assert '<p id="a3p1">1. Яблоки делятся поровну.</p>' in page
    assert "<summary>Простыми словами (изложение наше)</summary>" in page
    assert "Официальный текст, в редакции от 1 марта 2021\u202fг.; заголовки" in page
    assert page.count("(заголовок наш)") == 5
    assert "исключена: номер есть, текста нет" in page
    assert "Официальный текст" not in reading_page(gardens("zz"), NEW)


def test_cards_of_short_articles_fit(gardens: Scenes, charter: Pack) -> None:
    """Nothing of the charter needs a second message, and as plain text it reads the same."""
    for number in charter.edition.numbers:
        card = article_card(gardens("ru"), NEW, number)
        assert utf16(card.text.text) <= MESSAGE_UNITS
        assert card.brief is None
        assert all(quote in as_plain(card.text) for quote in quotes(card))


def test_an_older_edition_is_quoted_as_what_it_is(gardens: Scenes) -> None:
    """An article of another edition is quoted from that edition's own text."""
    card = article_card(gardens("ru"), OLD, "1")
    assert quotes(card) == ["Сад открыт днём."]
    assert labels(card) == []
