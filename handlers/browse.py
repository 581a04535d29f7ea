"""The command that leafs through the pack: sections and topics of the text."""

from __future__ import annotations

from telegram import Update

from bot.commands import command_in_words
from bot.rendering.card import Card
from bot.rendering.scene import Scene
from bot.rendering.sections import sections_card
from bot.rendering.topics import topic_card, topic_list_card, topic_named, topics_card, topics_of
from handlers.asker import Asker
from handlers.context import Context
from handlers.replies import put


async def browse(update: Update, context: Context, asker: Asker, rest: str) -> None:
    """Answer /browse with the sections of the text in force, of the edition whose id is named, or with topics."""
    editions = context.services.pack.editions
    word, _, further = rest.partition(" ")
    if command_in_words(word) == "browse topics":
        await put(update, asker, typed_topics(asker.scene, further.strip()))
        return
    edition = rest if rest in editions else context.services.pack.edition.id
    await put(update, asker, sections_card(asker.scene, edition))


def typed_topics(scene: Scene, rest: str) -> Card:
    """What stands behind /browse topics: nothing, a section ("0": the preamble) and its page, or a topic's name.

    A section without topics, and a name that is none's, give all sections that have topics.
    """
    section, _, page = rest.partition(" ")
    if section in topics_of(scene.pack):
        return topic_list_card(scene, section, _number(page))
    topic = topic_named(scene, rest)
    return topic_card(scene, topic) if topic else topics_card(scene)


def _number(typed: str) -> int:
    """The number of a page as it was typed; 1 for anything else."""
    typed = typed.strip()[:4]
    return int(typed) if typed.isdecimal() else 1
