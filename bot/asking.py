"""`ask`: one question, or one a line, answered on standard output."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from bot.answering import Answering
from bot.clock import SystemClock
from bot.coming_session import with_coming
from bot.errors import UsageError
from bot.official_texts import OfficialTexts
from bot.rendering.answers import answer_card
from bot.rendering.plain import as_plain
from bot.rendering.scene import Scenes
from content.opening import Opened


class Asking:
    """Answers questions of scripts: the same answers and the same text as in the chat."""

    def __init__(self, opened: Opened, default_language: str, official: OfficialTexts | None = None) -> None:
        """Answer from a pack, and from official texts where there are any."""
        self.pack = opened.pack
        self._answering = Answering(
            opened.pack, default_language=default_language, languages=opened.languages, index=opened.index
        )
        self._scenes = Scenes(opened.pack, default_language, official)
        self._clock = SystemClock()

    def one(
        self, question: str, language: str | None, edition: str | None, identity: Any = None
    ) -> dict[str, Any]:
        """The answer object to a question. `identity` is handed back as its id.

        Raises:
            UsageError: the pack has no such language or edition.
        """
        self._check(language, edition)
        answer = self._answering.answer(question, language=language, edition=edition)
        answer = with_coming(question, answer, self.pack, self._scenes.record, self._clock.now())
        return answer.as_object(identity, as_plain(answer_card(self._scenes(answer.lang), answer).text))

    def _check(self, language: str | None, edition: str | None) -> None:
        if language is not None and language not in self.pack.info.languages:
            raise UsageError(
                f"unknown language {language!r}: the pack has {', '.join(self.pack.info.languages)}"
            )
        if edition is not None and edition not in self.pack.editions:
            raise UsageError(
                f"unknown edition {edition!r}: the pack has {', '.join(sorted(self.pack.editions))}"
            )

    def lines(
        self, lines: Iterable[bytes], language: str | None, edition: str | None
    ) -> Iterator[dict[str, Any]]:
        """An answer object for each line of JSON, in order; for a bad line its id (None if unreadable) and the error.

        `language` and `edition` are used where a line does not name its own. Empty lines are passed over.
        """
        for line in lines:
            if not line.strip():
                continue
            identity = None
            try:
                asked = _parsed(line)
                identity = asked.get("id")
                question = _text(asked, "question")
                if question is None:
                    raise UsageError("there is no question")
                yield self.one(
                    question, _text(asked, "lang") or language, _text(asked, "edition") or edition, identity
                )
            except UsageError as error:
                yield {"id": identity, "error": str(error)}


def _parsed(line: bytes) -> dict[str, Any]:
    try:
        asked = json.loads(line, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"not a line of JSON in UTF-8 ({type(error).__name__})") from error
    if not isinstance(asked, dict):
        raise UsageError("a line is an object with a question")
    return asked


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def _text(asked: dict[str, Any], name: str) -> str | None:
    value = asked.get(name)
    if value is not None and not isinstance(value, str):
        raise UsageError(f"{name} is not a text")
    return value
