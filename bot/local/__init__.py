"""An in-process Telegram: the Bot API server, chats and people for the local chat, tests and benchmarks.

``core`` is the server, ``request`` lets python-telegram-bot talk to it without a network, ``server`` puts
it on loopback HTTP.
"""

from bot.local.chats import Chat
from bot.local.core import LocalTelegram
from bot.local.messages import Message
from bot.local.people import Person
from bot.local.state import DEFAULT_TOKEN
from bot.local_ids import LOCAL_ID_BASE, is_local

__all__ = ["DEFAULT_TOKEN", "LOCAL_ID_BASE", "Chat", "LocalTelegram", "Message", "Person", "is_local"]
