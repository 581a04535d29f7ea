"""The context that every handler gets: python-telegram-bot's, with the services of this bot."""

from __future__ import annotations

from typing import Any

from telegram.ext import Application, CallbackContext, ExtBot

from bot.services import Services


class Context(CallbackContext[ExtBot[None], dict[Any, Any], dict[Any, Any], dict[Any, Any]]):
    """A callback context that knows the services. A subclass made by `context_for` carries them."""

    _services: Services

    @property
    def services(self) -> Services:
        """What handlers call."""
        return self._services


def context_for(services: Services) -> type[Context]:
    """The context class of one application."""
    return type("Context", (Context,), {"_services": services})


App = Application[ExtBot[None], Context, dict[Any, Any], dict[Any, Any], dict[Any, Any], Any]
