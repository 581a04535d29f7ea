"""aiogram's echo bot: `python aiogram_echo.py polling|webhook TOKEN API PORT`."""

import asyncio
import sys

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler, setup_application
from aiohttp import web

MODE, TOKEN, API, PORT = sys.argv[1:]
dispatcher = Dispatcher()


@dispatcher.message()
async def echo(message: Message) -> None:
    """Say the same."""
    await message.answer(message.text or "")


async def on_startup(bot: Bot) -> None:
    """Ask for updates at the webhook."""
    if MODE == "webhook":
        await bot.set_webhook(f"http://127.0.0.1:{PORT}/hook", secret_token="s" * 32)


def main() -> None:
    """Run the bot."""
    bot = Bot(TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base(API)))
    dispatcher.startup.register(on_startup)
    if MODE == "polling":
        asyncio.run(dispatcher.start_polling(bot))
        return
    app = web.Application()
    SimpleRequestHandler(dispatcher, bot, secret_token="s" * 32).register(app, path="/hook")
    setup_application(app, dispatcher, bot=bot)
    web.run_app(app, host="127.0.0.1", port=int(PORT), print=None)


main()
