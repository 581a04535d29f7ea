"""How the bot talks: all handlers, registered in reading order."""

from __future__ import annotations

from telegram import Update
from telegram.ext import (
    CallbackQueryHandler,
    ChatMemberHandler,
    InlineQueryHandler,
    MessageHandler,
    TypeHandler,
    filters,
)

from handlers.ask import on_edited, on_text
from handlers.commands import on_command
from handlers.context import App, Context
from handlers.errors import on_error
from handlers.inline import on_guest, on_inline
from handlers.limits import granted, limited
from handlers.others import on_media, on_membership, on_migration
from handlers.press import on_press

UPDATES = (
    Update.MESSAGE,
    Update.EDITED_MESSAGE,
    Update.CALLBACK_QUERY,
    Update.INLINE_QUERY,
    Update.MY_CHAT_MEMBER,
    Update.GUEST_MESSAGE,
)
"""The kinds of updates that the bot asks for. Channel posts are not among them: it never answers channels."""


async def _on_guest(update: Update, context: Context) -> None:
    if update.guest_message is not None and await granted(update, context, "question"):
        await on_guest(update, context)


def register(app: App) -> None:
    """Put every handler of the bot in place. The first one that fits an update takes it."""
    new = filters.UpdateType.MESSAGE
    app.add_handler(MessageHandler(new & filters.COMMAND, limited(on_command, "question")))
    app.add_handler(MessageHandler(new & filters.TEXT, limited(on_text, "question")))
    app.add_handler(
        MessageHandler(filters.UpdateType.EDITED_MESSAGE & filters.TEXT, limited(on_edited, "question"))
    )
    app.add_handler(MessageHandler(new & ~filters.StatusUpdate.ALL, limited(on_media, "question")))
    app.add_handler(MessageHandler(filters.StatusUpdate.MIGRATE, on_migration))
    app.add_handler(CallbackQueryHandler(limited(on_press, "question")))
    app.add_handler(InlineQueryHandler(limited(on_inline, "inline")))
    app.add_handler(ChatMemberHandler(on_membership, ChatMemberHandler.MY_CHAT_MEMBER))
    app.add_handler(TypeHandler(Update, _on_guest))
    app.add_error_handler(on_error)
