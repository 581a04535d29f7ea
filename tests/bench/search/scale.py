"""A text many times as long: the articles of an edition, and copies of them with other words in another order."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import BaseModel

from content.model import Article, ArticleText, Edition, EditionText, Pack, Paragraph

LARGEST = 100
"""An article's number has at most four digits."""
FOREIGN = 0.5
"""The share of a copy's words that are drawn from the whole text instead of the article."""


def scaled(pack: Pack, times: int, seed: int = 2026) -> Pack:
    """The pack with a default edition `times` as large; topics and example questions stay as they are.

    A copy's heading and paragraphs are as long as those of the article, its words are shuffled and in part drawn
    from the whole text of that language, and each copy holds one word that stands nowhere else.

    Raises:
        ValueError: `times` is not from 1 to 100.
    """
    if not 1 <= times <= LARGEST:
        raise ValueError(f"{times} is not from 1 to {LARGEST}")
    edition, dice = pack.edition, random.Random(seed)
    copies = [
        [_copy(article, turn, len(edition.articles)) for article in edition.articles]
        for turn in range(1, times)
    ]
    texts = {code: _text(text, copies, edition, dice) for code, text in edition.texts.items()}
    articles = [*edition.articles, *(article for turn in copies for article in turn)]
    # Built anew rather than copied: a copy would keep what the model has cached of the smaller one.
    grown = Edition(**_fields(edition) | {"articles": tuple(articles), "texts": texts})
    return Pack(**_fields(pack) | {"editions": {**pack.editions, edition.id: grown}})


def _fields(model: BaseModel) -> dict[str, Any]:
    """What a model was built of, and nothing that it has cached since."""
    return {name: getattr(model, name) for name in type(model).model_fields}


def _copy(article: Article, turn: int, articles: int) -> Article:
    number = int(article.number) + turn * articles
    return article.model_copy(update={"number": str(number), "key": f"copy-{number}", "counterparts": ()})


def _text(
    text: EditionText, copies: Sequence[Sequence[Article]], edition: Edition, dice: random.Random
) -> EditionText:
    vocabulary = list(_words(text.articles))
    held = dict(text.articles)
    for turn in copies:
        for article, copied in zip(edition.articles, turn, strict=True):
            held[copied.number] = _shuffled(text.articles[article.number], copied.number, vocabulary, dice)
    return text.model_copy(update={"articles": held})


def _words(articles: Mapping[str, ArticleText]) -> Iterator[str]:
    """All words in their order, so that frequent ones are drawn often."""
    for article in articles.values():
        for paragraph in article.paragraphs:
            yield from paragraph.text.split()


def _shuffled(
    article: ArticleText, number: str, vocabulary: Sequence[str], dice: random.Random
) -> ArticleText:
    paragraphs = tuple(
        Paragraph(number=each.number, text=_mixed(each.text, vocabulary, dice)) for each in article.paragraphs
    )
    heading = f"{_mixed(article.heading, vocabulary, dice)} zx{int(number):x}q"
    return ArticleText(heading=heading, paragraphs=paragraphs)


def _mixed(text: str, vocabulary: Sequence[str], dice: random.Random) -> str:
    words = [dice.choice(vocabulary) if dice.random() < FOREIGN else word for word in text.split()]
    dice.shuffle(words)
    return " ".join(words)
