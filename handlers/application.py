"""The library's application without what it would keep of everybody who ever wrote."""

from __future__ import annotations

from typing import Any

from telegram.ext import Application, ContextTypes, ExtBot

from bot.services import Services
from handlers import register
from handlers.context import App, Context, context_for


class Forgetful(Application[ExtBot[None], Context, dict[Any, Any], dict[Any, Any], dict[Any, Any], Any]):
    """Marks nobody for a persistence that there is not.

    The library (22.8) keeps the id of every person and chat for its next write, also where nothing is ever written: a
    hundred bytes of each, for as long as the process lives, and ids of people have no business in memory.
    """

    __slots__ = ()

    def _mark_for_persistence_update(self, *, update: object | None = None, job: Any = None) -> None:
        pass


def application_of(bot: ExtBot[None], services: Services) -> App:
    """The application of a bot with every handler; its own updater and queue are not used. Not yet initialised."""
    kinds = ContextTypes(context=context_for(services))
    app: App = (
        Application.builder().application_class(Forgetful).bot(bot).updater(None).context_types(kinds).build()
    )
    register(app)
    return app
