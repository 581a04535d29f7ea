"""Cards as results of inline and guest mode."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from telegram import InlineQuery, InlineQueryResultArticle, InlineQueryResultsButton, InputTextMessageContent
from telegram.constants import InlineQueryLimit

from bot.intake.response import open_slot
from bot.network.calls import call
from bot.network.encoded import Encoded
from bot.rendering.card import Button, Card, Rows
from handlers.views.markup import entities, keyboard
from handlers.views.prepared import ByCard
from handlers.views.send import NO_PREVIEW, parts

TITLE, DESCRIPTION = 120, 200
"""Characters of a result's title and description; apps show one line of each."""


def result_of(card: Card) -> InlineQueryResultArticle:
    """A card as a result; its id is made from what it says, so that the same answer always has the same id."""
    first, *rest = parts(card)
    text = card.brief if rest and card.brief else first[0]
    identity = hashlib.sha256(text.text.encode()).hexdigest()[:32]
    title = card.title or text.text.partition("\n")[0]
    return InlineQueryResultArticle(
        identity,
        title[:TITLE],
        InputTextMessageContent(text.text, entities=entities(text), link_preview_options=NO_PREVIEW),
        reply_markup=keyboard(_elsewhere(card.rows)),
        description=card.description[:DESCRIPTION] or None,
    )


def _as_json(card: Card) -> tuple[str, str]:
    result = result_of(card)
    return result.id, json.dumps(result.to_dict(), ensure_ascii=False)


result_json = ByCard(_as_json)
"""A card as a result: its id, and all of it as JSON."""


async def offer(
    query: InlineQuery, cards: Iterable[Card], button: InlineQueryResultsButton, seconds: int
) -> None:
    """Offer cards under what somebody types in any chat; `seconds` is how long Telegram may keep them for that person.

    Where the update came by webhook the offer goes back in the response: nobody waits to hear what became of it.
    """
    results = list(dict(map(result_json, cards)).values())[: InlineQueryLimit.RESULTS]
    offered = {
        "inline_query_id": query.id,
        "results": f"[{','.join(results)}]",
        "cache_time": seconds,
        "is_personal": True,
        "button": button.to_dict(),
    }
    slot = open_slot()
    if slot is None or not slot.fill(json.dumps({"method": "answerInlineQuery"} | offered).encode()):
        await call(query.get_bot(), "answerInlineQuery", Encoded(offered))


def _elsewhere(rows: Rows) -> Rows:
    """The buttons that make sense in other people's chats: links and sharing, no actions of the bot."""
    kept: tuple[Button, ...] = tuple(b for row in rows for b in row if b.does in ("open", "share"))
    return (kept,) if kept else ()
