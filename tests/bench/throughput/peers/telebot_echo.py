"""pyTelegramBotAPI's asynchronous echo bot: `python telebot_echo.py polling|webhook TOKEN API PORT`."""

import asyncio
import sys

from aiohttp import web
from telebot import asyncio_helper
from telebot.async_telebot import AsyncTeleBot
from telebot.types import Message, Update

MODE, TOKEN, API, PORT = sys.argv[1:]
asyncio_helper.API_URL = API + "/bot{0}/{1}"
bot = AsyncTeleBot(TOKEN)


@bot.message_handler(func=lambda _: True)
async def echo(message: Message) -> None:
    """Say the same."""
    await bot.send_message(message.chat.id, message.text or "")


async def hook(request: web.Request) -> web.Response:
    """Take an update from the webhook."""
    if request.headers.get("X-Telegram-Bot-Api-Secret-Token") != "s" * 32:
        return web.Response(status=403)
    update = Update.de_json(await request.json())
    await bot.process_new_updates([update])
    return web.Response()


async def on_startup(_: web.Application) -> None:
    """Ask for updates at the webhook."""
    await bot.set_webhook(f"http://127.0.0.1:{PORT}/hook", secret_token="s" * 32)


if MODE == "polling":
    asyncio.run(bot.infinity_polling(timeout=20))
else:
    app = web.Application()
    app.router.add_post("/hook", hook)
    app.on_startup.append(on_startup)
    web.run_app(app, host="127.0.0.1", port=int(PORT), print=None)
