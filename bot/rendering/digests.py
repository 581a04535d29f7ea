"""Digests as they are quoted: a whole article, one of its paragraphs, or one item under its opening words."""

from __future__ import annotations

from bot.rendering.rich import Rich, join
from bot.rendering.scene import Scene
from content.model import ArticleText, Item, Paragraph

FOLDED_FROM = 1200
"""Characters of digest from which it is folded in an expandable quotation."""


def digest(scene: Scene, text: ArticleText) -> Rich | None:
    """The digest of a whole article, quoted, and folded when it is long; None where there is none."""
    if not text.paragraphs:
        return None
    return _quoted(scene, join((_paragraph(scene, each) for each in text.paragraphs), "\n"))


def part_digest(scene: Scene, text: ArticleText, number: str) -> Rich | None:
    """The digest of the paragraph of that number, or of the item where the article has no numbered paragraphs.

    An item is quoted under the words that open its list. None where the article has neither.
    """
    if paragraph := text.paragraph(number):
        return _quoted(scene, _paragraph(scene, paragraph))
    if item := text.item(number):
        opening = next(each.text for each in text.paragraphs if item in each.items)
        return _quoted(scene, join((opening, _item(scene, item)), "\n"))
    return None


def digest_length(text: ArticleText, number: str | None = None) -> int:
    """Characters of an article's digest, or of the one paragraph of that number."""
    paragraph = text.paragraph(number) if number else None
    shown = (paragraph,) if paragraph else text.paragraphs
    return sum(len(each.text) + sum(len(item.text) for item in each.items) for each in shown)


def _quoted(scene: Scene, body: Rich) -> Rich:
    if scene.plain:
        return body
    return body.marked("folded" if len(body.text) > FOLDED_FROM else "quote")


def _paragraph(scene: Scene, paragraph: Paragraph) -> Rich:
    number = scene.say("paragraph-number", number=paragraph.number) + " " if paragraph.number else ""
    return join((number + paragraph.text, *(_item(scene, item) for item in paragraph.items)), "\n")


def _item(scene: Scene, item: Item) -> str:
    return f"{scene.say('item-number', number=item.number)} {item.text}"
