"""python-telegram-bot's echo bot: `python ptb.py polling|webhook TOKEN API PORT`."""

import sys

from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters

MODE, TOKEN, API, PORT = sys.argv[1:]


async def echo(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Say the same."""
    if update.message is not None and update.message.text is not None:
        await update.message.reply_text(update.message.text)


application = Application.builder().token(TOKEN).base_url(f"{API}/bot").build()
application.add_handler(MessageHandler(filters.TEXT, echo))
if MODE == "polling":
    application.run_polling()
else:
    application.run_webhook(
        "127.0.0.1", int(PORT), "hook", webhook_url=f"http://127.0.0.1:{PORT}/hook", secret_token="s" * 32
    )
