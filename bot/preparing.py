"""Making ready what answers, before there is anybody to answer."""

from __future__ import annotations

from bot.answering import Answering
from bot.environment import settled
from bot.errors import UsageError
from bot.settings import Settings
from content.opening import Opened, open_pack
from content.pack import PackError


def answering_of(settings: Settings) -> Answering:
    """What answers from the pack of the settings, in the operator's language where none is clear, with nothing left to
    make.

    Raises:
        UsageError: the pack cannot be read or is not valid, or lacks the operator's language.
    """
    opened = _opened(settings)
    language = settings.language or opened.pack.info.languages[0]
    answering = Answering(
        opened.pack, default_language=language, languages=opened.languages, index=opened.index
    )
    answering.warm()
    return answering


def _opened(settings: Settings) -> Opened:
    try:
        with settled():
            opened = open_pack(settings.pack)
    except PackError as error:
        raise UsageError(f"BOT_PACK: {error}") from error
    if settings.language is not None and settings.language not in opened.pack.info.languages:
        raise UsageError(f"BOT_LANGUAGE: the pack has {', '.join(opened.pack.info.languages)}")
    return opened
